"""The graph as Python users hold it: one object, its tables, networks and answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from panoptrade.graph import check as checking
from panoptrade.graph import explain as explaining
from panoptrade.graph import find as finding
from panoptrade.graph import network as networks
from panoptrade.graph import view_network
from panoptrade.graph.workspace import Workspace, check_built

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx
    import pandas as pd


@dataclass(frozen=True)
class Graph(Workspace):
    """A workspace that has been built; nothing that its methods do changes it."""

    def find(self, wanted: str) -> finding.Found:
        """Return the thing that an id, a name or an alias means; see `graph.find.find`."""
        return finding.find(self, wanted)

    def explain(self, wanted: str) -> pd.DataFrame:
        """Return what each source says of a thing; see `graph.explain.explain`."""
        return explaining.explain(self, self.find(wanted).id)

    def network(self, projection: str | None = None, **filters: Any) -> nx.MultiDiGraph[str]:  # noqa: ANN401
        """Return the graph, or a named projection of it, for networkx; see `graph.network`."""
        return networks.network(self, projection, **filters)

    def view(self, path: str | Path, **options: Any) -> Path:  # noqa: ANN401
        """Write an interactive page of a small network; see `graph.view_network.view`."""
        return view_network.view(self, path, **options)

    def check(self) -> list[checking.Complaint]:
        """Return what breaks a rule of consistency; see `graph.check`."""
        return checking.check(self.path)


def open_graph(path: Path) -> Graph:
    """Open a workspace that has been built.

    Raises WorkspaceError when the folder holds no graph, or one of a newer version.
    """
    check_built(path)
    return Graph(path)
