"""What strangers write is text wherever it goes: to terminals, CI logs, spreadsheets, pages and the names of files."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from extract.cli import main
from extract.duplicates import Names
from extract.pieces import Result
from extract.shown import escaped, flat, printable
from extract.writers import FORMATS, csv
from extract.writers.names import file_name
from extract.writers.stream import StreamWriter

EVIL = (
    "\x1b[31;5m\x1b]0;title\x07\x1b]8;;http://x\x1b\\\x1bP\x9b31m\x9d0;t\x9c\x00\x08\x7f\r"
    "\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\u2028\ufeff\xad"
)
"""Sequences of terminals in 7 and 8 bits, and marks that turn the direction of writing or are not seen."""

COMMAND = "::stop-commands::x ##[error]y `*|<script>alert(1)</script>|"


def harmless(text: str) -> None:
    """No character acts, and no line is a command of GitHub's."""
    assert [c for c in text if not c.isprintable() and c != "\n"] == []
    assert not re.search(r"^\s*::(?!(?:error|notice) )|##\[", text, re.MULTILINE)


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0), *map(ord, EVIL)])
def test_no_character_that_acts_is_shown(code: int) -> None:
    char = chr(code)
    assert len(printable(f"a{char}b")) == 3
    assert flat(f"a{char}b").isprintable()
    assert printable(f"a{char}b").replace("\n", "").replace("\t", "").isprintable()


def test_json_on_a_terminal_says_the_same() -> None:
    said = json.dumps({"text": EVIL + "é 中 😀 \U000e0041"}, ensure_ascii=False)
    assert json.loads(escaped(said)) == json.loads(said)
    assert escaped(said).isprintable()
    assert "é 中 😀" in escaped(said)


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    folder.mkdir()
    doc = f"{EVIL}\n::warning::{'w' * 60}::error::id [bold]:smile:"
    text = f"::add-mask:: It cost $5 billion in China {COMMAND}{EVIL}. {COMMAND} 5%.\n{COMMAND}\n"
    rows = [{"id": doc, "text": text}, {"id": f"{doc}2"}, {"id": f"../{doc}3", "text": f"$7 {COMMAND}"}]
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    name = EVIL.replace("\x00", "").replace("\\", "").replace("/", "")
    (folder / f"{name}::error::x\n::error::y.txt").write_bytes(b"\xff\xfe\xfd\x81 \x98\x00")
    return folder


