"""Read the cells of CSV files and workbooks, refusing what is damaged or hostile."""

from __future__ import annotations

import csv
import warnings
import zipfile
import zlib
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any

from panoptrade.loaders import opendocument
from panoptrade.loaders.problems import LoadError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_UNPACKED = 512 * 2**20
LARGEST_FIELD = 2**20
END_OF_FILE = ["\x1a"]  # CP/M's and DOS's, still written by the US Treasury
# What openpyxl raises for a workbook that is damaged, or whose XML declares entities.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, SyntaxError, EOFError, OSError),
    *(LookupError, ValueError, TypeError, AttributeError),
)
Cells = tuple[int, list[str]]


def sheet(path: Path, sheet_name: str = "", encoding: str = "utf-8-sig") -> Iterator[Cells]:
    """Yield line number and cells of a CSV file or of one sheet of a workbook.

    Blank lines are passed over. Raises LoadError when the file is absent, empty, damaged, too
    large when unpacked, not in its encoding, or when a cell holds a formula.
    """
    if not path.is_file():
        raise _error(path, "no such file")
    if path.stat().st_size == 0:
        raise _error(path, "the file is empty")
    for number, cells in _lines(path, sheet_name, encoding):
        if any(cells):
            yield number, cells


def _lines(path: Path, sheet_name: str, encoding: str) -> Iterator[Cells]:
    if path.suffix.lower() == ".xlsx":
        return _workbook(path, sheet_name)
    if path.suffix.lower() == ".ods":
        _refuse_bomb(path)
        return opendocument.rows(path, sheet_name)
    return _csv(path, encoding)


def _csv(path: Path, encoding: str) -> Iterator[Cells]:
    csv.field_size_limit(LARGEST_FIELD)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            for cells in reader:
                if cells == END_OF_FILE:
                    return
                if any("\0" in cell for cell in cells):
                    raise _error(path, "holds NUL bytes; save it as UTF-8 text", reader.line_num)
                yield reader.line_num, [cell.strip() for cell in cells]
        except UnicodeDecodeError as error:
            bad = f"byte {error.object[error.start]:#04x}"
            remedy = "save it as UTF-8, or say --encoding latin-1"
            message = f"not {encoding} ({bad}); {remedy}"
            raise _error(path, message, _undecodable(path, encoding)) from error
        except csv.Error as error:
            raise _error(path, f"damaged CSV ({error})", reader.line_num) from error


def _undecodable(path: Path, encoding: str) -> int | None:
    # The reader is ahead of the rows that it has given: only the file itself tells the line.
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                return number
    return None


def _workbook(path: Path, sheet_name: str) -> Iterator[Cells]:
    _refuse_bomb(path)
    # openpyxl leaves a file open that it cannot read; this one is ours to close.
    with path.open("rb") as file:
        book = _opened(path, file)
        if not book.sheetnames:
            raise _error(path, "damaged workbook (no sheet); fetch it again")
        wanted = sheet_name or book.sheetnames[0]
        if wanted.strip() not in {name.strip() for name in book.sheetnames}:
            raise _error(path, f"no sheet {wanted!r}; it has {', '.join(book.sheetnames)}")
        actual = next(name for name in book.sheetnames if name.strip() == wanted.strip())
        yield from _rows(path, book, actual)


def _opened(path: Path, file: IO[bytes]) -> Any:
    import openpyxl

    try:
        with warnings.catch_warnings():
            # It says what it passes over: colours, named ranges, links; no cells.
            warnings.simplefilter("ignore", UserWarning)
            return openpyxl.load_workbook(file, read_only=True)
    except DAMAGE as error:
        raise _error(path, f"damaged or no workbook ({error}); fetch it again") from error


def _rows(path: Path, book: Any, sheet_name: str) -> Iterator[Cells]:
    problems: list[Problem] = []
    try:
        for number, row in enumerate(book[sheet_name].iter_rows(), start=1):
            for cell in row:
                if cell.data_type == "f":
                    problems.append(_formula(path, number, cell))
            yield number, [_text(cell.value) for cell in row]
    except DAMAGE as error:
        raise _error(path, f"damaged workbook ({error}); fetch it again") from error
    if problems:
        raise LoadError(problems)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def _formula(path: Path, number: int, cell: Any) -> Problem:
    return Problem(
        path.name,
        "a formula; paste its value instead",
        row=number,
        column=cell.column_letter,
        value=str(cell.value),
    )


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _error(path, f"damaged or no workbook ({error}); fetch it again") from error
    if size > LARGEST_UNPACKED:
        limit = LARGEST_UNPACKED // 2**20
        raise _error(path, f"unpacks to {size // 2**20} MiB; the limit is {limit} MiB")


def _error(path: Path, message: str, row: int | None = None) -> LoadError:
    return LoadError([Problem(path.name, message, row=row)])
