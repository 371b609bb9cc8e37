"""Measure how central the nodes of a network are, each measure a function of a networkx graph.

This is the reference: `graph.measures_sparse` and `graph.measures_paths` answer the same, faster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from panoptrade.graph.sampling import estimate, start_nodes

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
    if not graph:
        return {"value": {}}
    near = TOLERANCE / len(graph)  # networkx multiplies it by the number of nodes
    return {"value": nx.pagerank(graph, alpha=0.85, weight=WEIGHT, max_iter=500, tol=near)}


def betweenness(graph: Graph, samples: int | None = None, seed: int = 0) -> dict[str, Values]:
    """Return the share of shortest paths between other nodes that pass through a node, 0 to 1.

    b(i) = 2/((n-1)(n-2)) * (sum over pairs s<t of paths(s,t|i)/paths(s,t)), without direction and
    without weights: a tie is one step however many deals lie behind it. With `samples` (2 or more)
    it is estimated from that many start nodes drawn by `seed`, with the columns error, low and
    high of `sampling.estimate`. L. Freeman, Sociometry 40:1 (1977); U. Brandes, Journal of
    Mathematical Sociology 25:2 (2001).
    """
    plain = graph.to_undirected()
    if samples is None:
        return {"value": nx.betweenness_centrality(plain)}
    nodes = sorted(graph)
    sums, squares = np.zeros(len(nodes)), np.zeros(len(nodes))
    drawn = start_nodes(len(nodes), samples, seed)
    for start in drawn:
        seen = nx.betweenness_centrality_subset(plain, [nodes[start]], nodes)
        through = 2 * np.array([seen[node] for node in nodes])  # networkx halves what has no ends
        sums, squares = sums + through, squares + through**2
    found = estimate(sums, squares, len(drawn), len(nodes))
    return {name: dict(zip(nodes, values.tolist(), strict=True)) for name, values in found.items()}


def closeness(graph: Graph) -> dict[str, Values]:
    """Return c(i) = (r/(n-1)) * (r / sum of the distances to the r nodes that i reaches), 0 to 1.

    Without direction and weights; a node that reaches none has 0. S. Wasserman and K. Faust,
    Social Network Analysis (1994), section 5.2.
    """
    return {"value": _floats(nx.closeness_centrality(_simple(graph)).items())}


def harmonic(graph: Graph) -> dict[str, Values]:
    """Return h(i) = 1/(n-1) * (sum over other j of 1/distance(i,j)), 0 where there is no path.

    Without direction and weights. Y. Rochat, Applications of Social Network Analysis (2009);
    P. Boldi and S. Vigna, Internet Mathematics 10:3 (2014).
    """
    others = max(len(graph) - 1, 1)
    found = nx.harmonic_centrality(_simple(graph))
    return {"value": {node: value / others for node, value in found.items()}}


def core(graph: Graph) -> dict[str, Values]:
    """Return the largest k for which a node is in a part where each has k ties to others of it.

    Without direction and weights. S. Seidman, Social Networks 5:3 (1983); V. Batagelj and
    M. Zaversnik, arXiv cs/0310049 (2003).
    """
    return {"value": _floats(nx.core_number(_simple(graph)).items())}


def eigenvector(graph: Graph) -> dict[str, Values]:
    """Return x with x(i) = 1/λ * (sum over j of w(i,j) x(j)), λ the largest; squares sum to 1.

    Without direction, the weights of both added: along its direction trade has no cycles, and
    every value would be 0. Outside of the strongest part of a network the values are 0.
    P. Bonacich, Journal of Mathematical Sociology 2:1 (1972).
    """
    if not graph:
        return {"value": {}}
    ties = _undirected(graph)
    # networkx adds 1 to the diagonal to settle two-sided networks: nothing beside large weights.
    highest = max(data[WEIGHT] for _, _, data in ties.edges(data=True))
    for _, _, data in ties.edges(data=True):
        data[WEIGHT] /= highest
    near = TOLERANCE / len(graph)
    found = nx.eigenvector_centrality(ties, max_iter=ITERATIONS, tol=near, weight=WEIGHT)
    return {"value": found}


def katz(graph: Graph) -> dict[str, Values]:
    """Return x with x(i) = 1 + α * (sum over j that lead to i of w(j,i) x(j)), scaled to length 1.

    α = 0.85/sqrt(largest s_in * largest s_out), which is below 1 over the largest eigenvalue of
    any such network. L. Katz, Psychometrika 18:1 (1953).
    """
    if not graph:
        return {"value": {}}
    highest = max(value for _, value in graph.in_degree(weight=WEIGHT))
    highest *= max(value for _, value in graph.out_degree(weight=WEIGHT))
    alpha = 0.85 / float(np.sqrt(highest))
    return {
        "value": nx.katz_centrality(
            graph, alpha=alpha, max_iter=ITERATIONS, tol=TOLERANCE, weight=WEIGHT
        )
    }


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


def _undirected(graph: Graph) -> nx.Graph[str]:
    """Return the ties without direction, the weights of both directions added."""
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(graph)
    for source, target, weight in graph.edges(data=WEIGHT, default=1.0):
        before = made.edges[source, target][WEIGHT] if made.has_edge(source, target) else 0.0
        made.add_edge(source, target, **{WEIGHT: before + weight})
    return made


def _simple(graph: Graph) -> nx.Graph[str]:
    """Return the ties without direction, weights, and ties of a node to itself."""
    made: nx.Graph[str] = nx.Graph(graph.to_undirected())
    made.remove_edges_from(list(nx.selfloop_edges(made)))
    return made


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
    "closeness": closeness,
    "harmonic": harmonic,
    "core": core,
    "hits": hits,
    "eigenvector": eigenvector,
    "katz": katz,
}
SAMPLED = frozenset({"betweenness"})
