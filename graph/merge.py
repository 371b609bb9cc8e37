"""Merge the records of all sources into one row a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from panoptrade.graph import decisions
from panoptrade.graph.manifest import Metas, manifest, own_records, source_metas
from panoptrade.graph.workspace import merged_schema, read
from panoptrade.ontology import layout, records, schema, tables

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from panoptrade.ontology.records import Record

# What wins where sources disagree: the better grade, then the later word, then the alphabet.
BEST = "grade_rank, seen DESC NULLS LAST, source, locator"
# Records below which more threads cost more than they bring.
FEW = 50_000


def build(workspace: Path) -> dict[str, int]:
    """Merge every source of a workspace into its graph, replacing the graph that was there.

    Returns the number of things by class. Raises WorkspaceError when nothing has been loaded or
    a part of the workspace is damaged or newer than this version; the old graph stays then.
    """
    if not workspace.is_dir():
        msg = f"{workspace}: no such folder; load a source into it first"
        raise layout.WorkspaceError(msg)
    with layout.locked(workspace):
        metas = source_metas(workspace)
        if not metas:
            msg = f"{workspace}: no source loaded; run `panoptrade load SOURCE FILE -w {workspace}`"
            raise layout.WorkspaceError(msg)
        with layout.replacing(layout.graph(workspace)) as folder:
            counts = _merge_all(workspace, folder, metas)
            layout.write_json(folder / "manifest.json", manifest(workspace, metas, counts))
    return counts


def _merge_all(workspace: Path, folder: Path, metas: Metas) -> dict[str, int]:
    counts = {}
    said = _said(workspace, metas)
    few = sum(table.num_rows for table in said.values()) < FEW
    with duckdb.connect(config={"threads": 1} if few else {}) as db:
        db.execute("SET preserve_insertion_order = false")
        db.register("renamed", _renamed(decisions.same(workspace)))
        db.execute("SET VARIABLE moves = (SELECT moves FROM renamed)")
        db.register("grades", _grades())
        for cls, table in said.items():
            db.register(f"said_{cls}", table)
        # A class of which nobody speaks has no table: a query of nothing costs time as well.
        named = [cls for cls in schema.classes() if said[cls].num_rows]
        for root in sorted({schema.lineage(cls)[-1] for cls in named}):
            for cls, table in _merge(db, root, named).items():
                pq.write_table(table, folder / f"{cls}.parquet", compression="zstd")
                counts[cls] = table.num_rows
    return counts


def _said(workspace: Path, metas: Metas) -> dict[str, pa.Table]:
    """Return the records of each class: of the sources, and our own; empty where there are none."""
    ours: dict[str, list[Record]] = {}
    for record in own_records(metas):
        ours.setdefault(record.cls, []).append(record)
    return {
        cls: pa.concat_tables(
            [
                records.table(cls, ours.get(cls, [])),
                *(
                    _of(layout.source(workspace, source) / f"{cls}.parquet", cls)
                    for source in metas
                ),
            ]
        )
        for cls in schema.classes()
    }


def _of(path: Path, cls: str) -> pa.Table:
    """Return a source's table of a class with today's columns: those it did not know are empty."""
    wanted = records.arrow_schema(cls)
    if not path.exists():
        return wanted.empty_table()
    found = read(path)
    if unknown := sorted(set(found.column_names) - set(wanted.names)):
        msg = f"{path}: {cls} has no {', '.join(unknown)} any more; load the source again"
        raise layout.WorkspaceError(msg)
    columns = [
        found[one.name].cast(one.type)
        if one.name in found.column_names
        else pa.nulls(len(found), one.type)
        for one in wanted
    ]
    return pa.table(columns, schema=wanted)


def _merge(db: duckdb.DuckDBPyConnection, root: str, named: Container[str]) -> dict[str, pa.Table]:
    """Merge the classes that may share ids, and part them by the most specific class given."""
    family = [cls for cls in schema.family(root) if cls in named]
    depths = sorted(family, key=lambda name: (-len(schema.lineage(name)), family.index(name)))
    rank = " ".join(f"WHEN '{name}' THEN {at}" for at, name in enumerate(depths))
    said = " UNION ALL BY NAME ".join(_input(cls) for cls in family)
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE ranked AS WITH said AS ({said}) "  # noqa: S608 - our words
        f"SELECT s.*, g.rank AS grade_rank, min(CASE s.cls {rank} END) OVER (PARTITION BY s.id) "
        "AS cls_rank FROM said s LEFT JOIN grades g ON g.grade = s.grade"
    )
    found = {}
    for at, cls in enumerate(depths):
        table = db.sql(_united(cls, at)).to_arrow_table().cast(merged_schema(cls))
        if table.num_rows:
            # In one piece: how it was cut would show in the bytes of the file.
            found[cls] = table.combine_chunks()
    return found


def _input(cls: str) -> str:
    """Return a SELECT over the records of one class, with ids as decided upon."""
    columns = ", ".join(f'{_referring(name, cls)} AS "{name}"' for name in records.columns(cls))
    return (
        f"SELECT {_moved('id')} AS id, '{cls}' AS cls, source, locator, grade, seen, "  # noqa: S608
        f'{columns} FROM "said_{cls}"'
    )


def _referring(column: str, cls: str) -> str:
    """Return the expression of a column with references moved to the id decided upon."""
    one = schema.properties(cls).get(column)
    if one is None or not one.targets:
        return f'"{column}"'
    return f'[{_moved("x")} for x in "{column}"]' if one.many else _moved(f'"{column}"')


def _moved(expression: str) -> str:
    # A map is small and constant, and spares a join for each reference.
    return f"coalesce(getvariable('moves')[{expression}], {expression})"


def _united(cls: str, rank: int) -> str:
    columns = [_best(cls, name) for name in records.columns(cls)]
    return (
        f"SELECT id, {', '.join(columns)}, "  # noqa: S608 - classes and columns of ours
        f"first(grade ORDER BY {BEST}) AS grade, max(seen) AS seen, "
        "list_sort(list_distinct(list(source))) AS sources, count(*) AS records "
        f"FROM ranked WHERE cls_rank = {rank} GROUP BY id ORDER BY id"
    )


def _best(cls: str, column: str) -> str:
    """Return the aggregate of a column: lists united, single values by the order of BEST."""
    properties = schema.properties(cls)
    if column in properties and properties[column].many:
        united = f'list_sort(list_distinct(flatten(list("{column}"))))'
        return f'nullif({united}, []) AS "{column}"'
    money = (_parts(name) for name, one in properties.items() if one.type == "money")
    # The parts of an amount of money are taken from one record, never mixed.
    parts = next((found for found in money if column in found), (column,))
    order = ", ".join([BEST, *(f'"{part}"' for part in parts)])
    return f'first("{column}" ORDER BY {order}) FILTER ("{parts[0]}" IS NOT NULL) AS "{column}"'


def _parts(name: str) -> tuple[str, ...]:
    return (name, f"{name}_currency", f"{name}_year")


def _renamed(moves: dict[str, str]) -> pa.Table:
    kind = pa.map_(pa.string(), pa.string())
    return pa.table({"moves": pa.array([list(moves.items())], type=kind)})


def _grades() -> pa.Table:
    codes = list(tables.terms("grade"))
    return pa.table({"grade": codes, "rank": list(range(len(codes)))})
