"""Encodings: what is known is taken, the rest is guessed with care or refused, and what is no text is named."""

from __future__ import annotations

import codecs
import gzip
import json
import os
import random
import subprocess
import sys
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from extract.article import Article, Failure
from extract.encodings import SURE, TRUSTED, Known, check_encoding, decode
from extract.errors import InputError, UsageError
from extract.guessing import guess
from extract.inputs import Part, Reading
from extract.readers import articles, halves, parts
from extract.sources import find
from schemas import load, loads_document

# Sentences as articles have them, some long, some only a few words.
SENTENCES = {
    "windows-1252": [
        "It’s a £5bn deal, the minister said.",
        "“We will invest €2.5 billion,” he said — twice the 2019 figure.",
        "The company’s revenue rose 5% to $3 billion.",
        "He paid £5.",
        "Price: £350m – £400m",
        "Le président a déclaré que la croissance s’élevait à 3,5 % en février.",
        "Die Regierung kündigte Maßnahmen über 500 Millionen € für die Bürger an.",
        "El año pasado la inversión alcanzó los 3.000 millones de dólares en España.",
        "São Paulo – ações caíram 3%",
        "Café",
        "25 m² at €30 each",
        "Zürich–Genève",
    ],
    "windows-1251": [
        "Президент Казахстана заявил, что торговля выросла на 5 процентов в 2024 году.",
        "МОСКВА, 5 марта. ТАСС. — Объём торговли вырос, сообщает «Газпром».",
        "Уряд України виділив 5 мільярдів гривень на відбудову.",
        "Trade with Казахстан rose to $5 billion.",
        "Торговля выросла.",
        "рост 5%",
    ],
    "koi8-r": [
        "Президент Казахстана заявил, что торговля выросла на 5 процентов в 2024 году.",
        "МОСКВА, 5 марта. Объем торговли вырос до 94 млрд долларов.",
        "Trade with Казахстан rose to $5 billion.",
        "Торговля выросла.",
        "рост 5%",
    ],
    "gb18030": [
        "中国与哈萨克斯坦的贸易额在2024年达到438亿美元，同比增长6.8%。",
        "据新华社报道，国家主席表示，中方愿同各方共建“一带一路”。",
        "Trade with China (中国) rose 5%.",
        "贸易额增长",
        "Beijing 北京",
    ],
    "big5": [
        "中國與哈薩克的貿易額在2024年達到438億美元，同比增長6.8%。",
        "根據中央社報導，總統說明年經濟將成長百分之三。",
        "Trade with China (中國) rose 5%.",
        "貿易額增長",
        "「一帶一路」倡議",
    ],
}
EACH = [(encoding, sentence) for encoding, sentences in SENTENCES.items() for sentence in sentences]


@pytest.mark.parametrize(("encoding", "sentence"), EACH)
@pytest.mark.parametrize("times", [1, 30])
def test_what_is_guessed_is_the_text(encoding: str, sentence: str, times: int) -> None:
    text = "\r\n".join([sentence] * times)
    found = decode(text.encode(encoding), "a.txt")
    assert (found.text, found.encoding) == (text, encoding)
    assert Decimal("0.6") <= found.certainty < 1
    assert found.certainty == found.certainty.quantize(Decimal("0.01"))


@pytest.mark.parametrize("encoding", SENTENCES)
def test_an_article_is_guessed_with_more_certainty_than_a_word(encoding: str) -> None:
    article = "\n".join(SENTENCES[encoding])
    known = decode(article.encode(encoding), "a.txt")
    assert (known.text, known.encoding) == (article, encoding)
    assert known.certainty > Decimal("0.7")


def test_english_with_a_few_signs_is_windows_1252_wherever_they_stand() -> None:
    plain = "The government said on Tuesday that the economy of the region would grow next year, officials said. "
    for sign in "‘’“”–—…•€£©®°":
        places = (f"{plain}{sign}{plain}", f"{sign}5{plain}", f"{plain} 5{sign}", f"{plain}word{sign} {plain * 40}")
        for text in places:
            found = decode(text.encode("cp1252"), "a.txt")
            assert found.text == text, text
            assert found.encoding == "windows-1252"
    for text in (f"{plain} 2½ per cent. {plain}", f"{plain * 40} The café {plain}"):
        assert decode(text.encode("cp1252"), "a.txt")[:2] == (text, "windows-1252")


