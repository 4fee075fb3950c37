"""``extract diff``: what two extractions say differently."""

from __future__ import annotations

import gzip
import itertools
import json
import random
import re
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from extract.cli import main
from extract.diff import FACTS, IGNORABLE, Difference, Settings, Tally, compare, diff
from extract.diff_formats import FORMATS
from extract.errors import InputError, UsageError
from extract.pairing import align
from extract.recordfiles import open_records
from schemas import KINDS, MODELS, Record, dumps
from tests.handmade import records, text, write

ARTICLE = """\
Trade at a glance
Trade with [Kazakhstan](country) rose [5%](percent value=5) to [$94.8 billion](money amount=94800000000 currency=USD).
The [Middle Corridor](project) carried [three times](multiple factor=3) as much as in [2019](date value=2019).
Another [$5 million](money amount=5000000 currency=USD) went to [Kazakhstan](country).
Another [$5 million](money amount=5000000 currency=USD) went to [Kazakhstan](country).
"""


Call = Callable[..., tuple[int, str, str]]


def run(*args: str | Path, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "extract", *map(str, args)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=stdin,
        check=False,
    )


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Call]:
    """The command in this process, which is quicker: folder and arguments in; exit code, output and errors out."""

    def command(folder: Path, *args: str | Path) -> tuple[int, str, str]:
        monkeypatch.chdir(folder)
        with pytest.raises(SystemExit) as stopped:
            main([str(arg) for arg in args])
        told, errors = capfd.readouterr()
        assert isinstance(stopped.value.code, int)
        return stopped.value.code, told, errors

    before = signal.getsignal(signal.SIGPIPE)
    yield command
    signal.signal(signal.SIGPIPE, before)


def said(differences: list[Difference]) -> list[tuple[str, str]]:
    return [(difference.change, difference.record.text) for difference in differences]


def test_a_paragraph_above_and_one_figure_changed_is_one_change() -> None:
    new = "A paragraph that was not there before.\nIt names nobody.\n\n" + ARTICLE.replace(
        "[$94.8 billion](money amount=94800000000", "[$95.8 billion](money amount=95800000000"
    )
    (difference,) = compare(records(ARTICLE), records(new))
    assert difference.change == "changed"
    assert [tuple(change) for change in difference.fields] == [
        ("text", "$94.8 billion", "$95.8 billion"),
        ("amount", Decimal(94800000000), Decimal(95800000000)),
    ]
    moved = compare(records(ARTICLE), records(new), moved=True)
    assert [difference.change for difference in moved] == ["moved"] * 2 + ["changed"] + ["moved"] * 7


