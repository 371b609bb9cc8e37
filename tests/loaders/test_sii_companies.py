"""The companies of the Surveillance Industry Index become vendors and the parents they had."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

HEADER = (
    "key,company,hq_city,hq_country,offices_in,technology_sold,incorporated,company_number,"
    "parent_company,public_private,defense_contractor,eu,nato,oecd,wassenaar,trade_show,found_in,"
    "other_names,website,n_documents,n_sales,date_modified"
)
# Acme: everything. Beta: nothing but a name. Gamma's row holds the placeholders the index has.
TABLE = f"""{HEADER}
Acme,Acme Lantern Works,Nairobi,Kenya,"Kenya; and Dubai",Intrusion; Equipment,1989,K 12/3,\
Acme Holding,Private,0,0,0,0,0,ISS World,Peru,Acme Lamps; Lantern Co,http://acme.example/a,2,1,\
2016-03-14 18:05:37 +0000
Beta,Beta Optics,,,,Analysis,,,,,,,,,,,,,,0,0,
Delta,Delta Phone,Paris,Paris,France,network,xxxx,,,,0,1,1,1,1,,,U.S. Military,,0,0,\
2016-04-15 16:08:25 +0000
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "companies.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def read(path: Path, *, part: bool = True) -> list[Record]:
    return load.read("sii-companies", [path], load.Options(part=part))[0]


def rows(shared: Path) -> list[dict[str, str]]:
    path = shared / "sii" / "sii_companies_clean.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def said(record: Record) -> dict[str, object]:
    return {name: value for name, value in record.values.items() if value not in ([], None)}


def test_a_company_becomes_a_vendor_its_parent_and_the_control_between_them(table: Path) -> None:
    acme, parent, control, *_ = read(table)
    assert (acme.cls, acme.id) == ("Vendor", "org:acme-lantern-works")
    assert (acme.locator, acme.grade, acme.seen) == (
        "companies row 2 Acme",
        "research",
        "2016-03-14",
    )
    assert said(acme) == {
        "name": "Acme Lantern Works",
        "alias": ["Acme Lamps", "Lantern Co"],
        "country": ["country:KEN"],
        "founded": "1989",
        "registration": ["K 12/3"],
        "website": ["http://acme.example/a"],
        "technology": ["tech:intrusion"],
    }
    assert (parent.cls, parent.id) == ("Organization", "org:acme-holding")
    assert control.id == "ownership:sii-companies:acme-holding:acme-lantern-works"
    assert said(control) == {
        "owner": "org:acme-holding",
        "asset": "org:acme-lantern-works",
        "kind": "control",
        "control": True,
        "as_of": "2016-03-14",
    }


def test_what_the_index_leaves_open_stays_open(table: Path) -> None:
    *_, beta, delta = read(table)
    assert said(beta) == {"name": "Beta Optics", "technology": ["tech:data-analytics"]}
    assert beta.seen == "2016"
    assert said(delta) == {"name": "Delta Phone", "country": ["country:FRA"]}


def test_a_parent_that_is_the_company_under_another_name_owns_nothing(table: Path) -> None:
    table.write_text(TABLE.replace("Acme Holding", "ACME lantern works"), encoding="utf-8")
    assert {one.cls for one in read(table)} == {"Vendor"}


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("Kenya,", "Freedonia,", "'hq_country' has 'Freedonia'"),
        ("1989", "20222", "'incorporated' has '20222'"),
        ("Equipment", "Lamps", "'technology_sold' has 'Lamps'"),
        ("http://acme.example/a", "acme", "'website' has 'acme'"),
        ("2016-03-14", "2016-13-14", "'date_modified' has '2016-13-14"),
        ("Beta Optics", "", "'company' has '': no company"),
        ("found_in", "seen_in", "column 'seen_in' no column known to"),
    ],
)
def test_a_cell_that_cannot_be_read_stops_the_load(
    table: Path, old: str, new: str, complaint: str
) -> None:
    table.write_text(TABLE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        read(table)
    assert complaint in str(caught.value)


def test_the_real_file_gives_a_vendor_for_each_of_526_companies(shared: Path) -> None:
    given = rows(shared)
    records = read(shared / "sii" / "sii_companies_clean.csv", part=False)
    vendors = [one.values for one in records if one.cls == "Vendor"]
    assert len(given) == len(vendors) == 526
    assert sum(len(one["country"]) for one in vendors) == sum(
        bool(row["hq_country"]) for row in given
    )
    assert Counter(country for one in vendors for country in one["country"])["country:USA"] == sum(
        row["hq_country"] == "United States of America" for row in given
    )
    founded = [row["incorporated"] for row in given if row["incorporated"].isdigit()]
    assert sorted(one["founded"] for one in vendors if one["founded"]) == sorted(founded)
    assert sum(len(one["website"]) for one in vendors) == sum(bool(row["website"]) for row in given)


def test_a_number_that_stands_at_two_companies_identifies_neither(shared: Path) -> None:
    numbers = Counter(row["company_number"] for row in rows(shared) if row["company_number"])
    records = read(shared / "sii" / "sii_companies_clean.csv")
    kept = [n for one in records if one.cls == "Vendor" for n in one.values["registration"]]
    assert sorted(kept) == sorted(number for number, times in numbers.items() if times == 1)


def test_the_real_file_gives_the_control_of_each_of_55_parents(shared: Path) -> None:
    given = {row["key"] for row in rows(shared) if row["parent_company"]}
    records = read(shared / "sii" / "sii_companies_clean.csv")
    controls = [one for one in records if one.cls == "Ownership"]
    assert len(given) == len(controls) == 55
    assert {one.locator.split()[-1] for one in controls} == given
    assert {(one.values["kind"], one.values["control"]) for one in controls} == {("control", True)}
