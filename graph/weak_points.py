"""Find where a network hangs together by one thing only, and write routes out step by step."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx

from panoptrade.graph import falling
from panoptrade.graph.routes import END, START, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.graph.cuts import Cut
    from panoptrade.graph.routes import Routes

BACKWARD = frozenset({"COUNTRY", "SELLER", "ORIGIN"})  # in the graph they point the other way


class Weak(NamedTuple):
    """An articulation point or a bridge, and what its loss cuts from the larger rest."""

    kind: str
    nodes: tuple[Node, ...]
    type: str
    pieces: int
    cut_off: list[Node]


def weak(routes: Routes) -> list[Weak]:
    """Return articulation points, then bridges, those that cut off most buyers first.

    The network is that of bodies and buyers without direction, a seller tied to its buyer; with
    it the rest falls into more pieces. Of these, all but the one with most nodes are cut off.
    R. Tarjan, Information Processing Letters 2:6 (1974).
    """
    graph = _ties(routes)
    found = [
        Weak("articulation point", (node,), "", *_pieces(graph, nodes=[node]))
        for node in sorted(nx.articulation_points(graph))
    ]
    bridges: Any = nx.bridges(graph)  # its stubs know no nodes but strings
    for one, other in sorted((min(edge), max(edge)) for edge in bridges):
        pieces = _pieces(graph, nodes=[], edge=(one, other))
        found.append(Weak("bridge", (one, other), graph.edges[one, other]["type"], *pieces))
    return sorted(found, key=lambda one: (one.kind, -_buyers(one), -len(one.cut_off), one.nodes))


def _buyers(one: Weak) -> int:
    return sum(node.part == "buyer" for node in one.cut_off)


def _ties(routes: Routes) -> nx.Graph[Node]:
    network = routes.network
    graph: nx.Graph[Node] = nx.Graph()
    for bundle in sorted(routes.bundles):
        for seller in network.pred[bundle]:
            for after in network.succ[bundle]:
                if seller.part == "body":
                    graph.add_edge(seller, after, type="SELLER")
    for one, other in sorted(network.edges):
        if one.part == other.part == "body" or (one.part, other.part) == ("intermediary", "buyer"):
            graph.add_edge(one, other, type=network.edges[one, other]["type"])
    return graph


def _pieces(
    graph: nx.Graph[Node], nodes: list[Node], edge: tuple[Node, Node] | None = None
) -> tuple[int, list[Node]]:
    near = edge or tuple(graph[nodes[0]])
    left = nx.restricted_view(graph, nodes, [edge] if edge else [])
    pieces: list[set[Node]] = []
    for one in sorted(near):
        if not any(one in piece for piece in pieces):
            pieces.append(set(nx.node_connected_component(left, one)))
    # Of pieces equally large the one with the lowest id counts as the rest.
    pieces.sort(key=lambda piece: (-len(piece), min(piece)))
    return len(pieces), sorted(one for piece in pieces[1:] for one in piece)


def dominators(routes: Routes) -> Iterator[tuple[str, list[Node], int]]:
    """Yield each buyer with the nodes that every route to it passes, and what is carried to it.

    They are countries of origin, bodies and intermediaries, in the order of the routes.
    """
    if not routes.bundles:
        return
    alone = falling.alone(routes)
    above = nx.immediate_dominators(routes.network, START)
    for buyer, bundles in routes.buyers().items():
        always = {node for node, found in alone.items() if bundles <= found}
        chain: list[Node] = []
        node = above.get(min(bundles))
        while node is not None and node != START:
            chain.insert(0, node)
            node = above.get(node)
        between = sorted(one for one in always if one.part == "intermediary")
        carried = sum(routes.bundles[one].weight for one in bundles)
        yield buyer, [one for one in chain if one in always] + between, carried


def decomposed(cut: Cut) -> list[tuple[int, list[Node]]]:
    """Return a maximum flow as routes from START to END, each with what flows by it.

    Of all ways to take it apart this takes the lowest ids first; other maximum flows may exist.
    """
    ahead: dict[Node, dict[Node, int]] = defaultdict(dict)
    for (one, other), amount in sorted(cut.through.items()):
        ahead[one][other] = amount
    found: list[tuple[int, list[Node]]] = []
    while ahead[START]:
        route = [START]
        while route[-1] != END:
            step = min(ahead[route[-1]])
            if step in route:
                # What flows in a circle reaches nobody.
                circle = [*route[route.index(step) :], step]
                _take(ahead, circle, _least(ahead, circle))
                route = route[: route.index(step) + 1]
                continue
            route.append(step)
        amount = _least(ahead, route)
        _take(ahead, route, amount)
        found.append((amount, route))
    return found


def _least(ahead: dict[Node, dict[Node, int]], route: list[Node]) -> int:
    return min(ahead[one][other] for one, other in pairwise(route))


def _take(ahead: dict[Node, dict[Node, int]], route: list[Node], amount: int) -> None:
    for one, other in pairwise(route):
        ahead[one][other] -= amount
        if not ahead[one][other]:
            del ahead[one][other]


def own(routes: Routes, route: list[Node]) -> list[Node]:
    """Return a route that ends at a buyer of its deals, where intermediaries joined several."""
    for node in route:
        if node in routes.bundles and route[-2].id not in routes.bundles[node].buyers:
            return [*route[:-2], Node("buyer", routes.bundles[node].buyers[0]), END]
    return route


def written(routes: Routes, route: list[Node]) -> str:
    """Write a route with the type of every step, in the directions of the property graph."""
    inner = [one for one in route if one not in {START, END}]
    said = _said(routes, inner[0]) if inner else ""
    for one, other in pairwise(inner):
        edge: dict[str, Any] = routes.network.edges[one, other]
        kinds = f" {'|'.join(edge['kinds'])}" if edge["kinds"] else ""
        step = f"[{edge['type']}{kinds}]"
        arrow = f"<-{step}-" if edge["type"] in BACKWARD else f"-{step}->"
        said += f" {arrow} {_said(routes, other)}"
    return said


def _said(routes: Routes, node: Node) -> str:
    if node not in routes.bundles:
        return node.id
    deals = routes.bundles[node].deals
    return deals[0] + (f" (and {len(deals) - 1} more)" if len(deals) > 1 else "")
