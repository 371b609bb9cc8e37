"""The commands `dependence`, `chokepoints` and `whatif`."""

from __future__ import annotations

import json

import pytest


def test_dependence_says_who_holds_what(run):
    result = run("dependence", "--by", "importer", "--single")
    rows = json.loads(result.stdout)
    assert [(row["importer"], row["top_name"], row["single"]) for row in rows] == [
        ("country:MEX", "Cobalt Owl", "as far as known"),
        ("country:CHN", "Ember Lens", "yes"),
    ]
    assert "2 of 4 groups with a known vendor have a single one" in result.stderr


def test_dependence_shows_people_what_fits(run):
    shown = run("dependence", "--by", "importer,technology", "--format", "table").stdout
    assert "Cobalt Owl" in shown
    assert "hhi_low" not in shown
    assert all(len(line) <= 120 for line in shown.splitlines())


def test_rows_beyond_the_limit_are_said(run):
    result = run("dependence", "--limit", "1")
    assert len(json.loads(result.stdout)) == 1
    assert "1 of 4 rows shown; --limit 0 shows all" in result.stderr
    assert len(json.loads(run("dependence", "--limit", "0").stdout)) == 4


def test_chokepoints_of_named_buyers(run):
    result = run("chokepoints", "--to", "KEN,UGA", "--to", "Mexico", "--find", "set")
    rows = json.loads(result.stdout)
    assert [(row["step"], row["id"], row["falls"]) for row in rows] == [
        (1, "org:acme-lantern-works", 2),
        (2, "org:borealis-gaze", 2),
        (3, "org:cobalt-owl", 2),
    ]
    assert "'KEN' is taken as country:KEN (Kenya, by its code)" in result.stderr
    assert "capacity: deals (each deal carries 1)" in result.stderr


def test_chokepoints_upstream_show_the_type_of_every_step(run):
    rows = json.loads(run("chokepoints", "--find", "flow", "--of", "supplier").stdout)
    routes = " ".join(row["route"] for row in rows)
    assert "org:fennel-sensors -[SUPPLY component]-> org:acme-lantern-works <-[SELLER]-" in routes
    assert "org:fennel-sensors -[SUPPLY product]-> org:borealis-gaze" in routes


def test_whatif_takes_names_lists_and_countries_together(run):
    result = run(
        "whatif", "--remove", "Borealis Gaze,org:cobalt-owl", "--list",
        "us-bis-entity-list=2019-10-09", "--jurisdiction", "ARE",
    )  # fmt: skip
    rows = {row["what"]: row for row in json.loads(result.stdout)}
    assert (rows["deals"]["before"], rows["deals"]["falls"]) == (9, 7)
    assert rows["importers"]["falls"] == 2
    assert "'Borealis Gaze' is taken as org:borealis-gaze" in result.stderr
    assert "gone with BIS Entity List: the 1 it named on 2019-10-09" in result.stderr
    assert "gone with United Arab Emirates" in result.stderr


def test_a_list_without_a_date_takes_whom_it_ever_named(run):
    result = run("whatif", "--list", "BIS Entity List", "--show", "deals")
    assert len(json.loads(result.stdout)) == 3
    assert "all that it ever named" in result.stderr


def test_nobody_gone_changes_nothing(run):
    rows = json.loads(run("whatif").stdout)
    assert {row["falls"] for row in rows} == {0}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("chokepoints", "--find", "wek"), "did you mean weak"),
        (("chokepoints", "--to", "Acme Lantern Works"), "what is wanted is a Country"),
        (("whatif", "--remove", "Acme Lantern Wroks"), "near it: Acme Lantern Works"),
        (("whatif", "--list", "us-bis-entity-lst"), "BIS Entity List"),
        (("dependence", "--by", "cuontry"), "There are: importer"),
    ],
)
def test_wrong_words_end_with_code_2_and_the_nearest(run, words, said):
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr or "there are: importer" in result.stderr
    assert result.stdout == ""


def test_a_csv_has_its_columns_without_rows(run):
    lines = run("whatif", "--show", "importers", "--format", "csv").stdout.splitlines()
    assert lines == ["id,name,deals,touched,falls,left,vendors,vendors_left,no_other"]
