"""Give every figure of an analysis an interval: how far it moves when its evidence does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from pandas.api import types

from panoptrade.graph.variations import WAYS, Plan, sources, variations

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from panoptrade.graph.workspace import Workspace

    Key = tuple[Hashable, ...]
    Cells = dict[Key, tuple[float, ...]]

ADDED = ["figure", "point", "low", "high", "median", "held", "present", "lowest", "highest"]
NEAR = 1e-9


def uncertain(
    graph: Workspace,
    measure: Callable[..., pd.DataFrame],
    /,
    *,
    vary: str = "source",
    draws: int = 200,
    seed: int = 0,
    level: float = 0.95,
    window: tuple[int, int] | None = None,
    keys: Iterable[str] | None = None,
    **options: Any,
) -> pd.DataFrame:
    """Run an analysis on many variations of a graph, and say how its figures move.

    `measure` is an analysis: graph first, a table back (`flows`, `centrality`); `options` are its
    own. `vary`: source (each left out), bootstrap (over sources), deals (over sources, and deals
    within), grade (cuts), dates (drawn from what they may mean; with a `window` of years the
    undated too), undated (outside, then in each year of the window). `keys` tell rows apart, by
    default all columns that hold no numbers; the others are figures.

    Columns: keys; figure (the column's name); point (on the graph as it is); low and high: the
    percentiles of the draws at `level` (they need not hold the point), else the least and the most
    of all variations and the point; median; held, the share of variations that give the point;
    present, the share that have the row (where it is absent the figure counts as 0); lowest and
    highest: which variation gives them, where they are not random. No rows give no rows.
    Raises UnknownWordError for a wrong way, ValueError for what cannot be.
    """
    if not 0 < level < 1:
        msg = f"the level of an interval lies between 0 and 1, not at {level}"
        raise ValueError(msg)
    point = measure(graph, **options)
    varied = variations(graph, vary, Plan(draws, seed, window))
    runs = [(name, measure(one, **options)) for name, one in varied]
    names = _keys([point, *(frame for _, frame in runs)], keys)
    figures = [str(name) for name in point.columns if name not in names]
    tables = [_cells(frame, names, figures) for _, frame in runs]
    own = _cells(point, names, figures)
    found = list(dict.fromkeys([*own, *sorted({k for t in tables for k in t} - set(own), key=str)]))
    rows = [
        (*key, figure, *_row(key, at, own, tables, [name for name, _ in runs], vary, level))
        for key in found
        for at, figure in enumerate(figures)
    ]
    frame = pd.DataFrame(rows, columns=[*names, *ADDED])
    frame.attrs["notes"] = _notes(graph, vary, len(runs), level, seed, point)
    return frame


def _keys(frames: list[pd.DataFrame], keys: Iterable[str] | None) -> list[str]:
    """Return the columns that tell rows apart, of the first table that has rows."""
    columns = [str(name) for name in frames[0].columns]
    if keys is not None:
        chosen = list(keys)
        if unknown := sorted(set(chosen) - set(columns)):
            msg = f"no columns {', '.join(unknown)}; there are: {', '.join(columns)}"
            raise ValueError(msg)
        return chosen
    shown = next((one for one in frames if len(one)), frames[0])
    return [name for name in columns if name.endswith("_name") or not _numeric(shown[name])]


def _numeric(column: pd.Series[Any]) -> bool:
    return types.is_numeric_dtype(column) and not types.is_bool_dtype(column)


def _cells(frame: pd.DataFrame, keys: list[str], figures: list[str]) -> Cells:
    """Return the figures of each row by its keys."""
    if frame.empty:
        return {}
    numbers = frame[figures].astype(float).itertuples(index=False, name=None)
    rows = frame[keys].itertuples(index=False, name=None) if keys else [()] * len(frame)
    names = [tuple(_hashable(one) for one in row) for row in rows]
    if len(set(names)) != len(names):
        msg = f"rows are not told apart by {', '.join(keys) or 'no column'}; name keys that do"
        raise ValueError(msg)
    return dict(zip(names, numbers, strict=True))


def _hashable(value: Any) -> Any:
    if isinstance(value, list | np.ndarray):
        return tuple(value)
    # A missing value is none other: NaN would not equal itself.
    return None if value is None or value is pd.NA or value != value else value


def _row(
    key: Key,
    at: int,
    own: Cells,
    tables: list[Cells],
    names: list[str],
    vary: str,
    level: float,
) -> tuple[Any, ...]:
    point = own[key][at] if key in own else 0.0
    # A share that has no denominator is none in a variation without the row either.
    absent = float("nan") if np.isnan(point) else 0.0
    values = np.array([table[key][at] if key in table else absent for table in tables])
    present = float(np.mean([key in table for table in tables])) if tables else float("nan")
    same = np.isclose(values, point, rtol=NEAR, atol=NEAR, equal_nan=True)
    held = float(np.mean(same)) if tables else float("nan")
    known = values[~np.isnan(values)]
    if not len(known):
        return (point, point, point, point, held, present, "", "")
    median = float(np.median(known))
    if WAYS[vary].random:
        low, high = (float(np.quantile(known, q)) for q in ((1 - level) / 2, (1 + level) / 2))
        return (point, low, high, median, held, present, "", "")
    every = known if np.isnan(point) else np.append(known, point)
    ends = (float(every.min()), float(every.max()))
    return (point, *ends, median, held, present, *(_which(values, end, names) for end in ends))


def _which(values: np.ndarray[Any, Any], end: float, names: list[str]) -> str:
    """Return the first variation that gives an end; none where only the graph itself does."""
    found = np.flatnonzero(values == end)
    return names[int(found[0])] if len(found) else ""


def _notes(
    graph: Workspace, vary: str, runs: int, level: float, seed: int, point: pd.DataFrame
) -> list[str]:
    found = [f"{runs} variations: {WAYS[vary].note}"]
    if WAYS[vary].random:
        found.append(
            f"low and high hold the middle {100 * level:g} percent of the draws; seed {seed}"
        )
    if vary in {"source", "bootstrap", "deals"}:
        number = len(sources(graph.arrow("Deal")))
        found.append(
            f"{number} sources tell of deals: the interval says how much hangs on which of them "
            "one has, and nothing of what none of them saw"
        )
    return found + [str(note) for note in point.attrs.get("notes", ())]
