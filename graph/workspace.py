"""Open a workspace and read its tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import dataset

from panoptrade.graph import moved
from panoptrade.ontology import layout, records, schema

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

MERGED = {
    "grade": pa.string(),
    "seen": pa.string(),
    "sources": pa.list_(pa.string()),
    "records": pa.int64(),
}


@dataclass(frozen=True)
class Workspace:
    """A folder with what sources say and the graph that was merged from it.

    `moves` are ids that are read as others, wherever its tables are read; see `graph.identity`.
    """

    path: Path
    moves: dict[str, str] = field(default_factory=dict, hash=False, repr=False)

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What went into the graph: sources, hashes, versions, counts."""
        return layout.read_json(layout.graph(self.path) / "manifest.json")

    def sources(self) -> dict[str, dict[str, Any]]:
        """Return what is known of each source in the graph, by its id."""
        found: dict[str, dict[str, Any]] = self.manifest["sources"]
        return found

    def arrow(self, cls: str) -> pa.Table:
        """Return the merged table of a class as Arrow; empty, with every column, where none is."""
        return moved.table(schema.get(cls).name, self._merged, self.moves)

    def table(self, cls: str) -> pd.DataFrame:
        """Return the merged table of a class: id, properties, grade, seen, sources, records.

        Missing values are None, NaN for numbers; lists are arrays. An empty class gives no rows.
        """
        frame: pd.DataFrame = self.arrow(cls).to_pandas()
        return frame

    def rows(self, cls: str, wanted: Iterable[str]) -> list[dict[str, Any]]:
        """Return the merged rows of a class with the wanted ids, as plain data."""
        name, ids = schema.get(cls).name, {self.moves.get(one, one) for one in wanted}
        if not ids:
            return []
        if self.moves:
            return [row for row in self.arrow(name).to_pylist() if row["id"] in ids]
        path = layout.graph(self.path) / f"{name}.parquet"
        found: list[dict[str, Any]] = read(path, ids).to_pylist() if path.exists() else []
        return found

    def classes(self) -> dict[str, int]:
        """Return the number of things by class, for the classes that have any."""
        found: dict[str, int] = self.manifest["counts"]
        return found

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return a DuckDB connection with a view of each class's merged table, by its name.

        Close it after use. A class without things is an empty view.
        """
        db = duckdb.connect()
        for cls in schema.classes():
            path = layout.graph(self.path) / f"{cls}.parquet"
            lazy = path.exists() and not self.moves
            db.register(cls, _lazy(path) if lazy else self.arrow(cls))
        return db

    def _merged(self, cls: str) -> pa.Table:
        path = layout.graph(self.path) / f"{cls}.parquet"
        return read(path) if path.exists() else merged_schema(cls).empty_table()


def read(path: Path, wanted: Iterable[str] | None = None) -> pa.Table:
    """Return a table of the workspace, or only its rows of the wanted ids.

    Raises WorkspaceError when the file is damaged.
    """
    try:
        filters = None if wanted is None else [("id", "in", set(wanted))]
        return pq.read_table(path, filters=filters)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path, error) from error


def check_built(path: Path) -> None:
    """Raise WorkspaceError when a folder holds no graph that this version reads."""
    if not path.is_dir():
        msg = f"{path}: no such folder; load a source into it first"
        raise layout.WorkspaceError(msg)
    if not layout.graph(path).exists() and any(path.glob(".graph.*")):
        with layout.locked(path):
            pass
    if not (layout.graph(path) / "manifest.json").exists():
        msg = f"{path}: no graph there; run `panoptrade build -w {path}`"
        raise layout.WorkspaceError(msg)
    manifest = layout.read_json(layout.graph(path) / "manifest.json")
    for cls in manifest["counts"]:
        table = layout.graph(path) / f"{cls}.parquet"
        if not table.exists():
            msg = f"{table}: missing; run `panoptrade build -w {path}`"
            raise layout.WorkspaceError(msg)


def merged_schema(cls: str) -> pa.Schema:
    """Return the Arrow schema of a class's merged table."""
    name = schema.get(cls).name
    fields = {"id": pa.string(), **records.columns(name), **MERGED}
    return pa.schema(list(fields.items()))


def _lazy(path: Path) -> dataset.Dataset:
    # As a data set: DuckDB would read a path with a star or a bracket in it as a pattern.
    try:
        return dataset.dataset(path)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> layout.WorkspaceError:
    return layout.WorkspaceError(f"{path}: damaged ({error}); load or build again")
