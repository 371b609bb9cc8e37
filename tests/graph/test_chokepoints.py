"""Who carries the flow: known answers on worlds that can be drawn."""

from __future__ import annotations

import pytest

from panoptrade.graph.chokepoints import chokepoints
from panoptrade.ontology.values import Money
from tests import invented
from tests.graph.traded import firm, hourglass, owns, regime, said, shown, sold, supply


@pytest.fixture
def graph(tmp_path):
    return lambda *records: invented.built(tmp_path / "graph", records)


@pytest.fixture(scope="module")
def glass(tmp_path_factory):
    return invented.built(tmp_path_factory.mktemp("glass"), hourglass())


def test_each_vendor_with_what_passes_it_and_what_falls_without_it(glass):
    found = chokepoints(glass)
    assert shown(found, "id", "name", "kind", "through", "falls", "share", "buyers_lost") == [
        ["org:ash", "Ash", "vendor", 4, 3, 60.0, 1],
        ["org:birch", "Birch", "vendor", 1, 1, 20.0, 0],
        ["org:cedar", "Cedar", "vendor", 1, 0, 0.0, 0],
    ]
    assert (found.attrs["value"], found.attrs["total"]) == (5, 5)
    assert "capacity: deals (each deal carries 1)" in said(found)
    assert "deals are not shipments" in said(found)


def test_a_supplier_of_several_vendors_is_the_neck_of_the_hourglass(glass):
    found = chokepoints(glass, of=["supplier", "vendor"])
    assert shown(found, "id", "kind", "through", "falls") == [
        ["org:chips", "supplier", 5, 3],
        ["org:ash", "vendor", 4, 3],
        ["org:birch", "vendor", 1, 1],
        ["org:cedar", "vendor", 1, 0],
        ["org:lens", "supplier", 1, 0],
    ]
    assert "2 of 3 sellers have a documented relation upstream" in said(found)
    assert "not that the vendor needs it" in said(found)


def test_a_jurisdiction_takes_along_what_is_based_there_and_nowhere_else(glass):
    found = chokepoints(glass, of="jurisdiction").set_index("id")
    assert found["falls"].to_dict() == {"country:CHN": 4, "country:ISR": 0}
    upstream = chokepoints(glass, of="jurisdiction", through="supply").set_index("id")
    assert upstream["falls"].to_dict() == {
        "country:CHN": 4,
        "country:TWN": 3,
        "country:ISR": 0,
        "country:JPN": 0,
    }


def test_a_vendor_of_two_countries_falls_with_both_only(graph):
    world = graph(firm("ash", "ISR CYP"), sold(1, "ash"))
    assert chokepoints(world, of="jurisdiction")["falls"].tolist() == [0, 0]
    best = chokepoints(world, "best", of="jurisdiction", size=2)
    assert shown(best, "id", "fallen") == [["country:CYP", 1], ["country:ISR", 1]]


def test_the_best_pair_is_found_where_going_one_by_one_misses_it(graph):
    # Deals 1 and 2 fall with cedar alone; 3 to 6 only when ash and birch both go.
    records = [firm(one) for one in ("ash", "birch", "cedar", "dune")]
    records += [sold(1, "cedar"), sold(2, "cedar"), sold(7, "dune")]
    records += [sold(at, "ash birch") for at in (3, 4, 5, 6)]
    world = graph(*records)
    greedy = chokepoints(world, "set", size=2)
    assert shown(greedy, "step", "id", "falls", "fallen", "left") == [
        [1, "org:cedar", 2, 2, 5],
        [2, "org:dune", 1, 3, 4],
    ]
    assert "`best` tells whether another set of this size stops more" in said(greedy)
    best = chokepoints(world, "best", size=2)
    assert shown(best, "set", "id", "fallen") == [[1, "org:ash", 4], [1, "org:birch", 4]]
    assert "one set stops most" in said(best)


def test_several_sets_that_do_equally_well_are_all_named(graph):
    world = graph(*(firm(one) for one in "abc"), *(sold(one, one) for one in "abc"))
    found = chokepoints(world, "best", size=1)
    assert shown(found, "id", "fallen") == [["org:a", 1], ["org:b", 1], ["org:c", 1]]
    assert "3 sets stop equally much" in said(found)
    assert "may be more" not in said(found)


