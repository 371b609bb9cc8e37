"""The UK's list becomes the same bodies and restrictions from each form it is printed in."""

from __future__ import annotations

import zipfile
from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError
from tests.loaders import uk_lists
from tests.loaders.refusals import everything
from tests.loaders.xml_lists import read, said, written

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

MEASURES = "measures: Asset freeze, Trust Services Sanctions"
ACME = {
    "cls": "Organization",
    "id": "org:uk-rus9001",
    "name": 'ACME <b> "Lanterns"',
    "alias": ["=LAMPA", "Лантерна"],
    "country": ["country:RUS"],
    "registration": ["INN: 1234567890"],
}
LISTED = {
    "cls": "Sanction",
    "id": "sanction:uk-sanctions:rus9001:uk-russia",
    "target": "org:uk-rus9001",
    "programme": "programme:uk-russia",
    "listed_name": ['ACME <b> "Lanterns"'],
    "list_id": "RUS9001",
    "start": "2022-03-15",
}
WHOLE = {**LISTED, "citation": [uk_lists.RUSSIA], "note": [MEASURES, "designated by UK"]}


def of(cls: str, found: list[Record]) -> list[Record]:
    return [one for one in found if one.cls == cls]


def csv_list(folder: Path) -> Path:
    text = uk_lists.table("list_csv", "Report Date: 13-Feb-2026", uk_lists.LONG)
    return written(folder, "UK-Sanctions-List.csv", text)


def conlist(folder: Path) -> Path:
    text = uk_lists.table("conlist_csv", "Last Updated,01/09/2025", uk_lists.TARGETS)
    return written(folder, "ConList.csv", text)


@pytest.mark.parametrize("form", ["csv", "xml"])
def test_the_long_forms_give_a_body_a_restriction_and_who_owns_whom(
    tmp_path: Path, form: str
) -> None:
    xml = written(tmp_path, "UK-Sanctions-List.xml", uk_lists.designations())
    found, metas = read("uk", csv_list(tmp_path) if form == "csv" else xml)
    assert [said(one) for one in found[:2]] == [ACME, WHOLE]
    assert [(one.values["owner"], one.values["asset"]) for one in of("Ownership", found)] == [
        ("org:uk-rus9001-parent-mother-lamp-jsc", "org:uk-rus9001"),
        ("org:uk-rus9001", "org:uk-rus9001-subsidiary-lamp-one"),
        ("org:uk-rus9001", "org:uk-rus9001-subsidiary-lamp-two"),
    ]
    assert {one.values["kind"] for one in of("Ownership", found)} == {"control"}
    beta = of("Sanction", found)[1]
    assert (beta.values["programme"], beta.values["note"]) == (
        "programme:uk-no-freeze",
        ["programme Yemen", "measures: Arms embargo", "designated by UN", "UN reference YEe.900"],
    )
    assert sorted(metas["uk-sanctions"]["skipped"].values()) == [1, 1]
    assert found[0].seen == ("2026-02-13" if form == "csv" else "2026-08-26")


def test_the_short_form_gives_names_regimes_and_days(tmp_path: Path) -> None:
    found, metas = read("uk", uk_lists.short(tmp_path))
    assert [one.id for one in of("Organization", found)] == [
        "org:uk-rus9001",
        "org:uk-yem9002",
        "org:hikvision",
    ]
    listed = of("Sanction", found)
    assert said(listed[0]) == {
        **LISTED,
        "note": [
            'measures: Asset freeze, Shipping sanctions: (see "Other information")',
            "designated by UK",
        ],
    }
    assert listed[1].values["note"] == [
        "programme Yemen",
        "measures: Arms embargo",
        "designated by UK and UN",
    ]
    assert listed[2].values["programme"] == "programme:uk-sanctions"
    assert (listed[0].seen, listed[0].locator) == ("2025-08-11", "UK row 2 RUS9001")
    assert metas["uk-sanctions"]["skipped"]["entries without a name"] == 1