def test_facts_inserted_above_are_all_that_is_added() -> None:
    new = "Now [Kazakhstan](country) has [$5 million](money amount=5000000 currency=USD) more.\n" + ARTICLE
    assert said(compare(records(ARTICLE), records(new))) == [("added", "Kazakhstan"), ("added", "$5 million")]
    assert said(compare(records(new), records(ARTICLE))) == [("removed", "Kazakhstan"), ("removed", "$5 million")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It is [5%](percent value=5).", "It is 5%.", [("removed", "5%")]),
        ("It is 5%.", "It is [5%](percent value=5).", [("added", "5%")]),
        (  # another sentence altogether
            "Peru sold [5%](percent value=5) of its copper.",
            "Ministers in Oslo want [5%](percent value=5) for fish.",
            [("removed", "5%"), ("added", "5%")],
        ),
        (  # a span that grew
            "in [2019](date value=2019) or so",
            "in [2019 or so](date value=2019)",
            [("changed", "2019 or so")],
        ),
        (  # a value that is settled now
            "[last year](date value=null)",
            "[last year](date value=2023)",
            [("changed", "last year")],
        ),
        (  # the words around it, not the fact
            "Trade with [Kazakhstan](country) rose in spring, the ministry said.",
            "Trade with [Kazakhstan](country) fell in spring, the ministry said on Monday.",
            [],
        ),
        (  # wrapped otherwise
            "It cost [$5 million](money amount=5000000 currency=USD) then.",
            "It cost  [$5  million](money amount=5000000 currency=USD) then.",
            [],
        ),
        (  # one of two figures, and the other one in its place
            "between [5%](percent value=5) and [7%](percent value=7) more",
            "between [5%](percent value=5) and [8%](percent value=8) more",
            [("changed", "8%")],
        ),
        (  # a kind is part of what a fact is
            "it grew [3 times](multiple factor=3)",
            "it grew [3 times](date type=DURATION value=P3D)",
            [("removed", "3 times"), ("added", "3 times")],
        ),
        (  # sentences in another order
            "First [5%](percent value=5) of it.\nThen [$7](money amount=7 currency=USD) went to Peru.",
            "Then [$7](money amount=7 currency=USD) went to Peru.\nFirst [5%](percent value=5) of it.",
            [],
        ),
        (  # one record cut into two
            "[2 and 3 percent](percent low=2 high=3) more",
            "[2](percent value=2) and [3 percent](percent value=3) more",
            [("changed", "2"), ("added", "3 percent")],
        ),
    ],
    ids=lambda value: None,
)
def test_what_is_a_difference(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert said(compare(records(old), records(new))) == expected


def test_sentences_cut_otherwise_change_no_fact() -> None:
    line = "The US paid [$5](money amount=5). Then [6%](percent value=6) came. It was [2019](date value=2019)."
    old = records(line)
    parts = text(line).split(". ")
    assert len(parts) == 3
    new: list[Record] = []
    for record in old:
        start = max(text(line).find(part) for part in parts if text(line).find(part) <= record.start)
        end = min([len(text(line)), *(at.end() for at in re.finditer(r"\. ", text(line)) if at.end() > record.start)])
        sentence = {"start": start, "end": end, "text": text(line)[start:end]}
        new.append(type(record).model_validate({**record.model_dump(), "sentence": sentence}))
    assert {record.sentence.text for record in new} != {record.sentence.text for record in old}
    assert compare(old, new, moved=True) == []
    assert compare(new, old, moved=True) == []
    shifted = [
        type(record).model_validate(
            {
                **record.model_dump(),
                "start": record.start + 100,
                "end": record.end + 100,
                "sentence": {
                    **record.sentence.model_dump(),
                    "start": record.sentence.start + 100,
                    "end": record.sentence.end + 100,
                },
            }
        )
        for record in new
    ]
    assert [difference.change for difference in compare(old, shifted, moved=True)] == ["moved"] * 3


def test_the_rule_that_found_a_fact_is_not_the_fact() -> None:
    old = records(ARTICLE)
    new = [type(record).model_validate({**record.model_dump(), "rule": "another"}) for record in old]
    assert compare(old, new) == []


def test_tolerance_is_relative_and_covers_what_is_quoted() -> None:
    old, new = records("It is [5%](percent value=5)."), records("It is [5.04%](percent value=5.04).")
    assert len(compare(old, new)) == 1
    assert compare(old, new, Settings(tolerance=Decimal("0.01"))) == []
    assert len(compare(old, new, Settings(tolerance=Decimal("0.001")))) == 1
    about = records("It is [5.04%](percent value=5.04 modifier=approx).")
    (difference,) = compare(old, about, Settings(tolerance=Decimal("0.01")))
    assert [change.name for change in difference.fields] == ["modifier"]


def test_ignored_fields_and_kinds() -> None:
    old, new = records("It is [5%](percent value=5)."), records("It is [6%](percent value=6).")
    assert compare(old, new, Settings(ignore=frozenset({"text", "value"}))) == []
    assert [c.name for c in compare(old, new, Settings(ignore=frozenset({"text"})))[0].fields] == ["value"]
    assert compare(old, new, Settings(kinds=("money",))) == []
    with pytest.raises(UsageError, match="no kind has a field 'amounts'"):
        Settings(ignore=frozenset({"amounts"}))
    with pytest.raises(UsageError, match="tolerance"):
        Settings(tolerance=Decimal("-1"))


def test_all_values_are_compared() -> None:
    for kind in KINDS:
        assert {"kind", "doc", "start", "end", "sentence", "rule", "id", "v"} | set(FACTS[kind]) == set(
            MODELS[kind].model_fields
        )
    assert "amount" in IGNORABLE


_LINES = st.lists(
    st.sampled_from(
        [
            "Trade rose [5%](percent value=5) again.",
            "Trade rose [6%](percent value=6) again.",
            "It cost [$7](money amount=7 currency=USD) in [Kazakhstan](country).",
            "Nothing at all.",
            "[2019](date value=2019) and [2020](date value=2020) and [2019](date value=2019)",
        ]
    ),
    max_size=8,
)


@given(_LINES, _LINES)
def test_every_record_is_told_of_once(old: list[str], new: list[str]) -> None:
    before, after = records("\n".join(old)), records("\n".join(new))
    found = compare(before, after, moved=True)
    lost = [difference.old.id for difference in found if difference.old]
    won = [difference.new.id for difference in found if difference.new]
    assert len(set(lost)) == len(lost)
    assert len(set(won)) == len(won)
    assert set(lost) <= {record.id for record in before}
    changes = [difference.change for difference in found]
    assert len(before) - changes.count("removed") == len(after) - changes.count("added")
    assert compare(before, before) == []
    if old == new:
        assert found == []


@given(st.lists(st.integers(0, 4), max_size=30), st.lists(st.integers(0, 4), max_size=30))
def test_alignments_ascend(old: list[int], new: list[int]) -> None:
    pairs = align(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in itertools.pairwise(pairs))
    assert len(align(old, old)) == len(old)


def test_growth_is_not_quadratic() -> None:
    line = "Trade rose [{0}%](percent value={0}) again and [{1}%](percent value={1}) there."

    def seconds(count: int) -> float:
        old = records("\n".join(line.format(i % 97, i % 89) for i in range(count)))
        new = records("\n".join(line.format((i + i % 2) % 97, (i + i % 3) % 89) for i in range(count)))
        start = time.process_time()
        compare(old, new)
        return time.process_time() - start

    seconds(200)
    assert seconds(4000) < 9 * max(seconds(1000), 0.02)


def _files(tmp_path: Path, old: dict[str, str], new: dict[str, str]) -> tuple[Path, Path]:
    return write(tmp_path / "old.jsonl", old), write(tmp_path / "new.jsonl", new)


def _changes(old: Path, new: Path) -> list[tuple[str, list[str]]]:
    one, two = open_records(str(old)), open_records(str(new))
    found = [
        (document.doc, [difference.change for difference in document.differences])
        for document in diff(one, two)
        if document.differences
    ]
    one.close()
    two.close()
    return found


FIVE, SIX = "It is [5%](percent value=5).", "It is [6%](percent value=6)."


def test_documents_of_one_side_alone_come_in_order(tmp_path: Path) -> None:
    old = dict.fromkeys("bcdf", FIVE)
    new = dict.fromkeys("abdeg", FIVE) | {"d": SIX}
    assert _changes(*_files(tmp_path, old, new)) == [
        ("a", ["added"]),
        ("c", ["removed"]),
        ("d", ["changed"]),
        ("f", ["removed"]),
        ("e", ["added"]),
        ("g", ["added"]),
    ]


def test_documents_in_any_order_and_lines_in_any_order(tmp_path: Path) -> None:
    texts = {f"{name}.txt": ARTICLE.replace("5%", f"{number}%") for number, name in enumerate("abcdef")}
    old, new = _files(tmp_path, texts, texts | {"c.txt": texts["c.txt"].replace("value=2019", "value=2018")})
    lines = new.read_bytes().splitlines(keepends=True)
    for seed in range(3):
        random.Random(seed).shuffle(lines)
        new.write_bytes(b"".join(lines))
        assert _changes(old, new) == [("c.txt", ["changed"])]
        assert _changes(new, old) == [("c.txt", ["changed"])]


def test_other_spellings_of_the_same_lines(tmp_path: Path) -> None:
    old, new = _files(tmp_path, {"ä.txt": ARTICLE}, {"ä.txt": ARTICLE})
    rows = [json.loads(line) for line in old.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        del row["v"]
        if row["kind"] == "money":
            del row["low"]
            row["amount"] = float(row["amount"])
    new.write_text("\n\n".join(json.dumps(dict(sorted(row.items()))) for row in rows), encoding="utf-8")
    assert _changes(old, new) == []
    one, two = open_records(str(new)), open_records(str(new))
    (document,) = diff(one, two)
    assert (document.doc, document.same) == ("ä.txt", len(rows))


def test_packed_files_and_files_of_one_kind_each(tmp_path: Path) -> None:
    old, _ = _files(tmp_path, {"a": ARTICLE, "b": FIVE}, {})
    lines = old.read_bytes().splitlines(keepends=True)
    for kind in KINDS:
        part = tmp_path / "out" / "records" / f"{kind}.jsonl.gz"
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(gzip.compress(b"".join(line for line in lines if json.loads(line)["kind"] == kind)))
    assert _changes(old, tmp_path / "out") == []
    packed = tmp_path / "records.jsonl.gz"
    packed.write_bytes(gzip.compress(b"".join(lines[1:])))
    assert _changes(old, packed) == [("a", ["removed"])]
    assert _changes(old, tmp_path) == [("a", ["removed"])]
    packed.write_bytes(packed.read_bytes()[:-20])
    with pytest.raises(InputError, match="ends too early"):
        _changes(old, packed)
    (tmp_path / "table").mkdir()
    (tmp_path / "table" / "records.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match="write them with --format jsonl"):
        _changes(old, tmp_path / "table")


def test_lines_that_are_no_records_are_named(tmp_path: Path) -> None:
    old, new = _files(tmp_path, {"a": FIVE}, {"a": SIX})
    good = new.read_bytes()
    for bad, reason in (
        (b'{"kind":"sums","doc":"a"}\n', "new.jsonl:2: not a record"),
        (b"{\n", "new.jsonl:2: not JSON"),
        (good.replace(b'"v":2', b'"v":3'), "new.jsonl:2: not a record: written by a newer newsfacts"),
        (good.replace(b'"start":6', b'"start":"six"'), "new.jsonl:2: not a record"),
        (good.replace(b'"sentence":{', b'"sentence":{"a":1,').replace(b'"start":6', b'"start":7'), "new.jsonl"),
    ):
        new.write_bytes(good + bad)
        with pytest.raises(InputError, match=re.escape(reason)):
            _changes(old, new)


def test_numbers_beyond_binary_floats_differ(tmp_path: Path) -> None:
    line = "It is [5%](percent value={})."
    old, new = _files(
        tmp_path, {"a": line.format("0.12345678901234567891")}, {"a": line.format("0.12345678901234567892")}
    )
    assert _changes(old, new) == [("a", ["changed"])]


@pytest.fixture
def two(tmp_path: Path) -> Path:
    changed = ARTICLE.replace("[$94.8 billion](money amount=94800000000", "[$95.8 billion](money amount=95800000000")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("News of today\n\n" + text(changed), encoding="utf-8")
    write(tmp_path / "old" / "records.jsonl", {"a.txt": ARTICLE, "b.txt": FIVE})
    write(tmp_path / "new" / "records.jsonl", {"a.txt": "News of today\n\n" + changed, "b.txt": FIVE})
    return tmp_path


def test_the_command_shows_the_sentence_and_what_changed(two: Path) -> None:
    done = run("diff", "old", "new", cwd=two)
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines() == [
        "a.txt",
        "  changed money: text “$94.8 billion” → “$95.8 billion”, amount 94800000000 → 95800000000",
        "      Trade with Kazakhstan rose 5% to [-$94.8 billion-]{+$95.8 billion+}.",
        "",
        "1 changed in 1 of 2 documents; 1 the same, 9 moved",
    ]
    done = run("diff", "old", "new", "--moved", cwd=two)
    assert done.stdout.count("  moved ") == 9
    assert "  moved country: “Kazakhstan”, characters 29-39 → 44-54" in done.stdout


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--ignore", "text,amount"], 0),
        (["--ignore", "text", "--ignore", "amount"], 0),
        (["--ignore", "amount"], 1),
        (["--tolerance", "0.02"], 0),
        (["--tolerance", "0.01"], 1),
        (["--kinds", "percent,date"], 0),
        (["--kinds", "money"], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_options_and_exit_codes(two: Path, call: Call, more: list[str], code: int) -> None:
    found, told, _ = call(two, "diff", "old/records.jsonl", "new", *more)
    assert found == code
    assert ("no differences" in told) == (code == 0)


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (["old", "nowhere"], "nowhere: cannot be read"),
        (["old", "news"], "news: there is no records.jsonl in this folder"),
        (["old", "news/a.txt"], "news/a.txt:1: not JSON"),
        (["old", "new", "--ignore", "sum"], "no kind has a field 'sum'"),
        (["old", "new", "--kinds", "sums"], "unknown kind 'sums'"),
        (["old", "new", "--format", "xml"], "unknown format 'xml'; formats are terminal, json"),
        (["old", "new", "--tolerance", "much"], "--tolerance: 'much' is no number"),
        (["old", "new", "--tolerance", "2"], "a tolerance of 2 is none"),
        (["old", "git:HEAD:old"], "not in a git repository"),
        (["old", "git:--output=x:old"], "'--output=x' is no revision"),
        (["old", "git:a..b:old"], "'a..b' is no revision"),
        (["old", "git:HEAD:"], "no path"),
        (["old"], "NEW"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_errors_are_one_line_and_exit_code_2(
    two: Path, call: Call, monkeypatch: pytest.MonkeyPatch, args: list[str], reason: str
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(two.parent))
    code, told, errors = call(two, "diff", *args)
    assert code == 2
    assert errors.startswith("extract: ")
    assert reason in errors
    assert len(errors.splitlines()) == 1
    assert told == ""


def test_records_as_git_has_them(two: Path) -> None:
    def git(*args: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *who, *args], cwd=two, check=True, capture_output=True)

    git("init")
    git("add", "old")
    git("commit", "-m", "old")
    (two / "old" / "records.jsonl").write_bytes((two / "new" / "records.jsonl").read_bytes())
    git("commit", "-am", "new")
    for old in ("git:HEAD~1:old", "git:main^:old/records.jsonl"):
        done = run("diff", old, "git:HEAD:old", cwd=two)
        assert done.returncode == 1, done.stderr
        assert "1 changed in 1 of 2 documents" in done.stdout
    assert run("diff", "git:main:old", "new", cwd=two).returncode == 0
    for name, reason in (("git:HEAD~7:old", "no revision 'HEAD~7'"), ("git:HEAD:gone", "no records at 'gone'")):
        done = run("diff", name, "new", cwd=two)
        assert done.returncode == 2
        assert reason in done.stderr


def test_one_side_from_standard_input(two: Path) -> None:
    new = (two / "new" / "records.jsonl").read_text(encoding="utf-8")
    assert run("diff", "new", "-", cwd=two, stdin=new).returncode == 0
    assert run("diff", "-", "old", cwd=two, stdin=new).returncode == 1


def test_json(two: Path, call: Call) -> None:
    told = json.loads(call(two, "diff", "old", "new", "--format", "json", "--moved")[1])
    assert told["summary"] == {
        "changed": 1,
        "removed": 0,
        "added": 0,
        "moved": 9,
        "same": 1,
        "documents": 2,
        "documents_differing": 1,
    }
    (changed,) = [difference for difference in told["differences"] if difference["change"] == "changed"]
    assert changed["fields"][1] == {"field": "amount", "old": 94800000000, "new": 95800000000}
    assert changed["old"]["text"] == "$94.8 billion"
    assert json.loads(call(two, "diff", "old", "old", "--format", "json")[1])["differences"] == []


def test_github_annotates_the_articles_line(two: Path, call: Call) -> None:
    _, told, _ = call(two, "diff", "old", "new", "--format", "github", "--articles", "news")
    assert told.splitlines()[0] == (
        "::error file=news/a.txt,line=4,title=newsfacts%3A changed money::"
        "changed money: text “$94.8 billion” → “$95.8 billion”, amount 94800000000 → 95800000000%0A"
        "Trade with Kazakhstan rose 5%25 to $95.8 billion."
    )
    assert call(two, "diff", "old", "new", "--format", "github")[1].startswith("::error file=a.txt,line=1,")


def test_junit(two: Path, call: Call) -> None:
    tree = ET.fromstring(call(two, "diff", "old", "new", "--format", "junit")[1])
    (suite,) = tree
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    cases = suite.findall("testcase")
    assert [case.get("name") for case in cases] == ["a.txt", "b.txt"]
    failure = cases[0].find("failure")
    assert failure is not None
    assert "amount 94800000000 → 95800000000" in (failure.text or "")
    assert cases[1].find("failure") is None


EVIL = "````\n# x\n<script>alert(1)</script> @all ``` ]]> &amp; ::error::x \x1b[31m\x07\u202e[link](http://x.y) %0A"


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    for name, percent in (("old", 5), ("new", 6)):
        row = json.loads(dumps(records(f"[5%](percent value={percent}) ``` </failure><script>", f"<b>{EVIL}")[0]))
        sentence = f"5% {EVIL}"
        row["sentence"] = {"start": 0, "end": len(sentence), "text": sentence}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_of_an_article_acts(evil: Path, call: Call, format: str) -> None:
    code, told, _ = call(evil, "diff", "old.jsonl", "new.jsonl", "--format", format)
    assert code == 1
    if format != "json":
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", told)
    match format:
        case "json":
            assert json.loads(told)["differences"][0]["doc"] == f"<b>{EVIL}"
            assert "\x1b" not in told
        case "markdown":
            tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(told)
            inline = [child for token in tokens for child in token.children or []]
            assert {token.type for token in tokens} <= {
                *(f"{name}_{side}" for name in ("heading", "paragraph") for side in ("open", "close")),
                *("inline", "fence"),
            }
            kinds = {child.type for child in inline}
            assert kinds <= {"text", "code_inline", "strong_open", "strong_close", "softbreak"}
            assert not re.search("script|@all|http", "".join(c.content for c in inline if c.type == "text"))
        case "github":
            assert [line.startswith("::error file=") for line in told.splitlines()] == [True, False]
        case "junit":
            assert {element.tag for element in ET.fromstring(told).iter()} == {
                *("testsuites", "testsuite", "testcase", "failure", "system-out")
            }


def test_markdown_stays_within_a_comment(tmp_path: Path, call: Call) -> None:
    old = {f"{number}.txt": ARTICLE for number in range(1000)}
    paths = _files(tmp_path, old, {name: said.replace("value=2019", "value=2018") for name, said in old.items()})
    _, told, _ = call(tmp_path, "diff", *paths, "--format", "markdown")
    assert len(told) < 65_536
    assert "1,000 changed in 1,000 of 1,000 documents" in told.splitlines()[0]
    assert re.search(r"\n… and \d\d\d more\.\n$", told)


def test_colours_are_for_terminals() -> None:
    from extract.diff import DocumentDiff
    from extract.diff_formats import Report

    found = tuple(compare(records(FIVE), records(SIX)))
    report = Report("old", "new", color=True)
    shown = "".join(FORMATS["terminal"](report.tally.counted([DocumentDiff("a.txt", found)]), report))
    assert "\x1b[31;9m5%\x1b[0m \x1b[32;1m6%\x1b[0m" in shown
    assert isinstance(report.tally, Tally)


def test_spacy_is_not_loaded(two: Path) -> None:
    code = "import sys, extract.cli\ntry: extract.cli.main(sys.argv[1:])\nfinally: assert 'spacy' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code, "diff", "old", "old"], cwd=two, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
