"""The demonstration: one row an exporter, remainders in sight, a page, what to try next."""

from __future__ import annotations

from math import inf

import pandas as pd
from click.testing import CliRunner

from panoptrade import demo
from panoptrade.cli import main
from panoptrade.graph import regimes

COLUMNS = ["exporter", "exporter_name", "regime", "regime_name", "deals", "of"]


def _frame(*rows):
    return pd.DataFrame(list(rows), columns=COLUMNS)


def test_an_exporter_has_one_row_with_a_column_for_each_class_of_regime():
    found = demo.by_exporter(
        _frame(
            ("country:KEN", "Kenya", "(undated)", "(undated)", 7, 3),
            ("country:KEN", "Kenya", "row:0", "closed autocracy", 1, 3),
            ("country:KEN", "Kenya", "row:3", "liberal democracy", 2, 3),
            ("country:PER", "Peru", "row:3", "liberal democracy", 4, 4),
        )
    )
    assert found == [
        {
            "exporter": "Kenya",
            "dated": 3,
            "closed autocracy": 1,
            "liberal democracy": 2,
            "undated": 7,
        },
        {
            "exporter": "Peru",
            "dated": 4,
            "closed autocracy": None,
            "liberal democracy": 4,
            "undated": None,
        },
    ]


def test_every_remainder_has_a_column_of_its_own():
    rows = [
        ("country:KEN", "Kenya", said, said, number, 0)
        for number, said in enumerate(demo.REMAINDERS, start=1)
    ]
    assert demo.by_exporter(_frame(*rows)) == [
        {
            "exporter": "Kenya",
            "dated": 0,
            "undated": 1,
            "not classified": 2,
            "importer not known": 3,
        }
    ]


def test_a_definition_has_one_row_with_what_is_in_no_share_beside_it():
    counts = {"undated": 7, "unclassified": 1, "odds_low": 0.5, "odds_high": inf}
    rows = [
        {"exporter": "CHN", "exporter_name": "China", "inside": 3, "of": 3, "odds_ratio": inf},
        {
            "exporter": "USA",
            "exporter_name": "United States",
            "inside": 1,
            "of": 4,
            "odds_ratio": 1,
        },
        {"exporter": "rest", "exporter_name": "all others", "inside": 9, "of": 9, "odds_ratio": 2},
    ]
    frame = pd.DataFrame([{"definition": "row-autocracy", **counts, **row} for row in rows])
    frame.attrs["versus"] = ("CHN", "USA")
    assert demo.headline(frame) == [
        {
            "definition": "row-autocracy",
            "China": "3 of 3",
            "undated, unclassified (CHN)": "7, 1",
            "United States": "1 of 4",
            "undated, unclassified (USA)": "7, 1",
            "odds": "inf (0.50 to inf)",
        }
    ]


def test_the_three_definitions_stand_for_one_group_of_three_indices():
    chosen = [regimes.definition(one) for one in demo.DEFINITIONS]
    assert len({one.index for one in chosen}) == 3
    assert {one.group for one in chosen} == {"autocracy and weak democracy"}


def test_no_deals_give_no_rows():
    assert demo.by_exporter(_frame()) == []


def test_the_demonstration_answers_and_writes_its_page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = CliRunner().invoke(main, ["demo"])
    assert found.exit_code == 0, found.output
    parts = [
        "Deals by exporter",
        "deals are undated",
        "Deals of China and the United States",
        "China against United States, deals, lag 0",
        "Most central vendors",
        "not a sale",
        "Next:",
    ]
    places = [found.stdout.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    page = (tmp_path / "demo" / "network.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")


def test_what_the_demonstration_suggests_is_a_command_that_exists():
    lines = [line.split() for line in demo.NEXT.splitlines() if "panoptrade " in line]
    assert lines
    assert all(words[1] in main.commands for words in lines)
