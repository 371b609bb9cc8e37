"""Read the protests of Mass Mobilization and count them by country and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

MEASURES = ("mm-protests", "mm-violent-protests", "mm-violent-responses")


def records(files: Files) -> Iterator[Record]:
    """Yield three counts for each country and year; a year without protest counts zero."""
    groups: dict[tuple[str, int], list[tuple[Row, tuple[int, ...]]]] = {}
    for row in files.rows("protests"):
        country = row.value("country", "Unrest.country")
        year = row.value("year", "Unrest.year")
        events = _events(row)
        if country is not None and year is not None:
            groups.setdefault((country, year), []).append((row, events))
    for (country, year), found in groups.items():
        yield from _counts(country, year, found)


def _events(row: Row) -> tuple[int, ...]:
    protest = _flag(row, "protest")
    violent, answered = _flag(row, "protesterviolence"), _flag(row, "violent_response")
    if (violent or answered) and not protest:
        row.problem("protest", "0", "violence without a protest; one of the columns is wrong")
    return protest, violent, answered


def _flag(row: Row, column: str) -> int:
    cell = row.text(column)
    if cell not in {"0", "1"}:
        row.problem(column, cell, "neither 0 nor 1")
    return int(cell == "1")


def _counts(country: str, year: int, found: list[tuple[Row, tuple[int, ...]]]) -> Iterator[Record]:
    first = found[0][0]
    totals = [sum(column) for column in zip(*(events for _, events in found), strict=True)]
    for measure, total in zip(MEASURES, totals, strict=True):
        yield first.record(
            "Unrest",
            f"unrest:{measure}:{country.removeprefix('country:')}:{year}",
            country=country,
            year=year,
            measure=measure,
            value=float(total),
            locator=f"and {len(found) - 1} more" if len(found) > 1 else None,
        )
