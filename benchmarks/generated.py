"""Generate a graph of any size: the same size gives the same graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from panoptrade.graph import merge
from panoptrade.graph.workspace import Workspace, merged_schema
from panoptrade.loaders import load
from panoptrade.ontology import layout
from panoptrade.ontology.records import Record

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "generated"
META = {
    "id": SOURCE,
    "loader": SOURCE,
    "title": "Generated",
    "edition": "",
    "publisher": "",
    "url": "",
    "licence": "CC0-1.0",
    "retrieved": "2026-01-01",
    "inputs": {},
    "skipped": 0,
}
# What refers to what is drawn by lot, and the lots are the same each time.
LOT = "CREATE MACRO lot(i, what, size) AS (md5_number_lower(what || i) % size)::BIGINT"
LOTS = """
    CREATE MACRO vendor(i, what) AS 'org:v' || lot(i, what, {vendors});
    CREATE MACRO body(i, what) AS 'org:o' || lot(i, what, {few});
    CREATE MACRO person(i, what) AS 'person:p' || lot(i, what, {few});
    CREATE MACRO agency(i, what) AS 'gov:agency-' || lot(i, what, {few});
    CREATE MACRO product(i, what) AS 'product:p' || lot(i, what, {few});
    CREATE MACRO one(i, what, many) AS many[1 + lot(i, what, len(many))];
    CREATE MACRO some_year(i, what) AS (2000 + lot(i, what, 25))::VARCHAR;
    CREATE MACRO some_date(i, what) AS
        some_year(i, what) || ['', '-0' || (1 + i % 9), '-12-1' || (i % 10)][1 + i % 3];
