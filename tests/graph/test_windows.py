"""Deals before and after a listing, beside those of others and beside placebo dates."""

from __future__ import annotations

import pytest

from panoptrade.graph.windows import COLUMNS, windows
from tests import invented
from tests import world as worlds


def vendor(name):
    return worlds.said("gazette", "Vendor", f"org:{name}", name=name.title())


def listed(name, **found):
    about = {"target": f"org:{name}", "programme": "programme:us-ofac-cyber2", **found}
    return worlds.said("gazette", "Sanction", f"sanction:{name}", **about)


@pytest.fixture
def graph(tmp_path):
    acme = [(2012, 2), (2013, 1), (2014, 1), (2016, 1), (2018, 1)]  # listed in 2014
    other = [(2013, 1), (2015, 2), (2016, 1)]
    deals = [
        worlds.deal("gazette", f"{name}-{year}-{at}", name, "KEN", start=str(year))
        for name, years in (("acme", acme), ("cobalt", other))
        for year, number in years
        for at in range(number)
    ]
    undated = worlds.deal("gazette", "undated", "acme", "KEN")
    records = [vendor("acme"), vendor("cobalt"), listed("acme", start="2014-05-01"), undated]
    return invented.built(tmp_path / "graph", [*records, *deals])


def row(frame, shift):
    (found,) = frame[frame["shift"] == shift].to_dict("records")
    return found


def test_years_before_and_after_are_counted_and_the_year_itself_is_apart(graph):
    found = windows(graph, window=2, shifts=1)
    assert list(found.columns) == COLUMNS
    true = row(found, 0)
    assert (true["vendors"], true["before"], true["same_year"], true["after"]) == (1, 3, 1, 1)
    assert true["share_after"] == 25.0
    assert (true["others_before"], true["others_after"]) == (1, 3)
    assert true["others_share_after"] == 75.0


def test_a_placebo_moves_the_listing(graph):
    found = row(windows(graph, window=2, shifts=1), -1)
    assert (found["before"], found["same_year"], found["after"]) == (2, 1, 1)


def test_windows_that_the_data_do_not_cover_are_told(graph):
    found = windows(graph, window=4, shifts=1)
    assert [row(found, shift)["beyond"] for shift in (-1, 0, 1)] == [0, 0, 1]
    assert "of 1 placebo dates" in found.attrs["notes"][-1]


def test_what_has_no_year_is_counted_apart(graph):
    assert windows(graph).attrs["notes"][0] == "1 deals have no year and are in no window"


def test_a_listing_without_a_date_is_left_out_and_said(tmp_path):
    deal = worlds.deal("gazette", 1, "acme", "KEN", start="2015")
    found = windows(invented.built(tmp_path, [vendor("acme"), listed("acme"), deal]))
    assert (list(found.columns), len(found)) == (COLUMNS, 0)
    assert "1 listed vendors with deals have no date" in found.attrs["notes"][1]


def test_each_side_of_a_definition_has_its_row(world):
    found = windows(world, shifts=0, definition="row-autocracy")
    assert set(found["regime"]) == {"(all)", "autocracy", "not autocracy"}
    whole = row(found[found["regime"] == "(all)"], 0)
    parts = found[found["regime"] != "(all)"]
    assert parts["before"].sum() == whole["before"]


def test_a_window_of_no_years_is_an_error(world):
    with pytest.raises(ValueError, match="one year or more"):
        windows(world, window=0)
