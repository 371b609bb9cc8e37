"""The AI Global Surveillance Index becomes presences: no dates, no pairing that it does not say."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

import openpyxl
import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

HEADER_2019 = (
    "country,region,score,regime,fotn_status,fotn,milex,milrank,bri,odi,"
    "smart_city,facial_recog,smart_policing,china,us,japan,companies"
)
# Kenya: several companies and technologies. Peru: one technology. Chile: a word that is no company.
TABLE_2019 = f"""{HEADER_2019}
Kenya,AF,3.93,EA,FREE,32,1.5,69,True,,True,True,False,True,False,True,"Acme Lantern Works, Hikvsion"
Peru,WHA,7.1,ED,,,,,False,,False,True,False,False,True,False,"Acme Lantern Works, Beta Optics"
Chile,WHA,8.63,LD,,,5.7,34,False,9,False,True,True,False,False,False,Mult
"""
HEADER_2022 = [
    "Country",
    "Region",
    "V-Dem Electoral Democracy Index 2021",
    "V-Dem Regime Type 2021",
    "Feldstein Digital Repression Index 2021",
    "Freedom on the Net 2021 Status",
    "Freedom on the Net 2021 Score",
    "Military Expenditures (USD) 2018",
    "Military Expenditures Ranking (2018)",
    "Member of Belt & Road Initiative",
    "China ODI Rank (EIU)",
    "Safe City System",
    "Facial Recognition System",
    "Smart Policing",
    "Social Media Surveillance",
    "China Tech",
    "US Tech",
    "Other Countries",
    *(f"Company {number}" for number in range(1, 6)),
    None,
]
# Kenya: marks of both kinds, and another row's company to the right. South Korea, United States:
# the corrupted cells. Vietnam: nobody named.
ROWS_2022: list[dict[str | None, object]] = [
    {
        "Country": "Kenya",
        "Safe City System": "x",
        "Smart Policing": 1,
        "China Tech": 1,
        "Other Countries": "UK, HK",
        "Company 1": "Acme Lantern Works",
        "Company 3": "Briefcam (US)",
        None: "Beta Optics",
    },
    {
        "Country": "South Korea",
        "Facial Recognition System": "x",
        "Other Countries": "South KorElectoral Autocracy, SwElectoral Democracyen",
        "Company 2": "Acme Lantern Works",
    },
    {
        "Country": "UnitElectoral Democracy States of AmeriClosed Autocracy",
        "Social Media Surveillance": "x",
        "US Tech": 1,
        "Company 1": "Mult",
    },
    {"Country": "Vietnam", "Social Media Surveillance": "x"},
]


@pytest.fixture
def table_2019(tmp_path: Path) -> Path:
    path = tmp_path / "aigs-2019-table.csv"
    path.write_text(TABLE_2019, encoding="utf-8")
    return path


@pytest.fixture
def book_2022(tmp_path: Path) -> Path:
    return book(tmp_path, ROWS_2022)


def book(folder: Path, rows: list[dict[str | None, object]]) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "AIGS 2022"
    sheet.append(HEADER_2022)
    for row in rows:
        sheet.append([row.get(name) for name in HEADER_2022])
    made.create_sheet("Digital Repression Inde + V-Dem").append(["Country"])
    path = folder / "aigs-2022.xlsx"
    made.save(path)
    return path


def read(*paths: Path, part: bool = True) -> list[Record]:
    return load.read("aigs", list(paths), load.Options(part=part))[0]


def deals(records: list[Record], source: str) -> list[Record]:
    return [record for record in records if record.cls == "Deal" and record.source == source]


def said(record: Record) -> dict[str, object]:
    return {name: value for name, value in record.values.items() if value not in ([], None)}


def test_a_row_of_2022_becomes_one_presence_without_a_date(book_2022: Path) -> None:
    kenya, korea, america, vietnam = deals(read(book_2022), "aigs-2022")
    assert (kenya.id, kenya.locator) == ("deal:aigs-2022:KEN", "AIGS 2022 row 2")
    assert (kenya.grade, kenya.seen) == ("research", "2022")
    assert said(kenya) == {
        "kind": "presence",
        "status": "reported",
        "seller": ["org:acme-lantern-works", "org:briefcam"],
        "buyer": ["gov:KEN"],
        "technology": ["tech:safe-city-platform", "tech:smart-policing"],
        "pairing": "possible",
        "origin": ["country:CHN", "country:GBR", "country:HKG"],
        "destination": ["country:KEN"],
    }
    assert (korea.id, korea.values["origin"]) == (
        "deal:aigs-2022:KOR",
        ["country:KOR", "country:SWE"],
    )
    assert said(america) == {
        "kind": "presence",
        "status": "reported",
        "buyer": ["gov:USA"],
        "technology": ["tech:social-media-monitoring"],
        "pairing": "paired",
        "origin": ["country:USA"],
        "destination": ["country:USA"],
    }
    assert vietnam.values["seller"] == vietnam.values["origin"] == []


def test_a_row_of_2019_becomes_a_presence_and_a_regime_of_2018(table_2019: Path) -> None:
    records = read(table_2019)
    kenya, peru, chile = deals(records, "aigs-2019")
    assert said(kenya) == {
        "kind": "presence",
        "status": "reported",
        "seller": ["org:acme-lantern-works", "org:hikvision"],
        "buyer": ["gov:KEN"],
        "technology": ["tech:facial-recognition", "tech:safe-city-platform"],
        "pairing": "possible",
        "origin": ["country:CHN", "country:JPN"],
        "destination": ["country:KEN"],
    }
    assert peru.values["pairing"] == "paired"
    assert chile.values["seller"] == []
    regimes = [record for record in records if record.cls == "Classification"]
    assert [(one.id, one.values["regime"], one.values["score"]) for one in regimes] == [
        ("classification:aigs-2019:KEN:2018", "aigs:EA", 3.93),
        ("classification:aigs-2019:PER:2018", "aigs:ED", 7.1),
        ("classification:aigs-2019:CHL:2018", "aigs:LD", 8.63),
    ]
    assert {one.values["year"] for one in regimes} == {2018}


def test_a_vendor_keeps_its_name_as_printed_and_gets_no_country(table_2019: Path) -> None:
    found = {one.id: one.values for one in read(table_2019) if one.cls == "Vendor"}
    assert found["org:hikvision"] == {"name": "Hikvision", "alias": ["Hikvsion"]}
    assert found["org:acme-lantern-works"] == {"name": "Acme Lantern Works", "alias": []}


def test_both_editions_are_read_together_as_two_sources(table_2019: Path, book_2022: Path) -> None:
    records = read(table_2019.parent)
    assert Counter(one.source for one in records if one.cls == "Deal") == {
        "aigs-2019": 3,
        "aigs-2022": 4,
    }


def test_an_edition_with_rows_missing_is_refused_unless_it_is_called_a_part(
    table_2019: Path, shared: Path
) -> None:
    with pytest.raises(LoadError, match=r"3 aigs-2019 Deal records; .* 75 to 75"):
        read(shared / "aigs" / "aigs-2022.xlsx", table_2019, part=False)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (
            {"Country": "Kenya", "Smart Policing": "maybe"},
            r"'Smart Policing' has 'maybe': not a ti",
        ),
        ({"Country": "Freedonia"}, r"aigs-2022.xlsx:2: column 'Country' has 'Freedonia'"),
        ({"Smart Policing": "x"}, r"aigs-2022.xlsx:2: column 'Country' has '': no country"),
        ({"Country": "Kenya", "Other Countries": "Sylvania"}, r"'Other Countries' has 'Sylvania'"),
    ],
)
def test_a_cell_that_cannot_be_read_stops_the_load(
    tmp_path: Path, row: dict[str | None, object], complaint: str
) -> None:
    with pytest.raises(LoadError, match=complaint):
        read(book(tmp_path, [row]))


def test_an_unknown_regime_stops_the_load(table_2019: Path) -> None:
    table_2019.write_text(TABLE_2019.replace(",EA,", ",EAGLE,"), encoding="utf-8")
    with pytest.raises(LoadError, match=r"'regime' has 'EAGLE'"):
        read(table_2019)


def cells_2022(shared: Path) -> list[dict[str, object]]:
    opened = openpyxl.load_workbook(shared / "aigs" / "aigs-2022.xlsx")["AIGS 2022"]
    header, *rows = opened.iter_rows(values_only=True)
    named = [str(name or f"right {at}") for at, name in enumerate(header)]
    return [dict(zip(named, row, strict=True)) for row in rows if row[0]]


def test_the_edition_of_2022_has_97_countries_and_its_ticks(shared: Path) -> None:
    rows, found = cells_2022(shared), deals(read(shared / "aigs" / "aigs-2022.xlsx"), "aigs-2022")
    assert len(rows) == len(found) == len({one.id for one in found}) == 97
    technologies = Counter(tech for one in found for tech in one.values["technology"])
    assert technologies == {
        "tech:safe-city-platform": sum(bool(row["Safe City System"]) for row in rows),
        "tech:facial-recognition": sum(bool(row["Facial Recognition System"]) for row in rows),
        "tech:smart-policing": sum(bool(row["Smart Policing"]) for row in rows),
        "tech:social-media-monitoring": sum(bool(row["Social Media Surveillance"]) for row in rows),
    }
    origins = Counter(origin for one in found for origin in one.values["origin"])
    assert origins["country:CHN"] == sum(bool(row["China Tech"]) for row in rows)
    assert origins["country:USA"] == sum(bool(row["US Tech"]) for row in rows)
    assert origins["country:SWE"] == sum("Sw" in str(row["Other Countries"]) for row in rows)


def test_companies_to_the_right_of_a_row_of_2022_are_tied_to_no_country(shared: Path) -> None:
    found = deals(read(shared / "aigs" / "aigs-2022.xlsx"), "aigs-2022")
    sellers = {one.id[-3:]: one.values["seller"] for one in found}
    right = {
        str(cell)
        for row in cells_2022(shared)
        for name, cell in row.items()
        if name.startswith("right ") and cell
    }
    assert {"Anduril", "Genetec", "Gatekeeper"} <= right
    assert sellers["TJK"] == ["org:huawei"]
    assert sellers["SVN"] == []
    assert not {"org:anduril", "org:genetec", "org:gatekeeper"} & set().union(*sellers.values())


def test_the_edition_of_2019_gives_the_published_counts(shared: Path) -> None:
    found = deals(read(shared / "aigs" / "aigs-2019-table.csv"), "aigs-2019")
    technologies = Counter(tech for one in found for tech in one.values["technology"])
    origins = Counter(origin for one in found for origin in one.values["origin"])
    assert len(found) == 75
    assert technologies == {
        "tech:safe-city-platform": 56,
        "tech:facial-recognition": 64,
        "tech:smart-policing": 53,
    }
    assert origins == {"country:CHN": 63, "country:USA": 32, "country:JPN": 17}
    edges = Counter(seller for one in found for seller in one.values["seller"])
    assert (len(edges), edges.total()) == (68, 208)
    published = {"huawei": 49, "hikvision": 15, "nec": 14, "ibm": 10, "palantir": 9, "zte": 8}
    published |= {"cisco": 6, "dahua": 6}
    assert {name: edges[f"org:{name}"] for name in published} == published


def test_the_regimes_of_2019_are_the_tables_own(shared: Path) -> None:
    path = shared / "aigs" / "aigs-2019-table.csv"
    with path.open(encoding="utf-8", newline="") as file:
        scores = sorted(float(row["score"]) for row in csv.DictReader(file))
    regimes = [one.values for one in read(path) if one.cls == "Classification"]
    assert sorted(one["score"] for one in regimes) == scores
    assert Counter(one["regime"] for one in regimes) == {
        "aigs:CA": 10,
        "aigs:EA": 20,
        "aigs:ED": 25,
        "aigs:LD": 20,
    }


def test_no_presence_has_a_date(shared: Path) -> None:
    found = [one for one in read(shared / "aigs", part=False) if one.cls == "Deal"]
    assert len(found) == 172
    assert {one.values["kind"] for one in found} == {"presence"}
    assert not any({"start", "end", "disclosed", "period"} & set(one.values) for one in found)
