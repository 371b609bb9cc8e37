"""Put a country into a class of a regime index for one year, once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from panoptrade.ontology import tables, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record


class Band(NamedTuple):
    """A regime class with the scores that belong to it."""

    id: str
    low: float
    high: float


def by_code(row: Row, column: str, index: str, code: str) -> str | None:
    """Return the class of a code; a code that the index does not have is noted as a problem."""
    if f"{index}:{code}" in _classes(index):
        return f"{index}:{code}"
    known = [found.partition(":")[2] for found in _classes(index)]
    row.problem(column, code, words.unknown(code, known, f"class of {index}"))
    return None


def by_score(row: Row, column: str, index: str, score: float) -> str | None:
    """Return the class that a score falls into by the index's published cut-offs."""
    found = next((band.id for band in _bands(index) if band.low <= score <= band.high), None)
    if found is None:
        row.problem(column, f"{score:g}", f"in no class of {index}; see regimes.csv")
    return found


def classification(
    row: Row,
    before: dict[str, int],
    country: str | None,
    regime: str | None,
    year: int | None,
    **found: Any,
) -> Iterator[Record]:
    """Yield the class of a country in a year, unless a part of it could not be read.

    `before` holds the rows of the country-years so far: two rows of one are a problem, because
    only a reviewed lookup may choose between them.
    """
    if country is None or regime is None or year is None:
        return
    index = regime.partition(":")[0]
    id = f"classification:{index}:{country.removeprefix('country:')}:{year}"  # noqa: A001
    if id in before:
        message = f"row {before[id]} has this country and year too; leave one out in lookups.csv"
        row.problem("", id, message)
        return
    before[id] = row.number
    yield row.record("Classification", id, country=country, regime=regime, year=year, **found)


@cache
def _classes(index: str) -> tuple[str, ...]:
    return tuple(
        f"{index}:{row['code']}" for row in tables.rows("regimes") if row["index"] == index
    )


@cache
def _bands(index: str) -> tuple[Band, ...]:
    return tuple(
        Band(f"{index}:{row['code']}", float(row["score_min"]), float(row["score_max"]))
        for row in tables.rows("regimes")
        if row["index"] == index and row["score_min"]
    )
