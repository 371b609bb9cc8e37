"""How concentrated shares are: known answers, published figures, and laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panoptrade.graph.concentration import Bounds, bounds, bounds_among, hhi

AMOUNTS = st.lists(st.integers(0, 50), max_size=8)
# Figure A.3 of Beraja, Kao, Yang and Yuchtman (2023): deals of the twenty exporters it prints; the
# other 16 of 36 exporters share the rest of 1,636 deals.
BARS = [250, 215, 148, 138, 123, 104, 98, 94, 91, 71, 69, 40, 35, 34, 21, 21, 19, 10, 9, 7]


def test_equal_shares_give_one_over_their_number():
    assert hhi([3, 3, 3, 3]) == 0.25
    assert hhi([7]) == 1
    assert hhi([7, 0]) == 1


def test_nothing_has_no_index():
    assert hhi([]) is None
    assert hhi([0]) is None
    assert bounds([], []) is None


def test_the_unknown_may_be_of_the_largest_or_of_others():
    # Three of A, one of B, two unknown: 5-1 at most, 3-1-1-1 at least.
    assert bounds([3, 1], [1, 1]) == Bounds(pytest.approx(12 / 36), pytest.approx(26 / 36))


def test_where_nothing_is_known_anything_may_be():
    assert bounds([], [1, 1, 1, 1]) == Bounds(0.25, 1)


def test_the_study_s_exporters_give_its_index():
    assert sum(BARS) == 1597
    low, high = bounds_among(BARS, 1636 - 1597, others=16, most=7)
    assert (round(low, 4), round(high, 4)) == (0.0813, 0.0814)
    assert (low, high) == (pytest.approx(0.081335, abs=1e-6), pytest.approx(0.081371, abs=1e-6))
    assert round(100 * BARS[0] / 1636, 1) == 15.3
    assert round(100 * BARS[1] / 1636, 1) == 13.1


def test_more_others_than_units_are_refused():
    with pytest.raises(ValueError, match="3 cannot be shared by 4 others, one to 3 each"):
        bounds_among([5], 3, others=4)
    with pytest.raises(ValueError, match="9 cannot be shared by 2 others, one to 4 each"):
        bounds_among([5], 9, others=2, most=4)


@given(AMOUNTS.filter(any), st.data())
def test_whoever_holds_the_unknown_the_index_is_within_its_bounds(known, data):
    unknown = data.draw(st.lists(st.integers(1, 9), max_size=6))
    names = list(range(len(known) + len(unknown)))
    amounts = dict(enumerate(known))
    for part in unknown:
        holder = data.draw(st.sampled_from(names))
        amounts[holder] = amounts.get(holder, 0) + part
    low, high = bounds(known, unknown)
    assert low - 1e-12 <= hhi(amounts.values()) <= high + 1e-12


@given(AMOUNTS.filter(any), st.randoms(use_true_random=False))
def test_the_order_of_holders_changes_no_digit(known, random):
    mixed = random.sample(known, len(known))
    assert hhi(mixed) == hhi(known)
    assert bounds(mixed, [1, 2]) == bounds(known, [1, 2])
