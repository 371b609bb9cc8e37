"""Say which year a deal is counted in, and by which of its dates."""

from __future__ import annotations

from panoptrade.ontology import words

DATES = ("start", "disclosed")


def year(by: str = "start", *, strict: bool = False) -> str:
    """Return the SQL expression of a deal's year: NULL where it is undated.

    `by` names the date that counts; the other one stands in where it is missing, unless `strict`.
    A decade such as `201X` gives no year.
    """
    first = words.choose(by, DATES, "date of a deal")
    other = DATES[1 - DATES.index(first)]
    return _year(first) if strict else f"coalesce({_year(first)}, {_year(other)})"


def fell_back(by: str = "start", *, strict: bool = False) -> str:
    """Return the SQL condition under which the other date had to stand in."""
    first = words.choose(by, DATES, "date of a deal")
    other = DATES[1 - DATES.index(first)]
    return "FALSE" if strict else f"({_year(first)} IS NULL AND {_year(other)} IS NOT NULL)"


def _year(column: str) -> str:
    # Four digits lead every partial date but a decade, whose X makes the cast fail.
    return f'try_cast(left("{column}", 4) AS INTEGER)'
