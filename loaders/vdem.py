"""Read V-Dem's Regimes of the World, a class of regime for each country and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.loaders import regimes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

FIRST = 1990
EARLIER = f"before {FIRST}: many units of earlier years have no ISO code"


def records(files: Files) -> Iterator[Record]:
    """Yield the class of each country and year."""
    before: dict[str, int] = {}
    for row in files.rows("country_year"):
        year = row.value("year", "Classification.year")
        if year is not None and year < FIRST:
            files.skip(row, EARLIER)
        else:
            yield from _classification(row, before, year)


def _classification(row: Row, before: dict[str, int], year: int | None) -> Iterator[Record]:
    level = row.value("v2x_regime", "RegimeClass.order")
    yield from regimes.classification(
        row,
        before,
        country=row.value("country_text_id", "Classification.country"),
        regime=None if level is None else regimes.by_code(row, "v2x_regime", "row", f"{level:g}"),
        year=year,
        score=row.value("v2x_polyarchy", "Classification.score"),
        low=row.value("v2x_polyarchy_codelow", "Classification.low"),
        high=row.value("v2x_polyarchy_codehigh", "Classification.high"),
    )
