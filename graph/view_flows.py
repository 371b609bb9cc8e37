"""Write the flows page: Sankey, map, timeline and table of deals, linked, and any definition."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from panoptrade.graph import explorer_pack, flows_data, page, regimes, select
from panoptrade.ontology import tables, words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from panoptrade.graph.select import Filters
    from panoptrade.graph.workspace import Workspace

TITLE = "Surveillance technology: from where, of what kind, to which regimes"
# Which index a page opens on, where none is named: the first of these that classifies anyone.
FIRST = ("row", "fh", "polity", "aigs", "eiu")


class NothingToShowError(ValueError):
    """No deal passes the filters, or nothing classifies countries as was asked."""


def view(
    graph: Workspace,
    path: str | Path,
    *,
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
    regime: str | None = None,
    definition: str | None = None,
    lag: int = 0,
    date: str = "start",
    exports_only: bool = False,
    title: str | None = None,
) -> Path:
    """Write the flows page as one HTML file that runs from disk, and return its path.

    Filters as in `flows`: they say which deals the page holds. The page opens on an index
    (`regime`) or a named `definition`, so many years (`lag`, 0 to 10) before the deal, with or
    without deals inside one country (`exports_only`); its reader can change each of these.
    `date`: start or disclosed, the other standing in where it is missing.
    Raises UnknownWordError for a wrong word, ValueError for options that contradict,
    NothingToShowError where no deal passes or the graph does not classify as asked.
    """
    filters = select.filters(technology=technology, kinds=kinds, source=source, grade=grade)
    _check(regime, definition, lag)
    data = flows_data.columns(graph, filters, date=date)
    if not data["deals"]["id"]:
        msg = f"nothing to draw: {_why(graph)}"
        raise NothingToShowError(msg)
    opening = {"scale": _scale(data, regime or definition), "lag": lag, "abroad": exports_only}
    data |= {"opening": opening, "date": date}
    heading = title or TITLE
    return page.write(path, _page(graph, heading, data, _taken(filters)))


def _why(graph: Workspace) -> str:
    if len(graph.arrow("Deal")):
        return "no deal passes the filters; leave one of them out"
    return "the graph holds no deal; `panoptrade sources` lists what has some, for `load`"


def _check(regime: str | None, definition: str | None, lag: int) -> None:
    if regime and definition:
        msg = "give an index (regime) or a definition to open on, not both"
        raise ValueError(msg)
    if regime:
        words.choose(regime, tables.terms("regime-index"), "regime index")
    if definition:
        words.choose(definition, regimes.definitions(), "definition")
    if not 0 <= lag <= flows_data.LONGEST_LAG:
        msg = f"the page classifies 0 to {flows_data.LONGEST_LAG} years before a deal, not {lag}"
        raise ValueError(msg)


def _scale(data: dict[str, Any], wanted: str | None) -> str:
    """Return the index or definition to open on; without any classification an empty one."""
    known = [one["id"] for one in data["scales"]]
    if wanted is None:
        return next((one for one in (*FIRST, *known) if one in known), "")
    if wanted not in known:
        there = f"it classifies by {', '.join(known)}" if known else "it classifies no country"
        msg = f"the graph says nothing of {wanted} in the years of these deals; {there}"
        raise NothingToShowError(msg)
    return wanted


def _taken(filters: Filters) -> list[str]:
    given = {
        "technology": filters.technology,
        "kinds": filters.kinds,
        "source": filters.source,
        "lowest grade": [filters.grade] if filters.grade else None,
    }
    said = "; ".join(f"{name}: {', '.join(values)}" for name, values in given.items() if values)
    return [f"This page holds only a part of the graph's deals: {said}."] if said else []


def _page(graph: Workspace, heading: str, data: dict[str, Any], notes: list[str]) -> str:
    metas = graph.sources()
    used = {one["id"] for one in data["sources"]} | _classifiers(graph)
    texts = {
        "heading": escape(heading),
        "notes": page.items(notes),
        "sources": page.sources((name, metas.get(name, {})) for name in sorted(used)),
    }
    return page.compose(
        "flows",
        texts,
        title=f"{heading} – panoptrade",
        scripts=[page.read("flows.js")],
        data=explorer_pack.packed(data),
    )


def _classifiers(graph: Workspace) -> set[str]:
    with graph.connect() as db:
        rows = db.execute("SELECT DISTINCT unnest(sources) FROM Classification").fetchall()
    return {name for (name,) in rows}
