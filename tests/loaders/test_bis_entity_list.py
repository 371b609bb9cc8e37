"""The Entity List, as a table and as the eCFR's XML: who, since which notice, by which names."""
# ruff: noqa: E501 - lines of tables are as long as their publishers write them

from __future__ import annotations

import csv
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import openpyxl
import pytest

from panoptrade.loaders import bis_text, load
from panoptrade.loaders.problems import LoadError
from tests.loaders.refusals import everything

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from panoptrade.ontology.records import Record

HEADER = ("Country", "Entity", "License requirement", "License review policy", "Federal Register citation")  # fmt: skip
EAR = "For all items subject to the EAR. (See § 744.11 of the EAR)."
DENIAL = "Presumption of denial"
# Acme: three aliases and an amendment. Jane: perhaps a person. An address. A body that is known.
ROWS = (
    ("CHINA, PEOPLE'S REPUBLIC OF", "Acme Lantern Works, Ltd., a.k.a., the following three aliases:\n—ALW;\n—Acme Lamps; and\n—Acme, Inc.\n1 Main Street, Beijing, China; and 2 Road, Beijing, China.", EAR, DENIAL, "84 FR 54004, 10/9/2019. 85 FR 34505, 6/5/20."),
    ("", "Jane Doe, 5 Side Street, Beijing, China", EAR, "", "66 FR 24266, 5/14/01"),
    ("", "Address 09, Unit 5, 7 Tower Road, Hong Kong", EAR, DENIAL, "89 FR 1, 6/12/2024"),
    ("", "Hangzhou Hikvision Digital Technology Co., Ltd., No. 555 Qianmo Road, Hangzhou, China", EAR, DENIAL, "84 FR 54004, 10/9/19"),
    ("PERU", "[Reserved]", "", "", ""),
    ("", "Acme Lantern Works, Ltd., 9 Lima Street, Lima, Peru", EAR, DENIAL, "87 FR 77505"),
)  # fmt: skip


def table(folder: Path, rows: Sequence[Sequence[str]] = ROWS, header: Sequence[str] = HEADER) -> Path:  # fmt: skip
    path = folder / "entity-list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def workbook(folder: Path) -> Path:
    path, book = folder / "entity-list.xlsx", openpyxl.Workbook()
    for row in (HEADER, *ROWS):
        book.active.append(row)
    book.save(path)
    return path


def cell(text: str) -> str:
    return f'<TD align="left">{"<br/>".join(escape(line) for line in text.split(chr(10)))}</TD>'


