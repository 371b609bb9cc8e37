"""Lay deals and unrest out as a panel: one row an importing country and year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import exporters, regimes, select
from panoptrade.graph.counting import NO_EXPORTER
from panoptrade.ontology import tables, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from duckdb import DuckDBPyConnection

    from panoptrade.graph.workspace import Workspace

NOT_THE_STUDYS = "these are the deals of this graph, not the deal list of the study"
# Years from the unrest to the deals: -2 is a deal two years before the unrest.
AWAY = (-2, -1, 0, 1, 2)


def panel(
    graph: Workspace,
    *,
    exporter: str | Iterable[str] | None = "CHN",
    measure: str = "mm-protests",
    definition: str = "polity-below-7",
    years: tuple[int, int] | None = None,
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
    **dated: Any,
) -> pd.DataFrame:
    """Return the deals and the unrest of each country and year that the unrest measure covers.

    `exporter`: a country or several, `EUE`, or None for all. `years`: default from the first dated
    deal to the last. `measure` is a word of terms.csv, in its own unit (protests, for Mass
    Mobilization). A country and year without a deal in the graph counts none.

    Columns: country, country_name, year, deals, bought (1 where there is a deal, else 0), unrest,
    standard (unrest less its mean, over its standard deviation, both over the panel), before_2,
    before_1, now, after_1, after_2 (`standard` of the year so many years away; missing where not
    covered: `after_1` is the unrest a year after the deals), regime (`in` or `out` in the year),
    sample (that of the country's first year with a class, one for all years).
    Raises ValueError where the graph has no unrest, UnknownWordError for a wrong word.
    """
    words.choose(measure, tables.terms("unrest-measure"), "measure of unrest")
    groups = exporters.codes(exporter) if exporter else []
    filters = select.filters(technology=technology, kinds=kinds, source=source, grade=grade)
    with graph.connect() as db:
        _require(db, measure)
        totals = exporters.create(db, graph, filters, groups, years=years, **dated)
        regimes.create_definition(db, regimes.definition(definition))
        taken = groups or [exporters.REST, NO_EXPORTER]
        first, last = years or _span(db, taken)
        given = {"sides": taken, "measure": measure, "first": first, "last": last}
        frame: pd.DataFrame = db.execute(_PANEL, given).df()
        counted = db.execute(_DEALS, {"sides": taken}).fetchall()[0]
    frame.attrs = {"totals": totals, "notes": _notes(frame, totals, counted, measure, definition)}
    return frame


def _require(db: DuckDBPyConnection, measure: str) -> None:
    if not db.execute("SELECT 1 FROM Unrest WHERE measure = ? LIMIT 1", [measure]).fetchall():
        msg = (
            f"this graph has no unrest of the measure {measure}; load it first: "
            "`panoptrade load unrest FILE -w WORKSPACE`, see `panoptrade sources`"
        )
        raise ValueError(msg)


def _span(db: DuckDBPyConnection, sides: list[str]) -> tuple[int, int]:
    found = db.execute(
        "SELECT min(year), max(year) FROM sold WHERE list_contains(?, side)", [sides]
    ).fetchall()[0]
    # Without a dated deal there is no span: a panel of no years.
    return (0, -1) if found[0] is None else (int(found[0]), int(found[1]))


def _notes(
    frame: pd.DataFrame, totals: dict[str, int], counted: tuple[int, ...], measure: str, named: str
) -> list[str]:
    inside = int(frame["deals"].sum())
    one = regimes.definition(named)
    return [
        NOT_THE_STUDYS,
        f"{inside} deals in the panel, of {counted[0]} dated ones; {counted[1]} more are undated",
        "a dated deal outside the panel went where or when the measure of unrest does not reach",
        f"{len(frame)} country-years of {frame['country'].nunique()} countries",
        f"unrest is {tables.terms('unrest-measure')[measure]['label']}, by {measure}",
        f"regimes by {one.name} version {one.version}: in = {one.group}",
        f"{totals['at_home']} deals do not leave their country and are left out",
    ]


_DEALS = """
SELECT count(DISTINCT (id, importer)) FILTER (year IS NOT NULL),
  count(DISTINCT (id, importer)) FILTER (year IS NULL)
FROM sold WHERE list_contains($sides, side) AND importer IS NOT NULL
"""
_WINDOW = ", ".join(
    f"{name}.standard AS {name}" for name in ("before_2", "before_1", "now", "after_1", "after_2")
)
_AROUND = "\n".join(
    f"LEFT JOIN scaled {name} ON {name}.country = p.country AND {name}.year = p.year + ({away})"
    for name, away in zip(("before_2", "before_1", "now", "after_1", "after_2"), AWAY, strict=True)
)
_PANEL = f"""
WITH measured AS (
  SELECT country, year, max(value) AS unrest FROM Unrest
  WHERE measure = $measure GROUP BY country, year),
bounds AS (
  SELECT avg(unrest) AS mean, stddev_pop(unrest) AS spread FROM measured
  WHERE year BETWEEN $first AND $last),
scaled AS (
  SELECT country, year, unrest, (unrest - mean) / nullif(spread, 0) AS standard
  FROM measured, bounds),
bought AS (
  SELECT importer AS country, year, count(DISTINCT id) AS deals FROM sold
  WHERE list_contains($sides, side) GROUP BY importer, year),
p AS (SELECT * FROM scaled WHERE year BETWEEN $first AND $last),
label AS (
  SELECT p.country, first(r.label ORDER BY p.year) FILTER (r.label IS NOT NULL) AS sample
  FROM p LEFT JOIN regimes r USING (country, year) GROUP BY p.country)
SELECT p.country, c.name AS country_name, p.year, coalesce(b.deals, 0)::INTEGER AS deals,
  (b.deals IS NOT NULL)::INTEGER AS bought, p.unrest, p.standard, {_WINDOW},
  r.label AS regime, l.sample
FROM p LEFT JOIN bought b USING (country, year) {_AROUND}
LEFT JOIN regimes r ON r.country = p.country AND r.year = p.year
LEFT JOIN label l ON l.country = p.country
LEFT JOIN Country c ON c.id = p.country
ORDER BY p.country, p.year
"""  # noqa: S608 - our own words
