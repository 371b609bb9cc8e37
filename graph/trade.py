"""Lay deals out as trade: one row a deal with its exporters, importers, vendors and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.graph import dating, select

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from panoptrade.graph.select import Filters
    from panoptrade.graph.workspace import Workspace


def create(
    db: DuckDBPyConnection,
    graph: Workspace,
    filters: Filters,
    *,
    date: str = "start",
    strict: bool = False,
) -> None:
    """Create the temporary table `trade` of the deals that pass the filters.

    Columns: id, kind, grade, pairing, sources, records, vendors, technologies, exporters (the
    origin that the source names, else the countries of the sellers), importers (the destination,
    else the countries of the buyers), homes (a map of each seller to its countries), year (NULL
    where undated), fell_back. The lists are never NULL; they are empty where nothing is known.
    """
    db.execute(_BODIES)
    db.execute(
        "CREATE OR REPLACE TEMP TABLE trade AS WITH taken AS ("  # noqa: S608 - our own words only
        f"SELECT *, {dating.year(date, strict=strict)} AS year, "
        f"{dating.fell_back(date, strict=strict)} AS fell_back "
        f"FROM Deal WHERE {select.deals(graph, filters)}), "
        f"{_countries('sellers', 'seller')}, {_countries('buyers', 'buyer')} "
        "SELECT d.id, d.kind, d.grade, d.pairing, d.sources, d.records, d.year, d.fell_back, "
        "coalesce(d.seller, []) AS vendors, coalesce(d.technology, []) AS technologies, "
        "coalesce(d.origin, s.countries, []) AS exporters, "
        "coalesce(d.destination, b.countries, []) AS importers, s.homes "
        "FROM taken d LEFT JOIN sellers s USING (id) LEFT JOIN buyers b USING (id) ORDER BY d.id"
    )


_BODIES = """
CREATE OR REPLACE TEMP VIEW bodies AS
SELECT id, name, country FROM Organization
UNION ALL SELECT id, name, country FROM Vendor
UNION ALL SELECT id, name, country FROM Government
"""


def _countries(name: str, role: str) -> str:
    known = "FILTER (o.country IS NOT NULL)"
    return (
        f"{name} AS (SELECT p.id, "  # noqa: S608 - two roles of ours
        "nullif(list_sort(list_distinct(flatten(list(o.country)))), []) AS countries, "
        f"map_from_entries(list((p.body, o.country) ORDER BY p.body) {known}) AS homes "
        f"FROM (SELECT id, unnest({role}) AS body FROM taken) p "
        "JOIN bodies o ON o.id = p.body GROUP BY p.id)"
    )
