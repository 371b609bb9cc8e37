"""Pictures of networks: the same each time, nothing over another, parts side by side."""

from __future__ import annotations

import time

import networkx as nx
import numpy as np
import pytest
from scipy.spatial.distance import pdist

from panoptrade.graph.positions import positions


def test_the_same_network_and_seed_give_the_same_picture():
    edges = list(nx.florentine_families_graph().edges)
    names = sorted({name for pair in edges for name in pair})
    pairs = [(names.index(a), names.index(b)) for a, b in edges]
    first, second = positions(len(names), pairs, seed=4), positions(len(names), pairs, seed=4)
    assert np.array_equal(first, second)
    assert not np.array_equal(first, positions(len(names), pairs, seed=5))


@pytest.mark.parametrize(
    ("size", "edges"),
    [
        (1, []),
        (1, [(0, 0)]),
        (2, [(0, 1)]),
        (7, []),
        (3, [(0, 1), (1, 2)]),
        (9, [(0, n) for n in range(1, 9)]),
        (40, list(nx.cycle_graph(40).edges)),
        (30, list(nx.complete_graph(30).edges)),
        (60, [(n, n + 1) for n in range(0, 60, 3)]),
    ],
    ids=["one", "loop", "pair", "loose", "path", "star", "ring", "full", "parts"],
)
def test_no_node_lies_over_another(size, edges):
    found = positions(size, edges, radii=[8.0] * size)
    assert found.shape == (size, 2)
    assert np.isfinite(found).all()
    assert size == 1 or pdist(found).min() >= 16


def test_no_nodes_give_no_rows():
    assert positions(0, []).shape == (0, 2)


def test_large_nodes_are_given_more_room():
    edges = [(0, n) for n in range(1, 20)]
    radii = [40.0] + [5.0] * 19
    found = positions(20, edges, radii=radii)
    assert np.hypot(*(found[1:] - found[0]).T).min() >= 45


def test_parts_stand_side_by_side():
    two = list(nx.cycle_graph(12).edges) + [(a + 12, b + 12) for a, b in nx.star_graph(8).edges]
    found = positions(21, two)
    ring, star = found[:12], found[12:]
    apart = [
        ring[:, axis].max() < star[:, axis].min() or star[:, axis].max() < ring[:, axis].min()
        for axis in (0, 1)
    ]
    assert any(apart)


def test_ties_are_shorter_than_the_rest():
    graph = nx.connected_caveman_graph(5, 8)
    found = positions(40, graph.edges)
    tied = np.mean([np.hypot(*(found[a] - found[b])) for a, b in graph.edges])
    assert tied < 0.4 * pdist(found).mean()


def test_the_picture_is_centred_and_lies_wide():
    found = positions(30, nx.path_graph(30).edges)
    assert found.max(axis=0) + found.min(axis=0) == pytest.approx([0, 0])
    assert np.ptp(found[:, 0]) > np.ptp(found[:, 1])


def test_fifteen_hundred_nodes_take_a_few_seconds():
    graph = nx.barabasi_albert_graph(1500, 2, seed=1)
    begun = time.perf_counter()
    positions(1500, graph.edges)
    # About 2 s on two cores; the bound leaves room for a busy machine.
    assert time.perf_counter() - begun < 15
