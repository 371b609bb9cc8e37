"""Hold the records of a load as columns, in batches, and on disk what is too much for memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from panoptrade.loaders import sorting
from panoptrade.ontology import records

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

    from panoptrade.ontology.records import Record

    Key = tuple[str, str]

BATCH = 10_000  # records of a class; as Python objects they take some 15 MB
HELD = 100_000  # records of a source and class that are held in memory; as columns, some 80 MB


@dataclass(slots=True)
class Spool:
    """Records by source and class: those of whole batches as tables, the last ones as they are.

    Of a source and class with more than HELD records all batches go to a file, which is there
    while the spool is open: use it as a context manager.
    """

    tables: dict[Key, list[pa.Table]] = field(default_factory=dict)
    waiting: dict[Key, list[Record]] = field(default_factory=dict)
    counts: Counter[Key] = field(default_factory=Counter)
    files: dict[Key, pq.ParquetWriter] = field(default_factory=dict)
    folder: TemporaryDirectory[str] | None = None

    def __enter__(self) -> Spool:
        """Return the spool."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove what was put on disk."""
        for file in self.files.values():
            file.close()
        if self.folder is not None:
            self.folder.cleanup()

    def put(self, found: Iterable[Record]) -> Spool:
        """Take records, and return the spool."""
        for record in found:
            key = record.source, record.cls
            self.counts[key] += 1
            batch = self.waiting.setdefault(key, [])
            batch.append(record)
            if len(batch) == BATCH:
                self._lay(key)
        return self

    def write(self, source: str, cls: str, path: Path) -> int:
        """Write the records of a source and class, sorted, duplicates once; return how many."""
        key = source, cls
        self._lay(key)
        if key in self.files:
            self.files[key].close()
            return sorting.write(self._place(key), path, records.arrow_schema(cls))
        table = records.united(cls, self.tables[key])
        pq.write_table(table, path, compression="zstd")
        return int(table.num_rows)

    def _lay(self, key: Key) -> None:
        batch = records.table(key[1], self.waiting.pop(key, []))
        held = self.tables.setdefault(key, [])
        held.append(batch)
        if key in self.files or sum(len(one) for one in held) > HELD:
            file = self.files.get(key) or self._file(key, batch.schema)
            for one in held:
                file.write_table(one)
            held.clear()

    def _file(self, key: Key, schema: Any) -> pq.ParquetWriter:
        if self.folder is None:
            self.folder = TemporaryDirectory(prefix="panoptrade-")
        self.files[key] = pq.ParquetWriter(self._place(key), schema, compression="zstd")
        return self.files[key]

    def _place(self, key: Key) -> Path:
        assert self.folder is not None
        return Path(self.folder.name) / f"{list(self.counts).index(key)}.parquet"
