"""The commands `leakage` and `windows`."""

from __future__ import annotations

import json


def test_leakage_lists_what_came_after(run):
    result = run("leakage")
    (row,) = json.loads(result.stdout)
    assert (row["deal"], row["way"], row["applies"]) == ("deal:gazette:7", "subsidiary", "no")
    assert "1 deals shown, of 9" in result.stderr


def test_every_timing_is_asked_for_by_one_word(run):
    rows = json.loads(run("leakage", "--timing", "all").stdout)
    assert {row["timing"] for row in rows} == {"after", "before", "undated"}


def test_people_see_what_fits(run):
    shown = run("leakage", "--format", "table").stdout
    assert "Ember Lens" in shown
    assert all(len(line) <= 120 for line in shown.splitlines())


def test_windows_stand_beside_placebo_dates(run):
    rows = json.loads(run("windows", "--shifts", "1").stdout)
    assert [(row["shift"], row["before"], row["after"]) for row in rows] == [
        (-1, 1, 0),
        (0, 1, 0),
        (1, 1, 0),
    ]


def test_years_are_refused_where_they_have_no_meaning(run):
    result = run("windows", "--years", "2014:2016")
    assert result.exit_code == 2
    assert "the windows choose the years" in result.stderr


def test_leakage_is_counted_by_what_is_asked(run):
    rows = json.loads(run("leakage", "--timing", "all", "--by", "way,importer").stdout)
    assert {(row["way"], row["importer"], row["deals"]) for row in rows} == {
        ("direct", "country:KEN", 2),
        ("direct", "country:UGA", 1),
        ("subsidiary", "country:CHN", 1),
    }
