"""Run a loader over its files and put what it says into a workspace, whole or not at all."""

from __future__ import annotations

import codecs
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from panoptrade.loaders import files as reading
from panoptrade.loaders import spec as specs
from panoptrade.loaders.problems import Problem, Problems
from panoptrade.loaders.spool import Spool
from panoptrade.ontology import dates, layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from panoptrade.loaders.spec import Spec
    from panoptrade.ontology.records import Record


@dataclass(frozen=True, slots=True)
class Options:
    """How to load: encoding of text files, a part of the file, the date of the copy, and others."""

    encoding: str = ""
    part: bool = False
    retrieved: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


def load(
    loader: str, given: list[Path], workspace: Path, options: Options | None = None
) -> dict[str, dict[str, int]]:
    """Load files into a workspace, replacing what their sources said there before.

    Returns the number of records by source and class. Raises LoadError with every problem found,
    and writes nothing then.
    """
    files = _files(loader, given, options)
    with Spool() as spool:
        spool.put(specs.module(loader).records(files))
        return _store(workspace, spool, _told(files, spool, options))


def read(
    loader: str, given: list[Path], options: Options | None = None
) -> tuple[list[Record], dict[str, dict[str, Any]]]:
    """Return the records that a loader makes of files, and the facts about their sources.

    Raises LoadError with every problem found, ValueError for an option that cannot be.
    """
    files = _files(loader, given, options)
    found = list(specs.module(loader).records(files))
    with Spool() as spool:
        return found, _told(files, spool.put(found), options)


def write(
    workspace: Path, found: Iterable[Record], metas: Mapping[str, dict[str, Any]]
) -> dict[str, dict[str, int]]:
    """Write records by source and class with the facts about each source.

    Returns the number of records by source and class.
    """
    with Spool() as spool:
        return _store(workspace, spool.put(found), metas)


def remarks(workspace: Path, source: str) -> list[str]:
    """Return what a user should hear of a source that was loaded: left out, taken otherwise.

    The most frequent first, with the number of rows; nothing to say gives an empty list.
    """
    meta = layout.read_json(layout.source(workspace, source) / "source.json")
    left = {f"left out: {why}": count for why, count in (meta.get("skipped") or {}).items()}
    said = Counter(left | (meta.get("remarks") or {}))
    return [f"{count:,} {text}" for text, count in said.most_common()]


def _files(loader: str, given: list[Path], options: Options | None) -> reading.Files:
    chosen = options or Options()
    _check(chosen)
    spec = specs.read(loader)
    paths = reading.recognise(spec, given)
    return reading.Files(spec, paths, Problems(), chosen.encoding, chosen.extra)


def _told(files: reading.Files, spool: Spool, options: Options | None) -> dict[str, dict[str, Any]]:
    """Return the facts about each source that was read, once nothing was wrong with it."""
    chosen = options or Options()
    if not files.problems.found and not chosen.part:
        sources = {files.source(table) for table in files.paths}
        files.problems.found += _counts(files.spec, spool, sources)
    files.problems.stop()
    return {source: _meta(files, source, chosen) for source in {key[0] for key in spool.counts}}


def _store(
    workspace: Path, spool: Spool, metas: Mapping[str, dict[str, Any]]
) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    with layout.locked(workspace), ExitStack() as stack:
        for source in sorted({*metas, *(of for of, _ in spool.counts)}):
            folder = stack.enter_context(layout.replacing(layout.source(workspace, source)))
            counts[source] = _fill(folder, spool, source, metas[source])
    return counts


def _check(options: Options) -> None:
    try:
        if options.retrieved is not None:
            dates.clean(options.retrieved)
    except ValueError as error:
        msg = f"--retrieved {options.retrieved!r}: {error}"
        raise ValueError(msg) from error
    try:
        codecs.lookup(options.encoding or "utf-8")
    except LookupError as error:
        msg = (
            f"no encoding {options.encoding!r}; write utf-8, latin-1, cp1252 or another of Python's"
        )
        raise ValueError(msg) from error


def _fill(folder: Path, spool: Spool, source: str, meta: dict[str, Any]) -> dict[str, int]:
    counts = {}
    for cls in sorted(cls for of, cls in spool.counts if of == source):
        counts[cls] = spool.write(source, cls, folder / f"{cls}.parquet")
    layout.write_json(folder / "source.json", {**meta, "counts": counts, "format": layout.FORMAT})
    return counts


def _meta(files: reading.Files, source: str, options: Options) -> dict[str, Any]:
    spec = files.spec
    given = [table for table in spec.files if table in files.paths]
    tables = [table for table in given if files.source(table) == source]
    first = spec.files[tables[0]] if tables else None
    inputs = [path for table in tables for path in files.paths[table]]
    return {
        "id": source,
        "loader": spec.name,
        "title": (first.title if first else "") or spec.title,
        "edition": reading.told(inputs[0], first).edition if first else "",
        "publisher": spec.publisher,
        "url": spec.url,
        "licence": spec.licence,
        "retrieved": options.retrieved,
        "inputs": {path.name: reading.checksum(path) for path in sorted(inputs)},
        "skipped": dict(files.skipped.get(source, {})),
        **({"remarks": dict(files.remarks[source])} if source in files.remarks else {}),
    }


def _counts(spec: Spec, spool: Spool, sources: set[str]) -> list[Problem]:
    counts: Counter[str] = Counter()
    for (source, cls), number in spool.counts.items():
        counts.update({cls: number, f"{source} {cls}": number})
    return [
        Problem(
            spec.name,
            f"{counts[what]} {what} records; the whole source gives {low} to {high}; "
            "say --part when the file is a part of it",
        )
        for what, (low, high) in spec.counts.items()
        if not low <= counts[what] <= high and (" " not in what or what.split()[0] in sources)
    ]
