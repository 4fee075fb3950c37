"""The command as a user runs it, in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from schemas import Document, load

ARTICLE = "Trade between China and Kazakhstan rose 5% to $94.8 billion in 2024.\n"


def run(*args: str | Path, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "extract", *map(str, args)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    news = tmp_path / "news"
    (news / "2024").mkdir(parents=True)
    (news / "b.txt").write_text(ARTICLE, encoding="utf-8")
    (news / "2024" / "a.txt").write_text("It cost €4.5m.\r\nThen 7%.", encoding="utf-8", newline="")
    rows = [{"id": "x", "text": "last year", "date": "2020-05-05"}, {"text": "$7"}]
    (news / "c.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (news / "image.png").write_bytes(b"\x89PNG")
    (news / ".hidden.txt").write_text("$1", encoding="utf-8")
    return tmp_path


def test_a_folder_is_read_recursively_and_in_order(folder: Path) -> None:
    done = run("news", cwd=folder)
    assert done.returncode == 0, done.stderr
    documents = [json.loads(line) for line in (folder / "out" / "documents.jsonl").read_text().splitlines()]
    assert [document["doc"] for document in documents] == ["2024/a.txt", "b.txt", "x", "c.jsonl:2"]
    assert [Document.model_validate(document).doc for document in documents]
    records = load(folder / "out")
    by_doc = {doc: [record.text for record in records if record.doc == doc] for doc in ("2024/a.txt", "x")}
    assert by_doc == {"2024/a.txt": ["€4.5m", "7%"], "x": ["last year"]}
    assert "2024/a.txt" in done.stdout
    assert "€4.5m" in done.stdout


def test_offsets_count_the_text_as_it_is(folder: Path) -> None:
    run("news", "--quiet", cwd=folder)
    text = (folder / "news" / "2024" / "a.txt").read_bytes().decode()
    for record in load(folder / "out"):
        if record.doc == "2024/a.txt":
            assert text[record.start : record.end] == record.text
            assert text[record.sentence.start : record.sentence.end] == record.sentence.text


def test_records_go_to_standard_output(folder: Path) -> None:
    done = run("news", "-o", "-", "--kinds", "percent,country", "--quiet", cwd=folder)
    kinds = [json.loads(line)["kind"] for line in done.stdout.splitlines()]
    assert kinds == ["percent", "country", "country", "percent"]
    assert not (folder / "out").exists()


def test_quiet_says_nothing(folder: Path) -> None:
    done = run("news", "--quiet", cwd=folder)
    assert (done.stdout, done.stderr) == ("", "")


def test_the_date_handed_in_is_for_documents_without_one(folder: Path) -> None:
    (folder / "news" / "d.txt").write_text("It rose last year.", encoding="utf-8")
    run("news", "--date", "2011-02-03", "--quiet", cwd=folder)
    years = {record.doc: record.value for record in load(folder / "out") if record.text == "last year"}
    assert years == {"d.txt": "2010", "x": "2019"}


def test_a_file_called_like_a_command_can_be_read(folder: Path) -> None:
    (folder / "schema").write_text(ARTICLE, encoding="utf-8")
    assert run("./schema", "--quiet", cwd=folder).returncode == 0
    assert next(record.doc for record in load(folder / "out")) == "schema"
    assert json.loads(run("schema", "percent", cwd=folder).stdout)["title"] == "Percent"


def test_a_folder_with_spaces_and_two_paths_with_the_same_names(folder: Path) -> None:
    shutil.copytree(folder / "news", folder / "more news")
    assert run("more news", "news", "--quiet", "--kinds", "money", cwd=folder).returncode == 1
    docs = [json.loads(line)["doc"] for line in (folder / "out" / "documents.jsonl").read_text().splitlines()]
    assert "more news/b.txt" in docs
    assert "news/b.txt" in docs


def test_vocabulary_of_ones_own(folder: Path) -> None:
    (folder / "my.toml").write_text(
        '[[project]]\nname = "Project Kolibri"\naliases = ["Kolibri"]\ncategory = "digital"\n'
        'examples = ["It pays for [Kolibri](project name=\\"Project Kolibri\\")."]\n',
        encoding="utf-8",
    )
    (folder / "e.txt").write_text("The bank pays for Kolibri this time.", encoding="utf-8")
    done = run("e.txt", "--vocabulary", "my.toml", "--quiet", cwd=folder)
    assert done.returncode == 0, done.stderr
    (record,) = [record for record in load(folder / "out") if record.kind == "project"]
    assert (record.text, record.name, record.category) == ("Kolibri", "Project Kolibri", "digital")


def test_names_that_are_no_utf8_cost_nothing(folder: Path) -> None:
    """Neither of files nor of the columns of a table that is refused."""
    try:
        (folder / "news" / os.fsdecode(b"\xff.txt")).write_text("It cost $8.", encoding="utf-8")
        (folder / "news" / os.fsdecode(b"\xfe.jsonl")).write_text("[]\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    (folder / "news" / "table.csv").write_bytes(b"\xfd\n1\n")
    done = run("news", "--quiet", cwd=folder)
    assert done.returncode == 1, done.stderr
    assert [record.text for record in load(folder / "out") if record.doc == "\\udcff.txt"] == ["$8"]
    failures = [json.loads(line) for line in (folder / "out" / "failures.jsonl").read_text("utf-8").splitlines()]
    assert {failure["doc"] for failure in failures} == {"\\udcfe.jsonl:1", "table.csv"}
    assert {record.doc for record in load(folder / "out")} == {"\\udcff.txt", "2024/a.txt", "b.txt", "x", "c.jsonl:2"}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere"], "nowhere: no such file or folder"),
        (["empty"], "empty: no articles in this folder; files may end in .txt, .jsonl"),
        (["news", "--kinds", "sums"], "unknown kind 'sums'; kinds are money, percent"),
        (["news", "--kinds", ""], "no kind given"),
        (["news", "--date", "yesterday"], "'yesterday' is no date; write it as 2024-06-26"),
        (["news", "--currency", "dollars"], "'dollars' is no currency code"),
        (["news", "--vocabulary", "none.toml"], "none.toml: no such vocabulary file"),
        (["news", "--vocabulary", "bad.toml"], "bad.toml: not valid TOML"),
        (["news", "--vocabulary", "section.toml"], "section.toml: unknown section [[projects]]; known are"),
        (["news", "--vocabulary", "entry.toml"], "entry.toml: [[project]] entry 2: category"),
        (["news", "--jobs", "0"], "--jobs"),
        (["news", "--fast"], "--fast"),
        (["schema", "sums"], "unknown kind 'sums'"),
        (["explain", "It cost $5", "--span", "$6"], "these words are not in the text"),
        (["explain", "It cost $5", "--span", "8:99"], "the text has characters 0 to 10"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_one_clear_line_and_exit_code_2(folder: Path, args: list[str], said: str) -> None:
    (folder / "empty").mkdir()
    (folder / "bad.toml").write_text("[[project]\n", encoding="utf-8")
    (folder / "section.toml").write_text('[[projects]]\nname = "x"\n', encoding="utf-8")
    entry = '[[project]]\nname = "Kolibri Line"\ncategory = "{}"\n'
    (folder / "entry.toml").write_text(entry.format("transport") + entry.format("bird"), encoding="utf-8")
    done = run(*args, cwd=folder)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.startswith("extract: ")
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""
    assert not (folder / "out").exists()


def test_a_document_that_fails_costs_no_other_its_records(folder: Path) -> None:
    news = folder / "news"
    (news / "latin.txt").write_bytes(b"It cost $5 \x9d\x81\x8d.")
    (news / "c.jsonl").write_text(
        '{"id": "one", "text": "$1"}\n{"id": "two", "text": \n\n{"id": "three"}\n[4]\n'
        '{"id": "five", "text": "$5", "date": "5 May"}\n{"id": "six", "text": "$6"}\n',
        encoding="utf-8",
    )
    done = run("news", "--kinds", "money", cwd=folder)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [line.split(": ")[1] for line in lines] == [
        *(f"news/c.jsonl:{number}" for number in (2, 4, 5, 6)),
        "news/latin.txt",
    ]
    assert "not valid JSON" in lines[0]
    assert "has no text" in lines[1]
    assert "not an object" in lines[2]
    assert "its date is '5 May'" in lines[3]
    assert "not UTF-8 (byte 0x9d at offset 11)" in lines[4]
    assert [record.doc for record in load(folder / "out")] == ["2024/a.txt", "b.txt", "one", "six"]
    failures = [json.loads(line) for line in (folder / "out" / "failures.jsonl").read_text().splitlines()]
    assert [failure["doc"] for failure in failures][-1] == "latin.txt"
    (news / "latin.txt").unlink()
    (news / "c.jsonl").unlink()
    assert run("news", "--quiet", cwd=folder).returncode == 0
    assert not (folder / "out" / "failures.jsonl").exists()


def test_output_that_cannot_be_written_leaves_nothing_behind(folder: Path) -> None:
    (folder / "taken").write_text("a file", encoding="utf-8")
    done = run("news", "-o", "taken", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("extract: taken: cannot be written")


def test_control_characters_of_articles_do_not_reach_the_terminal(folder: Path) -> None:
    (folder / "news" / "e\x1b[31mvil.txt").write_text("It cost \x1b[31m$5\x1b[0m and \x07.", encoding="utf-8")
    done = run("news", cwd=folder)
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x07" not in done.stdout + done.stderr


def test_explain_tells_the_rule_and_its_pieces(folder: Path) -> None:
    done = run("explain", "It lent $13.5 billion.", "--kinds", "money", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "money  $13.5 billion  [8:21]" in done.stdout
    assert "rule    " in done.stdout
    assert "amount 13500000000" in done.stdout
    done = run("explain", "It lent to nobody.", "--span", "nobody", cwd=folder)
    assert "no rule matches here" in done.stdout
    done = run("explain", "news/b.txt", "--kinds", "country", cwd=folder)
    assert "alpha_2 KZ" in done.stdout


def test_the_bytes_are_the_same_for_any_number_of_workers(folder: Path, root: Path) -> None:
    rows = (root / "tests" / "gold" / "dev.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "big.jsonl").write_bytes(b"".join(rows))
    assert sum(map(len, rows)) > 100_000
    for count in ("1", "2", "3"):
        # The command, but with pieces so small that there are more than a hundred, some of a document each.
        command = [sys.executable, "-m", "tests.trouble", "big.jsonl", "news", "-o", count, "-j", count, "--quiet"]
        path = os.pathsep.join([str(root), *filter(None, sys.path)])
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    for name in ("records.jsonl", "documents.jsonl"):
        alone = (folder / "1" / name).read_bytes()
        assert (folder / "2" / name).read_bytes() == alone
        assert (folder / "3" / name).read_bytes() == alone


def test_no_day_zone_or_language_changes_the_bytes(folder: Path, root: Path) -> None:
    files = [path.name for path in sorted((root / "seeds").iterdir())]
    first = run(root / "seeds", "-o", "one", "--quiet", cwd=folder)
    env = {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    code = (
        "import time, datetime\n"
        "real = time.time\n"
        "time.time = lambda: real() - 5e8\n"
        "from extract.cli import main\n"
        "import sys; main(sys.argv[1:])\n"
    )
    paths = [str(root / "seeds" / name) for name in reversed(files)]
    second = subprocess.run(
        [sys.executable, "-c", code, *paths, "-o", "two", "--quiet"],
        cwd=folder,
        env={**os.environ, **env},
        check=False,
    )
    assert (first.returncode, second.returncode) == (0, 0)
    for name in ("records.jsonl", "documents.jsonl"):
        assert (folder / "one" / name).read_bytes() == (folder / "two" / name).read_bytes()


def test_what_is_committed_in_out_is_what_the_command_writes(folder: Path, root: Path) -> None:
    assert run(root / "seeds", "-o", "now", "--quiet", cwd=folder).returncode == 0
    for name in ("records.jsonl", "documents.jsonl"):
        now, committed = (folder / "now" / name).read_bytes(), (root / "out" / name).read_bytes()
        assert now == committed, "out/ is stale: run `extract seeds/`, read what changed, and commit out/"
    assert sorted(path.name for path in (root / "out").iterdir()) == ["documents.jsonl", "records.jsonl"]
