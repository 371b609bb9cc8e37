"""Hold what one source says about one thing, and lay records out as typed tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from panoptrade.ontology import schema, tables, words
from panoptrade.ontology.values import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from panoptrade.ontology.schema import Property

PROVENANCE = ("source", "locator", "grade", "seen")
ARROW = {
    "number": pa.float64(),
    "percent": pa.float64(),
    "money": pa.float64(),
    "year": pa.int32(),
    "boolean": pa.bool_(),
}


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a class: its id, its properties, and where in a source it stands."""

    cls: str
    id: str
    values: Mapping[str, Any]
    source: str
    locator: str
    grade: str
    seen: str | None = None


def columns(cls: str) -> dict[str, pa.DataType]:
    """Return the columns of a class's properties with their Arrow types; money takes three."""
    found: dict[str, pa.DataType] = {}
    for one in schema.properties(cls).values():
        found |= _columns(one)
    return found


def arrow_schema(cls: str) -> pa.Schema:
    """Return the schema of a class's table of records: id, properties, provenance."""
    fields = {"id": pa.string(), **columns(cls), **dict.fromkeys(PROVENANCE, pa.string())}
    return pa.schema(list(fields.items()))


def table(cls: str, records: Iterable[Record]) -> pa.Table:
    """Return the records of a class as a table sorted by id and locator; duplicates once.

    No records give an empty table with every column.
    """
    rows = [_row(record) for record in records]
    unique = {repr(sorted(row.items())): row for row in rows}
    ordered = sorted(unique.values(), key=lambda row: (row["id"], row["locator"], repr(row)))
    return pa.Table.from_pylist(ordered, schema=arrow_schema(cls))


def united(cls: str, tables: Sequence[pa.Table]) -> pa.Table:
    """Return tables of records as one, sorted by id and locator; duplicates once.

    No tables give an empty table with every column.
    """
    if len(tables) == 1:
        return tables[0]
    whole = pa.concat_tables([arrow_schema(cls).empty_table(), *tables])
    ordered = whole.sort_by([("id", "ascending"), ("locator", "ascending")]).combine_chunks()
    firsts = _firsts(ordered) if len(ordered) > 1 else None
    # A filter copies the table, however little it takes away.
    return ordered if firsts is None or pc.all(firsts).as_py() else ordered.filter(firsts)


def _firsts(ordered: pa.Table) -> pa.Array:
    """Return which rows of a table sorted by id and locator do not repeat one before them."""
    last = len(ordered) - 1
    again = np.logical_and.reduce(
        [pc.equal(ordered[key][1:], ordered[key][:last]).to_numpy() for key in ("id", "locator")]
    )
    firsts = np.ones(len(ordered), dtype=bool)
    seen: set[str] = set()
    for at in np.flatnonzero(again):  # only what shares its place with another is compared whole
        if at == 0 or not again[at - 1]:
            seen = {repr(ordered.slice(at, 1).to_pylist())}
        row = repr(ordered.slice(at + 1, 1).to_pylist())
        firsts[at + 1] = row not in seen
        seen.add(row)
    return pa.array(firsts)


def _columns(one: Property) -> dict[str, pa.DataType]:
    if one.type == "money":
        return {
            one.name: pa.float64(),
            f"{one.name}_currency": pa.string(),
            f"{one.name}_year": pa.int32(),
        }
    plain = ARROW.get(one.type, pa.string())
    return {one.name: pa.list_(plain) if one.many else plain}


def _row(record: Record) -> dict[str, Any]:
    words.choose(record.grade, tables.terms("grade"), "grade")
    row: dict[str, Any] = {"id": record.id, "source": record.source}
    row |= {"locator": record.locator, "grade": record.grade, "seen": record.seen}
    known = schema.properties(record.cls)
    for name, value in record.values.items():
        words.choose(name, known, f"property of {record.cls}")
        if value is not None and value != "" and value != []:
            row |= _cells(known[name], value)
    _require(record, row)
    return row


def _cells(one: Property, value: Any) -> dict[str, Any]:
    if isinstance(value, Money):
        return {
            one.name: value.amount,
            f"{one.name}_currency": value.currency,
            f"{one.name}_year": value.year,
        }
    if one.many:
        return {one.name: sorted({value} if isinstance(value, str) else set(value))}
    return {one.name: value}


def _require(record: Record, row: Mapping[str, Any]) -> None:
    missing = [p.name for p in schema.properties(record.cls).values() if p.required]
    missing = [name for name in missing if row.get(name) is None]
    if missing:
        msg = f"{record.cls} {record.id} ({record.locator}) lacks {', '.join(missing)}"
        raise ValueError(msg)
