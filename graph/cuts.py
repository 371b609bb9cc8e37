"""Find the smallest sets of nodes that stop a flow, by maximum flow in a node-split network."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

INT32 = 2**31 - 1
# Where more of the network is undecided than this, the other minimum cuts are not looked for.
SEARCHED, TRIED = 300, 2_000


class NoCutError(ValueError):
    """A route exists that passes no node that could be cut."""


@dataclass(frozen=True)
class Cut:
    """A maximum flow and the minimum cuts of nodes, all of which have its value.

    `first` is the minimum cut nearest to the source, `last` the one nearest to the sink; they are
    the same where there is one only. `always` is in every minimum cut. `through` is what flows
    from node to node.
    """

    value: int
    first: frozenset[Any]
    last: frozenset[Any]
    through: dict[tuple[Any, Any], int]
    residual: nx.DiGraph[int]
    _split: _Split

    @property
    def always(self) -> frozenset[Any]:
        """The nodes that are in every minimum cut."""
        return self.first & self.last


def minimum(network: nx.DiGraph[Any], source: Any, sink: Any, capacities: Mapping[Any, int]) -> Cut:
    """Return the maximum flow between two nodes when some nodes have capacities, others no limit.

    Each node is split into an entry and an exit with an arc of its capacity between them: the
    minimum cut of arcs is one of nodes, and its value is the flow's (L. Ford and D. Fulkerson,
    Canadian Journal of Mathematics 8, 1956). With capacities of 1 it is the largest number of
    routes that share no such node (K. Menger, Fundamenta Mathematicae 10, 1927).
    Raises NoCutError where some route passes no node with a capacity.
    """
    split = _Split.of(network, capacities)
    start, end = 2 * split.index[source], 2 * split.index[sink] + 1
    flow = split.flow(start, end)
    value = int(flow[split.tail == start].sum())
    if value > split.limit - 1:
        msg = "some route passes nothing that can be cut"
        raise NoCutError(msg)
    residual = split.residual(flow)
    reached = nx.descendants(residual, start) | {start}
    reaching = nx.ancestors(residual, end) | {end}
    nodes = range(len(split.nodes))
    first = frozenset(
        split.nodes[at] for at in nodes if 2 * at in reached and 2 * at + 1 not in reached
    )
    last = frozenset(
        split.nodes[at] for at in nodes if 2 * at + 1 in reaching and 2 * at not in reaching
    )
    return Cut(value, first, last, split.between(flow), residual, split)


def every(cut: Cut, source: Any, sink: Any, most: int) -> tuple[list[frozenset[Any]], bool]:
    """Return minimum cuts, the one nearest to the source first, and whether these are all.

    A minimum cut is a set of nodes that is closed in the residual network (J.-C. Picard and
    M. Queyranne, Mathematical Programming Study 13, 1980); at most `most` are returned.
    """
    if cut.first == cut.last:
        return [cut.first], True
    split = cut._split  # noqa: SLF001 - the two are one subject
    start, end = 2 * split.index[source], 2 * split.index[sink] + 1
    reached = nx.descendants(cut.residual, start) | {start}
    reaching = nx.ancestors(cut.residual, end) | {end}
    open_: nx.DiGraph[int] = nx.condensation(
        cut.residual.subgraph(set(cut.residual) - reached - reaching)
    )
    if len(open_) > SEARCHED:
        return [cut.first], False
    found: dict[frozenset[Any], None] = {cut.first: None}
    sets = nx.antichains(open_)
    for antichain in islice(sets, TRIED):
        inside = set(reached)
        for one in antichain:
            for circle in {one} | nx.descendants(open_, one):
                inside |= open_.nodes[circle]["members"]
        found.setdefault(frozenset(split.crossing(inside)))
        if len(found) > most:
            break
    return list(found)[:most], len(found) <= most and next(sets, None) is None


@dataclass(frozen=True)
class _Split:
    """A network whose node n became the entry 2n and the exit 2n + 1."""

    nodes: list[Any]
    index: dict[Any, int]
    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    capacity: NDArray[np.int64]
    limit: int

    @classmethod
    def of(cls, network: nx.DiGraph[Any], capacities: Mapping[Any, int]) -> _Split:
        nodes = sorted(network)
        index = {node: at for at, node in enumerate(nodes)}
        # More than all capacities together is no limit, and shows where a route passes none.
        limit = sum(capacities.get(node, 0) for node in nodes) + 1
        inner = [(2 * at, 2 * at + 1, capacities.get(node, limit)) for node, at in index.items()]
        outer = [(2 * index[u] + 1, 2 * index[v], limit) for u, v in sorted(network.edges)]
        arcs = np.array(inner + outer, dtype=np.int64).reshape(-1, 3)
        return cls(nodes, index, arcs[:, 0], arcs[:, 1], arcs[:, 2], limit)

    def flow(self, start: int, end: int) -> NDArray[np.int64]:
        """Return what flows through each arc."""
        if self.limit > INT32:
            return self._networkx(start, end)
        size = 2 * len(self.nodes)
        parts = (self.capacity.astype(np.int32), (self.tail, self.head))
        found = csgraph.maximum_flow(sparse.csr_array(parts, shape=(size, size)), start, end).flow
        values = np.asarray(found[self.tail, self.head]).ravel().astype(np.int64)
        return np.maximum(values, 0)

    def _networkx(self, start: int, end: int) -> NDArray[np.int64]:
        graph: nx.DiGraph[int] = nx.DiGraph()
        arcs = zip(self.tail.tolist(), self.head.tolist(), self.capacity.tolist(), strict=True)
        graph.add_weighted_edges_from(arcs, weight="capacity")
        _, found = nx.maximum_flow(graph, start, end)
        pairs = zip(self.tail.tolist(), self.head.tolist(), strict=True)
        return np.array([found[u][v] for u, v in pairs], dtype=np.int64)

    def residual(self, flow: NDArray[np.int64]) -> nx.DiGraph[int]:
        """Return where more could flow, and where less."""
        found: nx.DiGraph[int] = nx.DiGraph()
        found.add_nodes_from(range(2 * len(self.nodes)))
        more, less = flow < self.capacity, flow > 0
        found.add_edges_from(zip(self.tail[more].tolist(), self.head[more].tolist(), strict=True))
        found.add_edges_from(zip(self.head[less].tolist(), self.tail[less].tolist(), strict=True))
        return found

    def between(self, flow: NDArray[np.int64]) -> dict[tuple[Any, Any], int]:
        """Return what flows from node to node, where anything does."""
        return {
            (self.nodes[u // 2], self.nodes[v // 2]): amount
            for u, v, amount in zip(
                self.tail.tolist(), self.head.tolist(), flow.tolist(), strict=True
            )
            if amount and u // 2 != v // 2
        }

    def crossing(self, inside: set[int]) -> Iterator[Any]:
        """Yield the nodes whose entry is inside and whose exit is not."""
        for at, node in enumerate(self.nodes):
            if 2 * at in inside and 2 * at + 1 not in inside:
                yield node
