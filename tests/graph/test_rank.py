"""Centrality: networks whose answers are in the textbooks, and the invented world's."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from panoptrade.graph import rank
from panoptrade.graph.measures import MEASURES, betweenness, degree, hits, pagerank, strength
from panoptrade.graph.rank import centrality
from panoptrade.ontology.words import UnknownWordError


def directed(graph):
    """Return an undirected network with each tie in one direction."""
    made = nx.DiGraph()
    made.add_nodes_from(graph)
    made.add_edges_from(graph.edges, weight=1.0)
    return made


def test_degrees_of_krackhardts_kite_are_the_published_ones():
    found = degree(directed(nx.krackhardt_kite_graph()))["value"]
    assert list(found.values()) == [4, 4, 3, 6, 3, 5, 5, 3, 2, 1]


def test_betweenness_of_krackhardts_kite_is_the_published_one():
    found = betweenness(directed(nx.krackhardt_kite_graph()))["value"]
    known = [0.023, 0.023, 0.0, 0.102, 0.0, 0.231, 0.231, 0.389, 0.222, 0.0]
    assert list(found.values()) == pytest.approx(known, abs=5e-4)


def test_the_medici_stand_between_the_florentine_families():
    found = betweenness(directed(nx.florentine_families_graph()))["value"]
    assert max(found, key=found.get) == "Medici"
    assert found["Medici"] == pytest.approx(0.522, abs=5e-4)
    assert found["Strozzi"] == pytest.approx(0.103, abs=5e-4)
    assert found["Pazzi"] == 0


def test_betweenness_from_all_samples_is_the_whole_betweenness():
    graph = directed(nx.krackhardt_kite_graph())
    every = betweenness(graph, samples=10, seed=3)
    assert every["value"] == pytest.approx(betweenness(graph)["value"], abs=1e-15)
    assert set(every["error"].values()) == {0.0}
    assert betweenness(graph, samples=3, seed=1) == betweenness(graph, samples=3, seed=1)


def test_pagerank_of_a_path_follows_its_formula():
    graph = nx.DiGraph([("a", "b")])
    first = 1 / (2 + 0.85)  # p(a) = 0.075 + 0.425 p(b), p(b) = p(a) + 0.85 p(a)
    assert pagerank(graph)["value"]["a"] == pytest.approx(first, abs=1e-6)
    assert sum(pagerank(graph)["value"].values()) == pytest.approx(1)


def test_hubs_and_authorities_are_the_singular_vectors():
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([("a", "x", 3), ("a", "y", 1), ("b", "y", 2), ("c", "x", 1)])
    left, _, right = np.linalg.svd(nx.to_numpy_array(graph))
    found = hits(graph)
    assert list(found["hub"].values()) == pytest.approx(abs(left[:, 0]) / abs(left[:, 0]).sum())
    expected = abs(right[0]) / abs(right[0]).sum()
    assert list(found["authority"].values()) == pytest.approx(expected)


def test_two_equally_strong_parts_share_the_hubs():
    graph = nx.DiGraph([("a", "x"), ("b", "y")])
    assert hits(graph)["hub"] == pytest.approx({"a": 0.5, "x": 0, "b": 0.5, "y": 0})


def test_power_iteration_that_does_not_settle_is_an_error(monkeypatch):
    monkeypatch.setattr("panoptrade.graph.measures.ITERATIONS", 1)
    with pytest.raises(nx.PowerIterationFailedConvergence):
        hits(nx.DiGraph([("a", "x"), ("a", "y"), ("b", "y")]))


def test_strength_adds_weights_in_and_out():
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([("a", "b", 2.0), ("b", "a", 3.0), ("b", "c", 5.0)])
    assert strength(graph)["value"] == {"a": 5.0, "b": 10.0, "c": 5.0}


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_of_an_empty_network_is_an_empty_frame(world, measure):
    found = centrality(world, measure, technology="iris-recognition")
    assert found.empty
    assert list(found)[:6] == ["rank", "id", "name", "class", "country", "value"]


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_ranks_the_same_twice_and_says_its_formula(world, measure):
    found = centrality(world, measure)
    assert found.equals(centrality(world, measure))
    assert found["value"].is_monotonic_decreasing
    assert len(found) == 9
    assert MEASURES[measure].__doc__


def test_uganda_stands_between_the_vendors_of_the_invented_world(world):
    found = centrality(world, "betweenness").set_index("id")["value"]
    # Of 28 pairs of others Uganda lies on 9.5: Cobalt and Mexico to each of four (8), and half of
    # each of the three pairs of Acme, Borealis and Dune, who meet in Kenya too.
    assert found["country:UGA"] == pytest.approx(9.5 / 28)
    assert found["org:cobalt-owl"] == pytest.approx(5 / 28)
    assert found["country:KEN"] == pytest.approx(1.5 / 28)
    assert found["org:ember-lens"] == 0


def test_equal_values_share_a_rank_in_the_order_of_their_ids(world):
    found = centrality(world, "degree")
    assert found[["rank", "id", "value"]].head(6).to_numpy().tolist() == [
        [1, "country:UGA", 4.0],
        [2, "country:KEN", 3.0],
        [3, "org:acme-lantern-works", 2.0],
        [3, "org:borealis-gaze", 2.0],
        [3, "org:cobalt-owl", 2.0],
        [3, "org:dune-whisper", 2.0],
    ]
    assert found["rank"].tolist()[6:] == [7, 7, 7]


def test_a_rank_stands_beside_what_it_rests_on(world):
    kenya = centrality(world, "in-strength").set_index("id").loc["country:KEN"]
    assert kenya.to_dict() == {
        "rank": 1,
        "name": "Kenya",
        "class": "Country",
        "country": "KEN",
        "value": 4.0,
        "deals": 4,
        "links": 3,
        "undated": 1,
    }


@pytest.mark.parametrize(("weight", "value"), [("deals", 4.0), ("links", 3.0), (None, 3.0)])
def test_strength_is_in_the_unit_asked_for(world, weight, value):
    found = centrality(world, "in-strength", weight=weight).set_index("id")["value"]
    assert found["country:KEN"] == value


def test_hits_give_hubs_and_authorities(world):
    found = centrality(world, "hits").set_index("id")
    assert found["hub"].equals(found["value"].rename("hub"))
    assert found.loc["country:KEN", "hub"] == 0
    assert found.loc["country:KEN", "authority"] > found.loc["country:MEX", "authority"]
    assert found["authority"].sum() == pytest.approx(1)


def test_a_limit_gives_the_first_and_filters_apply(world):
    found = centrality(world, "out-degree", "exporter-importer", limit=2, years=(2015, 2018))
    assert found["id"].tolist() == ["country:CHN", "country:HUN"]
    assert found.attrs["totals"]["undated"] == 3
    assert found.attrs["filters"]["years"] == [2015, 2018]


def test_an_estimate_says_that_it_is_one(world):
    found = centrality(world, "betweenness", samples=4, seed=1)
    assert found.attrs["notes"][1].startswith("estimated from 4 start nodes: error is")
    assert list(found)[5:10] == ["value", "error", "low", "high", "deals"]
    assert ((found["low"] <= found["value"]) & (found["value"] <= found["high"])).all()
    assert found["error"].max() > 0
    assert found.equals(centrality(world, "betweenness", samples=4, seed=1))


def test_samples_of_a_measure_that_takes_none_are_an_error(world):
    with pytest.raises(ValueError, match="estimate betweenness only, not degree"):
        centrality(world, "degree", samples=3)
    with pytest.raises(ValueError, match="2 start nodes or more"):
        centrality(world, "betweenness", samples=1)


def test_another_engine_can_take_over(world, monkeypatch):
    def ones(edges, measure, weight, **_):
        ends = pd.concat([edges["source"], edges["target"]]).unique()
        return {"value": dict.fromkeys(ends, 1.0)}

    monkeypatch.setitem(rank.ENGINES, "ones", ones)
    found = centrality(world, "degree", engine="ones")
    assert set(found["value"]) == {1.0}
    assert set(found["rank"]) == {1}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"measure": "betweeness"}, "did you mean betweenness"),
        ({"engine": "networks"}, "did you mean networkx"),
        ({"weight": "deal"}, "did you mean deals"),
    ],
)
def test_a_wrong_word_names_the_nearest(world, options, message):
    with pytest.raises(UnknownWordError, match=message):
        centrality(world, **options)