OTHERS = {
    "cp1250": "Rząd ogłosił, że Polska zwiększy wydatki o 5 mld złotych w przyszłym roku.",
    "cp1253": "Η κυβέρνηση ανακοίνωσε νέα μέτρα 5 δισ. ευρώ για την ανάπτυξη της χώρας.",
    "cp1254": "Cumhurbaşkanı Erdoğan, Türkiye ile İngiltere arasındaki ticaretin 5 milyar doları aştığını söyledi.",
    "cp1255": "הממשלה הודיעה על השקעה של חמישה מיליארד שקל בתשתיות",
    "cp1256": "أعلنت الحكومة عن استثمار خمسة مليارات دولار في البنية التحتية",
    "shift_jis": "日本政府は五千億円の投資を発表した。経済成長率は三パーセントであった。",
    "euc_jp": "日本政府は五千億円の投資を発表した。経済成長率は三パーセントであった。",
    "euc_kr": "정부는 오천억 원 규모의 투자를 발표했다. 경제 성장률은 3퍼센트였다.",
    "cp866": "Президент Казахстана заявил, что торговля выросла на 5 процентов",
    "mac_roman": "It’s a £5bn deal, “the minister” said.",
    "tis-620": "รัฐบาลประกาศการลงทุนห้าพันล้านบาท",
}


@pytest.mark.parametrize("encoding", OTHERS)
@pytest.mark.parametrize("times", [1, 30])
def test_what_is_in_no_encoding_that_is_guessed_is_refused(encoding: str, times: int) -> None:
    data = "\n".join([OTHERS[encoding]] * times).encode(encoding)
    with pytest.raises(InputError, match=r"^a\.txt: not UTF-8 \(byte 0x.. at offset \d+\).*--encoding$"):
        decode(data, "a.txt")
    assert decode(data, "a.txt", Known(check_encoding(encoding))).text.count("\n") == times - 1


def test_a_guess_is_always_the_same_and_rubbish_is_not_guessed() -> None:
    for seed in range(40):
        data = bytes(byte or 1 for byte in random.Random(seed).randbytes(3000))
        one, other = guess(data), guess(data)
        assert one == other
        assert one is None or one[1] < TRUSTED


def test_broken_utf8_is_not_taken_for_something_else() -> None:
    text = "“We will invest €2.5 billion,” he said — twice the 2019 figure, Kazakhstan’s minister told “Die Zeit”."
    data = text.encode()
    for broken in (data[: data.index("’".encode()) + 1], data.replace(b"told", b"to\xe9d"), data[:-2]):
        with pytest.raises(InputError, match="though most of it is; repair it"):
            decode(broken, "a.txt")


TEXT = "LONDON, 5 March 2024 – It’s a £5bn deal.\r\n中国 rose 5%.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"plain ASCII\n", "utf-8"),
        (b"", "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32"),
    ],
)
def test_what_the_bytes_tell_is_certain(data: bytes, encoding: str) -> None:
    found = decode(data, "a.txt")
    assert (found.encoding, found.certainty) == (encoding, SURE)
    assert found.text == data.decode(encoding)
    assert not found.text.startswith("\ufeff")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", [TEXT, "It rose 5%.", *(text for name, text in EACH if "5" in text or name == "koi8-r")]
)
def test_utf16_without_a_mark_is_known_by_its_pattern(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding), "a.txt")
    assert (found.text, found.encoding) == (text, encoding)
    assert TRUSTED <= found.certainty < 1


def zipped(name: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "<w:document/>")
    return file.getvalue()