"""
# Names repeat, so that an order by name alone does not tell rows apart. Six countries have one
# vendor and one origin each.
QUERIES = {
    "Vendor": """
        SELECT 'org:v' || i AS id, 'Vendor ' || (i - (i % 50 = 1)::INTEGER) AS name,
               CASE WHEN i % 3 = 0 THEN ['V' || i, '监视 ' || i] END AS alias,
               [one(i, 'at', countries)] AS country,
               CASE WHEN i % 2 = 0 THEN (1950 + i % 70)::VARCHAR END AS founded,
               CASE WHEN i % 7 = 0 THEN [one(i, 'sells', technologies)] END AS technology
        FROM range({vendors}) r(i), known ORDER BY id""",
    "Organization": """
        SELECT 'org:o' || i AS id, 'Organization ' || i AS name,
               one(i, 'kind', ['company', 'fund', 'state']) AS kind,
               [one(i, 'at', countries)] AS country
        FROM range({few}) r(i), known ORDER BY id""",
    "Person": """
        SELECT 'person:p' || i AS id, 'Person ' || i AS name, [one(i, 'at', countries)] AS country
        FROM range({few}) r(i), known ORDER BY id""",
    "Government": """
        SELECT replace(country, 'country:', 'gov:') AS id, 'Government of ' || country AS name,
               [country] AS country, NULL AS part_of
        FROM (SELECT unnest(countries) AS country FROM known)
        UNION ALL
        SELECT 'gov:agency-' || i, 'Agency ' || i, [one(i, 'at', countries)],
               [replace(one(i, 'at', countries), 'country:', 'gov:')]
        FROM range({few}) r(i), known ORDER BY id""",
    "Product": """
        SELECT 'product:p' || i AS id, 'Product ' || i AS name, [vendor(i, 'makes')] AS maker,
               [one(i, 'is', technologies)] AS technology
        FROM range({few}) r(i), known ORDER BY id""",
    "Deal": """
        SELECT 'deal:generated:' || i AS id, one(i, 'kind', kinds) AS kind,
               CASE WHEN i % 5 = 0 THEN one(i, 'status', ['reported', 'refused']) END AS status,
               [CASE WHEN i % 997 = 0 THEN 'org:v' || (i // 997 % 6)
                     ELSE vendor(i, 'sells') END] AS seller,
               CASE WHEN i % 9 = 0 THEN [replace(one(i, 'to', countries), 'country:', 'gov:')]
                    WHEN i % 90 = 1 THEN [agency(i, 'buys')] END AS buyer,
               CASE WHEN i % 18 = 0 THEN [vendor(i, 'helps')] END AS intermediary,
               CASE WHEN i % 40 = 0 THEN [body(i, 'pays')] END AS financier,
               CASE WHEN i % 50 = 0 THEN [product(i, 'of')] END AS product,
               [one(i, 'what', technologies)] AS technology,
               CASE WHEN i % 60 = 0 THEN 'possible' END AS pairing,
               [CASE WHEN i % 997 = 0 THEN countries[1 + i // 997 % 6]
                     ELSE one(i, 'from', countries) END] AS origin,
               [CASE WHEN i % 997 = 0 THEN countries[len(countries) - i // 997 % 6]
                     ELSE one(i, 'to', countries[:-7]) END] AS destination,
               CASE WHEN i % 4 > 0 THEN some_date(i, 'began')
                    WHEN i % 400 = 0 THEN '201X' END AS start,
               CASE WHEN i % 10 = 4 THEN some_year(i, 'known') || '-06-01' END AS disclosed,
               CASE WHEN i % 6 = 0 THEN (i % 1000) * 1000.5 END AS value
        FROM range({deals}) r(i), known ORDER BY id""",
    "Sanction": """
        SELECT 'sanction:generated:' || i AS id,
               CASE i % 4 WHEN 0 THEN person(i, 'hit') WHEN 1 THEN body(i, 'hit')
                    ELSE vendor(i, 'hit') END AS target,
               one(i, 'under', programmes) AS programme,
               CASE WHEN i % 8 > 0 THEN some_date(i, 'began') END AS start,
               CASE WHEN i % 10 = 0 THEN '2025-01-01' END AS "end"
        FROM range({few}) r(i), known ORDER BY id""",
    "Unrest": """
        SELECT 'unrest:generated:' || i AS id, countries[1 + i % len(countries)] AS country,
               2000 + i // len(countries) AS year, 'mm-protests' AS measure,
               lot(i, 'seen', 40)::DOUBLE AS value
        FROM known, range(len(countries) * 5) r(i) ORDER BY id""",
    "Classification": """
        SELECT 'classification:generated:' || i AS id, countries[1 + i % len(countries)] AS country,
               one(i, 'is', regimes) AS regime, 1999 + i // len(countries) // 3 AS year,
               (i % 100)::DOUBLE AS score
        FROM known, range(len(countries) * 26 * 3) r(i) ORDER BY id""",
    "Ownership": """
        SELECT 'ownership:generated:' || i AS id,
               CASE i % 30 WHEN 0 THEN person(i, 'owns') WHEN 1 THEN body(i, 'owns')
                    WHEN 2 THEN 'org:v' || lot(i, 'owns', 20) ELSE vendor(i, 'owns') END AS owner,
               vendor(i, 'owned') AS asset, 'equity' AS kind,
               (i % 101)::DOUBLE AS share_min, (i % 101)::DOUBLE AS share_max,
               CASE WHEN i % 4 = 0 THEN some_year(i, 'began') || '-02' END AS start,
               CASE WHEN i % 12 = 0 THEN '2025' END AS "end"
        FROM range({ownerships}) r(i) ORDER BY id""",
    "Supply": """
        SELECT 'supply:generated:' || i AS id, vendor(i, 'gives') AS supplier,
               CASE WHEN i % 5 = 0 THEN body(i, 'takes') ELSE vendor(i, 'takes') END AS customer,
               one(i, 'kind', ['component', 'oem', 'reselling', 'brokering']) AS kind,
               CASE WHEN i % 3 = 0 THEN some_year(i, 'began') END AS start
        FROM range({few} * 4) r(i) ORDER BY id""",
    "Succession": """
        SELECT 'succession:generated:' || i AS id, vendor(i, 'was') AS predecessor,
               vendor(i, 'is') AS successor, 'renamed' AS kind,
               CASE WHEN i % 2 = 0 THEN some_year(i, 'when') END AS date
        FROM range({few} // 4) r(i) ORDER BY id""",
}
PROVENANCE = "'research' AS grade, '2025' AS seen, ['generated'] AS sources, 1::BIGINT AS records"


def generate(path: Path, nodes: int) -> Workspace:
    """Return a workspace at `path` of about so many nodes, and four times as many relationships.

    A tenth are vendors, most of the rest deals; there are some things of every other class.
    Countries, technologies, programmes and classes of regimes are the real ones, all else is not.
    """
    load.write(
        path,
        [Record("Vendor", "org:v0", {"name": "Vendor 0"}, SOURCE, "row 1", "research")],
        {SOURCE: META},
    )
    merge.build(path)
    graph = Workspace(path)
    sizes = {
        "vendors": nodes // 10,
        "deals": nodes * 86 // 100,
        "ownerships": nodes * 3 // 10,
        "few": max(nodes // 100, 10),
    }
    counts = {}
    with duckdb.connect() as db:
        db.execute(LOT)
        db.execute(LOTS.format(**sizes))
        db.register("known", _known(graph))
        for cls, query in QUERIES.items():
            given = f"SELECT *, {PROVENANCE} FROM ({query.format(**sizes)})"
            counts[cls] = _write(path, cls, db.sql(given).to_arrow_table())
    manifest = graph.manifest | {"counts": graph.classes() | counts}
    layout.write_json(layout.graph(path) / "manifest.json", manifest)
    return Workspace(path)


def _known(graph: Workspace) -> pa.Table:
    found = {
        "countries": graph.arrow("Country")["id"].to_pylist(),
        "technologies": graph.arrow("Technology")["id"].to_pylist(),
        "programmes": graph.arrow("Programme")["id"].to_pylist(),
        "regimes": graph.arrow("RegimeClass")["id"].to_pylist(),
        "kinds": ["contract", "sale", "deployment", "presence", "detection", "licence"],
    }
    return pa.table({name: [values] for name, values in found.items()})


def _write(path: Path, cls: str, table: pa.Table) -> int:
    wanted = merged_schema(cls)
    columns = [
        table[field.name].cast(field.type)
        if field.name in table.column_names
        else pa.nulls(len(table), field.type)
        for field in wanted
    ]
    made = pa.Table.from_arrays(columns, schema=wanted)
    pq.write_table(made, layout.graph(path) / f"{cls}.parquet", compression="zstd")
    return len(made)
