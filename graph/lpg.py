"""See the merged tables as a property graph: a table of nodes a label, of relationships a type.

This is what the embedded store and Neo4j are filled with, so that both hold the same graph:

- a thing is a node with one label, that of its most specific class, and a unique string `id`;
- a reference is a relationship named in upper case after its property, `(:Deal)-[:SELLER]->()`,
  with the `sources` and the `grade` of the row that makes it;
- a row of an edge class is a relationship, `(:Vendor)-[:OWNERSHIP]->()`, with all its properties;
  what it refers to beside its two ends stays a list of ids in a property, as `Supply.technology`;
- a date stays the text that it is; `start_year` holds its year and `start_date` its full date,
  each only where the text has one;
- a reference to a thing that has no row gives no relationship; `dangling` counts those.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from panoptrade.graph import lpg_trade
from panoptrade.graph.workspace import MERGED
from panoptrade.ontology import records, schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duckdb import DuckDBPyConnection

    from panoptrade.graph.workspace import Workspace
    from panoptrade.ontology.schema import Property

ENDS = ("source", "target")
REFERENCE = ("sources", "grade")


@dataclass(frozen=True, slots=True)
class NodeTable:
    """The nodes of one label: a unique `id`, and a column a property."""

    label: str
    table: pa.Table


@dataclass(frozen=True, slots=True)
class RelationshipTable:
    """Relationships of one type between two labels: `source`, `target` (ids), and properties.

    `derived` says that the relationships are counted from others, and that no row says them.
    """

    type: str
    source: str
    target: str
    table: pa.Table
    derived: bool = False


def nodes(graph: Workspace) -> Iterator[NodeTable]:
    """Yield the nodes of each label that has any, sorted by id."""
    with closing(graph.connect()) as db:
        for cls in _present(graph, "node"):
            columns = ", ".join(_node_columns(cls))
            query = f'SELECT {columns} FROM "{cls}" ORDER BY id'  # noqa: S608 - columns of ours
            yield NodeTable(cls, db.sql(query).to_arrow_table())


def relationships(graph: Workspace, *, derived: bool = True) -> Iterator[RelationshipTable]:
    """Yield the relationships of each type and pair of labels that has any.

    References come first, then the rows of edge classes, both sorted by source and target, and
    last, unless `derived` is false, those counted from deals; see `graph.lpg_trade`.
    """
    with closing(graph.connect()) as db:
        _create_things(db, graph)
        for cls, one in _references(graph):
            yield from _parted(db, one.name.upper(), _reference(cls, one))
        for cls in _present(graph, "edge"):
            yield from _parted(db, cls.upper(), _edge(cls))
        if derived:
            table = lpg_trade.table(db, graph)
            if table.num_rows:
                yield RelationshipTable(lpg_trade.TYPE, "Country", "Country", table, derived=True)


def dangling(graph: Workspace) -> dict[str, int]:
    """Return how many references point to no thing, by `Class.property`, and `Class` for edges."""
    found = {}
    with closing(graph.connect()) as db:
        _create_things(db, graph)
        for cls, one in _references(graph):
            found[f"{cls}.{one.name}"] = _lost(db, _reference(cls, one))
        for cls in _present(graph, "edge"):
            found[cls] = _lost(db, _edge(cls))
    return {name: count for name, count in found.items() if count}


@cache
def node_properties() -> dict[str, tuple[str, ...]]:
    """Return the properties that nodes may have, by label."""
    return {cls: tuple(_names(_node_columns(cls))) for cls in _kind("node")}


@cache
def relationship_properties() -> dict[str, tuple[str, ...]]:
    """Return the properties that relationships may have, by type."""
    found: dict[str, tuple[str, ...]] = {
        one.name.upper(): REFERENCE
        for cls in _kind("node")
        for one in schema.properties(cls).values()
        if one.targets
    }
    found |= {cls.upper(): tuple(_names(_edge_columns(cls))) for cls in _kind("edge")}
    return found | {lpg_trade.TYPE: lpg_trade.PROPERTIES}


def _kind(kind: str) -> list[str]:
    return [name for name, one in schema.classes().items() if one.kind == kind]


def _present(graph: Workspace, kind: str) -> list[str]:
    return [name for name in _kind(kind) if graph.classes().get(name)]


def _references(graph: Workspace) -> Iterator[tuple[str, Property]]:
    for cls in _present(graph, "node"):
        for one in schema.properties(cls).values():
            if one.targets:
                yield cls, one


def _node_columns(cls: str) -> Iterator[str]:
    yield "id"
    known = schema.properties(cls)
    for name in records.columns(cls):
        if name not in known or not known[name].targets:
            yield from _columns(known.get(name), name)
    yield from MERGED


def _edge_columns(cls: str) -> Iterator[str]:
    yield "id"
    known, ends = schema.properties(cls), (schema.get(cls).source, schema.get(cls).target)
    for name in records.columns(cls):
        if name not in ends:
            yield from _columns(known.get(name), name)
    yield from MERGED


def _columns(one: Property | None, name: str) -> Iterator[str]:
    """Yield the column itself and, for a date, what can be reckoned with."""
    yield f'"{name}"'
    if one is not None and one.type == "date":
        # A month or a decade makes the cast to a date, or to a number, fail: there is none then.
        yield f'try_cast(left("{name}", 4) AS INTEGER) AS "{name}_year"'
        full = f"""CASE WHEN length("{name}") = 10 THEN try_cast("{name}" AS DATE) END"""
        yield f'{full} AS "{name}_date"'


def _names(columns: Iterable[str]) -> Iterator[str]:
    return (column.rpartition(" AS ")[2].strip('"') for column in columns)


def _create_things(db: DuckDBPyConnection, graph: Workspace) -> None:
    parts = [f"SELECT id, '{cls}' AS label FROM \"{cls}\"" for cls in _present(graph, "node")]  # noqa: S608 - classes of ours
    db.execute(f"CREATE TEMP TABLE things AS {' UNION ALL '.join(parts)}")


def _reference(cls: str, one: Property) -> str:
    target = f'unnest("{one.name}")' if one.many else f'"{one.name}"'
    return (
        f"SELECT id AS source, {target} AS target, {', '.join(REFERENCE)} "  # noqa: S608
        f'FROM "{cls}" WHERE "{one.name}" IS NOT NULL'
    )


def _edge(cls: str) -> str:
    one = schema.get(cls)
    ends = f'"{one.source}" AS source, "{one.target}" AS target'
    return f'SELECT {ends}, {", ".join(_edge_columns(cls))} FROM "{cls}"'  # noqa: S608


def _parted(db: DuckDBPyConnection, type: str, rows: str) -> Iterator[RelationshipTable]:  # noqa: A002
    """Yield the relationships that a query gives, one table a pair of labels."""
    found = db.sql(
        "SELECT s.label AS source_label, t.label AS target_label, r.* "  # noqa: S608
        f"FROM ({rows}) r JOIN things s ON s.id = r.source JOIN things t ON t.id = r.target "
        "ORDER BY ALL"
    ).to_arrow_table()
    labels = ["source_label", "target_label"]
    plain = found.drop_columns(labels)
    pairs = found.select(labels).group_by(labels).aggregate([]).to_pylist()
    for source, target in sorted((pair["source_label"], pair["target_label"]) for pair in pairs):
        taken = pc.and_(
            pc.equal(found["source_label"], source), pc.equal(found["target_label"], target)
        )
        yield RelationshipTable(type, source, target, plain.filter(taken))


def _lost(db: DuckDBPyConnection, rows: str) -> int:
    [(found,)] = db.execute(
        f"SELECT count(*) FROM ({rows}) r WHERE NOT (r.source IN (SELECT id FROM things) "  # noqa: S608
        "AND r.target IN (SELECT id FROM things))"
    ).fetchall()
    return int(found)
