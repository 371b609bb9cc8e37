"""Small networks to draw, and random ones of every awkward kind, as edges of a projection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from hypothesis import strategies as st

if TYPE_CHECKING:
    import networkx as nx


def edges(*ties: str) -> pd.DataFrame:
    """Return the edges that ties mean: `a>b` or, with a weight, `a>b:3`."""
    rows = []
    for tie in ties:
        ends, _, weight = tie.partition(":")
        source, _, target = ends.partition(">")
        rows.append((source, target, float(weight or 1)))
    return pd.DataFrame(rows, columns=["source", "target", "deals"]).astype({"deals": float})


def of(graph: nx.Graph) -> pd.DataFrame:
    """Return the edges of a networkx graph, its nodes as text of equal length."""
    return edges(*(f"{_id(a)}>{_id(b)}" for a, b in graph.edges))


def _id(node: object) -> str:
    return f"{node:03}" if isinstance(node, int) else str(node)


_NODES = st.sampled_from([f"n{number:02}" for number in range(12)])


@st.composite
def random(draw: st.DrawFn, *, loops: bool = True, parallel: bool = True) -> pd.DataFrame:
    """Draw edges: disconnected, dangling, both ways, weighted, parallel, and self-ties."""
    weights = st.integers(1, 9).map(float)
    ties = st.tuples(_NODES, _NODES, weights)
    if not loops:
        ties = ties.filter(lambda tie: tie[0] != tie[1])
    by = None if parallel else lambda tie: tie[:2]
    rows = draw(st.lists(ties, max_size=30, unique_by=by))
    return pd.DataFrame(rows, columns=["source", "target", "deals"]).astype({"deals": float})
