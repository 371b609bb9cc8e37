"""Show the store of RDF to users of rdflib."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import oxrdflib
import rdflib

from panoptrade.graph.stores import rdf
from panoptrade.ontology import iris

if TYPE_CHECKING:
    from panoptrade.graph.workspace import Workspace


class Dataset(rdflib.Dataset):
    """A data set that is only read, and whose methods do not warn of a name they use themselves."""

    def graph(self, identifier: Any = None, base: str | None = None) -> rdflib.Graph:
        """Return the graph of a name; rdflib's own method would write that name down."""
        return self.get_context(identifier, base=base)

    @property
    def default_context(self) -> Any:
        """The default graph, under the name by which rdflib still asks for it."""
        return self.default_graph

    @default_context.setter
    def default_context(self, graph: Any) -> None:
        self.default_graph = graph


def dataset(graph: Workspace) -> Dataset:
    """Return the store as rdflib sees it: read-only, the prefixes bound."""
    found = Dataset(store=oxrdflib.OxigraphStore(store=rdf.read(graph)))
    for prefix, iri in iris.prefixes().items():
        found.bind(prefix, iri)
    return found