def command(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[str, str]:
    with pytest.raises(SystemExit):
        main(list(args))
    done = capsys.readouterr()
    return done.out, done.err


def test_no_command_shows_what_acts(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = [command(capsys, "news", "-o", out) for out in ("one", "two")]
    assert "$5 billion" in shown[0][0]
    assert len(shown[0][1].splitlines()) >= 1
    assert all(line.startswith("extract: news/") for line in shown[0][1].splitlines())
    two = tmp_path / "two" / "records.jsonl"
    two.write_text(two.read_text("utf-8").replace("5000000000", "6000000000").replace('"CN"', '"TW"'), "utf-8")
    shown += [
        command(capsys, *args)
        for args in (
            ("show", "news"),
            ("explain", f"{EVIL} It cost $5 {COMMAND}"),
            ("explain", f"{EVIL} It cost $5 {COMMAND}", "--span", "cost"),
            ("explain", "news/a.jsonl"),
            ("stats", "one"),
            ("stats", "one", "--format", "json"),
            *(("diff", "one", "two", "--format", form, "--articles", "news") for form in FORMS),
            ("check", "news", "--against", "two"),
            ("report", "news", "-o", f"r{EVIL[:8]}.html"),
            (f"no{EVIL[1:]}{COMMAND}",),
            ("news", "--kinds", f"x{EVIL}"),
            ("news", "--since", "one", "-o", "three"),
            ("diff", f"no{EVIL[:20]}", "two"),
        )
    ]
    for out, err in shown:
        harmless(out)
        harmless(err)
    (page,) = Path(tmp_path).glob("r*.html")
    assert "<script>alert(1)" not in page.read_text("utf-8")


FORMS = ("terminal", "markdown", "github", "json", "junit")


def test_records_go_to_a_terminal_harmless_and_to_a_pipe_as_they_are() -> None:
    class Terminal(io.BytesIO):
        def isatty(self) -> bool:
            return True

    for name in ("jsonl", "csv"):
        form = FORMATS[name]
        line = json.dumps({"text": EVIL}, ensure_ascii=False).encode() + b"\n"
        for stream in (Terminal(), io.BytesIO()):
            with StreamWriter(stream, form) as writer:
                writer.write(Result(files={form.file("records"): line}))
            written = stream.getvalue()
            if stream.isatty():
                harmless(written.decode())
            else:
                assert written.endswith(line)
            if name == "jsonl":
                assert json.loads(written)["text"] == EVIL


def test_an_encoding_without_the_letters_is_no_crash(
    news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = io.TextIOWrapper(io.BytesIO(), "cp1252")
    monkeypatch.setattr("sys.stdout", out)
    with pytest.raises(SystemExit) as stopped:
        main(["explain", "It cost 5亿元."])
    assert not stopped.value.code
    out.flush()
    assert b"\\u5143" in out.buffer.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert csv._cell(start) == f"'{start}"
    assert csv._cell(f"a{start}") == f"a{start}"


# Names of files.

IDS = [
    *(
        "../../x",
        "/etc/passwd",
        "..",
        ".",
        "",
        "a/../../b",
        "C:\\x",
        "C:x",
        "\\\\host\\share\\x",
        "a\0b",
        "~/x",
        ".ssh/x",
    ),
    *(
        "x" * 300,
        "x" * 301,
        "é" * 300,
        "a/" * 400 + "b",
        "a/" * 400 + "c",
        "con",
        "CON.txt",
        "nul .x",
        "COM1",
        "com¹",
        "aux/b",
    ),
    *("Case", "case", "CASE", "straße", "STRASSE", unicodedata.normalize("NFD", "é"), "é", "İ", "i̇"),
    *(
        "dot.",
        "dot",
        "dot ",
        "dot..",
        " dot",
        "a//b",
        "a/b",
        "a/b/",
        "/a/b",
        "a?b",
        "a%3Fb",
        "a*b",
        "a|b",
        'a"b',
        "a\nb",
    ),
    *(
        "x.ann",
        "x",
        "x.ann/y",
        "records",
        "documents",
        "records/money",
        "failures",
        "run",
        "records%2",
        "b",
        "b",
        "b%2",
        "b",
    ),
    *(EVIL, f"{EVIL} ", "\u202egpj.exe", "-rf", "x:stream", "$HOME", "`id`"),
]


def test_file_names_stay_in_the_folder_and_apart(tmp_path: Path) -> None:
    taken, names = Names(), []
    for some in (IDS[:20], IDS[20:50], IDS[50:]):
        packed, chosen = taken.add([file_name(doc, "") for doc in some])
        assert len(packed) == 8 * len(some)
        names += chosen
    for name in names:
        parts = name.split("/")
        assert not {"", ".", ".."} & set(parts)
        assert not name.startswith(("/", "~/", "."))
        assert all(len(part.encode()) < 200 for part in parts)
        assert len(name.encode()) < 900
        assert all(part == part.strip() and not part.endswith(".") for part in parts)
        assert name.isprintable()
        assert not set(name) & set('\\:*?"<>|\0')
        assert not any(re.fullmatch(r"(?i)(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]) *(\..*)?", part) for part in parts)
    folded = sorted(unicodedata.normalize("NFC", name).casefold() for name in names)
    assert [one for one, other in pairwise(folded) if one == other] == []


def test_each_document_has_files_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [{"id": doc, "text": f"It cost ${number}."} for number, doc in enumerate(filter(None, IDS))]
    Path("news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    _, said = command(capsys, "news.jsonl", "-q", "--kinds", "money", "--format", "brat", "-o", "deep/out")
    assert "Traceback" not in said
    new = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert all(path.is_relative_to(tmp_path / "deep" / "out") for path in new)
    texts = sorted(path for path in new if path.suffix == ".txt")
    assert sorted(path.read_text() for path in texts) == sorted(str(row["text"]) for row in rows)
    # A document's two files stand side by side.
    marks = [path for path in new if path.suffix == ".ann" and path.is_file()]
    assert len(marks) == len(rows)
    assert len({path.with_suffix("") for path in (*texts, *marks)}) == len(rows)
