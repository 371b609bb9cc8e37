"""A graph's deals are varied as drawn up, from a seed, and the graph itself never changes."""

from __future__ import annotations

import hashlib

import pytest

from panoptrade.graph.sampled import sampled, taken
from panoptrade.graph.variations import WAYS, Plan, sources, variations, without
from panoptrade.ontology.words import UnknownWordError
from tests.graph import few
from tests.world import deal


def ids(graph):
    return graph.arrow("Deal")["id"].to_pylist()


def starts(graph):
    table = graph.arrow("Deal")
    return dict(zip(table["id"].to_pylist(), table["start"].to_pylist(), strict=True))


def runs(graph, by, **plan):
    return dict(variations(graph, by, Plan(**{"draws": 20, **plan})))


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Deal `both` is told by both sources, `one` and `other` by one each."""
    both = [deal("gazette", "both", "acme", "KEN"), deal("atlas-1", "both", "acme", "KEN")]
    shared = [one.__class__(one.cls, "deal:both", *_rest(one)) for one in both]
    alone = [deal("gazette", "one", "acme", "UGA"), deal("atlas-1", "other", "borealis", "KEN")]
    return few.build(tmp_path_factory.mktemp("two"), [*shared, *alone])


def _rest(one):
    return one.values, one.source, one.locator, one.grade, one.seen


def test_leaving_nothing_out_leaves_every_deal(two):
    deals = two.arrow("Deal")
    assert without(deals, ()).equals(deals)
    assert sources(deals) == ["atlas-1", "gazette"]


def test_a_deal_of_two_sources_stays_while_one_of_them_stays(two):
    found = runs(two, "source")
    assert {name: ids(one) for name, one in found.items()} == {
        "without atlas-1": ["deal:both", "deal:gazette:one"],
        "without gazette": ["deal:atlas-1:other", "deal:both"],
    }


def test_a_deal_drawn_twice_has_two_ids(two):
    found = taken(two.arrow("Deal"), [0, 3, 1])
    assert found["id"].to_pylist() == [
        "deal:both",
        "deal:both#2",
        "deal:both#3",
        "deal:gazette:one",
    ]
    assert found["sources"].to_pylist()[0] == ["atlas-1", "gazette"]


def test_a_resample_of_sources_takes_whole_sources(two):
    twice = ["deal:gazette:one", "deal:gazette:one#2"]
    both = ["deal:both", "deal:both#2"]
    assert {tuple(ids(one)) for one in runs(two, "bootstrap", draws=50).values()} == {
        ("deal:atlas-1:other", "deal:both", "deal:gazette:one"),
        (*both, *twice),
        ("deal:atlas-1:other", "deal:atlas-1:other#2", *both),
    }


def test_a_resample_of_deals_draws_in_each_source_as_many_as_it_has(two):
    for one in runs(two, "deals", draws=50).values():
        told = one.arrow("Deal")["sources"].to_pylist()
        # Two sources of two deals each are drawn: four at most, fewer where the shared one counts
        # for both.
        assert 2 <= len(told) <= 4


@pytest.mark.parametrize("by", [name for name, way in WAYS.items() if way.random])
def test_the_same_seed_gives_the_same_draws_and_another_gives_others(world, by):
    first, again, other = (runs(world, by, seed=seed) for seed in (1, 1, 2))
    assert all(first[name].deals.equals(again[name].deals) for name in first)
    assert not all(first[name].deals.equals(other[name].deals) for name in first)


def test_cuts_of_grade_take_the_best_first(world):
    found = {name: len(ids(one)) for name, one in runs(world, "grade").items()}
    assert found == {"official or better": 7, "research or better": 8, "press or better": 10}


def test_a_date_is_drawn_from_what_it_may_mean(world):
    found = [starts(one) for one in runs(world, "dates", draws=200).values()]
    assert {one["deal:gazette:1"][:4] for one in found} == {"2015"}
    assert {one["deal:gazette:2"][:7] for one in found} == {"2018-02"}
    assert {one["deal:gazette:7"] for one in found} == {"2020-07-01"}
    assert {one["deal:gazette:6"][:4] for one in found} == {str(y) for y in range(2010, 2020)}
    assert {one["deal:atlas-2:4"] for one in found} == {None}


def test_every_year_of_a_decade_is_as_likely_as_the_other(world):
    found = [starts(one)["deal:gazette:6"][:4] for one in runs(world, "dates", draws=1000).values()]
    assert all(60 < found.count(str(year)) < 140 for year in range(2010, 2020))


def test_with_a_window_the_undated_lie_somewhere_in_it(world):
    found = [starts(one) for one in runs(world, "dates", draws=100, window=(2011, 2012)).values()]
    assert {one["deal:atlas-2:4"][:4] for one in found} == {"2011", "2012"}


def test_a_deal_does_not_begin_after_it_became_known(tmp_path):
    known = deal("gazette", "a", "acme", "KEN", start="201X", disclosed="2013")
    late = deal("gazette", "b", "acme", "KEN", start="2015", disclosed="2013")
    graph = few.build(tmp_path, [known, late])
    found = [starts(one) for one in runs(graph, "dates", draws=100).values()]
    assert {one["deal:gazette:a"][:4] for one in found} == {"2010", "2011", "2012", "2013"}
    # Of dates that contradict each other neither is given up.
    assert {one["deal:gazette:b"][:4] for one in found} == {"2015"}


def test_the_undated_are_outside_and_then_in_each_year(world):
    found = runs(world, "undated", window=(2014, 2015))
    assert list(found) == ["undated left out", "undated in 2014", "undated in 2015"]
    outside, inside = starts(found["undated left out"]), starts(found["undated in 2015"])
    assert set(inside) - set(outside) == {
        "deal:atlas-1:uga",
        "deal:atlas-2:4",
        "deal:gazette:6",
    }
    assert inside["deal:atlas-2:4"] == inside["deal:gazette:6"] == "2015"
    assert inside["deal:gazette:1"] == "2015"
    assert inside["deal:gazette:2"] == "2018-02"


def test_without_any_date_a_window_is_asked_for(tmp_path):
    graph = few.build(tmp_path, [deal("gazette", "a", "acme", "KEN")])
    with pytest.raises(ValueError, match="no deal has a year"):
        runs(graph, "undated")
    assert len(runs(graph, "undated", window=(2014, 2014))) == 2


@pytest.mark.parametrize("by", WAYS)
def test_an_empty_graph_gives_variations_without_deals(tmp_path, by):
    graph = few.build(tmp_path)
    found = runs(graph, by, draws=3, window=(2014, 2014))
    assert [ids(one) for one in found.values()] == [[]] * len(found)


def test_wrong_words_and_numbers_are_refused(world):
    with pytest.raises(UnknownWordError, match="no way to vary 'sorce'; did you mean source"):
        runs(world, "sorce")
    with pytest.raises(ValueError, match="draws are 1 or more, not 0"):
        runs(world, "bootstrap", draws=0)
    with pytest.raises(ValueError, match="not 2015 to 2014"):
        runs(world, "undated", window=(2015, 2014))


def test_everything_but_the_deals_is_the_graphs_own(world):
    none = sampled(world, world.arrow("Deal").slice(0, 0))
    assert none.table("Vendor").equals(world.table("Vendor"))
    assert none.sources() == world.sources()
    assert none.rows("Deal", ["deal:gazette:1"]) == []
    assert none.rows("Vendor", ["org:cobalt-owl"]) == world.rows("Vendor", ["org:cobalt-owl"])
    with none.connect() as db:
        assert db.sql("SELECT count(*) FROM Deal").fetchall() == [(0,)]


def test_no_variation_changes_the_graph(world):
    def hashed():
        files = sorted(path for path in world.path.rglob("*") if path.is_file())
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]

    before, deals = hashed(), world.arrow("Deal")
    for by in WAYS:
        runs(world, by, draws=3)
    assert hashed() == before
    assert world.arrow("Deal").equals(deals)
