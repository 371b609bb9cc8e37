"""Rank the nodes of a network year by year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from panoptrade.graph import rank
from panoptrade.graph.project import project, yearly
from panoptrade.ontology import words

if TYPE_CHECKING:
    from panoptrade.graph.project import Projected
    from panoptrade.graph.workspace import Workspace

WAYS = ("each", "cumulative")


def over_time(
    graph: Workspace,
    measure: str = "pagerank",
    projection: str = "vendor-country",
    *,
    way: str = "each",
    limit: int | None = None,
    weight: str | None = "deals",
    samples: int | None = None,
    seed: int = 0,
    engine: str = "fast",
    null: int | None = None,
    years: tuple[int, int] | None = None,
    **filters: Any,
) -> pd.DataFrame:
    """Rank the nodes of a projection in every year; options as in `rank.centrality`.

    `way`: each year by itself, or cumulative with all years before (from the first of `years`).
    Columns: year, then those of `centrality`; a node that has no tie in a year has no row in it,
    and a year without ties has none. `limit` is for each year. What is undated is in no year:
    `attrs["totals"]["undated"]` and the notes count it.
    """
    words.choose(way, WAYS, "way over time")
    options = rank.check(measure, weight, samples, seed, engine, null)
    found = yearly(graph, projection, cumulative=way == "cumulative", years=years, **filters)
    span = (found[0][0], found[-1][0]) if found else None
    whole = project(graph, projection, years=span, **filters)
    frames = {year: rank.of(one, options) for year, one in found if len(one.edges)}
    frame = _joined(frames, limit) if frames else rank.of(_without_ties(whole), options)
    if not frames:
        frame.insert(0, "year", [])
    said = _notes(whole, way, [year for year, _ in found], set(frames))
    frame.attrs = {
        "measure": measure,
        "projection": projection,
        "way": way,
        "filters": whole.filters,
        "totals": whole.totals,
        "notes": [*rank.notes(whole, options), *said],
    }
    return frame


def _joined(frames: dict[int, pd.DataFrame], limit: int | None) -> pd.DataFrame:
    parts = []
    for year, frame in frames.items():
        part = frame if limit is None else frame.head(limit)
        parts.append(part.assign(year=year))
    made = pd.concat(parts, ignore_index=True)
    return made[["year", *(name for name in made.columns if name != "year")]]


def _without_ties(whole: Projected) -> Projected:
    return replace(whole, edges=whole.edges.head(0), nodes=whole.nodes.head(0))


def _notes(whole: Projected, way: str, years: list[int], tied: set[int]) -> list[str]:
    unit = "deals" if whole.projection.cls == "Deal" else "records"
    if not years:
        totals = whole.totals
        return [f"nothing is dated: in no year {totals['undated']} of {totals['selected']} {unit}"]
    meant = "each year by itself" if way == "each" else "each year with all before"
    found = [f"{meant}, {years[0]} to {years[-1]}"]
    if empty := [str(year) for year in years if year not in tied]:
        found.append(f"without a tie: {', '.join(empty)}")
    return found + whole.notes
