"""What the sources see: known answers on the invented world and on two lists of links."""

from __future__ import annotations

import hashlib

import pytest

from panoptrade.graph.coverage import ASSUMES, PAIRS, chapman, coverage
from panoptrade.graph.variations import Plan, variations
from panoptrade.ontology.words import UnknownWordError
from tests.graph import few
from tests.world import deal


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    """The gazette has three links, the atlas four, and two of them are the same."""
    records = [
        *(deal("gazette", to, "acme", to) for to in ("KEN", "UGA", "MEX")),
        *(deal("atlas-1", to, "acme", to) for to in ("KEN", "UGA", "CHN")),
        deal("atlas-1", "usa", "borealis", "KEN"),
    ]
    return few.build(tmp_path_factory.mktemp("lists"), records)


def test_chapman_is_what_one_works_out_by_hand():
    size, error = chapman(3, 4, 2)
    assert size == pytest.approx(4 * 5 / 3 - 1)
    assert error == pytest.approx((4 * 5 * 1 * 2 / (3**2 * 4)) ** 0.5)


def test_two_equal_lists_have_seen_everything():
    assert chapman(7, 7, 7) == (7, 0)


def test_lists_without_overlap_say_only_that_there_is_much():
    assert chapman(3, 4, 0)[0] == 19
    assert chapman(0, 0, 0) == (0, 0)


def test_more_on_both_than_on_one_cannot_be():
    with pytest.raises(ValueError, match="5 cannot be on both lists of 3 and 4"):
        chapman(3, 4, 5)


def test_two_lists_of_links_bound_what_neither_saw(lists):
    found = coverage(lists, "pairs")
    (row,) = found.to_dict("records")
    assert (row["first"], row["second"]) == ("atlas-1", "gazette")
    assert (row["links_first"], row["links_second"], row["both"], row["either"]) == (4, 3, 2, 5)
    assert row["jaccard"] == 0.4
    assert row["chapman"] == pytest.approx(5.6667, abs=1e-4)
    assert row["low"] == 5
    assert row["high"] == pytest.approx(5.6667 + 1.959964 * 1.05409, abs=1e-4)
    assert set(ASSUMES) <= set(found.attrs["notes"])


def test_each_source_is_told_what_it_alone_sees(lists):
    rows = coverage(lists).set_index("source").to_dict("index")
    assert rows["gazette"] == {
        "deals": 3,
        "alone": 3,
        "alone_share": 100,
        "countries": 3,
        "countries_alone": 1,
        "links": 3,
        "links_alone": 1,
        "technologies": 0,
    }
    assert rows["atlas-1"]["links_alone"] == 2


def test_a_deal_of_two_sources_rests_on_neither_alone(tmp_path):
    told = [deal("gazette", 1, "acme", "KEN"), deal("atlas-1", 1, "acme", "KEN")]
    same = [type(one)(one.cls, "deal:same", one.values, *_cited(one)) for one in told]
    found = coverage(few.build(tmp_path, same))
    assert list(found["alone"]) == [0, 0]
    assert found.attrs["notes"][0] == "0 of 1 deals (0 percent) rest on one source"


def _cited(one):
    return one.source, one.locator, one.grade, one.seen


def test_countries_stand_with_each_source_that_sees_them(world):
    found = coverage(world, "country")
    rows = found[found["country"] == "country:UGA"].to_dict("records")
    assert [(one["source"], one["deals"], one["links"], one["seen_by"]) for one in rows] == [
        ("atlas-1", 1, 2, 3),
        ("atlas-2", 1, 1, 3),
        ("gazette", 1, 1, 3),
    ]
    assert sum(one["share"] for one in rows) == pytest.approx(100)


def test_vendors_and_technologies_that_stand_side_by_side_make_no_link(world):
    found = coverage(world, "technology").set_index(["technology", "source"])
    assert found.loc[("tech:facial-recognition", "gazette"), "links"] == 2
    assert found.loc[("tech:facial-recognition", "atlas-1"), "deals"] == 1
    assert found.loc[("tech:facial-recognition", "atlas-1"), "links"] == 0


def test_what_names_no_country_or_technology_has_a_row(tmp_path):
    graph = few.build(tmp_path, [deal("gazette", 1, "acme", "", kind="sale")])
    assert list(coverage(graph, "country")["country_name"]) == ["(importer not known)"]
    assert list(coverage(graph, "country")["links"]) == [0]
    assert list(coverage(graph, "technology")["technology"]) == ["(technology not stated)"]


@pytest.mark.parametrize("by", ["source", "country", "technology", "pairs"])
def test_an_empty_graph_gives_no_rows(tmp_path, by):
    found = coverage(few.build(tmp_path), by)
    assert found.empty
    assert found.attrs["notes"][0] == "0 of 0 deals rest on one source"
    assert by != "pairs" or list(found.columns) == PAIRS


def test_ten_thousand_deals_of_one_pair_are_one_link(tmp_path):
    graph = few.build(tmp_path, [deal("gazette", n, "acme", "KEN") for n in range(10_000)])
    (row,) = coverage(graph).to_dict("records")
    assert (row["deals"], row["links"]) == (10_000, 1)
    (one,) = variations(graph, "deals", Plan(draws=1))
    assert one[1].arrow("Deal").num_rows == 10_000


def test_filters_are_those_of_flows(world):
    found = coverage(world, kinds="contract", grade="official")
    assert found[["source", "deals"]].to_dict("list") == {"source": ["gazette"], "deals": [3]}


def test_a_wrong_word_is_named(world):
    with pytest.raises(UnknownWordError, match="no coverage 'contry'; did you mean country"):
        coverage(world, "contry")


def test_the_graph_stays_as_it_is(world):
    def hashed():
        files = sorted(path for path in world.path.rglob("*") if path.is_file())
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]

    before = hashed()
    assert coverage(world, "country").equals(coverage(world, "country"))
    assert hashed() == before
