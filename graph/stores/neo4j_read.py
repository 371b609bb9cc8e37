"""Read from a Neo4j database the merged tables that were pushed there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from panoptrade.graph.stores import bolt
from panoptrade.graph.stores import neo4j_statements as statements
from panoptrade.graph.workspace import merged_schema
from panoptrade.ontology import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.graph.stores.bolt import Session, Transaction

    Row = dict[str, Any]


def read(database: str | None = None) -> dict[str, pa.Table]:
    """Return the merged table of each class that a database holds anything of, sorted by id.

    They are the tables that were pushed, but for references to things that have no row: a
    property graph has no place for those.
    """
    with bolt.connected() as driver, bolt.session(driver, database) as session:
        rows = dict(_classes(session))
    return {cls: _table(cls, found) for cls, found in rows.items() if found}


def _classes(session: Session) -> Iterator[tuple[str, list[Row]]]:
    edges = schema.edges()
    for cls in schema.classes():
        if cls in edges:
            yield cls, session.execute_read(_edges, cls)
        else:
            found = {row["id"]: row for row in session.execute_read(_nodes, cls)}
            for name, one in schema.properties(cls).items():
                if one.targets:
                    targets = session.execute_read(_targets, cls, name)
                    for source, ids in targets.items():
                        found[source][name] = sorted(ids) if one.many else ids[0]
            yield cls, list(found.values())


def _nodes(tx: Transaction, cls: str) -> list[Row]:
    return [dict(row["properties"]) for row in tx.run(statements.read_nodes(cls))]


def _edges(tx: Transaction, cls: str) -> list[Row]:
    one = schema.get(cls)
    return [
        {**row["properties"], one.source: row["source"], one.target: row["target"]}
        for row in tx.run(statements.read_ties(cls.upper()))
    ]


def _targets(tx: Transaction, cls: str, name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in tx.run(statements.read_ties(name.upper(), cls)):
        found[row["source"]].append(row["target"])
    return found


def _table(cls: str, rows: list[Row]) -> pa.Table:
    ordered = sorted(rows, key=lambda row: row["id"])
    return pa.Table.from_pylist(ordered, schema=merged_schema(cls))
