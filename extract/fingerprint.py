"""What the records of a document depend on beside its bytes, so that it can be told whether they are still the same."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extract.errors import UsageError
from extract.inputs import Source
from extract.pieces import Options

_PACKAGES = ("spacy", "dateparser", "pydantic", "trafilatura", "warcio", "charset-normalizer")
_ROOT = Path(__file__).parent


def rules() -> str:
    """A hash of this package's code and vocabulary, and of the versions of what it stands on."""
    digest = hashlib.sha256()
    for package in (_ROOT, _ROOT.parent / "schemas"):
        for path in sorted(package.rglob("*")):
            if path.suffix in (".py", ".toml", ".json") and path.is_file():
                digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(repr((sys.version_info[:2], [_version(name) for name in _PACKAGES])).encode())
    return digest.hexdigest()[:32]


def conditions(options: Options) -> dict[str, str]:
    """What decides the records of a document: each by the name that a user knows it by."""
    reading = options.reading
    return {
        "the version of newsfacts": _version("newsfacts"),
        "its rules and vocabulary": rules(),
        "--kinds": ",".join(options.kinds or ()),
        "--date": str(options.date or ""),
        "--currency": options.currency or "",
        "--vocabulary": _files(options.vocabulary),
        "--text-column": reading.text or "",
        "--id-column": reading.id or "",
        "--date-column": reading.date or "",
        "--encoding": reading.encoding or "",
    }


def run(options: Options, partition: str, sources: Sequence[Source]) -> dict[str, str]:
    """What decides all bytes of an output."""
    return {
        **conditions(options),
        "--format": options.format,
        "--references": str(options.references),
        "--partition": partition,
        "--max-document-bytes": str(options.reading.max_bytes),
        "--timeout-per-document": str(options.timeout or ""),
        "--since": options.since[0] if options.since else "",
        "the input": _input(sources),
    }


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """The names of what is not the same."""
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]


def _input(sources: Iterable[Source]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        digest.update(repr(source).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]


def _files(paths: Iterable[str]) -> str:
    digests = []
    for path in paths:
        try:
            digests.append(hashlib.sha256(Path(path).read_bytes()).hexdigest()[:32])
        except OSError as error:
            raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    return " ".join(digests)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
