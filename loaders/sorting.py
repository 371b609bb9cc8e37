"""Sort a table that lies on disk and may be larger than memory."""

from __future__ import annotations

from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from pathlib import Path

MEMORY = "256MB"
ROWS = 50_000  # of a row group


def write(source: Path, target: Path, schema: pa.Schema) -> int:
    """Write the rows of one Parquet file to another by id and locator, duplicates once.

    Rows of one id and locator go by their other columns, so that the same rows give the same
    bytes. Returns the number of rows.
    """
    first = ("id", "locator")
    order = [*first, *(name for name in schema.names if name not in first)]
    columns = ", ".join(f'"{name}"' for name in order)
    with TemporaryDirectory(prefix="panoptrade-") as folder, duckdb.connect() as db:
        # One thread: several hold more, and part the rows otherwise each time.
        db.execute(f"SET memory_limit = '{MEMORY}'; SET threads = 1")
        db.execute("SET temp_directory = $folder", {"folder": folder})
        names = ", ".join(f'"{name}"' for name in schema.names)
        # Written out, for a statement with parameters holds its whole result in memory.
        rows_of = "read_parquet('{}')".format(str(source).replace("'", "''"))
        found = db.sql(f"SELECT DISTINCT {names} FROM {rows_of} ORDER BY {columns}")  # noqa: S608
        rows = 0
        with pq.ParquetWriter(target, schema, compression="zstd") as file:
            for batch in found.to_arrow_reader(ROWS):
                file.write_table(pa.Table.from_batches([batch]).cast(schema))
                rows += batch.num_rows
    return rows
