"""Laws of routes, cuts and falls, on worlds drawn at random; the best sets by trying all."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from panoptrade.graph import cuts, falling, interdiction, routes
from panoptrade.graph import weak_points as weak
from panoptrade.graph.relations import Relation
from panoptrade.graph.routes import END, START, Node
from panoptrade.graph.traded import Deal

FIRMS = [f"org:{one}" for one in "abcde"]
PLACES = ["country:CHN", "country:ISR"]
some = st.lists(st.sampled_from(FIRMS[:4]), max_size=3, unique=True).map(sorted).map(tuple)
deals = st.lists(
    st.tuples(some, some.filter(lambda one: len(one) < 2), st.sampled_from(["KEN", "UGA"])),
    max_size=7,
)
ties = st.lists(
    st.tuples(st.sampled_from(FIRMS), st.sampled_from(FIRMS)).filter(lambda one: one[0] != one[1]),
    max_size=5,
    unique=True,
)
homes = st.dictionaries(
    st.sampled_from(FIRMS), st.lists(st.sampled_from(PLACES), min_size=1, unique=True).map(tuple)
)
worlds = st.builds(lambda *parts: parts, deals, ties, homes)
CHECKED = settings(max_examples=80, deadline=None)


def deal(number, sellers, between, to, weight=1):
    origin = () if sellers else (PLACES[0],)
    return Deal(f"deal:{number}", sellers, between, origin, (f"country:{to}",), (), (), True, None,
                weight, {})  # fmt: skip


def laid(world, **options):
    drawn, tied, based = world
    found = [deal(at, *one) for at, one in enumerate(drawn)]
    relations = [Relation(a, b, "SUPPLY", "component", f"supply:{a}:{b}") for a, b in tied]
    return routes.lay(found, relations, based, **options)


def fell(found, gone):
    return falling.fallen(found, falling.nodes(found, gone))


@CHECKED
@given(worlds)
def test_all_that_has_a_route_flows(world):
    for capacity in ("deals", "links"):
        found = laid(world, capacity=capacity)
        carried = {node: one.weight for node, one in found.bundles.items()}
        cut = cuts.minimum(found.network, START, END, carried)
        assert cut.value == found.total == sum(carried[one] for one in cut.first)
        parts = weak.decomposed(cut)
        assert sum(amount for amount, _ in parts) == cut.value
        for _, route in parts:
            assert (route[0], route[-1]) == (START, END)
            assert all(found.network.has_edge(a, b) for a, b in pairwise(route))


@CHECKED
@given(worlds)
def test_nobody_gone_changes_nothing_and_more_gone_never_leaves_more(world):
    found = laid(world)
    assert fell(found, set()) == set()
    gone, before = set(), set()
    for one in [*FIRMS, *PLACES]:
        gone.add(one)
        after = fell(found, gone)
        assert before <= after
        before = after
    assert all(found.bundles[one].deals for one in before)


@CHECKED
@given(worlds)
def test_what_falls_alone_is_what_is_dominated(world):
    found = laid(world)
    among = falling.candidates(found, ["vendor", "supplier", "intermediary", "jurisdiction"])
    effects = interdiction.effects(found, among)
    assert effects == {one: fell(found, {one}) for one in among}
    direct = laid((world[0], [], world[2]))
    places = falling.candidates(direct, ["jurisdiction"])
    assert interdiction.effects(direct, places) == {one: fell(direct, {one}) for one in places}
    if len(places) > 1:
        steps = interdiction.steps(direct, places, 2)
        assert all(
            step.fallen == fell(direct, {one.id for one in steps[:at]})
            for at, step in enumerate(steps, start=1)
        )


@settings(max_examples=40, deadline=None)
@given(worlds, st.integers(1, 3))
def test_the_best_sets_are_those_that_trying_every_set_finds(world, size):
    found = laid(world)
    kinds = ["vendor", "supplier", "intermediary", "jurisdiction"]
    among = list(falling.candidates(found, kinds))
    sets = [frozenset(one) for k in range(size + 1) for one in combinations(among, k)]
    value = {one: falling.weight(found, fell(found, one)) for one in sets}
    most = max(value.values(), default=0)
    fewest = min((len(one) for one in sets if value[one] == most), default=0)
    wanted = {one for one in sets if value[one] == most and len(one) == fewest}
    answer = interdiction.best(found, among, size, most=1000)
    assert answer.proven
    assert set(answer.sets) == wanted
    steps = interdiction.steps(found, among, size)
    assert not steps or falling.weight(found, steps[-1].fallen) <= most


@CHECKED
@given(worlds)
def test_a_smallest_cut_of_vendors_and_suppliers_stops_everything(world):
    found = laid(world)
    among = falling.candidates(found, ["vendor", "supplier"])
    costs = {Node("body", one): 1 for one in among}
    beyond = falling.standing(found, costs)
    network = found.network.subgraph(set(found.network) - beyond)
    cut = cuts.minimum(network, START, END, costs)
    assert falling.standing(found, cut.first) <= beyond
    for size in range(cut.value):
        assert all(falling.standing(found, one) - beyond for one in combinations(costs, size))


@CHECKED
@given(worlds)
def test_other_names_change_nothing(world):
    drawn, tied, based = world
    other = dict(zip(FIRMS, [f"org:{one}" for one in "zyxwv"], strict=True))

    def renamed(several):
        return tuple(sorted(other[one] for one in several))

    again = (
        [(renamed(sellers), renamed(between), to) for sellers, between, to in drawn],
        [(other[a], other[b]) for a, b in tied],
        {other[one]: places for one, places in based.items()},
    )
    one, two = laid(world), laid(again)
    assert one.total == two.total
    for firm in FIRMS:
        weights = (
            falling.weight(one, fell(one, {firm})),
            falling.weight(two, fell(two, {other[firm]})),
        )
        assert weights[0] == weights[1]
    kinds = ["vendor", "supplier"]
    best = [interdiction.best(w, list(falling.candidates(w, kinds)), 2) for w in (one, two)]
    values = [falling.weight(w, fell(w, b.sets[0])) for w, b in zip((one, two), best, strict=True)]
    assert values[0] == values[1]


@CHECKED
@given(worlds)
def test_who_is_on_every_route_to_a_buyer_is_who_stops_all_that_comes_to_it(world):
    found = laid(world)
    comes = found.buyers()
    for buyer, chain, carried in weak.dominators(found):
        assert carried == falling.weight(found, comes[buyer])
        nodes = [one for one in found.network if one.part in {"origin", "body", "intermediary"}]
        stops = {one for one in nodes if comes[buyer] <= falling.fallen(found, {one})}
        assert set(chain) == stops


@CHECKED
@given(worlds)
def test_a_route_ends_at_a_buyer_of_its_deals(world):
    found = laid(world)
    carried = {node: one.weight for node, one in found.bundles.items()}
    for _, route in weak.decomposed(cuts.minimum(found.network, START, END, carried)):
        ended = weak.own(found, route)
        (bundle,) = (one for one in ended if one in found.bundles)
        assert ended[-2].id in found.bundles[bundle].buyers
        assert all(found.network.has_edge(a, b) for a, b in pairwise(ended))


@CHECKED
@given(worlds)
def test_asking_changes_no_network(world):
    found = laid(world)
    before = sorted(found.network.edges(data="type"))
    among = falling.candidates(found, falling.KINDS)
    interdiction.steps(found, among, 3)
    interdiction.best(found, among, 2)
    weak.weak(found)
    list(weak.dominators(found))
    assert sorted(found.network.edges(data="type")) == before
