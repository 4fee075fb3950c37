"""Files of records, read document by document in any order and in bounded memory.

A file is gone through once, to note where each document's lines are (16 bytes a document); then the lines of one
document at a time are read. It may be of any size, and its documents in any order.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import orjson

from extract.encodings import check_encoding
from extract.errors import InputError, UsageError
from extract.storage import PACKINGS, Stream
from schemas.base import VERSION
from schemas.lines import fields, loads
from schemas.record import KINDS, MODELS, RECORD

Row = dict[str, Any]
"""The fields of a record in plain values, as `schemas.lines.fields` gives them."""

_GIT = re.compile(r"git:([^:]*):(.*)", re.DOTALL)
_REVISION = re.compile(r"[\w@][\w./@{}^~+-]*")
# The lines that this package writes; others are read as well, only not as fast.
_START = re.compile(rb'\{"kind":"[a-z]+","doc":("(?:[^"\\]|\\.)*"),"start":\d').match
_END = b',"v":%d}\n' % VERSION
_FIELDS = {kind: frozenset(model.model_fields) for kind, model in MODELS.items()}
RECORDS, DOCUMENTS = "records.jsonl", "documents.jsonl"
"""The names of a run's files in its folder."""


def open_records(name: str) -> RecordsFile:
    """A file of records by its name.

    That is a JSON Lines file, packed or not, the folder of a run, ``git:REVISION:PATH`` for either as it was
    committed (the path counts from the repository's top), or ``-`` for standard input. Raises `InputError` where
    there is none, and for a line that is no record.
    """
    if name == "-":
        return RecordsFile("standard input", _spooled(sys.stdin.buffer))
    if found := _GIT.fullmatch(name):
        return RecordsFile(name, _committed(name, found[1], found[2], RECORDS))
    paths = _files(Path(name))
    if len(paths) == 1 and not _packing(paths[0]):
        try:
            file = paths[0].open("rb")
        except OSError as error:
            raise InputError(f"{paths[0]}: cannot be read: {error.strerror}") from error
        return RecordsFile(str(paths[0]), file if file.seekable() else _spooled(file))
    streams = [Stream(str(path), _packing(path)) for path in paths]
    try:
        return RecordsFile(str(paths[0]) if len(paths) == 1 else name, _spooled(*streams))
    finally:
        for stream in streams:
            stream.close()


def open_documents(name: str) -> IO[bytes] | None:
    """The lines of the documents beside a file of records, by its name; None where there are none."""
    if found := _GIT.fullmatch(name):
        try:
            return _committed(name, found[1], found[2].removesuffix(RECORDS), DOCUMENTS)
        except InputError:
            return None
    path = Path(name)
    path = (path if path.is_dir() else path.parent) / DOCUMENTS
    if name == "-":
        return None
    if path.is_file():
        return path.open("rb")
    packed = [path.with_name(f"{DOCUMENTS}.{packing}") for packing in PACKINGS]
    return next((Stream(str(found), _packing(found)) for found in packed if found.is_file()), None)


def recorded_encodings(name: str) -> dict[str, tuple[str, str]]:
    """For documents beside a file of records that are not UTF-8: the hash of their bytes, and their encoding.

    Lines that are no documents' are passed over.
    """
    found: dict[str, tuple[str, str]] = {}
    file = open_documents(name)
    if file is None:
        return found
    with file:
        for line in file:
            if b'"encoding":"utf-8"' in line:
                continue
            try:
                row = orjson.loads(line)
                doc, sha256, encoding = row["doc"], row["sha256"], check_encoding(row["encoding"])
            except (ValueError, KeyError, TypeError, UsageError):
                continue
            if encoding:
                found[doc] = (sha256, encoding)
    return found


def _files(path: Path) -> list[Path]:
    """The files of records of a run's folder: one, or one for each part or kind; or the file itself."""
    if not path.is_dir():
        return [path]
    endings = ["", *(f".{packing}" for packing in PACKINGS)]
    for ending in endings:
        if (path / f"{RECORDS}{ending}").exists():
            return [path / f"{RECORDS}{ending}"]
    stem = RECORDS.partition(".")[0]
    found = [file for ending in endings for file in sorted((path / stem).glob(f"*.jsonl{ending}"))]
    if found:
        return found
    others = sorted(file.name for file in path.glob(f"{stem}.*"))
    if others:
        raise InputError(f"{path / others[0]}: facts are read from JSON Lines; write them with --format jsonl")
    raise InputError(f"{path}: there is no {RECORDS} in this folder; `extract PATH -o {path}` writes it")


