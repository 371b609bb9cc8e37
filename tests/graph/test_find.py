"""An id, a name or an alias is one thing, or a question."""

from __future__ import annotations

import pytest

from panoptrade.graph.find import Found, find
from panoptrade.graph.unresolved import unresolved
from panoptrade.ontology.words import UnknownWordError
from tests import world as worlds

ACME = "org:acme-lantern-works"


@pytest.mark.parametrize(
    ("word", "how"),
    [
        (ACME, "id"),
        ("Acme Lantern Works", "name"),
        ("ACME  lántern-works", "name"),
        ("alw", "alias"),
    ],
)
def test_a_thing_is_meant_by_id_name_or_alias(world, word, how):
    assert find(world, word) == Found(ACME, "Vendor", "Acme Lantern Works", how)


def test_a_thing_without_a_name_is_called_by_its_id(world):
    assert find(world, "deal:gazette:1") == Found("deal:gazette:1", "Deal", "deal:gazette:1", "id")


def test_countries_and_technologies_are_things_too(world):
    assert find(world, "kenya").id == "country:KEN"
    assert find(world, "facial recognition").id == "tech:facial-recognition"


def test_an_id_without_its_prefix_is_a_code_and_a_question_where_several_have_it(world):
    found = find(world, "US-BIS-Entity-List")
    assert (found.id, found.how) == ("programme:us-bis-entity-list", "code")
    with pytest.raises(UnknownWordError, match=r"gov:KEN .*, country:KEN \(Kenya\)") as refused:
        find(world, "KEN")
    assert "say which by its id" in str(refused.value)


def test_a_name_goes_before_an_alias_of_another(tmp_path):
    other = worlds.said("gazette", "Vendor", "org:other", name="Other", alias=["Cobalt Owl"])
    assert find(worlds.build(tmp_path, [other]), "Cobalt Owl").id == "org:cobalt-owl"


def test_several_things_of_one_name_are_all_named(tmp_path):
    twin = worlds.said("gazette", "Person", "person:cobalt-owl", name="Cobalt Owl")
    with pytest.raises(UnknownWordError, match=r"means several things: org:cobalt-owl \(Cobalt O"):
        find(worlds.build(tmp_path, [twin]), "cobalt owl")


@pytest.mark.parametrize("word", ["Acme Lantern Work", "org:acme-lantern-work"])
def test_the_nearest_is_named_once(world, word):
    with pytest.raises(UnknownWordError) as refused:
        find(world, word)
    assert str(refused.value).count(f"({ACME})") == 1


def test_nothing_near_is_said_plainly(world):
    with pytest.raises(UnknownWordError, match=r"nothing in the graph is called 'qqqqqq'$"):
        find(world, "qqqqqq")


def test_unknown_names_are_listed_and_those_with_ids_of_a_list_are_counted(tmp_path):
    numbered = worlds.said("gazette", "Organization", "org:list-17", name="Gimlet Trading")
    nameless = worlds.said("gazette", "Organization", "org:list-18", name="—")
    frame = unresolved(worlds.build(tmp_path, [numbered, nameless]))
    assert frame["id"].iloc[0] == ACME
    assert frame["records"].tolist() == sorted(frame["records"], reverse=True)
    assert len(frame) == len(worlds.VENDORS) + 1
    assert frame.attrs["notes"] == ["2 more have an id that is not their name: left out"]
