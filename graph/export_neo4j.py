"""Write the files that `neo4j-admin database import full` of Neo4j 5 fills a database from."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from panoptrade.graph import lpg
from panoptrade.ontology import layout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from panoptrade.graph.workspace import Workspace

# Between the items of a list: a mark made for this, which no cleaned value holds.
SEPARATOR = "\x1f"
# A later push knows by this that it wrote what the import did; see `graph.stores`.
MARK = "_panoptrade"
TYPES = (
    (pa.types.is_boolean, "boolean"),
    (pa.types.is_integer, "long"),
    (pa.types.is_floating, "double"),
    (pa.types.is_date, "date"),
    (pa.types.is_list, "string[]"),
)
OPTIONS = ("--array-delimiter=U+001F", "--multiline-fields=true", "--id-type=string")
COMMAND = "import.sh"


def export(graph: Workspace, folder: Path, *, database: str = "neo4j") -> str:
    """Write the files into a folder of their own, and return the command that imports them.

    The folder is made; one that holds anything is refused. The command is in `import.sh` too; it
    fills a new database of a server that is stopped, and `constraints.cypher` is run after.
    Raises FileExistsError for a folder in use, ValueError for a value that cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        msg = f"{folder}: not empty; name a new folder"
        raise FileExistsError(msg)
    with layout.replacing(folder) as fresh:
        options = [*_nodes(graph, fresh), *_relationships(graph, fresh)]
        command = ["neo4j-admin", "database", "import", "full", database, *OPTIONS, *options]
        text = " \\\n  ".join(shlex.quote(part) for part in command)
        (fresh / COMMAND).write_text(f'#!/bin/sh\ncd "$(dirname "$0")" && {text}\n', "utf-8")
        (fresh / "constraints.cypher").write_text(_constraints(), "utf-8")
    return f"sh {shlex.quote(str(folder / COMMAND))}"


def _nodes(graph: Workspace, folder: Path) -> Iterator[str]:
    for one in lpg.nodes(graph):
        columns = {f"id:ID({one.label})": one.table["id"], **_properties(one.table, {"id"})}
        name = f"nodes-{one.label}.csv"
        _write(pa.table(columns), folder / name)
        yield f"--nodes={one.label}={name}"


def _relationships(graph: Workspace, folder: Path) -> Iterator[str]:
    for one in lpg.relationships(graph):
        ends = {
            f":START_ID({one.source})": one.table["source"],
            f":END_ID({one.target})": one.table["target"],
        }
        name = f"relationships-{one.type}-{one.source}-{one.target}.csv"
        _write(pa.table(ends | _properties(one.table, set(lpg.ENDS))), folder / name)
        yield f"--relationships={one.type}={name}"


def _properties(table: pa.Table, ends: set[str]) -> dict[str, pa.ChunkedArray]:
    """Return the columns under names that say their types, and our mark."""
    found = {}
    for name in (name for name in table.column_names if name not in ends):
        found[f"{name}:{_type(table[name].type)}"] = _cells(name, table[name])
    return found | {f"{MARK}:boolean": pa.chunked_array([pa.repeat("true", table.num_rows)])}


def _type(kind: pa.DataType) -> str:
    return next((name for holds, name in TYPES if holds(kind)), "string")


def _cells(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    if not pa.types.is_list(column.type):
        return column
    items = pc.list_flatten(column)
    if pc.any(pc.match_substring(items, SEPARATOR)).as_py():
        msg = f"a value of {name} holds the character U+001F, which parts the items of a list"
        raise ValueError(msg)
    return pc.binary_join(column, SEPARATOR)


def _write(table: pa.Table, path: Path) -> None:
    # All that is known is quoted: what is not quoted and empty is unknown to the import.
    csv.write_csv(table, path, csv.WriteOptions(quoting_style="all_valid"))


def _constraints() -> str:
    found = [
        f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.id IS UNIQUE;"
        for label in lpg.node_properties()
    ]
    found += [
        f"CREATE INDEX IF NOT EXISTS FOR (n:`{label}`) ON (n.name);"
        for label, names in lpg.node_properties().items()
        if "name" in names
    ]
    return "\n".join(found) + "\n"
