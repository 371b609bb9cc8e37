"""Ranks are told how often they hold."""

from __future__ import annotations

import pytest

from panoptrade.graph.stability import COLUMNS, stability
from panoptrade.graph.variations import WAYS
from panoptrade.ontology.words import UnknownWordError
from tests.graph import few
from tests.world import deal


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """By the gazette Acme has three deals and Borealis one; by the atlas Borealis has two."""
    records = [
        deal("gazette", 1, "acme", "KEN"),
        deal("gazette", 2, "acme", "UGA"),
        deal("gazette", 3, "acme", "MEX"),
        deal("gazette", 4, "borealis", "KEN"),
        deal("atlas-1", 5, "borealis", "UGA"),
        deal("atlas-1", 6, "borealis", "MEX"),
    ]
    return few.build(tmp_path_factory.mktemp("ranks"), records)


def ranks(frame):
    rows = frame.set_index("id").to_dict("index")
    names = ("rank", "rank_low", "rank_high", "held", "top", "present")
    return {key: tuple(row[name] for name in names) for key, row in rows.items()}


def test_a_rank_that_one_source_carries_does_not_hold(drawn):
    found = ranks(stability(drawn, vary="source", limit=1))
    # Both have three deals and share the first rank; without the atlas Borealis is last of four,
    # and without the gazette Acme is not there.
    assert found["org:acme"] == (1, 1, 1, 0.5, 0.5, 0.5)
    assert found["org:borealis"] == (1, 1, 3, 0.5, 0.5, 1)


def test_equal_values_are_ordered_by_id(drawn):
    found = stability(drawn, vary="source")
    assert list(found["id"][:2]) == ["org:acme", "org:borealis"]


def test_where_nothing_moves_every_rank_holds(world):
    found = stability(world, vary="dates", draws=3)
    assert (found["held"] == 1).all()
    assert (found["rank_low"] == found["rank"]).all()


def test_a_node_that_no_variation_has_is_never_held(tmp_path):
    graph = few.build(tmp_path, [deal("gazette", 1, "acme", "KEN")], sources="gazette")
    row = stability(graph, vary="source").iloc[0]
    assert (row["held"], row["top"], row["present"]) == (0, 0, 0)


@pytest.mark.parametrize("vary", ["bootstrap", "deals"])
def test_the_same_seed_gives_the_same_bytes(world, vary):
    first, second, other = (
        stability(world, vary=vary, draws=6, seed=seed).to_csv() for seed in (1, 1, 2)
    )
    assert first == second
    assert first != other


@pytest.mark.parametrize("vary", WAYS)
def test_an_empty_graph_gives_no_rows(tmp_path, vary):
    found = stability(few.build(tmp_path), vary=vary, draws=2, window=(2014, 2014))
    assert found.empty
    assert list(found.columns) == COLUMNS


def test_wrong_words_and_numbers_are_refused(world):
    with pytest.raises(UnknownWordError, match="no measure 'fame'"):
        stability(world, "fame")
    with pytest.raises(ValueError, match="the limit is 1 or more, not 0"):
        stability(world, limit=0)
