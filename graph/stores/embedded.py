"""Keep the graph in a file of kglite's, and ask it in Cypher without any server.

The file is a cache. It is named after what it was made of, the graph's manifest and the engine's
version, so that a stale one is never opened; a damaged one is made again.
"""

from __future__ import annotations

import hashlib
import warnings
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import kglite
from filelock import FileLock

from panoptrade.graph import cypher_rows
from panoptrade.graph.cypher_text import CypherError, at, tokens
from panoptrade.graph.places import offset
from panoptrade.graph.stores import kglite_text
from panoptrade.graph.stores.kglite_fill import fill
from panoptrade.graph.workspace import Workspace
from panoptrade.ontology import layout

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd
    from kglite import KnowledgeGraph

# Raised with every change of how the tables are laid out in the store.
LAYOUT = 1
# Two passes of the optimiser that return wrong counts on some patterns.
UNSAFE_PASSES = ["fuse_match_return_aggregate", "fuse_optional_match_aggregate"]

# What may be wrong with a text we say ourselves, with its place; kglite would print it.
kglite.set_query_warning_policy("silent")


def query(
    graph: Workspace,
    text: str,
    params: Mapping[str, Any],
    *,
    limit: int | None = None,
    timeout: float | None = None,
) -> pd.DataFrame:
    """Return the rows that a text gives, at most `limit`, within `timeout` seconds.

    Raises CypherError saying what is wrong with the text and where, or that the time ran out.
    """
    kglite_text.check(text)
    engine = opened(graph)
    adapted, inserted = kglite_text.adapted(text)
    try:
        found = engine.cypher(
            adapted,
            params=dict(params),
            row_limit=limit,
            timeout_ms=0 if timeout is None else max(1, round(timeout * 1000)),
            disabled_passes=UNSAFE_PASSES,
            hide_structural_keys=True,
        )
    except kglite.CypherTimeoutError as error:
        msg = f"no answer within {timeout:g} seconds; ask for less, or give more time (--timeout)"
        raise CypherError(msg) from error
    except (kglite.KgError, ValueError, OverflowError) as error:
        raise _explained(text, adapted, inserted, error) from error
    assert isinstance(found, kglite.ResultView)
    rows = ([kglite_text.plain(value) for value in row.values()] for row in found.to_list())
    columns = kglite_text.columns(text, found.columns)
    return cypher_rows.frame(columns, rows, _notes(found.diagnostics, limit))


def opened(graph: Workspace) -> KnowledgeGraph:
    """Return the engine with the store of the graph, which is made where it is not current.

    Another process that makes it is waited for. A workspace that cannot be written to is asked
    all the same: its graph is then held in memory.
    """
    path = place(graph)
    try:
        return _load(path) or _made(graph, path)
    except (OSError, kglite.FileIoError):
        return _in_memory(graph, path)


def place(graph: Workspace) -> Path:
    """Return where the store of the graph, as its manifest now is, belongs."""
    manifest = (layout.graph(graph.path) / "manifest.json").read_bytes()
    made_by = f"{version('panoptrade')} {version('kglite')} {LAYOUT}"
    key = hashlib.sha256(manifest + made_by.encode()).hexdigest()
    return graph.path / "stores" / "cypher" / f"{key[:32]}.kgl"


def _made(graph: Workspace, path: Path) -> KnowledgeGraph:
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.parent.with_name(".cypher.lock")):
        found = _load(path)
        if found is None:
            _write(graph, path)
            found = _load(path)
    if found is None:
        msg = f"{path}: written, and cannot be read again; is the disk sound?"
        raise layout.WorkspaceError(msg)
    return found


def _write(graph: Workspace, path: Path) -> None:
    # The lock is ours: what else lies there is of an older graph, or of a process that died.
    for left in path.parent.iterdir():
        left.unlink()
    fresh = path.with_suffix(".new")
    engine = _filled(graph)
    if place(graph) != path:
        msg = f"{graph.path}: the graph was built anew meanwhile; ask again"
        raise layout.WorkspaceError(msg)
    with warnings.catch_warnings():
        # Lists have no form that is read in place; they are loaded instead, which is what we want.
        warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
        engine.save(str(fresh))
    fresh.replace(path)


def _load(path: Path) -> KnowledgeGraph | None:
    """Return the engine with a store; None where there is none, or one that is damaged."""
    try:
        made = path.stat()
        return _loaded(path, made.st_ino, made.st_mtime_ns, made.st_size)
    except (FileNotFoundError, kglite.KgError):
        return None


@lru_cache(maxsize=2)
def _loaded(path: Path, *_: int) -> KnowledgeGraph:
    """Return the engine with a store; the file's number, time and size tell one from the next."""
    engine = kglite.load(str(path), verify="eager")
    engine.read_only(True)  # noqa: FBT003 - the engine's own signature
    return engine


@lru_cache(maxsize=1)
def _in_memory(graph: Workspace, path: Path) -> KnowledgeGraph:
    assert path.name, "the graph is told by the place of the store that it would have"
    engine = _filled(graph)
    engine.read_only(True)  # noqa: FBT003
    return engine


def _filled(graph: Workspace) -> KnowledgeGraph:
    engine = kglite.KnowledgeGraph()
    # Opened afresh: an older manifest would hide the classes that came since.
    fill(engine, Workspace(graph.path))
    return engine


def _notes(diagnostics: dict[str, Any] | None, limit: int | None) -> list[str]:
    total = (diagnostics or {}).get("total_rows")
    return (
        [] if limit is None or total is None or total <= limit else [cypher_rows.cut(limit, total)]
    )


def _explained(text: str, adapted: str, inserted: list[int], error: Exception) -> CypherError:
    """Return the engine's complaint in our form; its first line holds all that is not the place."""
    said = str(error).split("\n", 1)[0]
    line, column = getattr(error, "line", None), getattr(error, "col", None)
    if line is None or column is None:
        return _placed_word(text, said.partition(" error: ")[2] or said)
    start = kglite_text.original(offset(adapted, line, column), inserted)
    message = said.partition(f"col {column}: ")[2] or said
    return at(text, _blamed(text, start, message), message)


def _blamed(text: str, start: int, message: str) -> int:
    """Return the place of the token that a complaint is about: the engine may name the next one."""
    before = [token for token in tokens(text) if token.start < start]
    named = message.partition(" — ")[0].split()
    return before[-1].start if before and before[-1].keyword in named else start


def _placed_word(text: str, said: str) -> CypherError:
    """Return a complaint without a place with that of the function which it names."""
    name = said.removeprefix("Unknown function: ") if said.startswith("Unknown function: ") else ""
    for token in tokens(text):
        if token.name and token.name.casefold() == name.casefold():
            return at(text, token.start, f"no function {token.name!r}")
    return CypherError(said)
