"""The two engines agree, on drawable networks, random ones and the starter graph's."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import panoptrade as pt
from panoptrade.graph import engines, net
from panoptrade.graph.engines import by_columns, by_networkx
from panoptrade.graph.measures import MEASURES
from panoptrade.graph.project import project
from panoptrade.graph.projections import PROJECTIONS
from tests.graph import networks

ITERATED = {"eigenvector", "hits"}
LABELS = st.permutations([f"n{number:02}" for number in range(12)])


def agree(edges: pd.DataFrame, measure: str, weight: str | None = "deals", **sampling: int) -> None:
    ours = by_columns(edges, measure, weight, **sampling)
    theirs = by_networkx(edges, measure, weight, **sampling)
    assert ours.keys() == theirs.keys() | ({"value"} if measure == "hits" else set())
    for column, values in theirs.items():
        assert ours[column] == pytest.approx(values, abs=1e-9), column


def settles(edges: pd.DataFrame, measure: str) -> bool:
    """Say whether the strongest part is stronger than the next, or equal: else nobody is exact."""
    made = net.of(edges, "deals")
    matrix = made.undirected if measure == "eigenvector" else made.matrix @ made.matrix.T
    values = np.sort(np.linalg.eigvalsh(matrix.toarray()))[::-1]
    below = values[values < values[0] * (1 - 1e-12)]
    return not len(below) or below[0] < 0.98 * values[0]


@pytest.mark.parametrize("measure", MEASURES)
@given(edges=networks.random(), weight=st.sampled_from(["deals", None]))
@settings(max_examples=40, deadline=None)
def test_both_engines_agree_on_random_networks(measure, edges, weight):
    if measure in ITERATED and len(edges):
        assume(settles(edges.assign(deals=1.0) if weight is None else edges, measure))
    agree(edges, measure, weight)


@given(edges=networks.random(), samples=st.integers(2, 12), seed=st.integers(0, 9))
@settings(max_examples=40, deadline=None)
def test_both_engines_agree_on_estimates_and_their_errors(edges, samples, seed):
    agree(edges, "betweenness", samples=samples, seed=seed)


@pytest.fixture(scope="module")
def projected() -> dict[str, pd.DataFrame]:
    graph = pt.starter()
    return {name: project(graph, name, domestic=True).edges for name in PROJECTIONS}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("projection", PROJECTIONS)
def test_both_engines_agree_on_the_starter_graph(projected, projection, measure):
    agree(projected[projection], measure)


def test_both_engines_agree_on_a_network_too_large_for_all_eigenvectors():
    graph = nx.gnm_random_graph(600, 3000, seed=4, directed=True)
    edges = networks.of(graph)
    edges["deals"] = np.random.default_rng(1).integers(1, 9, len(edges)).astype(float)
    for measure in ("pagerank", "hits", "eigenvector", "katz", "closeness", "harmonic", "core"):
        agree(edges, measure)
    agree(edges, "betweenness", samples=40, seed=2)


def test_two_equal_parts_share_the_eigenvector_whatever_their_size():
    one = networks.of(nx.gnm_random_graph(150, 700, seed=2))
    both = pd.concat([one, one.map(lambda x: f"b{x}" if isinstance(x, str) else x)])
    found = by_columns(both, "eigenvector", None)["value"]
    alone = by_columns(one, "eigenvector", None)["value"]
    for node, value in alone.items():
        assert found[node] == pytest.approx(value / np.sqrt(2), abs=1e-9)
        assert found[f"b{node}"] == pytest.approx(value / np.sqrt(2), abs=1e-9)


@pytest.mark.parametrize("engine", engines.ENGINES)
@pytest.mark.parametrize("measure", MEASURES)
def test_no_network_gives_no_values(engine, measure):
    found = engines.ENGINES[engine](networks.edges(), measure, "deals")
    assert set(map(len, found.values())) == {0}


@pytest.mark.parametrize("measure", MEASURES)
def test_one_node_tied_to_itself_has_a_value(measure):
    edges = networks.edges("a>a:2")
    agree(edges, measure)
    known = {"degree": 2, "in-degree": 1, "out-degree": 1, "strength": 4, "in-strength": 2}
    known |= {"out-strength": 2, "pagerank": 1, "hits": 1, "eigenvector": 1, "katz": 1}
    assert by_columns(edges, measure, "deals")["value"]["a"] == pytest.approx(known.get(measure, 0))


@pytest.mark.parametrize("measure", MEASURES)
def test_ten_thousand_parallel_ties_are_one_of_their_summed_weight(measure):
    many = networks.edges(*["a>b"] * 10_000, "b>c:2")
    one = networks.edges("a>b:10000", "b>c:2")
    assert by_columns(many, measure, "deals") == by_columns(one, measure, "deals")
    assert by_networkx(many, measure, "deals") == by_networkx(one, measure, "deals")


@pytest.mark.parametrize("measure", MEASURES)
@given(edges=networks.random(), labels=LABELS)
@settings(max_examples=20, deadline=None)
def test_other_names_change_no_value(measure, edges, labels):
    named = dict(zip(sorted(labels), labels, strict=True))
    other = edges.assign(source=edges["source"].map(named), target=edges["target"].map(named))
    first = by_columns(edges, measure, "deals")["value"]
    found = by_columns(other.iloc[::-1], measure, "deals")["value"]
    assert found == pytest.approx({named[one]: value for one, value in first.items()}, abs=1e-9)


@given(edges=networks.random())
@settings(max_examples=40, deadline=None)
def test_shares_sum_to_one_and_lengths_are_one(edges):
    assume(len(edges))
    for measure in ("pagerank", "hits"):
        assert sum(by_columns(edges, measure, "deals")["value"].values()) == pytest.approx(1)
    for measure in ("eigenvector", "katz"):
        squares = [x * x for x in by_columns(edges, measure, "deals")["value"].values()]
        assert sum(squares) == pytest.approx(1)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("engine", engines.ENGINES)
def test_no_measure_changes_its_edges(engine, measure):
    edges = networks.edges("a>b:2", "b>c", "c>a:3", "c>c", "d>e")
    before = edges.copy(deep=True)
    engines.ENGINES[engine](edges, measure, "deals")
    pd.testing.assert_frame_equal(edges, before)


def test_what_does_not_settle_is_an_error_that_says_what_to_do(monkeypatch):
    monkeypatch.setattr("panoptrade.graph.measures.ITERATIONS", 1)
    with pytest.raises(ValueError, match=r"eigenvector does not settle.*other engine"):
        by_networkx(networks.edges("a>b", "b>c:2"), "eigenvector", "deals")
