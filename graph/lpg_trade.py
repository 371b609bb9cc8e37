"""Count deals into relationships between countries: EXPORTS_TO, by technology and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.graph import trade
from panoptrade.graph.select import Filters

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

    from panoptrade.graph.workspace import Workspace

TYPE = "EXPORTS_TO"
PROPERTIES = (
    "id",
    "technology",
    "year",
    "pairing",
    "deals",
    "refused",
    "kinds",
    "sources",
    "derived",
)


def table(db: DuckDBPyConnection, graph: Workspace) -> pa.Table:
    """Return a row for each exporter, importer, technology and year that a deal joins.

    Columns: source, target (ids of countries, never the same one), id, technology (an id), year
    (of the start, else of the disclosure; absent where undated), pairing, deals (distinct ones),
    refused (of these), kinds, sources, derived (true). A deal of several technologies or countries
    counts in each of their rows, so deals do not add up over rows. Where a deal lists vendors and
    technologies unpaired, the row has `pairing` possible and no technology.
    """
    trade.create(db, graph, Filters())
    return db.sql(_QUERY).to_arrow_table()


_QUERY = """
WITH deals AS (
    SELECT t.*, d.status, t.pairing IS NOT DISTINCT FROM 'possible' AS unpaired
    FROM trade t JOIN Deal d USING (id)
), named AS (
    SELECT *, unnest(CASE WHEN unpaired OR technologies = [] THEN [NULL]
                          ELSE technologies END) AS technology FROM deals
), exported AS (
    SELECT *, unnest(exporters) AS source FROM named
), ties AS (
    SELECT *, unnest(importers) AS target FROM exported
)
SELECT source, target,
       'exports-to:' || replace(source, 'country:', '') || ':' || replace(target, 'country:', '')
           || ':' || CASE WHEN unpaired THEN 'possible' ELSE coalesce(technology, '-') END
           || ':' || coalesce(year::VARCHAR, '-') AS id,
       technology, year, CASE WHEN unpaired THEN 'possible' END AS pairing,
       count(DISTINCT ties.id) AS deals,
       count(DISTINCT ties.id) FILTER (status = 'refused') AS refused,
       list_sort(list_distinct(list(kind))) AS kinds,
       list_sort(list_distinct(flatten(list(sources)))) AS sources,
       TRUE AS derived
FROM ties
WHERE source <> target
  AND source IN (SELECT id FROM Country) AND target IN (SELECT id FROM Country)
GROUP BY source, target, technology, year, unpaired
ORDER BY source, target, 3
"""
