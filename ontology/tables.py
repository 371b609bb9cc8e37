"""Read the tables that ship inside the ontology."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of `name`.csv, every cell a string, blank where empty."""
    table = files("panoptrade.ontology").joinpath(f"{name}.csv")
    return tuple(csv.DictReader(io.StringIO(table.read_bytes().decode("utf-8"), newline="")))


@cache
def terms(of: str) -> dict[str, Mapping[str, str]]:
    """Return the rows of one closed list of terms.csv by code, in the order of the table.

    Raises KeyError when there is no such list.
    """
    found = {row["code"]: row for row in rows("terms") if row["list"] == of}
    if not found:
        raise KeyError(of)
    return found


def items(cell: str) -> list[str]:
    """Split a cell that holds a list separated by `|`; an empty cell gives an empty list."""
    return [item.strip() for item in cell.split("|") if item.strip()]
