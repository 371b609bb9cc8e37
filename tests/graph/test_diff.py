"""What came, went and changed between two graphs."""

from __future__ import annotations

import pytest

from panoptrade.graph.diff import COLUMNS, diff
from panoptrade.ontology.words import UnknownWordError
from tests import invented
from tests import world as worlds


def vendor(name, **found):
    return worlds.said("gazette", "Vendor", f"org:{name}", name=name, **found)


def graph(path, *records):
    return invented.built(path, records)


def test_a_graph_does_not_differ_from_itself(world):
    found = diff(world, world)
    assert found.to_dict("records") == []
    assert list(found.columns) == COLUMNS
    assert found.attrs["notes"] == ["no difference"]


def test_what_came_went_and_changed_is_told_apart(tmp_path):
    old = graph(tmp_path / "a", vendor("acme", founded="2010", alias=["A"]), vendor("borealis"))
    new = graph(tmp_path / "b", vendor("acme", founded="2011", alias=["A", "B"]), vendor("cobalt"))
    rows = [tuple(row) for row in diff(old, new, classes=["Vendor"]).itertuples(index=False)]
    assert rows == [
        ("added", "Vendor", "org:cobalt", "cobalt", None, None, None),
        ("removed", "Vendor", "org:borealis", "borealis", None, None, None),
        ("changed", "Vendor", "org:acme", "acme", "alias", ["A"], ["A", "B"]),
        ("changed", "Vendor", "org:acme", "acme", "founded", "2010", "2011"),
    ]


def test_a_property_that_comes_or_goes_is_a_change(tmp_path):
    old = graph(tmp_path / "a", vendor("acme", founded="2010"))
    new = graph(tmp_path / "b", vendor("acme", dissolved="2020"))
    found = diff(old, new, classes=["Vendor"])[["property", "before", "after"]]
    assert found.to_numpy().tolist() == [["dissolved", None, "2020"], ["founded", "2010", None]]


def test_a_restriction_is_named_by_whom_it_is_about(tmp_path):
    listed = worlds.said(
        "gazette", "Sanction", "sanction:1", target="org:acme", programme="programme:us-ns-cmic"
    )
    old = graph(tmp_path / "a", vendor("acme"))
    found = diff(old, graph(tmp_path / "b", vendor("acme"), listed))
    assert found["name"].tolist() == [
        "acme → Non-SDN Chinese Military-Industrial Complex Companies List (NS-CMIC)"
    ]


def test_a_delisting_is_an_end_and_no_removal(tmp_path):
    def listed(**found):
        about = {"target": "org:acme", "programme": "programme:us-ns-cmic", "start": "2021"}
        return worlds.said("gazette", "Sanction", "sanction:1", **about, **found)

    old = graph(tmp_path / "a", vendor("acme"), listed())
    new = graph(tmp_path / "b", vendor("acme"), listed(end="2024-10-23"))
    found = diff(old, new, classes=["Sanction"])
    assert found[["change", "property", "before", "after"]].to_numpy().tolist() == [
        ["changed", "end", None, "2024-10-23"]
    ]
    assert found.attrs["notes"] == ["Sanction: 1 changed"]


def test_a_class_that_the_ontology_lacks_is_an_error(world):
    with pytest.raises(UnknownWordError, match="Vendor"):
        diff(world, world, classes=["Vendro"])
