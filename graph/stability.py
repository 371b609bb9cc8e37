"""Say how often each rank of a ranking holds when its evidence is varied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from panoptrade.graph.rank import centrality
from panoptrade.graph.variations import WAYS, Plan, variations

if TYPE_CHECKING:
    from panoptrade.graph.workspace import Workspace

COLUMNS = [
    "rank", "id", "name", "class", "country", "value", "rank_low", "rank_high", "rank_median",
    "held", "top", "present",
]  # fmt: skip


def stability(
    graph: Workspace,
    measure: str = "strength",
    projection: str = "vendor-country",
    *,
    vary: str = "bootstrap",
    draws: int = 100,
    seed: int = 0,
    window: tuple[int, int] | None = None,
    limit: int = 10,
    weight: str | None = "deals",
    **filters: Any,
) -> pd.DataFrame:
    """Rank nodes as `centrality` does, on the graph and on variations of it.

    `vary`, `draws`, `seed` and `window` are those of `uncertain`, the filters those of `project`.
    Columns: rank, id, name, class, country and value on the graph as it is; rank_low and rank_high,
    the best and the worst rank in any variation that has the node, rank_median; held, the share of
    all variations that give the same rank; top, the share in which it is among the first `limit`;
    present, the share that have it. Equal values share a rank; ids break ties of order.
    An empty network gives no rows. Raises UnknownWordError for a wrong word, ValueError for what
    cannot be.
    """
    if limit < 1:
        msg = f"the limit is 1 or more, not {limit}"
        raise ValueError(msg)

    def ranked(one: Workspace) -> pd.DataFrame:
        return centrality(one, measure, projection, weight=weight, **filters)

    own = ranked(graph)
    runs = [
        dict(zip(frame["id"], frame["rank"], strict=True))
        for _, one in variations(graph, vary, Plan(draws, seed, window))
        for frame in (ranked(one),)
    ]
    rows = [
        (*row, *_moved(row[1], int(row[0]), runs, limit))
        for row in own[COLUMNS[:6]].itertuples(index=False, name=None)
    ]
    found = pd.DataFrame(rows, columns=COLUMNS)
    found.attrs["notes"] = [
        f"{len(runs)} variations: {WAYS[vary].note}"
        + (f"; seed {seed}" if WAYS[vary].random else ""),
        f"top is the share of variations in which the node is among the first {limit}",
        *own.attrs["notes"],
    ]
    return found


def _moved(node: str, rank: int, runs: list[dict[str, int]], limit: int) -> tuple[float, ...]:
    """Return how a node's rank moves: best, worst, median, held, top, present."""
    every = np.array([run.get(node, 0) for run in runs])
    known = every[every > 0]
    if not len(known):
        missing = float("nan")
        share = 0.0 if runs else missing
        return (missing, missing, missing, share, share, share)
    held = float(np.mean(every == rank))
    top = float(np.mean((every > 0) & (every <= limit)))
    ends = (float(known.min()), float(known.max()), float(np.median(known)))
    return (*ends, held, top, len(known) / len(every))
