"""The commands that weigh flows toward weak democracies."""

from __future__ import annotations

import json
from importlib.util import find_spec

import pytest

from tests.missing import give_up


def needs_pyfixest():
    if find_spec("pyfixest") is None:
        give_up("pyfixest is not installed: pip install 'panoptrade[regression]'")


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


def test_changes_count_deals_beside_what_was_expected(run):
    result = run("changes")
    (every,) = (r for r in json.loads(result.stdout) if r["exporter"] == "(all)")
    assert (every["deals"], every["down"], every["unknown"], every["of"]) == (5, 1, 2, 3)
    assert "not caused by it" in result.stderr
    shown = run("changes", "--format", "table").stdout
    assert all(len(line) <= 120 for line in shown.splitlines())


def test_changes_list_the_deals(run):
    (deal,) = json.loads(run("changes", "--list").stdout)
    assert (deal["deal"], deal["became"]) == ("deal:gazette:1", "row:1")
    refused = run("changes", "--list", "--exporter", "CHN")
    assert (refused.exit_code, "no meaning with --list" in refused.stderr) == (2, True)


def test_a_placebo_gives_the_same_bytes_for_the_same_seed(run):
    words = ("placebo", "--definition", "row-autocracy", "--draws", "20", "--seed", "3")
    first, again = run(*words), run(*words)
    assert first.stdout == again.stdout
    assert {row["draws"] for row in json.loads(first.stdout)} == {20}


def test_one_shuffle_is_asked_for_by_its_word(run):
    words = ("--definition", "row-autocracy", "--draws", "9", "--shuffle", "regimes")
    assert {row["shuffle"] for row in json.loads(run("placebo", *words).stdout)} == {"regimes"}


def test_the_panel_is_written_for_other_programs(run, tmp_path):
    result = run("panel", "--exporter", "all", "-o", "panel.csv")
    assert result.exit_code == 0, result.output
    head, row = (tmp_path / "panel.csv").read_text(encoding="utf-8").splitlines()
    assert head.startswith("country,country_name,year,deals,bought,unrest,standard")
    assert row.startswith("country:KEN,Kenya,2016,1,1,7.0,,")


def test_a_regression_on_invented_data_shows_the_true_coefficients(run):
    needs_pyfixest()
    rows = json.loads(run("regress", "study-who", "--synthetic", "--seed", "2").stdout)
    assert [(row["term"], row["true"], row["found"]) for row in rows] == [
        ("low", -0.05, True), ("ai", 0.1, True), ("low_ai", 0.22, True),
    ]  # fmt: skip


def test_a_regression_of_the_graph_says_that_it_is_not_the_studys(run):
    needs_pyfixest()
    result = run("regress", "study-who", "--definition", "row-autocracy", "--regime-year", "2016")
    assert result.exit_code == 0, result.output
    assert "not the deal list of the study" in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("study-who", "--measure", "mm-protests"), "--measure has no meaning for study-who"),
        (("study-who", "--technology", "cctv-camera"), "--technology has no meaning"),
        (("event-study", "--regime-year", "2018"), "--regime-year has no meaning"),
        (("study-why",), "did you mean study-who"),
    ],
)
def test_options_of_another_regression_are_refused(run, words, message):
    result = run("regress", *words)
    assert result.exit_code == 2
    assert message in result.stderr


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
