"""Make ``cldr_currencies.json`` from the CLDR, through babel: run ``python -m extract.lang.cldr``.

Needs babel and pycountry, which the package itself does not; they come with the ``test`` extra. The file
holds

- ``names``: for each ISO 4217 code its English names, singular and plural;
- ``symbols``: for each code the signs that no locale of the CLDR gives to another currency;
- ``countries``: for each code the ISO 3166-1 codes of where it is legal tender;
- ``territories``: for each of these its English names.

Codes are the current ones of ISO 4217 but for funds, metals and testing, and those in `HISTORIC`, which older
news is full of.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

PATH = Path(__file__).with_name("cldr_currencies.json")

# fmt: off
HISTORIC = frozenset({
    "ANG", "ATS", "BEF", "BGN", "BYR", "CYP", "DEM", "EEK", "ESP", "FIM", "FRF", "GHC", "GRD", "HRK",
    "IEP", "ITL", "LTL", "LUF", "LVL", "MRO", "MTL", "NLG", "PTE", "ROL", "SIT", "SKK", "SLL", "STD",
    "SVC", "TRL", "VEF", "YUM", "ZMK", "ZWL",
})
"""Codes withdrawn from ISO 4217 that still occur."""

_NO_MONEY = frozenset({
    "BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "XAD", "XAG", "XAU", "XBA", "XBB",
    "XBC", "XBD", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX",
})
# fmt: on


def build() -> dict[str, dict[str, list[str]]]:
    """The file's content."""
    import pycountry
    from babel import Locale
    from babel.numbers import get_currency_name, get_territory_currencies

    english = Locale("en")
    current = {currency.alpha_3 for currency in pycountry.currencies} - _NO_MONEY
    codes = sorted(current | HISTORIC)
    names: dict[str, list[str]] = {}
    for code in codes:
        rows = [get_currency_name(code, count=count, locale=english) for count in (None, 1, 2)]
        names[code] = [name for name in dict.fromkeys(rows) if name and name != code]
    countries: dict[str, list[str]] = {code: [] for code in codes}
    territories: dict[str, list[str]] = {}
    for territory in sorted(english.territories):
        if len(territory) != 2 or not territory.isalpha():
            continue
        for code in get_territory_currencies(territory):
            if code in countries:
                countries[code].append(territory)
                territories.setdefault(territory, [english.territories[territory]])
    return {
        "names": names,
        "symbols": _symbols(set(codes)),
        "countries": countries,
        "territories": territories,
    }


def _symbols(codes: set[str]) -> dict[str, list[str]]:
    """The signs with a currency character in them that mean one currency in all locales."""
    from babel import Locale, localedata

    owners: dict[str, set[str]] = {}
    for identifier in localedata.locale_identifiers():
        for code, symbol in Locale.parse(identifier).currency_symbols.items():
            sign = symbol.replace("\u200e", "").replace("\u200f", "").replace("\u00a0", "").replace(" ", "")
            if any(unicodedata.category(character) == "Sc" for character in sign) and sign != "¤":
                owners.setdefault(sign, set()).add(code)
    found: dict[str, list[str]] = {}
    for sign, owned in sorted(owners.items()):
        if len(owned) == 1 and owned <= codes:
            found.setdefault(min(owned), []).append(sign)
    return dict(sorted(found.items()))


def main() -> None:
    """Write the file."""
    text = json.dumps(build(), ensure_ascii=False, indent=0, separators=(",", ":"), sort_keys=True)
    PATH.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
