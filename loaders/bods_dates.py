"""Read the dates of ownership statements, and undo the rounding that an annotation tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.loaders import nested

if TYPE_CHECKING:
    from collections.abc import Mapping

    from panoptrade.loaders.rows import Row


def rounded(row: Row, said: dict[str, Any]) -> dict[str, str]:
    """Return dates as they were before they were rounded, by where in the statement they stand.

    The standard wants whole dates; panoptrade writes what the source says beside a rounded one.
    """
    found = nested.many(row, said, "annotations")
    return {
        nested.text(row, one, "statementPointerTarget"): nested.text(row, one, "original")
        for one in found
        if "original" in one
    }


def date(
    row: Row, holder: dict[str, Any], name: str, place: str, before: Mapping[str, str]
) -> str | None:
    """Return a date of an object that stands in a place of the statement; None where there is none.

    Of a time only the day is kept.
    """
    found = before.get(f"{place}/{name}") or nested.text(row, holder, name)
    cleaned = row.clean(name, found.partition("T")[0], "Ownership.start")
    return str(cleaned) if cleaned else None