def _packing(path: Path) -> str:
    ending = path.suffix.lower().removeprefix(".")
    return ending if ending in PACKINGS else ""


class RecordsFile:
    """Records by document: ``len()`` documents, in the order in which they first appear.

    ``name`` is what messages call the file.
    """

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self.name = name
        self._file = file
        self._hashes, self._starts, self._own = _find(file, name)

    def hashes(self) -> array[int]:
        """A hash of the document's id for each run of lines of one document. It holds in this process only."""
        return self._hashes

    def block(self, segments: Sequence[int]) -> bytes:
        """The lines of some segments."""
        return b"".join(self._read(self._starts[at], self._starts[at + 1]) for at in segments)

    def documents(self, kinds: frozenset[str] = frozenset(KINDS)) -> Iterator[list[Row]]:
        """The records of each document, in the order in which documents first appear."""
        side = Side(self)
        for at in side.in_order():
            yield self.rows(self.block(side.segments(at)), kinds)

    def count(self, block: bytes, kinds: frozenset[str]) -> tuple[str, int]:
        """The document of a block, and how many records of some kinds it has: without reading them, where it can be."""
        first = _START(block)
        if not self._own or first is None:
            rows = self.rows(block, kinds)
            return rows[0]["doc"] if rows else "", len(rows)
        # A quote inside of a string is written with a backslash, so this is nothing but a line's beginning.
        return orjson.loads(first[1]), sum(block.count(b'{"kind":"%s",' % kind.encode()) for kind in kinds)

    def rows(self, block: bytes, kinds: frozenset[str]) -> list[Row]:
        """The records of a block in the order of their places, in plain values: read, and upgraded where needed."""
        found = []
        last = (-1, -1)
        ordered = True
        for line in block.split(b"\n"):
            if not line.strip():
                continue
            row = self.row(line)
            if row["kind"] in kinds:
                found.append(row)
                place = (row["start"], row["end"])
                ordered = ordered and last <= place
                last = place
        if not ordered:
            found.sort(key=lambda row: (row["start"], row["end"], row["kind"]))
        return found

    def row(self, line: bytes) -> Row:
        """The fields of a line of this file. Raises `InputError`."""
        try:
            row = fields(line)
            if _sound(row):
                return row
            # Another shape: fields left out, for instance. The model says what is wrong, or fills them in.
            return RECORD.validate_python(row).model_dump()
        except ValueError as error:
            raise InputError(f"{self.name}:{self._number(line)}: {_reason(line) or error}") from error

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _number(self, wanted: bytes) -> int:
        self._file.seek(0)
        return next((number for number, line in enumerate(self._file, 1) if line.rstrip(b"\n") == wanted), 0)

    def _read(self, start: int, end: int) -> bytes:
        self._file.seek(start)
        return self._file.read(end - start)


def _sound(row: Row) -> bool:
    """Whether a row has what comparing needs. What is shown of it is validated as a whole."""
    sentence = row.get("sentence")
    return (
        row.keys() == _FIELDS.get(row.get("kind", ""))
        and type(row["start"]) is type(row["end"]) is int
        and type(row["text"]) is str
        and type(row["doc"]) is str
        and type(sentence) is dict
        and type(sentence.get("start")) is type(sentence.get("end")) is int
        and type(sentence.get("text")) is str
    )


def _reason(line: bytes) -> str:
    try:
        loads(line)
    except ValueError as error:
        return str(error)
    return ""


def _find(file: IO[bytes], name: str) -> tuple[array[int], array[int], bool]:
    """Where the documents are: a hash and an offset for each run of lines of one document, and the end.

    And whether all lines are as this package writes them.
    """
    own = True
    hashes, starts = array("q"), array("Q")
    last = b""
    at = 0
    file.seek(0)
    for number, line in enumerate(file, 1):
        match = _START(line)
        if match and line.endswith(_END):
            doc = match[1]
        elif line.isspace():
            doc = last
        else:
            own = False
            try:
                doc = orjson.dumps(loads(line).doc)
            except ValueError as error:
                raise InputError(f"{name}:{number}: {error}") from error
        if doc != last:
            hashes.append(hash(doc))
            starts.append(at)
            last = doc
        at += len(line)
    starts.append(at)
    return hashes, starts, own


