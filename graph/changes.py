"""Ask whether importers changed their class of regime in the years after a deal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import exporters, odds, regimes, select
from panoptrade.ontology import tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from duckdb import DuckDBPyConnection

    from panoptrade.graph.select import Filters
    from panoptrade.graph.workspace import Workspace

EVERY, BASE = "(all)", "(all country-years)"
DIRECTIONS = ("up", "down", "same", "unknown")


def changes(
    graph: Workspace,
    *,
    within: int = 3,
    regime: str = "row",
    exporter: str | Iterable[str] = exporters.DEFAULT,
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
    **dated: Any,
) -> pd.DataFrame:
    """Count deals by what became of the importer's class in the years after, beside the base rate.

    `up` and `down` are the direction of the first change within `within` years after the year of
    the deal, in the order of the index's classes; `same` is none; `unknown` is a deal after which
    the index does not cover every one of these years. One row for all exporters, one a group of
    `exporter`, and one `(all country-years)`: every country in every year from the first deal to
    the last, whether it bought or not. `dated` are options of dates as in `conclusions`.

    Columns: exporter, exporter_name, deals (dated and classified, one for each importer), up, down,
    same, unknown, of (all but the unknown), share_up and share_down in percent of `of`, each with
    Wilson's 95 percent interval and with `expected_…`: the mean base rate of countries of the same
    class in the same year; undated, unclassified. No deals give rows of none.
    Raises UnknownWordError for a wrong word, ValueError for a span below one year.
    """
    groups = exporters.codes(exporter)
    filters = select.filters(technology=technology, kinds=kinds, source=source, grade=grade)
    with graph.connect() as db:
        totals = _prepare(db, graph, filters, groups, within, regime, dated)
        frame = db.execute(_RATES, {"groups": [EVERY, *groups, exporters.REST]}).df()
    for way in ("up", "down"):
        _with_share(frame, way)
    names = {EVERY: "all deals", BASE: "all countries and years"}
    named = [names.get(one) or exporters.name(one) for one in frame["exporter"]]
    frame.insert(1, "exporter_name", named)
    frame.attrs = {"totals": totals, "notes": _notes(totals, within, regime)}
    return frame[[*_COUNTED, *_SHARES, "undated", "unclassified"]]


def changed(
    graph: Workspace,
    *,
    within: int = 3,
    regime: str = "row",
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
    **dated: Any,
) -> pd.DataFrame:
    """List the deals whose importer's class changed in the years after; see `changes`.

    Columns: deal, kind, grade, year, exporters, importer, importer_name, regime and its name,
    direction (up, down), became and its name, in_year. No such deal gives no rows.
    """
    filters = select.filters(technology=technology, kinds=kinds, source=source, grade=grade)
    with graph.connect() as db:
        totals = _prepare(db, graph, filters, list(exporters.DEFAULT), within, regime, dated)
        frame: pd.DataFrame = db.sql(_LIST).df()
    frame.attrs = {"totals": totals, "notes": _notes(totals, within, regime)}
    return frame


def _prepare(
    db: DuckDBPyConnection,
    graph: Workspace,
    filters: Filters,
    groups: list[str],
    within: int,
    regime: str,
    dated: dict[str, Any],
) -> dict[str, int]:
    """Make the tables `outcomes` (country, year, direction, …) and `followed` (deals with them)."""
    if within < 1:
        msg = f"a change takes one year or more, not {within}"
        raise ValueError(msg)
    regimes.create_index(db, regime)
    totals = exporters.create(db, graph, filters, groups, **dated)
    db.execute(_OUTCOMES.format(within=int(within)))
    db.execute(_FOLLOWED)
    return totals


def _with_share(frame: pd.DataFrame, way: str) -> None:
    ends = [odds.wilson(*row) for row in zip(frame[way], frame["of"], strict=True)]
    frame[f"share_{way}"] = 100 * frame[way] / frame["of"].where(frame["of"] > 0)
    frame[f"{way}_low"], frame[f"{way}_high"] = [e[0] for e in ends], [e[1] for e in ends]


def _notes(totals: dict[str, int], within: int, regime: str) -> list[str]:
    label = tables.terms("regime-index")[regime]["label"]
    return [
        f"classes of {label}, the year of a deal against the {within} years after it",
        f"{totals['kept']} deals taken, of {totals['deals']} ({totals['undated']} of them undated)",
        f"{totals['at_home']} deals do not leave their country and are left out",
        "a change after a deal is not caused by it: compare what was expected without it",
        "deals to one country in one year share one outcome; the intervals do not know that",
    ]


_COUNTED = ["exporter", "exporter_name", "deals", *DIRECTIONS, "of"]
_SHARES = [
    "share_up", "up_low", "up_high", "expected_up",
    "share_down", "down_low", "down_high", "expected_down",
]  # fmt: skip
_OUTCOMES = """
CREATE OR REPLACE TEMP TABLE outcomes AS
WITH series AS (
  SELECT r.country, r.year, r.label, c."order" AS place
  FROM regimes r JOIN RegimeClass c ON c.id = r.label)
