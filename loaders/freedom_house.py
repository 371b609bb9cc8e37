"""Read Freedom House's workbook of ratings and statuses, one edition beside the other."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from panoptrade.loaders import cells, regimes
from panoptrade.loaders.problems import LoadError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from panoptrade.loaders.cells import Cells
    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

SHEETS = ("countries", "territories")
TOP = ("Survey Edition", "Year(s) Under Review", "")
RATINGS = ("PR", "CL", "Status")


class Edition(NamedTuple):
    """One edition of the survey: its first column, its name, the years that it reviews."""

    at: int
    name: str
    years: str


def records(files: Files) -> Iterator[Record]:
    """Yield the status of each country and of each territory with a code, edition by edition."""
    before: dict[str, int] = {}
    for path in files.paths.get("countries", []):
        for sheet in SHEETS:
            for row in files.kept(_rows(files, path, sheet)):
                yield from _classification(row, before)


def _classification(row: Row, before: dict[str, int]) -> Iterator[Record]:
    ratings = [row.value(column, "Classification.score") for column in ("PR", "CL")]
    yield from regimes.classification(
        row,
        before,
        country=row.value("country", "Classification.country"),
        regime=regimes.by_code(row, "Status", "fh", row.text("Status")),
        year=row.value("years", "Classification.year"),
        score=None if None in ratings else sum(ratings) / len(ratings),
        locator=f"edition {row.text('edition')}",
    )


def _rows(files: Files, path: Path, sheet: str) -> Iterator[Row]:
    one = files.spec.files[sheet]
    lines = cells.sheet(path, one.sheet)
    editions = _editions(path, lines)
    for number, line in lines:
        for at, name, years in editions:
            found = {"country": line[0], "edition": name, "years": years}
            yield files.row(
                path, one, number, found | dict(zip(RATINGS, line[at : at + 3], strict=True))
            )


def _editions(path: Path, lines: Iterator[Cells]) -> list[Edition]:
    top = [line for _, line in islice(lines, len(TOP))]
    heads = tuple(line[0] for line in top)
    starts = [at for at, name in enumerate(top[0]) if at and name] if heads == TOP else []
    triples = [name for at in starts for name in top[2][at : at + 3]]
    regular = starts == list(range(1, 1 + 3 * len(starts), 3))
    if not starts or not regular or triples != list(RATINGS) * len(starts):
        message = f"no sheet of ratings: three rows headed {', '.join(TOP[:2])} and {RATINGS}"
        raise LoadError([Problem(path.name, message, 1)])
    return [Edition(at, top[0][at], top[1][at]) for at in starts]
