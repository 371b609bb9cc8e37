"""The commands `owners`, `restricted` and `exposure`, and `--as-one`."""

from __future__ import annotations

import csv
import io
import json

import pytest


def test_owners_are_listed_with_shares_and_interests(run):
    result = run("owners", "Ember Lens", "--on", "2018")
    rows = json.loads(result.stdout)
    assert [(row["owner"], row["share_min"], row["interest_min"]) for row in rows] == [
        ("org:acme-lantern-works", 60.0, 60.0),
        ("org:granite-holdings", 0.0, 15.0),
    ]
    assert "'Ember Lens' is taken as org:ember-lens (Ember Lens)" in result.stderr
    assert "2018 is read as its last day, 2018-12-31" in result.stderr


@pytest.mark.parametrize(
    ("words", "owner"),
    [("--direct", "org:acme-lantern-works"), ("--ultimate", "org:granite-holdings")],
)
def test_direct_and_last_owners_are_asked_for_by_a_word(run, words, owner):
    rows = json.loads(run("owners", "org:ember-lens", "--on", "2018", words).stdout)
    assert [row["owner"] for row in rows] == [owner]


def test_a_subsidiary_is_restricted_while_the_affiliates_rule_is_on(run):
    asked = ("restricted", "Ember Lens", "--on", "2025-12-01", "--rule", "bis", "--switch")
    answers = [json.loads(run(*asked, one).stdout)[0]["answer"] for one in ("dated", "on", "off")]
    assert answers == ["not restricted", "restricted", "not restricted"]


def test_rules_stand_in_one_table_for_people(run):
    shown = run("restricted", "Ember Lens", "--on", "2025-10-10", "--format", "table")
    assert "Acme Lantern Works holds 60 percent of Ember Lens" in " ".join(
        shown.stdout.replace("│", " ").split()
    )
    assert all(len(line) <= 120 for line in shown.stdout.splitlines())
    assert "no legal advice" in shown.stderr
    assert shown.exit_code == 0


def test_the_proof_is_a_row_a_step(run):
    asked = ("restricted", "Ember Lens", "--on", "2025-10-10", "--rule", "bis", "--proof")
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout)))
    assert [(row["kind"], row["from"], row["to"], row["records"]) for row in rows] == [
        (
            "listing",
            "programme:us-bis-entity-list",
            "org:acme-lantern-works",
            "sanction:us-bis-entity-list:acme-lantern-works",
        ),
        (
            "holding",
            "org:acme-lantern-works",
            "org:ember-lens",
            "ownership:acme-lantern-works:ember-lens",
        ),
    ]
    assert "Ember Lens" in run(*asked, "--format", "table").stdout


def test_exposure_shows_what_a_switch_changes(run):
    asked = ("exposure", "--on", "2026-11-25", "--rule", "bis", "--switch", "on", "--against")
    rows = json.loads(run(*asked, "off").stdout)
    assert [(row["what"], row["id"], row["against"]) for row in rows] == [
        ("party", "org:ember-lens", "not restricted"),
        ("buyer", "gov:CHN", "not restricted"),
        ("deal", "deal:gazette:7", "not restricted"),
    ]
    shown = run(*asked, "off", "--what", "deal", "--format", "table")
    assert "contract, CHN" in shown.stdout
    assert "1 deals shown" in shown.stderr


def test_the_unverified_resumption_is_said_with_the_answers(run):
    result = run("exposure", "--on", "2026-11-25", "--rule", "bis")
    assert "no source read tells whether it was" in result.stderr


def test_names_of_all_times_are_one_where_asked(run):
    apart = json.loads(run("owners", "Cobalt Night", "--on", "2022").stdout)
    result = run("owners", "Cobalt Night", "--on", "2022", "--as-one")
    assert (apart, [row["owner"] for row in json.loads(result.stdout)]) == (
        [],
        ["person:hypatia-quill"],
    )
    assert "1 earlier names are counted as later ones" in result.stderr


@pytest.mark.parametrize(
    "words", [("flows", "--by", "vendor"), ("rank",), ("leakage",), ("windows",)]
)
def test_other_analyses_follow_renamings_too(run, words):
    apart, one = run(*words), run(*words, "--as-one")
    assert (apart.exit_code, one.exit_code) == (0, 0)
    assert "cobalt-owl" not in one.stdout
    assert ("cobalt-owl" in apart.stdout) == ("cobalt-night" in one.stdout)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("owners", "Ember Lens"), "Missing option '--on'"),
        (("owners", "Embr Lens", "--on", "2018"), "near it: Ember Lens"),
        (("owners", "Ember Lens", "--on", "2018-13-01"), "no such date"),
        (("owners", "Ember Lens", "--on", "3 July"), "'3 July': not a date; write 2014"),
        (("restricted", "Ember Lens", "--on", "2018", "--rule", "ofca"), "did you mean ofac"),
        (("exposure", "--on", "2018", "--rule", "bis", "--switch", "yes"), "no switch 'yes'"),
        (("exposure", "--on", "2018", "--years", "2014"), "--on names the day"),
        (("leakage", "--years", "2014"), "--timing says which deals are shown"),
    ],
)
def test_wrong_words_end_with_what_there_is(run, words, says):
    result = run(*words)
    assert result.exit_code == 2
    assert says in result.stderr
