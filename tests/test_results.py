"""Result sets: what notebooks see, filters, and data frames."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest

import extract
from extract import Records, UsageError
from extract.arrow_schema import COLUMNS
from extract.errors import InputError
from extract.results import load_records, read_arrow
from schemas import KINDS, MODELS, dumps
from tests import made

HOSTILE = '<script>alert(1)</script> & "$5" </mark><img src=x onerror=alert(2)> \x1b[31m\ud800'


@pytest.fixture
def records() -> Records:
    return Records(made.records())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"".join(map(dumps, [*made.records("a"), *made.records("b")])))
    return path


def texts(records: Records) -> list[str]:
    return [record.text for record in records]


def test_records_are_a_sequence(records: Records) -> None:
    assert records == made.records()
    assert made.records() == records
    assert records[0].text == "China"
    assert isinstance(records[2:4], Records)
    assert texts(records[2:4] + records[:1]) == ["June 26, 2024", "China", "China"]
    assert list(reversed(records))[-1] is records[0]
    assert not Records()
    assert Records() == []
    with pytest.raises(TypeError):
        records[0] = records[1]  # type: ignore[index]


def test_the_public_functions_give_records(file: Path) -> None:
    assert isinstance(extract.load_records(file.parent), Records)
    assert isinstance(extract.extract_text("Nothing here."), Records)
    assert extract.Pipeline()("Nothing here.").records == []


def test_loading_and_looking_at_records_loads_nothing_heavy(file: Path) -> None:
    code = (
        "import sys, extract; extract.load_records(sys.argv[1])._repr_html_();"
        "print(sorted({'spacy', 'pyarrow', 'pandas', 'polars', 'duckdb', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "multiple"}, ["tenfold"]),
        ({"kind": ["multiple", "percent"]}, ["5%", "tenfold"]),
        ({"currency": "eur"}, ["€5 million and €7 million"]),
        ({"kind": "country", "country": "Kenya"}, ["Kenya"]),
        ({"kind": "money", "country": "KZ"}, ["$13.5 billion"]),
        ({"kind": ["money", "multiple"], "country": ["KEN"]}, ["tenfold"]),
        ({"kind": "date", "after": "2020"}, ["June 26, 2024"]),
        ({"kind": "date", "after": "2019-12-31", "before": "2024-06"}, ["June 26, 2024", "2019"]),
        ({"kind": "date", "before": dt.date(2019, 1, 1)}, ["2019"]),
        ({"kind": "money", "after": "2024-06-26"}, ["$13.5 billion"]),
        ({"kind": "money", "after": "2025"}, []),
        ({"kind": "money", "at_least": 13_500_000_000}, ["$13.5 billion"]),
        ({"at_most": 10}, ["5%", "tenfold"]),
        ({"at_least": 5_000_000, "at_most": 7e6}, ["€5 million and €7 million"]),
        ({"doc": "elsewhere"}, []),
        ({"doc": "te*", "where": lambda record: record.text > "一"}, ["中国", "哈萨克斯坦"]),
    ],
    ids=str,
)
def test_filter(records: Records, asked: dict[str, object], found: list[str]) -> None:
    assert texts(records.filter(**asked)) == found  # type: ignore[arg-type]


def test_filters_stand_one_behind_the_other(records: Records) -> None:
    sums = records.filter(kind="money")
    assert texts(sums.filter(country="KZ")) == ["$13.5 billion"]
    assert texts(sums[1:].filter(country="KZ")) == []
    assert texts((sums[1:] + sums[:1]).filter(after="2024")) == ["$13.5 billion"]


def test_filters_say_what_is_wrong(records: Records) -> None:
    with pytest.raises(UsageError, match="unknown kind 'sum'"):
        records.filter(kind="sum")
    with pytest.raises(UsageError, match="'soon' is no date"):
        records.filter(after="soon")
    with pytest.raises(UsageError, match="'2024-13' is no date"):
        records.filter(before="2024-13")
    assert len(records.filter(kind="date", before="9999-12")) == 2


class _Page(HTMLParser):
    """The tags and the text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_what_a_notebook_shows(records: Records) -> None:
    page = _Page(records._repr_html_())
    assert "14 records: 2 money · 1 percent · 1 multiple · 2 date · 7 country · 1 project" in page.text
    assert "EUR 5,000,000 to 7,000,000" in page.text
    assert page.tags.count("mark") == 14
    page = _Page(records[5]._repr_html_())
    assert "USD 13,500,000,000" in page.text
    assert "about × 10" in _Page(records[11]._repr_html_()).text
    many = _Page(Records([*records] * 10)._repr_html_())
    assert "140 records" in many.text
    assert "the first 50 are shown" in many.text


