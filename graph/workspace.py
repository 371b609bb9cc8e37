"""Open a workspace and read its tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from panoptrade.ontology import layout, records, schema

if TYPE_CHECKING:
    import pandas as pd

MERGED = {
    "grade": pa.string(),
    "seen": pa.string(),
    "sources": pa.list_(pa.string()),
    "records": pa.int64(),
}


@dataclass(frozen=True)
class Workspace:
    """A folder with what sources say and the graph that was merged from it."""

    path: Path

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
        path = layout.graph(self.path) / f"{schema.get(cls).name}.parquet"
        return pq.read_table(path) if path.exists() else merged_schema(cls).empty_table()

    def table(self, cls: str) -> pd.DataFrame:
        """Return the merged table of a class: id, properties, grade, seen, sources, records.

        Missing values are None, NaN for numbers; lists are arrays. An empty class gives no rows.
        """
        frame: pd.DataFrame = self.arrow(cls).to_pandas()
        return frame

    def classes(self) -> dict[str, int]:
        """Return the number of things by class, for the classes that have any."""
        found: dict[str, int] = self.manifest["counts"]
        return found

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return a DuckDB connection with a view of each class's merged table, by its name.

        Close it after use. A class without things is an empty view.
        """
        db = duckdb.connect()
        folder = layout.graph(self.path)
        for cls in schema.classes():
            path = folder / f"{cls}.parquet"
            if path.exists():
                text = str(path).replace("'", "''")
                db.execute(f"CREATE VIEW \"{cls}\" AS SELECT * FROM read_parquet('{text}')")  # noqa: S608 - a class and a path of ours
            else:
                db.register(cls, merged_schema(cls).empty_table())
        return db


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
    layout.read_json(layout.graph(path) / "manifest.json")


def merged_schema(cls: str) -> pa.Schema:
    """Return the Arrow schema of a class's merged table."""
    name = schema.get(cls).name
    fields = {"id": pa.string(), **records.columns(name), **MERGED}
    return pa.schema(list(fields.items()))
