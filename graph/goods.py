"""Lay deals out as goods traded: one row an importing country and technology, bought or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import exporters, regimes, select
from panoptrade.graph.panel import NOT_THE_STUDYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from panoptrade.graph.workspace import Workspace

# What counts as artificial intelligence where nothing else is asked for, narrower ones included.
AI = ("facial-recognition", "urban-security-platform", "video-analytics")


def goods(
    graph: Workspace,
    *,
    exporter: str = "CHN",
    ai: str | Iterable[str] = AI,
    definition: str = "polity-below-7",
    regime_year: int = 2018,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
    **dated: Any,
) -> pd.DataFrame:
    """Return whether each country bought each technology of an exporter: for equation 2.

    The study's other goods are sixteen SITC codes of UN Comtrade, which this graph does not hold:
    here the other surveillance technologies in the graph stand in for them. A country has one label
    for all years, that of `regime_year`, and undated deals count.

    Columns: importer, product (a technology that a deal names), ai, low (1 where the definition
    holds the importer), low_ai (both), trade (1 where there is a deal). Every country with a label,
    the exporter apart, is crossed with every technology.
    """
    wanted = exporters.codes(exporter)
    filters = select.filters(kinds=kinds, source=source, grade=grade)
    smart = select.technologies([ai] if isinstance(ai, str) else ai)
    with graph.connect() as db:
        totals = exporters.create(db, graph, filters, wanted, **dated)
        regimes.create_definition(db, regimes.definition(definition))
        given = {"smart": smart, "year": regime_year, "side": wanted[0]}
        frame: pd.DataFrame = db.execute(_GOODS, given).df()
        loose = db.execute(_LOOSE, {"side": wanted[0]}).fetchall()[0][0]
    frame.attrs = {"totals": totals, "notes": _notes(frame, loose, definition, regime_year)}
    return frame


def _notes(frame: pd.DataFrame, loose: int, named: str, year: int) -> list[str]:
    one = regimes.definition(named)
    return [
        NOT_THE_STUDYS,
        "the other goods are surveillance technologies too, not the study's codes of UN Comtrade",
        f"{loose} deals list technologies and vendors unpaired: each is taken with each here",
        f"regimes of {year} by {one.name} version {one.version}: low = {one.group}",
        f"{frame['importer'].nunique()} countries, {frame['product'].nunique()} technologies",
    ]


_LOOSE = """
SELECT count(DISTINCT s.id) FROM sold s JOIN trade t USING (id)
WHERE s.side = $side AND t.pairing = 'possible'
"""
_GOODS = """
WITH product AS (
  SELECT DISTINCT product, list_contains($smart, product)::INTEGER AS ai
  FROM (SELECT unnest(technologies) AS product FROM trade)),
labelled AS (
  SELECT country AS importer, (label = 'in')::INTEGER AS low FROM regimes
  WHERE year = $year AND label IS NOT NULL AND country <> 'country:' || $side),
bought AS (
  SELECT DISTINCT s.importer, unnest(t.technologies) AS product
  FROM sold s JOIN trade t USING (id) WHERE s.side = $side)
SELECT importer, product, ai, low, low * ai AS low_ai, (b.product IS NOT NULL)::INTEGER AS trade
FROM labelled CROSS JOIN product LEFT JOIN bought b USING (importer, product)
ORDER BY importer, product
"""
