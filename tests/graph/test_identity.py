"""The graph as if nobody had been renamed."""

from __future__ import annotations

import pytest

import panoptrade as pt
from panoptrade.graph.api import Graph
from panoptrade.graph.find import find
from panoptrade.graph.identity import as_one, continued
from tests import invented, world
from tests.owned import body, listed, owns


def became(old, new, kind="renamed", **found):
    ends = {"predecessor": f"org:{old}", "successor": f"org:{new}", "kind": kind}
    return world.said("gazette", "Succession", f"succession:{old}:{new}", **ends, **found)


def sold(number, name, **found):
    return world.deal("gazette", number, name, "KEN", **found)


@pytest.fixture
def graph(tmp_path):
    return lambda *records: invented.built(tmp_path / "graph", records)


@pytest.mark.parametrize(
    ("records", "moves"),
    [
        ([became("a", "b")], {"org:a": "org:b"}),
        ([became("a", "b"), became("b", "c", "rebranded")], {"org:a": "org:c", "org:b": "org:c"}),
        ([became("a", "b", "merged"), became("b", "c", "acquired_assets")], {}),
        ([became("b", "a"), became("a", "b")], {"org:b": "org:a"}),
        ([became("a", "b", date="2020"), became("a", "c", date="2019")], {"org:a": "org:b"}),
        ([became("a", "b", date="2020"), became("a", "c")], {"org:a": "org:b"}),
        ([], {}),
    ],
)
def test_a_body_ends_as_its_last_name(graph, records, moves):
    assert continued(graph(body("a"), body("b"), body("c"), *records)) == moves


def test_earlier_and_later_names_are_counted_as_one(graph):
    both = graph(
        body("old"), body("new"), became("old", "new", date="2020"),
        sold(1, "old", start="2018"), sold(2, "new", start="2021"), sold(3, "old new"),
    )  # fmt: skip
    apart, one = pt.flows(both, "vendor"), pt.flows(as_one(both), "vendor")
    assert apart.set_index("vendor")["deals"].to_dict() == {"org:old": 2, "org:new": 2}
    assert one.set_index("vendor")["deals"].to_dict() == {"org:new": 3}
    assert pt.flows(both, "vendor").equals(apart)


def test_the_last_name_takes_over_what_only_the_earlier_rows_say(graph):
    both = as_one(
        graph(
            body("old", country=["country:ISR"], alias=["Olde"]), body("new", founded="2020"),
            became("old", "new"),
        )
    )  # fmt: skip
    (row,) = both.rows("Vendor", ["org:old"])
    assert (row["id"], row["name"], row["country"], row["founded"]) == (
        "org:new", "New", ["country:ISR"], "2020",
    )  # fmt: skip
    assert row["alias"] == ["Old", "Olde"]
    assert both.table("Vendor")["id"].tolist() == ["org:new"]
    assert both.table("Succession").empty


def test_a_body_of_two_classes_becomes_one_of_the_narrower(graph):
    both = as_one(
        graph(
            world.said("gazette", "Organization", "org:new", name="New"), body("old"),
            became("old", "new"),
        )
    )  # fmt: skip
    assert both.table("Vendor")[["id", "name"]].to_numpy().tolist() == [["org:new", "New"]]
    assert both.table("Organization").empty


def test_a_name_of_any_time_finds_the_one_body(graph):
    both = as_one(graph(body("old"), body("new"), became("old", "new")))
    assert find(both, "Old")[0::3] == ("org:new", "alias")
    assert find(both, "org:old")[0::3] == ("org:new", "succession")


def test_what_restricted_the_earlier_name_restricts_the_later(graph):
    both = graph(
        body("old"), body("new"), body("lens"), became("old", "new", date="2020"),
        listed("old", start="2019"), owns("new", "lens", 60, start="2021"),
    )  # fmt: skip
    apart = pt.restricted(both, "lens", "2022-01-01", "ofac")["answer"].tolist()
    one = pt.restricted(as_one(both), "lens", "2022-01-01", "ofac")["answer"].tolist()
    assert (apart, one) == (["not restricted"], ["restricted"])


def test_a_holding_of_an_earlier_name_in_a_later_is_none(graph):
    both = as_one(graph(body("old"), body("new"), became("old", "new"), owns("old", "new", 100)))
    assert both.table("Ownership").empty


def test_leakage_of_the_later_name_is_direct(graph):
    both = graph(
        body("old"), body("new"), became("old", "new", date="2020"), listed("old", start="2019"),
        sold(1, "new", start="2021"),
    )  # fmt: skip
    assert pt.leakage(both)["way"].tolist() == ["successor"]
    assert pt.leakage(as_one(both))["way"].tolist() == ["direct"]


def test_nothing_renamed_changes_nothing(graph):
    plain = graph(body("a"), sold(1, "a", start="2018"))
    assert pt.flows(as_one(plain), "vendor").equals(pt.flows(plain, "vendor"))


def test_nothing_is_written_and_the_graph_stays_as_it_was(world):
    before = {one: one.read_bytes() for one in world.path.rglob("*") if one.is_file()}
    one = as_one(world)
    for cls in world.classes():
        assert one.arrow(cls).schema.equals(world.arrow(cls).schema)
    assert "org:cobalt-owl" in world.table("Vendor")["id"].tolist()
    assert "org:cobalt-owl" not in one.table("Vendor")["id"].tolist()
    assert {one: one.read_bytes() for one in world.path.rglob("*") if one.is_file()} == before


@pytest.mark.parametrize(
    "ask",
    [
        lambda graph: graph.cypher("MATCH (n) RETURN n.id AS id"),
        lambda graph: graph.sparql("SELECT ?s WHERE { ?s ?p ?o }"),
        lambda graph: graph.ask("vendors-without-owner"),
        lambda graph: graph.rdf(),
        lambda graph: graph.explain("org:cobalt-owl"),
        lambda graph: graph.check(),
    ],
)
def test_what_cannot_follow_a_renaming_refuses(world, ask):
    with pytest.raises(ValueError, match="before as_one"):
        ask(Graph(world.path).as_one())
