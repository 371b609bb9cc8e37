"""The EU's list in its XML 1.1 becomes bodies and restrictions (no real file is at hand)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError
from tests.loaders.eu_list import ACT, FSF, URL
from tests.loaders.refusals import everything
from tests.loaders.xml_lists import read, said, written

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def fsf(tmp_path: Path) -> Path:
    return written(tmp_path, "20300605-FULL-1_1(xsd).xml", FSF)


def test_an_enterprise_becomes_a_body_and_a_restriction(fsf: Path) -> None:
    acme, listed = read("eu", fsf)[0][:2]
    assert said(acme) == {
        "cls": "Organization",
        "id": "org:fsf-eu-900-1",
        "name": '=ACME <b> "Lanterns"',
        "alias": ["The Lamp", "Лантерна"],
        "country": ["country:KEN"],
        "registration": ["123-K (KENYA)"],
    }
    assert said(listed) == {
        "cls": "Sanction",
        "id": "sanction:eu-fsf:eu-900-1:eu-cyber",
        "target": "org:fsf-eu-900-1",
        "programme": "programme:eu-cyber",
        "listed_name": ['=ACME <b> "Lanterns"'],
        "list_id": "EU.900.1",
        "start": "2030-05-03",
        "citation": ["2030/1 (OJ L1)"],
        "url": [URL],
    }
    assert (listed.seen, listed.locator) == ("2030-06-05", "FSF line 3 EU.900.1")


def test_two_programmes_are_two_restrictions_from_the_day_of_designation(fsf: Path) -> None:
    found, metas = read("eu", fsf)
    two = [one for one in found if one.cls == "Sanction" and one.values["list_id"] == "EU.900.2"]
    assert [(one.id, one.values["start"], one.values["note"]) for one in two] == [
        ("sanction:eu-fsf:eu-900-2:eu-al-qaida", "2029-01-31", ["UN reference QDe.900"]),
        (
            "sanction:eu-fsf:eu-900-2:eu-restrictive-measures:moon",
            "2029-01-31",
            ["UN reference QDe.900", "programme MOON"],
        ),
    ]
    assert [text for text in metas["eu-fsf"]["remarks"] if "MOON" in text]


def test_an_amendment_gives_no_start(fsf: Path) -> None:
    body, listed = read("eu", fsf)[0][-2:]
    assert (body.id, listed.values["target"]) == ("org:hikvision", "org:hikvision")
    assert (listed.values["start"], listed.values["list_id"]) == (None, "logical 4")


def test_persons_come_only_when_asked_for(fsf: Path) -> None:
    assert [one.cls for one in read("eu", fsf)[0]].count("Person") == 0
    (jane,) = [one for one in read("eu", fsf, all="yes")[0] if one.cls == "Person"]
    assert said(jane) == {
        "cls": "Person",
        "id": "person:fsf-eu-900-3",
        "name": "Jane Doe",
        "country": ["country:BLR"],
    }


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ('code="enterprise"', 'code="vessel"', "'sanctionEntity/subjectType/@code' has 'vessel'"),
        ('code="enterprise"', "", "neither person nor enterprise"),
        (' region="" place=""', ' colour="red"', "'sanctionEntity/address/@colour' has 'red'"),
        ("<subjectType", '<vessel imo="1"/><subjectType', "'sanctionEntity/vessel/@imo' has '1'"),
        ('designationDate="2029-01-31"', 'designationDate="31 Jan"', "not a date"),
        ('wholeName="Beta Optics"', 'wholeName=""', "an entry without a name"),
        ("EU.900.2", "EU.900.1", "line 3 has this number too"),
        ("<export", "<exports", "begins with <exports>"),
        (URL, "javascript:alert(1)", "not an http or https address"),
    ],
)
def test_what_is_wrong_or_new_is_named(
    tmp_path: Path, before: str, after: str, complaint: str
) -> None:
    assert before in FSF
    with pytest.raises(LoadError) as error:
        read("eu", written(tmp_path, "fsf.xml", FSF.replace(before, after)))
    assert complaint in str(error.value)


def test_an_entry_without_an_act_is_named(tmp_path: Path) -> None:
    act = ACT.format(kind="regulation", programme="CYB")
    with pytest.raises(LoadError, match="an entry without the act that lists it"):
        read("eu", written(tmp_path, "fsf.xml", FSF.replace(act, "")))


def test_the_list_loads_twice_the_same(fsf: Path, tmp_path: Path) -> None:
    part = load.Options(part=True)
    load.load("eu", [fsf], tmp_path / "w", part)
    before = everything(tmp_path / "w")
    load.load("eu", [fsf], tmp_path / "w", part)
    assert everything(tmp_path / "w") == before
