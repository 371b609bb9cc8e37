"""Count deals after a listing by importer, regime and whatever else its rows tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from panoptrade.graph.reaching import NO, OPEN, YES
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Iterable

BY = (
    "importer", "regime", "way", "timing", "programme", "scope", "seller", "seller_name", "listed",
    "listed_name", "kind", "grade",
)  # fmt: skip
UNKNOWN = "(not known)"


def checked(by: str | Iterable[str] | None) -> list[str]:
    """Return the columns to count by; raise UnknownWordError for one that does not exist."""
    several = [by] if isinstance(by, str) else list(by or ())
    return [words.choose(one, BY, "column to count by") for one in several]


def counted(found: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the distinct deals of rows of `leakage` by columns, the most first.

    Columns: those of `by`, deals, undated (of them without a date of deal or listing), yes, no,
    cannot_be_known (deals with a row that the list reaches, does not, or that leaves it open). A
    deal that touches several lists or importers stands in each. Notes are those of the rows.
    """
    rows = found.assign(**{one: found[one].fillna(UNKNOWN) for one in by})
    groups = rows.groupby(by, sort=True) if by else [((), rows)]
    counts = [
        dict(zip(by, key if isinstance(key, tuple) else (key,), strict=True)) | _count(group)
        for key, group in groups
    ]
    columns = [*by, "deals", "undated", "yes", "no", "cannot_be_known"]
    frame = pd.DataFrame(counts, columns=columns)
    frame = frame.sort_values(["deals", *by], ascending=[False, *(True for _ in by)])
    frame = frame.reset_index(drop=True)
    frame.attrs["notes"] = found.attrs["notes"]
    return frame


def _count(group: pd.DataFrame) -> dict[str, int]:
    said = {"yes": YES, "no": NO, "cannot_be_known": OPEN}
    return {
        "deals": group["deal"].nunique(),
        "undated": group.loc[group["timing"] == "undated", "deal"].nunique(),
        **{
            name: group.loc[group["applies"] == one, "deal"].nunique() for name, one in said.items()
        },
    }
