"""Section 1260H, the FCC's Covered List and section 889: who, since when, until when, for what."""

# ruff: noqa: E501 - lines of tables are as long as their publishers write them

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError
from tests.loaders.refusals import everything

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

FOLDER = "sanctions/us-restriction-lists"
REAL = {
    "us-1260h": "us_dod_chinese_milcorps_sanctions.csv",
    "fcc-covered-list": "us_fcc_covered_list_table.csv",
    "ndaa-889": "us_special_leg_source_files_section_889.csv",
}
HEADER = "Name,Clean Name,Alias,Previous Name,Parent Name,Note,Start date,End date,Source Url\n"
# Acme: named, confirmed, removed, named again. Beta: below Acme, named once. Gamma: left open.
EDITIONS = (
    HEADER
    + """"Acme Lantern Works, Ltd. (ALW)*","Acme Lantern Works, Ltd.",ALW,,,,2021-06-03,,
"Acme Lantern Works, Ltd. (ALW)","Acme Lantern Works, Ltd.",ALW,,,,2025-01-07,2026-02-17,
"Acme Lantern Works, Ltd. (ALW)","Acme Lantern Works, Ltd.",ALW,,,Said so.,2026-06-08,,https://example.org/3
Beta Optics (formerly Beta Glass),Beta Optics,"BO,Betty",Beta Glass; BG,"Acme Lantern Works Ltd",,2026-06-08,,
Gamma Wicks,Gamma Wicks,,,Delta Holding,No longer there,2021-06-03,,
"""
)
COVERED = """covered_equipment_or_services,date_of_inclusion_on_covered_list
"Cameras produced by Acme Lantern Works, Inc., to the extent it is used for public safety, including services.","March 12, 2021Updated:May 1, 2022"
Services provided by Beta Corp and its wholly-owned subsidiary Gamma (USA) LLC subject to section 214.,"May 5, 2022"
"Lanterns ^ produced in a foreign country, except some.","May 6, 2022"
"""
SECTION = """schema,name,aliases,topics,program,authority,reason,report-date,start-date,end-date,country,notes,source_url
Company,Acme Lantern Works,ALW;Acme,debarment,Section 889 of an Act,Congress,,,,,China,,https://example.org/act.pdf
Company,Beta Optics,,debarment,Section 889 of an Act,Congress,,,2020-01-02,2021-03-04,,Lifted,
"""


def read(loader: str, folder: Path, text: str) -> list[Record]:
    path = folder / f"{loader}.csv"
    path.write_text(text, encoding="utf-8")
    return load.read(loader, [path], load.Options(part=True))[0]


def said(record: Record) -> dict[str, object]:
    values = {name: value for name, value in record.values.items() if value not in ([], None)}
    return {"cls": record.cls, "id": record.id, **values}


def spans(found: list[Record]) -> set[tuple[str, str | None, str | None]]:
    return {
        (one.id, one.values.get("start"), one.values.get("end"))
        for one in found
        if one.cls == "Sanction"
    }


def test_an_end_closes_a_restriction_and_a_naming_after_it_opens_another(tmp_path: Path) -> None:
    found = read("us-1260h", tmp_path, EDITIONS)
    acme = "sanction:us-1260h:acme-lantern-works-ltd:us-dod-1260h"
    assert spans(found) == {
        (acme, "2021-06-03", None),
        (acme, "2021-06-03", "2026-02-17"),
        (f"{acme}:2026-06-08", "2026-06-08", None),
        ("sanction:us-1260h:beta-optics:us-dod-1260h", "2026-06-08", None),
        ("sanction:us-1260h:gamma-wicks:us-dod-1260h", "2021-06-03", None),
    }
    last = next(one for one in found if one.id == f"{acme}:2026-06-08")
    assert said(last) == {
        "cls": "Sanction",
        "id": f"{acme}:2026-06-08",
        "target": "org:us-1260h-acme-lantern-works-ltd",
        "programme": "programme:us-dod-1260h",
        "listed_name": ["Acme Lantern Works, Ltd. (ALW)"],
        "start": "2026-06-08",
        "url": ["https://example.org/3"],
        "note": ["Said so."],
    }


def test_a_company_keeps_its_other_names_and_the_parent_it_stands_under(tmp_path: Path) -> None:
    found = {one.id: said(one) for one in read("us-1260h", tmp_path, EDITIONS)}
    assert found["org:us-1260h-beta-optics"] == {
        "cls": "Organization",
        "id": "org:us-1260h-beta-optics",
        "name": "Beta Optics",
        "alias": ["BG", "BO", "Beta Glass", "Betty"],
        "part_of": ["org:us-1260h-acme-lantern-works-ltd"],
    }
    assert found["org:us-1260h-delta-holding"]["name"] == "Delta Holding", "no row of its own"


def test_who_is_left_open_without_being_named_again_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(EDITIONS, encoding="utf-8")
    metas = load.read("us-1260h", [path], load.Options(part=True))[1]
    assert metas["us-1260h"]["remarks"] == {
        "named in an earlier edition and not in the last one, with no end given: left open": 1
    }


def test_an_entry_of_the_fcc_keeps_its_uses_its_day_and_its_updates(tmp_path: Path) -> None:
    found = read("fcc-covered-list", tmp_path, COVERED)
    assert [said(one) for one in found[:2]] == [
        {
            "cls": "Organization",
            "id": "org:fcc-acme-lantern-works-inc",
            "name": "Acme Lantern Works, Inc.",
        },
        {
            "cls": "Sanction",
            "id": "sanction:fcc-covered-list:acme-lantern-works-inc:us-fcc-covered-list:2021-03-12",
            "target": "org:fcc-acme-lantern-works-inc",
            "programme": "programme:us-fcc-covered-list",
            "listed_name": ["Acme Lantern Works, Inc."],
            "start": "2021-03-12",
            "note": [
                "covers: Cameras produced by Acme Lantern Works, Inc., to the extent it is used for public safety, including services.",
                "holds for certain uses only: public safety",
                "updated 2022-05-01",
            ],
        },
    ]


