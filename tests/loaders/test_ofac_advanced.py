"""OFAC's advanced XML gives what the CSV gives, and days, legal bases and owners besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError
from tests.loaders import ofac_xml
from tests.loaders.ofac_xml import ENTRIES, PARTIES, entry, name, party, sdn, tie
from tests.loaders.refusals import everything
from tests.loaders.xml_lists import read, said, written

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return written(tmp_path, "sdn_advanced.xml", sdn())


def of(cls: str, found: list[Record]) -> list[Record]:
    return [one for one in found if one.cls == cls]


def test_a_body_comes_with_its_numbers_and_its_restrictions_by_day(listed: Path) -> None:
    acme, cyber, magnitsky = read("ofac", listed)[0][:3]
    assert said(acme) == {
        "cls": "Organization",
        "id": "org:ofac-1",
        "name": 'ACME <b> & "LANTERNS"',
        "alias": ["=LAMP", "ТЕСТ"],
        "country": ["country:KEN"],
        "isin": ["KE0000000001"],
        "registration": ["K-123 (Kenya)"],
    }
    assert said(cyber) == {
        "cls": "Sanction",
        "id": "sanction:ofac-sdn:1:cyber2",
        "target": "org:ofac-1",
        "programme": "programme:us-ofac-cyber2",
        "listed_name": ['ACME <b> & "LANTERNS"'],
        "list_id": "1",
        "start": "2024-03-05",
        "citation": ["Executive Order 13694 (Cyber)"],
        "note": ["programme tag CYBER2"],
    }
    assert (magnitsky.values["programme"], magnitsky.values["start"]) == (
        "programme:us-ofac-glomag",
        "2024-03-05",
    )
    assert (cyber.source, cyber.seen, cyber.grade) == ("ofac-sdn", "2024-10-02", "official")


def test_events_on_several_days_leave_the_start_open(listed: Path) -> None:
    (found,) = [
        one for one in of("Sanction", read("ofac", listed)[0]) if one.values["list_id"] == "2"
    ]
    assert (found.values["target"], found.values["start"]) == ("org:hikvision", None)
    (body,) = [one for one in read("ofac", listed)[0] if one.id == "org:hikvision"]
    assert body.values["country"] == ["country:IMN"], "by the list's reviewed spellings"
    assert found.values["note"] == [
        "programme tag CYBER2",
        "events of the entry: 2024-03-05, 2024-09-16",
    ]


def test_ownership_is_kept_and_brings_the_owner(listed: Path) -> None:
    found, metas = read("ofac", listed)
    assert [said(one) for one in of("Ownership", found)] == [
        {
            "cls": "Ownership",
            "id": "ownership:ofac-3:hikvision:control",
            "owner": "person:ofac-3",
            "asset": "org:hikvision",
            "kind": "control",
            "note": ["OFAC: Owned or Controlled By, reliability high"],
        },
        {
            "cls": "Ownership",
            "id": "ownership:ofac-1:hikvision:control",
            "owner": "org:ofac-1",
            "asset": "org:hikvision",
            "kind": "control",
            "note": ["OFAC: Owns, controls, or operates, reliability high"],
        },
    ]
    (jane,) = of("Person", found)
    assert said(jane) == {
        "cls": "Person",
        "id": "person:ofac-3",
        "name": "DOE, Jane",
        "alias": ["ROE"],
    }
    assert metas["ofac-sdn"]["skipped"] == {
        "ties that are none of ownership: support, association, family, office": 1,
        "ties that have ended, on a day that the list does not give": 1,
        "ties of ownership with a party that is left out, or is no body": 1,
        "individuals who own no listed body by this file, whom only the option all asks for": 1,
        "ships and aircraft": 1,
    }
    assert metas["ofac-sdn"]["remarks"] == {
        "programme 'MOON-EO1' is not in programme_tags.csv: taken as us-ofac-sdn": 1
    }


def test_all_persons_come_when_asked_for(listed: Path) -> None:
    persons = of("Person", read("ofac", listed, all="yes")[0])
    assert [one.id for one in persons] == ["person:ofac-3", "person:ofac-4"]


def test_numbers_are_not_given_to_a_name_that_several_entries_share(tmp_path: Path) -> None:
    twice = [party(at, 3, name({"61": "HIKVISION"}), ofac_xml.PLACE) for at in (1, 2)]
    found = read("ofac", written(tmp_path, "sdn_advanced.xml", sdn(twice, [], ENTRIES[:2])))[0]
    bodies = of("Organization", found)
    assert [(one.id, list(one.values["registration"])) for one in bodies] == [
        ("org:hikvision", []),
        ("org:hikvision", []),
    ]
    assert len(of("Sanction", found)) == 3


def test_the_consolidated_list_is_a_source_of_its_own(tmp_path: Path) -> None:
    entries = [entry(1, ["CMIC-EO13959"], "2021-06-03", of=91507)]
    given = written(tmp_path, "cons_advanced.xml", sdn(PARTIES[:1], [], entries))
    (one,) = of("Sanction", read("ofac", given)[0])
    assert (one.source, one.values["programme"], one.values["start"]) == (
        "ofac-consolidated",
        "programme:us-ns-cmic",
        "2021-06-03",
    )


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ('ListID="1550"', 'ListID="91507"', "'Consolidated List': not a list of this file"),
        ('RelationTypeID="15001"', 'RelationTypeID="9"', "no such RelationType in the file's"),
        (">Providing support to<", ">Adopted by<", "a tie of another kind than"),
        ('CountryID="11080" C', 'CountryID="1" C', "no such Country in the file's"),
        ('PartySubTypeID="3"', 'PartySubTypeID="9"', "neither Individual, Entity"),
        ("<Comment/><Profile", "<Colour>red</Colour><Profile", "'DistinctParty/Colour' has 'red'"),
        ('Primary="true" False', 'Shade="2" False', "'DistinctParty/Profile/Identity/@Shade'"),
        ("<SanctionsEntryLinks/>", "<Vessels/>", "an element <Vessels> that this list did not"),
        ('ProfileID="1" ListID', 'ProfileID="77" ListID', "or none with a programme, is about it"),
        ("<Year>2024</Year><Month>3<", "<Year>2024</Year><Month>13<", "no such date"),
        ("</Sanctions>", "", "cut off here"),
    ],
)
def test_what_is_wrong_or_new_is_named(
    tmp_path: Path, before: str, after: str, complaint: str
) -> None:
    assert before in sdn()
    with pytest.raises(LoadError) as error:
        read("ofac", written(tmp_path, "sdn_advanced.xml", sdn().replace(before, after)))
    assert complaint in str(error.value)


def test_csv_and_xml_of_one_list_are_not_loaded_at_once(tmp_path: Path, listed: Path) -> None:
    row = '1,"A",-0- ,"CYBER2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n'
    with pytest.raises(LoadError, match=r"the list is given as sdn.csv \(12 columns\) too"):
        read("ofac", listed, written(tmp_path, "sdn.csv", row))


def test_the_list_loads_twice_the_same(listed: Path, tmp_path: Path) -> None:
    part = load.Options(part=True)
    load.load("ofac", [listed], tmp_path / "w", part)
    before = everything(tmp_path / "w")
    load.load("ofac", [listed], tmp_path / "w", part)
    assert everything(tmp_path / "w") == before


def test_a_tie_with_oneself_is_no_ownership(tmp_path: Path) -> None:
    given = written(tmp_path, "sdn_advanced.xml", sdn(ties=[tie(1, 2, 2, 15003)]))
    assert of("Ownership", read("ofac", given)[0]) == []
