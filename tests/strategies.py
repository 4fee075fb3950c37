"""Hypothesis strategies for what newsfacts reads: texts like news and texts like nothing, rows, files, folders.

The sentences come from the examples of the rules and of the vocabulary, so that whatever the grammar learns to read is
mixed with all the rest of it.
"""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from typing import Any

from hypothesis import strategies as st

from extract import vocabulary
from extract.pipeline import Pipeline
from tests.annotated import parse

ODD = (
    "\x00 \x01 \x07 \x0b \x0c \x1b[31m \x7f \x85 \xa0 \xad \u034f \u0301 \u061c \u200b \u200d \u200e "
    "\u2009 \u2028 \u2029 \u202e \u202f \u2060 \u3000 \ufe0f \ufeff \ufffd \uffff \U0001f600 \U000e0001 ５ "
    "％ ＄ ٣ ३ ① ½ ² − ﬁ ǆ İ ß"
).split(" ")
"""Characters that take part in no fact, or ought not to, and that text from anywhere has."""

GLUE = (
    "",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    ", ",
    ". ",
    " - ",
    "/",
    " and ",
    " to ",
    " (",
    ") ",
    "\u201c",
    "'s ",
)


@cache
def sentences() -> tuple[str, ...]:
    """The examples of all rules and all vocabulary entries, without their marks."""
    pipeline = Pipeline()
    found = [example for matcher in pipeline.all_matchers for rule in matcher.rules for example in rule.examples]
    found += [example for matcher in pipeline.all_matchers for rule in matcher.rules for example in rule.not_examples]
    for rows in vocabulary.load().sections.values():
        found += [example for entry in rows for example in (*entry.examples, *entry.not_examples)]
    return tuple(dict.fromkeys(parse(example).text for example in found))


@cache
def words() -> tuple[str, ...]:
    """The words of these sentences."""
    return tuple(sorted({word for sentence in sentences() for word in sentence.split()}))


@st.composite
def spliced(draw: st.DrawFn) -> str:
    """The beginning of a sentence with the end of another, or a few words from the middle of one."""
    one, other = draw(st.sampled_from(sentences())), draw(st.sampled_from(sentences()))
    cut, rest = draw(st.integers(0, len(one))), draw(st.integers(0, len(other)))
    return one[:cut] + draw(st.sampled_from(GLUE)) + other[rest:]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A sentence with pieces put in, left out, said twice, or in other letters."""
    text = draw(st.sampled_from(sentences()))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        piece = text[start:end]
        put = draw(
            st.one_of(
                st.sampled_from(ODD),
                st.sampled_from(GLUE),
                st.sampled_from(("", piece * 2, piece.upper(), piece.lower(), piece[::-1])),
                st.sampled_from(words()),
                st.integers(0, 10**6).map(str),
            )
        )
        text = text[:start] + put + text[end:]
    return text


sentence = st.one_of(st.deferred(lambda: st.sampled_from(sentences())), spliced(), mutated())

news = st.lists(
    st.tuples(sentence, st.sampled_from((" ", " ", "\n", "\n\n", "\r\n\r\n", ""))), min_size=1, max_size=8
).map(lambda parts: "".join(part for pair in parts for part in pair))
"""Texts like news: some sentences, whole, spliced or hurt, in lines and paragraphs."""

salad = st.deferred(lambda: st.lists(st.sampled_from((*words(), *ODD)), max_size=30)).map(" ".join)
"""The words of the examples, and odd characters, in any order."""

any_text = st.one_of(news, salad, st.text(max_size=120))

dates = st.one_of(st.none(), st.dates())

ids = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(-10, 10**30),
    st.sampled_from(["../../x", "/etc/x", "C:\\x", "a\x00b", "A", "a", "con", ".", "x" * 300, "\u202ex", ""]),
)

values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=10)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
"""Any value that JSON has, and the three that Python adds."""

row = st.fixed_dictionaries(
    {},
    optional={
        "id": st.one_of(ids, values),
        "text": st.one_of(news, news, values),
        "date": st.one_of(dates.map(str), st.just("2024-06-26"), values),
        "more": values,
    },
)
"""A row that may be a document."""


@st.composite
def json_lines(draw: st.DrawFn) -> bytes:
    """Lines that are documents, are none, are no JSON, or are cut off."""
    lines: list[bytes] = []
    for item in draw(st.lists(st.one_of(row, row, values), max_size=6)):
        line = json.dumps(item, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
        if draw(st.integers(0, 5)) == 0:
            line = line[: draw(st.integers(0, len(line)))] + draw(st.binary(max_size=4))
        lines.append(line)
    return draw(st.sampled_from((b"", b"\xef\xbb\xbf", b"\n"))) + draw(st.sampled_from((b"\n", b"\r\n"))).join(lines)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """CSV with a header that may have what is needed, and rows that may fit it."""
    columns = draw(st.permutations(["text", "id", "date", draw(st.sampled_from(["more", "text", ""]))]))
    file = io.StringIO(newline="")
    writer = csv.writer(
        file, delimiter=draw(st.sampled_from(",;\t")), lineterminator=draw(st.sampled_from(("\n", "\r\n")))
    )
    writer.writerow(columns[draw(st.integers(0, 2)) :])
    cell = st.one_of(news, st.text(max_size=5), st.just("2024-06-26"))
    writer.writerows(draw(st.lists(st.lists(cell, min_size=1, max_size=5), max_size=5)))
    data = file.getvalue().encode("utf-8", "surrogatepass")
    return data[: draw(st.integers(0, len(data)))] if draw(st.integers(0, 4)) == 0 else data


name = st.text(st.characters(codec="utf-8", exclude_characters="/\x00"), min_size=1, max_size=12).filter(
    lambda said: said not in (".", "..")
)

files = st.one_of(
    st.tuples(
        st.sampled_from((".txt", ".md")), st.one_of(any_text.map(lambda text: text.encode()), st.binary(max_size=60))
    ),
    st.tuples(st.just(".jsonl"), json_lines()),
    st.tuples(st.sampled_from((".csv", ".tsv")), tables()),
)
"""The ending of a file, and its bytes."""

folders = st.dictionaries(st.lists(name, min_size=1, max_size=3).map("/".join), files, min_size=1, max_size=5)
"""What lies in a folder: paths without their endings, and files."""
