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
    """A data set whose own methods do not warn of the name that they use themselves."""

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
