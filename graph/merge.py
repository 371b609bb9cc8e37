"""Merge the records of all sources into one row a thing."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from panoptrade.graph import decisions
from panoptrade.graph.workspace import merged_schema
from panoptrade.ontology import layout, records, reference, schema, tables
from panoptrade.ontology.records import Record

if TYPE_CHECKING:
    from pathlib import Path

# What wins where sources disagree: the better grade, then the later word, then the alphabet.
BEST = "grade_rank, seen DESC NULLS LAST, source, locator"


def build(workspace: Path) -> dict[str, int]:
    """Merge every source of a workspace into its graph, replacing the graph that was there.

    Returns the number of things by class. Raises WorkspaceError when nothing has been loaded or
    a part of the workspace was made by a newer version; the old graph stays then.
    """
    with layout.locked(workspace):
        metas = source_metas(workspace)
        if not metas:
            msg = f"{workspace}: no source loaded; run `panoptrade load SOURCE FILE -w {workspace}`"
            raise layout.WorkspaceError(msg)
        with layout.replacing(layout.graph(workspace)) as folder:
            counts = _merge_all(workspace, folder, metas)
            layout.write_json(folder / "manifest.json", _manifest(workspace, metas, counts))
    return counts


def source_metas(workspace: Path) -> dict[str, dict[str, Any]]:
    """Return the source.json of each source in a workspace, by source id."""
    folders = sorted(layout.sources(workspace).glob("[!.]*/source.json"))
    return {path.parent.name: layout.read_json(path) for path in folders}


def _merge_all(workspace: Path, folder: Path, metas: dict[str, dict[str, Any]]) -> dict[str, int]:
    counts = {}
    ours = _own_tables(metas)
    with duckdb.connect() as db:
        db.execute("SET preserve_insertion_order = false")
        db.register("renamed", _renamed(decisions.same(workspace)))
        db.execute("SET VARIABLE moves = (SELECT moves FROM renamed)")
        db.register("grades", _grades())
        for root in sorted({schema.lineage(name)[-1] for name in schema.classes()}):
            for cls, table in _merge(db, workspace, root, ours).items():
                pq.write_table(table, folder / f"{cls}.parquet", compression="zstd")
                counts[cls] = table.num_rows
    return counts


def _merge(
    db: duckdb.DuckDBPyConnection, workspace: Path, root: str, ours: dict[str, pa.Table]
) -> dict[str, pa.Table]:
    """Merge the classes that may share ids, and part them by the most specific class given."""
    family = schema.family(root)
    parts = [part for cls in family for part in _inputs(db, workspace, cls, family, ours)]
    if not parts:
        return {}
    rank = " ".join(f"WHEN '{name}' THEN {at}" for at, name in enumerate(_by_depth(family)))
    db.execute(f"CREATE OR REPLACE TEMP VIEW said AS {' UNION ALL BY NAME '.join(parts)}")
    db.execute(
        "CREATE OR REPLACE TEMP TABLE ranked AS SELECT s.*, g.rank AS grade_rank, "
        f"min(CASE s.cls {rank} END) OVER (PARTITION BY s.id) AS cls_rank "  # noqa: S608
        "FROM said s LEFT JOIN grades g ON g.grade = s.grade"
    )
    found = {}
    for at, cls in enumerate(_by_depth(family)):
        table = db.sql(_united(cls, at)).to_arrow_table().cast(merged_schema(cls))
        if table.num_rows:
            found[cls] = table
    return found


def _by_depth(family: tuple[str, ...]) -> list[str]:
    return sorted(family, key=lambda name: (-len(schema.lineage(name)), family.index(name)))


def _inputs(
    db: duckdb.DuckDBPyConnection,
    workspace: Path,
    cls: str,
    family: tuple[str, ...],
    ours: dict[str, pa.Table],
) -> list[str]:
    """Return a SELECT over the records of one class: of the sources, and of our own tables."""
    paths = sorted(layout.sources(workspace).glob(f"[!.]*/{cls}.parquet"))
    tables_found = [pq.read_table(path).cast(records.arrow_schema(cls)) for path in paths]
    tables_found += [ours[cls]] if cls in ours else []
    if not tables_found:
        return []
    db.register(f"said_{cls}", pa.concat_tables(tables_found))
    shared = {name: _referring(name, cls) for name in records.columns(cls)}
    columns = ", ".join(f'{expression} AS "{name}"' for name, expression in shared.items())
    assert cls in family
    return [
        f"SELECT {_moved('id')} AS id, '{cls}' AS cls, source, locator, grade, seen, "  # noqa: S608
        f'{columns} FROM "said_{cls}"'
    ]


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
        f"SELECT id, {', '.join(columns)}, "  # noqa: S608
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
    # The parts of an amount of money are taken from one record, never mixed.
    owner = next((p for p in properties if column in {f"{p}_currency", f"{p}_year"}), column)
    return f'first("{column}" ORDER BY {BEST}, "{column}") FILTER ("{owner}" IS NOT NULL) AS "{column}"'


def _renamed(moves: dict[str, str]) -> pa.Table:
    kind = pa.map_(pa.string(), pa.string())
    return pa.table({"moves": pa.array([list(moves.items())], type=kind)})


def _grades() -> pa.Table:
    codes = list(tables.terms("grade"))
    return pa.table({"grade": codes, "rank": list(range(len(codes)))})


def _own_tables(metas: dict[str, dict[str, Any]]) -> dict[str, pa.Table]:
    by_class: dict[str, list[Record]] = {}
    for record in [*reference.records(), *(_source(meta) for meta in metas.values())]:
        by_class.setdefault(record.cls, []).append(record)
    return {cls: records.table(cls, found) for cls, found in by_class.items()}


def _source(meta: dict[str, Any]) -> Record:
    found = {
        "name": meta["title"],
        "publisher": meta["publisher"],
        "licence": meta["licence"],
        "url": [meta["url"]] if meta["url"] else [],
        "loader": meta["loader"],
        "edition": meta["edition"],
        "retrieved": meta["retrieved"],
    }
    return Record("Source", f"source:{meta['id']}", found, meta["id"], "source.json", "official")


def _manifest(
    workspace: Path, metas: dict[str, dict[str, Any]], counts: dict[str, int]
) -> dict[str, Any]:
    verdicts = workspace / "decisions.csv"
    return {
        "format": layout.FORMAT,
        "panoptrade": version("panoptrade"),
        "ontology": _ontology_hash(),
        "decisions": _hash(verdicts.read_bytes()) if verdicts.exists() else None,
        "sources": {name: meta | {"tables": _tables(workspace, name)} for name, meta in metas.items()},
        "counts": dict(sorted(counts.items())),
    }


def _tables(workspace: Path, source: str) -> dict[str, str]:
    found = sorted(layout.source(workspace, source).glob("*.parquet"))
    return {path.stem: _hash(path.read_bytes()) for path in found}


def _ontology_hash() -> str:
    names = sorted(f.name for f in files("panoptrade.ontology").iterdir() if f.name.endswith(".csv"))
    texts = (files("panoptrade.ontology").joinpath(name).read_bytes() for name in names)
    return _hash(b"\0".join(texts))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
