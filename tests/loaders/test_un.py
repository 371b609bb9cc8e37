"""The UN's list becomes bodies and restrictions; the real one loads whole and twice the same."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError
from tests.loaders.refusals import everything
from tests.loaders.xml_lists import UN, read, said, written

if TYPE_CHECKING:
    from pathlib import Path


def test_an_entity_becomes_a_body_and_a_restriction(tmp_path: Path) -> None:
    acme, listed, *rest = read("un", written(tmp_path, "consolidated.xml", UN))[0]
    assert said(acme) == {
        "cls": "Organization",
        "id": "org:un-kpe-901",
        "name": 'ACME LANTERN<b> & "WORKS"',
        "alias": ['=HYPERLINK("x")', "燈籠工廠"],
        "country": ["country:PRK"],
    }
    assert said(listed) == {
        "cls": "Sanction",
        "id": "sanction:un-sc:kpe-901:un-dprk",
        "target": "org:un-kpe-901",
        "programme": "programme:un-dprk",
        "listed_name": ['ACME LANTERN<b> & "WORKS"'],
        "list_id": "KPe.901",
        "start": "2016-03-02",
    }
    assert (listed.source, listed.locator) == ("un-sc", "UN line 37 KPe.901")
    assert (listed.grade, listed.seen) == ("official", "2026-02-27")
    assert [one.id for one in rest if one.cls == "Organization"] == [
        "org:hikvision",
        "org:un-moe-903",
    ]


def test_a_delisting_ends_a_restriction_and_an_unknown_regime_keeps_it(tmp_path: Path) -> None:
    found, metas = read("un", written(tmp_path, "consolidated.xml", UN))
    assert said(found[-1]) == {
        "cls": "Sanction",
        "id": "sanction:un-sc:moe-903:un-sc",
        "target": "org:un-moe-903",
        "programme": "programme:un-sc",
        "listed_name": ["BETA OPTICS"],
        "list_id": "MOe.903",
        "start": "2020-01-01",
        "end": "2021-06-30",
        "note": ["programme Moon"],
    }
    assert metas["un-sc"]["remarks"] == {
        "programme 'Moon' is not in programme_tags.csv: taken as un-sc": 1,
        "country 'Atlantis' is not in country_names.csv: left away": 1,
    }


def test_persons_come_only_when_asked_for(tmp_path: Path) -> None:
    given = written(tmp_path, "consolidated.xml", UN)
    found, metas = read("un", given)
    assert not [one for one in found if one.cls == "Person"]
    assert list(metas["un-sc"]["skipped"].values()) == [1]
    jane, listed = read("un", given, all="yes")[0][:2]
    assert said(jane) == {
        "cls": "Person",
        "id": "person:un-cdi-900",
        "name": "JANE DOE",
        "alias": ["J. Doe"],
        "country": ["country:KEN"],
    }
    assert (listed.values["target"], listed.values["start"]) == (jane.id, "2015-03-27")


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("<SORT_KEY />", "<COLOUR>red</COLOUR>", "'INDIVIDUAL/COLOUR' has 'red'"),
        ("<DATAID>2<", '<DATAID kind="new">2<', None),
        ("<ENTITY_ALIAS>", '<ENTITY_ALIAS strong="1">', "'ENTITY/ENTITY_ALIAS/@strong' has '1'"),
        ("</ENTITIES>", "</ENTITIES><SHIPS><SHIP/></SHIPS>", "an element <SHIPS> that this list"),
        ("<ENTITIES>", "<ENTITIES>lost text", "text between the entries, 'lost text'"),
        ("KPe.901 ", "", "an entry without its number in the list"),
        ("KPe.901 ", "QDe.902", "line 37 has this number too"),
        ("BETA OPTICS", "", "an entry without a name"),
        ("2020-01-01", "soon", "'ENTITY/LISTED_ON' has 'soon': not a date"),
        ("<LISTED_ON>2020", "<UN_LIST_TYPE>A</UN_LIST_TYPE><LISTED_ON>2020", "a second one beside"),
    ],
)
def test_what_is_wrong_or_new_is_named(
    tmp_path: Path, before: str, after: str, complaint: str | None
) -> None:
    assert before in UN
    given = written(tmp_path, "consolidated.xml", UN.replace(before, after))
    if complaint is None:  # what is below an unread element stays unread
        assert read("un", given)[0]
        return
    with pytest.raises(LoadError) as error:
        read("un", given)
    assert complaint in str(error.value)


def test_two_states_of_the_list_are_not_loaded_at_once(tmp_path: Path) -> None:
    given = [written(tmp_path, f"un{at}.xml", UN) for at in (1, 2)]
    with pytest.raises(LoadError, match=r"un2.xml: a second state of the list beside un1.xml"):
        read("un", *given)


@pytest.fixture(scope="module")
def real(shared: Path) -> Path:
    return shared / "sanctions" / "un" / "UN_consolidated_2026-02-27.xml"


def test_the_real_list_loads_whole(real: Path) -> None:
    root = ET.parse(real).getroot()
    found, metas = read("un", real, all="yes")
    classes = Counter(record.cls for record in found)
    entities, people = (list(root.iter(tag)) for tag in ("ENTITY", "INDIVIDUAL"))
    assert (len(entities), len(people)) == (273, 730)
    assert classes == {"Organization": 273, "Person": 730, "Sanction": 1003}
    numbers = {one.findtext("REFERENCE_NUMBER", "").strip() for one in [*entities, *people]}
    assert {record.values["list_id"] for record in found if record.cls == "Sanction"} == numbers
    regimes = Counter(one.findtext("UN_LIST_TYPE") for one in [*entities, *people])
    programmes = Counter(one.values["programme"] for one in found if one.cls == "Sanction")
    assert sorted(programmes.values()) == sorted(regimes.values())
    assert "remarks" not in metas["un-sc"], "every regime and country of it is known"
    aliases = {text.strip() for text in (one.text or "" for one in root.iter("ALIAS_NAME"))}
    kept = {name for record in found for name in record.values.get("alias", [])}
    names = {str(record.values.get("name")) for record in found}
    folded = {" ".join(one.split()) for one in aliases if one}
    assert len(folded - kept - names) <= 0.02 * len(folded), "some lose a mark without width"


def test_the_real_list_loads_twice_the_same(real: Path, tmp_path: Path) -> None:
    counts = load.load("un", [real], tmp_path)
    before = everything(tmp_path)
    assert counts == {"un-sc": {"Organization": 273, "Sanction": 273}}
    load.load("un", [real], tmp_path)
    assert everything(tmp_path) == before