BINARY = {
    "a PDF document": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "a ZIP archive or an Office document": zipped("word/document.xml"),
    "an Office document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "an RTF document": b"{\\rtf1\\ansi It cost $5.}",
    "a PNG picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "a JPEG picture": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "gzip data; give the file the ending .gz": gzip.compress(b"It cost $5."),
    "an SQLite database": b"SQLite format 3\x00\x10\x00",
    "a tar archive": b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(300),
    "a program": b"\x7fELF\x02\x01\x01" + bytes(9),
    "binary data (a NUL byte at offset 0)": bytes(range(256)),
    "binary data (a NUL byte at offset 3)": b"abc\x00" * 100,
}


@pytest.mark.parametrize("what", BINARY)
@pytest.mark.parametrize("ending", ["txt", "md", "html", "jsonl", "csv", "txt.gz"])
def test_what_is_no_text_is_one_line(tmp_path: Path, what: str, ending: str) -> None:
    if ending == "html":
        pytest.importorskip("trafilatura", reason="needs the extra html")
    path = tmp_path / f"a.{ending}"
    path.write_bytes(gzip.compress(BINARY[what]) if ending.endswith(".gz") else BINARY[what])
    (failure,) = read(path)
    assert isinstance(failure, Failure)
    assert failure.message.startswith(f"{path}: not a text: it seems to be {what}")
    assert "\n" not in failure.message


def test_a_stray_nul_makes_no_text_binary() -> None:
    text = "It cost $5 million.\x00 And 7% more."
    assert decode(text.encode(), "a.txt") == (text, "utf-8", SURE)


def test_text_that_begins_like_something_else_is_text() -> None:
    for text in ("BZhang said 5%.", "PAR1 bonds rose.", "ID3 cars cost $5.", "GIF89a is a format.", "MZ and PZ"):
        assert decode(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("CP1251", "windows-1251"),
        ("windows-1252", "windows-1252"),
        ("latin1", "iso-8859-1"),
        ("UTF8", "utf-8"),
        ("utf-16", "utf-16"),
        ("gbk", "gbk"),
        ("KOI8_R", "koi8-r"),
        ("Big5-HKSCS", "big5-hkscs"),
        (None, None),
    ],
)
def test_names_of_encodings_have_one_spelling(said: str | None, name: str | None) -> None:
    assert check_encoding(said) == name
    if name is not None:
        assert check_encoding(name) == name


@pytest.mark.parametrize(
    "said", ["nope", "", "rot13", "base64", "zlib", "punycode", "idna", "unicode_escape", "a\0b", "x" * 5000]
)
def test_what_is_no_encoding_of_text(said: str) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        check_encoding(said)


def test_what_is_forced_is_taken_and_must_fit() -> None:
    assert decode("£5 café".encode(), "a.txt", Known("windows-1252")).text == "Â£5 cafÃ©"
    assert decode(codecs.BOM_UTF8 + b"$5", "a.txt", Known("utf-8")) == ("$5", "utf-8-sig", SURE)
    marked = codecs.BOM_UTF16_LE + "$5".encode("utf-16-le")
    assert decode(marked, "a.txt", Known("utf-16-le")) == ("$5", "utf-16", SURE)
    assert decode("$5".encode("utf-16-be"), "a.txt", Known("utf-16")) == ("$5", "utf-16-be", SURE)
    assert decode("中".encode("utf-16-le"), "a.txt", Known("utf-16")) == ("中", "utf-16-le", SURE)
    with pytest.raises(InputError, match=r"^a\.txt: not ascii \(byte 0xc2 at offset 0\)$"):
        decode("£5".encode(), "a.txt", Known("ascii"))
    with pytest.raises(InputError, match=r"^a\.txt: not utf-16 \(byte 0x64 at offset 2\)$"):
        decode(b"odd", "a.txt", Known("utf-16"))


def test_what_was_recorded_holds_for_the_same_bytes_only() -> None:
    import hashlib

    data = "рост 5%".encode("koi8-r")
    recorded = {"a.txt": (hashlib.sha256(data).hexdigest(), "windows-1251")}
    assert decode(data, "x/a.txt", Known(None, recorded), "a.txt").encoding == "windows-1251"
    assert decode(data + b"!", "x/a.txt", Known(None, recorded), "a.txt").encoding == "koi8-r"
    assert decode(data, "x/a.txt", Known(None, recorded), "b.txt").encoding == "koi8-r"


