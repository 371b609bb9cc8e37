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
    from panoptrade.graph.candidates import candidates
    from panoptrade.graph.changes import changes
    from panoptrade.graph.chokepoints import chokepoints
    from panoptrade.graph.communities import communities
    from panoptrade.graph.conclusions import conclusions
    from panoptrade.graph.coverage import coverage
    from panoptrade.graph.dependence import dependence
    from panoptrade.graph.diff import diff
    from panoptrade.graph.exposure import exposure
    from panoptrade.graph.flows import flows
    from panoptrade.graph.leakage import leakage
    from panoptrade.graph.over_time import over_time
    from panoptrade.graph.owners import owners
    from panoptrade.graph.panel import panel
    from panoptrade.graph.placebo import placebo
    from panoptrade.graph.rank import centrality
    from panoptrade.graph.regress import regress
    from panoptrade.graph.reproduce import reproduce
    from panoptrade.graph.restricted import restricted
    from panoptrade.graph.stability import stability
    from panoptrade.graph.styling import notebook, styled
    from panoptrade.graph.uncertain import uncertain
    from panoptrade.graph.whatif import whatif
    from panoptrade.graph.windows import windows
    from panoptrade.opening import build, open, starter  # noqa: A004 - pt.open reads as it should

__version__ = "0.1.0"
__all__ = [
    "Graph", "build", "candidates", "centrality", "changes", "chokepoints", "communities",
    "conclusions", "coverage", "dependence", "diff", "exposure", "flows", "leakage", "notebook",
    "open", "over_time", "owners", "panel", "placebo", "regress", "reproduce", "restricted",
    "stability", "starter", "styled", "uncertain", "whatif", "windows",
]  # fmt: skip

_HOMES = {
    "Graph": "graph.api",
    "build": "opening",
    "candidates": "graph.candidates",
    "centrality": "graph.rank",
    "changes": "graph.changes",
    "chokepoints": "graph.chokepoints",
    "communities": "graph.communities",
    "conclusions": "graph.conclusions",
    "coverage": "graph.coverage",
    "dependence": "graph.dependence",
    "diff": "graph.diff",
    "exposure": "graph.exposure",
    "flows": "graph.flows",
    "leakage": "graph.leakage",
    "notebook": "graph.styling",
    "open": "opening",
    "over_time": "graph.over_time",
    "owners": "graph.owners",
    "panel": "graph.panel",
    "placebo": "graph.placebo",
    "regress": "graph.regress",
    "reproduce": "graph.reproduce",
    "restricted": "graph.restricted",
    "stability": "graph.stability",
    "starter": "opening",
    "styled": "graph.styling",
    "uncertain": "graph.uncertain",
    "whatif": "graph.whatif",
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
