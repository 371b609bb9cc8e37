"""Read a graph once for any number of dossiers: every row, who refers to it, and who says so."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from panoptrade.graph import decisions
from panoptrade.graph.manifest import own_records, source_metas
from panoptrade.graph.workspace import read
from panoptrade.ontology import layout, records, schema, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]


class Tie(NamedTuple):
    """A row that refers to a thing, its class, and the property by which it does."""

    cls: str
    role: str
    row: Row


@dataclass(frozen=True, slots=True)
class Book:
    """A graph as rows: `rows` by id (with the class as `cls`), `ties` and `said` by a thing's id.

    `said` are the records of the sources, as they were loaded. `day` is the day of the latest
    copy of a source, empty where none is known; `digest` the SHA-256 of the graph's manifest.
    """

    graph: Workspace
    rows: dict[str, Row]
    ties: dict[str, list[Tie]]
    said: dict[str, list[Row]]
    day: str
    digest: str

    def name(self, one: str) -> str:
        """Return what a thing is called; its id where no source describes it."""
        return values.text(self.rows.get(one, {}).get("name") or "") or one

    def tied(self, thing: str, cls: str, roles: list[str]) -> list[Row]:
        """Return the rows of a class and its descendants that refer to a thing, each once."""
        found = {
            tie.row["id"]: tie.row
            for tie in self.ties.get(thing, [])
            if tie.role in roles and cls in schema.lineage(tie.cls)
        }
        return list(found.values())


def book(graph: Workspace) -> Book:
    """Return a graph as rows."""
    rows: dict[str, Row] = {}
    ties: dict[str, list[Tie]] = {}
    for cls in schema.classes():
        references = [one.name for one in schema.properties(cls).values() if one.targets]
        for row in graph.arrow(cls).to_pylist():
            rows[row["id"]] = {**row, "cls": cls}
            for role in references:
                for one in many(row[role]):
                    ties.setdefault(one, []).append(Tie(cls, role, rows[row["id"]]))
    manifest = (layout.graph(graph.path) / "manifest.json").read_bytes()
    days = [meta["retrieved"] for meta in graph.sources().values() if meta.get("retrieved")]
    digest = hashlib.sha256(manifest).hexdigest()
    return Book(graph, rows, ties, _said(graph), max(days, default=""), digest)


def many(value: Any) -> list[Any]:
    """Return a cell as a list: nothing gives an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _said(graph: Workspace) -> dict[str, list[Row]]:
    moved = decisions.same(graph.path) | graph.moves
    found: dict[str, list[Row]] = {}
    for row in _records(graph):
        one: str = row["id"]
        found.setdefault(moved.get(one, one), []).append(row)
    return found


def _records(graph: Workspace) -> Iterator[Row]:
    for cls in schema.classes():
        for path in sorted(layout.sources(graph.path).glob(f"[!.]*/{cls}.parquet")):
            for row in read(path).to_pylist():
                yield {"cls": cls, **row}
    own: dict[str, list[records.Record]] = {}
    for one in own_records(source_metas(graph.path)):
        own.setdefault(one.cls, []).append(one)
    for cls, several in own.items():
        for row in records.table(cls, several).to_pylist():
            yield {"cls": cls, **row}
