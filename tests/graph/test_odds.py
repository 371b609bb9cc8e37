"""Odds ratios, their intervals and exact tests, against published arithmetic and scipy's own."""

from __future__ import annotations

from math import inf, isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from scipy.stats.contingency import odds_ratio

from panoptrade.graph import odds

cells = st.integers(0, 60)


@pytest.mark.parametrize(
    ("table", "ratio", "p"),
    [
        # Beraja, Kao, Yang, Yuchtman (2023), figure 1: deals, then countries that are dealt with.
        ((105, 238 - 105, 50, 211 - 50), 2.54, 7e-6),
        ((40, 83 - 40, 18, 57 - 18), 2.02, 0.056),
    ],
)
def test_the_published_split_of_the_study_gives_its_odds_ratio(table, ratio, p):
    found = odds.compare(*table)
    assert round(found.ratio, 2) == ratio
    assert found.p == pytest.approx(p, rel=0.02)
    assert (found.low > 1) == (p < 0.05)


@given(cells, cells, cells, cells)
def test_the_interval_is_scipys_conditional_one(a, b, c, d):
    found = odds.compare(a, b, c, d)
    if isnan(found.ratio):
        assert 0 in (a + b, c + d, a + c, b + d)
        return
    theirs = odds_ratio([[a, b], [c, d]], kind="conditional").confidence_interval(0.95)
    assert [found.low, found.high] == pytest.approx([theirs.low, theirs.high], rel=1e-6)
    assert found.low <= found.ratio <= found.high


@given(cells, cells, cells, cells)
def test_the_other_way_round_it_is_the_inverse(a, b, c, d):
    found, turned = odds.compare(a, b, c, d), odds.compare(c, d, a, b)
    if isnan(found.ratio):
        assert isnan(turned.ratio)
        return
    assert turned.p == pytest.approx(found.p)
    assert turned.low == pytest.approx(1 / found.high if found.high else inf)


@given(st.integers(1, 200).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_of_a_share_is_wilsons(found):
    theirs = binomtest(*found).proportion_ci(method="wilson")
    ours = odds.wilson(*found)
    assert ours == pytest.approx((100 * theirs.low, 100 * theirs.high), abs=1e-9)


def test_nothing_of_nothing_has_no_interval():
    assert all(map(isnan, odds.wilson(0, 0)))


@pytest.mark.parametrize(
    ("table", "shows"),
    [
        ((105, 133, 50, 161), "above 1"),
        ((50, 161, 105, 133), "below 1"),
        ((40, 43, 18, 39), "not told apart from 1"),
        ((3, 0, 0, 2), "not told apart from 1"),
        ((3, 0, 1, 0), "cannot be known"),
        ((0, 0, 1, 2), "cannot be known"),
    ],
)
def test_what_an_odds_ratio_shows_is_said_in_words(table, shows):
    assert odds.stands(odds.compare(*table)) == shows


def test_large_tables_do_not_overflow():
    found = odds.compare(100_000, 200_000, 50_000, 250_000)
    assert found.ratio == pytest.approx(2.5)
    assert 2.46 < found.low < 2.5 < found.high < 2.54
