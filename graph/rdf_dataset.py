"""Write a whole workspace as N-Quads: merged facts and concepts, and a named graph a source."""

from __future__ import annotations

import hashlib
import io
from typing import IO, TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pyoxigraph as ox

from panoptrade.graph import decisions, rdf_lines, rdf_records
from panoptrade.graph.manifest import own_records
from panoptrade.graph.merged import tables
from panoptrade.ontology import layout, records, reference, schema, skos, writer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pyarrow as pa

    from panoptrade.graph.workspace import Workspace
    from panoptrade.ontology.records import Record

BATCH = 10_000
CHUNK = 1 << 20


class _Parts(io.RawIOBase):
    """A file that is made while it is read, so that no more than a part is ever held."""

    def __init__(self, parts: Iterator[str]) -> None:
        super().__init__()
        self._parts, self._rest = parts, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        while not self._rest:
            if (part := next(self._parts, None)) is None:
                return 0
            self._rest = memoryview(part.encode())
        size = min(len(into), len(self._rest))
        into[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def stream(lines: Iterator[str]) -> IO[bytes]:
    """Return lines as a file to be read."""
    return io.BufferedReader(_Parts(lines), CHUNK)


def lines(graph: Workspace, *, named: bool = True) -> Iterator[str]:
    """Yield the lines of the default graph, sorted by class and id, then those of each source.

    Raises WorkspaceError when sources or decisions have changed since the graph was built. A
    workspace whose `sources/` is gone has no named graphs but the one of our own tables.
    """
    if named:
        _check_current(graph)
    yield from merged(graph)
    if named:
        moves = decisions.same(graph.path)
        ours = _own(graph)
        for source in sorted({*graph.sources(), reference.SOURCE}):
            for cls in schema.classes():
                batches = [*_said(graph.path, source, cls), *ours.get((source, cls), [])]
                yield from rdf_records.lines(cls, source, batches, moves)


def merged(graph: Workspace) -> Iterator[str]:
    """Yield the lines of the merged facts, and of the concepts with their place in SKOS."""
    rest = concepts()
    for cls, path in tables(graph.path).items():
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(BATCH):
                for one in rdf_lines.merged(cls, batch):
                    yield one
                    if one[: one.index(" ")] in rest:
                        _remove(rest, one)
    for about in rest.values():
        yield "".join(about)


def concepts() -> dict[str, dict[str, None]]:
    """Return the lines of the technologies, regimes, definitions and lists, by their subject."""
    text = writer.document("", skos.blocks())
    found: dict[str, dict[str, None]] = {}
    for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE):
        line = f"{quad.subject} {quad.predicate} {quad.object} .\n"
        found.setdefault(str(quad.subject), {})[line] = None
    return found


def _remove(rest: dict[str, dict[str, None]], told: str) -> None:
    for line in told.splitlines(keepends=True):
        rest[told[: told.index(" ")]].pop(line, None)


def _said(workspace: Path, source: str, cls: str) -> Iterator[pa.RecordBatch]:
    path = layout.source(workspace, source) / f"{cls}.parquet"
    if path.exists():
        with pq.ParquetFile(path) as file:
            yield from file.iter_batches(BATCH)


def _own(graph: Workspace) -> dict[tuple[str, str], list[pa.RecordBatch]]:
    """Return what we say ourselves, of the reference tables and of the sources, as batches."""
    found: dict[tuple[str, str], list[Record]] = {}
    for record in own_records(graph.sources()):
        found.setdefault((record.source, record.cls), []).append(record)
    return {
        (source, cls): records.table(cls, said).to_batches()
        for (source, cls), said in found.items()
    }


def _check_current(graph: Workspace) -> None:
    verdicts = graph.path / "decisions.csv"
    changed = [] if graph.manifest["decisions"] == _hash(verdicts) else ["decisions.csv"]
    if layout.sources(graph.path).is_dir():
        changed += [
            name for name, meta in graph.sources().items() if _is_changed(graph, name, meta)
        ]
    if changed:
        msg = (
            f"{graph.path}: {', '.join(changed)} changed since the graph was built; "
            f"run `panoptrade build -w {graph.path}`"
        )
        raise layout.WorkspaceError(msg)


def _is_changed(graph: Workspace, source: str, meta: Mapping[str, Any]) -> bool:
    folder = layout.source(graph.path, source)
    return bool(meta["tables"] != {one.stem: _hash(one) for one in folder.glob("*.parquet")})


def _hash(path: Path) -> str | None:
    if not path.exists():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
