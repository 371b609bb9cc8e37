"""The study's equations 1 and 2 recover known coefficients from synthetic data.

The study is Beraja, Kao, Yang and Yuchtman, NBER working paper 31676 (2023); its list of deals is
not public, so nothing here is its result. Equation 1, a linear probability model over product s,
importer j and exporter i:

    trade_ijs = b0 + b1 1[i=CHN] + b2 1[s=AI] + b3 1[i=CHN] 1[s=AI] + X_ij g + u

with X the logs of both economies' size and of the distance, and errors clustered by exporter. b3
is what the study calls China's comparative advantage. Equation 2 stays within one exporter, over
product s and importer j, with errors clustered by importer:

    trade_js = a0 + a1 1[j weak] + a2 1[s=AI] + a3 1[j weak] 1[s=AI] + X_j g + u
"""

from __future__ import annotations

import numpy as np
import pytest

# b0, China, AI, China times AI, log size of exporter, of importer, log distance: near the study's.
EQUATION_1 = np.array([0.62, -0.02, -0.35, 0.47, 0.03, 0.02, -0.04])
# a0, weak, AI, weak times AI, log size.
EQUATION_2 = np.array([0.60, -0.05, -0.30, 0.22, 0.02])
COUNTRIES, PRODUCTS = 60, 18


def least_squares(y, x, clusters):
    """Return coefficients and standard errors clustered as Liang and Zeger (1986) do.

    b = (X'X)^-1 X'y; V = c (X'X)^-1 (sum over g of X_g' u_g u_g' X_g) (X'X)^-1, with the usual
    correction for few clusters c = G / (G - 1) * (n - 1) / (n - k).
    """
    bread = np.linalg.inv(x.T @ x)
    coefficients = bread @ x.T @ y
    scores = x * (y - x @ coefficients)[:, None]
    names, index = np.unique(clusters, return_inverse=True)
    sums = np.zeros((len(names), x.shape[1]))
    np.add.at(sums, index, scores)
    n, k, groups = len(y), x.shape[1], len(names)
    small = groups / (groups - 1) * (n - 1) / (n - k)
    variance = small * bread @ (sums.T @ sums) @ bread
    return coefficients, np.sqrt(np.diag(variance))


def world_1(seed, coefficients=EQUATION_1):
    """Draw trade between all pairs of countries in all products; 0 is China, and AI."""
    rng = np.random.default_rng(seed)
    i, j, s = (one.ravel() for one in np.indices((COUNTRIES, COUNTRIES, PRODUCTS)))
    keep = i != j
    i, j, s = i[keep], j[keep], s[keep]
    size = rng.uniform(-1, 1, COUNTRIES)
    distance = rng.uniform(-1, 1, (COUNTRIES, COUNTRIES))
    china, ai = (i == 0).astype(float), (s == 0).astype(float)
    x = np.column_stack([np.ones(len(i)), china, ai, china * ai, size[i], size[j], distance[i, j]])
    chance = x @ coefficients
    assert ((chance > 0) & (chance < 1)).all()
    return (rng.uniform(size=len(i)) < chance).astype(float), x, i


def world_2(seed, importers=2000, coefficients=EQUATION_2):
    """Draw one exporter's trade with many importers, half of them weak."""
    rng = np.random.default_rng(seed)
    j, s = (one.ravel() for one in np.indices((importers, PRODUCTS)))
    weak, ai = (j % 2).astype(float), (s == 0).astype(float)
    size = rng.uniform(-1, 1, importers)
    x = np.column_stack([np.ones(len(j)), weak, ai, weak * ai, size[j]])
    chance = x @ coefficients
    assert ((chance > 0) & (chance < 1)).all()
    return (rng.uniform(size=len(j)) < chance).astype(float), x, j


def test_without_noise_the_coefficients_come_back_exactly():
    _, x, clusters = world_1(0)
    found, errors = least_squares(x @ EQUATION_1, x, clusters)
    assert found == pytest.approx(EQUATION_1, abs=1e-9)
    assert errors == pytest.approx(np.zeros(len(EQUATION_1)), abs=1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_equation_1_recovers_the_advantage_in_ai(seed):
    y, x, exporters = world_1(seed)
    found, _ = least_squares(y, x, exporters)
    # Within China 59 importers decide b3: its error is about (.25 / 59) ** .5 = .065.
    assert found[3] == pytest.approx(0.47, abs=0.2)
    assert found[2] == pytest.approx(-0.35, abs=0.04)
    assert found[4:] == pytest.approx(EQUATION_1[4:], abs=0.02)


def test_equation_1_is_right_on_average():
    found = [least_squares(*world_1(seed))[0][3] for seed in range(20)]
    assert np.mean(found) == pytest.approx(0.47, abs=0.045)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_equation_2_recovers_the_lean_to_weak_democracies(seed):
    found, errors = least_squares(*world_2(seed))
    assert found == pytest.approx(EQUATION_2, abs=4 * errors.max())
    assert abs(found[3] - 0.22) < 4 * errors[3]
    assert errors[3] < 0.03


def test_equation_2_finds_nothing_where_there_is_nothing():
    none = EQUATION_2 * [1, 1, 1, 0, 1]
    found, errors = least_squares(*world_2(5, coefficients=none))
    assert abs(found[3]) < 3 * errors[3]


def test_the_clustered_error_of_a_mean_is_what_one_works_out_by_hand():
    # Two clusters of two with residuals (-1, -1) and (1, 1): sums -2 and 2, c = 2 * 3 / 3.
    y, x = np.array([0.0, 0, 2, 2]), np.ones((4, 1))
    found, errors = least_squares(y, x, ["a", "a", "b", "b"])
    assert found == pytest.approx([1.0])
    assert errors == pytest.approx([(2 * (4 + 4) / 16) ** 0.5])


def test_importers_that_repeat_themselves_widen_the_error():
    y, x, importers = world_2(7, importers=200)
    _, once = least_squares(y, x, importers)
    twice = least_squares(np.r_[y, y], np.r_[x, x], np.r_[importers, importers])[1]
    naive = least_squares(np.r_[y, y], np.r_[x, x], np.arange(2 * len(y)))[1]
    assert twice[3] == pytest.approx(once[3], rel=0.02)
    assert naive[3] < twice[3]
