"""TimeML: the text unchanged, tags that a reader of XML understands, ranges as two tags."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from extract import Article
from extract.pipeline import Pipeline
from extract.writers import timeml

TEXT = (
    "In 2015 to 2022 trade grew <fast> & well.\r\nIt rose about two years ago, in the early 1990s, and in the first "
    "four months of 2024. They meet every year. Prices fell last year, and now they rise; more will come soon.\x0b"
)


def tags(text: str, date: str | None, *, references: bool = False) -> tuple[str, list[tuple[str, dict[str, str]]]]:
    pipeline = Pipeline(date=date)
    article = Article(id="a/b.txt", text=text)
    view, source = pipeline.view(article)
    extraction = pipeline.read(article, view, source, pipeline.match(view))
    data = timeml.render(article, extraction, pipeline.references.find(view) if references else None)
    root = ET.fromstring(data)
    body = root.find("TEXT")
    assert body is not None
    assert root.findtext("DOCID") == "a/b.txt"
    found = [("".join(tag.itertext()), dict(tag.attrib)) for tag in body.iter("TIMEX3")]
    assert [attributes.pop("tid") for _, attributes in found] == [f"t{i + 1}" for i in range(len(found))]
    return "".join(body.itertext()), found


def test_the_text_is_the_documents() -> None:
    text, _ = tags(TEXT, "2024-06-26", references=True)
    assert text == TEXT.replace("\x0b", "\ufffd")


def test_tags_say_what_records_say() -> None:
    _, found = tags(TEXT, "2024-06-26")
    assert found == [
        ("2015", {"type": "DATE", "value": "2015"}),
        ("2022", {"type": "DATE", "value": "2022"}),
        ("about two years ago", {"type": "DATE", "value": "2022"}),
        ("the early 1990s", {"type": "DATE", "value": "199", "mod": "START"}),
        ("the first four months of 2024", {"type": "DURATION", "value": "P4M"}),
        ("every year", {"type": "SET", "value": "P1Y"}),
        ("last year", {"type": "DATE", "value": "2023"}),
    ]


def test_bare_references_are_tagged_on_request() -> None:
    _, found = tags(TEXT, None, references=True)
    assert ("now", {"type": "DATE", "value": "PRESENT_REF"}) in found
    assert ("soon", {"type": "DATE", "value": "FUTURE_REF"}) in found
    assert ("last year", {"type": "DATE", "value": "XXXX-XX-XX"}) in found


@pytest.mark.parametrize(
    ("range_said", "ends"),
    [
        ("from June 26 to June 29, 2024", ["June 26", "June 29, 2024"]),
        ("in 2023–2027", ["2023", "2027"]),
        ("from 2024-01-05 to 2024-01-09", ["2024-01-05", "2024-01-09"]),
    ],
)
def test_a_range_is_two_tags(range_said: str, ends: list[str]) -> None:
    _, found = tags(f"It ran {range_said}.", None)
    assert [text for text, _ in found] == ends


def test_the_command_writes_a_file_for_each_document(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "../../x/y", "text": "In 2024.", "date": "2024-06-26"}\n', "utf-8")
    command = [sys.executable, "-m", "extract", "a.jsonl", "--format", "timeml", "--quiet"]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0
    (path,) = (tmp_path / "out").rglob("*.tml")
    assert path.is_relative_to(tmp_path / "out")
    dct = ET.fromstring(path.read_bytes()).find("DCT/TIMEX3")
    assert dct is not None
    assert (dct.get("value"), dct.get("functionInDocument")) == ("2024-06-26", "CREATION_TIME")
    assert [p.name for p in tmp_path.iterdir() if p.name not in ("a.jsonl", "out")] == []
