"""The Consolidated Screening List: each entry under its list, from the table or from the JSON."""
# ruff: noqa: E501 - lines of tables are as long as their publishers write them

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from panoptrade.loaders import csl_fields, load
from panoptrade.loaders.problems import LoadError
from tests.loaders.refusals import everything
from tests.loaders.screening import EL, ROWS, bulk, table

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

FOLDER = "sanctions/csl-samples"


def read(path: Path, **extra: str) -> tuple[list[Record], dict[str, dict[str, Any]]]:
    return load.read("csl", [path], load.Options(part=True, extra=extra))


def said(record: Record) -> dict[str, object]:
    values = {name: value for name, value in record.values.items() if value not in ([], None)}
    return {"cls": record.cls, "id": record.id, **values}


@pytest.mark.parametrize("make", [table, bulk])
def test_an_entry_of_the_sdn_list_is_a_body_with_a_restriction_a_tag(
    tmp_path: Path, make: Any
) -> None:
    found, metas = read(make(tmp_path))
    acme, cyber, moon = found[:3]
    assert said(acme) == {
        "cls": "Organization",
        "id": "org:ofac-71",
        "name": "ACME LANTERN WORKS",
        "alias": ["ACME", "ACME LAMPS", "ALW"],
        "country": ["country:KEN"],
        "registration": ["C.7 8"],
        "website": ["http://acme.example.org"],
    }
    assert said(cyber) == {
        "cls": "Sanction",
        "id": "sanction:csl:71:us-ofac-cyber2",
        "target": "org:ofac-71",
        "programme": "programme:us-ofac-cyber2",
        "list_id": "71",
        "listed_name": ["ACME LANTERN WORKS"],
        "note": ["programme tag CYBER2"],
    }
    assert moon.values["programme"] == "programme:us-ofac-sdn", "a tag that nobody mapped yet"
    assert metas["csl"]["remarks"] == {
        "programme 'MOON-EO1' is not in programme_tags.csv: taken as us-ofac-sdn": 1
    }


@pytest.mark.parametrize("make", [table, bulk])
def test_every_other_entry_is_under_its_list_with_what_the_list_says(
    tmp_path: Path, make: Any
) -> None:
    found = [said(one) for one in read(make(tmp_path))[0] if one.cls == "Sanction"][2:]
    bank, gamma, jane, delta = found
    assert (bank["programme"], bank["note"]) == (
        "programme:us-ofac-ssi",
        ["programme tag UKRAINE-EO13662", "Subject to Directive 2"],
    )
    assert gamma == {
        "cls": "Sanction",
        "id": "sanction:csl:gamma-optics-co-ltd:us-bis-entity-list:2019-10-09",
        "target": "org:bis-entity-list-gamma-optics-co-ltd",
        "programme": "programme:us-bis-entity-list",
        "listed_name": ["Gamma Optics Co., Ltd."],
        "start": "2019-10-09",
        "citation": ["84 FR 54004; 87 FR 1"],
        "url": ["https://example.org/el"],
        "note": [
            "licence requirement: For all items.",
            "licence review policy: Presumption of denial.",
        ],
    }
    assert jane["target"] == "org:bis-entity-list-per-jane-doe"
    assert (delta["target"], delta["listed_name"]) == (
        "org:csl-isn-delta-trading",
        ["Delta Trading; and any successor, sub-unit, or subsidiary thereof"],
    )


def test_an_entry_that_may_be_a_person_says_so(tmp_path: Path) -> None:
    found = {one.id: one.values for one in read(table(tmp_path))[0] if one.cls == "Organization"}
    unsaid = ["the list does not say whether this is a person or a body"]
    assert found["org:bis-entity-list-per-jane-doe"]["note"] == unsaid
    assert found["org:bis-entity-list-gamma-optics-co-ltd"]["note"] == []


def test_persons_and_perhaps_persons_come_with_all_and_ships_never(tmp_path: Path) -> None:
    few, metas = read(table(tmp_path))
    assert sorted(metas["csl"]["skipped"].values()) == [1, 1, 1]
    assert not [one for one in few if "roe" in one.id.casefold() or one.cls == "Person"]
    everyone, metas = read(table(tmp_path), all="yes")
    assert metas["csl"]["skipped"] == {"ships and aircraft": 1}
    mary = next(said(one) for one in everyone if one.cls == "Person")
    assert (mary["id"], mary["country"]) == ("person:ofac-73", ["country:KEN"])
    denied = next(one for one in everyone if one.values.get("end"))
    assert (denied.values["target"], denied.values["end"]) == (
        "org:csl-dpl-richard-roe",
        "2030-01-01",
    ), "CA is a state here, and no Canada"


