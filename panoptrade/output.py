"""Print tables for people and data for programs."""

from __future__ import annotations

import csv
import json
import os
import sys
import unicodedata
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from panoptrade.loaders.problems import Problem

    Row = Mapping[str, Any]

FORMATS = ("table", "csv", "json", "jsonl")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# A frame's ids stay in data; people read the names beside them.
NAME = "_name"
WIDTH = 120
# What moves a cursor or turns a line around instead of being read: control characters and line
# separators by category, and the marks of direction.
UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def write(
    rows: Sequence[Row],
    *,
    format: str | None = None,  # noqa: A002 - the option's name
    output: Path | None = None,
    title: str = "",
    notes: Iterable[str] = (),
    columns: Sequence[str] = (),
    people: Sequence[Row] | None = None,
) -> None:
    """Write rows to stdout or a file as a table, CSV, JSON or JSON lines; notes go to stderr.

    Without a format: a table on a terminal, else the format of the file's ending, else JSON.
    `columns` are those of a CSV without rows; `people` are the rows of a table instead.
    """
    chosen = format or _default(output)
    shown = people if people is not None and chosen == "table" else rows
    if output is None:
        _write(shown, chosen, sys.stdout, title, columns)
    else:
        with whole(output) as file:
            _write(shown, chosen, file, title, columns)
        sys.stderr.write(f"{len(shown)} rows written to {output}\n")
    for note in notes:
        sys.stderr.write(f"  {note}\n")


def frame(found: pd.DataFrame, **how: Any) -> None:
    """Write a frame with the notes in its attributes; see `write`."""
    names = [str(name) for name in found.columns]
    write(records(found), columns=names, **{"notes": found.attrs.get("notes", ()), **how})


def records(found: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame's rows as they are."""
    names = [str(name) for name in found.columns]
    return [dict(zip(names, row, strict=True)) for row in found.itertuples(index=False)]


def only(rows: Iterable[Row], *columns: str) -> list[dict[str, Any]]:
    """Return rows with these columns only: what fits the width that people read."""
    return [{name: row[name] for name in columns} for row in rows]


def of(found: pd.DataFrame, *columns: str) -> list[dict[str, Any]]:
    """Return a frame's rows with these columns only, for people."""
    rows = found[list(columns)].itertuples(index=False, name=None)
    return [dict(zip(columns, row, strict=True)) for row in rows]


@contextmanager
def whole(path: Path) -> Iterator[IO[str]]:
    """Open a file for text that takes its place when all of it was written, and not before."""
    plain = path.is_file() or not path.exists()
    # A pipe or a device is written as it is: there is nothing of it to keep.
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new") if plain else path
    try:
        with fresh.open("w", encoding="utf-8", newline="") as file:
            yield file
        if plain:
            fresh.replace(path)
    except BaseException:
        if plain:
            fresh.unlink(missing_ok=True)
        raise


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal's stderr that something is being done, for as long as it lasts."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def report(problems: Iterable[Problem], path: Path | None) -> None:
    """Write the problems of a load as JSON, where a file for them is named."""
    if path is None:
        return
    data = [problem.data() for problem in problems]
    with whole(path) as file:
        file.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def defuse(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, its lines ended by line feeds."""
    # The csv module of Python 3.11 leaves a lone carriage return unquoted, which ends the row.
    text = f"'{cell}" if cell.startswith(FORMULA) else cell
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _default(output: Path | None) -> str:
    if output is not None:
        ending = output.suffix.removeprefix(".").lower()
        return ending if ending in FORMATS else "csv"
    return "table" if sys.stdout.isatty() else "json"


def _write(
    rows: Sequence[Row],
    format: str,  # noqa: A002 - as in `write`
    file: IO[str],
    title: str,
    columns: Sequence[str],
) -> None:
    if format == "table":
        _table(rows, file, title)
    elif format == "csv":
        _csv(rows, file, columns)
    elif format == "jsonl":
        file.writelines(_json(row) + "\n" for row in rows)
    else:
        file.write(json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=1) + "\n")


def _table(rows: Sequence[Row], file: IO[str], title: str) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = _shown(rows[0]) if rows else {}
    table = Table(title=Text(seen(title)) if title else None, title_justify="left")
    for label, column in shown.items():
        numeric = all(isinstance(row[column], int | float) or row[column] is None for row in rows)
        table.add_column(label, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row[column])) for column in shown.values()))
    console = Console(file=file, width=None if file.isatty() else WIDTH)
    console.print(table if rows else "no rows")


def _shown(row: Row) -> dict[str, str]:
    """Return the columns a person reads: a name in the place of the id that it stands beside."""
    named = {column.removesuffix(NAME) for column in row if column.endswith(NAME)}
    return {column.removesuffix(NAME): column for column in row if column not in named}


def _cell(value: Any) -> str:
    plain = _value(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "yes" if plain else ""
    if isinstance(plain, float):
        return f"{plain:,.0f}" if plain.is_integer() and abs(plain) >= 1 else f"{plain:.4g}"
    if isinstance(plain, list):
        return seen(", ".join(str(one) for one in plain))
    return seen(str(plain))


def seen(text: str) -> str:
    """Return a text without what a terminal would obey instead of showing it."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _unseen(char) else char for char in text)


def _unseen(char: str) -> bool:
    return char != "\n" and (char in DIRECTION or unicodedata.category(char) in UNSEEN)


def _csv(rows: Sequence[Row], file: IO[str], columns: Sequence[str]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(rows[0] if rows else columns)
    for row in rows:
        writer.writerow(_csv_cell(_value(value)) for value in row.values())


def _csv_cell(value: Any) -> Any:
    if isinstance(value, list):
        return defuse("|".join(str(one) for one in value))
    return defuse(value) if isinstance(value, str) else value


def _json(row: Row) -> str:
    return json.dumps(_plain(row), ensure_ascii=False)


def _plain(row: Row) -> dict[str, Any]:
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    """Return a value of plain Python: numpy's numbers unpacked, NaN as None, arrays as lists."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    return value
