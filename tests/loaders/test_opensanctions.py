"""OpenSanctions' three formats give the same world: who is listed, who owns them, until when."""
# ruff: noqa: E501 - lines of tables are as long as their publishers write them

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from panoptrade.loaders import ftm_values, load
from panoptrade.loaders.problems import LoadError
from tests.loaders import followed
from tests.loaders.refusals import everything

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

PART = load.Options(part=True)
ALL = load.Options(part=True, extra={"all": "yes"})


def read(path: Path, options: load.Options = PART) -> tuple[list[Record], dict[str, Any]]:
    found, metas = load.read("opensanctions", [path], options)
    return found, metas.get("opensanctions", {})


def said(record: Record) -> dict[str, object]:
    values = {name: value for name, value in record.values.items() if value not in ([], None)}
    return {"cls": record.cls, "id": record.id, **values}


def by_id(found: list[Record]) -> dict[str, dict[str, object]]:
    return {one.id: said(one) for one in found}


BOTH = pytest.mark.parametrize("make", [followed.lines, followed.statements])


@BOTH
def test_a_listed_body_keeps_its_names_numbers_topics_and_data_sets(tmp_path, make):
    found, _ = read(make(tmp_path))
    acme = next(one for one in found if one.id == "org:opensanctions-nk-acme")
    assert said(acme) == {
        "cls": "Organization",
        "id": "org:opensanctions-nk-acme",
        "name": "Acme Lantern Works",
        "alias": ["Old Acme", "Лампы"],
        "kind": "company",
        "country": ["country:KEN", "country:UKR"],
        "founded": "1999-01",
        "registration": ["C.7"],
        "lei": ["253400V1H6ART1UQ0N98"],
        "wikidata": "Q7",
        "website": ["https://acme.example.org"],
        "note": ["topic sanction", "data set xx_lamps"],
    }
    assert (acme.source, acme.grade, acme.seen) == ("opensanctions", "research", "2026-03-04")


@BOTH
def test_who_is_listed_known_or_tied_enters_and_persons_only_as_owners(tmp_path, make):
    found, meta = read(make(tmp_path))
    parties = {one.id for one in found if one.cls in {"Organization", "Person"}}
    assert parties == {
        "org:opensanctions-nk-acme",
        "org:opensanctions-nk-beta",
        "org:opensanctions-nk-gamma",
        "org:opensanctions-nk-epsilon",
        "org:hikvision",
        "person:opensanctions-nk-doe",
        "person:opensanctions-nk-roe",
    }
    skipped = {why.partition(":")[0]: count for why, count in meta["skipped"].items()}
    skipped.pop("statements marked external", None)
    assert skipped == {
        "bodies neither listed nor known to the trade, nor tied to one that is": 1,
        "individuals who own no listed body by this file, whom only the option all asks for": 1,
        "Directorship": 1,
        "Vessel": 1,
        "Ownership": 1,
        "Sanction": 1,
        "schema 'MoonBase' is not known": 1,
    }
    assert meta["remarks"] == {
        "property 'moonCode' of Company is not known, and not read": 1,
        "address that is not http or https, not read": 1,
        "programme 'XX-MOON' is not in programmes.csv: taken as other": 1,
    }


@BOTH
def test_all_takes_every_body_and_person(tmp_path, make):
    found, _ = read(make(tmp_path), ALL)
    assert sum(one.cls == "Organization" for one in found) == 6
    assert sum(one.cls == "Person" for one in found) == 3
    assert sum(one.cls == "Ownership" for one in found) == 5


@BOTH
def test_a_sanction_is_a_restriction_that_its_end_closes(tmp_path, make):
    found = by_id(read(make(tmp_path))[0])
    assert found["sanction:opensanctions:san-1:us-bis-entity-list:opensanctions-nk-acme"] == {
        "cls": "Sanction",
        "id": "sanction:opensanctions:san-1:us-bis-entity-list:opensanctions-nk-acme",
        "target": "org:opensanctions-nk-acme",
        "programme": "programme:us-bis-entity-list",
        "listed_name": ["Acme Lantern Works"],
        "list_id": "77",
        "start": "2019-10-09",
        "end": "2024-05-06",
        "url": ["https://example.org/el"],
        "note": ["authority: BIS", "programme US-BIS-EL"],
    }
    moon = found["sanction:opensanctions:san-2:other:opensanctions-nk-acme"]
    assert (moon["programme"], moon["start"]) == ("programme:other", "2020-01-02")
    assert moon["note"] == [
        "program: Moon Act",
        "the start is the day of listing",
        "programme XX-MOON",
    ]
    (roe,) = [one for one in found.values() if one.get("target") == "person:opensanctions-nk-roe"]
    assert (roe["programme"], roe["start"]) == ("programme:us-ofac-glomag", "2018")


