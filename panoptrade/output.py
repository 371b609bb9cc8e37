"""Print tables for people and data for programs."""

from __future__ import annotations

import csv
import json
import sys
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

FORMATS = ("table", "csv", "json", "jsonl")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# A frame's ids stay in data; people read the names beside them.
NAME = "_name"


def write(
    rows: Sequence[Mapping[str, Any]],
    *,
    format: str | None,  # noqa: A002 - the option's name
    output: Path | None = None,
    title: str = "",
    notes: Iterable[str] = (),
) -> None:
    """Write rows to stdout or a file as a table, CSV, JSON or JSON lines; notes go to stderr.

    Without a format: a table on a terminal, else the format of the file's ending, else JSON.
    """
    chosen = format or _default(output)
    if output is None:
        _write(rows, chosen, sys.stdout, title)
    else:
        with output.open("w", encoding="utf-8", newline="") as file:
            _write(rows, chosen, file, title)
        sys.stderr.write(f"{len(rows)} rows written to {output}\n")
    for note in notes:
        sys.stderr.write(f"  {note}\n")


def defuse(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _default(output: Path | None) -> str:
    if output is not None:
        ending = output.suffix.removeprefix(".").lower()
        return ending if ending in FORMATS else "csv"
    return "table" if sys.stdout.isatty() else "json"


def _write(rows: Sequence[Mapping[str, Any]], format: str, file: IO[str], title: str) -> None:  # noqa: A002
    if format == "table":
        _table(rows, file, title)
    elif format == "csv":
        _csv(rows, file)
    elif format == "jsonl":
        file.writelines(_json(row) + "\n" for row in rows)
    else:
        file.write(json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=1) + "\n")


def _table(rows: Sequence[Mapping[str, Any]], file: IO[str], title: str) -> None:
    from rich.console import Console  # noqa: PLC0415 - only a table needs it
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    shown = _shown(rows[0]) if rows else {}
    table = Table(title=title or None, title_justify="left", header_style="bold")
    for label, column in shown.items():
        numeric = all(isinstance(row[column], int | float) or row[column] is None for row in rows)
        table.add_column(label, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row[column])) for column in shown.values()))
    console = Console(file=file, width=None if file.isatty() else 120)
    console.print(table if rows else "no rows")


def _shown(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the columns a person reads: a name in the place of the id that it stands beside."""
    named = {column.removesuffix(NAME) for column in row if column.endswith(NAME)}
    return {column.removesuffix(NAME): column for column in row if column not in named}


def _cell(value: Any) -> str:  # noqa: ANN401 - a cell holds any type
    plain = _value(value)
    if plain is None:
        return ""
    if isinstance(plain, float):
        return f"{plain:,.0f}" if plain.is_integer() and abs(plain) >= 1 else f"{plain:.4g}"
    if isinstance(plain, list):
        return ", ".join(str(one) for one in plain)
    return str(plain)


def _csv(rows: Sequence[Mapping[str, Any]], file: IO[str]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(rows[0] if rows else [])
    for row in rows:
        writer.writerow(_csv_cell(_value(value)) for value in row.values())


def _csv_cell(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return defuse("|".join(str(one) for one in value))
    return defuse(value) if isinstance(value, str) else value


def _json(row: Mapping[str, Any]) -> str:
    return json.dumps(_plain(row), ensure_ascii=False)


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:  # noqa: ANN401
    """Return a value of plain Python: numpy's numbers unpacked, NaN as None, arrays as lists."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, float) and value != value:  # noqa: PLR0124 - NaN is not itself
        return None
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    return value
