"""Figures get intervals: known answers on small worlds, and laws that hold on any."""

from __future__ import annotations

import pandas as pd
import pytest

from panoptrade.graph.flows import flows
from panoptrade.graph.rank import centrality
from panoptrade.graph.uncertain import ADDED, uncertain
from panoptrade.graph.variations import WAYS
from panoptrade.ontology.words import UnknownWordError
from tests.graph import few
from tests.world import deal


def by_exporter(graph, **options):
    return flows(graph, by="exporter", **options)


def of_acme(graph):
    """Count Acme's deals without the cost of `flows`, for tests that draw often."""
    sellers = graph.arrow("Deal")["seller"].to_pylist()
    return pd.DataFrame({"exporter": ["country:CHN"], "deals": [sellers.count(["org:acme"])]})


def cell(frame, exporter, figure="deals"):
    (row,) = frame[(frame["exporter"] == exporter) & (frame["figure"] == figure)].to_dict("records")
    return {name: row[name] for name in ADDED}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Acme (CHN) sells twice by the gazette and once by the atlas, Borealis (USA) once by it.

    The gazette is official, the atlas research; of the atlas's deals one is undated.
    """
    records = [
        deal("gazette", 1, "acme", "KEN", start="2014"),
        deal("gazette", 2, "acme", "UGA", start="2015"),
        deal("atlas-1", 3, "acme", "MEX"),
        deal("atlas-1", 4, "borealis", "KEN", start="2014"),
    ]
    return few.build(tmp_path_factory.mktemp("drawn"), records)


def test_a_figure_moves_when_a_source_is_left_out(drawn):
    found = uncertain(drawn, flows, vary="source", by="exporter")
    assert cell(found, "country:CHN") == {
        "figure": "deals",
        "point": 3,
        "low": 1,
        "high": 3,
        "median": 1.5,
        "held": 0,
        "present": 1,
        "lowest": "without gazette",
        "highest": "",
    }
    assert cell(found, "country:USA")["low"] == 0
    assert cell(found, "country:USA")["present"] == 0.5
    assert cell(found, "country:CHN", "share")["lowest"] == "without gazette"
    assert cell(found, "country:CHN", "share")["high"] == 100


def test_grades_are_cut_from_the_best_down(drawn):
    found = uncertain(drawn, by_exporter, vary="grade")
    row = cell(found, "country:CHN")
    assert (row["low"], row["high"], row["lowest"]) == (2, 3, "official or better")
    assert row["highest"] == "research or better"


def test_the_undated_bound_a_count_of_a_span(drawn):
    found = uncertain(drawn, by_exporter, vary="undated", window=(2014, 2014), years=(2014, 2014))
    row = cell(found, "country:CHN")
    assert (row["point"], row["low"], row["high"]) == (1, 1, 2)
    assert cell(found, "country:USA")["high"] == 1


def test_draws_of_two_sources_give_the_quantiles_of_what_they_can_be(drawn):
    # Both once (3 deals of Acme, half of the draws), the gazette twice (4), the atlas twice (2).
    found = uncertain(drawn, of_acme, vary="bootstrap", draws=400)
    row = cell(found, "country:CHN")
    assert (row["point"], row["low"], row["high"], row["median"]) == (3, 2, 4, 3)
    assert row["held"] == pytest.approx(0.5, abs=0.1)
    assert row["lowest"] == ""


def test_a_narrower_level_gives_a_narrower_interval(drawn):
    row = cell(uncertain(drawn, of_acme, vary="bootstrap", draws=400, level=0.4), "country:CHN")
    assert (row["low"], row["high"]) == (3, 3)


@pytest.mark.parametrize("vary", WAYS)
def test_the_same_seed_gives_the_same_bytes(world, vary):
    first, second = (
        uncertain(world, by_exporter, vary=vary, draws=5, seed=3).to_csv() for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("vary", [name for name, way in WAYS.items() if not way.random])
def test_bounds_contain_the_point(world, vary):
    found = uncertain(world, by_exporter, vary=vary).dropna(subset=["point"])
    assert (found["low"] <= found["point"]).all()
    assert (found["point"] <= found["high"]).all()


def test_what_cannot_move_does_not(world):
    found = uncertain(world, flows, vary="dates", draws=5)
    assert (found["held"] == 1).all()
    assert (found["low"] == found["high"]).all()


def test_any_table_can_be_asked_with_its_own_options(world):
    found = uncertain(world, centrality, vary="source", measure="degree", kinds="contract")
    assert {"rank", "value", "deals"} <= set(found["figure"])
    assert found["id"].iloc[0] == "country:KEN"


def test_one_source_bounds_a_figure_by_nothing(tmp_path):
    graph = few.build(tmp_path, [deal("gazette", 1, "acme", "KEN")], sources="gazette")
    found = uncertain(graph, by_exporter)
    row = cell(found, "country:CHN")
    assert (row["point"], row["low"], row["high"], row["lowest"]) == (1, 0, 1, "without gazette")
    assert "1 sources tell of deals" in found.attrs["notes"][1]


@pytest.mark.parametrize("vary", WAYS)
def test_an_empty_graph_gives_no_rows(tmp_path, vary):
    found = uncertain(few.build(tmp_path), by_exporter, vary=vary, draws=2, window=(2014, 2014))
    assert found.empty
    assert list(found.columns) == ["exporter", "exporter_name", *ADDED]


def test_a_row_that_only_a_variation_has_stands_after_the_others(drawn):
    def latest(graph):
        frame = flows(graph, "year")
        return frame[frame["deals"] == frame["deals"].max()]

    found = uncertain(drawn, latest, vary="source")
    assert list(dict.fromkeys(found["year"])) == ["2014", "(undated)", "2015"]
    only = found[(found["year"] == "2015") & (found["figure"] == "deals")].iloc[0]
    assert (only["point"], only["high"]) == (0, 1)


def test_rows_that_nothing_tells_apart_are_refused(drawn):
    def twice(graph):
        frame = by_exporter(graph)
        return pd.concat([frame, frame])

    with pytest.raises(ValueError, match="rows are not told apart by exporter, exporter_name"):
        uncertain(drawn, twice)
    with pytest.raises(ValueError, match="no columns colour; there are: exporter"):
        uncertain(drawn, by_exporter, keys=["colour"])


def test_wrong_words_and_levels_are_refused(world):
    with pytest.raises(UnknownWordError, match="no way to vary 'luck'"):
        uncertain(world, by_exporter, vary="luck")
    with pytest.raises(ValueError, match="lies between 0 and 1, not at 95"):
        uncertain(world, by_exporter, level=95)
