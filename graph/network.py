"""Hand the graph, or one of its networks, to networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from panoptrade.graph.project import project
from panoptrade.ontology import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from panoptrade.graph.workspace import Workspace

# A row for each country and year: nine in ten of all edges, and rarely what a network is for.
ON_REQUEST = frozenset({"Classification", "Unrest"})
NOT_PROPERTIES = frozenset({"id", "records"})

Row = dict[str, Any]


def network(
    graph: Workspace,
    projection: str | None = None,
    *,
    classes: Iterable[str] | None = None,
    **filters: Any,
) -> nx.MultiDiGraph[str]:
    """Return the property graph, or a projection of it, as a networkx graph keyed by id.

    Without `projection` a node is a thing with its properties, its class as `label` and its
    `sources`; an edge is a reference, keyed by its role (SELLER), or a row of an edge class, keyed
    by the row's id since two bodies may be tied twice; `type` tells both (SELLER, OWNERSHIP).
    `classes` takes these only; without it all are taken but Classification and Unrest.
    With `projection` the nodes and edges carry the columns of `project`, which takes the filters.
    `graph.graph` says what it was made of; `dangling` counts references to things not in it.
    Raises UnknownWordError for a wrong word, ValueError for options that do not go together.
    """
    if projection is not None:
        if classes is not None:
            msg = "a projection has its own classes; leave out either"
            raise ValueError(msg)
        return _projected(graph, projection, **filters)
    if filters:
        msg = f"filters ({', '.join(filters)}) want a projection, as projection='vendor-country'"
        raise ValueError(msg)
    return _whole(graph, _chosen(graph, classes))


def _projected(graph: Workspace, projection: str, **filters: Any) -> nx.MultiDiGraph[str]:
    found = project(graph, projection, **filters)
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        projection=projection, filters=found.filters, totals=found.totals, notes=found.notes
    )
    for node in _rows(found.nodes):
        node["label"] = node.pop("class")
        made.add_node(node.pop("id"), **node)
    for edge in _rows(found.edges):
        made.add_edge(edge.pop("source"), edge.pop("target"), key=projection, **edge)
    return made


def _rows(frame: Any) -> Iterator[Row]:
    for row in frame.astype(object).to_dict("records"):
        yield {str(name): value for name, value in row.items() if _known(value)}


def _known(value: object) -> bool:
    return value is not None and (isinstance(value, (str, list, dict)) or value == value)


def _chosen(graph: Workspace, classes: Iterable[str] | None) -> list[str]:
    if classes is None:
        return [name for name in graph.classes() if name not in ON_REQUEST]
    return sorted({schema.get(name).name for name in classes} & set(graph.classes()))


def _whole(graph: Workspace, chosen: list[str]) -> nx.MultiDiGraph[str]:
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(projection=None, classes=chosen, dangling=0)
    tables = {name: graph.arrow(name).to_pylist() for name in chosen}
    edges = schema.edges()
    for cls in (name for name in chosen if name not in edges):
        for row in tables[cls]:
            made.add_node(row["id"], label=cls, **_properties(row))
    for cls in (name for name in chosen if name not in edges):
        for row in tables[cls]:
            _add_references(made, cls, row)
    for cls in (name for name in chosen if name in edges):
        for row in tables[cls]:
            _add_edge(made, cls, row)
    return made


def _properties(row: Row) -> Row:
    return {
        name: value
        for name, value in row.items()
        if name not in NOT_PROPERTIES and value is not None and value != []
    }


def _add_references(made: nx.MultiDiGraph[str], cls: str, row: Row) -> None:
    for name, one in schema.properties(cls).items():
        if not one.targets or row[name] is None:
            continue
        for target in row[name] if one.many else [row[name]]:
            _connect(
                made, row["id"], target, name.upper(), type=name.upper(), sources=row["sources"]
            )


def _add_edge(made: nx.MultiDiGraph[str], cls: str, row: Row) -> None:
    one = schema.get(cls)
    found = _properties(row)
    ends = found.pop(one.source), found.pop(one.target)
    _connect(made, *ends, row["id"], type=cls.upper(), **found)


def _connect(
    made: nx.MultiDiGraph[str], source: str, target: str, key: str, /, **found: Any
) -> None:
    if source in made and target in made:
        made.add_edge(source, target, key=key, **found)
    else:
        # networkx would make a bare node of an id that nothing is known of.
        made.graph["dangling"] += 1
