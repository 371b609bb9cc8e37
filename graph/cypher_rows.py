"""Lay the rows that an engine answers out as a frame of plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NUMBERS = (int, float, bool)


def frame(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], notes: Iterable[str] = ()
) -> pd.DataFrame:
    """Return rows as a frame; `attrs["notes"]` holds remarks, as that a limit cut it short.

    A column of numbers of one kind has their type. All others hold Python's own values, None where
    there is none: a whole number is never turned into a float because another one is missing.
    """
    made = pd.DataFrame(list(rows), columns=list(columns), dtype=object)
    for column in made.columns:
        kinds = {type(value) for value in made[column]}
        if len(kinds) == 1 and kinds <= set(NUMBERS):
            made[column] = made[column].infer_objects()
    made.attrs["notes"] = list(notes)
    return made


def cut(limit: int, total: int | None = None) -> str:
    """Word the remark that there are more rows than the limit let through."""
    of = f"of {total:,} rows" if total is not None else "rows; there are more"
    return f"only the first {limit:,} {of}; raise the limit (--limit) to see more"
