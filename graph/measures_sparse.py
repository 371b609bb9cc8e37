"""Measure how central nodes are from the sparse matrix of their ties: see `graph.measures`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import linalg
from scipy.sparse import linalg as sparse_linalg

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from panoptrade.graph.net import Net

    Vector = NDArray[np.float64]

DAMPING = 0.85
ITERATIONS = 1_000
# Ranks, which sum to 1, may move so much in a last step; Katz' values so much of the largest.
SETTLED, TOLERANCE = 1e-12, 1e-14
# Up to so many nodes all eigenvectors are found, which also tells equally strong parts apart.
SMALL = 200
# Eigenvalues that differ by less than this share of the largest are one, found several times.
SAME = 1e-10


def degree(net: Net) -> dict[str, Vector]:
    """Count the ties at a node; a two-way tie is two, and so is one to itself."""
    return {"value": _in(_ones(net)) + _out(_ones(net))}


def in_degree(net: Net) -> dict[str, Vector]:
    """Count the nodes that a node is reached from."""
    return {"value": _in(_ones(net))}


def out_degree(net: Net) -> dict[str, Vector]:
    """Count the nodes that a node leads to."""
    return {"value": _out(_ones(net))}


def strength(net: Net) -> dict[str, Vector]:
    """Add the weights of the ties at a node, in and out."""
    return {"value": _in(net.matrix) + _out(net.matrix)}


def in_strength(net: Net) -> dict[str, Vector]:
    """Add the weights of the ties that lead to a node."""
    return {"value": _in(net.matrix)}


def out_strength(net: Net) -> dict[str, Vector]:
    """Add the weights of the ties that lead from a node."""
    return {"value": _out(net.matrix)}


def pagerank(net: Net) -> dict[str, Vector]:
    """Iterate PageRank until it has settled."""
    size, leaving = len(net.ids), _out(net.matrix)
    nowhere = leaving == 0
    share = np.divide(DAMPING, leaving, where=~nowhere, out=np.zeros(size))
    onward: Any = net.matrix.T
    ranks = np.full(size, 1 / max(size, 1))
    for _ in range(ITERATIONS):
        spread = (1 - DAMPING + DAMPING * ranks[nowhere].sum()) / max(size, 1)
        found = onward @ (share * ranks) + spread
        moved, ranks = np.abs(found - ranks).sum(), found
        if moved < SETTLED:
            break
    return {"value": ranks / (ranks.sum() or 1)}


def hits(net: Net) -> dict[str, Vector]:
    """Return hubs as the leading eigenvector of AA', and authorities from them."""
    matrix: Any = net.matrix
    size = len(net.ids)
    gram = matrix @ matrix.T if size <= SMALL else None
    hubs = _leading(gram, size, lambda vector: matrix @ (vector @ matrix))
    authorities = hubs @ matrix
    return {"value": _shares(hubs), "hub": _shares(hubs), "authority": _shares(authorities)}


def eigenvector(net: Net) -> dict[str, Vector]:
    """Return the leading eigenvector of the weights without direction, of length 1."""
    matrix: Any = net.undirected
    return {"value": _leading(matrix, len(net.ids), lambda vector: matrix @ vector)}


def katz(net: Net) -> dict[str, Vector]:
    """Iterate Katz' sum along the direction of the ties, of length 1."""
    if not net.ids:
        return {"value": np.zeros(0)}
    alpha = DAMPING / np.sqrt(_in(net.matrix).max() * _out(net.matrix).max())
    onward: Any = net.matrix.T
    found = np.ones(len(net.ids))
    for _ in range(ITERATIONS):
        before, found = found, alpha * (onward @ found) + 1
        if np.abs(found - before).max() < TOLERANCE * np.abs(found).max():
            break
    return {"value": found / np.linalg.norm(found)}


def _leading(matrix: Any, size: int, times: Callable[[Vector], Vector]) -> Vector:
    """Return where equal values end when they are multiplied for ever, of length 1.

    Where several parts of a network are equally strong that is the mixture of their vectors which
    equal values hold; Lanczos' method from equal values finds the same.
    """
    start = np.ones(size)
    if size <= SMALL:
        values, vectors = linalg.eigh(matrix.toarray()) if size else (start, np.zeros((0, 0)))
        top = vectors[:, values >= values.max(initial=0) * (1 - SAME)]
        found = top @ (top.T @ start)
    else:
        operator: Any = sparse_linalg.LinearOperator((size, size), matvec=times, dtype=np.float64)
        _, vectors = sparse_linalg.eigsh(operator, k=1, which="LA", v0=start, tol=0)
        found = vectors[:, 0]
    # Elsewhere than in the strongest parts what is left is rounding, of either sign.
    found = np.where(np.abs(found) > 1e-13, np.abs(found), 0)
    return np.asarray(found / (np.linalg.norm(found) or 1))


def _ones(net: Net) -> Any:
    made = net.matrix.copy()
    made.data = np.ones_like(made.data)
    return made


def _in(matrix: Any) -> Vector:
    return np.asarray(matrix.sum(axis=0), dtype=np.float64)


def _out(matrix: Any) -> Vector:
    return np.asarray(matrix.sum(axis=1), dtype=np.float64)


def _shares(values: Vector) -> Vector:
    return np.asarray(values / (values.sum() or 1))


MEASURES: dict[str, Callable[..., dict[str, Vector]]] = {
    "degree": degree,
    "in-degree": in_degree,
    "out-degree": out_degree,
    "strength": strength,
    "in-strength": in_strength,
    "out-strength": out_strength,
    "pagerank": pagerank,
    "hits": hits,
    "eigenvector": eigenvector,
    "katz": katz,
}