def test_the_table_and_the_json_say_the_same(tmp_path: Path) -> None:
    from_table, from_json = (read(make(tmp_path), all="yes")[0] for make in (table, bulk))
    assert [said(one) for one in from_table] == [said(one) for one in from_json]


def test_the_ids_of_2019_and_of_2025_are_read_alike() -> None:
    old = csl_fields.from_cells(
        {
            "ids": "US, 80-9, Registration ID; Subject to Directive 3, Executive Order 13662 Directive Determination -"
        }
    )
    new = csl_fields.from_cells(
        {
            "ids": "Registration ID, 80-9, US; Executive Order 13662 Directive Determination -, Subject to Directive 3"
        }
    )
    for lists in (old, new):
        assert csl_fields.numbers(lists.ids) == {"registration": ["80-9"]}
        assert csl_fields.directives(lists.ids) == ["Subject to Directive 3"]


def test_hostile_names_are_kept_as_text(tmp_path: Path) -> None:
    name = '=HYPERLINK("x") </script> \u202ename'
    found, _ = read(table(tmp_path, [{**ROWS[0], "name": name}]))
    assert found[0].values["name"] == '=HYPERLINK("x") </script> name'


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"source": "Moon List (ML) - NASA", "name": "A"}, "no list that is known"),
        ({"source": EL, "name": ""}, "'name' has '': empty"),
        ({"source": EL, "name": "«…»"}, "'name' has '«…»': no letter or digit in the name"),
        ({"source": EL, "name": "A", "type": "Kite"}, "'type' has 'Kite': neither Entity"),
        ({"source": EL, "name": "A", "start_date": "10/9/19"}, "'start_date' has '10/9/19'"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, row: dict[str, str], complaint: str) -> None:
    for path in (table(tmp_path, [ROWS[0], row]), bulk(tmp_path, [ROWS[0], row])):
        with pytest.raises(LoadError) as error:
            read(path)
        assert complaint in str(error.value)
        assert error.value.problems[0].row == (3 if path.suffix == ".csv" else 2)


def test_damaged_json_and_an_unknown_field_are_named(tmp_path: Path) -> None:
    path = bulk(tmp_path, moon="x")
    with pytest.raises(LoadError, match=r"json:1: column 'moon' "):
        read(path)
    whole = bulk(tmp_path).read_text("utf-8")
    for text, complaint in (
        (whole[:-40], "damaged or cut JSON"),
        ("[]", 'no {"results"'),
        ('{"results": []}', "its results are empty"),
        ('{"results": [7]}', "a result of another build"),
        ('{"results": [{"source": "x", "alt_names": "y"}]}', "alt_names is no list"),
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(LoadError, match=re.escape(complaint)):
            read(path)
    path.write_bytes(b'{"results": [{"name": "ACM\xc9"}]}')
    with pytest.raises(LoadError, match="not UTF-8"):
        read(path)


def test_the_table_beside_its_json_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"json: a second file beside consolidated\.csv"):
        load.read("csl", [table(tmp_path), bulk(tmp_path)])


@pytest.mark.parametrize(
    ("name", "rows"), [("csl_2019_sample.csv", 115), ("consolidated_2025_sample.csv", 13)]
)
def test_a_real_sample_loads_whole_and_a_second_load_changes_nothing(
    shared: Path, tmp_path: Path, name: str, rows: int
) -> None:
    path = shared / FOLDER / name
    with path.open(encoding="utf-8-sig", newline="") as file:
        given = list(csv.DictReader(file))
    assert len(given) == rows
    craft = [row for row in given if row["type"] == "Vessel"]
    taken = [row for row in given if row["type"] != "Vessel"]
    wanted = Counter(
        tag if "(SDN)" in row["source"] else row["source"]
        for row in taken
        for tag in (row["programs"].split("; ") if "(SDN)" in row["source"] else [""])
    )
    options = load.Options(part=True, extra={"all": "yes"})
    found, metas = load.read("csl", [path], options)
    sanctions = [one for one in found if one.cls == "Sanction"]
    assert len(sanctions) == sum(wanted.values())
    assert Counter(one.cls == "Person" for one in found if one.cls != "Sanction") == Counter(
        row["type"] == "Individual" for row in taken
    )
    assert sum(metas["csl"]["skipped"].values()) == len(craft)
    assert Counter(one.values["start"] for one in sanctions if one.values["start"]) == Counter(
        row["start_date"] for row in taken if row["start_date"]
    )
    load.load("csl", [path], tmp_path / "w", options)
    before = everything(tmp_path / "w")
    load.load("csl", [path], tmp_path / "w", options)
    assert everything(tmp_path / "w") == before
