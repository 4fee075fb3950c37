"""Bytes to text: the encoding of a document, how sure it is, and what is no text at all.

What is known comes first: an encoding that was asked for, a byte order mark, the pattern of UTF-16, UTF-8, what a
page declares. Only then is it guessed (`extract.guessing`), and only among encodings that decode every byte. Text
is never repaired: bytes that do not decode are a failure.

Names are the ones that ``bytes.decode`` and ``open(path, encoding=…, newline="")`` take.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from extract.errors import InputError, UsageError

SURE = Decimal(1)
"""The certainty of an encoding that was not guessed."""

TRUSTED = Decimal("0.6")
"""A guess that is less certain than this is not taken."""

# The longer ones first: a UTF-32 mark begins with one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document (.docx, .xlsx, .odt, .epub)"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document (.doc, .xls, .ppt)"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b\x08", "gzip data; give the file the ending .gz"),
    (b"BZh", "bzip2 data; give the file the ending .bz2"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data; give the file the ending .zst"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x00asm", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file; give it the ending .parquet"),
    (b"ARROW1", "an Arrow file"),
    (b"OggS\x00", "sound or video"),
    (b"ID3", "sound"),
    (b"\x00\x01\x00\x00", "a font"),
    (b"wOF", "a font"),
)
# These begin with letters that a text may begin with as well.
_NEEDS_CONTROLS = (b"BZh", b"GIF", b"PAR1", b"ARROW1", b"ID3", b"wOF")
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b\b")
_HEAD = 1 << 12
_MANY_CONTROLS = 10
"""A text has less than one control character in so many."""
_SAMPLE = 1 << 20
_PLAUSIBLE = Decimal("0.7")

_TRANSFORMS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
_NAMES = {
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
    "cp1253": "windows-1253",
    "cp1254": "windows-1254",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "cp1257": "windows-1257",
    "cp1258": "windows-1258",
    "iso8859-1": "iso-8859-1",
    "iso8859-2": "iso-8859-2",
    "iso8859-5": "iso-8859-5",
    "iso8859-15": "iso-8859-15",
    "utf_8_sig": "utf-8-sig",
    "big5hkscs": "big5-hkscs",
}
# What pages declare, and what they mean by it, as browsers read it (https://encoding.spec.whatwg.org/#names-and-labels).
_MEANT = {
    "ascii": ("cp1252",),
    "iso8859-1": ("cp1252",),
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "big5": ("big5", "cp950", "big5hkscs"),
    "shift_jis": ("shift_jis", "cp932"),
    "euc_kr": ("euc_kr", "cp949"),
    "iso8859-9": ("cp1254",),
    "tis-620": ("cp874",),
}
_STATEFUL = frozenset({"iso2022_jp", "iso2022_jp_2", "iso2022_kr", "hz"})
"""Their bytes are those of ASCII, so that they look like UTF-8."""
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NEARLY = 4


class Decoded(NamedTuple):
    """A text, the encoding of its bytes, and how certain that is, from 0 to 1."""

    text: str
    encoding: str
    certainty: Decimal


class Known(NamedTuple):
    """What is known of encodings before a document is looked at.

    ``forced`` is taken for all documents; ``recorded`` holds, for the ids of documents, the hash of their bytes and
    the encoding that these were decoded with before (`recorded_encoding`).
    """

    forced: str | None = None
    recorded: Mapping[str, tuple[str, str]] = {}


NOTHING = Known()


def check_encoding(name: str | None) -> str | None:
    """The one spelling of an encoding's name. Raises `UsageError` for one that is none.

    >>> check_encoding("CP1251"), check_encoding("latin1"), check_encoding(None)
    ('windows-1251', 'iso-8859-1', None)
    """
    if name is None:
        return None
    found = _lookup(name)
    if found is None:
        raise UsageError(
            f"--encoding {name}: unknown encoding; for instance utf-8, utf-16, gb18030, big5, windows-1251, "
            "windows-1252, koi8-r"
        )
    return _NAMES.get(found, found.replace("_", "-"))


def _lookup(name: str) -> str | None:
    """The name of an encoding of text as Python's codecs call it."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):  # a NUL in it, for instance
        return None
    if not getattr(codec, "_is_text_encoding", True) or codec.name.replace("-", "_") in _TRANSFORMS:
        return None
    return codec.name


