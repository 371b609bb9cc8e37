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
# Steps that share no factor with the sizes spread what refers to what; nothing is drawn by lot.
QUERIES = {
    "Vendor": """
        SELECT 'org:v' || i AS id, 'Vendor ' || i AS name,
               CASE WHEN i % 3 = 0 THEN ['V' || i, '监视 ' || i] END AS alias,
               [countries[1 + i * 31 % len(countries)]] AS country,
               CASE WHEN i % 2 = 0 THEN (1950 + i % 70)::VARCHAR END AS founded
        FROM range({vendors}) r(i), known ORDER BY id""",
    "Deal": """
        SELECT 'deal:generated:' || i AS id,
               kinds[1 + i * 7 % len(kinds)] AS kind,
               CASE WHEN i % 5 = 0 THEN 'reported' END AS status,
               ['org:v' || (i * 7919 % {vendors})] AS seller,
               [technologies[1 + i * 13 % len(technologies)]] AS technology,
               [countries[1 + i * 17 % len(countries)]] AS origin,
               [countries[1 + i * 37 % len(countries)]] AS destination,
               CASE WHEN i % 4 > 0 THEN
                   (2000 + i % 25) || ['', '-0' || (1 + i % 9), '-12-1' || (i % 10)][i % 4]
               END AS start,
               CASE WHEN i % 6 = 0 THEN (i % 1000) * 1000.5 END AS value
        FROM range({deals}) r(i), known ORDER BY id""",
    "Ownership": """
        SELECT 'ownership:generated:' || i AS id,
               'org:v' || (i % {vendors}) AS owner,
               'org:v' || ((i * 104729 + 1) % {vendors}) AS asset, 'equity' AS kind,
               (i % 101)::DOUBLE AS share_min, (i % 101)::DOUBLE AS share_max
        FROM range({ownerships}) r(i) ORDER BY id""",
}
PROVENANCE = "'research' AS grade, '2025' AS seen, ['generated'] AS sources, 1::BIGINT AS records"


def generate(path: Path, nodes: int) -> Workspace:
    """Return a workspace at `path` of about so many nodes, and four times as many relationships.

    A tenth are vendors, the rest deals; countries and technologies are the real ones.
    """
    load.write(
        path,
        [Record("Vendor", "org:v0", {"name": "Vendor 0"}, SOURCE, "row 1", "research")],
        {SOURCE: META},
    )
    merge.build(path)
    graph = Workspace(path)
    sizes = {"vendors": nodes // 10, "deals": nodes - nodes // 10, "ownerships": nodes * 3 // 10}
    with duckdb.connect() as db:
        db.register("known", _known(graph))
        for cls, query in QUERIES.items():
            given = f"SELECT *, {PROVENANCE} FROM ({query.format(**sizes)})"
            _write(path, cls, db.sql(given).to_arrow_table())
    counts = graph.classes() | {
        "Vendor": sizes["vendors"],
        "Deal": sizes["deals"],
        "Ownership": sizes["ownerships"],
    }
    layout.write_json(layout.graph(path) / "manifest.json", graph.manifest | {"counts": counts})
    return Workspace(path)


def _known(graph: Workspace) -> pa.Table:
    found = {
        "countries": graph.arrow("Country")["id"].to_pylist(),
        "technologies": graph.arrow("Technology")["id"].to_pylist(),
        "kinds": ["contract", "sale", "deployment", "presence", "detection", "licence"],
    }
    return pa.table({name: [values] for name, values in found.items()})


def _write(path: Path, cls: str, table: pa.Table) -> None:
    wanted = merged_schema(cls)
    columns = [
        table[field.name].cast(field.type)
        if field.name in table.column_names
        else pa.nulls(len(table), field.type)
        for field in wanted
    ]
    made = pa.Table.from_arrays(columns, schema=wanted)
    pq.write_table(made, layout.graph(path) / f"{cls}.parquet", compression="zstd")
