"""The labelled pairs are enough and sourced, and are matched better than by logic-v2 alone."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.missing import resolve_extra

FOLDER = Path(__file__).resolve().parent.parent / "benchmarks"


def module(name):
    found = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    made = importlib.util.module_from_spec(found)
    sys.modules.setdefault(name, made)
    found.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def matching():
    return module("matching")


def test_there_are_at_least_three_hundred_pairs_of_both_labels_and_each_has_a_source(matching):
    rows = matching.pairs()
    counts = Counter(row["same"] for row in rows)
    assert counts["yes"] >= 300
    assert counts["no"] >= 200
    assert all(row["left"] and row["right"] and row["kind"] and row["source"] for row in rows)
    assert {row["half"] for row in rows} == {"made on", "kept back"}
    told = Counter(
        (*sorted((row["left"] + row["left_country"], row["right"] + row["right_country"])),)
        for row in rows
    )
    assert max(told.values()) == 1


def test_the_part_from_the_alias_table_is_current(matching):
    maker = module("make_vendor_pairs")
    kept = [row for row in matching.pairs() if row["source"].startswith(maker.TABLE)]
    assert kept == list(maker.rows())


def test_ours_without_the_alias_table_is_better_than_logic_v2_alone_on_what_was_kept_back(matching):
    resolve_extra()
    rows = [row for row in matching.pairs() if row["half"] == "kept back"]
    ours, peer = (
        matching.quality(
            [(row, matching.SCORERS[name](*matching.sides(row))) for row in rows],
            matching.matching.THRESHOLD,
        )
        for name in ("ours, alias table off", "logic-v2 alone")
    )
    assert ours.precision > 0.97 > peer.precision
    assert ours.recall > peer.recall + 0.05


def test_every_pair_that_is_hard_and_no_pair_stays_under_the_bar(matching):
    """Those that do not are known: names alone cannot tell them apart."""
    resolve_extra()
    wrong = {
        (row["left"], row["right"])
        for row in matching.pairs()
        if row["same"] == "no"
        and matching.SCORERS["ours, alias table on"](*matching.sides(row))
        >= matching.matching.THRESHOLD
    }
    assert wrong == {("Matic", "Matic SA")}
