"""Compare the years before and after a listing with the same years of others, and with placebos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.graph import regimes, select, trade
from panoptrade.ontology import tables, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from duckdb import DuckDBPyConnection

    from panoptrade.graph.workspace import Workspace

COLUMNS = [
    "regime", "shift", "vendors", "before", "same_year", "after", "share_after",
    "others_before", "others_after", "others_share_after", "beyond",
]  # fmt: skip


def windows(
    graph: Workspace,
    *,
    window: int = 3,
    shifts: int = 5,
    regime: str | None = None,
    definition: str | None = None,
    scope: str | Iterable[str] | None = None,
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
) -> pd.DataFrame:
    """Count deals in the years before and after their seller's first listing, and placebo years.

    A deal counts once a listed seller. `before` are the `window` years before the year of the
    listing, `after` as many after it; the year itself is apart, as years cannot order it. `shift`
    moves every listing by so many years: 0 is the true date, the others are placebos. `others`
    are deals of vendors never listed, in the same calendar years, once for each listed vendor.
    With `regime` (an index) or `definition` one row also for each class of the importer.

    Columns: regime, shift, vendors (listed, with a dated deal), before, same_year, after,
    share_after (percent of before and after; missing where both are none), others_before,
    others_after, others_share_after, beyond (listed vendors whose window ends after the last year
    of any deal: their `after` is cut short). No listed vendor with dated deals gives no rows.
    Raises ValueError for a window or shifts that are no positive number, UnknownWordError for a
    wrong word.
    """
    if window < 1 or shifts < 0:
        msg = "a window of one year or more, and no negative number of shifts"
        raise ValueError(msg)
    scopes = _scopes(scope)
    taken = select.filters(technology=technology, kinds=kinds, source=source, grade=grade)
    with graph.connect() as db:
        trade.create(db, graph, taken)
        _create_regimes(db, regime, definition)
        db.execute(_SOLD)
        db.execute(_LISTED, [scopes])
        frame: pd.DataFrame = db.execute(_COUNTS, {"window": window, "shifts": shifts}).df()
        undated = db.sql("SELECT count(*) FROM trade WHERE year IS NULL").fetchall()[0][0]
        dateless = db.sql("SELECT count(*) FROM listed WHERE year IS NULL").fetchall()[0][0]
    frame["regime"] = frame["regime"].replace(_labels(definition))
    frame.attrs["notes"] = [
        f"{undated} deals have no year and are in no window",
        f"{dateless} listed vendors with deals have no date of listing and are left out",
        *_rank(frame),
    ]
    return frame


def _scopes(wanted: str | Iterable[str] | None) -> list[str]:
    known = tables.terms("restriction-scope")
    several = [wanted] if isinstance(wanted, str) else list(wanted or known)
    return [words.choose(one, known, "scope") for one in several]


def _create_regimes(db: DuckDBPyConnection, regime: str | None, definition: str | None) -> None:
    if definition:
        regimes.create_definition(db, regimes.definition(definition))
    elif regime:
        regimes.create_index(db, regime)
    else:
        db.execute(
            "CREATE TEMP TABLE regimes AS SELECT '' AS country, 0 AS year, '' AS label WHERE FALSE"
        )


def _labels(definition: str | None) -> dict[str, str]:
    return regimes.labels(regimes.definition(definition)) if definition else {}


def _rank(frame: pd.DataFrame) -> list[str]:
    """Return how the true date lies among the placebos, for all importers together."""
    every = frame[frame["regime"] == "(all)"].dropna(subset="share_after")
    true = every.loc[every["shift"] == 0, "share_after"]
    cut = every.loc[every["shift"] == 0, "beyond"].max()
    # A placebo whose years run further beyond the data than the true ones would win by that alone.
    placebo = every.loc[(every["shift"] != 0) & (every["beyond"] <= cut), "share_after"]
    if true.empty or placebo.empty:
        return ["no true date and placebo that can be compared"]
    lower = int((placebo <= true.iloc[0]).sum())
    compared = f"{lower} of {len(placebo)} placebo dates whose years the data cover as well"
    return [f"share after the listing: {true.iloc[0]:.1f} percent; {compared} give no higher share"]


_SOLD = """
CREATE TEMP TABLE sold AS
WITH one AS (
  SELECT id, year, vendor, importer FROM trade,
    LATERAL (SELECT unnest(vendors) AS vendor),
    LATERAL (
      SELECT unnest(CASE WHEN len(importers) = 0 THEN [NULL] ELSE importers END) AS importer))
SELECT DISTINCT o.id, o.year, o.vendor,
  unnest(list_distinct(['(all)', r.label])) AS regime
FROM one o LEFT JOIN regimes r ON r.country = o.importer AND r.year = o.year
"""
_LISTED = """
CREATE TEMP TABLE listed AS
SELECT s.target AS vendor, min(try_cast(left(s."start", 4) AS INTEGER)) AS year
FROM Sanction s JOIN Programme p ON p.id = s.programme
WHERE list_contains(?, p.scope) AND s.target IN (SELECT vendor FROM sold)
GROUP BY s.target
"""
_COUNTS = """
WITH dated AS (SELECT * FROM sold WHERE year IS NOT NULL),
bounds AS (SELECT min(year) AS first, max(year) AS last FROM dated),
shift AS (SELECT unnest(range(-$shifts, $shifts + 1)) AS shift),
event AS (
  SELECT vendor, shift, year + shift AS year FROM listed, shift
  WHERE year IS NOT NULL AND vendor IN (SELECT vendor FROM dated)),
class AS (SELECT DISTINCT regime FROM dated WHERE regime IS NOT NULL),
cell AS (SELECT * FROM event, class),
mine AS (
  SELECT c.regime, c.shift, d.year - c.year AS away, c.vendor, d.id
  FROM cell c LEFT JOIN dated d ON d.vendor = c.vendor AND d.regime = c.regime),
own AS (
  SELECT regime, shift, count(DISTINCT vendor) AS vendors,
    count(DISTINCT (vendor, id)) FILTER (WHERE away BETWEEN -$window AND -1) AS before,
    count(DISTINCT (vendor, id)) FILTER (WHERE away = 0) AS same_year,
    count(DISTINCT (vendor, id)) FILTER (WHERE away BETWEEN 1 AND $window) AS after
  FROM mine GROUP BY ALL),
unlisted AS (SELECT DISTINCT id, year, regime FROM dated
  WHERE id NOT IN (SELECT id FROM dated WHERE vendor IN (SELECT vendor FROM listed))),
rest AS (
  SELECT c.regime, c.shift,
    count(u.id) FILTER (WHERE u.year - c.year BETWEEN -$window AND -1) AS before,
    count(u.id) FILTER (WHERE u.year - c.year BETWEEN 1 AND $window) AS after
  FROM cell c LEFT JOIN unlisted u ON u.regime = c.regime GROUP BY ALL),
cut AS (SELECT shift, count(*) FILTER (WHERE year + $window > last) AS beyond
  FROM event, bounds GROUP BY shift)
SELECT o.regime, o.shift, o.vendors, o.before, o.same_year, o.after,
  100.0 * o.after / nullif(o.before + o.after, 0) AS share_after,
  r.before AS others_before, r.after AS others_after,
  100.0 * r.after / nullif(r.before + r.after, 0) AS others_share_after, c.beyond
FROM own o JOIN rest r USING (regime, shift) JOIN cut c USING (shift)
ORDER BY o.regime, o.shift
"""
