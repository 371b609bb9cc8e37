"""What chokepoints do with little, much, nothing and wrong words; the starter graph."""

from __future__ import annotations

from itertools import combinations

import pytest

import panoptrade as pt
from panoptrade.graph import carriers
from panoptrade.graph.chokepoints import chokepoints
from panoptrade.ontology.words import UnknownWordError
from tests import invented
from tests.graph.traded import firm, sold, supply


@pytest.fixture
def graph(tmp_path):
    return lambda *records: invented.built(tmp_path / "graph", records)


def said(frame):
    return "; ".join(frame.attrs["notes"])


def test_nothing_and_little_are_answered(graph, tmp_path):
    empty = graph(firm("ash"))
    one = invented.built(tmp_path / "one", [firm("ash", "CHN"), sold(1, "ash")])
    homeless = invented.built(tmp_path / "homeless", [firm("ash"), sold(1, "ash", "KEN UGA")])
    for find in carriers.FIND:
        found = chokepoints(empty, find)
        assert (len(found), found.attrs["total"], found.attrs["value"]) == (0, 0, 0)
        assert chokepoints(one, find).attrs["total"] == 1
        assert chokepoints(homeless, find).attrs["total"] == 1
    assert chokepoints(one, "flow")["route"].tolist() == [
        "country:CHN <-[COUNTRY]- org:ash <-[SELLER]- deal:gazette:1 -[DESTINATION]-> country:KEN"
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"find": "wek"}, "did you mean weak"),
        ({"of": "vender"}, "did you mean vendor"),
        ({"of": []}, "some kind that may be cut"),
        ({"size": 0}, "a size of 1 or more"),
        ({"capacity": "dels"}, "did you mean deals"),
        ({"buyers": "city"}, "no kind of buyer 'city'"),
        ({"through": "friends"}, "no way upstream 'friends'"),
        ({"supplies": "gifts", "through": "supply"}, "no kind of Supply 'gifts'"),
        ({"to": "KEN", "regime": "row:0"}, "one of them"),
        ({"regime": ["row:0", "fh:NF"]}, "classes of one index"),
        ({"regime": "row:9"}, "no class of regimes 'row:9'"),
        ({"definition": "row-autocrac"}, "did you mean row-autocracy"),
        ({"definition": "row-autocracy", "year": 2015, "lag": 1}, "not both"),
        ({"year": 2015}, "give a definition or a regime with it"),
        ({"to": "Acme Lantern Works"}, "which is a Vendor; what is wanted is a Country"),
        ({"to": "Atlantis"}, "nothing in the graph is called 'Atlantis'"),
    ],
)
def test_wrong_words_are_named(world, options, words):
    with pytest.raises(ValueError, match=words):
        chokepoints(world, **options)


def test_who_was_meant_is_said(world):
    found = chokepoints(world, to="KEN")
    assert "'KEN' is taken as country:KEN (Kenya, by its code)" in said(found)
    with pytest.raises(UnknownWordError):
        chokepoints(world, to="ALW")


def test_supply_of_other_kinds_or_years_is_left_out(graph):
    world = graph(
        firm("ash"), firm("chips"), firm("host"),
        supply("chips", "ash", start="2018"), supply("host", "ash", "service", end="2012"),
        sold(1, "ash", start="2016"),
    )  # fmt: skip
    assert chokepoints(world, of="supplier")["id"].tolist() == ["org:chips", "org:host"]
    service = chokepoints(world, of="supplier", supplies="service")
    assert service["id"].tolist() == ["org:host"]
    assert len(chokepoints(world, of="supplier", years=(2013, 2017))) == 0


def test_the_starter_graph_has_answers_of_each_kind():
    graph = pt.starter()
    single = chokepoints(graph, "best", size=3)
    greedy = chokepoints(graph, "set", size=3)
    assert set(single["id"]) == set(greedy["id"])
    assert single.attrs["value"] == greedy.attrs["value"]
    flow = chokepoints(graph, "flow", definition="row-autocracy", year=2018, through="supply")
    assert flow.attrs["value"] == flow.attrs["total"] == flow["flow"].sum() > 300


@pytest.mark.parametrize("size", [1, 2])
def test_the_best_sets_of_the_published_index_are_those_that_trying_all_finds(size):
    deals = pt.starter().table("Deal")
    rows = deals[deals["sources"].map(lambda one: "aigs-2019" in one)]["seller"].dropna()
    sellers = [frozenset(one) for one in rows]
    firms = sorted(frozenset().union(*sellers))
    sets = [set(one) for one in combinations(firms, size)]
    fallen = {frozenset(one): sum(named <= one for named in sellers) for one in sets}
    found = chokepoints(pt.starter(), "best", size=size, source="aigs-2019")
    assert found.attrs["value"] == max(fallen.values()) == {1: 18, 2: 21}[size]
    wanted = {one for one, number in fallen.items() if number == max(fallen.values())}
    assert {frozenset(one) for one in found.groupby("set")["id"].agg(list)} == wanted


def test_refused_deals_carry_nothing(world):
    found = chokepoints(world)
    assert "left out: 1 deals refused" in said(found)
    dune = found.set_index("id").loc["org:dune-whisper"]
    assert dune["falls"] == 1  # the sale of the 2010s to Kenya


def test_ten_thousand_parallel_deals_are_answered_at_once(graph):
    world = graph(firm("ash", "CHN"), *(sold(at, "ash") for at in range(10_000)))
    for find in carriers.FIND:
        found = chokepoints(world, find)
        assert (len(found), found.attrs["total"]) == (1, 10_000)
    assert "(and 9999 more)" in chokepoints(world, "flow")["route"][0]


def test_the_same_question_gives_the_same_bytes_and_changes_nothing(world):
    files = {path: path.read_bytes() for path in world.path.rglob("*.parquet")}
    for find in carriers.FIND:
        one, other = chokepoints(world, find), chokepoints(world, find)
        assert one.to_csv() == other.to_csv()
        assert one.attrs == other.attrs
    assert {path: path.read_bytes() for path in world.path.rglob("*.parquet")} == files