def test_a_wholly_owned_subsidiary_is_owned_and_restricted(tmp_path: Path) -> None:
    found = read("fcc-covered-list", tmp_path, COVERED)
    (owned,) = [said(one) for one in found if one.cls == "Ownership"]
    assert (owned["owner"], owned["asset"]) == ("org:fcc-beta-corp", "org:fcc-gamma-usa-llc")
    assert (owned["share_min"], owned["share_max"]) == (100.0, 100.0)
    targets = [one.values["target"] for one in found if one.cls == "Sanction"]
    assert targets[1:] == ["org:fcc-beta-corp", "org:fcc-gamma-usa-llc"]


def test_a_firm_of_section_889_starts_with_its_programme_unless_a_date_is_given(
    tmp_path: Path,
) -> None:
    acme, first, _, second = read("ndaa-889", tmp_path, SECTION)
    assert (acme.values["alias"], acme.values["country"]) == (["ALW", "Acme"], ["country:CHN"])
    assert (first.values["start"], first.values["end"]) == ("2019-08-13", None)
    assert first.values["note"] == [
        "the start is that of the programme: the Act names the firm itself"
    ]
    assert (second.values["start"], second.values["end"]) == ("2020-01-02", "2021-03-04")
    assert second.values["note"] == ["Lifted"]


@pytest.mark.parametrize(
    ("loader", "text", "complaint"),
    [
        ("us-1260h", HEADER + "A,A,,,,,,,\n", "'Start date' has '': empty; every row has one"),
        ("us-1260h", HEADER + "A,,,,,,2021-06-03,,\n", "'Clean Name' has '': empty"),
        ("us-1260h", HEADER + "A,A,,,,,2021-06-03,2020,\n", "before its start, 2021-06-03"),
        ("us-1260h", HEADER + "A,A,,,,,June,,\n", "'Start date' has 'June': not a date"),
        ("us-1260h", "Name\nA\n", "'Clean Name' missing"),
        ("fcc-covered-list", COVERED.replace("produced by Acme", "of Acme"), ":2: column 'covered"),
        ("fcc-covered-list", COVERED.replace("May 5", "May 55"), "no such day"),
        ("fcc-covered-list", COVERED.replace("May 5", "Mai 05"), "no such day"),
        ("fcc-covered-list", COVERED.replace("March 12", "soon, March 12"), "no date of inclusion"),
        ("ndaa-889", SECTION.replace("Company,B", "Person,B"), "section 889 names firms: Company"),
        ("ndaa-889", SECTION.replace("Section 889", "Section 7"), "no part of Section 889"),
        ("ndaa-889", SECTION.replace("Beta Optics", ""), "'name' has '': empty"),
        ("ndaa-889", SECTION.replace("topics", "topic"), "did you mean topics?"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, loader: str, text: str, complaint: str) -> None:
    with pytest.raises(LoadError) as error:
        read(loader, tmp_path, text)
    assert complaint in str(error.value)


@pytest.mark.parametrize(("loader", "restrictions"), [*zip(REAL, (397, 13, 5), strict=True)])
def test_a_real_list_loads_whole_and_a_second_load_changes_nothing(
    shared: Path, tmp_path: Path, loader: str, restrictions: int
) -> None:
    path = shared / FOLDER / REAL[loader]
    counts = load.load(loader, [path], tmp_path / "w")
    assert counts[loader]["Sanction"] == restrictions
    before = everything(tmp_path / "w")
    load.load(loader, [path], tmp_path / "w")
    assert everything(tmp_path / "w") == before


def test_the_real_editions_give_what_an_independent_reading_gives(shared: Path) -> None:
    path = shared / FOLDER / REAL["us-1260h"]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found, _ = load.read("us-1260h", [path])
    listed = [one for one in found if one.cls == "Sanction"]
    assert Counter(one.seen for one in listed) == Counter(row["Start date"] for row in rows)
    assert Counter(one.values["listed_name"][0] for one in listed) == Counter(
        row["Name"] for row in rows
    )
    ended = {one.id for one in listed if one.values["end"]}
    assert len(ended) == len({row["Clean Name"] for row in rows if row["End date"]})
    again = {one.id for one in listed if one.id.endswith(":2026-06-08")}
    # By hand: whose end of 2026-02-17 is followed by a row of 2026-06-08.
    assert again == {
        "sanction:us-1260h:changxin-memory-technologies-inc:us-dod-1260h:2026-06-08",
        "sanction:us-1260h:yangtze-memory-technologies-co-ltd:us-dod-1260h:2026-06-08",
    }


def test_the_real_covered_list_names_twelve_companies_and_one_subsidiary(shared: Path) -> None:
    found, metas = load.read("fcc-covered-list", [shared / FOLDER / REAL["fcc-covered-list"]])
    limited = [
        one.values["target"]
        for one in found
        if one.cls == "Sanction" and any(note.startswith("holds") for note in one.values["note"])
    ]
    assert sorted(limited) == ["org:dahua", "org:hikvision", "org:hytera"]
    assert sum(one.cls == "Sanction" for one in found) == 13
    assert sum(metas["fcc-covered-list"]["skipped"].values()) == 4, "16 rows, 12 name companies"
