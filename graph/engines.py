"""Choose what computes a measure: sparse columns, which are fast, or networkx, the reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
from scipy.sparse.linalg import ArpackNoConvergence

from panoptrade.graph import measures_paths, measures_sparse, net
from panoptrade.graph.measures import MEASURES, WEIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    Columns = dict[str, dict[str, float]]
    Engine = Callable[..., Columns]

FAST = {**measures_sparse.MEASURES, **measures_paths.MEASURES}


class UnsettledError(ArithmeticError, ValueError):
    """An iteration did not come to an end."""


def by_columns(edges: pd.DataFrame, measure: str, weight: str | None, **sampling: Any) -> Columns:
    """Return a measure's columns, each a value by node id, through scipy and rustworkx."""
    made = net.of(edges, weight)
    try:
        found = FAST[measure](made, **sampling)
    except ArpackNoConvergence as error:
        raise _unsettled(measure) from error
    return {name: made.named(values) for name, values in found.items()}


def by_networkx(edges: pd.DataFrame, measure: str, weight: str | None, **sampling: Any) -> Columns:
    """Return a measure's columns, each a value by node id, through networkx."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted({*edges["source"], *edges["target"]}))
    weights = [1] * len(edges) if weight is None else edges[weight]
    for source, target, value in zip(edges["source"], edges["target"], weights, strict=True):
        before = graph.edges[source, target][WEIGHT] if graph.has_edge(source, target) else 0.0
        graph.add_edge(source, target, **{WEIGHT: before + float(value)})
    try:
        return MEASURES[measure](graph, **sampling)
    except nx.PowerIterationFailedConvergence as error:
        raise _unsettled(measure) from error


def _unsettled(measure: str) -> UnsettledError:
    msg = (
        f"{measure} does not settle: two parts of this network are almost equally strong; "
        "take the other engine, another measure or narrower filters"
    )
    return UnsettledError(msg)


# An engine takes the edges of a projection, a measure, a weight and how to sample.
ENGINES: dict[str, Engine] = {"fast": by_columns, "networkx": by_networkx}
