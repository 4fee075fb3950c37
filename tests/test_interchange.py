"""``--format`` for other tools: what they read is what was extracted."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import warnings
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
import pytest
import spacy
from spacy import displacy
from spacy.tokens import Doc, DocBin

from extract import Article
from extract.interchange import OWN
from extract.interchange.brat import fragments
from extract.pipeline import Extraction
from extract.results import Records
from extract.writers import FORMATS
from schemas import KINDS, Record, read
from tests.handmade import document, records

MARKED = (
    "中国和[哈萨克斯坦](country) 😀 signed \\[1\\] <b>&amp;\r\n"
    "for [$13.5](money amount=13500000000 currency=USD) x [5%](percent value=5)\r\n"
    "the [North\tSouth](project) and the [Great \u2028 Road](project) and un[even](project)ly\r\n"
)


@pytest.fixture(scope="module")
def article() -> Article:
    from tests.handmade import text

    return Article(id="2024/ä b#1.txt", text=text(MARKED))


@pytest.fixture(scope="module")
def found(article: Article) -> list[Record]:
    """The records, one of them over a line end, and one around another."""
    made = records(MARKED, article.id)
    wide = made[1].model_copy(update={"end": made[2].end, "text": article.text[made[1].start : made[2].end]})
    broken = wide.model_copy(update={"start": 5, "end": made[1].end, "text": article.text[5 : made[1].end]})
    return sorted([*made, wide, broken], key=lambda record: (record.start, record.end, record.kind))


@pytest.fixture(scope="module")
def files(article: Article, found: list[Record]) -> dict[str, dict[str, bytes]]:
    """What each format makes of the article, by format and ending."""
    extraction = Extraction(document(article.id, "2024-06-26"), Records(found), article.text)
    return {name: dict(own(article, extraction, None)) for name, own in OWN.items()}


def test_the_formats_are_the_commands() -> None:
    assert set(OWN) < set(FORMATS)
    assert all(FORMATS[name].own is OWN[name] for name in OWN)


def test_web_annotation(files: dict[str, dict[str, bytes]], article: Article, found: list[Record]) -> None:
    page = json.loads(files["webannotation"][".jsonld"])
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert len(page["items"]) == len(found)
    assert len({page["id"], *(item["id"] for item in page["items"])}) > 1
    for item, record in zip(page["items"], found, strict=True):
        assert item["type"] == "Annotation"
        assert item["target"]["source"] == "2024/%C3%A4%20b#1.txt"
        position, quote = item["target"]["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert article.text[position["start"] : position["end"]] == quote["exact"] == record.text
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert article.text.find(around) + len(quote["prefix"]) == record.start
        tag, body = item["body"]
        assert (tag["purpose"], tag["value"]) == ("tagging", record.kind)
        assert list(read([body["value"]])) == [record]


def test_brat(files: dict[str, dict[str, bytes]], article: Article, found: list[Record]) -> None:
    from bioc import brat

    assert files["brat"][".txt"].decode() == article.text
    ann = files["brat"][".ann"].decode()
    assert all(line.count("\t") == 2 for line in ann.splitlines())
    read_back = brat.loads(article.text, ann)
    entities = list(read_back.entities)
    assert len(entities) == len(found)
    for entity, record in zip(sorted(entities, key=lambda e: int(e.id[1:])), found, strict=True):
        spans = sorted((span.begin, span.end) for span in entity.locations)
        assert entity.type == record.kind
        assert entity.text == " ".join(article.text[start:end] for start, end in spans)
        assert spans[0][0] == record.start
        assert spans[-1][1] == record.end
        assert not re.search(r"[\t\r\n\u2028]", entity.text)
    notes = {note.refid: json.loads(note.text) for note in read_back.notes}
    assert len(notes) == len(found)
    assert {"amount": 13500000000, "currency": "USD", "rule": "by hand"} in notes.values()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", [(7, 12)]),
        ("a\r\nb", [(7, 8), (10, 11)]),
        ("a \n b", [(7, 8), (11, 12)]),
        ("a\n\n\nb\tc", [(7, 8), (11, 12), (13, 14)]),
        ("ab\n", [(7, 9)]),
    ],
)
def test_fragments(text: str, expected: list[tuple[int, int]]) -> None:
    assert fragments(text, 7) == expected


def test_label_studio(files: dict[str, dict[str, bytes]], article: Article, found: list[Record]) -> None:
    task = json.loads(files["labelstudio"][".labelstudio.json"])
    assert task["data"] == {"text": article.text, "doc": article.id, "date": "2024-06-26"}
    (prediction,) = task["predictions"]
    for region, record in zip(prediction["result"], found, strict=True):
        value = region["value"]
        assert (region["from_name"], region["to_name"], region["type"]) == ("label", "text", "labels")
        assert article.text[value["start"] : value["end"]] == value["text"] == record.text
        assert value["labels"] == [record.kind]
    assert ["USD 13,500,000,000"] in [region["meta"]["text"] for region in prediction["result"]]


def test_label_studio_takes_it(files: dict[str, dict[str, bytes]]) -> None:
    """With Label Studio's own check, where its package is installed: half a gigabyte is too much to ask for."""
    interface = pytest.importorskip("label_studio_sdk.label_interface")
    from extract.interchange import labelstudio

    config = re.search(r"<View>.*</View>", labelstudio.__doc__ or "", re.DOTALL)
    assert config
    task = json.loads(files["labelstudio"][".labelstudio.json"])
    labels = interface.LabelInterface(config[0])
    assert labels.validate_task({"data": task["data"]})
    assert [labels.validate_prediction(prediction, return_errors=True) for prediction in task["predictions"]] == [[]]


