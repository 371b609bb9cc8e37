"""Read the rows of a spreadsheet in OpenDocument format (.ods), row by row.

python-calamine 0.9.1 does not open the UK's list, whose cells stand on lines of their own.
"""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

from panoptrade.loaders import markup
from panoptrade.loaders.problems import LoadError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

CONTENT = "content.xml"
WIDEST = 2**14  # columns that a sheet can have
LONGEST = 2**20  # rows
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError)
CELLS = {"table-cell", "covered-table-cell"}
WANTED = markup.Wanted("document-content", {"table-row"})


def rows(path: Path, sheet: str = "") -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of each row of a sheet, by default the first; blank ones are bare.

    Raises LoadError when the file is damaged, has no such sheet, or a cell holds a formula.
    """
    try:
        with zipfile.ZipFile(path) as archive, archive.open(CONTENT) as file:
            yield from _rows(path, sheet, markup.stream(path, file, WANTED, part=CONTENT))
    except DAMAGE as error:
        message = f"damaged or no OpenDocument spreadsheet ({error}); fetch it again"
        raise LoadError([Problem(path.name, message)]) from error


def _rows(path: Path, sheet: str, found: Iterator[markup.Entry]) -> Iterator[tuple[int, list[str]]]:
    names: list[str] = []
    problems: list[Problem] = []
    number = 0
    for entry in found:
        name = _sheet(entry.above)
        if name not in names:
            names.append(name)
        if name.strip() != (sheet.strip() or names[0].strip()):
            continue
        problems += _formulas(path, number + 1, entry.element)
        cells, times = _cells(entry.element), _times(entry.element, "number-rows-repeated", LONGEST)
        for at in range(times if cells else 0):
            yield number + at + 1, cells
        number += times
        if number > LONGEST:
            message = f"more than {LONGEST:,} rows, which no sheet can have"
            raise LoadError([Problem(path.name, message)])
    if problems:
        raise LoadError(problems)
    if sheet and sheet.strip() not in {name.strip() for name in names}:
        message = f"no sheet {sheet!r}; it has {', '.join(names) or 'none'}"
        raise LoadError([Problem(path.name, message)])


def _sheet(above: markup.Above) -> str:
    return next((held.get("name", "") for tag, held in reversed(above) if tag == "table"), "")


def _cells(row: Element) -> list[str]:
    """Return the texts of a row's cells, blank ones at its end left away."""
    cells: list[str] = []
    gap = 0
    for cell in row:
        times = _times(cell, "number-columns-repeated", WIDEST) if cell.tag in CELLS else 0
        text = "\n".join("".join(_said(line)) for line in cell.iterfind("p")).strip()
        if text:
            cells += [""] * gap + [text] * times
            gap = 0
        else:
            gap += times
        if len(cells) > WIDEST:
            break
    return cells


def _said(line: Element) -> Iterator[str]:
    yield " ".join((line.text or "").split("\n"))
    for child in line:
        yield " " * _times(child, "c", WIDEST) if child.tag == "s" else ""
        yield from _said(child) if child.tag != "annotation" else ()
        yield child.tail or ""


def _times(element: Element, attribute: str, most: int) -> int:
    given = element.get(attribute, "1")
    return min(int(given), most + 1) if given.isdecimal() and len(given) < 10 else 1


def _formulas(path: Path, number: int, row: Element) -> list[Problem]:
    message = "a formula; paste its value instead"
    return [
        Problem(path.name, message, row=number, value=found)
        for cell in row
        if (found := cell.get("formula"))
    ]
