"""Forces on a grid are those between pairs, near enough for a picture."""

from __future__ import annotations

import numpy as np

from panoptrade.graph import repulsion
from panoptrade.graph.positions import positions


def crowd(size):
    chance = np.random.default_rng(0)
    return chance.normal(size=(size, 2)) * 100, chance.integers(1, 9, size).astype(float)


def test_two_nodes_push_each_other_apart_by_mass_over_distance():
    points = np.array([[0.0, 0.0], [4.0, 0.0]])
    found = repulsion.by_pairs(points, np.array([1.0, 2.0]))
    assert np.allclose(found, [[-10, 0], [10, 0]], atol=1e-9)


def test_a_grid_gives_the_forces_of_pairs_within_two_in_a_hundred():
    points, mass = crowd(1500)
    exact, near = repulsion.by_pairs(points, mass), repulsion.by_grid(points, mass)
    apart = np.hypot(*(near - exact).T) / np.hypot(*exact.T)
    assert np.median(apart) < 0.02
    assert np.quantile(apart, 0.9) < 0.2


def test_many_nodes_are_pushed_on_the_grid_and_few_by_pairs():
    points, mass = crowd(repulsion.PAIRS + 1)
    assert np.array_equal(repulsion.repulsion(points, mass), repulsion.by_grid(points, mass))
    few, light = points[:50], mass[:50]
    assert np.array_equal(repulsion.repulsion(few, light), repulsion.by_pairs(few, light))


def test_nodes_in_one_spot_have_no_force_without_end():
    found = repulsion.by_grid(np.zeros((2500, 2)), np.ones(2500))
    assert np.isfinite(found).all()


def test_a_large_network_is_placed_the_same_each_time():
    chance = np.random.default_rng(1)
    edges = [(one, int(one * chance.random())) for one in range(1, 2500)]
    assert np.array_equal(positions(2500, edges), positions(2500, edges))
