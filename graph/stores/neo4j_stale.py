"""Find in a Neo4j database what the graph no longer has, and what others hold there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from panoptrade.graph import lpg
from panoptrade.graph.stores import neo4j_statements as statements
from panoptrade.graph.stores.neo4j_changes import BATCH, PushError, change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.graph.stores.bolt import Session, Transaction
    from panoptrade.graph.stores.neo4j_changes import Changes, Found, Tie

SHOWN = 5
FORGOTTEN = "(no longer in the ontology)"


@dataclass(frozen=True, slots=True)
class Stale:
    """What a database holds of ours: nodes that the graph lacks, and counts of relationships.

    Those forgotten have a label or a type that the ontology no longer has.
    """

    nodes: dict[str, list[str]]
    ties: dict[str, int]
    forgotten_nodes: int
    forgotten_ties: int


def survey(session: Session, changes: Changes) -> Stale:
    """Look at what a database holds of ours and of others, by label and by type.

    Raises PushError when a node of others has one of our labels and ids, or a relationship of
    others hangs on a node that the graph no longer has: either would be harmed.
    """
    wanted = {label: set[str]() for label in lpg.node_properties()}
    wanted |= {one.label: set(one.table["id"].to_pylist()) for one in changes.nodes}
    ours, others, forgotten = session.execute_read(_nodes, list(wanted))
    taken = [
        f"(:{label} {{id: {one!r}}})" for label in wanted for one in others[label] & wanted[label]
    ]
    _refuse("are not ours but have labels and ids of the graph: rename or remove them", taken)
    gone = {label: sorted(ours[label] - ids) for label, ids in wanted.items()}
    held = [one for label, ids in gone.items() for one in session.execute_read(_held, label, ids)]
    _refuse("are to vanish but have relationships that are not ours: remove those first", held)
    ties = session.execute_read(_ties)
    known = {name: ties.pop(name, 0) for name in lpg.relationship_properties()}
    return Stale(gone, known, forgotten, sum(ties.values()))


def remove_ties(session: Session, changes: Changes, found: Found) -> None:
    """Remove our relationships that the graph no longer has.

    Raises PushError when some that were brought are gone: somebody else is at work there.
    """
    counts = session.execute_read(_ties)
    for name in lpg.relationship_properties():
        one, there = change(found, "relationship", name), counts.get(name, 0)
        if there > one.rows:
            ties = [tie for tie in changes.ties if tie.of.type == name]
            elements = _stale_ties(session, ties, name)
            for ids in _parts(elements):
                session.execute_write(_remove, statements.REMOVE_TIES, ids)
            one.removed = len(elements)
        if there - one.removed < one.rows:
            msg = f"{one.rows - there} {name} vanished while we pushed; push again"
            raise PushError(msg)
        if not one.rows and not one.removed:
            del found[f"relationship {name}"]


def remove_nodes(session: Session, stale: Stale, found: Found) -> None:
    """Remove our nodes that the graph no longer has; their relationships are gone by now."""
    for label, gone in stale.nodes.items():
        for ids in _parts(gone):
            session.execute_write(_remove, statements.remove_nodes(label), ids)
            change(found, "node", label).removed += len(ids)


def remove_forgotten(session: Session, stale: Stale, found: Found) -> None:
    """Remove what we wrote under labels and types that the ontology no longer has."""
    for some, there, known, gone in (
        (stale.forgotten_ties, statements.FORGOTTEN_TIES, stale.ties, statements.REMOVE_TIES),
        (
            stale.forgotten_nodes,
            statements.FORGOTTEN_NODES,
            stale.nodes,
            statements.REMOVE_FORGOTTEN,
        ),
    ):
        for ids in _parts(session.execute_read(_forgotten, there, list(known)) if some else []):
            session.execute_write(_remove, gone, ids)
    _count_forgotten(stale, found)


def count(stale: Stale, found: Found) -> None:
    """Count what a push would remove, where all is counted that it would create."""
    for label, ids in stale.nodes.items():
        if ids:
            change(found, "node", label).removed = len(ids)
    for name, there in stale.ties.items():
        one = change(found, "relationship", name)
        one.removed = there - (one.rows - one.created)
        if not one.rows and not one.removed:
            del found[f"relationship {name}"]
    _count_forgotten(stale, found)


def _count_forgotten(stale: Stale, found: Found) -> None:
    for kind, gone in (("node", stale.forgotten_nodes), ("relationship", stale.forgotten_ties)):
        if gone:
            change(found, kind, FORGOTTEN).removed += gone


def _stale_ties(session: Session, ties: list[Tie], name: str) -> list[str]:
    """Return the elements of a type that are not in the tables, or there more than once."""
    there = session.execute_read(_listed, name)
    wanted = [_keys(tie) for tie in ties] or [there.slice(0, 0).drop_columns(["element"])]
    with duckdb.connect() as db:
        db.register("there", there)
        db.register("wanted", pa.concat_tables(wanted))
        rows = db.execute(
            "SELECT element FROM (SELECT *, row_number() OVER (PARTITION BY source_label, source, "
            "target_label, target, key ORDER BY element) AS copy FROM there) t "
            "LEFT JOIN (SELECT *, TRUE AS known FROM wanted) w "
            "USING (source_label, source, target_label, target, key) "
            "WHERE known IS NULL OR copy > 1 ORDER BY element"
        ).fetchall()
    return [element for (element,) in rows]


def _keys(tie: Tie) -> pa.Table:
    table, size = tie.of.table, tie.of.table.num_rows
    return pa.table(
        {
            "source_label": pa.repeat(tie.of.source, size),
            "source": table["source"],
            "target_label": pa.repeat(tie.of.target, size),
            "target": table["target"],
            "key": table["id"] if tie.keyed else pa.repeat("", size),
        }
    )


def _listed(tx: Transaction, name: str) -> pa.Table:
    labels = set(lpg.node_properties())
    batches = []
    result = tx.run(statements.list_ties(name))
    fields = ("element", "source_label", "source", "target_label", "target", "key")
    plain = pa.schema([(field, pa.string()) for field in fields])
    while rows := result.fetch(BATCH):
        found = [row.data() for row in rows]
        for row in found:
            for end in ("source", "target"):
                # A person may have given our node a second label.
                ours = labels.intersection(row[f"{end}_labels"])
                row[f"{end}_label"] = min(ours, default="")
        batches.append(pa.RecordBatch.from_pylist(found, schema=plain))
    return pa.Table.from_batches(batches, schema=plain)


def _nodes(
    tx: Transaction, known: list[str]
) -> tuple[dict[str, set[str]], dict[str, set[str]], int]:
    """Return the ids of our nodes and of others' by label, and how many of ours have none."""
    ours: dict[str, set[str]] = defaultdict(set)
    others: dict[str, set[str]] = defaultdict(set)
    forgotten = 0
    for found, one, is_ours in (
        row.values() for row in tx.run(statements.NODES_THERE, known=known)
    ):
        labels = [label for label in found if label in known]
        forgotten += not labels
        for label in labels if isinstance(one, str) else ():
            (ours if is_ours else others)[label].add(one)
    return ours, others, forgotten


def _held(tx: Transaction, label: str, ids: list[str]) -> list[str]:
    if not ids:
        return []
    found = tx.run(statements.held_by_others(label), ids=ids)
    return [f"(:{label} {{id: {row['id']!r}}}) with {row['type']}" for row in found]


def _forgotten(tx: Transaction, text: str, known: list[str]) -> list[str]:
    return [row["id"] for row in tx.run(text, known=known)]


def _ties(tx: Transaction) -> dict[str, int]:
    return {row["type"]: row["there"] for row in tx.run(statements.TIES_THERE)}


def _remove(tx: Transaction, text: str, ids: list[str]) -> Any:
    return tx.run(text, ids=ids).consume()


def _parts(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _refuse(why: str, found: list[str]) -> None:
    if found:
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        msg = f"nothing was written: {', '.join(sorted(found)[:SHOWN])}{more} {why}"
        raise PushError(msg)