PAGE = (
    "<html><head>{meta}</head><body><article><h1>Торговля</h1><p>Президент Казахстана заявил, что торговля "
    "выросла на 5% и составила $94.8 billion в 2024 году, сообщило министерство.</p></article></body></html>"
)


@pytest.mark.parametrize(
    ("meta", "encoding", "name", "sure"),
    [
        ('<meta charset="koi8-r">', "koi8-r", "koi8-r", True),
        ('<META http-equiv=Content-Type content="text/html; charset=windows-1251">', "cp1251", "windows-1251", True),
        ('<meta charset="iso-8859-5">', "iso-8859-5", "iso-8859-5", True),
        ('<meta charset="utf-8">', "utf-8", "utf-8", True),
        ('<meta charset="windows-1251">', "utf-8", "utf-8", True),
        ('<meta charset="utf-16">', "utf-8", "utf-8", True),
        ('<meta charset="nonsense">', "cp1251", "windows-1251", False),
        ('<meta charset="unicode_escape">', "cp1251", "windows-1251", False),
        ("", "cp1251", "windows-1251", False),
        ("", "utf-16", "utf-16", True),
    ],
)
def test_what_pages_declare(tmp_path: Path, meta: str, encoding: str, name: str, sure: bool) -> None:
    pytest.importorskip("trafilatura", reason="needs the extra html")
    (tmp_path / "a.html").write_bytes(PAGE.format(meta=meta).encode(encoding))
    (found,) = read(tmp_path / "a.html")
    assert isinstance(found, Article)
    assert "составила $94.8 billion" in found.text
    assert found.encoding == name
    assert (found.certainty == 1) == sure


@pytest.mark.parametrize(
    ("meta", "text", "encoding", "name"),
    [
        ("iso-8859-1", "It’s a “£5bn” deal", "cp1252", "windows-1252"),
        ("gb2312", "朱镕基说贸易增长", "gbk", "gb18030"),
        ("big5", "香港嘅貿易", "big5hkscs", "big5-hkscs"),
        ("iso-2022-jp", "日本政府", "iso2022_jp", "iso2022-jp"),
        ("shift_jis", "日本政府①", "cp932", "cp932"),
    ],
)
def test_declared_names_mean_what_browsers_take_them_for(meta: str, text: str, encoding: str, name: str) -> None:
    assert decode(text.encode(encoding), "a.html", declared=(None, meta)) == (text, name, SURE)


def test_what_the_sender_says_comes_before_what_the_page_says() -> None:
    data = "Торговля".encode("koi8-r")
    assert decode(data, "a.html", declared=("koi8-r", "windows-1251")).text == "Торговля"


# Files of many documents.


def read(path: Path, reading: Reading | None = None) -> list[Article | Failure]:
    (source,) = find([path])
    reading = reading or Reading()
    whole = list(articles(Part(source), reading))
    cut = list(parts(source, reading, 1))
    assert [item for part in cut for item in articles(part, reading)] == whole
    if len(cut) == 1 and cut[0].rows and len(cut[0].rows) > 1:
        assert [item for half in halves(cut[0], reading, 1) for item in articles(half, reading)] == whole
    return whole


ROWS = [("1", "It’s a £5bn deal"), ("2", "plain $5m"), ("3", "“Yes” — 7%")]
JSONL = "".join(json.dumps({"id": doc, "text": text}, ensure_ascii=False) + "\n" for doc, text in ROWS)
CSV = "id;text\r\n" + "".join(f"{doc};{text}\r\n" for doc, text in ROWS)


