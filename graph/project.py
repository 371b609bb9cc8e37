"""See the graph as one of its networks: the edges, the nodes, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from panoptrade.graph import projections, select, trade
from panoptrade.ontology import schema, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duckdb import DuckDBPyConnection

    from panoptrade.graph.projections import Projection
    from panoptrade.graph.workspace import Workspace

UNDATED = ("drop", "keep")


@dataclass(frozen=True)
class Projected:
    """A network read from the graph.

    `edges` has a row for each pair of ends: source, target, deals (distinct deals; for other
    classes than Deal their rows), links (distinct vendors of the deals, at least 1), first_year,
    last_year, years, undated, sources, kinds, evidence (kind or kind:status to number of deals).
    `nodes`: id, name, class, country (ids), sources, deals, links (edges at it), undated.
    `totals` counts what was taken and left out; `notes` says it in words.
    """

    projection: Projection
    filters: dict[str, Any]
    edges: pd.DataFrame
    nodes: pd.DataFrame
    totals: dict[str, int]
    notes: list[str]


def edges(
    graph: Workspace,
    projection: str = "vendor-country",
    **filters: Any,
) -> pd.DataFrame:
    """Return the edges of a projection; `attrs` holds its totals and notes. See `project`."""
    found = project(graph, projection, **filters)
    frame = found.edges
    frame.attrs = {
        "projection": projection,
        "filters": found.filters,
        "totals": found.totals,
        "notes": found.notes,
    }
    return frame


def project(
    graph: Workspace,
    projection: str = "vendor-country",
    *,
    years: tuple[int, int] | None = None,
    undated: str = "drop",
    domestic: bool = False,
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
) -> Projected:
    """Return a projection of the rows that pass the filters; nothing passing gives no edges.

    `years` (first, last) takes deals of these years, and relations known for one of them; what is
    undated is left out then, unless `undated` is keep. `technology` takes narrower concepts along,
    `grade` is the lowest one taken, `source` a source's id or a loader's name. Ties of a thing to
    itself, as trade at home, are left out unless `domestic`.
    Raises UnknownWordError for a wrong word, ValueError for a filter that cannot apply.
    """
    chosen = projections.choose(projection)
    words.choose(undated, UNDATED, "way with the undated")
    if years is not None and years[0] > years[1]:
        msg = f"years run from the first to the last, not {years[0]} to {years[1]}"
        raise ValueError(msg)
    taken = select.filters(technology=technology, kinds=kinds, source=source, grade=grade)
    given = _given(years, undated, domestic=domestic, taken=taken)
    with graph.connect() as db:
        _create_parts(db, graph, chosen, taken)
        totals = _take(db, years, undated, domestic=domestic)
        notes = _notes(totals, chosen, years, undated, domestic=domestic, given=bool(given))
        return Projected(chosen, given, _edges(db), _nodes(db), totals, notes)


def yearly(
    graph: Workspace,
    projection: str = "vendor-country",
    *,
    cumulative: bool = False,
    years: tuple[int, int] | None = None,
    domestic: bool = False,
    **filters: Any,
) -> list[tuple[int, Projected]]:
    """Return the projection of each year, or of all years up to each; see `project`.

    Without `years` they are those that any row that passes the filters is dated by: what is not
    known to have ended goes on to the last of them. What is undated is in none.
    """
    chosen = projections.choose(projection)
    taken = select.filters(**filters)
    found = []
    with graph.connect() as db:
        _create_parts(db, graph, chosen, taken)
        db.execute("ALTER TABLE parts RENAME TO whole")
        [dated] = db.execute("SELECT min(first), max(last) FROM whole").fetchall()
        first, last = years or dated
        for year in range(first, last + 1) if first is not None else ():
            span = (first if cumulative else year, year)
            db.execute("CREATE OR REPLACE TEMP TABLE parts AS FROM whole")
            totals = _take(db, span, "drop", domestic=domestic)
            given = _given(span, "drop", domestic=domestic, taken=taken)
            notes = _notes(totals, chosen, span, "drop", domestic=domestic, given=True)
            found.append((year, Projected(chosen, given, _edges(db), _nodes(db), totals, notes)))
    return found


def _given(
    years: tuple[int, int] | None, undated: str, *, domestic: bool, taken: select.Filters
) -> dict[str, Any]:
    """Return the filters that were given, as plain data."""
    found: dict[str, Any] = {"years": list(years), "undated": undated} if years else {}
    found |= {"domestic": True} if domestic else {}
    for name in ("technology", "kinds", "source"):
        values = getattr(taken, name)
        found |= {name: list(values)} if values is not None else {}
    return found | ({"grade": taken.grade} if taken.grade else {})


def _create_parts(
    db: DuckDBPyConnection, graph: Workspace, chosen: Projection, taken: select.Filters
) -> None:
    if chosen.cls == "Deal":
        trade.create(db, graph, taken)
    else:
        condition = select.rows(graph, taken, chosen.cls)
        db.execute(f"CREATE TEMP VIEW taken AS SELECT * FROM {chosen.cls} WHERE {condition}")  # noqa: S608
    db.execute(f"CREATE TEMP TABLE parts AS {chosen.parts}")


def _take(
    db: DuckDBPyConnection, years: tuple[int, int] | None, undated: str, *, domestic: bool
) -> dict[str, int]:
    """Delete from `parts` what is not wanted, and return how much of what there was."""
    totals = {"selected": _ids(db)}
    db.execute("DELETE FROM parts WHERE source IS NULL OR target IS NULL")
    totals |= {"unplaced": totals["selected"] - _ids(db), "undated": _ids(db, "first IS NULL")}
    totals["outside"] = 0
    if years is not None:
        low, high = map(int, years)
        outside = f"(first > {high} OR (last < {low} AND NOT open))"
        totals["outside"] = _ids(db, outside)
        also = "" if undated == "keep" else " OR first IS NULL"
        db.execute(f"DELETE FROM parts WHERE {outside}{also}")  # noqa: S608 - two integers
    totals["domestic"] = _ids(db, "source = target")
    if not domestic:
        db.execute("DELETE FROM parts WHERE source = target")
    return totals | {"possible": _ids(db, "pairing = 'possible'"), "counted": _ids(db)}


def _ids(db: DuckDBPyConnection, condition: str = "TRUE") -> int:
    query = f"SELECT count(DISTINCT id) FROM parts WHERE {condition}"  # noqa: S608
    # Fetched whole: DuckDB refuses further work while a result is unfinished.
    [(found,)] = db.execute(query).fetchall()
    return int(found)


def _edges(db: DuckDBPyConnection) -> pd.DataFrame:
    found = _frame(
        db,
        "SELECT source, target, count(DISTINCT id) AS deals, "
        "greatest(1, len(list_distinct(flatten(list(partners))))) AS links, "
        "min(first) AS first_year, max(last) AS last_year, "
        "coalesce(list_sort(list(DISTINCT first) FILTER (first IS NOT NULL)), []) AS years, "
        "count(DISTINCT id) FILTER (first IS NULL) AS undated, "
        "list_sort(list_distinct(flatten(list(sources)))) AS sources, "
        "list_sort(list(DISTINCT kind)) AS kinds, "
        "histogram(kind || coalesce(':' || status, '')) AS evidence "
        "FROM parts GROUP BY source, target ORDER BY source, target",
    )
    return found.astype({"first_year": "Int64", "last_year": "Int64"})


def _nodes(db: DuckDBPyConnection) -> pd.DataFrame:
    named = [name for name, one in schema.classes().items() if one.kind == "node"]
    named = [name for name in named if "name" in schema.properties(name)]
    things = " UNION ALL ".join(
        f"SELECT id, name, '{name}' AS class, {_countries(name)} AS country, sources "  # noqa: S608
        f"FROM {name} WHERE id IN (SELECT id FROM ends)"
        for name in named
    )
    db.execute(
        "CREATE OR REPLACE TEMP TABLE ends AS SELECT id, count(DISTINCT part) AS deals, "
        "count(DISTINCT source || ' ' || target) AS links, "
        "count(DISTINCT part) FILTER (first IS NULL) AS undated FROM ("
        "SELECT source AS id, id AS part, source, target, first FROM parts UNION ALL "
        "SELECT target AS id, id AS part, source, target, first FROM parts) GROUP BY id"
    )
    return _frame(
        db,
        "SELECT e.id, coalesce(t.name, e.id) AS name, coalesce(t.class, '') AS class, "  # noqa: S608
        "coalesce(t.country, []) AS country, coalesce(t.sources, []) AS sources, "
        f"e.deals, e.links, e.undated FROM ends e LEFT JOIN ({things}) t USING (id) ORDER BY e.id",
    )


def _frame(db: DuckDBPyConnection, query: str) -> pd.DataFrame:
    """Return a query's rows with lists as lists; DuckDB's own frames hold arrays."""
    found = db.execute(query)
    columns = [column[0] for column in found.description]
    return pd.DataFrame(found.fetchall(), columns=columns)


def _countries(cls: str) -> str:
    if cls == "Country":
        return "[id]"
    one = schema.properties(cls).get("country")
    if one is None:
        return "[]::VARCHAR[]"
    return "country" if one.many else "[country]"


def _notes(
    totals: dict[str, int],
    chosen: Projection,
    years: tuple[int, int] | None,
    undated: str,
    *,
    domestic: bool,
    given: bool,
) -> list[str]:
    def some(what: str) -> str:
        unit = "deal" if chosen.cls == "Deal" else "record"
        return f"{totals[what]} {unit}" + ("" if totals[what] == 1 else "s")

    found = [
        f"{totals['counted']} of {some('selected')}" + (" that pass the filters" if given else "")
    ]
    if totals["unplaced"]:
        ends = f"the {chosen.source} or the {chosen.target} is not known"
        found.append(f"left out: {some('unplaced')}, as {ends}")
    if years:
        found.append(f"left out: {some('outside')} outside {years[0]} to {years[1]}")
    if totals["undated"]:
        place = "left out" if years and undated == "drop" else "taken"
        found.append(f"{place}: {some('undated')} without a year")
    if totals["domestic"]:
        place = "taken" if domestic else "left out"
        found.append(f"{place}: {some('domestic')} with a tie of a place or body to itself")
    if totals["possible"]:
        found.append(
            f"taken as possible: {some('possible')} that list vendors and technologies side by side"
        )
    return found
