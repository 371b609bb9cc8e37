"""Estimates from start nodes: unbiased, and as far off as their error says."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from panoptrade.graph import measures_paths, net
from panoptrade.graph.sampling import estimate, start_nodes
from tests.graph import networks

NET = net.of(networks.of(nx.barabasi_albert_graph(150, 2, seed=3)))


def test_the_mean_of_all_estimates_is_the_exact_value_and_their_spread_the_error():
    exact = measures_paths.betweenness(NET)["value"]
    found = [measures_paths.betweenness(NET, samples=60, seed=seed) for seed in range(300)]
    values = np.array([one["value"] for one in found])
    top = np.argsort(exact)[-5:]
    assert values.mean(axis=0)[top] == pytest.approx(exact[top], rel=0.02)
    errors = np.sqrt(np.mean([one["error"][top] ** 2 for one in found], axis=0))
    assert values.std(axis=0)[top] == pytest.approx(errors, rel=0.15)


def test_nineteen_of_twenty_intervals_hold_the_exact_value_of_a_central_node():
    exact = measures_paths.betweenness(NET)["value"]
    top = np.argsort(exact)[-5:]
    held = []
    for seed in range(300):
        found = measures_paths.betweenness(NET, samples=60, seed=seed)
        held.append((found["low"][top] <= exact[top]) & (exact[top] <= found["high"][top]))
    assert 0.90 < np.mean(held) < 0.99


def test_an_estimate_follows_its_formula():
    # Four nodes, of which two see 0 and 6: mean 3, sd √18, half of all were drawn.
    found = estimate(np.array([6.0]), np.array([36.0]), 2, 4)
    scale = 4 / (3 * 2)
    assert found["value"][0] == pytest.approx(3 * scale)
    assert found["error"][0] == pytest.approx(np.sqrt(18 / 2 * (1 - 2 / 4)) * scale)
    assert (found["low"][0], found["high"][0]) == (0, 1)


def test_one_start_node_of_several_gives_no_error():
    found = estimate(np.array([6.0]), np.array([36.0]), 1, 4)
    assert np.isnan(found["error"][0])


def test_start_nodes_are_drawn_once_each_and_the_same_by_the_same_seed():
    assert start_nodes(5, 9, 0).tolist() == [0, 1, 2, 3, 4]
    assert start_nodes(50, 9, 7).tolist() == start_nodes(50, 9, 7).tolist()
    assert len(set(start_nodes(50, 9, 7).tolist())) == 9
    assert start_nodes(50, 9, 7).tolist() != start_nodes(50, 9, 8).tolist()


def test_a_long_chain_is_followed_to_its_end():
    size = 3000
    chain = net.positioned(
        list(range(size)), np.arange(size - 1), np.arange(1, size), np.ones(size - 1)
    )
    found = measures_paths.dependencies(chain.steps, np.array([0, size - 1]))
    # From an end, the i-th node of the chain lies before all that come after it.
    assert found[1:, 0].tolist() == list(range(size - 2, -1, -1))
    assert found[:-1, 1].tolist() == list(range(size - 1))
