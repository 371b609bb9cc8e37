"""The commands `uncertain`, `stability` and `coverage`."""

from __future__ import annotations

import json

RANKED = [(1, "country:KEN", 2 / 3), (1, "country:UGA", 1)]


def test_flows_come_with_an_interval(run):
    result = run("uncertain", "--by", "exporter", "--vary", "source")
    rows = json.loads(result.stdout)
    (row,) = [r for r in rows if r["exporter"] == "country:CHN" and r["figure"] == "deals"]
    assert (row["point"], row["low"], row["high"]) == (4, 1, 4)
    assert row["lowest"] == "without gazette"
    assert "3 variations: each source left out in turn" in result.stderr


def test_a_span_of_years_is_where_the_undated_may_lie(run):
    words = ("uncertain", "--by", "exporter", "--vary", "undated", "--years", "2014:2016")
    rows = json.loads(run(*words).stdout)
    (row,) = [r for r in rows if r["exporter"] == "country:CHN" and r["figure"] == "deals"]
    assert (row["point"], row["low"], row["high"]) == (1, 1, 2)


def test_regimes_are_classified_by_default(run):
    rows = json.loads(run("uncertain", "--vary", "grade").stdout)
    assert {"exporter", "regime", "point", "low", "high"} <= set(rows[0])


def test_people_see_what_fits(run):
    for words in (
        ("uncertain", "--vary", "deals", "--draws", "3"),
        ("stability", "--draws", "3"),
        ("coverage",),
        ("coverage", "--by", "pairs"),
    ):
        result = run(*words, "--format", "table")
        assert result.exit_code == 0, result.output
        assert all(len(line) <= 120 for line in result.stdout.splitlines())


def test_ranks_come_with_how_often_they_held(run):
    result = run("stability", "--vary", "source", "--limit", "2")
    rows = json.loads(result.stdout)
    assert [(row["rank"], row["id"], row["present"]) for row in rows] == RANKED
    assert "among the first 2" in result.stderr


def test_the_same_seed_gives_the_same_bytes(run):
    words = ("stability", "--vary", "deals", "--draws", "4", "--seed", "5")
    assert run(*words).stdout == run(*words).stdout


def test_coverage_prints_its_assumptions(run):
    result = run("coverage", "--by", "pairs")
    assert {row["first"] for row in json.loads(result.stdout)} == {"atlas-1", "atlas-2"}
    assert "none of this holds" in result.stderr


def test_wrong_words_end_with_exit_code_two(run):
    assert run("uncertain", "--vary", "luck").exit_code == 2
    assert run("coverage", "--by", "colour").exit_code == 2
    result = run("coverage", "--years", "2014:2016")
    assert result.exit_code == 2
    assert "--years has no meaning here" in result.stderr
