"""Read and compare partial dates: `2014`, `2014-03`, `2014-03-02`, and the decade `201X`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

PARTIAL = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|[0-9]{3}X")
EARLIEST, LATEST = 1000, 2100


def clean(text: str) -> str:
    """Return a partial date in its ISO form; a decade like `2010s` becomes EDTF's `201X`.

    Raises ValueError when it is no date or lies outside the years 1000 to 2100.
    """
    found = text.strip()
    if re.fullmatch(r"[0-9]{3}0s", found):
        found = f"{found[:3]}X"
    if not PARTIAL.fullmatch(found):
        msg = "not a date; write 2014, 2014-03, 2014-03-02 or 2010s"
        raise ValueError(msg)
    _check(found)
    return found


def year(partial: str | None) -> int | None:
    """Return the year of a partial date; None for a decade or for no date."""
    return int(partial[:4]) if partial and partial[:4].isdigit() else None


def bounds(partial: str) -> tuple[str, str]:
    """Return the first and the last day that a partial date may mean, both as `2014-03-02`."""
    first = [*partial.replace("X", "0").split("-"), "01", "01"][:3]
    last = partial.replace("X", "9").split("-")
    if len(last) == 1:
        last.append("12")
    if len(last) == 2:
        last.append(str(monthrange(int(last[0]), int(last[1]))[1]))
    return "-".join(first), "-".join(last)


def first(partials: list[str]) -> str | None:
    """Return the earliest of several partial dates; the less precise of two equal ones first."""
    return min(partials, default=None)


def _check(partial: str) -> None:
    parts = [int(part) for part in partial.replace("X", "0").split("-")]
    if not EARLIEST <= parts[0] <= LATEST:
        msg = f"no plausible year; dates lie between {EARLIEST} and {LATEST}"
        raise ValueError(msg)
    try:
        date(*([*parts, 1, 1])[:3])
    except ValueError as error:
        msg = f"no such date ({error})"
        raise ValueError(msg) from error
