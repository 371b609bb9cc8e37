"""Tell whether a node is more central than chance would make it, given how many ties it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from panoptrade.graph import null as nulls

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

# With fewer random networks no share of them says anything at the usual 5%.
FEWEST = 19
DIGITS = 12
# What differs by less than this share of the largest value is the noise of floating point.
NOISE = 1e-9


def enough(null: int | None) -> None:
    """Raise ValueError where so few random networks say nothing."""
    if null is not None and null < FEWEST:
        msg = f"null wants {FEWEST} random networks or more, not {null}"
        raise ValueError(msg)


def add(
    frame: pd.DataFrame,
    edges: pd.DataFrame,
    measure: Callable[[pd.DataFrame], dict[str, float]],
    *,
    null: int,
    seed: int,
    loops: bool,
) -> None:
    """Add to a ranking what `null` random networks with the same degrees give.

    `expected` and `sd`: mean and standard deviation there; `z` = (value - expected)/sd, NaN where
    sd is 0, as for every measure that the degrees fix; `p` = (1+k)/(1+N), k of the N networks
    having a value at least as high. Random networks keep each node's ties in and out (not where
    they lead); weights stay with the source.
    """
    drawn = _values(frame["id"].tolist(), edges, measure, null=null, seed=seed, loops=loops)
    value = frame["value"].to_numpy(np.float64)
    noise = NOISE * max(np.abs(value).max(initial=0), np.abs(drawn).max(initial=0))
    expected = drawn.mean(axis=0)
    spread = drawn.std(axis=0, ddof=1)
    spread[spread <= noise] = 0
    away = np.full(len(value), np.nan)
    np.divide(value - expected, spread, where=spread > 0, out=away)
    reached = (drawn >= value - noise).sum(axis=0)
    frame["expected"], frame["sd"] = expected.round(DIGITS), spread.round(DIGITS)
    frame["z"], frame["p"] = away.round(6), (1 + reached) / (1 + null)


def notes(nodes: int, null: int, seed: int) -> list[str]:
    """Say which random networks a ranking was compared with, and how to read p."""
    model = (
        f"chance: {null} random networks by seed {seed}, in which each node keeps its numbers of "
        "ties in and out and each tie's weight stays with its source; where they lead is drawn"
    )
    kept = (
        "degrees are kept by construction, and so is the strength of sources: z is empty for what "
        "cannot vary"
    )
    many = (
        f"p is one-sided and of one node alone: of {nodes} nodes up to about "
        f"{round(nodes * 0.05)} have 0.05 or less by chance"
    )
    return [model, kept, many]


def _values(
    ids: list[str],
    edges: pd.DataFrame,
    measure: Callable[[pd.DataFrame], dict[str, float]],
    *,
    null: int,
    seed: int,
    loops: bool,
) -> NDArray[np.float64]:
    """Return a row for each random network, and in it the measure of each node."""
    codes, names = pd.factorize(pd.concat([edges["source"], edges["target"]]), sort=True)
    source, target = codes[: len(edges)], codes[len(edges) :]
    drawn = edges.copy()
    rows = np.empty((null, len(ids)))
    made = nulls.draw(source, target, len(names), null, seed=seed, loops=loops)
    for row, targets in zip(rows, made, strict=True):
        drawn["target"] = names.take(targets)
        found = measure(drawn)
        row[:] = [found[one] for one in ids]
    return rows
