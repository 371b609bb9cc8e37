"""Flows by year and by regime: which year counts, which class, and what has neither."""

from __future__ import annotations

import pytest

from panoptrade.graph.flows import flows
from tests import world as worlds
from tests.graph.counted import counts

REMAINDERS = ("(undated)", "(not classified)", "(importer not known)")


def regimes(world, **options):
    return counts(flows(world, "regime", **{"regime": "row", **options}))


def test_importers_are_classified_in_the_year_of_the_deal(world):
    found = regimes(world)
    assert found == {"0": 1, "1": 3, "2": 2, "(not classified)": 1, "(undated)": 3}
    assert list(found) == ["0", "1", "2", "(not classified)", "(undated)"]


def test_a_lag_classifies_them_earlier(world):
    lagged = {"0": 1, "1": 2, "2": 3, "(not classified)": 1, "(undated)": 3}
    assert regimes(world, lag=1) == lagged


def test_undated_deals_are_classified_on_request_only_and_it_is_said(world):
    assert regimes(world, undated_as=2014) == {"0": 1, "1": 5, "2": 3, "(not classified)": 1}
    notes = flows(world, "regime", regime="row", undated_as=2014).attrs["notes"]
    assert any("3 undated deals are counted as of 2014: an assumption" in note for note in notes)


@pytest.mark.parametrize(
    ("options", "undated", "fell_back"),
    [
        ({"date": "start"}, 3, 1),
        ({"date": "start", "strict_date": True}, 4, 0),
        ({"date": "disclosed"}, 3, 6),
        ({"date": "disclosed", "strict_date": True}, 9, 0),
    ],
)
def test_the_date_that_classifies_is_chosen_and_what_stood_in_is_counted(
    world, options, undated, fell_back
):
    frame = flows(world, "year", **options)
    assert counts(frame)["(undated)"] == undated
    assert frame.attrs["totals"]["fell_back"] == fell_back
    assert any(f"{undated} deals are undated and in no year" in n for n in frame.attrs["notes"])


def test_a_decade_is_no_year(world):
    assert "201X" not in set(flows(world, "year")["year"])
    assert counts(flows(world, "year", kinds="sale")) == {"(undated)": 1}


def test_years_take_a_span_and_count_what_lies_outside(world):
    frame = flows(world, "exporter", years=(2016, 2018))
    assert counts(frame) == {"CHN": 1, "HUN": 1, "ISR": 1, "USA": 1}
    assert frame.attrs["totals"]["outside"] == 4
    assert any("3 deals are undated and left out of a span" in n for n in frame.attrs["notes"])


def test_a_span_of_years_by_year_keeps_the_undated_in_sight(world):
    found = counts(flows(world, "year", years=(2016, 2018)))
    assert found == {"2016": 1, "2017": 1, "2018": 1, "(undated)": 3}


def test_a_definition_puts_importers_in_or_out(world):
    frame = flows(world, "regime", definition="polity-below-7")
    assert counts(frame) == {"out": 4, "(not classified)": 3, "(undated)": 3}
    assert frame["regime_name"].iloc[0] == "not autocracy and weak democracy"
    lagged = counts(flows(world, "regime", definition="polity-below-7", lag=1))
    assert lagged == {"in": 1, "out": 4, "(not classified)": 2, "(undated)": 3}


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("row-autocracy", {"in": 4, "out": 2}),
        ("row-not-liberal", {"in": 6}),
        ("row-electoral-democracy", {"in": 2, "out": 4}),
        ("fh-not-free", {"in": 2, "out": 4}),
    ],
)
def test_definitions_by_class(world, definition, expected):
    found = counts(flows(world, "regime", definition=definition))
    assert found == {**expected, "(not classified)": 1, "(undated)": 3}


def rated(iso3, year, score):
    ids = {"country": f"country:{iso3}", "regime": "fh:PF", "year": year, "score": score}
    return worlds.said("atlas-1", "Classification", f"classification:fh:{iso3}:{year}", **ids)


def test_a_definition_with_a_window_gives_one_mean_for_every_year(tmp_path):
    scores = [("KEN", 2010, 3.0), ("KEN", 2012, 1.5), ("UGA", 2011, 5.0), ("UGA", 2008, 1.0)]
    world = worlds.build(tmp_path, [rated(*one) for one in scores])
    found = counts(flows(world, "regime", definition="csis-fh-mean-2009-2018"))
    # Kenya's mean is 2.25, three deals; Uganda's is 5 and leaves 2008 out; no ratings of others.
    assert found == {"in": 1, "out": 3, "(not classified)": 3, "(undated)": 3}


def test_a_missing_score_is_neither_in_nor_out(tmp_path):
    gap = worlds.said(
        "atlas-1",
        "Classification",
        "classification:polity:MEX:2012",
        country="country:MEX",
        regime="polity:autocracy",
        year=2012,
        status="interruption",
    )
    found = counts(flows(worlds.build(tmp_path, [gap]), "regime", definition="polity-below-7"))
    assert found == {"out": 4, "(not classified)": 3, "(undated)": 3}


def test_two_rows_about_one_country_and_year_do_not_count_its_deals_twice(tmp_path):
    twin = worlds.said(
        "atlas-2",
        "Classification",
        "classification:mine:KEN:2015",
        country="country:KEN",
        regime="row:0",
        year=2015,
    )
    frame = flows(worlds.build(tmp_path, [twin]), "regime", regime="row", share="split")
    assert counts(frame) == {"0": 1, "1": 3, "2": 2, "(not classified)": 1, "(undated)": 3}


def test_shares_are_of_what_is_dated_and_classified_and_remainders_have_none(world):
    frame = flows(world, ["importer", "regime"], regime="row").set_index(["importer", "regime"])
    assert frame.loc[("country:KEN", "row:1"), ["deals", "of"]].tolist() == [2, 3]
    assert frame.loc[("country:KEN", "row:1"), "share"] == pytest.approx(200 / 3)
    assert frame.loc[("country:KEN", "(undated)"), "of"] == 3
    assert frame[frame.index.get_level_values(1).isin(REMAINDERS)]["share"].isna().all()


def test_remainders_come_last_in_their_group_and_groups_by_size(world):
    frame = flows(world, ["exporter", "regime"], regime="row")
    assert list(counts(frame)) == [
        "CHN 0",
        "CHN 1",
        "CHN 2",
        "CHN (undated)",
        "USA 1",
        "USA (not classified)",
        "USA (undated)",
        "ARE 1",
        "ARE (undated)",
        "ISR 2",
        "ISR (undated)",
        "HUN 2",
    ]
