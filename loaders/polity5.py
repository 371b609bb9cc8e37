"""Read Polity5, a score from autocracy to democracy for each country and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.loaders import regimes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

COUNTRY = {"annual": "polity_annual_country", "p5": "country"}
STATUS = {-66: "interruption", -77: "interregnum", -88: "transition"}
HIGHEST = 10
FIRST = 1946
EARLIER = f"before {FIRST}: many states of earlier years have no ISO code"


def records(files: Files) -> Iterator[Record]:
    """Yield the class of each country and year by its polity2 score."""
    before: dict[str, int] = {}
    for table, country in COUNTRY.items():
        for row in files.rows(table):
            year = row.value("year", "Classification.year")
            if year is not None and year < FIRST:
                files.skip(row, EARLIER)
            else:
                yield from _classification(row, before, country, year)


def _classification(
    row: Row, before: dict[str, int], country: str, year: int | None
) -> Iterator[Record]:
    score = row.value("polity2", "Classification.score")
    yield from regimes.classification(
        row,
        before,
        country=row.value(country, "Classification.country"),
        regime=None if score is None else regimes.by_score(row, "polity2", "polity", score),
        year=year,
        score=score,
        status=_status(row),
        locator=row.text("scode"),
    )


def _status(row: Row) -> str:
    code = row.value("democ", "Classification.score")
    if code is not None and code not in STATUS and not 0 <= code <= HIGHEST:
        row.problem("democ", f"{code:g}", "neither 0 to 10 nor one of -66, -77, -88")
    return STATUS.get(code, "normal")
