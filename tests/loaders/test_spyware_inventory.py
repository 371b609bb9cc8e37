"""Rows of the spyware inventory become vendors, governments and deployments."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

HEADER = (
    "Country of deployment,Region,V-Dem Electoral Democracy Index 2021,"
    "Digital Repression Index 2021,V-Dem Regime Type 2021,Category of technology,Period of use,"
    "Year of disclosure,Commercial Entity,Country of origin,Description,Lower confidence sources,"
    "Source 1,Source 2,Source 3,Source 4,Source 5,Source 6,Source 7"
)
# Two origins and two disclosures; a period that goes on and a lower confidence; nobody named.
ROWS = """\
Kenya,AF,0.5,0,EA,Spyware,2014,"2015, 2013",Acme Lantern Works,"Israel, Hungary",d,,https://example.org/1,,,,,,
Peru,WH,0.8,0,ED,Digital forensics,2010s - present,2021,Beta Optics ,Japan,d,x,https://example.org/2,,,,,,https://example.org/7
Uganda,AF,0.3,0,EA,Spyware,,2019,Undisclosed,Undisclosed,d,,,,,,,,
"""


def read(folder: Path, rows: str, *, part: bool = True) -> list[Record]:
    path = folder / "inventory.csv"
    path.write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    return load.read("spyware-inventory", [path], load.Options(part=part))[0]


def said(record: Record) -> dict[str, object]:
    return {name: value for name, value in record.values.items() if value not in ([], None)}


def test_a_row_becomes_a_government_a_vendor_and_a_deployment(tmp_path: Path) -> None:
    government, vendor, deal, *_ = read(tmp_path, ROWS)
    assert said(government) == {
        "name": "Government of Kenya",
        "country": ["country:KEN"],
        "kind": "state",
    }
    assert said(vendor) == {
        "name": "Acme Lantern Works",
        "country": ["country:ISR", "country:HUN"],
    }
    assert deal.id == "deal:spyware-inventory:KEN:acme-lantern-works:commercial-spyware"
    assert said(deal) == {
        "kind": "deployment",
        "status": "reported",
        "seller": ["org:acme-lantern-works"],
        "buyer": ["gov:KEN"],
        "technology": ["tech:commercial-spyware"],
        "pairing": "paired",
        "origin": ["country:ISR", "country:HUN"],
        "destination": ["country:KEN"],
        "period": "2014",
        "start": "2014",
        "end": "2014",
        "disclosed": "2013",
        "url": ["https://example.org/1"],
    }
    assert (deal.locator, deal.grade, deal.source) == (
        "inventory row 2",
        "research",
        "spyware-inventory",
    )


def test_a_period_that_goes_on_keeps_its_decade_and_lower_confidence_its_grade(
    tmp_path: Path,
) -> None:
    deal = [one for one in read(tmp_path, ROWS) if one.cls == "Deal"][1]
    assert (deal.values["start"], deal.values["end"]) == ("201X", None)
    assert (deal.values["status"], deal.grade) == ("ongoing", "press")
    assert deal.values["url"] == ["https://example.org/2", "https://example.org/7"]


def test_an_undisclosed_vendor_is_none_and_an_undisclosed_origin_is_no_country(
    tmp_path: Path,
) -> None:
    found = read(tmp_path, ROWS)
    deal = [one for one in found if one.cls == "Deal"][2]
    assert deal.id == "deal:spyware-inventory:UGA:undisclosed:commercial-spyware"
    assert (deal.values["seller"], deal.values["origin"]) == ([], [])
    assert len([one for one in found if one.cls == "Vendor"]) == 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Kenya", "Kenia", r"csv:2: column 'Country of deployment' has 'Kenia'"),
        ("Spyware", "Spywar", r"csv:2: column 'Category of technology' has 'Spywar'"),
        (
            ",2014,",
            ",2014-2012,",
            r"csv:2: column 'Period of use' .* ends in 2012, before it starts",
        ),
        (",2014,", ",20144,", r"csv:2: column 'Period of use' has '20144'"),
        ("https://example.org/1", "ftp:/x", r"csv:2: column 'Source 1' has 'ftp:/x'"),
    ],
)
def test_a_cell_that_cannot_be_read_stops_the_load(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(LoadError, match=message):
        read(tmp_path, ROWS.replace(old, new, 1))


def test_a_part_of_the_inventory_is_refused_unless_it_is_called_one(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="3 Deal records; the whole source gives 150 to 600"):
        read(tmp_path, ROWS, part=False)


def test_the_real_file_gives_193_deployments_by_74_governments(shared: Path) -> None:
    path = shared / "spyware-inventory" / "spyware-inventory-v10.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found = load.read("spyware-inventory", [path])[0]
    deals = [one for one in found if one.cls == "Deal"]
    assert len(rows) == len(deals) == len({one.id for one in deals}) == 193
    named = {row["Country of deployment"].strip() for row in rows}
    assert len(named) == len({one.id for one in found if one.cls == "Government"}) == 74
    first = [min(re.findall(r"\d{4}", row["Year of disclosure"])) for row in rows]
    assert [one.values["disclosed"] for one in deals] == first
    lower = sum(1 for row in rows if row["Lower confidence sources"])
    assert sum(1 for one in deals if one.grade == "press") == lower
