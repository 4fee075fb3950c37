"""The tokenizer: tuned for news, and the same tokens whether they come from its cache or not."""

from __future__ import annotations

import json
import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from extract import layout, tokenizer
from extract.pipeline import Pipeline
from extract.splitting import Splitter
from extract.view import View, lay_out, sentence_spans
from extract.words import Words

TOKENS = {
    "4.5bn": "4.5 bn",
    "US$51.2": "US$ 51.2",
    "China-Kazakhstan": "China - Kazakhstan",
    "€4.5m-€5m": "€ 4.5 m - € 5 m",
    "2.5-billion-dollar": "2.5 - billion - dollar",
    "2023-2027": "2023 - 2027",
    "15%": "15 %",
    "5%-7%": "5 % - 7 %",
    "Rs16,189-crore": "Rs 16,189 - crore",
    "W1,860tn,": "W 1,860 tn ,",
    "NT$30.5.": "NT$ 30.5 .",
    "$500m.": "$ 500 m .",
    "€550m.[7]": "€ 550 m . [ 7 ]",
    "A$26-A$28.": "A$ 26 - A$ 28 .",
    "Rs5m–Rs6m": "Rs 5 m – Rs 6 m",
    "MH-17-A320": "MH - 17 - A320",
    "55E0A6E9-FEB7-4B5F": "55E0A6E9 - FEB7 - 4B5F",
    "USD5m-USD6m": "USD 5 m - USD 6 m",
    "99p": "99 p",
    "50bp": "50 bp",
    "2020/21": "2020/21",
    "19:04": "19:04",
    "1990s": "1990s",
    "2024年07月25日": "2024 年 07 月 25 日",
    "47亿美元，": "47 亿 美 元 ，",
    "U.S.-China": "U.S. - China",
    "billion,[3][4]": "billion , [ 3 ] [ 4 ]",
    "**SCO**": "* * SCO * *",
    "don't": "do n't",
    "Kazakhstan’s": "Kazakhstan ’s",
    "B3W": "B3W",
    "HS2": "HS2",
    "Wed,": "Wed ,",
}


@pytest.mark.parametrize("chunk", TOKENS)
def test_news_is_split_where_its_facts_part(pipeline: Pipeline, chunk: str) -> None:
    assert " ".join(token.text for token in pipeline.tokenize(chunk)) == TOKENS[chunk]


def test_tokens_are_those_that_spacy_makes_of_the_whole_text(pipeline: Pipeline, root: Path) -> None:
    for line in (root / "tests/gold/dev.jsonl").read_text("utf-8").splitlines():
        text = json.loads(line)["text"]
        ours = [(token.idx, token.text) for token in pipeline.tokenize(text) if not token.is_space]
        assert ours == [(token.idx, token.text) for token in pipeline.tokenizer.spacy(text) if not token.is_space]


def test_a_doc_spells_its_text(pipeline: Pipeline, root: Path) -> None:
    news = (root / "tests/gold/more.jsonl").read_text("utf-8")
    for text in ("", " ", "\n", "a\r\n b", "\t a  b \n\n c\u2003d\n", news):
        assert pipeline.tokenize(text).text == text


_SPACY = tokenizer.build()
_SPLITTER = Splitter(tokenizer._special_cases(), *tokenizer._affixes())
_PLAIN = re.compile(tokenizer._PLAIN, re.VERBOSE | re.ASCII)
_NEWS = st.text("aZé1950,.;:-'’\"()[]%$€ \n", max_size=30) | st.from_regex(_PLAIN, fullmatch=True)


@given(text=_NEWS)
@example('He said (8) was "enough".')
@example("the U.S., etc., it's (Inc.), No. 3).")
def test_chunks_by_themselves_have_the_tokens_that_they_have_in_a_text(pipeline: Pipeline, text: str) -> None:
    ours = [token.text for token in pipeline.tokenize(text) if not token.is_space]
    assert ours == [token.text for token in pipeline.tokenizer.spacy(text) if not token.is_space]


@given(word=st.text("abdegilnosyABCILVX", min_size=1, max_size=9) | st.sampled_from(sorted(Pipeline()._known())))
def test_the_short_way_to_classes_gives_what_the_matchers_say(pipeline: Pipeline, word: str) -> None:
    words = pipeline.words
    for form in (word, word.lower(), word.capitalize(), word.upper()):
        assert words.classes(form) == words.ask(form)
        for other in (form, "x" + form, "Ab" + form.lower(), form + "tunnel"):
            if other.isalpha() and other.isascii():
                assert words.of_letters(other) in (None, words.ask(other))


@given(word=st.from_regex(r"\d{1,6}(,\d{3})*(\.\d{1,4})?", fullmatch=True))
@example("2100")
@example("2000")
@example("0000")
@example("012,345")
@example("9" * 28)
@example("9" * 29)
def test_the_short_way_to_classes_of_numbers_gives_what_the_matchers_say(pipeline: Pipeline, word: str) -> None:
    assert pipeline.words.of_digits(word) in (None, pipeline.words.ask(word))
    for year in ("1999", "1500", "2200", "0999", "12.5", "12.50", "123.45", "31", "999", "1,000"):
        assert pipeline.words.of_digits(year) in (None, pipeline.words.ask(year))