def test_prodigy(files: dict[str, dict[str, bytes]], article: Article, found: list[Record]) -> None:
    data = files["prodigy"][".prodigy.jsonl"]
    assert data.count(b"\n") == 1
    row = json.loads(data)
    tokens = row["tokens"]
    assert "".join(token["text"] + " " * token["ws"] for token in tokens) == row["text"] == article.text
    assert all(article.text[token["start"] : token["end"]] == token["text"] for token in tokens)
    assert [token["id"] for token in tokens] == list(range(len(tokens)))
    for span, record in zip(row["spans"], found, strict=True):
        assert span["start"] == tokens[span["token_start"]]["start"] <= record.start
        assert span["end"] == tokens[span["token_end"]]["end"] >= record.end
        assert span["label"] == record.kind
        assert list(read([orjson.dumps(span["record"])])) == [record]


def test_displacy(files: dict[str, dict[str, bytes]], article: Article) -> None:
    shown = json.loads(files["displacy"][".displacy.json"])
    ents: list[dict[str, Any]] = shown["ents"]
    assert all(a["end"] <= b["start"] for a, b in pairwise(ents))
    assert {ent["label"] for ent in ents} <= set(KINDS)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for style in ("ent", "span"):
            html = displacy.render(shown, style=style, manual=True, jupyter=False)
            assert "斯" in html  # the style "span" puts spaces between tokens
            assert all(ent["label"] in html.lower() for ent in ents)
            assert "<b>" not in html, "what an article says is text"


def test_spacy(files: dict[str, dict[str, bytes]], article: Article, found: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "x.spacy"
    path.write_bytes(files["spacy"][".spacy"])
    nlp = spacy.blank("en")
    (doc,) = DocBin(store_user_data=True).from_disk(path).get_docs(nlp.vocab)
    assert isinstance(doc, Doc)
    assert doc.text == article.text
    assert doc.user_data["doc"] == article.id
    assert list(read(doc.user_data["newsfacts"].split("\n"))) == found
    for kind in KINDS:
        mine = [record for record in found if record.kind == kind]
        spans = list(doc.spans[kind])
        assert [span.id_ for span in spans] == [record.id for record in mine]
        for span, record in zip(spans, mine, strict=True):
            assert record.text in span.text
            assert span.label_ == kind
    assert len(doc.spans["sc"]) == len(found)
    assert "percent" in {ent.label_ for ent in doc.ents}
    assert all(a.end <= b.start for a, b in pairwise(doc.ents))


def test_the_command_writes_them_beside_the_records(tmp_path: Path) -> None:
    (tmp_path / "news" / "2024").mkdir(parents=True)
    (tmp_path / "news" / "2024" / "a.txt").write_text("It lent Kenya $3.2bn.", encoding="utf-8")
    (tmp_path / "news" / "b.jsonl").write_text(json.dumps({"id": "../../x\n", "text": "Up 5%."}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "extract", "news", "--format", "brat"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    made = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert {"2024/a.txt.ann", "2024/a.txt.txt", "records.jsonl", "documents.jsonl"} < made
    assert len(made) == 6
    assert {path.name for path in tmp_path.iterdir()} == {"news", "out"}
    assert (tmp_path / "out" / "2024" / "a.txt.ann").read_text(encoding="utf-8").startswith("T1\tcountry 8 13\tKenya\n")
