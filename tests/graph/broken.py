"""Copies of the invented world's graph with some rows changed, so that a check finds it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from panoptrade.graph.workspace import merged_schema

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.graph.workspace import Workspace

Row = dict[str, Any]
Change = Callable[[list[Row]], object]
ACME, GRANITE = "org:acme-lantern-works", "ownership:granite-holdings:acme-lantern-works"
# Checking takes its time for every row: of the reference tables these are enough.
COUNTRIES = {"KEN", "UGA", "MEX", "CHN", "USA", "ISR", "ARE", "JPN", "HUN"}
CLASSIFIED = {"KEN", "UGA"}


def copy(world: Workspace, folder: Path, changes: dict[str, Change]) -> Path:
    """Write the world's graph into a folder with the rows of some classes changed."""
    for cls in {*world.classes(), *changes}:
        rows = [row for row in world.arrow(cls).to_pylist() if matters(cls, row)]
        if cls in changes:
            changes[cls](rows)
        table = pa.Table.from_pylist(rows, schema=merged_schema(cls))
        pq.write_table(table, folder / f"{cls}.parquet")
    return folder


def matters(cls: str, row: Row) -> bool:
    """Tell the rows of the world from most of what repeats: checking is slow."""
    if cls == "Country":
        return row["id"][-3:] in COUNTRIES
    if cls == "Classification":
        return row["country"][-3:] in CLASSIFIED
    return cls != "Programme" or row["id"] == "programme:us-bis-entity-list"


def put(key: str, **changed: object) -> Change:
    """Return what changes the row with an id."""

    def change(rows: list[Row]) -> None:
        (row,) = [row for row in rows if row["id"] == key]
        row.update(changed)

    return change


def add(like: str, **changed: object) -> Change:
    """Return what adds a row: that of an id, with some cells changed."""
    return lambda rows: rows.append({**next(r for r in rows if r["id"] == like), **changed})


def together(*changes: Change) -> Change:
    """Return what does several changes one after the other."""

    def change(rows: list[Row]) -> None:
        for one in changes:
            one(rows)

    return change
