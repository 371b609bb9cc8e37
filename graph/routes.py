"""Lay trade out as routes: from countries of origin through suppliers and vendors to buyers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from panoptrade.graph import targets
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from panoptrade.graph.relations import Relation
    from panoptrade.graph.traded import Deal

CAPACITIES = {
    "deals": "each deal carries 1",
    "links": "each pair of a vendor and a buyer carries 1, however many deals it has",
    "value": "each deal carries what was paid for it",
}
UNKNOWN = "(country not known)"


class Node(NamedTuple):
    """A place on a route: what part it plays there, and the id of the thing that plays it.

    One thing may play several parts: a country as an origin and as a buyer, a firm as a body that
    makes or sells, and as the intermediary of another's deal.
    """

    part: str  # start, origin, body, deals, intermediary, buyer, end
    id: str


START, END = Node("start", ""), Node("end", "")


class Bundle(NamedTuple):
    """Deals of the same parties, which carry together what each of them carries to the buyers."""

    weight: int
    deals: tuple[str, ...]
    buyers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """The network of routes from START to END, and what the deals in it carry.

    A route is carried by one bundle of deals; its other nodes carry without limit. An edge tells
    its `type`, its `kinds` and the `records` that prove it. `homes` are the countries of bodies;
    `places` the nodes that are a body, or of which a country is the origin or a home.
    """

    network: nx.DiGraph[Node]
    bundles: dict[Node, Bundle]
    homes: Mapping[str, tuple[str, ...]]
    places: Mapping[str, list[Node]]
    notes: list[str]

    def buyers(self) -> dict[str, set[Node]]:
        """Return the bundles that come to each buyer, by the buyer's id."""
        found: dict[str, set[Node]] = defaultdict(set)
        for node, bundle in self.bundles.items():
            for one in bundle.buyers:
                found[one].add(node)
        return dict(sorted(found.items()))

    @property
    def total(self) -> int:
        """What all bundles carry."""
        return sum(one.weight for one in self.bundles.values())


def lay(
    deals: Iterable[Deal],
    relations: Iterable[Relation],
    homes: Mapping[str, tuple[str, ...]],
    *,
    buyers: str = "importer",
    capacity: str = "deals",
) -> Routes:
    """Return the routes of deals; nothing of unknown origin and without a seller is on one.

    A deal of several sellers, intermediaries or buyers goes by any of them. A body with relations
    upstream is reached through them only, any of them; every other one from its own countries.
    """
    words.choose(capacity, CAPACITIES, "capacity")
    column, _ = targets.BUYERS[buyers]
    found: nx.DiGraph[Node] = nx.DiGraph()
    found.add_nodes_from((START, END))
    bundles, lost = _bundles(deals, column, capacity)
    sellers: set[str] = set()
    for key in sorted(bundles):
        _add_bundle(found, key, bundles[key], buyers)
        sellers.update(key[0])
    roots, upstream = _add_bodies(found, sellers, relations)
    for body in sorted(roots):
        for country in homes.get(body) or (UNKNOWN,):
            _add(found, Node("origin", country), Node("body", body), "COUNTRY")
    for node in sorted(one for one in found if one.part == "origin"):
        _add(found, START, node, "")
    carried = {_node(bundle): bundle for bundle in bundles.values()}
    notes = _notes(lost, capacity, len(sellers), len(upstream), relations=bool(relations))
    return Routes(found, carried, homes, _places(found, homes), notes)


def _places(found: nx.DiGraph[Node], homes: Mapping[str, tuple[str, ...]]) -> dict[str, list[Node]]:
    places: dict[str, list[Node]] = defaultdict(list)
    for node in found:
        if node.part == "origin":
            places[node.id].append(node)
        elif node.part in {"body", "intermediary"}:
            for one in (node.id, *homes.get(node.id, ())):
                places[one].append(node)
    return dict(places)


Key = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _bundles(deals: Iterable[Deal], column: str, capacity: str) -> tuple[dict[Key, Bundle], int]:
    """Return the deals by vendors, intermediaries, origins (without a vendor) and buyers."""
    links: dict[Key, list[Deal]] = defaultdict(list)
    lost = 0
    for deal in deals:
        if not (deal.vendors or deal.exporters):
            lost += 1
            continue
        for vendors, origins, buyers in _carriers(deal, getattr(deal, column), capacity):
            links[vendors, deal.intermediaries, origins, buyers].append(deal)
    if capacity == "links":
        links = _merged(links)
    return {
        key: Bundle(
            1 if capacity == "links" else sum(one.weight for one in group),
            tuple(sorted(one.id for one in group)),
            key[-1],
        )
        for key, group in links.items()
    }, lost


