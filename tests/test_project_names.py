"""Names of projects that several lines together give: columns of tables, items of lists."""

from __future__ import annotations

import pytest

from extract.pipeline import Pipeline

TABLES = [
    (
        "Power in Guriland\n\n| Plant | Owner | MW |\n|---|---|---|\n"
        "| Acaray | ANDE | 200 |\n| **Punta Roca** (2 units) | ANDE | 90 |\n"
        "| Kenya | ANDE | 9 |\n| Total | | 299 |\n\nAcaray is old.\n",
        {"Acaray": "energy", "Punta Roca": "energy"},
    ),
    ("| Mine | Ounces |\n| :-- | --: |\n| Tarkwada | 5 |\n| others | 3 |\n", {"Tarkwada": "facility"}),
    ("| Bridge | Opened |\n|--------|--------|\n| Vasco da Gama | 1998 |\n", {"Vasco da Gama": "transport"}),
    # Plants in a garden, cities, people, and a table whose first column is something else.
    ("| Plant | Colour |\n|---|---|\n| Rosa | red |\n", {}),
    ("| City | Dam |\n|---|---|\n| Lusaka | none |\n", {}),
    ("| Name | Role |\n|---|---|\n| Anna Sow | chair |\n", {}),
]

LISTS = [
    (
        "Fields off the coast:\n"
        "- Zohr gas field (2017): 850 bcm of gas\n- Nargesa (2023): 80 bcm\n- Israel (2024): none\n",
        {"Zohr gas field": "energy", "Nargesa": "energy"},
    ),
    ("Guests:\n- Smith (Kenya), who spoke on the Nurek Dam\n- Brown (Mali)\n", {"Nurek Dam": "energy"}),
]


@pytest.mark.parametrize(("text", "names"), TABLES + LISTS)
def test_lines_that_name_projects(text: str, names: dict[str, str], pipeline: Pipeline) -> None:
    found = {record.text: record.category for record in pipeline(text).records if record.kind == "project"}
    assert found == names
