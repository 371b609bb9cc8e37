"""The graph as networkx sees it: every thing, every reference, with what is known of each."""

from __future__ import annotations

import networkx as nx
import pytest

from panoptrade.graph.network import network
from panoptrade.ontology.words import UnknownWordError
from tests import world as worlds


def test_nodes_carry_their_properties_their_label_and_their_sources(world):
    node = network(world).nodes["org:acme-lantern-works"]
    assert node["label"] == "Vendor"
    assert node["name"] == "Acme Lantern Works"
    assert node["alias"] == ["ALW"]
    assert node["founded"] == "2009-04"
    assert node["sources"] == ["atlas-1", "gazette"]
    assert "lei" not in node, "what no source says is no property"


def test_references_are_edges_by_their_role(world):
    graph = network(world)
    edge = graph.edges["deal:gazette:1", "org:acme-lantern-works", "SELLER"]
    assert edge == {"type": "SELLER", "sources": ["gazette"]}
    roles = {key for _, _, key in graph.out_edges("deal:gazette:1", keys=True)}
    assert roles == {"SELLER", "BUYER", "TECHNOLOGY", "DESTINATION"}


def test_edge_classes_are_edges_with_their_properties(world):
    graph = network(world)
    ends = ("org:granite-holdings", "org:acme-lantern-works")
    edge = graph.edges[(*ends, "ownership:granite-holdings:acme-lantern-works")]
    assert edge["type"] == "OWNERSHIP"
    assert edge["share_min"] == 25.0
    assert (edge["start"], edge["end"]) == ("2014", "2019")
    assert edge["sources"] == ["gazette"]


def test_two_ties_of_one_class_between_two_bodies_stay_two(tmp_path):
    ends = {"owner": "org:granite-holdings", "asset": "org:acme-lantern-works"}
    extra = [worlds.said("atlas-1", "Ownership", "ownership:later", **ends, kind="investment")]
    graph = network(worlds.build(tmp_path, extra))
    assert graph.number_of_edges("org:granite-holdings", "org:acme-lantern-works") == 2


def test_rows_for_each_country_and_year_are_taken_on_request(world):
    assert "Classification" not in network(world).graph["classes"]
    graph = network(world, classes=["Country", "RegimeClass", "classification"])
    kenya = graph.edges["country:KEN", "row:1", "classification:row:KEN:2016"]
    assert (kenya["type"], kenya["year"]) == ("CLASSIFICATION", 2016)
    assert {label for _, label in graph.nodes(data="label")} == {"Country", "RegimeClass"}


def test_references_to_what_is_not_there_are_counted_and_make_no_bare_nodes(tmp_path):
    extra = [worlds.deal("gazette", 99, "nobody-knows", "KEN", start="2019")]
    graph = network(worlds.build(tmp_path, extra))
    assert "org:nobody-knows" not in graph
    assert graph.graph["dangling"] == 1


def test_a_projection_is_a_network_with_counts_years_and_sources(world):
    graph = network(world, "exporter-importer", years=(2015, 2018))
    edge = graph.edges["country:CHN", "country:KEN", "exporter-importer"]
    assert edge["deals"] == 2
    assert edge["years"] == [2015, 2018]
    assert edge["sources"] == ["gazette"]
    assert graph.nodes["country:KEN"]["name"] == "Kenya"
    assert graph.nodes["country:KEN"]["label"] == "Country"
    assert graph.graph["projection"] == "exporter-importer"
    assert graph.graph["filters"] == {"years": [2015, 2018], "undated": "drop"}
    assert graph.graph["totals"]["undated"] == 3


def test_an_undated_edge_has_no_first_year(world):
    edge = network(world, "vendor-country").edges["org:cobalt-owl", "country:UGA", "vendor-country"]
    assert "first_year" not in edge
    assert edge["undated"] == 1


@pytest.mark.parametrize("projection", [None, "vendor-country"])
def test_the_same_graph_gives_the_same_network_in_the_same_order(world, projection):
    first, second = network(world, projection), network(world, projection)
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))
    assert isinstance(first, nx.MultiDiGraph)


def test_filters_want_a_projection(world):
    with pytest.raises(ValueError, match="want a projection"):
        network(world, years=(2015, 2018))


def test_a_projection_has_its_own_classes(world):
    with pytest.raises(ValueError, match="its own classes"):
        network(world, "ownership", classes=["Vendor"])


def test_a_class_that_does_not_exist_is_named(world):
    with pytest.raises(UnknownWordError, match="did you mean Vendor"):
        network(world, classes=["Vendr"])
