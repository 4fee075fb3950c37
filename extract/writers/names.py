"""File names for documents: inside the output folder whatever the document is called."""

from __future__ import annotations

import hashlib
import re

_UNSAFE = re.compile(r"[^\w.()\[\]+=,@ -]|^[. ]+|[. ]+$")
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³]) *(?:\..*)?")
_OURS = frozenset({"records", "documents", "failures", "texts", "run"})
"""What an output has of its own."""
_LONGEST = 120
_LONGEST_PATH = 700
"""Bytes of a name, and of a whole path; systems take 255 and 1,024 at least, with the output folder's path."""


def file_name(doc: str, ending: str) -> str:
    """A relative path for a document's own file: its id, made safe, with an ending.

    Folders of the id stay folders. What could lead out of the output folder or is no name on some system is
    written as ``%`` and its code, and a name that is too long is cut and told apart by a hash.

    >>> file_name("2024/a.txt", ".tml")
    '2024/a.txt.tml'
    >>> file_name("../../etc/passwd", ".tml")
    '%2E%2E/%2E%2E/etc/passwd.tml'
    """
    parts = [_safe(part) for part in doc.split("/") if part]
    if parts and parts[0].casefold() in _OURS and (len(parts) == 1 or parts[0].casefold() == "records"):
        parts[0] = f"%{parts[0]}"
    name = "/".join(parts) or "%"
    if len(name.encode()) > _LONGEST_PATH:
        name = _cut("".join(parts), doc)
    return name + ending


def _safe(part: str) -> str:
    safe = _UNSAFE.sub(lambda match: "".join(f"%{ord(c):02X}" for c in match.group()), part)
    if _RESERVED.fullmatch(safe):
        safe = f"%{safe}"
    if len(safe.encode()) > _LONGEST:
        safe = _cut(safe, part)
    return safe


def _cut(safe: str, whole: str) -> str:
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return safe.encode()[:_LONGEST].decode("utf-8", "ignore") + f"%{digest}"