def test_the_smallest_cut_goes_through_the_neck_and_is_said_to_be_one_of_several(glass):
    found = chokepoints(glass, "cut", of=["supplier", "vendor"], to=["KEN", "Uganda"])
    assert found.attrs["value"] == 2
    assert (
        shown(found, "cut", "id", "always")
        == [
            [1, "org:ash", False],
            [1, "org:birch", False],
        ]
        or found["cut"].nunique() > 1
    )
    assert "smallest cut: 2" in said(found)


def test_one_supplier_can_be_the_only_smallest_cut(graph):
    world = graph(
        *(firm(one) for one in ("chips", "ash", "birch")),
        *(supply("chips", one) for one in ("ash", "birch")),
        *(sold(1, "ash"), sold(2, "birch")),
    )
    found = chokepoints(world, "cut", of=["supplier", "vendor"])
    assert shown(found, "cut", "id", "kind", "always") == [[1, "org:chips", "supplier", True]]
    assert "1 smallest cuts shown, which are all" in said(found)


def test_every_smallest_cut_of_a_chain_is_shown(graph):
    world = graph(firm("a"), firm("b"), firm("c"), supply("a", "b"), supply("b", "c"), sold(1, "c"))
    found = chokepoints(world, "cut", of=["supplier", "vendor"])
    assert shown(found, "cut", "id") == [[1, "org:a"], [2, "org:b"], [3, "org:c"]]


def test_what_no_candidate_is_on_is_left_out_of_the_cut_and_said(graph):
    world = graph(firm("ash"), sold(1, "ash"), sold(2, "", origin="USA"))
    found = chokepoints(world, "cut")
    assert shown(found, "id") == [["org:ash"]]
    assert "left out of the cut: 1 (deals) on routes that pass none" in said(found)
    none = chokepoints(world, "cut", of="intermediary")
    assert (len(none), none.attrs["value"]) == (0, 0)
    assert "left out of the cut: 2 (deals)" in said(none)


def test_jurisdictions_are_no_cut_where_suppliers_lead_upstream(glass):
    with pytest.raises(ValueError, match="ask for the best set"):
        chokepoints(glass, "cut", of="jurisdiction", through="supply")
    assert chokepoints(glass, "cut", of="jurisdiction").attrs["value"] == 2


def test_an_intermediary_stands_between_a_deal_and_its_buyer(graph):
    world = graph(
        *(firm(one, "CHN") for one in ("ash", "birch")),
        firm("mid", "ARE"),
        sold(1, "ash", by="mid"),
        sold(2, "birch", by="mid"),
        sold(3, "birch"),
        sold(4, "mid", "UGA"),
    )
    points = chokepoints(world, of=["vendor", "intermediary"])
    assert shown(points, "id", "kind", "through", "falls") == [
        ["org:mid", "vendor|intermediary", 3, 3],
        ["org:birch", "vendor", 2, 2],
        ["org:ash", "vendor", 1, 1],
    ]
    cut = chokepoints(world, "cut", of="intermediary")
    assert shown(cut, "id", "kind") == [["org:mid", "intermediary"]]
    flow = chokepoints(world, "flow")
    assert (
        "country:CHN <-[COUNTRY]- org:ash <-[SELLER]- deal:gazette:1 -[INTERMEDIARY]-> org:mid "
        "-[DESTINATION]-> country:KEN"
    ) in flow["route"].tolist()


def test_a_flow_shows_the_type_of_every_step(glass):
    found = chokepoints(glass, "flow", through="supply")
    assert found.attrs["value"] == 5 == found["flow"].sum()
    sale = "<-[SELLER]- deal:gazette:1 (and 1 more) -[DESTINATION]-> country:KEN"
    assert shown(found, "flow", "origin", "buyer", "route")[0] == [
        2,
        "country:TWN",
        "country:KEN",
        f"country:TWN <-[COUNTRY]- org:chips -[SUPPLY component]-> org:ash {sale}",
    ]
    types = {step for route in found["route"] for step in route.split() if "SUPPLY" in step}
    assert not any("SELLER" in one for one in types)


def test_capacities_are_deals_links_or_value(graph):
    world = graph(
        firm("ash", "CHN"),
        *(sold(at, "ash", value=Money(10.5, "USD", 2015)) for at in range(3)),
        sold(9, "ash", "UGA"),
    )
    for capacity, total in (("deals", 4), ("links", 2), ("value", 31.5)):
        found = chokepoints(world, capacity=capacity)
        assert (found.attrs["total"], found["falls"].tolist()) == (total, [total])
        flow = chokepoints(world, "flow", capacity=capacity)
        assert flow.attrs["value"] == total == flow["flow"].sum()
    assert "left out: 1 deals without a value" in said(chokepoints(world, capacity="value"))


