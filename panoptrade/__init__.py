"""A cited knowledge graph of the surveillance-technology trade."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

# A checkout without symbolic links has the three folders beside this one, not in it.
if not (Path(__file__).parent / "graph").is_dir():  # pragma: no cover - Windows' default
    __path__.append(str(Path(__file__).parent.parent))

if TYPE_CHECKING:
    from panoptrade.graph.api import Graph
    from panoptrade.graph.coverage import coverage
    from panoptrade.graph.diff import diff
    from panoptrade.graph.flows import flows
    from panoptrade.graph.leakage import leakage
    from panoptrade.graph.rank import centrality
    from panoptrade.graph.reproduce import reproduce
    from panoptrade.graph.stability import stability
    from panoptrade.graph.uncertain import uncertain
    from panoptrade.graph.windows import windows
    from panoptrade.opening import build, open, starter  # noqa: A004 - pt.open reads as it should

__version__ = "0.1.0"
__all__ = [
    "Graph", "build", "centrality", "coverage", "diff", "flows", "leakage", "open", "reproduce",
    "stability", "starter", "uncertain", "windows",
]  # fmt: skip

_HOMES = {
    "Graph": "graph.api",
    "build": "opening",
    "centrality": "graph.rank",
    "coverage": "graph.coverage",
    "diff": "graph.diff",
    "flows": "graph.flows",
    "leakage": "graph.leakage",
    "open": "opening",
    "reproduce": "graph.reproduce",
    "stability": "graph.stability",
    "starter": "opening",
    "uncertain": "graph.uncertain",
    "windows": "graph.windows",
}


def __getattr__(name: str) -> Any:
    # Lazy, so that `panoptrade --help` and a plain import stay light.
    if name not in _HOMES:
        msg = f"module 'panoptrade' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"panoptrade.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
