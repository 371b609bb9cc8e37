"""Tell which deals fall when somebody on their routes is gone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import networkx as nx

from panoptrade.graph.routes import END, START, UNKNOWN, Node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from panoptrade.graph.routes import Routes

# Who can be cut, and how a node on a route shows it.
KINDS = ("vendor", "supplier", "owner", "intermediary", "jurisdiction")
EDGE = {"vendor": "SELLER", "supplier": "SUPPLY", "owner": "OWNERSHIP"}


def candidates(routes: Routes, kinds: Iterable[str]) -> dict[str, list[str]]:
    """Return the ids of those on routes who are of some of the kinds, each with its kinds."""
    found: dict[str, list[str]] = defaultdict(list)
    for kind in kinds:
        for one in sorted(_of(routes, kind)):
            found[one].append(kind)
    return dict(sorted(found.items()))


def _of(routes: Routes, kind: str) -> set[str]:
    network = routes.network
    if kind == "jurisdiction":
        bodies = [one for one in network if one.part in {"body", "intermediary"}]
        origins = {one.id for one in network if one.part == "origin"}
        return origins.union(*(routes.homes.get(one.id, ()) for one in bodies)) - {UNKNOWN}
    if kind == "intermediary":
        return {one.id for one in network if one.part == "intermediary"}
    types = {(u, v): network.edges[u, v]["type"].split("|") for u, v in network.edges}
    return {u.id for (u, _), found in types.items() if EDGE[kind] in found}


def nodes(routes: Routes, ids: Collection[str]) -> set[Node]:
    """Return the nodes that go when these bodies and countries go.

    A country takes its origin along, and every body that is based there and nowhere else; one
    based in several goes when all of them do. A body goes in every part that it plays.
    """
    gone = set(ids)
    found = set()
    for one in gone:
        for node in routes.places.get(one, ()):
            homes = routes.homes.get(node.id, ())
            if node.id in gone or (homes and gone.issuperset(homes)):
                found.add(node)
    return found


def standing(routes: Routes, gone: Collection[Node]) -> set[Node]:
    """Return the bundles of deals that a route still leads through."""
    network = routes.network
    ahead = _reached(network.adj, START, gone)
    back = _reached(network.pred, END, gone)
    return {one for one in routes.bundles if one in ahead and one in back}


def reached(routes: Routes, gone: Collection[Node]) -> set[Node]:
    """Return the nodes that some route from an origin still leads to."""
    return _reached(routes.network.adj, START, gone)


def fallen(routes: Routes, gone: Collection[Node]) -> set[Node]:
    """Return the bundles of deals that no route leads through any more."""
    return set(routes.bundles) - standing(routes, gone)


def nearby(routes: Routes, gone: Collection[Node], fresh: Collection[Node]) -> set[Node]:
    """Return the bundles that fall as `fresh` of those gone go, in a network without relations.

    There a bundle stands while one of its sellers and one of its intermediaries is left, so that
    only the bundles next to who goes have to be looked at.
    """
    network = routes.network
    near = {one for node in fresh for one in network.succ[node] if one.part == "deals"}
    near |= {one for node in fresh for one in network.pred[node] if one.part == "deals"}
    return {
        one
        for one in near
        if all(node in gone for node in network.pred[one])
        or all(node in gone for node in network.succ[one])
    }


def weight(routes: Routes, bundles: Iterable[Node]) -> int:
    """Return what bundles carry together."""
    return sum(routes.bundles[one].weight for one in bundles)


def alone(routes: Routes, gone: Collection[Node] = ()) -> dict[Node, set[Node]]:
    """Return, of each node, the bundles that stand and that every route to or from passes it by.

    These are the nodes that dominate a bundle from START, and those that dominate it from END
    against the direction (T. Lengauer and R. Tarjan, ACM TOPLAS 1:1, 1979).
    """
    left = routes.network.subgraph(set(routes.network) - set(gone))
    stand = standing(routes, gone)
    found: dict[Node, set[Node]] = defaultdict(set)
    for graph, start in ((left, START), (left.reverse(copy=False), END)):
        above = nx.immediate_dominators(graph, start)
        for bundle in stand:
            node = above.get(bundle)
            # Before networkx 3.6 the start is its own dominator, after it has none.
            while node is not None and node != start:
                found[node].add(bundle)
                node = above.get(node)
    return dict(found)


def passed(routes: Routes, through: Collection[Node]) -> set[Node]:
    """Return the bundles that some route leads through by one of these nodes."""
    found: set[Node] = set()
    for node in through:
        graph = routes.network.pred if node.part == "intermediary" else routes.network.adj
        found |= {one for one in _reached(graph, node, ()) if one.part == "deals"}
    return found


def _reached(graph: object, start: Node, gone: Collection[Node]) -> set[Node]:
    seen, waiting = {start}, [start]
    while waiting:
        for one in graph[waiting.pop()]:  # type: ignore[index] # either direction of a network
            if one not in seen and one not in gone:
                seen.add(one)
                waiting.append(one)
    return seen
