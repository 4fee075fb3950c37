"""Vocabulary: words as data, in TOML, each entry with examples.

A vocabulary file holds arrays of tables, one array a section; `SECTIONS` names the model of each. The files
under ``extract/lang/<code>/`` come with the package; users add their own. Words are plain words, never
patterns.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from extract.errors import VocabularyError

_DEEP = re.compile(r"^[ \t\[]*+(?:[\w-]++[ \t]*+\.[ \t]*+){8}", re.MULTILINE)
"""A key of so many parts takes time by the square of their number."""
LANG = Path(__file__).parent / "lang"

ProjectCategory = Literal[
    "transport", "energy", "water", "digital", "facility", "corridor", "initiative", "fund", "other"
]


class Entry(BaseModel):
    """What every entry has: sentences in which it must be found, in brackets, and some in which it must not."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = Field((), alias="not")


class Word(Entry):
    """Words of one lexical class of a matcher's grammar: month names, scales, modifiers, head nouns …"""

    matcher: str
    cls: str = Field(alias="class")
    words: tuple[str, ...] = Field(min_length=1)
    value: str | int | FiniteFloat | None = None


class NumberWords(Entry):
    """Number words of one class, each with its value: units, tens, scales, parts …"""

    cls: Literal[
        "article",
        "joiner",
        "zero",
        "unit",
        "teen",
        "tens",
        "hundred",
        "dozen",
        "part",
        "point",
        "scale",
        "vague",
        "han",
    ] = Field(alias="class")
    values: dict[str, int | FiniteFloat]


class ReferenceWords(Entry):
    """Words that point at the present, the past or the future without a calendar (for TimeML)."""

    value: Literal["PRESENT_REF", "PAST_REF", "FUTURE_REF"]
    words: tuple[str, ...] = Field(min_length=1)


@cache
def territories() -> dict[str, dict[str, Any]]:
    """The countries and territories of ISO 3166-1 by alpha-2 code: see ``lang/territories.py``."""
    return json.loads((LANG / "territories.json").read_bytes())  # type: ignore[no-any-return]


def _territory(code: str) -> str:
    if code not in territories():
        raise ValueError(f"{code!r} is no alpha-2 code of ISO 3166-1, such as KZ (Kosovo is XK)")
    return code


class CountryWords(Entry):
    """What a country or territory is called, beside its names in ``territories.json``.

    ``adjectives`` are also those of its people; plurals in -s and -man, -woman for -ish and -ch go without
    saying. ``capitals`` stand for the state only where the grammar tells, ``metonyms`` always; ``prefixes``
    only before a hyphen. What is in ``unsure`` counts when the document names the country otherwise, too.
    """

    alpha_2: Annotated[str, AfterValidator(_territory)]
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


class NotCountry(Entry):
    """Phrases with a country's name or adjective in them that mean something else: seas, regions, cities."""

    phrases: tuple[str, ...] = Field(min_length=1)


class ProjectHead(Entry):
    """Nouns that names of projects end in, or begin with, and what must stand before them to make a name.

    See the head of ``lang/en/project.toml`` for what each field says.
    """

    words: tuple[str, ...] = Field(min_length=1)
    category: ProjectCategory
    small: Literal["name", "joined", "qualified", "never"]
    capital: Literal["name", "two", "qualified"]
    qualifiers: dict[ProjectCategory, tuple[str, ...]] = {}
    never: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    near: dict[ProjectCategory, tuple[str, ...]] = {}
    short: bool = False
    agent: bool = False


class ProjectEntry(Entry):
    """A project of one's own, or one known to everybody: full name, short forms, acronyms."""

    name: str
    category: ProjectCategory
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    acronym: str | None = None


class NotProject(Entry):
    """Names that the grammar of projects would find, and that are institutions or other things."""

    names: tuple[str, ...] = Field(min_length=1)


class ProjectNames(Entry):
    """Names of projects that no head noun gives away; with a context, where one of its words stands near."""

    names: tuple[str, ...] = Field(min_length=1)
    category: ProjectCategory
    context: tuple[str, ...] = ()


class Currency(Entry):
    """Words and signs of a currency, or of several that share them (the first is then the default)."""

    codes: tuple[str, ...] = Field(min_length=1)
    words: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    part: FiniteFloat = 1
    weak: bool = False


class CurrencyCountry(Entry):
    """Words for countries, by ISO 3166-1 code; spaces part words, hyphens the parts of one."""

    values: dict[str, str]


SECTIONS: dict[str, type[Entry]] = {
    "word": Word,
    "number": NumberWords,
    "currency": Currency,
    "currency_country": CurrencyCountry,
    "reference": ReferenceWords,
    "country": CountryWords,
    "not_country": NotCountry,
    "project_head": ProjectHead,
    "project": ProjectEntry,
    "project_names": ProjectNames,
    "project_acronyms": ProjectNames,
    "not_project": NotProject,
}
"""The sections that a vocabulary file may have, and the model of their entries."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All entries of all files, by section, in the order of the files."""

    sections: dict[str, list[Any]] = field(default_factory=dict)

    def entries(self, section: str) -> Sequence[Any]:
        """The entries of a section (instances of its model in `SECTIONS`)."""
        return self.sections.get(section, ())

    def words(self, matcher: str, cls: str) -> dict[str, Any]:
        """The words of one class of a matcher's grammar, each with its entry's value."""
        return {
            word: entry.value
            for entry in self.entries("word")
            if entry.matcher == matcher and entry.cls == cls
            for word in entry.words
        }


def load(paths: Iterable[Path] = ()) -> Vocabulary:
    """The package's vocabulary with the users' files after it.

    Raises `VocabularyError` for a file that cannot be read or an entry that is not valid.
    """
    sections: dict[str, list[Any]] = {}
    for path in sorted(LANG.glob("*/*.toml")):
        _add(path, sections, own=True)
    for path in paths:
        _add(path, sections, own=False)
    return Vocabulary(sections)


def _add(path: Path, sections: dict[str, list[Any]], *, own: bool) -> None:
    try:
        text = path.read_text(encoding="utf-8")
        if not own and _DEEP.search(text):
            raise VocabularyError(f"{path}: a key of many parts; a vocabulary has sections and fields only")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path}: cannot be read: {error}") from error
    except RecursionError as error:
        raise VocabularyError(f"{path}: arrays or tables nested too deep") from error
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{path}: not valid TOML: {error}") from error
    for section, rows in data.items():
        model = SECTIONS.get(section)
        if model is None:
            known = ", ".join(sorted(SECTIONS))
            raise VocabularyError(f"{path}: unknown section [[{section}]]; known are {known}")
        if not isinstance(rows, list):
            raise VocabularyError(f"{path}: {section} must be an array of tables: write [[{section}]]")
        for number, row in enumerate(rows, 1):
            try:
                entry = model.model_validate(row)
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(str(part) for part in first["loc"])
                raise VocabularyError(f"{path}: [[{section}]] entry {number}: {where}: {first['msg']}") from error
            if own and not entry.examples:
                raise VocabularyError(f"{path}: [[{section}]] entry {number}: has no examples")
            sections.setdefault(section, []).append(entry)
