"""Hold the records of a load as columns, in batches: a list of a million entries fits in memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from panoptrade.ontology import records

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

    from panoptrade.ontology.records import Record

BATCH = 10_000  # records of a class; as Python objects they take some 15 MB


@dataclass(slots=True)
class Spool:
    """Records by source and class: those of whole batches as tables, the last ones as they are."""

    tables: dict[tuple[str, str], list[pa.Table]] = field(default_factory=dict)
    waiting: dict[tuple[str, str], list[Record]] = field(default_factory=dict)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

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

    def table(self, source: str, cls: str) -> pa.Table:
        """Return the records of a source and class, sorted, duplicates once."""
        self._lay((source, cls))
        return records.united(cls, self.tables[source, cls])

    def _lay(self, key: tuple[str, str]) -> None:
        batch = self.waiting.pop(key, [])
        self.tables.setdefault(key, []).append(records.table(key[1], batch))
