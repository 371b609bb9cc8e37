"""The sales of the Surveillance Industry Index become deals; measurements are not called sales."""

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

HEADER = "supplier,supplier_hq,title,recipient,year,sale_id,supplier_technologies"
# Acme and Beta: two suppliers of one sale. Blue Coat: a measurement. Delta: nobody named as buyer.
TABLE = f"""{HEADER}
Acme Lantern Works,Kenya,t,Peru,2008,Acme_Beta_Peru_2008,Intrusion; Equipment
Beta Optics,Italia,t,Peru,2008,Acme_Beta_Peru_2008,Analysis
Blue Coat,United States of America,t,United kingdom,,Blue_Coat_United kingdom_,Internet Monitoring
Delta Phone,Finland,t,,2015,Delta__2015,Phone Monitoring
EXFO,Canada,t,Peru,2014,EXFO_Peru_2014,Phone Monitoring
Gamma Group,United Kingdom,t,Peru,,Gamma_International_FinFisher_Peru_,Intrusion
Gamma Group,United Kingdom,t,Uganda,2012,Gamma_International_FinFisher_Uganda_2012,Intrusion
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "sales.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def read(path: Path, *, part: bool = True) -> list[Record]:
    return load.read("sii-sales", [path], load.Options(part=part))[0]


def real(shared: Path) -> tuple[list[dict[str, str]], list[Record]]:
    path = shared / "sii" / "sii_company_sales.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return rows, [one for one in read(path, part=False) if one.cls == "Deal"]


def said(record: Record) -> dict[str, object]:
    return {name: value for name, value in record.values.items() if value not in ([], None)}


def test_a_row_becomes_its_supplier_and_one_record_of_the_sale(table: Path) -> None:
    acme, deal, beta, same, *_ = read(table)
    assert said(acme) == {
        "name": "Acme Lantern Works",
        "country": ["country:KEN"],
        "technology": ["tech:intrusion"],
    }
    assert (deal.id, deal.locator) == (
        "deal:sii-sales:acme-beta-peru-2008",
        "sales row 2 Acme_Beta_Peru_2008",
    )
    assert (deal.grade, deal.seen) == ("research", "2016")
    assert said(deal) == {
        "kind": "sale",
        "status": "reported",
        "seller": ["org:acme-lantern-works"],
        "origin": ["country:KEN"],
        "destination": ["country:PER"],
        "start": "2008",
    }
    assert (same.id, same.values["seller"]) == (deal.id, ["org:beta-optics"])
    assert beta.values["country"] == ["country:ITA"]


def test_a_sale_without_a_recipient_keeps_none(table: Path) -> None:
    found = {one.id: one for one in read(table)}
    assert said(found["deal:sii-sales:delta-2015"]) == {
        "kind": "sale",
        "status": "reported",
        "seller": ["org:delta-phone"],
        "origin": ["country:FIN"],
        "start": "2015",
    }


def test_the_reviewed_lookups_tell_measurements_and_licences_from_sales(table: Path) -> None:
    kinds = {one.id: one.values["kind"] for one in read(table) if one.cls == "Deal"}
    assert kinds == {
        "deal:sii-sales:acme-beta-peru-2008": "sale",
        "deal:sii-sales:blue-coat-united-kingdom": "detection",
        "deal:sii-sales:delta-2015": "sale",
        "deal:sii-sales:exfo-peru-2014": "licence",
        "deal:sii-sales:gamma-international-finfisher-peru": "detection",
        "deal:sii-sales:gamma-international-finfisher-uganda-2012": "sale",
    }


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (",Peru,2008", ",Freedonia,2008", "sales.csv:2: column 'recipient' has 'Freedonia'"),
        (",2008,", ",20222,", "sales.csv:2: column 'year' has '20222'"),
        ("Acme_Beta_Peru_2008", "__", "sales.csv:2: column 'sale_id' has '__'"),
        ("Equipment", "Lamps", "sales.csv:2: column 'supplier_technologies' has 'Lamps'"),
        ("Kenya", "Sylvania", "sales.csv:2: column 'supplier_hq' has 'Sylvania'"),
    ],
)
def test_a_cell_that_cannot_be_read_stops_the_load(
    table: Path, old: str, new: str, complaint: str
) -> None:
    table.write_text(TABLE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        read(table)
    assert complaint in str(caught.value)


def test_the_real_file_gives_349_records_of_337_deals(shared: Path) -> None:
    rows, deals = real(shared)
    times = Counter(row["sale_id"] for row in rows)
    assert len(rows) == len(deals) == 349
    assert len(times) == len({one.id for one in deals}) == 337
    again = {sale: count for sale, count in times.items() if count > 1}
    assert (len(again), sum(again.values())) == (6, 18)
    pakistan = "deal:sii-sales:nokia-siemens-networks-trovicor-pakistan-2008"
    assert sum(one.id == pakistan for one in deals) == 4


def test_160_rows_are_dated_and_the_others_get_no_date(shared: Path) -> None:
    rows, deals = real(shared)
    years = sorted(row["year"] for row in rows if row["year"])
    assert len(years) == 160
    assert sorted(one.values["start"] for one in deals if one.values["start"]) == years


def test_every_recipient_resolves_and_one_sale_has_none(shared: Path) -> None:
    rows, deals = real(shared)
    spellings = {row["recipient"] for row in rows if row["recipient"]}
    countries = {country for one in deals for country in one.values["destination"]}
    assert len(spellings) == 121
    # Italia is Italy and "South africa" South Africa.
    assert len(countries) == 119
    assert [one.id for one in deals if not one.values["destination"]] == [
        "deal:sii-sales:datong-2015"
    ]


def test_no_deal_of_the_index_says_who_bought_or_what(shared: Path) -> None:
    _, deals = real(shared)
    assert not any({"buyer", "technology", "product"} & set(one.values) for one in deals)


def test_network_scans_in_the_real_file_are_detections(shared: Path) -> None:
    rows, deals = real(shared)
    scans = sum(
        row["supplier"] == "Blue Coat"
        or (row["sale_id"].startswith("Gamma_International_FinFisher_") and not row["year"])
        for row in rows
    )
    licences = sum(row["supplier"] == "EXFO" for row in rows)
    assert Counter(one.values["kind"] for one in deals) == {
        "detection": scans,
        "licence": licences,
        "sale": 349 - scans - licences,
    }