def _spooled(*streams: IO[bytes]) -> IO[bytes]:
    """A file on disk with what streams give, one after the other."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 # whoever asked closes it
    for stream in streams:
        shutil.copyfileobj(stream, file, 1 << 20)
    return file


def _committed(name: str, revision: str, path: str, inside: str) -> IO[bytes]:
    """A file, or what is ``inside`` of a folder, as git has them. No shell and no filter of the repository's runs."""
    if not _REVISION.fullmatch(revision) or ".." in revision:
        raise InputError(f"{name}: {revision!r} is no revision; write git:REVISION:PATH, as in git:main:out")
    if not path or any(ord(c) < 32 for c in path):
        raise InputError(f"{name}: no path; write git:REVISION:PATH, as in git:{revision}:out")
    commit = _git(name, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise InputError(f"{name}: there is no revision {revision!r} here (a shallow clone has few)")
    place = f"{commit.decode().strip()}:{path.rstrip('/')}"
    kind = _git(name, "cat-file", "-t", place)
    if kind is not None and kind.strip() == b"tree":
        place = f"{place}/{inside}"
        kind = _git(name, "cat-file", "-t", place)
    if kind is None or kind.strip() != b"blob":
        raise InputError(f"{name}: there are no records at {path!r} in {revision}")
    file = tempfile.TemporaryFile()  # noqa: SIM115 # whoever asked closes it
    done = subprocess.run(["git", "cat-file", "blob", place], stdout=file, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        raise InputError(f"{name}: git cannot read it: {done.stderr.decode(errors='replace').strip()}")
    return file


def _git(name: str, *arguments: str) -> bytes | None:
    """What a git command says, or None where it fails."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError as error:
        raise InputError(f"{name}: git cannot be run: {error.strerror}") from error
    if b"not a git repository" in done.stderr:
        raise InputError(f"{name}: this folder is not in a git repository")
    return None if done.returncode else done.stdout


class Side:
    """The documents of one file, as places in it, grouped and in order. See `pair_documents`."""

    def __init__(self, file: RecordsFile) -> None:
        import numpy as np

        hashes = np.frombuffer(file.hashes(), dtype=np.int64) if len(file.hashes()) else np.zeros(0, dtype=np.int64)
        order = np.argsort(hashes, kind="stable")
        ids, first, counts = np.unique(hashes[order], return_index=True, return_counts=True)
        self.ids: Any = ids
        self.order = order
        self.low = first
        self.counts = counts
        self.place: Any = order[first] if len(first) else order  # the first segment of each document

    def in_order(self) -> list[int]:
        """The places in ``ids``, in the order in which the documents first appear in the file."""
        import numpy as np

        return np.argsort(self.place, kind="stable").tolist()  # type: ignore[no-any-return]  # numpy's stub

    def segments(self, at: int) -> list[int]:
        """The segments of a document, by its place in ``ids``."""
        low = self.low[at]
        return self.order[low : low + self.counts[at]].tolist()  # type: ignore[no-any-return]  # numpy's stub


def pair_documents(old: RecordsFile, new: RecordsFile) -> Iterator[tuple[list[int], list[int]]]:
    """The segments of each document in both files, in one order: that of the old file, and what only the new one has
    where it stands there. An empty list where a file does not have the document."""
    import numpy as np

    one, two = Side(old), Side(new)
    _, at_one, at_two = np.intersect1d(one.ids, two.ids, assume_unique=True, return_indices=True)
    partner = np.full(len(one.ids), -1, dtype=np.int64)
    partner[at_one] = at_two
    alone = np.ones(len(two.ids), dtype=bool)
    alone[at_two] = False
    # Documents of the new file alone wait in its order for the one that they stand before.
    waiting = np.flatnonzero(alone)
    waiting = waiting[np.argsort(two.place[waiting], kind="stable")]
    position, queue = 0, waiting.tolist()
    for at in one.in_order():
        other = int(partner[at])
        if other < 0:
            yield one.segments(at), []
            continue
        while position < len(queue) and two.place[queue[position]] < two.place[other]:
            yield [], two.segments(queue[position])
            position += 1
        yield one.segments(at), two.segments(other)
    for at in queue[position:]:
        yield [], two.segments(at)


