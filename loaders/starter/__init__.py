"""Hold the facts that ship: what the loaders made of real files, in tables of our own."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from panoptrade.loaders import load
from panoptrade.ontology import records, schema
from panoptrade.ontology.records import PROVENANCE, Record
from panoptrade.ontology.values import Money

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path


def put(workspace: Path) -> None:
    """Write the starter facts into a workspace, each under its source."""
    load.write(workspace, read(), metas())


def read() -> Iterator[Record]:
    """Yield every record that ships."""
    for folder in _folders():
        for table in sorted(folder.iterdir(), key=lambda one: one.name):
            if table.name.endswith(".csv"):
                yield from _records(table, folder.name)


def metas() -> dict[str, dict[str, Any]]:
    """Return what is known of each source that ships, by its id."""
    return {
        folder.name: json.loads(folder.joinpath("source.json").read_text(encoding="utf-8"))
        for folder in _folders()
    }


def checksum() -> str:
    """Return the SHA-256 over every file that ships."""
    found = hashlib.sha256()
    for folder in _folders():
        for one in sorted(folder.iterdir(), key=lambda one: one.name):
            found.update(f"{folder.name}/{one.name}\0".encode() + one.read_bytes())
    return found.hexdigest()


def _folders() -> list[Traversable]:
    inside = files("panoptrade.loaders.starter").iterdir()
    return sorted(
        (one for one in inside if one.is_dir() and one.joinpath("source.json").is_file()),
        key=lambda one: one.name,
    )


def _records(table: Traversable, source: str) -> Iterator[Record]:
    cls = table.name.removesuffix(".csv")
    types = records.columns(cls)
    text = table.read_bytes().decode("utf-8")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        place = {name: row.pop(name) or None for name in PROVENANCE if name in row}
        cells = {name: _value(types[name], row[name]) for name in types if row.get(name)}
        yield Record(
            cls,
            row["id"],
            _with_money(cls, cells),
            source,
            locator=place["locator"] or "",
            grade=place["grade"] or "",
            seen=place.get("seen"),
        )


def _value(kind: pa.DataType, cell: str) -> Any:
    if pa.types.is_list(kind):
        return cell.split("|")
    if pa.types.is_floating(kind):
        return float(cell)
    if pa.types.is_integer(kind):
        return int(cell)
    return cell == "true" if pa.types.is_boolean(kind) else cell


def _with_money(cls: str, cells: dict[str, Any]) -> dict[str, Any]:
    for name, one in schema.properties(cls).items():
        if one.type == "money" and name in cells:
            currency, year = cells.pop(f"{name}_currency"), cells.pop(f"{name}_year", None)
            cells[name] = Money(cells[name], currency, year)
    return cells
