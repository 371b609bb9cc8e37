"""Say what went into a graph: hashes, versions, licences, counts."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from panoptrade.ontology import layout, reference
from panoptrade.ontology.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Metas = dict[str, dict[str, Any]]


def source_metas(workspace: Path) -> Metas:
    """Return the source.json of each source in a workspace, by source id."""
    folders = sorted(layout.sources(workspace).glob("[!.]*/source.json"))
    return {path.parent.name: layout.read_json(path) for path in folders}


def own_records(metas: Metas) -> Iterator[Record]:
    """Yield what we say ourselves: the reference tables, and the sources that were loaded."""
    yield from reference.records()
    yield from map(_source, metas.values())


def manifest(workspace: Path, metas: Metas, counts: Mapping[str, int]) -> dict[str, Any]:
    """Return the manifest of a graph of these counts: the same inputs give the same."""
    verdicts = workspace / "decisions.csv"
    return {
        "format": layout.FORMAT,
        "panoptrade": version("panoptrade"),
        "ontology": _ontology(),
        "decisions": _hash(verdicts.read_bytes()) if verdicts.exists() else None,
        "sources": {
            name: meta | {"tables": _tables(workspace, name)} for name, meta in metas.items()
        },
        "counts": dict(sorted(counts.items())),
    }


def _source(meta: Mapping[str, Any]) -> Record:
    found = {
        "name": meta["title"],
        "publisher": meta["publisher"],
        "licence": meta["licence"],
        "url": [meta["url"]] if meta["url"] else [],
        "loader": meta["loader"],
        "edition": meta["edition"],
        "retrieved": meta["retrieved"],
    }
    return Record("Source", f"source:{meta['id']}", found, meta["id"], "source.json", "official")


def _tables(workspace: Path, source: str) -> dict[str, str]:
    found = sorted(layout.source(workspace, source).glob("*.parquet"))
    return {path.stem: _hash(path.read_bytes()) for path in found}


def _ontology() -> str:
    tables = [one for one in files("panoptrade.ontology").iterdir() if one.name.endswith(".csv")]
    return _hash(b"\0".join(one.read_bytes() for one in sorted(tables, key=lambda one: one.name)))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
