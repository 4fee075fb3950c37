"""JSON Lines, as they are or packed with Zstandard (the extra ``zst``), a frame a piece."""

from __future__ import annotations

from extract.storage import zstd
from extract.writers.base import Format

_LEVEL = 6


def _pack(data: bytes) -> bytes:
    module = zstd()
    options = {module.CompressionParameter.compression_level: _LEVEL, module.CompressionParameter.checksum_flag: 1}
    packed: bytes = module.compress(data, options=options)
    return packed


FORMAT = Format(streams=True)
PACKED = Format(ending=".jsonl.zst", pack=_pack, check=zstd, streams=True)
