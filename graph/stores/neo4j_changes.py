"""Bring nodes and relationships to a Neo4j database, and count what that changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from panoptrade.graph.stores import bolt
from panoptrade.graph.stores import neo4j_statements as statements
from panoptrade.graph.stores.bolt import MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

    from panoptrade.graph.lpg import NodeTable, RelationshipTable
    from panoptrade.graph.stores.bolt import Session, Transaction

    Row = dict[str, Any]

BATCH = 4_000


class PushError(ValueError):
    """A database cannot be made to hold the graph without harm to what is there."""


@dataclass(slots=True)
class Change:
    """What a push does, or would do, to the nodes of a label or the relationships of a type."""

    kind: str
    name: str
    rows: int = 0
    created: int = 0
    updated: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """Relationships of one type between two labels, and the statements that bring them."""

    of: RelationshipTable

    @property
    def keyed(self) -> bool:
        """Whether they have ids of their own; the others are told apart by their ends."""
        return "id" in self.of.table.column_names

    def written(self, write: Callable[..., str]) -> str:
        """Return a statement about them."""
        return write(self.of.type, self.of.source, self.of.target, keyed=self.keyed)


@dataclass
class Changes:
    """What the database shall hold, and how far its bringing is."""

    nodes: list[NodeTable]
    ties: list[Tie]
    progress: Callable[[str, int, int], None] | None = None
    check: Callable[[], Any] = field(default=lambda: None)
    done: int = 0

    def batches(self, name: str, table: pa.Table) -> Iterator[list[Row]]:
        """Yield a table's rows, a batch at a time, without what is unknown."""
        for start in range(0, table.num_rows, BATCH):
            self.check()
            yield [
                {key: value for key, value in row.items() if value is not None}
                for row in table.slice(start, BATCH).to_pylist()
            ]
            self.done += min(BATCH, table.num_rows - start)
            if self.progress is not None:
                self.progress(name, self.done, self.total)

    @property
    def total(self) -> int:
        """How many nodes and relationships there are to bring."""
        tables = [*(one.table for one in self.nodes), *(tie.of.table for tie in self.ties)]
        return sum(table.num_rows for table in tables)


Found = dict[str, Change]


def put(session: Session, changes: Changes) -> Found:
    """Create what is missing and update what differs."""
    found: Found = {}
    for one in changes.nodes:
        text = statements.put_nodes(one.label)
        for rows in changes.batches(one.label, one.table):
            counts = session.execute_write(_put, text, [row | {MARK: True} for row in rows])
            _add(found, "node", one.label, len(rows), *counts)
    for tie in changes.ties:
        text = tie.written(statements.put_ties)
        for rows in changes.batches(tie.of.type, tie.of.table):
            counts = session.execute_write(_put, text, [_ends(row) for row in rows])
            _add(found, "relationship", tie.of.type, len(rows), *counts)
    return found


def compare(session: Session, changes: Changes) -> Found:
    """Count what a push would create and update."""
    found: Found = {}
    for one in changes.nodes:
        text = statements.compare_nodes(one.label)
        for rows in changes.batches(one.label, one.table):
            same = session.execute_read(_compare, text, [row | {MARK: True} for row in rows])
            _add(found, "node", one.label, len(rows), len(rows) - same["found"], same["updated"])
    for tie in changes.ties:
        text = tie.written(statements.compare_ties)
        for rows in changes.batches(tie.of.type, tie.of.table):
            same = session.execute_read(_compare, text, [_ends(row) for row in rows])
            created = len(rows) - same["found"]
            _add(found, "relationship", tie.of.type, len(rows), created, same["updated"])
    return found


def change(found: Found, kind: str, name: str) -> Change:
    """Return the change of a label or type, a new one where there was none."""
    return found.setdefault(f"{kind} {name}", Change(kind, name))


def _put(tx: Transaction, text: str, rows: list[Row]) -> tuple[int, int]:
    result = tx.run(text, rows=rows)
    said = bolt.row(result.single(strict=True))
    if said.get("foreign"):
        # Raised inside the transaction: it takes back what the batch did.
        msg = "a node that panoptrade did not write took one of our ids while we pushed; push again"
        raise PushError(msg)
    counters = result.consume().counters
    return counters.nodes_created + counters.relationships_created, said["updated"]


def _compare(tx: Transaction, text: str, rows: list[Row]) -> Row:
    return dict(bolt.row(tx.run(text, rows=rows).single(strict=True)))


def _ends(row: Row) -> Row:
    source, target = row.pop("source"), row.pop("target")
    return {"source": source, "target": target, "properties": row | {MARK: True}}


def _add(found: Found, kind: str, name: str, rows: int, created: int, updated: int) -> None:
    one = change(found, kind, name)
    one.rows += rows
    one.created += created
    one.updated += updated
