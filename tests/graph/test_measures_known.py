"""Known answers of both engines on networks that can be drawn."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from panoptrade.graph.engines import ENGINES
from tests.graph import networks

STAR = networks.edges("hub>a", "hub>b", "hub>c", "hub>d")
PATH = networks.edges("a>b", "b>c", "c>d")
TWO = networks.edges("a>b", "c>d", "d>e", "e>c")  # a pair and a triangle


@pytest.fixture(params=ENGINES)
def value(request):
    """Return what gives a measure's first column."""
    return lambda edges, measure, weight=None: next(
        iter(ENGINES[request.param](edges, measure, weight).values())
    )


@pytest.mark.parametrize(
    ("edges", "measure", "known"),
    [
        (STAR, "degree", {"hub": 4, "a": 1}),
        (STAR, "out-degree", {"hub": 4, "a": 0}),
        (STAR, "betweenness", {"hub": 1, "a": 0}),
        (STAR, "closeness", {"hub": 1, "a": 4 / 7}),
        (STAR, "harmonic", {"hub": 1, "a": (1 + 3 / 2) / 4}),
        (STAR, "core", {"hub": 1, "a": 1}),
        (STAR, "eigenvector", {"hub": 1 / np.sqrt(2), "a": 1 / np.sqrt(8)}),
        (STAR, "hits", {"hub": 1, "a": 0}),
        # α = 0.85/sqrt(1 * 4) = 0.425: the hub has 1, each leaf 1.425.
        (STAR, "katz", {"hub": 1 / np.hypot(1, 2.85), "a": 1.425 / np.hypot(1, 2.85)}),
        (PATH, "betweenness", {"a": 0, "b": 2 / 3, "c": 2 / 3, "d": 0}),
        (PATH, "closeness", {"a": 3 / 6, "b": 3 / 4, "c": 3 / 4, "d": 3 / 6}),
        (PATH, "harmonic", {"a": (1 + 1 / 2 + 1 / 3) / 3, "b": (1 + 1 + 1 / 2) / 3}),
        (PATH, "core", {"a": 1, "d": 1}),
        # Each passes 0.85 of its rank on: 1, 1.85, 2.5725, 3.186625 in proportion.
        (PATH, "pagerank", {"a": 1 / 8.609125, "b": 1.85 / 8.609125, "d": 3.186625 / 8.609125}),
        (TWO, "core", {"a": 1, "b": 1, "c": 2, "d": 2, "e": 2}),
        # A pair of five nodes: one of four others is reached, at distance 1.
        (TWO, "closeness", {"a": 1 / 4, "c": 2 / 4}),
        (TWO, "harmonic", {"a": 1 / 4, "c": 2 / 4}),
        (TWO, "betweenness", {"a": 0, "c": 0}),
        (TWO, "eigenvector", {"a": 0, "b": 0, "c": 1 / np.sqrt(3)}),
    ],
)
def test_a_measure_has_the_value_that_can_be_worked_out(value, edges, measure, known):
    found = value(edges, measure)
    assert {one: found[one] for one in known} == pytest.approx(known, abs=1e-9)


def test_krackhardts_kite_has_the_published_closeness(value):
    found = value(networks.of(nx.krackhardt_kite_graph()), "closeness")
    known = [0.529, 0.529, 0.5, 0.6, 0.5, 0.643, 0.643, 0.6, 0.429, 0.31]
    assert list(found.values()) == pytest.approx(known, abs=5e-4)


def test_krackhardts_kite_has_a_core_of_three_ties(value):
    found = value(networks.of(nx.krackhardt_kite_graph()), "core")
    assert list(found.values()) == [3, 3, 3, 3, 3, 3, 3, 2, 1, 1]


def test_the_medici_are_first_by_closeness_harmonic_and_eigenvector(value):
    edges = networks.of(nx.florentine_families_graph())
    known = {"closeness": 0.56, "harmonic": 9.5 / 14, "eigenvector": 0.430}
    for measure, high in known.items():
        found = value(edges, measure)
        assert max(found, key=found.get) == "Medici"
        assert found["Medici"] == pytest.approx(high, abs=1e-3)


def test_a_weight_moves_rank_along_the_heavier_tie(value):
    found = value(networks.edges("a>b:3", "a>c:1"), "pagerank", "deals")
    # p(a) = s, p(b) = s + 0.85 * 3/4 s, p(c) = s + 0.85 * 1/4 s.
    assert found["b"] / found["a"] == pytest.approx(1 + 0.85 * 3 / 4)
    assert found["c"] / found["a"] == pytest.approx(1 + 0.85 / 4)
