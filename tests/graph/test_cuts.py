"""Minimum cuts of nodes: known answers, brute force, and laws."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panoptrade.graph import cuts

EDGES = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=24)


def drawn(*edges):
    graph = nx.DiGraph()
    graph.add_nodes_from(["s", "t"])
    for edge in edges:
        nx.add_path(graph, edge.split())
    return graph


def ones(graph):
    return {node: 1 for node in graph if node not in {"s", "t", 0, 7}}


def stopping(graph, source, sink, among, size):
    """Return every set of so many nodes without which no way leads from source to sink."""
    return {
        frozenset(chosen)
        for chosen in combinations(sorted(among), size)
        if not nx.has_path(graph.subgraph(set(graph) - set(chosen)), source, sink)
    }


def network(edges):
    graph = nx.DiGraph((u, v) for u, v in edges if u != v and (u, v) != (0, 7))
    graph.add_nodes_from([0, 7])
    return graph


def test_two_ways_that_meet_are_cut_where_they_meet():
    graph = drawn("s a m t", "s b m t")
    found = cuts.minimum(graph, "s", "t", ones(graph))
    assert (found.value, found.first, found.last) == (1, {"m"}, {"m"})


def test_a_chain_can_be_cut_anywhere_and_each_cut_is_given():
    graph = drawn("s a b c t")
    found = cuts.minimum(graph, "s", "t", ones(graph))
    assert (found.first, found.last, found.always) == ({"a"}, {"c"}, frozenset())
    assert cuts.every(found, "s", "t", 9) == ([{"a"}, {"b"}, {"c"}], True)
    assert cuts.every(found, "s", "t", 2) == ([{"a"}, {"b"}], False)


def test_capacities_choose_the_cheaper_side():
    graph = drawn("s a t", "s b t", "s c t")
    found = cuts.minimum(graph, "s", "t", {"a": 2, "b": 3, "c": 4})
    assert (found.value, found.first) == (9, {"a", "b", "c"})
    assert found.through["s", "c"] == 4
    wide = drawn("s x a t", "s x b t")
    assert cuts.minimum(wide, "s", "t", {"x": 4, "a": 2, "b": 3}).first == {"x"}


def test_nothing_flows_where_no_way_leads():
    found = cuts.minimum(drawn("s a", "b t"), "s", "t", {"a": 1, "b": 1})
    assert (found.value, found.first, found.through) == (0, frozenset(), {})
    assert cuts.every(found, "s", "t", 5) == ([frozenset()], True)


def test_a_way_that_nothing_can_cut_is_said():
    with pytest.raises(cuts.NoCutError, match="passes nothing that can be cut"):
        cuts.minimum(drawn("s a t", "s b t"), "s", "t", {"a": 1})


def test_money_beyond_32_bits_flows_as_exactly():
    graph = drawn("s a t", "s b t")
    found = cuts.minimum(graph, "s", "t", {"a": 10**15 + 1, "b": 10**15})
    assert (found.value, found.first) == (2 * 10**15 + 1, {"a", "b"})


@settings(max_examples=150, deadline=None)
@given(EDGES)
def test_all_minimum_cuts_are_those_that_trying_every_set_finds(edges):
    graph = network(edges)
    before = sorted(graph.edges)
    costs = ones(graph)
    found = cuts.minimum(graph, 0, 7, costs)
    wanted = stopping(graph, 0, 7, costs, found.value)
    given_, complete = cuts.every(found, 0, 7, 500)
    assert complete
    assert set(given_) == wanted
    assert found.always == frozenset.intersection(*wanted)
    assert not stopping(graph, 0, 7, costs, found.value - 1) if found.value else True
    assert sorted(graph.edges) == before


@settings(max_examples=100, deadline=None)
@given(EDGES, st.lists(st.integers(1, 9), min_size=8, max_size=8))
def test_a_cut_s_value_is_the_flow_s_whichever_engine_finds_it(edges, sizes):
    graph = network(edges)
    costs = {node: sizes[node] for node in ones(graph)}
    found = cuts.minimum(graph, 0, 7, costs)
    assert sum(costs[one] for one in found.first) == found.value
    assert sum(costs[one] for one in found.last) == found.value
    assert sum(amount for (u, _), amount in found.through.items() if u == 0) >= found.value
    far = 10**10
    large = cuts.minimum(graph, 0, 7, {node: far * cost for node, cost in costs.items()})
    assert (large.value, large.first, large.last) == (far * found.value, found.first, found.last)
    split = nx.DiGraph()
    for node in graph:
        split.add_edge((node, 0), (node, 1), **({"capacity": costs[node]} if node in costs else {}))
    split.add_edges_from(((u, 1), (v, 0)) for u, v in graph.edges)
    assert nx.maximum_flow_value(split, (0, 0), (7, 1)) == found.value
