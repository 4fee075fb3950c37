"""Records made by hand for tests, so that they do not hang on what the rules find."""

from __future__ import annotations

import hashlib
from typing import Any

from schemas import RECORD, Record

TEXT = (
    "China and Kazakhstan sign a deal\n\n"
    "On June 26, 2024 China lent Kazakhstan $13.5 billion for the Middle Corridor, 5% more than in 2019. "
    "It cost between €5 million and €7 million.\n\n"
    "The 𝒳 bank said trade with Kenya grew tenfold. 中国和哈萨克斯坦签署协议。\n"
)
"""A text with a character beyond the first 65,536 before the last facts, so that offsets are told apart."""

_FACTS: list[dict[str, Any]] = [
    {"kind": "country", "text": "China", "alpha_2": "CN", "alpha_3": "CHN", "name": "China", "mention": "name"},
    {
        "kind": "country", "text": "Kazakhstan", "alpha_2": "KZ", "alpha_3": "KAZ", "name": "Kazakhstan",
        "mention": "name",
    },
    {
        "kind": "date", "text": "June 26, 2024", "type": "DATE", "value": "2024-06-26", "first": "2024-06-26",
        "last": "2024-06-26",
    },
    {
        "kind": "country", "text": "China", "at": "China lent", "alpha_2": "CN", "alpha_3": "CHN", "name": "China",
        "mention": "name",
    },
    {
        "kind": "country", "text": "Kazakhstan", "at": "Kazakhstan $", "alpha_2": "KZ", "alpha_3": "KAZ",
        "name": "Kazakhstan", "mention": "name",
    },
    {"kind": "money", "text": "$13.5 billion", "amount": 13500000000, "currency": "USD"},
    {"kind": "project", "text": "Middle Corridor", "name": "Middle Corridor", "category": "corridor"},
    {"kind": "percent", "text": "5%", "value": 5, "unit": "percent"},
    {
        "kind": "date", "text": "2019", "type": "DATE", "value": "2019", "first": "2019-01-01", "last": "2019-12-31",
    },
    {
        "kind": "money", "text": "€5 million and €7 million", "low": 5000000, "high": 7000000, "currency": "EUR",
    },
    {"kind": "country", "text": "Kenya", "alpha_2": "KE", "alpha_3": "KEN", "name": "Kenya", "mention": "name"},
    {"kind": "multiple", "text": "tenfold", "factor": 10, "modifier": "approx"},
    {"kind": "country", "text": "中国", "alpha_2": "CN", "alpha_3": "CHN", "name": "China", "mention": "name"},
    {
        "kind": "country", "text": "哈萨克斯坦", "alpha_2": "KZ", "alpha_3": "KAZ", "name": "Kazakhstan",
        "mention": "name",
    },
]  # fmt: skip

_SENTENCES = (
    "China and Kazakhstan sign a deal",
    "On June 26, 2024 China lent Kazakhstan $13.5 billion for the Middle Corridor, 5% more than in 2019.",
    "It cost between €5 million and €7 million.",
    "The 𝒳 bank said trade with Kenya grew tenfold.",
    "中国和哈萨克斯坦签署协议。",
)


def make(text: str, facts: list[dict[str, Any]], sentences: tuple[str, ...] = (), doc: str = "text") -> list[Record]:
    """Records of facts found in a text: each at its first place, or where the words ``at`` stand."""
    records: list[Record] = []
    for fact in facts:
        values = dict(fact)
        start = text.index(values.pop("at", values["text"]))
        end = start + len(values["text"])
        sentence = next((said for said in sentences if text.find(said) <= start < text.find(said) + len(said)), text)
        first = text.index(sentence)
        key = f"{doc}\0{values['kind']}\0{start}\0{end}"
        records.append(
            RECORD.validate_python(
                {
                    "doc": doc,
                    "start": start,
                    "end": end,
                    "rule": "made",
                    "sentence": {"start": first, "end": first + len(sentence), "text": sentence},
                    "id": hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
                    **values,
                },
                strict=False,
            )
        )
    return records


def records(doc: str = "text") -> list[Record]:
    """The records of `TEXT`, under a document's id."""
    return make(TEXT, _FACTS, _SENTENCES, doc)
