"""Find the communities of a network: parts with more ties inside than chance would put there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graspologic_native
import networkx as nx
import numpy as np
from scipy import sparse

from panoptrade.graph import chance, net
from panoptrade.graph import null as nulls
from panoptrade.graph.project import project
from panoptrade.graph.rank import codes, weighed
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    from panoptrade.graph.net import Net
    from panoptrade.graph.workspace import Workspace

    Labels = NDArray[np.int64]

# The best of so many runs is taken: one run may end in a poor place.
TRIALS = 10


def communities(
    graph: Workspace,
    projection: str = "vendor-country",
    *,
    method: str = "leiden",
    resolution: float = 1.0,
    weight: str | None = "deals",
    seed: int = 0,
    null: int | None = None,
    **filters: Any,
) -> pd.DataFrame:
    """Divide the nodes of a projection into communities; the filters are those of `project`.

    Maximises modularity Q = sum over communities of L/m - resolution * (D/2m)^2, with L the weight
    of ties inside, D the summed strength of the members and m all weight, without direction and
    without ties of a node to itself. M. Newman and M. Girvan, Physical Review E 69 (2004);
    `leiden` (V. Traag, L. Waltman and N. van Eck, Scientific Reports 9 (2019)) or networkx'
    `louvain` (V. Blondel and others, J. Stat. Mech. P10008 (2008)), the best of ten runs by `seed`.
    Columns: community (1 is the largest), size, id, name, class, country, deals, links, undated.
    `attrs` holds modularity, totals and notes; with `null` also what random networks of the same
    degrees give, since those have communities too. An empty network gives no rows.
    Raises UnknownWordError for a wrong word, ValueError for a resolution that is not above 0.
    """
    words.choose(method, METHODS, "method")
    chance.enough(null)
    if not 0 < resolution < float("inf"):
        msg = f"a resolution is above 0, not {resolution}"
        raise ValueError(msg)
    found = project(graph, projection, **filters)
    made = net.of(found.edges, weighed(weight))
    labels = _ordered(METHODS[method](made, resolution, seed)) if made.ids else np.zeros(0, int)
    quality = modularity(made, labels, resolution)
    frame = _framed(found.nodes, dict(zip(made.ids, labels.tolist(), strict=True)))
    best = f"modularity {quality:.4f}, the best of {TRIALS} runs by seed {seed}"
    notes = [
        f"communities in the projection {projection}: {found.projection.description}",
        f"{labels.max(initial=0)} by {method} at resolution {resolution:g}; {best}",
    ]
    if null is not None:
        notes.append(_chance(made, method, resolution, seed, null, quality))
    frame.attrs = {
        "projection": projection,
        "modularity": quality,
        "filters": found.filters,
        "totals": found.totals,
        "notes": notes + found.notes,
    }
    return frame


def modularity(made: Net, labels: Labels, resolution: float = 1.0) -> float:
    """Return Q of a division, at most 1; 0 where there is no tie."""
    ties = _ties(made)
    weight = ties.sum() / 2
    if not weight:
        return 0.0
    inside = ties.data[labels[ties.row] == labels[ties.col]].sum() / 2
    strengths = np.bincount(labels, weights=np.asarray(ties.sum(axis=0)))
    return float(inside / weight - resolution * np.square(strengths / (2 * weight)).sum())


def leiden(made: Net, resolution: float, seed: int) -> Labels:
    """Return a community number for each node, by Leiden's algorithm."""
    ties = sparse.triu(_ties(made)).tocoo()
    rows = zip(ties.row.tolist(), ties.col.tolist(), ties.data.tolist(), strict=True)
    edges = [(str(one), str(other), weight) for one, other, weight in rows]
    labels = _alone(made)
    if edges:
        _, found = graspologic_native.leiden(edges, resolution=resolution, seed=seed, trials=TRIALS)
        for node, label in found.items():
            labels[int(node)] = label
    return labels


def louvain(made: Net, resolution: float, seed: int) -> Labels:
    """Return a community number for each node, by Louvain's algorithm in networkx."""
    # Numbers instead of ids: networkx goes through sets, and those of text differ every time.
    graph = nx.from_scipy_sparse_array(sparse.csr_array(_ties(made)))
    best = _alone(made)
    for trial in range(TRIALS):
        labels = _alone(made)
        parts = nx.community.louvain_communities(
            graph, resolution=resolution, seed=seed * TRIALS + trial
        )
        for number, part in enumerate(parts):
            labels[list(part)] = number
        if modularity(made, labels, resolution) > modularity(made, best, resolution):
            best = labels
    return best


def _ties(made: Net) -> Any:
    ties: Any = made.undirected - sparse.diags_array(made.undirected.diagonal())
    ties = sparse.csr_array(ties)
    ties.eliminate_zeros()
    return ties.tocoo()


def _alone(made: Net) -> Labels:
    """Return a number of its own for each node, beyond those that a method gives."""
    return np.arange(len(made.ids)) + len(made.ids)


def _ordered(labels: Labels) -> Labels:
    """Return the numbers 1, 2, … by size, and by the first id among equals."""
    _, first, place, size = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -size))
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(1, len(order) + 1)
    return number[place]


def _framed(nodes: pd.DataFrame, numbers: dict[str, int]) -> pd.DataFrame:
    frame = nodes[["id", "name", "class"]].copy()
    frame["country"] = codes(nodes)
    for column in ("deals", "links", "undated"):
        frame[column] = nodes[column]
    number = frame["id"].map(numbers).astype("int64")
    frame.insert(0, "community", number)
    frame.insert(1, "size", number.map(number.value_counts()).astype("int64"))
    return frame.sort_values(
        ["community", "deals", "id"], ascending=[True, False, True], ignore_index=True
    )


def _chance(made: Net, method: str, resolution: float, seed: int, null: int, quality: float) -> str:
    ties = made.matrix.tocoo()
    source, target = ties.row.astype(np.int64), ties.col.astype(np.int64)
    found = []
    for drawn in nulls.draw(
        source, target, len(made.ids), null, seed=seed, loops=bool((source == target).any())
    ):
        other = net.positioned(made.ids, source, drawn, ties.data)
        found.append(modularity(other, METHODS[method](other, resolution, seed), resolution))
    higher = sum(one >= quality for one in found)
    return (
        f"in {null} random networks of the same degrees modularity is {np.mean(found):.4f} "
        f"(sd {np.std(found, ddof=1):.4f}), at least as high in {higher}: "
        f"p = {(1 + higher) / (1 + null):.3g}"
    )


METHODS: dict[str, Callable[[Net, float, int], Labels]] = {"leiden": leiden, "louvain": louvain}