def test_a_link_goes_by_an_intermediary_only_where_all_its_deals_do(graph):
    known = [firm("ash"), firm("mid"), sold(1, "ash", by="mid")]
    found = chokepoints(graph(*known), capacity="links", of="intermediary")
    assert shown(found, "id", "falls") == [["org:mid", 1]]


def test_a_link_without_an_intermediary_for_once_needs_none(graph):
    records = [firm("ash"), firm("mid"), sold(1, "ash", by="mid"), sold(2, "ash")]
    assert len(chokepoints(graph(*records), capacity="links", of="intermediary")) == 0


def test_owners_count_who_control_or_hold_half(graph):
    world = graph(
        *(firm(one) for one in ("fund", "holder", "minor", "ash", "birch", "cedar")),
        owns("fund", "ash"),
        owns("holder", "birch", kind="equity", share_min=50.0),
        owns("minor", "cedar", kind="equity", share_min=49.0),
        *(sold(one, one) for one in ("ash", "birch", "cedar")),
    )
    assert chokepoints(world, of="owner")["id"].tolist() == ["org:fund", "org:holder"]


def test_bodies_that_supply_each_other_in_a_circle_are_reached_from_their_countries(graph):
    world = graph(firm("a", "CHN"), firm("b", "JPN"), supply("a", "b"), supply("b", "a"),
                  sold(1, "a"))  # fmt: skip
    found = chokepoints(world, of=["vendor", "supplier"])
    assert shown(found, "id", "through", "falls") == [["org:a", 1, 1], ["org:b", 1, 0]]
    assert chokepoints(world, "flow", through="supply").attrs["value"] == 1


def test_a_group_of_regimes_is_taken_in_the_year_of_the_deal_or_in_one_year(graph):
    world = graph(
        firm("ash"),
        sold(1, "ash", start="2015"),
        sold(2, "ash", start="2016"),
        sold(3, "ash"),
        sold(4, "ash", "UGA", start="2016"),
        regime("KEN", "row:2", 2015),
        regime("KEN", "row:1", 2016),
    )
    dated = chokepoints(world, definition="row-autocracy")
    assert dated.attrs["total"] == 1
    assert "left out: 3 deals not into the group, 2 of them not classified" in said(dated)
    assert chokepoints(world, definition="row-autocracy", year=2016).attrs["total"] == 3
    assert chokepoints(world, regime="row:2", lag=1).attrs["total"] == 1
    assert chokepoints(world, regime=["row:1", "row:2"]).attrs["total"] == 2
    assert "in 2016, whatever the year" in said(chokepoints(world, regime="row:1", year=2016))


def test_governments_are_buyers_where_asked(world):
    found = chokepoints(world, "dominators", buyers="government")
    assert shown(found, "buyer", "carried", "names") == [
        ["gov:CHN", 1, ["China", "Ember Lens"]],
        ["gov:KEN", 3, []],
        ["gov:MEX", 2, []],
    ]
    named = chokepoints(world, to="gov:KEN", buyers="government")
    assert named["id"].tolist() == ["org:acme-lantern-works", "org:borealis-gaze"]


def test_dominators_are_on_every_route_to_a_buyer(glass):
    found = chokepoints(glass, "dominators", through="supply")
    assert shown(found, "buyer", "carried", "on_every_route") == [
        ["country:KEN", 2, ["country:TWN", "org:chips", "org:ash"]],
        ["country:UGA", 2, []],
        ["country:MEX", 1, []],
    ]
    assert "1 of 3 buyers have somebody on every route to them" in said(found)


def test_articulation_points_and_bridges(glass):
    # ash–KEN, ash–UGA–birch, ash–MEX–cedar: a tree of six, all inner nodes and edges are weak.
    found = chokepoints(glass, "weak")
    points = found[found["kind"] == "articulation point"]
    assert points["id"].tolist() == ["org:ash", "country:MEX", "country:UGA"]
    assert shown(points, "pieces", "cut_off", "buyers_cut_off")[0] == [3, 3, 2]
    bridges = found[found["kind"] == "bridge"]
    assert {(a, b) for a, b in shown(bridges, "id", "other")} == {
        ("org:ash", "country:KEN"),
        ("org:ash", "country:UGA"),
        ("org:ash", "country:MEX"),
        ("org:birch", "country:UGA"),
        ("org:cedar", "country:MEX"),
    }
    assert set(bridges["type"]) == {"SELLER"}