def test_a_document_shows_its_text_with_spans() -> None:
    found = extract.Pipeline()("It rose 5% in 2024.")
    page = _Page(found._repr_html_())
    assert "It rose 5% in 2024." in page.text
    assert set(page.tags) <= {"div", "p", "span", "mark"}
    assert "characters" in _Page(found.document._repr_html_()).text


def test_spans_inside_each_other_and_across_each_other() -> None:
    from schemas.html import text_html

    text = "the China-Kenya railway of 2024"
    country = {"kind": "country", "alpha_2": "CN", "alpha_3": "CHN", "name": "China", "mention": "name"}
    project = {"kind": "project", "name": "x", "category": "transport"}
    date = {"kind": "date", "type": "DATE", "value": "2024"}
    facts = [
        {**project, "text": "China-Kenya railway"},
        {**country, "text": "China"},
        {**country, "text": "Kenya"},
        {**date, "text": "railway of 2024"},
    ]
    page = _Page(text_html(text, made.make(text, facts)))
    assert text in page.text
    assert page.tags.count("mark") == 4


def test_nothing_in_an_article_is_markup() -> None:
    facts = [{"kind": "money", "text": "$5", "amount": 5, "currency": "USD"}]
    found = Records(made.make(HOSTILE, facts, doc="<b>x</b>"))
    for html in (found._repr_html_(), found[0]._repr_html_()):
        page = _Page(html)
        assert not {"script", "img", "b"} & set(page.tags)
        assert not {"onerror", "src"} & page.attributes
        assert "<script>alert(1)</script>" in page.text
        assert "\x1b" not in html
        html.encode()


def test_columns_are_the_fields_of_the_models() -> None:
    described = {(kind, column.field.partition(".")[0]) for column in COLUMNS for kind in column.kinds or KINDS}
    assert described == {(kind, name) for kind in KINDS for name in MODELS[kind].model_fields}


def test_pandas(records: Records) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    frame = records.to_pandas()
    dtypes = {name: str(dtype) for name, dtype in frame.dtypes.items()}
    for name in ("kind", "currency", "alpha_2", "modifier", "category", "rule"):
        assert dtypes[name] == "category"
    assert dtypes["amount"] == "float64"
    assert dtypes["first"] == "datetime64[s]"
    assert dtypes["start"] == "int64"
    sums = frame[frame["currency"] == "USD"]["amount"].sum()
    assert sums == 13.5e9
    years = frame["first"].dt.year
    assert years.dropna().astype(int).tolist() == [2024, 2019]
    exact = records.to_pandas(numbers="decimal")
    assert "decimal" in str(exact["amount"].dtype)
    assert exact["amount"].dropna().tolist() == [Decimal("13500000000")]
    assert isinstance(exact, pandas.DataFrame)


