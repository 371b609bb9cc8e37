"""Rankings year by year, on the invented world."""

from __future__ import annotations

import json

import pytest

from panoptrade.graph.over_time import over_time
from panoptrade.graph.project import project, yearly
from panoptrade.graph.rank import centrality
from panoptrade.ontology.words import UnknownWordError


def test_each_year_has_the_ranking_of_its_deals(world):
    found = over_time(world, "out-degree")
    assert list(found)[:7] == ["year", "rank", "id", "name", "class", "country", "value"]
    sellers = found[found["value"] > 0]
    assert sellers[["year", "id", "value"]].to_numpy().tolist() == [
        [2015, "org:acme-lantern-works", 1.0],
        [2016, "org:borealis-gaze", 1.0],
        [2017, "org:cobalt-owl", 1.0],
        [2018, "org:acme-lantern-works", 1.0],
        [2019, "org:dune-whisper", 1.0],
        [2020, "org:ember-lens", 1.0],
    ]
    assert found["undated"].sum() == 0


def test_undated_deals_are_in_no_year_and_are_counted(world):
    found = over_time(world, "degree")
    undated = project(world).totals["undated"]
    assert found.attrs["totals"]["undated"] == undated
    assert f"left out: {undated} deals without a year" in found.attrs["notes"]
    counted = sum(one.totals["counted"] for _, one in yearly(world))
    assert counted + undated == project(world).totals["counted"]


@pytest.mark.parametrize("projection", ["vendor-country", "exporter-importer", "ownership"])
def test_a_year_is_what_the_filter_for_it_gives(world, projection):
    each = over_time(world, "pagerank", projection)
    grown = over_time(world, "pagerank", projection, way="cumulative")
    for year, part in each.groupby("year"):
        alone = centrality(world, "pagerank", projection, years=(year, year))
        assert part.drop(columns="year").reset_index(drop=True).equals(alone)
    first = grown["year"].min()
    for year, part in grown.groupby("year"):
        alone = centrality(world, "pagerank", projection, years=(first, year))
        assert part.drop(columns="year").reset_index(drop=True).equals(alone)


def test_what_is_not_known_to_have_ended_goes_on(world):
    found = over_time(world, "degree", "ownership")
    years = found[found["id"] == "org:ember-lens"]["year"].tolist()
    assert years == list(range(2012, 2020))  # owned since 2012; the last year that any row knows


def test_a_year_without_ties_is_named(world):
    found = over_time(world, "degree", years=(2010, 2015))
    assert set(found["year"]) == {2015}
    assert "without a tie: 2010, 2011, 2012, 2013, 2014" in found.attrs["notes"]


def test_a_network_without_dates_has_columns_and_no_rows(world):
    found = over_time(world, "degree", technology="iris-recognition")
    assert found.empty
    assert list(found)[:3] == ["year", "rank", "id"]
    assert found.attrs["notes"][-1] == "nothing is dated: in no year 0 of 0 deals"


def test_what_has_no_date_at_all_is_counted_and_not_ranked(world):
    found = over_time(world, "degree", kinds="detection")
    assert found.empty
    assert found.attrs["notes"][-1] == "nothing is dated: in no year 1 of 1 deals"


def test_a_limit_is_of_each_year(world):
    found = over_time(world, "degree", limit=1)
    assert found["year"].is_unique
    assert set(found["rank"]) == {1}


def test_a_wrong_way_over_time_names_the_nearest(world):
    with pytest.raises(UnknownWordError, match="did you mean cumulative"):
        over_time(world, "degree", way="cumulativ")


def test_the_command_ranks_year_by_year(run):
    rows = json.loads(run("rank", "--measure", "pagerank", "--over-time", "--limit", "1").stdout)
    assert [row["year"] for row in rows] == sorted({row["year"] for row in rows})
    grown = run("rank", "--over-time", "cumulative", "--limit", "0", "--format", "json")
    assert len(json.loads(grown.stdout)) > len(rows)


def test_the_command_takes_every_option_of_a_ranking(run):
    words = ("--samples", "4", "--seed", "2", "--engine", "networkx", "--weight", "none")
    rows = json.loads(run("rank", *words, "--null", "19", "--limit", "2").stdout)
    assert list(rows[0])[6:9] == ["error", "low", "high"]
    assert list(rows[0])[-4:] == ["expected", "sd", "z", "p"]
