"""Find the merged tables of a graph on disk, and refuse a folder that holds none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from panoptrade.ontology import layout, schema

if TYPE_CHECKING:
    from pathlib import Path


def tables(folder: Path) -> dict[str, Path]:
    """Return the tables of a workspace, or of its `graph/` folder, by class.

    Raises WorkspaceError when there is none, for an empty graph would pass every check, and when
    one is damaged.
    """
    inner = layout.graph(folder)
    paths = {
        cls: (inner if inner.is_dir() else folder) / f"{cls}.parquet" for cls in schema.classes()
    }
    found = {cls: path for cls, path in paths.items() if path.exists()}
    if not found:
        msg = f"{folder}: no tables of a graph there; run `panoptrade build -w {folder}`"
        raise layout.WorkspaceError(msg)
    for path in found.values():
        _check(path)
    return found


def _check(path: Path) -> None:
    try:
        pq.read_metadata(path)
    except (pa.ArrowException, OSError) as error:
        msg = f"{path}: damaged ({error}); load or build again"
        raise layout.WorkspaceError(msg) from error