SELECT a.country, a.year, a.label, any_value(a.place) AS place,
  first(b.label ORDER BY b.year) FILTER (b.place <> a.place) AS became,
  min(b.year) FILTER (b.place <> a.place) AS in_year,
  CASE WHEN count(b.year) < {within} THEN 'unknown'
    WHEN bool_and(b.place = a.place) THEN 'same'
    WHEN first(b.place ORDER BY b.year) FILTER (b.place <> a.place) > any_value(a.place) THEN 'up'
    ELSE 'down' END AS direction
FROM series a LEFT JOIN series b
  ON b.country = a.country AND b.year BETWEEN a.year + 1 AND a.year + {within}
GROUP BY a.country, a.year, a.label
"""
_FOLLOWED = """
CREATE OR REPLACE TEMP TABLE followed AS
WITH base AS (
  SELECT year, label, avg((direction = 'up')::INTEGER) AS up,
    avg((direction = 'down')::INTEGER) AS down
  FROM outcomes WHERE direction <> 'unknown' GROUP BY year, label)
SELECT s.*, o.label, o.became, o.in_year, o.direction, b.up AS base_up, b.down AS base_down
FROM sold s LEFT JOIN outcomes o ON o.country = s.importer AND o.year = s.year
LEFT JOIN base b ON b.year = o.year AND b.label = o.label
WHERE s.importer IS NOT NULL
"""
_KINDS = ", ".join(f"count(*) FILTER (direction = '{one}') AS {one}" for one in DIRECTIONS)
_RATES = f"""
WITH one AS (
  SELECT DISTINCT id, importer, side, year, direction, base_up, base_down FROM followed
  UNION ALL
  SELECT DISTINCT id, importer, '{EVERY}', year, direction, base_up, base_down FROM followed),
span AS (SELECT min(year) AS first, max(year) AS last FROM followed),
asked AS (SELECT unnest($groups) AS side),
deals AS (
  SELECT side AS exporter, count(direction) AS deals, {_KINDS},
    100 * avg(base_up) FILTER (direction <> 'unknown') AS expected_up,
    100 * avg(base_down) FILTER (direction <> 'unknown') AS expected_down,
    count(*) FILTER (id IS NOT NULL AND year IS NULL) AS undated,
    count(*) FILTER (year IS NOT NULL AND direction IS NULL) AS unclassified
  FROM asked LEFT JOIN one USING (side) GROUP BY side),
base AS (
  SELECT '{BASE}' AS exporter, count(*) AS deals, {_KINDS}, NULL::DOUBLE AS expected_up,
    NULL::DOUBLE AS expected_down, 0 AS undated, 0 AS unclassified
  FROM outcomes, span WHERE year BETWEEN first AND last)
SELECT *, up + down + same AS of FROM (SELECT * FROM deals UNION ALL SELECT * FROM base)
ORDER BY coalesce(list_position($groups, exporter), 1000)
"""  # noqa: S608 - our own words
_LIST = """
SELECT f.id AS deal, any_value(f.kind) AS kind, any_value(f.grade) AS grade, f.year,
  list_sort(list_distinct(list(f.exporter))) AS exporters, f.importer,
  any_value(c.name) AS importer_name,
  f.label AS regime, any_value(r.name) AS regime_name, f.direction, f.became,
  any_value(n.name) AS became_name, f.in_year
FROM followed f LEFT JOIN Country c ON c.id = f.importer
LEFT JOIN RegimeClass r ON r.id = f.label LEFT JOIN RegimeClass n ON n.id = f.became
WHERE f.direction IN ('up', 'down')
GROUP BY f.id, f.year, f.importer, f.label, f.direction, f.became, f.in_year
ORDER BY f.year, f.id, f.importer
"""
