"""The arithmetic of printed figures, against numbers worked out by hand."""

from __future__ import annotations

import pytest

from panoptrade.graph import arithmetic


def test_shares_are_of_what_is_printed():
    assert arithmetic.share("nber-1:china-deals-weak/china-deals").value == pytest.approx(
        100 * 105 / 238
    )
    assert arithmetic.share("nber-1:us-links-weak/us-links").said == "18 of 57"


def test_ten_percent_more_is_nearer_to_thirteen_and_twice_nearer_to_one_and_a_half():
    assert arithmetic.more("nber-1:china-deals/us-deals").value == pytest.approx(12.796, abs=1e-3)
    assert arithmetic.times("nber-1:china-links/us-links").value == pytest.approx(1.456, abs=1e-3)


def test_the_odds_ratio_is_the_product_across_the_cells():
    assert arithmetic.odds("nber-1:deals").value == pytest.approx(105 * 161 / (133 * 50))
    assert arithmetic.odds("nber-1:links").value == pytest.approx(40 * 39 / (43 * 18))
    assert arithmetic.odds_p("nber-1:deals").value == pytest.approx(6.88e-6, rel=1e-2)


def test_the_remainder_of_the_bars_is_spread_evenly_or_heaped_up():
    assert arithmetic._even(39, 16) == [3] * 7 + [2] * 9
    assert arithmetic._heaped(39, 16, 7) == [7, 7, 7, 6] + [1] * 12
    assert sum(arithmetic._heaped(39, 16, 7)) == 39


def test_the_concentration_lies_between_its_bounds():
    found = arithmetic.concentration("nber-a3")
    assert found.value == pytest.approx(0.08135, abs=5e-6)
    assert "between 0.08134 and 0.08137" in found.said


def test_the_means_of_a_table_times_its_sizes_are_a_share_too():
    found = arithmetic.share_of_means("nber-t1")
    assert found.value == pytest.approx(100 * 114.4 / 191.2)


def test_percentage_points_are_no_percent():
    found = arithmetic.points("nber-t3:china")
    assert found.value == pytest.approx(22.2)
    assert found.unit == "percentage points"


def test_the_p_of_a_difference_is_named_by_its_test():
    found = arithmetic.difference_p("nber-a7")
    assert found.value == pytest.approx(0.18839, abs=1e-5)
    assert "χ² gives 0.101, with Yates's correction 0.230, Welch's t 0.099" in found.said


def test_a_figure_that_no_table_holds_is_an_error():
    with pytest.raises(KeyError, match="nothing"):
        arithmetic.printed("nothing")
