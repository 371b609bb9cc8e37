"""The commands that weigh flows toward weak democracies."""

from __future__ import annotations

import json

import pytest


def test_every_definition_stands_side_by_side(run):
    result = run("flows", "--all-definitions", "--unit", "deals", "--lag", "0")
    rows = json.loads(result.stdout)
    (china,) = (r for r in rows if r["definition"] == "row-autocracy" and r["exporter"] == "CHN")
    assert (china["inside"], china["of"], china["undated"], china["odds_ratio"]) == (1, 2, 1, 0)
    assert "China against United States, deals, lag 0: the odds ratio" in result.stderr


def test_people_see_the_first_exporter_and_whom_it_is_held_against(run):
    words = ("--exporter", "ISR", "--against", "CHN", "--format", "table")
    shown = run("flows", "--all-definitions", *words).stdout
    assert "undated ISR" in shown
    assert "50% of 2" in shown
    assert all(len(line) <= 120 for line in shown.splitlines())


def test_all_definitions_split_by_kind_and_take_domestic_deals_along(run):
    words = ("--by", "exporter,kind", "--with-domestic", "--unit", "deals", "--lag", "0")
    rows = json.loads(run("flows", "--all-definitions", *words).stdout)
    found = {
        r["kind"]: r["of"]
        for r in rows
        if (r["definition"], r["exporter"]) == ("row-autocracy", "CHN") and r["of"]
    }
    assert found == {"contract": 2, "maintenance": 1}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--all-definitions", "--regime", "row"), "--regime contradicts --all-definitions"),
        (("--all-definitions", "--share", "split"), "--share contradicts"),
        (("--exporter", "CHN"), "--exporter goes with --all-definitions"),
        (("--all-definitions", "--against", "Chyna"), "did you mean CHN"),
        (("--all-definitions", "--by", "vendor"), "there are: kind, grade"),
    ],
)
def test_what_does_not_go_together_is_refused(run, words, message):
    result = run("flows", *words)
    assert result.exit_code == 2
    assert message in result.stderr