@pytest.mark.parametrize(
    ("name", "data", "encoding", "certain"),
    [
        ("a.jsonl", JSONL.encode(), "utf-8", True),
        ("a.jsonl", JSONL.encode("utf-16"), "utf-16", True),
        ("a.jsonl", JSONL.encode("utf-16-le"), "utf-16-le", False),
        ("a.csv", CSV.encode("utf-8-sig"), "utf-8", True),
        ("a.csv", CSV.encode("utf-16"), "utf-16", True),
        ("a.csv", CSV.encode("utf-16-be"), "utf-16-be", False),
        ("a.csv", CSV.encode("cp1252"), "windows-1252", False),
        ("a.csv.gz", gzip.compress(CSV.encode("cp1252")), "windows-1252", False),
    ],
)
def test_lines_in_other_encodings(tmp_path: Path, name: str, data: bytes, encoding: str, certain: bool) -> None:
    (tmp_path / name).write_bytes(data)
    found = [item for item in read(tmp_path / name) if isinstance(item, Article)]
    assert [(item.id, item.text) for item in found] == ROWS
    names = {item.encoding.removesuffix("-sig") for item in found}
    assert names == {encoding}
    assert all((item.certainty == 1) == certain for item in found)


def test_lines_that_are_not_in_the_encoding_cost_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(JSONL.encode("cp1252"))
    found = read(tmp_path / "a.jsonl")
    assert [item.id for item in found if isinstance(item, Article)] == ["2"]
    assert found[0].message.endswith("a.jsonl:1: not UTF-8 (byte 0x92 at offset 23); --encoding names another")  # type: ignore[union-attr]
    forced = read(tmp_path / "a.jsonl", Reading(encoding="windows-1252"))
    assert [(item.id, item.text, item.encoding, item.certainty) for item in forced if isinstance(item, Article)] == [
        (doc, text, "windows-1252", SURE) for doc, text in ROWS
    ]
    wrong = read(tmp_path / "a.jsonl", Reading(encoding="gb18030"))
    assert any("not gb18030; --encoding names another" in str(item) for item in wrong)
    assert next(item.id for item in wrong if isinstance(item, Article)) in "12"


def test_a_row_of_another_encoding_in_a_table_of_utf8(tmp_path: Path) -> None:
    rows = ["id,text", "1,It’s €5", "2,“seven” per cent", "3,It’s a £5bn deal", "4,plain"]
    lines = [row.encode("cp1252" if row.startswith("3") else "utf-8") for row in rows]
    (tmp_path / "a.csv").write_bytes(b"\n".join(lines))
    found = [item for item in read(tmp_path / "a.csv") if isinstance(item, Article)]
    assert [item.text for item in found] == [row.partition(",")[2] for row in rows[1:]]
    assert [item.encoding for item in found] == ["utf-8", "utf-8", "windows-1252", "utf-8"]
    assert found[2].certainty < 1
    (failed,) = [item for item in read(tmp_path / "a.csv", Reading(encoding="utf-8")) if isinstance(item, Failure)]
    assert failed.message.endswith("row 3: not utf-8; --encoding names another")


def test_a_long_table_in_another_encoding_is_read_in_blocks(tmp_path: Path) -> None:
    texts = [f"{number}: Президент Казахстана заявил; торговля выросла на {number}%." for number in range(8000)]
    for encoding in ("cp1251", "utf-16"):
        (tmp_path / "a.tsv").write_bytes("".join(f"{text}\n" for text in ("text", *texts)).encode(encoding))
        (source,) = find([tmp_path / "a.tsv"])
        cut = list(parts(source, Reading(), 1 << 16))
        assert len(cut) > 5
        found = [item for part in cut for item in articles(part)]
        assert [item.text for item in found if isinstance(item, Article)] == texts


def test_texts_as_bytes_in_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")
    pq = pytest.importorskip("pyarrow.parquet")
    texts = ["It’s a £5bn deal".encode("cp1252"), "€5".encode(), bytes(50)]
    pq.write_table(pa.table({"text": texts}), tmp_path / "a.parquet")
    one, two, three = read(tmp_path / "a.parquet")
    assert (one.text, one.encoding, two.text, two.encoding) == ("It’s a £5bn deal", "windows-1252", "€5", "utf-8")  # type: ignore[union-attr]
    assert "row 3: not a text" in three.message  # type: ignore[union-attr]


# The command.