ODD = [
    "",
    " ",
    "\n",
    " \n\n \r\n a\r",
    "\0 a\0b \ufffd x\ufffe. \U00010000 \U0001f1f0\U0001f1ff",
    "5\xa0billion \xa0 \xa0a a\xa0 \u2003x\t\ty\t",
    "a" * 64 + " " + "a" * 65 + " " + "1" * 1000 + " " + "9" * 1001 + " " + "A-" * 600 + " " + "中" * 1200,
    "x" * 63 + "," + " " + "x" * 64 + "," + " (" * 70 + "(" * 70 + " " + "\t" * 1100,
    "can't cannot cant Cannot. U.S., (U.S.). Jan. (Jan.) ol' goin', 'cause \"'cause wed Wed, id. 10am, 10a.m. 's 'S ''",
    "$5 ($5) $5.5% 10-15% 1990's $5's 5%, 5%. word's, word’s. (word's) it's [it's] mid-5% US$5-$6 1,234-5 4.5bn",
    "\x1c a\x1cb \x85 \u2028 \u3000中国 é É, È. naïve-ish ÖBB's ßx, ǅ İ ſ",
]


def test_texts_have_the_same_tokens_by_themselves_and_with_others(pipeline: Pipeline, root: Path) -> None:
    lines = (root / "tests/gold/dev.jsonl").read_text("utf-8").splitlines()[:25]
    texts = [*ODD, *(json.loads(line)["text"] for line in lines)]

    def fresh(limit: int = 200_000) -> tokenizer.Tokenizer:
        return tokenizer.Tokenizer(pipeline.words, limit)

    known = fresh()
    by_chunk = fresh()
    for text in texts:
        for chunk in text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", " \n ").split(" "):
            by_chunk(chunk.replace("\n", ""))  # every chunk is learnt by itself
    expected = [by_chunk(text).tobytes() for text in texts]
    assert [table.tobytes() for table in known.tables(texts)] == expected
    assert [table.tobytes() for table in known.tables(texts)] == expected, "once they are known"
    shuffled = list(range(len(texts)))
    random.Random(5).shuffle(shuffled)
    small = fresh(40)
    for at in range(0, len(shuffled), 7):
        some = shuffled[at : at + 7]
        assert [table.tobytes() for table in small.tables(texts[i] for i in some)] == [expected[i] for i in some]
        assert len(small._chunks) <= 40
        assert len(small._words) <= 40
    assert known.tables([]) == []
    assert max(map(len, [*known._chunks, *known._words])) <= tokenizer._LONGEST


def test_odd_texts_have_the_tokens_that_spacy_makes_of_their_chunks(pipeline: Pipeline) -> None:
    for text in ODD:
        for chunk in text.split(" "):
            if len(chunk) <= tokenizer._UNBROKEN and "\r" not in chunk and "\n" not in chunk:
                ours = [token.text for token in pipeline.tokenize(chunk) if not token.is_space]
                assert ours == [token.text for token in pipeline.tokenizer.spacy(chunk) if not token.is_space]


_SPECIAL = sorted(tokenizer._special_cases())


@given(run=st.text("aZé19.,:/-'’\"()$%& \t\xa0\n\u3000中", max_size=12) | st.tuples(
    st.text("a.(-/'", max_size=2), st.sampled_from(_SPECIAL), st.text("a.)-/'s", max_size=3)
).map("".join))  # fmt: skip
@example("x-10a.m.-y")
@example("goin'-it's")
def test_runs_are_split_as_spacy_does(run: str) -> None:
    run = run.replace(" ", "")
    found = _SPLITTER.tokens(run)
    if found is not None:
        assert found == [token.text for token in _SPACY(run)]


def test_spacy_need_hardly_be_asked(root: Path) -> None:
    chunks = set((root / "tests/gold/dev.jsonl").read_text("utf-8").split())
    assert sum(_SPLITTER.tokens(chunk) is None for chunk in chunks) < len(chunks) / 1000


def test_no_affix_begins_with_a_letter_or_digit_but_behind_a_digit() -> None:
    """What is passed over in the search for suffixes and infixes."""
    suffix = compile_suffix_regex([*tokenizer._SUFFIXES, *English.Defaults.suffixes]).match
    infix = compile_infix_regex([*tokenizer._INFIXES, *English.Defaults.infixes]).match
    han = re.compile(tokenizer._HAN).match
    for sign in filter(str.isalnum, map(chr, range(0x20000))):
        assert not suffix(f"a{sign}", 1) and not suffix(f".{sign}", 1), sign
        assert han(sign) or not any(infix(f"{a}{sign}{b}", 1) for a, b in ("aa", "AA", ")(", "a-")), sign