@pytest.mark.parametrize("form", ["csv", "xml"])
def test_the_list_of_ofsi_gives_the_same_bodies(tmp_path: Path, form: str) -> None:
    xml = written(tmp_path, "ConList.xml", uk_lists.targets())
    found, _ = read("uk", conlist(tmp_path) if form == "csv" else xml)
    acme, listed, beta, other = found[:4]
    assert (acme.id, acme.values["alias"]) == ("org:uk-rus9001", ["LAMPA"])
    assert said(listed) == LISTED
    assert beta.id == "org:uk-ofsi-16002"
    assert (other.values["list_id"], other.values["start"]) == ("OFSI 16002", "2022-03-01")
    if form == "csv":
        assert acme.seen == "2025-09-01"
    else:
        assert found[-1].values["programme"] == "programme:uk-investment-ban"


def test_persons_come_only_when_asked_for_and_ships_never(tmp_path: Path) -> None:
    (jane,) = of("Person", read("uk", csv_list(tmp_path), all="yes")[0])
    assert said(jane) == {"cls": "Person", "id": "person:uk-rus9003", "name": "Jane DOE"}


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        (",Entity,", ",Robot,", "'Robot': neither Individual, Entity nor Ship"),
        ("Primary Name", "Nickname", "'Name type' has 'Nickname': not one of"),
        ("15/03/2022", "spring", "'Date Designated' has 'spring': not a date"),
        ("RUS9001", "", "a row without the number of its entry"),
        ("Last Updated,", "Colour,", "no column known to 'list_csv' 'Colour'"),
    ],
)
def test_what_is_wrong_or_new_is_named(
    tmp_path: Path, before: str, after: str, complaint: str
) -> None:
    text = csv_list(tmp_path).read_text(encoding="utf-8")
    assert before in text
    with pytest.raises(LoadError) as error:
        read("uk", written(tmp_path, "list.csv", text.replace(before, after)))
    assert complaint in str(error.value)


def test_an_element_that_is_new_is_named(tmp_path: Path) -> None:
    text = uk_lists.designations().replace("<Names>", "<Colour>red</Colour><Names>")
    with pytest.raises(LoadError, match="'Designation/Colour' has 'red'"):
        read("uk", written(tmp_path, "list.xml", text))


def test_two_forms_of_the_list_are_not_loaded_at_once(tmp_path: Path) -> None:
    with pytest.raises(
        LoadError, match=r"a second state of the list beside UK-Sanctions-List\.csv"
    ):
        read("uk", csv_list(tmp_path), conlist(tmp_path))


@pytest.fixture(scope="module")
def real(shared: Path) -> Path:
    return shared / "sanctions" / "uk" / "uk_FCDO_SL_2025-08-11.ods"


def counted(path: Path) -> Counter[str]:
    """The real list's rows by type, by a parser of our own."""
    space = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("content.xml"))
    rows = [
        ["".join(cell.itertext()).strip() for cell in row.iter(f"{space}table-cell")][:8]
        for row in root.iter(f"{space}table-row")
    ]
    return Counter(row[4] for row in rows[1:] if row[0] and row[2])


def test_the_real_list_loads_whole(real: Path) -> None:
    types = counted(real)
    assert types == {"Individual": 3752, "Entity": 1087, "Ship": 461}
    found, metas = read("uk", real, all="yes")
    assert Counter(one.cls for one in found) == {
        "Organization": types["Entity"],
        "Person": types["Individual"],
        "Sanction": types["Entity"] + types["Individual"],
    }
    assert metas["uk-sanctions"]["skipped"] == {
        "ships and aircraft": types["Ship"],
        "entries without a name": 2,
    }
    assert sum(types.values()) + 2 == 5302
    assert "remarks" not in metas["uk-sanctions"], "every regime of it is known"
    assert all(one.values["start"] for one in of("Sanction", found))


def test_the_real_list_loads_twice_the_same(real: Path, tmp_path: Path) -> None:
    counts = load.load("uk", [real], tmp_path)
    assert counts == {"uk-sanctions": {"Organization": 1087, "Sanction": 1087}}
    before = everything(tmp_path)
    load.load("uk", [real], tmp_path)
    assert everything(tmp_path) == before
