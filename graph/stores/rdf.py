"""Keep the graph in a store of pyoxigraph's, to be asked in SPARQL and opened with rdflib.

The store is a cache: it is named after what it was made of, the graph's manifest, the concepts of
the ontology and the engine's version, so that a stale one is never opened; a damaged one is made
again. It is only ever read where it lies, by as many processes as like.
"""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from filelock import FileLock

from panoptrade.graph import rdf_dataset
from panoptrade.graph.stores import rdf_process
from panoptrade.graph.workspace import Workspace
from panoptrade.ontology import iris, layout, skos

# Raised with every change of what is written into the store.
LAYOUT = 1


def query(
    graph: Workspace, text: str, *, limit: int | None = None, timeout: float | None = None
) -> dict[str, Any]:
    """Return what the engine answers to a text, as `rdf_worker` words it.

    Raises TooLongError when it takes longer than `timeout` seconds.
    """
    question = {"text": text, "limit": limit, "prefixes": iris.prefixes()}
    for _ in range(2):
        folder = opened(graph)
        made = _number(folder)
        found = rdf_process.ask(folder, question, timeout)
        if found["kind"] != "broken":
            return found
        rdf_process.close(folder)
        _discard(folder, made)
    msg = f"{folder}: the store was made anew and cannot be read: {found['message']}"
    raise layout.WorkspaceError(msg)


def read(graph: Workspace) -> ox.Store:
    """Return the store opened in this process, read-only."""
    folder = opened(graph)
    made = _number(folder)
    try:
        return ox.Store.read_only(str(folder))
    except (OSError, RuntimeError):
        _discard(folder, made)
        return ox.Store.read_only(str(opened(graph)))


def opened(graph: Workspace) -> Path:
    """Return the folder of the store of the graph, which is made where it is not current.

    Another process that makes it is waited for. Where the workspace cannot be written to, the
    store is made in a temporary folder that goes with this process.
    """
    path = place(graph)
    if path.exists():
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = _lock(path)
        lock.acquire()
    except OSError:
        return _aside(graph, path)
    try:
        if not path.exists():
            _make(graph, path)
    finally:
        lock.release()
    return path


def place(graph: Workspace) -> Path:
    """Return where the store of the graph, as its manifest now is, belongs."""
    manifest = (layout.graph(graph.path) / "manifest.json").read_bytes()
    made_by = f"{version('panoptrade')} {version('pyoxigraph')} {LAYOUT} {_concepts()}"
    key = hashlib.sha256(manifest + made_by.encode()).hexdigest()
    return graph.path / "stores" / "rdf" / key[:32]


def fill(graph: Workspace, folder: Path) -> None:
    """Make a store of a graph in a folder, in bulk and in bounded memory."""
    store = ox.Store(str(folder))
    # Opened afresh: an older manifest would hide the sources that came since.
    lines = rdf_dataset.lines(Workspace(graph.path))
    store.bulk_load(rdf_dataset.stream(lines), ox.RdfFormat.N_QUADS, lenient=True)
    store.flush()


def _make(graph: Workspace, path: Path) -> None:
    # The lock is ours: what else lies there is of an older graph, or of a process that died.
    for left in path.parent.iterdir():
        shutil.rmtree(left, ignore_errors=True)
    with layout.replacing(path) as fresh:
        fill(graph, fresh)
        if place(graph) != path:
            msg = f"{graph.path}: the graph was built anew meanwhile; ask again"
            raise layout.WorkspaceError(msg)


@lru_cache(maxsize=4)
def _aside(graph: Workspace, path: Path) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="panoptrade-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    fill(graph, folder / path.name)
    return folder / path.name


def _lock(path: Path) -> FileLock:
    return FileLock(path.parent.with_name(".rdf.lock"))


def _number(folder: Path) -> int:
    """Return what tells a folder from another that takes its place; 0 for none."""
    return folder.stat().st_ino if folder.exists() else 0


def _discard(folder: Path, made: int) -> None:
    """Remove a damaged store, unless another process has already put a sound one in its place."""
    with _lock(folder):
        if _number(folder) == made:
            shutil.rmtree(folder, ignore_errors=True)
    _aside.cache_clear()


@lru_cache(maxsize=1)
def _concepts() -> str:
    return hashlib.sha256("".join(skos.blocks()).encode()).hexdigest()
