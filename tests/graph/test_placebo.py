"""Shuffled exporters and regimes: exact where it can be worked out, the same for the same seed."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import numpy as np
import pytest

from panoptrade.graph import placebo as shuffling
from panoptrade.graph.placebo import SHUFFLES, Data, drawn, placebo
from panoptrade.ontology.words import UnknownWordError
from tests import world as worlds

NAN = np.nan
# Three countries and two years; the third has no class in the second year.
DATA = Data(
    first=np.array([True, True, False, False, True, False]),
    country=np.array([0, 1, 1, 2, 0, 1]),
    year=np.array([0, 0, 0, 0, 1, 1]),
    inside=np.array([[1.0, 1.0], [0.0, 0.0], [1.0, NAN]]),
)
DRAWS = 40_000


def shares(tables):
    return {key: count / DRAWS for key, count in Counter(map(tuple, tables.tolist())).items()}


def expected(weights):
    total = sum(weights.values())
    return {key: count / total for key, count in weights.items()}


def table(first, inside):
    first, inside = np.asarray(first), np.asarray(inside)
    a, c = int(inside[first].sum()), int(inside[~first].sum())
    return a, int(first.sum()) - a, c, int((~first).sum()) - c


def test_shuffled_exporters_have_the_frequencies_of_all_orders():
    inside = DATA.inside[DATA.country, DATA.year]
    found = Counter()
    for one in permutations(DATA.first[:4].tolist()):
        for two in permutations(DATA.first[4:].tolist()):
            found[table([*one, *two], inside)] += 1
    assert shares(drawn(DATA, "exporters", DRAWS, 1)) == pytest.approx(expected(found), abs=0.01)


def test_shuffled_regimes_have_the_frequencies_of_all_orders_of_each_year():
    found = Counter()
    for one in permutations(DATA.inside[:, 0].tolist()):
        for two in permutations(DATA.inside[:2, 1].tolist()):
            labels = np.column_stack([one, [*two, NAN]])
            found[table(DATA.first, labels[DATA.country, DATA.year])] += 1
    assert shares(drawn(DATA, "regimes", DRAWS, 1)) == pytest.approx(expected(found), abs=0.01)


def test_shuffled_histories_move_whole_countries_that_have_every_year():
    found = Counter()
    for one, two in permutations([0, 1]):
        labels = DATA.inside[[one, two, 2]]
        found[table(DATA.first, labels[DATA.country, DATA.year])] += 1
    assert shares(drawn(DATA, "histories", DRAWS, 1)) == pytest.approx(expected(found), abs=0.01)


@pytest.mark.parametrize("shuffle", SHUFFLES)
def test_a_shuffle_keeps_the_number_of_deals_of_each(shuffle):
    found = drawn(DATA, shuffle, 500, 3)
    assert (found[:, :2].sum(axis=1) == 3).all()
    assert (found[:, 2:].sum(axis=1) == 3).all()
    assert (found >= 0).all()


@pytest.mark.parametrize("shuffle", SHUFFLES)
def test_done_in_parts_every_draw_is_made(shuffle, monkeypatch):
    monkeypatch.setattr(shuffling, "ROOM", 50)
    assert drawn(DATA, shuffle, 101, 0).shape == (101, 4)


def test_on_the_world_the_observed_difference_has_its_place(world):
    found = placebo(world, "row-autocracy", draws=99).set_index(["shuffle", "statistic"])
    row = found.loc[("exporters", "difference of shares")]
    # China sold once to a democracy and once not; the United States once, and not to one. Each
    # year holds deals of one exporter alone: there is nothing to shuffle, and p says so.
    assert (row["observed"], row["null_low"], row["null_high"], row["p"]) == (-50, -50, -50, 1)
    assert found.loc[("exporters", "odds ratio"), "observed"] == pytest.approx(1.5 * 0.5 / 2.25)
    assert found["p"].between(0, 1).all()


def test_a_difference_by_design_is_found(tmp_path):
    sold = [
        worlds.deal("gazette", f"x{n}", "", to, origin=origin, kind="sale", start="2016")
        for n, (origin, to) in enumerate([("CHN", "UGA"), ("USA", "MEX")] * 12)
    ]
    world = worlds.build(tmp_path, sold)
    found = placebo(world, "row-autocracy", shuffle="exporters", draws=999)
    assert found["p"].tolist() == [0.002, 0.002]
    assert found["as_high"].tolist() == [0, 0]


def test_the_same_seed_gives_the_same_whatever_is_asked_beside_it(world):
    every = placebo(world, "fh-not-free", draws=50, seed=7)
    again = placebo(world, "fh-not-free", draws=50, seed=7)
    alone = placebo(world, "fh-not-free", draws=50, seed=7, shuffle="regimes")
    assert every.to_csv() == again.to_csv()
    part = every[every["shuffle"] == "regimes"].reset_index(drop=True)
    assert alone.to_csv() == part.to_csv()


def test_deals_of_both_exporters_are_left_out_and_counted(world):
    notes = placebo(world, "row-autocracy", undated_as=2016, draws=9).attrs["notes"]
    assert notes[0] == "2 deals against 1, dated and classified; 1 more are of both, left out"


def test_an_exporter_without_deals_is_named(world):
    with pytest.raises(ValueError, match="France has no deal that is dated and classified"):
        placebo(world, "row-autocracy", exporter="FRA")


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"shuffle": "regime"}, UnknownWordError),
        ({"definition": "row-autocrat"}, UnknownWordError),
        ({"against": "China"}, ValueError),
        ({"draws": 0}, ValueError),
    ],
)
def test_wrong_words_are_refused(world, wrong, error):
    with pytest.raises(error):
        placebo(world, **{"definition": "row-autocracy", **wrong})
