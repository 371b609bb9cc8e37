"""The graph as Python users hold it: one object, its tables, networks and answers."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from panoptrade.graph import cypher as asking
from panoptrade.graph import find as finding
from panoptrade.graph import inline
from panoptrade.graph.workspace import Workspace, check_built
from panoptrade.ontology import layout, words

if TYPE_CHECKING:
    from os import PathLike

    import networkx as nx
    import pandas as pd
    import rdflib

    from panoptrade.graph.complaints import Complaint

# The modules that write pages, by the kind of page.
VIEWS = {
    "network": "view_network",
    "explorer": "view_explorer",
    "flows": "view_flows",
    "published": "view_published",
    "report": "view_report",
    "dossier": "view_dossier",
    "dossiers": "view_dossiers",
}


@dataclass(frozen=True)
class Graph(Workspace):
    """A workspace that has been built; nothing that its methods do changes it.

    A method imports what it needs when it is called: opening a graph stays quick.
    """

    def find(self, wanted: str) -> finding.Found:
        """Return the thing that an id, a name or an alias means; see `graph.find.find`."""
        return finding.find(self, wanted)

    def as_one(self) -> Graph:
        """Return the graph as if nobody had been renamed; see `graph.identity.as_one`."""
        from panoptrade.graph.identity import as_one

        return as_one(self)

    def explain(self, wanted: str) -> pd.DataFrame:
        """Return what each source says of a thing; see `graph.explain.explain`."""
        self._as_it_is()
        from panoptrade.graph.explain import explain

        return explain(self, self.find(wanted).id)

    def network(self, projection: str | None = None, **filters: Any) -> nx.MultiDiGraph[str]:
        """Return the graph, or a named projection of it, for networkx; see `graph.network`."""
        from panoptrade.graph.network import network

        return network(self, projection, **filters)

    def view(
        self,
        path: str | PathLike[str] | None = None,
        kind: str = "network",
        *,
        height: int = inline.HEIGHT,
        **options: Any,
    ) -> inline.Page:
        """Write a page to look at, and return it: a path, and what a notebook shows.

        `kind`: network (a small one), explorer, flows, dossier (of what is given as `about`),
        dossiers (a folder of all, of which the index is returned), published (figures computed
        anew) or report; each takes the options of `view` in its module, `graph.view_network` and
        so on. Without a path the page is kept in a temporary file for as long as the program runs.
        `height` in pixels is that of the frame in a notebook.
        Raises UnknownWordError for a wrong kind, ValueError for a kind in the place of the path.
        """
        words.choose(kind, VIEWS, "view")
        if isinstance(path, str) and path in VIEWS:
            msg = f"{path!r} is a kind of page and no path: write view(kind={path!r})"
            raise ValueError(msg)
        writer = import_module(f"panoptrade.graph.{VIEWS[kind]}")
        target = inline.passing(kind) if path is None else Path(path)
        return inline.held(writer.view(self, target, **options), height)

    def cypher(
        self,
        text: str,
        /,
        *,
        limit: int | None = None,
        timeout: float | None = asking.TIMEOUT,
        on: str = "embedded",
        **params: Any,
    ) -> pd.DataFrame:
        """Return the rows that a reading Cypher text gives; see `graph.cypher.cypher`.

        `$name` in the text takes the value given as `name=…`; one that is called as an option,
        as `$limit` is, takes the option's.
        """
        self._as_it_is()
        own = {"limit": limit, "timeout": timeout, "on": on}
        given = {name: own[name] for name in asking.parameters(text) if own.get(name) is not None}
        return asking.cypher(self, text, given | params, on=on, limit=limit, timeout=timeout)

    def sparql(
        self,
        text: str,
        /,
        *,
        limit: int | None = None,
        timeout: float | None = asking.TIMEOUT,
        **params: Any,
    ) -> pd.DataFrame:
        """Return the rows that a SPARQL question gives; see `graph.sparql.sparql`.

        `?name` in the text takes the value given as `name=…`.
        """
        self._as_it_is()
        from panoptrade.graph.sparql import sparql

        return sparql(self, text, params, limit=limit, timeout=timeout)

    def ask(
        self,
        question: str,
        /,
        *,
        language: str = "cypher",
        on: str = "embedded",
        limit: int | None = None,
        timeout: float | None = asking.TIMEOUT,
        **params: Any,
    ) -> pd.DataFrame:
        """Return the rows that answer a question known by its name; see `graph.named.ask`."""
        self._as_it_is()
        from panoptrade.graph import named

        return named.ask(
            self, question, params, language=language, on=on, limit=limit, timeout=timeout
        )

    def rdf(self) -> rdflib.Dataset:
        """Return the graph for rdflib, read-only: merged facts, and a named graph a source."""
        self._as_it_is()
        from panoptrade.graph.stores import rdf_lib

        return rdf_lib.dataset(self)

    def check(self, *, shacl: bool = False) -> list[Complaint]:
        """Return what breaks a rule of consistency, or of SHACL too; see `graph.check`."""
        self._as_it_is()
        from panoptrade.graph import check as checking

        folder = layout.graph(self.path)
        return checking.check(folder) + (checking.shacl(folder) if shacl else [])

    def _as_it_is(self) -> None:
        if self.moves:
            msg = "this asks the graph as it is; ask it of the graph before as_one()"
            raise ValueError(msg)


def open_graph(path: Path) -> Graph:
    """Open a workspace that has been built.

    Raises WorkspaceError when the folder holds no graph, or one of a newer version.
    """
    check_built(path)
    return Graph(path)