def run(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extract", *map(str, args)]
    return subprocess.run(
        command, cwd=cwd, env=os.environ, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_every_record_slices_back_from_the_file_decoded_as_recorded(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for encoding, sentences in SENTENCES.items():
        text = "\r\n".join(sentences) + "\r\nIt cost $5 billion in 2024.\r\n"
        (news / f"{encoding}.txt").write_bytes(text.encode(encoding))
    (news / "utf-16.txt").write_bytes(TEXT.encode("utf-16"))
    (news / "marked.txt").write_bytes(TEXT.encode("utf-8-sig"))
    (news / "none.txt").write_bytes(TEXT.encode("utf-16-be"))
    done = run("news", "-o", "out", "-q", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    documents = {known.doc: known for known in map(loads_document, (tmp_path / "out/documents.jsonl").open("rb"))}
    assert len(documents) == 8
    records = load(tmp_path / "out")
    assert {record.doc for record in records} == set(documents)
    for record in records:
        known = documents[record.doc]
        with (news / record.doc).open(encoding=known.encoding, newline="") as file:
            text = file.read()
        assert len(text) == known.characters
        assert text[record.start : record.end] == record.text
        assert text[record.sentence.start : record.sentence.end] == record.sentence.text
    lines = (tmp_path / "out/documents.jsonl").read_text(encoding="utf-8").splitlines()
    certainties = {
        json.loads(line)["doc"]: line.partition('"encoding_certainty":')[2].partition(",")[0] for line in lines
    }
    assert certainties["utf-16.txt"] == certainties["marked.txt"] == "1"
    assert all(0.6 <= float(said) <= 1 and len(said) <= 4 for said in certainties.values())


def test_other_commands_read_articles_as_they_were_read_before(tmp_path: Path) -> None:
    text = "Торговля выросла на 5% и составила $94.8 billion в 2024 году.\n"
    (tmp_path / "a.txt").write_bytes(text.encode("koi8-r"))
    # Read as something that it is not: who asks for that gets it, and gets it again.
    odd = text.encode("koi8-r").decode("cp1251")
    assert run("a.txt", "-o", "out", "-q", "--encoding", "windows-1251", cwd=tmp_path).returncode == 0
    (document,) = map(loads_document, (tmp_path / "out/documents.jsonl").open("rb"))
    assert (document.encoding, document.encoding_certainty) == ("windows-1251", 1)
    done = run("check", "a.txt", "--against", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    done = run("report", "out", "--articles", "a.txt", "-o", "-", cwd=tmp_path)
    assert odd.split()[0] in done.stdout
    done = run("show", "a.txt", cwd=tmp_path)
    assert "Торговля выросла" in done.stdout
    done = run("show", "a.txt", "--encoding", "windows-1251", cwd=tmp_path)
    assert odd.split()[0] in done.stdout


def test_what_the_command_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("It’s £5".encode())
    (tmp_path / "b.txt").write_bytes(b"It cost $5.")
    done = run(tmp_path, "--encoding", "nope", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "extract: --encoding nope: unknown encoding; for instance utf-8, utf-16, gb18030, big5, windows-1251, "
        "windows-1252, koi8-r\n"
    )
    done = run(tmp_path, "--encoding", "us-ascii", "-o", tmp_path / "out", "-q", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == f"extract: {tmp_path}/a.txt: not ascii (byte 0xe2 at offset 2)\n"
    assert [record.doc for record in load(tmp_path / "out")] == ["b.txt"]


def test_nothing_is_loaded_to_guess_where_nothing_is_guessed() -> None:
    code = (
        "import sys\n"
        "from extract.encodings import decode\n"
        "decode('£5'.encode(), 'a'); decode('£5'.encode('utf-16'), 'a')\n"
        "print({'charset_normalizer', 'extract.guessing'} & set(sys.modules))\n"
        "decode(b'It\\x92s', 'a')\n"
        "print('charset_normalizer' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["set()", "True"]


def test_a_line_of_nothing_but_nul_costs_itself_only(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    whole = json.dumps({"text": "It lent $5 billion."}).encode() + b"\n"
    path.write_bytes(whole + bytes(900) + b"\n" + whole + b'{"text": "cut\n' + whole)
    (part,) = parts(find([str(path)])[0], Reading(), 1 << 20)
    found = list(articles(part, Reading()))
    assert [type(item).__name__ for item in found] == ["Article", "Failure", "Article", "Failure", "Article"]
