"""Write ``territories.json``: the codes and names of the countries and territories of ISO 3166-1.

Run it as ``python -m extract.lang.territories`` after an update of the two sources, both of which only this
script needs: the codes, short and official names come from pycountry (ISO 3166-1), the other English, the
Chinese, the Russian and the countries' own names from babel (Unicode CLDR). Kosovo is added under its
user-assigned code.

The file has an object a line, keyed by alpha-2 code: ``alpha_3``; ``name``, the ISO 3166-1 short English name;
``names``, the other names, in English and in the country's own languages; ``foreign``, the names in Chinese and
in Russian, the latter in their cases.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).with_name("territories.json")

KOSOVO = ("XK", "XKX", "Kosovo", "Republic of Kosovo")

# Names that are a country's in CLDR or ISO 3166-1 and in running text are mostly something else, or another
# country's.
LEFT_OUT = {
    ("CG", "Congo"),  # alone it is Congo-Kinshasa
    ("CH", "Suisse"),  # Credit Suisse
    ("MU", "Maurice"),
    ("MF", "St. Martin"),
    ("MF", "Saint-Martin"),
    ("BQ", "Caribbean Netherlands"),
    ("PS", "Palestinian Territories"),  # "Palestinian" is the mention
    ("MN", "Монгол"),
    ("IS", "Island"),
    ("RE", "Reunion"),  # a reunion
    ("TG", "Того"),  # a pronoun
}

_SMALL = {"of", "the", "and", "e", "i", "da", "de", "do", "dos", "og", "et"}
_CYRILLIC = re.compile(r"[А-Яа-яЁё][а-яё]+$")


def main() -> None:
    """Write the file."""
    rows = dict(sorted(_rows()))
    lines = [f"{json.dumps(code)}: {json.dumps(row, ensure_ascii=False)}" for code, row in rows.items()]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _rows() -> Iterator[tuple[str, dict[str, object]]]:
    import pycountry

    countries = [
        (
            country.alpha_2,
            country.alpha_3,
            country.name,
            [getattr(country, key, "") for key in ("common_name", "official_name")],
        )
        for country in pycountry.countries
    ]
    for alpha_2, alpha_3, name, others in [*countries, (*KOSOVO[:3], [KOSOVO[3]])]:
        english = [name, *others, *_cldr(alpha_2, "en"), *_own(alpha_2)]
        names = {variant: None for one in english for variant in _variants(one)}
        foreign = dict.fromkeys([*_chinese(alpha_2), *_russian(alpha_2)])
        yield (
            alpha_2,
            {
                "alpha_3": alpha_3,
                "name": name,
                "names": [one for one in names if one != name and (alpha_2, one) not in LEFT_OUT],
                "foreign": [one for one in foreign if (alpha_2, one) not in LEFT_OUT],
            },
        )


def _cldr(code: str, *languages: str) -> Iterator[str]:
    from babel import Locale, UnknownLocaleError

    for language in languages:
        try:
            name = Locale.parse(language).territories.get(code)
        except (UnknownLocaleError, ValueError):
            continue
        if name:
            yield name


def _own(code: str) -> Iterator[str]:
    """The names of a country in its own languages."""
    from babel.languages import get_official_languages

    for language in get_official_languages(code, regional=False, de_facto=True):
        if language not in ("en", "ru", "zh", "zh_Hant"):
            yield from _cldr(code, language)


def _variants(name: str) -> Iterator[str]:
    """A name as news may write it: without brackets, in plain word order, plain letters, Saint as St."""
    name = name.strip().removeprefix("the ").replace("’", "'").replace("ʻ", "'")
    if not name:
        return
    bracket = re.fullmatch(r"(.+?) \((.+?)\)(.*)", name)
    if bracket:
        before, inner, after = bracket.groups()
        yield from _variants(before + after)
        if inner == "Burma" or inner.startswith("Vatican"):
            yield from _variants(inner)
        return
    comma = re.fullmatch(r"(.+?), (.+(?: of(?: the)?|British|U\.S\.|Republic))", name)
    if comma:  # Korea, Republic of
        yield from _variants(f"{comma[2].removeprefix('The ')} {comma[1]}")
    elif " - " in name or " SAR" in name:
        yield re.sub(r" (?:SAR )?(?:China|da China|RAE.*)$", "", name).replace(" - ", "-")
    else:
        for one in {name: None, name.replace("&", "and"): None}:
            yield one
            if one.startswith(("St. ", "Saint ")):
                rest = one.split(" ", 1)[1]
                yield from (f"{saint} {rest}" for saint in ("Saint", "St.", "St"))
        plain = _plain(name)
        if plain != name:
            yield from _variants(plain)


def _plain(name: str) -> str:
    """A name in Latin letters without accents; a name in other letters as it is."""
    if not name.replace("ı", "i").isascii() and not re.fullmatch(r"[\W\d_A-Za-zÀ-ɏḀ-ỿ]+", name):
        return name
    bare = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ø", "o").replace("ə", "a"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _chinese(code: str) -> Iterator[str]:
    for name in _cldr(code, "zh", "zh_Hant_TW", "zh_Hant_HK"):
        name = name.replace(" ", "")
        region = re.fullmatch(r"中[国國](.+)特[别別]行政[区區]", name)
        if region:
            yield from (name, name[2:], region[1])
            continue
        name = re.sub(r"(?:领土|自治區)$", "", name)
        yield name
        bracket = re.fullmatch(r"(..)（(.+)）", name)
        if bracket:
            yield from (f"{bracket[1]}({bracket[2]})", f"{bracket[1]}共和国（{bracket[2]}）")
        if len(name) > 5 and name.endswith(("共和国", "共和國")) and not name.startswith("中非"):
            yield name[:-3]


def _russian(code: str) -> Iterator[str]:
    for name in _cldr(code, "ru"):
        name = re.sub(r" \(.+\)$", "", name)
        name = name.replace("о-ва", "острова").replace("о-в", "остров").replace(" — ", "-")
        yield name
        if " - " in name:
            continue
        if name.startswith("остров"):
            continue
        yield from (form for form in _cases(name) if form != name)


def _cases(name: str) -> Iterator[str]:
    """The cases of a Russian name of one word, or of an adjective in -ая and a noun."""
    words = name.split()
    if len(words) == 2 and words[0].endswith("ая") and words[1].endswith("я"):
        stem, noun = words[0][:-2], words[1][:-1]
        dative = "и" if noun.endswith("и") else "е"
        for adjective, ending in (("ой", "и"), ("ой", dative), ("ую", "ю"), ("ой", "ей")):
            yield f"{stem}{adjective} {noun}{ending}"
    if len(words) > 1 or not _CYRILLIC.match(name) or "-" in name:
        return
    if name.endswith("ия"):
        yield from (name[:-1] + ending for ending in ("и", "ю", "ей"))
    elif name.endswith("ь"):
        endings = ("я", "ю", "ем", "е") if not name.endswith("русь") else ("и", "ью")
        yield from (name[:-1] + ending for ending in endings)
    elif name.endswith("ет"):  # Египет
        yield from (name[:-2] + "т" + ending for ending in ("а", "у", "ом", "е"))
    elif name.endswith("а") and name[-2] not in "аеиоу":
        genitive = "и" if name[-2] in "гкхжчшщ" else "ы"
        yield from (name[:-1] + ending for ending in (genitive, "е", "у", "ой"))
    elif name.endswith(("ы",)):
        yield from (name[:-1] + ending for ending in ("", "ам", "ами", "ах"))
    elif name[-1] in "бвгдзклмнпрстфхцчшщ":
        yield from (name + ending for ending in ("а", "у", "ом", "е"))
    elif name.endswith("й"):
        yield from (name[:-1] + ending for ending in ("я", "ю", "ем", "е"))


if __name__ == "__main__":
    main()
