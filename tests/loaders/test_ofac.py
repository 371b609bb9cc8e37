"""OFAC's lists become organizations and restrictions, which never fall on a namesake."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

END = "\x1a"
NOTHING = "-0- "  # written @ in the samples
NONE = ",@" * 7
# 1: two programmes. 2: a person. 3: a ship. 4: a name that the alias table knows.
SDN = f"""1,"ACME LANTERN WORKS",@,"CYBER2] [GLOMAG"{NONE},"Linked To: BETA; a.k.a. 'ALW'."
2,"DOE, Jane","individual","CYBER2"{NONE},"DOB 1970."
3,"ACME STAR","vessel","SDGT",@,"XYZ","Tanker","10","9","Panama","Acme",@
4,"HIKVISION",@,"CYBER2"{NONE},@
{END}"""
ALT = f"""1,11,"aka","ACME LATERNS",@
1,12,"fka","ACME CANDLES",@
2,13,"aka","DOE, J.",@
99,14,"aka","NOBODY HERE",@
{END}"""
ADD = f"""1,21,"1 Main St","Nairobi","Kenya",@
1,22,@,@,"Kenya",@
1,23,@,@,@,@
4,24,@,@,"China",@
4,25,@,@,"Peru",@
{END}"""
CMIC = (
    "ISIN CNE000000AB1; alt. ISIN CNE000000CD2; Effective Date (CMIC) 02 Aug 2021; "
    "Listing Date (CMIC) 03 Jun 2021; Unified Social Credit Code (USCC) 91330000733796106X (China)."
)
CONS = f"""7,"BETA OPTICS",@,"CMIC-EO13959"{NONE},"{CMIC}"
8,"GAMMA BANK",@,"UKRAINE-EO13662] [RUSSIA-EO14024"{NONE},"{CMIC}"
{END}"""


def files(folder: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        real = text.replace("@", NOTHING).replace("\n", "\r\n")
        (folder / f"{name}.csv").write_bytes(real.encode("ascii"))
    return [folder / f"{name}.csv" for name in texts]


def read(paths: list[Path], **extra: str) -> tuple[list[Record], dict[str, dict[str, Any]]]:
    return load.read("ofac", paths, load.Options(part=True, extra=extra))


def said(record: Record) -> dict[str, object]:
    values = {name: value for name, value in record.values.items() if value not in ([], None)}
    return {"cls": record.cls, "id": record.id, **values}


def test_an_entry_becomes_an_organization_and_a_restriction_for_each_tag(tmp_path: Path) -> None:
    acme, cyber, magnitsky, hikvision, listed = read(files(tmp_path, sdn=SDN, alt=ALT, add=ADD))[0]
    assert said(acme) == {
        "cls": "Organization",
        "id": "org:ofac-1",
        "name": "ACME LANTERN WORKS",
        "alias": ["ACME LATERNS", "ACME CANDLES"],
        "country": ["country:KEN"],
    }
    assert said(cyber) == {
        "cls": "Sanction",
        "id": "sanction:ofac-sdn:1:cyber2",
        "target": "org:ofac-1",
        "programme": "programme:us-ofac-cyber2",
        "listed_name": ["ACME LANTERN WORKS"],
        "list_id": "1",
        "note": ["programme tag CYBER2"],
    }
    assert magnitsky.values["programme"] == "programme:us-ofac-glomag"
    assert (cyber.source, cyber.locator, cyber.grade) == ("ofac-sdn", "SDN row 1", "official")
    assert said(hikvision) == {
        "cls": "Organization",
        "id": "org:hikvision",
        "name": "Hikvision",
        "alias": ["HIKVISION"],
    }, "addresses in two countries tell no country"
    assert listed.values["target"] == "org:hikvision"


def test_persons_come_only_when_asked_for(tmp_path: Path) -> None:
    given = files(tmp_path, sdn=SDN, alt=ALT)
    assert not [one for one in read(given)[0] if one.cls == "Person"]
    persons = [said(one) for one in read(given, all="yes")[0] if one.cls == "Person"]
    assert persons == [
        {"cls": "Person", "id": "person:ofac-2", "name": "DOE, Jane", "alias": ["DOE, J."]}
    ]


def test_what_is_left_out_is_counted_with_its_reason(tmp_path: Path) -> None:
    metas = read(files(tmp_path, sdn=SDN, alt=ALT))[1]
    assert metas["ofac-sdn"]["skipped"] == {
        "ships are no organizations": 1,
        "individuals, whom only the option all asks for": 1,
        "about an entry that the list beside it does not hold, or that was left out": 2,
    }


def test_a_header_row_that_somebody_added_is_passed_over(tmp_path: Path) -> None:
    header = "No,Name,Type,Programme,Title,Sign,Kind,Tonnage,GRT,Flag,Owner,Remarks\n"
    plain = read(files(tmp_path, sdn=SDN))[0]
    headed = read(files(tmp_path, ofac_sdn_with_header=header + SDN))[0]
    assert [said(one) for one in headed] == [said(one) for one in plain]
    assert headed[0].locator == "SDN row 2"


def test_the_consolidated_list_is_a_source_of_its_own_and_gives_dates(tmp_path: Path) -> None:
    found, metas = read(files(tmp_path, cons_prim=CONS))
    assert set(metas) == {"ofac-consolidated"}
    beta, listed, *_ = found
    assert said(beta) == {
        "cls": "Organization",
        "id": "org:ofac-7",
        "name": "BETA OPTICS",
        "isin": ["CNE000000AB1", "CNE000000CD2"],
        "uscc": ["91330000733796106X"],
    }
    assert (listed.values["programme"], listed.values["start"]) == (
        "programme:us-ns-cmic",
        "2021-08-02",
    )
    bank = [one for one in found if one.cls == "Sanction" and one.values["list_id"] == "8"]
    assert [(one.values["programme"], one.values["start"]) for one in bank] == [
        ("programme:us-ofac-ssi", None),
        ("programme:us-ofac-ns-mbs", None),
    ], "with two programmes, whose date it is stays open; neither of them blocks"


def test_a_date_in_the_name_is_the_date_of_the_list(tmp_path: Path) -> None:
    given = files(tmp_path, **{"sdn-2024-05-03": SDN, "alt": ALT})
    assert {one.seen for one in read(given)[0]} == {"2024-05-03"}


def test_a_remark_that_goes_on_in_the_comments_is_read_across_the_cut(tmp_path: Path) -> None:
    sdn = f'1,"ACME",@,"CYBER2"{NONE},"Tax ID No. 5; Registration Numb"\n'
    comments = '1,"er 123 45 (Kenya); Legal Entity Number 253400V1H6ART1UQ0N98."\n'
    acme, _ = read(files(tmp_path, sdn=sdn, sdn_comments=comments))[0]
    assert acme.values["registration"] == ["123 45 (Kenya)"]
    assert acme.values["lei"] == ["253400V1H6ART1UQ0N98"]


def test_numbers_are_not_given_to_a_name_that_several_entries_share(tmp_path: Path) -> None:
    remarks = "Registration Number 1 (China)."
    names = ["HIKVISION", "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD."]
    sdn = "".join(
        f'{number},"{name}",@,"CYBER2"{NONE},"{remarks}"\n' for number, name in enumerate(names)
    )
    found = read(files(tmp_path, sdn=sdn))[0]
    assert [one.values.get("registration") for one in found if one.cls == "Organization"] == [
        None,
        None,
    ]
    assert len([one for one in found if one.cls == "Sanction"]) == 2


@pytest.mark.parametrize(
    ("texts", "complaint"),
    [
        (
            {"sdn": f'1,"A",@,"NEWTAG"{NONE},@\n'},
            "no programme tag; add it to programme_tags",
        ),
        ({"sdn": f'1,"A",@,"CYBER"{NONE},@\n'}, "did you mean CYBER2?"),
        ({"sdn": f'1,"A","kite","CYBER2"{NONE},@\n'}, "'SDN_Type' has 'kite': neither"),
        ({"sdn": f'1,"A",@,@{NONE},@\n'}, "'Program' has '': empty"),
        ({"sdn": f'1,@,@,"CYBER2"{NONE},@\n'}, "'SDN_Name' has '': empty"),
        ({"sdn": f'1,"A",@,"CYBER2"{NONE},@\n' * 2}, "row 1 has it too"),
        ({"sdn": '1,2,"aka","A",@\n'}, "5 columns; sdn.csv (12 columns) has 12"),
        ({"alt": ALT}, "belongs to a list; give sdn.csv"),
        ({"sdn-2024-05-03": SDN, "sdn-2024-03-04": SDN}, "load one state of a list at a time"),
        ({"sdn": SDN, "add": '1,2,@,@,"Atlantis",@\n'}, "no country 'Atlantis'"),
        ({"list": SDN}, "no file of 'ofac'; it wants sdn.csv (12 columns)"),
    ],
)
def test_a_wrong_file_or_cell_is_named(
    tmp_path: Path, texts: dict[str, str], complaint: str
) -> None:
    with pytest.raises(LoadError) as error:
        read(files(tmp_path, **texts))
    assert complaint in str(error.value)


def cells(path: Path) -> list[list[str]]:
    """Rows of an OFAC file by a parser of our own: quoted or bare cells between commas."""
    text = path.read_text(encoding="ascii")
    return [
        [
            quoted or bare.strip()
            for quoted, bare in re.findall(r'(?:"([^"]*)"|([^,"]*))(?:,|$)', line)
        ]
        for line in text.splitlines()
        if line != END
    ]


@pytest.mark.parametrize(
    ("name", "entries", "organizations"),
    [("sdn-2024-03-04", 14426, 6518), ("sdn-2024-05-03", 14965, 6884)],
)
def test_the_real_lists_give_what_an_independent_reading_gives(
    shared: Path, name: str, entries: int, organizations: int
) -> None:
    path = shared / "sanctions" / "ofac" / f"{name}.csv"
    with path.open(encoding="ascii", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) == 12]
    assert len(rows) == entries
    bodies = [row for row in rows if row[2] == "-0- "]
    tags = Counter(tag for row in bodies for tag in row[3].split("] ["))
    found, metas = load.read("ofac", [path])
    parties = [one for one in found if one.cls == "Organization"]
    assert len(parties) == len(bodies) == organizations
    sanctions = [one for one in found if one.cls == "Sanction"]
    assert (
        Counter(one.values["note"][0].removeprefix("programme tag ") for one in sanctions) == tags
    )
    assert Counter(one.values["list_id"] for one in sanctions) == Counter(
        row[0] for row in bodies for _ in row[3].split("] [")
    )
    assert len({one.id for one in sanctions}) == len(sanctions)
    assert entries == organizations + sum(metas["ofac-sdn"]["skipped"].values())
    assert {one.seen for one in found} == {name.removeprefix("sdn-")}


def test_intellexa_is_in_the_later_list_only(shared: Path) -> None:
    folder = shared / "sanctions" / "ofac"
    spring = {
        date: {
            one.values["listed_name"][0]: one.values["target"]
            for one in load.read("ofac", [folder / f"sdn-{date}.csv"])[0]
            if one.cls == "Sanction"
        }
        for date in ("2024-03-04", "2024-05-03")
    }
    assert not [name for name in spring["2024-03-04"] if "INTELLEXA" in name]
    assert spring["2024-05-03"]["INTELLEXA S.A."] == "org:intellexa"


def test_the_real_aliases_go_to_the_entries_of_their_number(shared: Path) -> None:
    folder = shared / "sanctions" / "ofac"
    with (folder / "alt-2025-08.csv").open(encoding="ascii", newline="") as file:
        wanted: dict[str, set[str]] = {}
        for row in csv.reader(file):
            if len(row) == 5:
                wanted.setdefault(row[0], set()).add(" ".join(row[3].split()))
    given = [folder / "sdn-2024-05-03.csv", folder / "alt-2025-08.csv"]
    for one in load.read("ofac", given)[0]:
        if one.id.startswith("org:ofac-"):
            number = one.id.removeprefix("org:ofac-")
            assert set(one.values["alias"]) == wanted.get(number, set()) - {one.values["name"]}


def test_the_real_consolidated_list_has_68_chinese_military_companies(shared: Path) -> None:
    folder = shared / "sanctions" / "ofac"
    given = [folder / f"cons_{part}.csv" for part in ("prim", "alt", "add", "comments")]
    found, _ = load.read("ofac", given)
    chinese = [one for one in found if one.values.get("programme") == "programme:us-ns-cmic"]
    assert len(chinese) == 68
    starts = Counter(one.values["start"] for one in chinese)
    assert starts == {"2021-08-02": 59, "2022-02-14": 8, "2022-02-08": 1}
    prim = cells(given[0])
    assert len(prim) == 442
    assert sum("CMIC-EO13959" in row[3] for row in prim) == 68
    assert {"org:hikvision", "org:megvii", "org:yitu-limited"} <= {
        one.values["target"] for one in chinese
    }


def test_a_body_on_both_lists_is_one_organization(shared: Path) -> None:
    folder = shared / "sanctions" / "ofac"
    found, _ = load.read("ofac", [folder / "sdn-2024-05-03.csv", folder / "cons_prim.csv"])
    names: dict[str, set[str]] = {}
    lists: dict[str, set[str]] = {}
    for one in found:
        if one.cls == "Organization":
            names.setdefault(one.id, set()).add(one.values["name"])
            lists.setdefault(one.id, set()).add(one.source)
    assert sum(len(both) == 2 for both in lists.values()) == 59
    assert all(len(printed) == 1 for printed in names.values())