def binary(data: bytes) -> str | None:
    """What bytes seem to be that are no text, by how they begin; None for a text."""
    for magic, name in _MAGIC:
        if data.startswith(magic) and (not magic.startswith(_NEEDS_CONTROLS) or _controls(data[:_HEAD])):
            return name
    if data[257:262] == b"ustar":
        return "a tar archive"
    if data[4:8] == b"ftyp" and data[:2] == b"\x00\x00":
        return "video or a picture"
    if data[:4] == b"RIFF" and data[8:12] in (b"WAVE", b"AVI ", b"WEBP"):
        return "sound, video or a picture"
    if data[:2] == b"MZ" and data[2:64].count(0) > 8:
        return "a program"
    return None


def refused(place: str, what: str) -> InputError:
    """What is said of a file that is no text."""
    return InputError(f"{place}: not a text: it seems to be {what}")


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROLS))


def marked(data: bytes) -> str | None:
    """The encoding that a byte order mark tells."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def decode(
    data: bytes, place: str, known: Known = NOTHING, doc: str = "", declared: tuple[str | None, ...] = ()
) -> Decoded:
    """The text of a document's bytes. Raises `InputError` where there is none, or none that is certain enough.

    ``place`` is what failures name, ``doc`` the document's id; ``declared`` are the encodings that a page says it
    has, the more trustworthy first. The text is the bytes decoded, line ends and all; a byte order mark is not part
    of it. What was guessed has a certainty below 1.
    """
    if (what := binary(data)) is not None:
        raise refused(place, what)
    if known.forced is not None:
        return _strictly(data, known.forced, place, f"not {known.forced}")
    again = known.recorded.get(doc)
    if again is not None and again[0] == hashlib.sha256(data).hexdigest():
        return _strictly(data, again[1], place, f"not {again[1]}, as was recorded")
    if (mark := marked(data)) is not None:
        return _strictly(data, mark, place, f"broken {mark.removesuffix('-sig').upper()}, which its first bytes tell")
    if 0 in data:
        return _with_nul(data, place)
    names = [name for said in declared if said and (name := _lookup(said)) is not None]
    for name in names:
        if name in _STATEFUL and (found := _try(data, name)) is not None:
            return found
    try:
        return Decoded(data.decode(), "utf-8", SURE)
    except UnicodeDecodeError as error:
        broken = f"not UTF-8 (byte {data[error.start]:#04x} at offset {error.start})"
    for name in names:
        for meant in _MEANT.get(name, (name,)):
            if not meant.startswith(("utf", "mbcs")) and (found := _try(data, meant)) is not None:
                return found
    if _nearly_utf8(data):
        raise InputError(f"{place}: {broken}, though most of it is; repair it, with iconv -c for instance")
    encoding, certainty = _guessed(data, place, broken)
    return Decoded(data.decode(encoding), encoding, certainty)


def _guessed(data: bytes, place: str, broken: str) -> Encoding:
    from extract.guessing import guess  # with charset-normalizer behind it, which few documents need

    guessed = guess(data)
    if guessed is None:
        raise InputError(f"{place}: {broken}, nor another encoding that is known; say which with --encoding")
    name, certainty = guessed
    said = spelled(name)
    if certainty < TRUSTED:
        raise InputError(f"{place}: {broken}; {said} perhaps, which is too uncertain: say which with --encoding")
    return Encoding(said, certainty)


def spelled(name: str) -> str:
    """The name of a codec as it is written down.

    >>> spelled("cp1252"), spelled("koi8_r")
    ('windows-1252', 'koi8-r')
    """
    return _NAMES.get(name, name.replace("_", "-"))


def _strictly(data: bytes, encoding: str, place: str, said: str) -> Decoded:
    name = _with_mark(data, encoding)
    try:
        return Decoded(data.decode(name), name, SURE)
    except UnicodeDecodeError as error:
        at = f"byte {data[error.start]:#04x} at offset {error.start}" if error.start < len(data) else "its end"
        raise InputError(f"{place}: {said} ({at})") from error
    except UnicodeError as error:  # what a few codecs say otherwise
        raise InputError(f"{place}: {said} ({error})") from error


def _with_mark(data: bytes, encoding: str) -> str:
    """The encoding that takes away a byte order mark, if there is one; and one with its byte order, if not.

    Without a mark, Python's utf-16 would take the order of the machine.
    """
    mark = marked(data)
    if mark is not None and mark.removesuffix("-sig") == encoding.removesuffix("-le").removesuffix("-be"):
        return mark
    if encoding in ("utf-16", "utf-32"):
        sample = data[:_SAMPLE]
        return f"{encoding}-be" if sample[0::2].count(0) > sample[1::2].count(0) else f"{encoding}-le"
    return encoding


def _try(data: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(name), spelled(name), SURE)
    except (LookupError, ValueError):
        return None


def _with_nul(data: bytes, place: str) -> Decoded:
    """Bytes with NUL among them: UTF-16 without a mark, a text with a stray NUL, or no text."""
    from extract.guessing import plausibility

    names = []
    if len(data) % 2 == 0:
        sample = data[:_SAMPLE]
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        names = ["utf-16-le"] if even * 20 < odd else ["utf-16-be"] if odd * 20 < even else []
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if (certainty := plausibility(text)) >= _PLAUSIBLE:
            return Decoded(text, name, certainty)
    if _controls(data) * _MANY_CONTROLS < len(data):
        try:
            return Decoded(data.decode(), "utf-8", SURE)
        except UnicodeDecodeError:
            pass
    raise refused(place, f"binary data (a NUL byte at offset {data.index(0)}); --encoding utf-16 if not")


def _nearly_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few: other encodings look like it by accident only here and there."""
    whole = sum(1 for _ in _MULTIBYTE.finditer(data, 0, _SAMPLE))
    if not whole:
        return False
    wrong = data[:_SAMPLE].decode("utf-8", "replace").count("\ufffd") - data.count(b"\xef\xbf\xbd", 0, _SAMPLE)
    return whole >= _NEARLY * max(1, wrong)