@pytest.mark.parametrize("affix", ["prefix", "suffix"])
def test_the_short_ways_to_affixes_find_what_the_rules_find(pipeline: Pipeline, root: Path, affix: str) -> None:
    if affix == "prefix":
        rules = compile_prefix_regex([*tokenizer._PREFIXES, *English.Defaults.prefixes]).search
        short = pipeline.tokenizer.spacy.prefix_search
    else:
        rules = compile_suffix_regex([*tokenizer._SUFFIXES, *English.Defaults.suffixes]).search
        short = pipeline.tokenizer.spacy.suffix_search
    texts = [(root / f"tests/gold/{name}.jsonl").read_text("utf-8") for name in ("dev", "more")]
    chunks = {chunk for text in texts for chunk in text.split()}
    for chunk in chunks:
        one, other = rules(chunk), short(chunk)
        assert (one and one.group()) == (other and other.group()), chunk


def test_the_cache_is_bounded() -> None:
    small = tokenizer.Tokenizer(Words(), limit=100)
    for number in range(500):
        small(f"word{number} more{number}")
        store = small.spacy.vocab.strings
        small(f"a+{number}+b")
        assert len(small._chunks) <= 100
        assert len(small._words) <= 100
    assert len(store) < len(tokenizer.build().vocab.strings) + 500, "spaCy's store of words was begun anew"


@pytest.mark.parametrize("piece", ["$", "(", "A-", "1,", "中", "中国。", "a", "9", "'", "5%-", "\u00e9"])
def test_a_very_long_run_is_tokenized_in_time_that_grows_with_its_length(pipeline: Pipeline, piece: str) -> None:
    times = []
    for size in (50_000, 200_000):
        text = "It began " + piece * (size // len(piece)) + " and ended."
        start = time.perf_counter()
        doc = pipeline.tokenize(text)
        times.append(time.perf_counter() - start)
        assert doc.text == text
    assert times[1] / times[0] < 10, "four times the text takes four times as long, not sixteen"


SENTENCES = [
    ["The U.S. economy grew 2.5% in Q1.", "It was $5 billion."],
    ["He lives in the U.S.", "The bank said so."],
    ["Mr. Smith paid Rs. 500 for No. 3 on Jan. 5.", "“Why?”", "He did not say."],
    ["A HEADLINE WITHOUT A STOP", "The text below it.", "And more."],
    ["It rose 5 p.m. Tuesday in New York.", "Then it fell."],
    ["他去年来过中国。", "今年没有。"],
]


@pytest.mark.parametrize("sentences", SENTENCES, ids=lambda value: value[0][:20])
def test_sentences(pipeline: Pipeline, sentences: list[str]) -> None:
    for glue in (" ", "\n\n"):
        if sentences[0].isupper() and glue == " ":
            continue
        text = glue.join(sentences)
        view = View(pipeline.tokenizer(text), text)
        assert [text[span.start : span.end] for span in sentence_spans(view)] == sentences


def test_a_wrapped_line_is_read_as_one_and_a_list_is_not(pipeline: Pipeline) -> None:
    wrapped = (
        "The Asian Development Bank had forecast growth of seven percent for that year of\n"
        "2009 and a little less than that for the next one, when the price of gas should be\nhigher."
    )
    view = View(pipeline.tokenizer(wrapped), wrapped)
    assert len(view.sentence_starts) == 1
    listed = "Exports:\n- cotton 2010\n- gas 2011\nYear\n2012\n"
    view = View(pipeline.tokenizer(listed), listed)
    assert len(view.sentence_starts) == 5
    headline = "China and Central Asia Continue to Deepen Their Cooperation on a New Road\n" + "It grew. " * 30
    view = View(pipeline.tokenizer(headline), headline)
    assert view.sentence_span(0, 5).end == headline.index("\n")


def test_documents_laid_out_at_once_are_as_each_by_itself(pipeline: Pipeline) -> None:
    line = "A line of prose that is wrapped where it has no room for\n"
    words = ("", " ", "\n", "\n\n", "\r\n", line, "more words of it.", "- $5\n")
    rng = random.Random(5)
    made = ["".join(rng.choices(words, k=rng.randrange(6))) for _ in range(300)]
    tables = pipeline.tokenizer.tables(made)
    for at_once, table, text in zip(lay_out(tables, made), tables, made, strict=True):
        alone = View(table, text)
        view = View(table, text, laid_out=at_once)
        assert (view.starts, view.ends) == (alone.starts, alone.ends), text
        assert [view.classes(k) for k in range(5)] == [alone.classes(k) for k in range(5)], text


def test_layout_classes() -> None:
    words = {" ": " ", "\n": "n", "\n\n": "N", "\r\n": "n", ".": "e", "。": "z", "U.S.": "x", "Mr.": "y", "The": "F"}
    assert {word: layout.classify(word) for word in words} == words


def test_a_sentence_without_end_is_cut_around_the_fact(pipeline: Pipeline) -> None:
    text = "It paid $5 and " * 400
    for record in pipeline(text).records:
        assert len(record.sentence.text) < 1000
        assert record.sentence.start <= record.start < record.end <= record.sentence.end