@BOTH
def test_ties_become_ownership_links_and_succession(tmp_path, make):
    found = [said(one) for one in read(make(tmp_path))[0] if one.cls in {"Ownership", "Succession"}]
    shown = [
        (one.get("kind"), one.get("owner"), one.get("asset"), one.get("share_min"), one.get("share_max"), one.get("start"), one.get("end"))
        for one in found
        if one["cls"] == "Ownership"
    ]  # fmt: skip
    acme, doe = "org:opensanctions-nk-acme", "person:opensanctions-nk-doe"
    assert shown == [
        ("equity", "org:opensanctions-nk-beta", acme, 25.0, 50.0, "2019-05", None),
        ("control", doe, acme, None, None, None, None),
        ("equity", "person:opensanctions-nk-roe", "org:opensanctions-nk-epsilon", 60.0, 60.0, None, "2024-01-02"),
        ("link", doe, acme, None, None, None, None),
    ]  # fmt: skip
    (succession,) = [one for one in found if one["cls"] == "Succession"]
    assert (succession["predecessor"], succession["successor"], succession["kind"], succession["date"]) == (
        acme, "org:opensanctions-nk-gamma", "unstated", "2022",
    )  # fmt: skip


def test_the_table_of_targets_gives_parties_and_undated_restrictions(tmp_path):
    found, meta = read(followed.targets(tmp_path))
    acme, first, second = map(said, found)
    assert (acme["alias"], acme["country"]) == (["Acme; Sons", "Лампы"], ["country:KEN"])
    assert [one["programme"] for one in (first, second)] == [
        "programme:us-bis-entity-list",
        "programme:other",
    ]
    assert first["note"] == ["summary: Entity List - 2019-10-09", "programme US-BIS-EL"]
    assert "start" not in first
    assert sum(meta["skipped"].values()) == 3
    persons = [one for one in read(followed.targets(tmp_path), ALL)[0] if one.cls == "Person"]
    assert [said(one)["name"] for one in persons] == ["Jane Doe"]


def test_the_tags_of_ofac_are_read_where_no_key_is_given(tmp_path):
    world = [
        followed.entity("a", "Company", "Acme Group", name="Acme Group", topics="sanction"),
        {**followed.entity("s", "Sanction", entity="a", program=["CYBER2", "GLOMAG"]), "datasets": ["us_ofac_sdn"]},
    ]  # fmt: skip
    found, _ = read(followed.lines(tmp_path, world))
    assert [one.values["programme"] for one in found[1:]] == [
        "programme:us-ofac-cyber2",
        "programme:us-ofac-glomag",
    ]


def test_two_names_that_the_alias_table_tells_apart_unite_nobody(tmp_path):
    both = ["Hikvision", "Dahua"]
    world = [followed.entity("a", "Company", "Acme", name=both, topics="sanction")]
    assert read(followed.lines(tmp_path, world))[0][0].id == "org:opensanctions-a"


def test_hostile_names_are_kept_as_text(tmp_path):
    name = '=cmd|"x" </script>\u202e\u0000 Ltd'
    world = [followed.entity("../../x", "Company", name, name=name, topics="sanction")]
    (found,), _ = read(followed.lines(tmp_path, world))
    assert (found.id, found.values["name"]) == ("org:opensanctions-x", '=cmd|"x" </script> Ltd')


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("25", 25.0, 25.0),
        ("33,3 %", 33.3, 33.3),
        ("25 - 50", 25.0, 50.0),
        (">50", 50.0, None),
        ("75+", 75.0, None),
        ("less than 5%", None, 5.0),
        ("500", None, None),
        ("most", None, None),
    ],
)
def test_a_percentage_is_an_interval(text, low, high):
    found = ftm_values.share([text])
    assert (found.low, found.high) == (low, high)
    assert bool(found.unread) == (low is high is None)


def test_one_file_at_a_time(tmp_path):
    with pytest.raises(LoadError, match="each holds the data whole; give one"):
        load.read("opensanctions", [followed.lines(tmp_path), followed.targets(tmp_path)])


@pytest.mark.parametrize("make", [followed.lines, followed.statements, followed.targets])
def test_a_second_load_changes_nothing(tmp_path, make):
    path, workspace = make(tmp_path), tmp_path / "w"
    load.load("opensanctions", [path], workspace, PART)
    before = everything(workspace)
    load.load("opensanctions", [path], workspace, PART)
    assert everything(workspace) == before


def test_statements_of_several_schemata_give_the_most_special(tmp_path):
    world = [
        followed.entity("a", "LegalEntity", name="Acme Group", topics="sanction"),
        followed.entity("a", "Company", country="ke"),
    ]
    (found,), _ = read(followed.statements(tmp_path, world))
    assert (found.values["kind"], found.values["country"]) == ("company", ["country:KEN"])


def test_the_library_of_followthemoney_is_not_needed(tmp_path, monkeypatch):
    for name in ("followthemoney", "nomenklatura", "rigour"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    assert read(followed.lines(tmp_path))[0]
