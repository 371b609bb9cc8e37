"""See tables with some ids read as others: the bodies of both become one, in what is read only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from panoptrade.ontology import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Row = dict[str, Any]


def table(cls: str, read: Callable[[str], pa.Table], moves: Mapping[str, str]) -> pa.Table:
    """Return a class's table with ids moved; `read` gives the table of any class as it is.

    Bodies that become one are united in the row of the last: what it does not say is taken from
    the others, and their names become its aliases. A relation of a body with itself is left out.
    """
    found = read(cls)
    if not moves:
        return found
    if schema.get(cls).kind == "node":
        found = _united(cls, found, read, moves)
    for name, one in schema.properties(cls).items():
        if one.targets:
            at = found.column_names.index(name)
            found = found.set_column(at, found.field(at), _moved(found.column(at), moves))
    return found if schema.get(cls).kind == "node" else _between(cls, found, read(cls))


def _moved(column: pa.ChunkedArray, moves: Mapping[str, str]) -> pa.ChunkedArray:
    plain = pc.list_flatten(column) if pa.types.is_list(column.type) else column
    if not pc.any(pc.is_in(plain, value_set=pa.array(list(moves), pa.string()))).as_py():
        return column
    return pa.chunked_array(
        [pa.array([_value(cell, moves) for cell in column.to_pylist()], column.type)]
    )


def _value(cell: Any, moves: Mapping[str, str]) -> Any:
    if isinstance(cell, list):
        return list(dict.fromkeys(moves.get(one, one) for one in cell))
    return moves.get(cell, cell)


def _between(cls: str, found: pa.Table, before: pa.Table) -> pa.Table:
    """Leave out relations that moving turned into those of a body with itself."""
    one = schema.get(cls)
    same = pc.equal(found[one.source], found[one.target])
    already = pc.equal(before[one.source], before[one.target])
    return found.filter(pc.or_(pc.invert(same), already))


def _united(
    cls: str, found: pa.Table, read: Callable[[str], pa.Table], moves: Mapping[str, str]
) -> pa.Table:
    """Return the rows of a class, those that become one united in the most specific class."""
    family = schema.family(schema.lineage(cls)[-1])
    last = {*moves.values()}
    kept = found.filter(pc.invert(pc.is_in(found["id"], pa.array([*moves, *last], pa.string()))))
    groups: dict[str, list[tuple[str, Row]]] = {}
    for name in family:
        of = pa.array([*moves, *last], pa.string())
        rows = read(name)
        for row in rows.filter(pc.is_in(rows["id"], of)).to_pylist():
            groups.setdefault(moves.get(row["id"], row["id"]), []).append((name, row))
    mine = [
        _one(one, several, found.schema.names)
        for one, several in groups.items()
        if _class(several) == cls
    ]
    return pa.concat_tables([kept, pa.Table.from_pylist(mine, found.schema)]).sort_by("id")


def _class(several: list[tuple[str, Row]]) -> str:
    return max((name for name, _ in several), key=lambda name: (len(schema.lineage(name)), name))


def _one(last: str, several: list[tuple[str, Row]], columns: list[str]) -> Row:
    rows = sorted((row for _, row in several), key=lambda row: (row["id"] != last, row["id"]))
    found = {
        name: next((row[name] for row in rows if row.get(name) not in (None, [])), None)
        for name in columns
    }
    names = [name for row in rows[1:] for name in (row["name"], *(row.get("alias") or ()))]
    aliases = dict.fromkeys([*(rows[0].get("alias") or ()), *names])
    found["alias"] = [name for name in aliases if name != found["name"]] or None
    sources = sorted({source for row in rows for source in row["sources"]})
    return found | {"id": last, "sources": sources, "records": sum(row["records"] for row in rows)}