def test_polars(records: Records) -> None:
    polars = pytest.importorskip("polars", reason="Polars is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    frame = records.to_polars(numbers="decimal")
    assert frame.schema["currency"] == polars.Categorical
    assert frame.schema["first"] == polars.Date
    assert frame.schema["amount"] == polars.Decimal(38, 9)
    assert frame["amount"].drop_nulls().to_list() == [Decimal("13500000000")]
    assert records.to_polars().schema["amount"] == polars.Float64


def test_duckdb(records: Records) -> None:
    pytest.importorskip("duckdb", reason="DuckDB is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    connection = records.to_duckdb(numbers="decimal")
    said = connection.execute("SELECT amount, first FROM records WHERE kind IN ('money', 'date') ORDER BY start")
    assert said.fetchall() == [
        (None, dt.date(2024, 6, 26)),
        (Decimal("13500000000"), None),
        (None, dt.date(2019, 1, 1)),
        (None, None),
    ]
    again = Records().to_duckdb(connection=connection, name='no "records"')
    assert again is connection
    assert connection.execute('SELECT count(*) FROM "no ""records"""').fetchone() == (0,)


def test_numbers_that_the_decimal_type_does_not_hold() -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    text = "$1 and $2 and $3"
    sums = {"$1": "9" * 40, "$2": "0." + "3" * 20, "$3": "9" * 29}
    facts = [{"kind": "money", "text": said, "amount": Decimal(amount)} for said, amount in sums.items()]
    found = Records(made.make(text, facts))
    with pytest.warns(UserWarning, match="more than 29 digits"):
        table = found.to_arrow(numbers="decimal")
    assert table["amount"].to_pylist() == [None, Decimal("0.333333333"), Decimal("9" * 29)]
    assert found.to_arrow()["amount"].to_pylist() == [1e40, 1 / 3, 1e29]
    with pytest.raises(UsageError, match='numbers are "decimal" or "float"'):
        found.to_arrow(numbers="int")  # type: ignore[arg-type]


@pytest.mark.parametrize("numbers", ["decimal", "float"])
def test_a_file_straight_to_arrow(file: Path, numbers: str) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    table = read_arrow(file, numbers)  # type: ignore[arg-type]
    slow = load_records(file).to_arrow(numbers)  # type: ignore[arg-type]
    assert table.schema == slow.schema
    assert table.to_pylist() == slow.to_pylist()
    assert read_arrow(file.parent).num_rows == table.num_rows


def test_lines_of_another_shape_are_read_by_the_models(file: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    expected = read_arrow(file, "decimal").to_pylist()
    lines = file.read_bytes().splitlines()
    file.write_bytes(b"\n\n" + b"\r\n".join(line.replace(b'","', b'" , "') for line in lines) + b"\n\n")
    assert read_arrow(file, "decimal").to_pylist() == expected
    file.write_bytes(b"")
    assert read_arrow(file).num_rows == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"kind":"multiple"', b'"kind":"multitude"'),
        (b'"factor":10', b'"factor":"ten"'),
        (b'"factor":10,', b'"factor":10,"extra":1,'),
        (b'"doc":"a","start":', b'"start":'),
        (b'"factor":10', b'"factor":10}'),
    ],
    ids=str,
)
def test_a_line_that_is_no_record_is_named(file: Path, old: bytes, new: bytes) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    lines = file.read_bytes().splitlines(keepends=True)
    number = next(at for at, line in enumerate(lines) if b"multiple" in line)
    lines[number] = lines[number].replace(old, new)
    file.write_bytes(b"".join(lines))
    with pytest.raises(InputError, match=rf"records\.jsonl:{number + 1}: "):
        read_arrow(file)


def test_reading_arrow_takes_less_than_five_times_pyarrows_own_parsing(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    from pyarrow import json

    one = [dumps(record) for record in made.records()]
    path = tmp_path / "many.jsonl"
    path.write_bytes(b"".join(one) * 6_000)
    # Untyped, pyarrow cannot read a column that is a number here and a string there, so it gets the kinds apart.
    apart = [b"".join(line for line in one if line.startswith(b'{"kind":"%s' % kind.encode())) for kind in KINDS]
    untyped, typed = [], []
    for _ in range(3):
        start = time.perf_counter()
        for lines in apart:
            json.read_json(BytesIO(lines * 6_000))
        middle = time.perf_counter()
        read_arrow(path)
        untyped.append(middle - start)
        typed.append(time.perf_counter() - middle)
    assert min(typed) < 5 * min(untyped)


def test_back_to_spacy(records: Records) -> None:
    doc = records.to_spacy(made.TEXT)
    assert [span.text for span in doc.spans["money"]] == ["$13.5 billion", "€5 million and €7 million"]
    assert doc.spans["country"][0]._.record is records[0]
    assert doc._.records == tuple(records)
    with pytest.raises(UsageError, match="of another text"):
        records.to_spacy("Something else.")
    other = made.make("5%", [{"kind": "percent", "text": "5%", "value": 5, "unit": "percent"}], doc="b")
    with pytest.raises(UsageError, match=r"records of 2 documents; filter\(doc=…\) first"):
        (records + other).to_spacy(made.TEXT)


def test_displacy_takes_them(records: Records) -> None:
    from spacy import displacy

    html = displacy.render(records.to_displacy(made.TEXT), style="ent", manual=True, jupyter=False)
    assert html.count("<mark") == len(records)
    html = displacy.render(records.to_displacy(made.TEXT, style="span"), style="span", manual=True, jupyter=False)
    assert "money" in html
    with pytest.raises(UsageError, match="styles are"):
        records.to_displacy(made.TEXT, style="dep")
