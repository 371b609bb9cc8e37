"""Measure how central nodes are from the shortest paths between them: see `graph.measures`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import rustworkx as rx
from scipy import sparse

from panoptrade.graph.sampling import estimate, start_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from panoptrade.graph.net import Matrix, Net

    Vector = NDArray[np.float64]
    Rows = NDArray[np.int64]

# Paths are followed from so many start nodes at once, fewer where the network is large: columns
# of a matrix that lie side by side cost little more than one.
TOGETHER, CELLS = 16, 1_000_000


def betweenness(net: Net, samples: int | None = None, seed: int = 0) -> dict[str, Vector]:
    """Return the share of shortest paths through a node, or an estimate with its error."""
    size = len(net.ids)
    if samples is None:
        found = rx.graph_betweenness_centrality(_rust(net), normalized=False)
        pairs = max((size - 1) * (size - 2) / 2, 1)
        return {"value": np.array([found[one] for one in range(size)]) / pairs}
    drawn = start_nodes(size, samples, seed)
    sums, squares = np.zeros(size), np.zeros(size)
    for some in _batches(drawn, size):
        through = dependencies(net.steps, some)
        sums += through.sum(axis=1)
        squares += np.square(through).sum(axis=1)
    return estimate(sums, squares, len(drawn), size)


def closeness(net: Net) -> dict[str, Vector]:
    """Return the inverse of the mean distance, times the share of nodes that are reached."""
    reached, distance, _ = _distances(net)
    size = max(len(net.ids) - 1, 1)
    inverse = np.divide(reached, distance, where=distance > 0, out=np.zeros_like(reached))
    return {"value": inverse * reached / size}


def harmonic(net: Net) -> dict[str, Vector]:
    """Return the mean of the inverse distances."""
    _, _, inverse = _distances(net)
    return {"value": inverse / max(len(net.ids) - 1, 1)}


def core(net: Net) -> dict[str, Vector]:
    """Return the largest k whose k-core holds a node."""
    found: Any = rx.graph_core_number(_rust(net))
    return {"value": np.array([float(found[one]) for one in range(len(net.ids))])}


def dependencies(steps: Matrix, sources: Rows) -> NDArray[np.float64]:
    """Return for each node and source the sum of shares of the source's paths through the node.

    Brandes' accumulation (2001), for several sources as columns, a level of distance at a time.
    """
    sigma = np.zeros((steps.shape[0], len(sources)))
    depth = np.zeros(sigma.shape, dtype=np.int32)
    levels = []
    for level, (rows, paths) in enumerate(_levels(steps, sources), start=1):
        sigma[rows] += paths
        depth[rows] += (paths > 0) * np.int32(level)
        levels.append(rows)
    delta = np.zeros(sigma.shape)
    for level in range(len(levels), 1, -1):
        rows = levels[level - 1]
        known = np.where(sigma[rows] > 0, sigma[rows], 1)
        share = np.where(depth[rows] == level, (1 + delta[rows]) / known, 0)
        before, back = _spread(steps, rows, share)
        delta[before] += np.where(depth[before] == level - 1, back * sigma[before], 0)
    delta[sources, np.arange(len(sources))] = 0
    return delta


def _levels(steps: Matrix, sources: Rows) -> Iterator[tuple[Rows, NDArray[np.float64]]]:
    """Yield the nodes at distance 0, 1, 2… of any source, and the number of paths to each."""
    seen = np.zeros((steps.shape[0], len(sources)), dtype=bool)
    rows, paths = _first(sources)
    while len(rows):
        yield rows, paths
        seen[rows] |= paths > 0
        rows, paths = _spread(steps, rows, paths)
        paths[seen[rows]] = 0
        some = paths.any(axis=1)
        rows, paths = rows[some], paths[some]


def _first(sources: Rows) -> tuple[Rows, NDArray[np.float64]]:
    rows, places = np.unique(sources, return_inverse=True)
    paths = np.zeros((len(rows), len(sources)))
    paths[places, np.arange(len(sources))] = 1
    return rows, paths


def _spread(
    steps: Matrix, rows: Rows, values: NDArray[np.float64]
) -> tuple[Rows, NDArray[np.float64]]:
    """Return the neighbours of `rows`, and the sum of the values beside each of them."""
    size = steps.shape[0]
    if len(rows) > size // 4:
        whole = np.zeros((size, values.shape[1]))
        whole[rows] = values
        return np.arange(size), np.asarray(steps @ whole)
    # Where few nodes are concerned only theirs are touched: a long chain has many such levels.
    part: Any = steps[rows]
    near = np.zeros(size, dtype=bool)
    near[part.indices] = True
    found = np.flatnonzero(near)
    place = np.empty(size, dtype=part.indices.dtype)
    place[found] = np.arange(len(found))
    shape = (len(rows), len(found))
    small: Any = sparse.csr_array((part.data, place[part.indices], part.indptr), shape=shape)
    return found, np.asarray(small.T @ values)


def _distances(net: Net) -> tuple[Vector, Vector, Vector]:
    """Return for each node how many it reaches, the sum of distances, and of their inverses."""
    size = len(net.ids)
    reached, distance, inverse = np.zeros(size), np.zeros(size), np.zeros(size)
    for some in _batches(np.arange(size), size):
        for level, (_, paths) in enumerate(_levels(net.steps, some)):
            if level:
                new = np.count_nonzero(paths, axis=0)
                reached[some] += new
                distance[some] += new * level
                inverse[some] += new / level
    return reached, distance, inverse


def _batches(sources: Rows, size: int) -> Iterator[Rows]:
    together = max(1, min(TOGETHER, CELLS // max(size, 1)))
    for start in range(0, len(sources), together):
        yield sources[start : start + together]


def _rust(net: Net) -> Any:
    made: Any = rx.PyGraph(multigraph=False)
    made.add_nodes_from(range(len(net.ids)))
    source, target = sparse.triu(net.steps).nonzero()
    made.add_edges_from_no_data(list(zip(source.tolist(), target.tolist(), strict=True)))
    return made


MEASURES: dict[str, Callable[..., dict[str, Vector]]] = {
    "betweenness": betweenness,
    "closeness": closeness,
    "harmonic": harmonic,
    "core": core,
}
