"""Texts that come again: answered from what they gave before, and with the same bytes."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from extract import Article
from extract.pipeline import Pipeline
from extract.recent import Reading, Recent
from extract.view import Match, Span

FACT = (Match("country", 0, 5, "country_name", {"alpha_2": "CN"}), Span(0, 5))


def test_a_text_under_another_name_gives_what_a_fresh_pipeline_gives(root: Path) -> None:
    used, fresh = Pipeline(), Pipeline()
    for line in (root / "tests/gold/seeds.jsonl").read_text("utf-8").splitlines():
        text = json.loads(line)["text"]
        used.lines(Article(id="first", text=text))
        kept = len(used.recent)
        again = Article(id="second", text=text, date=None)
        assert used.lines(again) == fresh.lines(again)
        assert len(used.recent) == kept, "it was remembered"


def test_articles_read_at_once_give_what_each_gives_by_itself(root: Path) -> None:
    rows = [json.loads(line) for line in (root / "tests/gold/dev.jsonl").read_text("utf-8").splitlines()[:40]]
    articles = [Article(id=row["id"], text=row["text"]) for row in rows]
    articles.append(Article(id="again", text=rows[0]["text"]))
    at_once, alone = Pipeline(), Pipeline()
    at_once.prepare(articles)
    assert [at_once.lines(article) for article in articles] == [alone.lines(article) for article in articles]


def test_the_date_that_is_handed_in_tells_texts_apart() -> None:
    pipeline = Pipeline()
    text = "It was signed last year."
    days = [dt.date(2001, 5, 5), dt.date(2020, 5, 5), None]
    lines = [pipeline.lines(Article(id="x", text=text, date=day))[1] for day in days]
    assert [json.loads(found)["value"] for (found,) in lines] == ["2000", "2019", None]


def test_no_more_facts_are_kept_than_were_asked_for() -> None:
    recent = Recent(limit=10)
    for number in range(50):
        recent.put(Recent.key(str(number), None), Reading(None, "none", (FACT,) * (number % 4)))
        assert len(recent) <= 10
    assert recent.get(Recent.key("49", None)) == Reading(None, "none", (FACT,))
    assert recent.get(Recent.key("0", None)) is None
    recent.put(Recent.key("all", None), Reading(None, "none", (FACT,) * 8))
    assert recent.get(Recent.key("all", None)) is None, "one text does not push out all others"