def _carriers(
    deal: Deal, buyers: tuple[str, ...], capacity: str
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    origins = () if deal.vendors else deal.exporters
    if capacity != "links":
        yield deal.vendors, origins, buyers
        return
    for buyer in buyers:
        yield from (((vendor,), (), (buyer,)) for vendor in deal.vendors)
        yield from (((), (origin,), (buyer,)) for origin in origins)


def _merged(links: dict[Key, list[Deal]]) -> dict[Key, list[Deal]]:
    """Return links once each: by any of their intermediaries, by none where a deal has none."""
    found: dict[Key, list[Deal]] = defaultdict(list)
    between: dict[tuple[object, ...], list[tuple[str, ...]]] = defaultdict(list)
    for vendors, intermediaries, origins, buyers in links:
        between[vendors, origins, buyers].append(intermediaries)
    for (vendors, _, origins, buyers), group in links.items():
        several = between[vendors, origins, buyers]
        any_of = tuple(sorted({one for each in several for one in each})) if all(several) else ()
        found[vendors, any_of, origins, buyers] += group
    return found


def _node(bundle: Bundle) -> Node:
    return Node("deals", "\n".join(bundle.deals[:1]))


def _add_bundle(found: nx.DiGraph[Node], key: Key, bundle: Bundle, buyers: str) -> None:
    vendors, intermediaries, origins, to = key
    at = _node(bundle)
    for vendor in vendors:
        _add(found, Node("body", vendor), at, "SELLER", records=bundle.deals)
    for country in origins:
        _add(found, Node("origin", country), at, "ORIGIN", records=bundle.deals)
    ends = [at]
    if intermediaries:
        # After the deals, so that each deal stays with its own sellers. What meets at an
        # intermediary parts again for any of its buyers; as no buyer is ever cut this changes no
        # flow, and who buys what is asked of the bundles.
        ends = [Node("intermediary", one) for one in intermediaries]
        for one in ends:
            _add(found, at, one, "INTERMEDIARY", records=bundle.deals)
    last = "DESTINATION" if buyers == "importer" else "BUYER"
    for buyer in to:
        for end in ends:
            _add(found, end, Node("buyer", buyer), last, records=bundle.deals)
        _add(found, Node("buyer", buyer), END, "")


def _add_bodies(
    found: nx.DiGraph[Node], sellers: set[str], relations: Iterable[Relation]
) -> tuple[set[str], set[str]]:
    """Add what stands upstream of the sellers; return where routes begin, and who has such."""
    above: dict[str, list[Relation]] = defaultdict(list)
    for one in relations:
        above[one.lower].append(one)
    upper: nx.DiGraph[str] = nx.DiGraph()
    upper.add_nodes_from(sorted(sellers))
    waiting = sorted(sellers)
    seen = set(sellers)
    while waiting:
        body = waiting.pop()
        for one in above[body]:
            upper.add_edge(one.upper, body)
            _add(found, Node("body", one.upper), Node("body", body), one.type, one.kind,
                 records=(one.record,))  # fmt: skip
            if one.upper not in seen:
                seen.add(one.upper)
                waiting.append(one.upper)
    # Of bodies that supply each other in a circle, each is where a route may begin.
    circles: nx.DiGraph[int] = nx.condensation(upper)
    roots = {
        body
        for circle, members in circles.nodes(data="members")
        if circles.in_degree(circle) == 0
        for body in members
    }
    return roots, {body for body in sellers if above[body]}


def _add(
    found: nx.DiGraph[Node],
    source: Node,
    target: Node,
    type: str,  # noqa: A002 - as in the property graph
    kind: str = "",
    records: Iterable[str] = (),
) -> None:
    if not found.has_edge(source, target):
        found.add_edge(source, target, type=type, kinds=[], records=[])
    edge = found.edges[source, target]
    # Two bodies may be tied by supply and by ownership: both are said.
    if type not in edge["type"].split("|"):
        edge["type"] += f"|{type}"
    edge["kinds"] = sorted({*edge["kinds"], kind} - {""})
    edge["records"] = sorted({*edge["records"], *records})


def _notes(lost: int, capacity: str, sellers: int, upstream: int, *, relations: bool) -> list[str]:
    found = [f"capacity: {capacity} ({CAPACITIES[capacity]}); bodies and countries have no limit"]
    if lost:
        found.append(f"left out: {lost} deals without a known seller or origin")
    if relations:
        found.append(
            f"{upstream} of {sellers} sellers have a documented relation upstream and are reached "
            "through it only; the others from their own countries. A relation says only that such "
            "a path exists, not that the vendor needs it"
        )
    return found