class Encoding(NamedTuple):
    """An encoding, and how certain it is."""

    encoding: str
    certainty: Decimal


def of_lines(head: bytes, place: str, forced: str | None = None, *, guessed: bool = False) -> Encoding:
    """The encoding of a file of lines by its first bytes: UTF-8, if nothing tells otherwise.

    Where ``guessed``, it is guessed from those lines that are not UTF-8, unless as many are. Raises `InputError` for
    what is no text.
    """
    if (what := binary(head)) is not None:
        raise refused(place, what)
    if forced is not None:
        return Encoding(_with_mark(head, forced), SURE)
    if (mark := marked(head)) is not None:
        return Encoding(mark, SURE)
    head = head[: head.rfind(b"\n") + 1] or head
    if 0 in head and not _mostly_text(head.split(b"\n")):
        return Encoding(*_with_nul(head[: len(head) & ~1], place)[1:])
    if not guessed:
        return Encoding("utf-8", SURE)
    odd = b"\n".join(_not_utf8(head.split(b"\n")))
    try:
        return _guessed(odd, place, "not UTF-8") if odd else Encoding("utf-8", SURE)
    except InputError:  # each line may still be looked at by itself
        return Encoding("utf-8", SURE)


def _mostly_text(lines: list[bytes]) -> bool:
    """Whether NULs are some lines' own matter: as many lines are ASCII without any."""
    whole = [line for line in lines if line.strip()]
    return 2 * sum(line.isascii() and 0 not in line for line in whole) >= len(whole) > 1


def _not_utf8(lines: list[bytes]) -> list[bytes]:
    """The lines that are not UTF-8, or none if there are as many that are and are not ASCII."""
    good, bad = 0, []
    for line in lines:
        if not line.isascii():
            try:
                line.decode()
                good += 1
            except UnicodeDecodeError:
                bad.append(line)
    return bad if len(bad) > good else []


def not_decoded(line: bytes, encoding: str) -> str | None:
    """What is said of a line of a file in some encoding that is not in it, None for one that is.

    Lines of other encodings than UTF-8 come recoded; what did not decode is no UTF-8 then, either.
    """
    try:
        line.decode()
    except UnicodeDecodeError as error:
        if encoding.startswith("utf-8"):
            return f"not UTF-8 (byte {line[error.start]:#04x} at offset {error.start}); --encoding names another"
        return f"not {encoding}; --encoding names another"
    return None
