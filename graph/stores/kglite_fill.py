"""Fill a graph of kglite's with the property graph, in columns, without changing a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from panoptrade.graph import lpg

if TYPE_CHECKING:
    from collections.abc import Callable

    from kglite import KnowledgeGraph

    from panoptrade.graph.lpg import NodeTable, RelationshipTable
    from panoptrade.graph.workspace import Workspace

# kglite takes pandas' own nullable types; plain ones would make floats of whole numbers with gaps.
NULLABLE = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}


def fill(made: KnowledgeGraph, graph: Workspace) -> None:
    """Put all nodes, then all relationships, of a graph into an empty one of kglite's."""
    for nodes in lpg.nodes(graph):
        add_nodes(made, nodes)
    begun: set[tuple[str, str]] = set()
    for ties in lpg.relationships(graph):
        add_relationships(made, ties, merging=(ties.type, ties.source) in begun)
        begun.add((ties.type, ties.source))


def add_nodes(made: KnowledgeGraph, nodes: NodeTable) -> None:
    """Add the nodes of one label."""
    kinds = column_types(nodes.table)
    made.add_nodes(frame(nodes.table), nodes.label, "id", "id", column_types=kinds)


def add_relationships(made: KnowledgeGraph, ties: RelationshipTable, *, merging: bool) -> None:
    """Add relationships of one type between two labels.

    `merging` says that kglite holds some of that type and source label already: it would then
    unite those of the same two ends, so that repeated ones are created one by one.
    """
    rows = frame(ties.table)
    repeated = rows.duplicated(["source", "target"]) if merging else None
    kinds = column_types(ties.table)
    ends = (ties.source, "source", ties.target, "target")
    first = rows if repeated is None else rows[~repeated]
    made.add_relationships(first, ties.type, *ends, column_types=kinds)
    if repeated is not None and repeated.any():
        _create(made, ties, ties.table.filter(pa.array(repeated)))


def frame(table: pa.Table) -> pd.DataFrame:
    """Return a table as a frame: whole numbers stay whole, lists are lists, None is nothing."""
    return pd.DataFrame({name: _series(table.column(name)) for name in table.column_names})


def column_types(table: pa.Table) -> dict[str, str]:
    """Return what kglite cannot tell from the frame: which columns are lists, which are dates."""
    kinds: tuple[tuple[Callable[[pa.DataType], bool], str], ...] = (
        (pa.types.is_list, "list"),
        (pa.types.is_date, "datetime"),
    )
    return {
        field.name: kind for field in table.schema for is_kind, kind in kinds if is_kind(field.type)
    }


def _create(made: KnowledgeGraph, ties: RelationshipTable, rows: pa.Table) -> None:
    names = [name for name in rows.column_names if name not in lpg.ENDS]
    given = ", ".join(f"`{name}`: row.`{name}`" for name in names)
    made.cypher(
        f"UNWIND $rows AS row MATCH (a:`{ties.source}` {{id: row.source}}), "
        f"(b:`{ties.target}` {{id: row.target}}) CREATE (a)-[:`{ties.type}` {{{given}}}]->(b)",
        params={"rows": rows.to_pylist()},
    )


def _series(column: pa.ChunkedArray) -> Any:
    if pa.types.is_list(column.type):
        return pd.Series(column.to_pylist(), dtype=object)
    if pa.types.is_date(column.type):
        return column.cast(pa.timestamp("s")).to_pandas()
    if pa.types.is_integer(column.type):
        column = column.cast(pa.int64())
    return column.to_pandas(types_mapper=NULLABLE.get)
