"""Measure how central the nodes of a network are, each measure a function of a networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Values = dict[str, float]
    Graph = nx.DiGraph[str]

WEIGHT = "weight"
ITERATIONS = 20_000
TOLERANCE = 1e-12


def degree(graph: Graph) -> dict[str, Values]:
    """Return k(i) = k_in(i) + k_out(i), the number of ties at a node; a two-way tie is two."""
    return {"value": _floats(graph.degree())}


def in_degree(graph: Graph) -> dict[str, Values]:
    """Return the number of distinct nodes that a node is reached from."""
    return {"value": _floats(graph.in_degree())}


def out_degree(graph: Graph) -> dict[str, Values]:
    """Return the number of distinct nodes that a node leads to."""
    return {"value": _floats(graph.out_degree())}


def strength(graph: Graph) -> dict[str, Values]:
    """Return s(i), the sum of the weights of the ties at a node, in and out.

    A. Barrat and others, PNAS 101:11 (2004), doi 10.1073/pnas.0400087101.
    """
    return {"value": _floats(graph.degree(weight=WEIGHT))}


def in_strength(graph: Graph) -> dict[str, Values]:
    """Return the sum of the weights of the ties that lead to a node."""
    return {"value": _floats(graph.in_degree(weight=WEIGHT))}


def out_strength(graph: Graph) -> dict[str, Values]:
    """Return the sum of the weights of the ties that lead from a node."""
    return {"value": _floats(graph.out_degree(weight=WEIGHT))}


def pagerank(graph: Graph) -> dict[str, Values]:
    """Return PageRank with damping 0.85 along the direction of the ties; values sum to 1.

    p(i) = 0.15/n + 0.85 * (sum over j that lead to i of p(j) w(j,i)/s_out(j)); the rank of nodes
    that lead nowhere is spread evenly. S. Brin and L. Page, Computer Networks 30 (1998).
    """
    return {"value": nx.pagerank(graph, alpha=0.85, weight=WEIGHT, max_iter=500) if graph else {}}


def betweenness(graph: Graph, samples: int | None = None, seed: int = 0) -> dict[str, Values]:
    """Return the share of shortest paths between other nodes that pass through a node, 0 to 1.

    b(i) = 2/((n-1)(n-2)) * (sum over pairs s<t of paths(s,t|i)/paths(s,t)), without direction and
    without weights: a tie is one step however many deals lie behind it. With `samples` it is
    estimated from that many start nodes drawn by `seed`. L. Freeman, Sociometry 40:1 (1977);
    U. Brandes, Journal of Mathematical Sociology 25:2 (2001).
    """
    among = None if samples is None else min(samples, len(graph))
    return {"value": nx.betweenness_centrality(graph.to_undirected(), k=among, seed=seed)}


def hits(graph: Graph) -> dict[str, Values]:
    """Return hubs, which lead to authorities, and authorities, which hubs lead to; each sums to 1.

    h = A a, a = A'h on the weighted adjacency matrix A, by power iteration from equal values.
    J. Kleinberg, Journal of the ACM 46:5 (1999), doi 10.1145/324133.324140.
    """
    # networkx's own takes one singular vector, which is any mixture, even of opposite signs, when
    # two parts of a network are equally strong; iterating from equal values always ends the same.
    if not graph:
        return {"hub": {}, "authority": {}}
    matrix = nx.to_scipy_sparse_array(graph, weight=WEIGHT, format="csr").astype(np.float64)
    hubs = _settled(matrix, np.full(len(graph), 1 / len(graph)))
    authorities = hubs @ matrix
    return {
        "hub": dict(zip(graph, map(float, hubs), strict=True)),
        "authority": dict(zip(graph, map(float, authorities / authorities.sum()), strict=True)),
    }


def _settled(matrix: Any, hubs: NDArray[np.float64]) -> NDArray[np.float64]:
    for _ in range(ITERATIONS):
        found: NDArray[np.float64] = matrix @ (hubs @ matrix)
        found /= found.sum()
        if np.abs(found - hubs).sum() < TOLERANCE:
            return found
        hubs = found
    raise nx.PowerIterationFailedConvergence(ITERATIONS)


def _floats(pairs: Any) -> Values:
    return {node: float(value) for node, value in pairs}


# The first column of a measure is the one that ranks.
MEASURES: dict[str, Callable[..., dict[str, Values]]] = {
    "degree": degree,
    "in-degree": in_degree,
    "out-degree": out_degree,
    "strength": strength,
    "in-strength": in_strength,
    "out-strength": out_strength,
    "pagerank": pagerank,
    "betweenness": betweenness,
    "hits": hits,
}
SAMPLED = frozenset({"betweenness"})
