"""classes.csv and properties.csv are read as typed definitions."""

from __future__ import annotations

import pytest

from panoptrade.ontology import explained, schema, tables, words
from panoptrade.ontology.words import UnknownWordError


def test_every_row_of_the_tables_becomes_a_definition() -> None:
    assert list(schema.classes()) == [row["name"] for row in tables.rows("classes")]
    for row in tables.rows("properties"):
        assert schema.properties(row["class"])[row["name"]].type == row["type"]


def test_a_class_is_found_whatever_the_case() -> None:
    assert schema.get("deal") == schema.get("Deal") == schema.classes()["Deal"]


def test_a_wrong_class_is_answered_with_those_that_exist() -> None:
    with pytest.raises(
        UnknownWordError, match=r"no class 'Vendr'; did you mean Vendor\? There are"
    ):
        schema.get("Vendr")


def test_a_class_has_its_parents_properties_first() -> None:
    assert schema.lineage("Vendor") == ("Vendor", "Organization")
    found = list(schema.properties("Vendor").values())
    owners = [one.owner for one in found]
    assert owners == sorted(owners, key=["Organization", "Vendor"].index)
    assert {"name", "technology"} <= schema.properties("Vendor").keys()
    assert "technology" not in schema.properties("Government")


def test_classes_of_one_family_may_share_an_id() -> None:
    assert schema.family("Vendor") == ("Organization", "Vendor", "Government")
    assert schema.family("Person") == ("Person",)


def test_the_most_specific_of_several_classes_is_the_deepest_then_the_first_of_the_table() -> None:
    assert schema.most_specific({"Organization", "Vendor"}) == "Vendor"
    assert schema.most_specific({"Government", "Vendor"}) == "Vendor"


def test_a_relation_names_its_ends() -> None:
    assert {name: (one.source, one.target) for name, one in schema.edges().items()} == {
        "Supply": ("supplier", "customer"),
        "Ownership": ("owner", "asset"),
        "Succession": ("predecessor", "successor"),
        "Classification": ("country", "regime"),
    }


def test_a_property_knows_what_it_points_to_and_its_closed_list() -> None:
    target = schema.properties("Sanction")["target"]
    assert (target.targets, target.terms) == (("Organization", "Person"), "")
    kind = schema.properties("Deal")["kind"]
    assert (kind.targets, kind.terms) == ((), "deal-kind")


def test_a_closed_list_keeps_the_order_of_the_table() -> None:
    assert list(tables.terms("grade")) == [
        "official",
        "filing",
        "research",
        "press",
        "vendor",
        "leak",
    ]
    with pytest.raises(KeyError):
        tables.terms("no-such-list")


def test_a_cell_with_bars_is_a_list() -> None:
    assert tables.items(" a | b||") == ["a", "b"]
    assert tables.items("") == []


def test_an_existing_word_is_returned_and_a_wrong_one_answered_with_the_nearest() -> None:
    assert words.choose("b", ["a", "b"], "letter") == "b"
    with pytest.raises(
        UnknownWordError, match=r"^no colour 'gren'; did you mean Green\? There are"
    ):
        words.choose("gren", ["Red", "Green"], "colour")
    with pytest.raises(UnknownWordError, match=r"^no colour 'x'; there are: Red, Green$"):
        words.choose("x", ["Red", "Green"], "colour")


def test_a_long_list_of_words_is_cut_short() -> None:
    assert words.unknown("?", map(str, range(100)), "number").endswith("38, 39 and 60 more")


def test_classes_and_properties_are_explained() -> None:
    found = {row["class"]: row for row in explained.classes()}
    assert list(found) == list(schema.classes())
    assert found["Ownership"]["ends"] == ["owner", "asset"]
    assert found["Deal"]["ends"] == []
    rows = {row["property"]: row for row in explained.properties("deal")}
    assert rows["kind"]["codes"] == list(tables.terms("deal-kind"))
    assert rows["seller"]["codes"] == []
