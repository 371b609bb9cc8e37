"""Open the graph of a workspace, or the starter graph that ships."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path

from platformdirs import user_cache_path

from panoptrade.graph import merge
from panoptrade.graph.api import Graph, open_graph
from panoptrade.loaders import starter as facts
from panoptrade.ontology.layout import WorkspaceError

# What the merged starter graph depends on beside its facts.
MADE_BY = (
    ("panoptrade.graph", ".py"),
    ("panoptrade.ontology", ".csv"),
    ("panoptrade.ontology", ".py"),
)


def open(workspace: str | Path) -> Graph:  # noqa: A001 - pt.open reads as it should
    """Open a workspace that has been built.

    Raises WorkspaceError when the folder holds no graph, or one of a newer version.
    """
    return open_graph(Path(workspace))


def build(workspace: str | Path) -> Graph:
    """Merge all that was loaded into a workspace, and open it.

    Raises WorkspaceError when nothing was loaded.
    """
    merge.build(Path(workspace))
    return open_graph(Path(workspace))


def starter() -> Graph:
    """Open the starter graph; it is merged once into the user's cache, never into the package.

    Where the cache cannot be written, a temporary folder serves for as long as the program runs.
    """
    workspace = user_cache_path("panoptrade") / f"starter-{_fingerprint()[:16]}"
    try:
        return open_graph(workspace)
    except WorkspaceError:
        pass
    try:
        return _merged(workspace)
    except OSError:
        return _temporary()


def _merged(workspace: Path) -> Graph:
    """Merge the starter facts beside their place, and put them there whole."""
    workspace.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{workspace.name}-", dir=workspace.parent))
    try:
        facts.put(fresh)
        merge.build(fresh)
        shutil.rmtree(workspace, ignore_errors=True)
        fresh.rename(workspace)
    except OSError:
        # Another process may have put its own there meanwhile, which is the same.
        if not (workspace / "graph").is_dir():
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return open_graph(workspace)


@cache
def _temporary() -> Graph:
    try:
        folder = Path(tempfile.mkdtemp(prefix="panoptrade-"))
    except OSError as error:
        msg = "the starter graph wants a folder that can be written; set XDG_CACHE_HOME to one"
        raise WorkspaceError(msg) from error
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    facts.put(folder)
    return build(folder)


def _fingerprint() -> str:
    found = hashlib.sha256(facts.checksum().encode())
    for package, ending in MADE_BY:
        inside = sorted(files(package).iterdir(), key=lambda one: one.name)
        for one in inside:
            if one.name.endswith(ending):
                found.update(one.read_bytes())
    return found.hexdigest()