def ecfr(folder: Path, more: str = "") -> Path:
    """The supplement between two others, with a header, a footnote number and a footnote."""
    rows = "".join(f"<TR>{''.join(cell(one) for one in row)}</TR>\n" for row in ROWS)
    rows = rows.replace("Acme, Inc.", "Acme, <I>Inc.</I><su>1</su>")
    head = "".join(f"<TH>{name}</TH>" for name in HEADER)
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<DIV5 N="744" TYPE="PART"><HEAD>PART 744</HEAD>
<DIV8 N="744.1" TYPE="SECTION"><HEAD>§ 744.1</HEAD><P>Text.</P></DIV8>
<DIV9 N="Supplement No. 3 to Part 744" TYPE="APPENDIX"><HEAD>Supplement No. 3 to Part 744</HEAD>
<TABLE><TR><TD>Not</TD><TD>this</TD></TR></TABLE></DIV9>
<DIV9 N="Supplement No. 4 to Part 744" TYPE="APPENDIX"><HEAD>Supplement No. 4 to Part 744—Entity List</HEAD>
<DIV><TABLE><TR>{head}</TR>{rows}<TR><TD colspan="5"><sup>1</sup> A footnote.</TD></TR>{more}</TABLE></DIV></DIV9>
<DIV9 N="Supplement No. 6 to Part 744" TYPE="APPENDIX"><TABLE><TR><TD>Nor</TD><TD>this</TD></TR></TABLE></DIV9>
</DIV5>
"""
    path = folder / "title-15-2026-09-01.xml"
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> list[Record]:
    return load.read("bis-entity-list", [path], load.Options(part=True))[0]


def said(record: Record) -> dict[str, object]:
    values = {name: value for name, value in record.values.items() if value not in ([], None)}
    return {"cls": record.cls, "id": record.id, **values}


@pytest.mark.parametrize("make", [table, workbook, ecfr])
def test_an_entry_is_a_party_with_its_aliases_and_the_day_of_its_first_notice(tmp_path, make):
    acme, listed, *_ = read(make(tmp_path))
    assert said(acme) == {
        "cls": "Organization",
        "id": "org:bis-entity-list-chn-acme-lantern-works-ltd",
        "name": "Acme Lantern Works, Ltd.",
        "alias": ["ALW", "Acme Lamps", "Acme, Inc."],
        "country": ["country:CHN"],
    }
    whole = " ".join(ROWS[0][1].split())
    entry = whole if make is not ecfr else whole.replace("Acme, Inc.", "Acme, Inc. [footnote 1]")
    assert said(listed) == {
        "cls": "Sanction",
        "id": "sanction:bis-entity-list:chn-acme-lantern-works-ltd:us-bis-entity-list:2019-10-09",
        "target": acme.id,
        "programme": "programme:us-bis-entity-list",
        "listed_name": ["Acme Lantern Works, Ltd."],
        "start": "2019-10-09",
        "citation": ["84 FR 54004, 10/9/2019", "85 FR 34505, 6/5/20"],
        "note": [
            f"entry: {entry}",
            f"licence requirement: {EAR}",
            f"licence review policy: {DENIAL}",
        ],
    }


@pytest.mark.parametrize("make", [table, workbook, ecfr])
def test_a_destination_stands_over_its_entries_and_what_is_no_party_is_counted(tmp_path, make):
    path = make(tmp_path)
    found, metas = load.read("bis-entity-list", [path], load.Options(part=True))
    parties = [(one.id, one.values["country"]) for one in found if one.cls == "Organization"]
    assert parties == [
        ("org:bis-entity-list-chn-acme-lantern-works-ltd", ["country:CHN"]),
        ("org:bis-entity-list-chn-jane-doe", ["country:CHN"]),
        ("org:hikvision", ["country:CHN"]),
        ("org:bis-entity-list-per-acme-lantern-works-ltd", ["country:PER"]),
    ]
    assert found[2].values["note"] == ["the list does not say whether this is a person or a body"]
    assert [one.values["start"] for one in found if one.cls == "Sanction"] == [
        "2019-10-09", "2001-05-14", "2019-10-09", None,
    ]  # fmt: skip
    skipped = metas["bis-entity-list"]["skipped"]
    assert skipped.pop("footnotes below the table", 0) == (make is ecfr)
    assert skipped == {"reserved": 1, "addresses of high diversion risk, which name no party": 1}


def test_the_date_in_the_name_of_the_ecfr_file_is_the_date_of_the_list(tmp_path):
    assert {one.seen for one in read(ecfr(tmp_path))} == {"2026-09-01"}


@pytest.mark.parametrize(
    ("text", "name", "aliases", "guessed"),
    [
        ("Acme, 501, 5th Floor, Old Market, Kabul", "Acme", [], False),
        ("Acme Technologies Co., Ltd. (Acme), Long Road, Shenzhen", "Acme Technologies Co., Ltd. (Acme)", [], False),
        ("Acme S.A., Lima", "Acme S.A.", [], False),
        ("Acme, a.k.a., the following two aliases: —ALW; and —Beijing Lamps Co., Ltd. Floor 10, Beijing", "Acme", ["ALW", "Beijing Lamps Co., Ltd."], True),
        ("Acme (a.k.a., Lamps FZE), Dubai", "Acme", ["Lamps FZE"], True),
        ("Acme, a.k.a., the following one alias: —Lamba Tic. Ltd. Sti. 5 Road, Istanbul", "Acme", ["Lamba Tic. Ltd. Sti."], True),
        ("Acme Co., Ltd., f.k.a., Old Acme, Room 5, Lima", "Acme Co., Ltd.", ["Old Acme"], True),
        ("Acme, a.k.a., the following two aliases:\n- A-1 Lamps;\n-Acme 2", "Acme", ["A-1 Lamps", "Acme 2"], False),
        ("Acme, a.k.a., the following one alias:\n—Acme Lima.\n\n No. 18 Road, Lima", "Acme", ["Acme Lima"], False),
        ("Acme Co., Ltd.\nNo. 2 Road, Lima.", "Acme Co., Ltd.", [], False),
        ("Acme, a.k.a., the following three aliases: - A-1 Lamps; - ALW; and - AL. 5 Road, Lima", "Acme", ["A-1 Lamps", "ALW", "AL"], True),
        ("Jane Doe (See alternate address under Peru), 5 Road, Nairobi", "Jane Doe", [], False),
    ],
)  # fmt: skip
def test_names_aliases_and_addresses_are_parted(text, name, aliases, guessed):
    assert bis_text.entry(text) == bis_text.Entry(name, aliases, guessed)


@pytest.mark.parametrize(
    ("text", "citations", "start"),
    [
        ("84 FR 54004, 10/9/2019", ["84 FR 54004, 10/9/2019"], "2019-10-09"),
        ("85 FR 34505, 6/5/20. 84 FR 54004, 10/9/19.", ["85 FR 34505, 6/5/20", "84 FR 54004, 10/9/19"], "2019-10-09"),
        ("62 F.R. 35334, 6/30/97", ["62 F.R. 35334, 6/30/97"], "1997-06-30"),
        ("83 FR 37423; 87 FR 77505, 12/19/22", ["83 FR 37423", "87 FR 77505, 12/19/22"], None),
        ("soon", [], None),
    ],
)  # fmt: skip
def test_the_earliest_notice_is_the_start_and_an_undated_one_gives_none(text, citations, start):
    assert bis_text.cited(text) == bis_text.Cited(citations, start)


def test_a_guess_and_an_unknown_citation_are_told(tmp_path):
    rows = [("PERU", "Acme, a.k.a., Lamps, Lima, Peru", EAR, DENIAL, "to be published")]
    path = table(tmp_path, rows)
    found, metas = load.read("bis-entity-list", [path], load.Options(part=True))
    assert found[1].values["citation"] == ["to be published"]
    assert sorted(metas["bis-entity-list"]["remarks"]) == [
        "an alias was parted from the address behind it by a full stop or comma: see the note",
        "the citation is in no form that is known: kept as printed, and the entry has no start",
    ]


def test_hostile_names_are_kept_as_text(tmp_path):
    rows = [("PERU", '<script>alert("x")</script> \u202eGroup, Lima', EAR, DENIAL, "")]
    assert read(table(tmp_path, rows))[0].values["name"] == '<script>alert("x")</script> Group'


@pytest.mark.parametrize(
    ("rows", "header", "complaint"),
    [
        ([("", "Acme", "", "", "")], HEADER, ":2: column 'country' has '': empty"),
        ([("PERU", "", "x", "", "")], HEADER, ":2: column 'entity' has '': empty"),
        ([("ATLANTIS", "Acme", "", "", "")], HEADER, "no country 'ATLANTIS'"),
        ([("PERU", "Acme", "", "", "84 FR 1, 13/45/19")], HEADER, "write 84 FR 54004, 10/9/2019"),
        ([("PERU", "Acme")], HEADER, ":2: 2 cells under 5"),
        ([("PERU", "Acme", "", "")], HEADER[:-1], "'federal register citation' missing"),
        (
            [("PERU", "Acme", "", "", "", "x")],
            (*HEADER, "Moon"),
            ":1: column 'Moon' no column known",
        ),
    ],
)
def test_a_wrong_cell_is_named(tmp_path, rows, header, complaint):
    with pytest.raises(LoadError) as error:
        read(table(tmp_path, rows, header))
    assert complaint in str(error.value)


BOMB = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda text: text[: len(text) // 2], "damaged or cut XML"),
        (lambda text: BOMB, "declares entities"),
        (lambda text: text.replace("No. 4", "No. 5"), "no Supplement No. 4 to Part 744 in it"),
        (lambda text: text.replace('="UTF-8"', '="UTF-16"', 1), "damaged or cut XML"),
        (lambda text: text.replace("<TD colspan", "<TD>x</TD><TD colspan"), "2 cells; the list"),
    ],
)
def test_a_damaged_or_hostile_file_is_named_and_nothing_is_lost(tmp_path, change, complaint):
    path, workspace = ecfr(tmp_path), tmp_path / "w"
    load.load("bis-entity-list", [path], workspace, load.Options(part=True))
    before = everything(workspace)
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    with pytest.raises(LoadError) as error:
        load.load("bis-entity-list", [path], workspace, load.Options(part=True))
    assert complaint in str(error.value)
    assert str(error.value).startswith("title-15-2026-09-01.xml")
    assert everything(workspace) == before


def test_a_second_load_changes_nothing_and_two_states_are_refused(tmp_path):
    path, workspace, options = table(tmp_path), tmp_path / "w", load.Options(part=True)
    load.load("bis-entity-list", [path], workspace, options)
    before = everything(workspace)
    load.load("bis-entity-list", [path], workspace, options)
    assert everything(workspace) == before
    with pytest.raises(LoadError, match="load one state of the list at a time"):
        load.read("bis-entity-list", [path, ecfr(tmp_path)])


def test_the_screening_list_and_the_entity_list_mean_the_same_body(tmp_path):
    screening = tmp_path / "consolidated.json"
    screening.write_text(
        '{"results": [{"source": "Entity List (EL) - Bureau of Industry and Security",'
        '"name": "Acme Lantern Works, Ltd.", "country": "CN", "type": null, "addresses": [],'
        '"entity_number": null, "programs": [], "federal_register_notice": null, "ids": [],'
        '"start_date": null, "end_date": null}]}',
        "utf-8",
    )
    (one, _), _ = load.read("csl", [screening], load.Options(part=True))
    assert one.id == read(table(tmp_path))[0].id
