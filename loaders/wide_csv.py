"""Read a few columns of a very large and wide CSV file, in batches and in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import csv

from panoptrade.loaders import cells
from panoptrade.loaders.problems import LoadError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from panoptrade.loaders.spec import FileSpec

BLOCK = 8 * 2**20  # bytes
AGAIN = "fetch it again, or say --encoding"
Line = tuple[int, dict[str, str]]


def rows(path: Path, one: FileSpec, encoding: str = "") -> Iterator[Line]:
    """Yield the number and the cells of each row below the header, of the columns the spec reads.

    Raises LoadError where a column is missing, or the file is cut, damaged or not in its encoding;
    what was yielded before that is not to be kept.
    """
    header = _header(path, one, encoding)
    wanted = [name for name in header if name in {*one.columns, *one.optional}]
    number = 1
    try:
        for batch in _reader(path, wanted, encoding):
            columns = [batch.column(name).to_pylist() for name in wanted]
            for line in zip(*columns, strict=True):
                number += 1
                yield (
                    number,
                    {name: cell.strip() for name, cell in zip(wanted, line, strict=True) if cell},
                )
    except pa.ArrowInvalid as error:
        message = f"cut or damaged CSV ({' '.join(str(error).split())[:200]}); {AGAIN}"
        raise LoadError([Problem(path.name, message)]) from error
    if number == 1:
        raise LoadError([Problem(path.name, "no row under the header")])


def _header(path: Path, one: FileSpec, encoding: str) -> list[str]:
    _, found = next(iter(cells.sheet(path, "", encoding or one.encoding)), (0, []))
    missing = [name for name in one.columns if name not in found]
    if missing:
        message = f"missing; {one.what} has it"
        raise LoadError([Problem(path.name, message, 1, name) for name in missing])
    return found


def _reader(path: Path, wanted: list[str], encoding: str) -> csv.CSVStreamingReader:
    text = {name: pa.string() for name in wanted}
    return csv.open_csv(
        path,
        csv.ReadOptions(block_size=BLOCK, encoding=encoding or "utf8"),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(include_columns=wanted, column_types=text, strings_can_be_null=False),
    )
