"""Put exporters into groups: countries, a union by its membership at the time, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.graph import trade
from panoptrade.graph.counting import NO_EXPORTER
from panoptrade.graph.select import quoted
from panoptrade.ontology import names, tables, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duckdb import DuckDBPyConnection

    from panoptrade.graph.select import Filters
    from panoptrade.graph.workspace import Workspace

DEFAULT = ("CHN", "USA", "ISR", "EUE")
REST = "rest"
NAMES = {REST: "all others", NO_EXPORTER: NO_EXPORTER}


def code(wanted: str) -> str:
    """Return the code of a country or union by its code, id or name.

    Raises UnknownWordError for a place that does not exist.
    """
    bare = wanted.removeprefix("country:")
    if found := names.country(bare):
        return found
    known = [row["iso3"] for row in tables.rows("countries")]
    raise words.UnknownWordError(words.unknown(bare, known, "exporter"))


def codes(wanted: str | Iterable[str]) -> list[str]:
    """Return the codes of groups, each checked; see `code`.

    Raises UnknownWordError for a wrong one, ValueError for none at all or one named twice.
    """
    found = [code(one) for one in ([wanted] if isinstance(wanted, str) else wanted)]
    if not found or len(set(found)) != len(found):
        msg = "name one exporter or several, each once"
        raise ValueError(msg)
    return found


def name(group: str) -> str:
    """Return what people call a group."""
    return NAMES.get(group) or names.country_name(group)


def create(
    db: DuckDBPyConnection,
    graph: Workspace,
    filters: Filters,
    groups: list[str],
    *,
    years: tuple[int, int] | None = None,
    date: str = "start",
    strict_date: bool = False,
    undated_as: int | None = None,
    domestic: bool = False,
) -> dict[str, int]:
    """Create the temporary table `sold`, and return what was left out of it, in deals.

    One row a deal, importer and exporter: id, kind, grade, year, exporter, importer, side (the
    group; `rest` for all others). A deal without an importer or exporter keeps a row. A country is
    of a union in the years on whose 1 July it is a member; an undated deal goes by the membership
    of today. Unless `domestic`, an importer is no exporter to itself. Deals outside `years` go,
    undated ones stay.
    """
    trade.create(db, graph, filters, date=date, strict=strict_date)
    totals = {"deals": _count(db, "trade")}
    db.execute("CREATE OR REPLACE TEMP TABLE undated AS SELECT id FROM trade WHERE year IS NULL")
    if undated_as is not None:
        db.execute("UPDATE trade SET year = ? WHERE year IS NULL", [undated_as])
    if years is not None:
        totals["outside"] = _count(db, _outside(years))
        db.execute(f"DELETE FROM {_outside(years)}")  # noqa: S608 - two integers
    _create_members(db)
    db.execute(_SOLD.format(none=quoted(NO_EXPORTER), side=_side(groups)))
    if not domestic:
        db.execute("DELETE FROM sold WHERE exporter = importer")
    kept = _count(db, "(SELECT DISTINCT id FROM sold)")
    undated = _count(db, "(SELECT DISTINCT id FROM sold WHERE id IN (SELECT id FROM undated))")
    return totals | {"at_home": _count(db, "trade") - kept, "kept": kept, "undated": undated}


def _outside(years: tuple[int, int]) -> str:
    if years[0] > years[1]:
        msg = f"years run from the first to the last, not {years[0]} to {years[1]}"
        raise ValueError(msg)
    return f"trade WHERE year NOT BETWEEN {int(years[0])} AND {int(years[1])}"


def _create_members(db: DuckDBPyConnection) -> None:
    db.execute(
        "CREATE OR REPLACE TEMP TABLE members (side VARCHAR, country VARCHAR, f DATE, t DATE)"
    )
    for row in tables.rows("memberships"):
        spell = [row["union"], f"country:{row['iso3']}", row["start"], row["end"] or None]
        db.execute("INSERT INTO members VALUES (?, ?, ?, ?)", spell)


def _side(groups: list[str]) -> str:
    """Return the SQL expression of an exporter's group; the first that holds it takes it."""
    cases = [f"WHEN exporter = {quoted(NO_EXPORTER)} THEN exporter"]
    for one in groups:
        own = f"exporter = {quoted(f'country:{one}')}"
        cases.append(f"WHEN {own} OR {_MEMBER.format(union=quoted(one))} THEN {quoted(one)}")
    return f"CASE {' '.join(cases)} ELSE {quoted(REST)} END"


def _count(db: DuckDBPyConnection, table: str) -> int:
    row = db.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own words
    assert row is not None
    return int(row[0])


_MEMBER = """EXISTS (
  SELECT 1 FROM members m WHERE m.side = {union} AND m.country = exporter AND CASE
    WHEN year IS NULL THEN m.t IS NULL
    ELSE make_date(year, 7, 1) BETWEEN m.f AND coalesce(m.t, DATE '9999-12-31') END)"""
_SOLD = """
CREATE OR REPLACE TEMP TABLE sold AS
WITH one AS (
  SELECT id, kind, grade, year,
    unnest(CASE WHEN len(importers) = 0 THEN [NULL] ELSE importers END) AS importer, exporters
  FROM trade),
each AS (
  SELECT * EXCLUDE (exporters),
    unnest(CASE WHEN len(exporters) = 0 THEN [{none}] ELSE exporters END) AS exporter
  FROM one)
SELECT *, {side} AS side FROM each
"""
