"""Turn the merged tables into RDF, every value typed as the ontology says."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow.parquet as pq
from pyoxigraph import Literal, NamedNode, Triple

from panoptrade.graph import merged
from panoptrade.ontology import dates, iris, predicates, schema
from panoptrade.ontology.predicates import PARTIAL, REFERENCE, Predicate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pyarrow as pa

Term: TypeAlias = NamedNode | Literal
BATCH = 10_000
TYPE = NamedNode(iris.expand("rdf:type"))


def triples(folder: Path) -> Iterator[Triple]:
    """Yield what the graph of a workspace (or a `graph/` folder) says, thing by thing.

    A thing has the types of its class and of the class's parents; `sources` become
    `prov:wasDerivedFrom`. A missing table or an empty cell gives nothing. Rows are read in batches.
    Raises WorkspaceError when the folder holds no table, or a damaged one.
    """
    for cls, path in merged.tables(folder).items():
        yield from class_triples(cls, path)


def class_triples(cls: str, path: Path) -> Iterator[Triple]:
    """Yield what the merged table of one class says."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(BATCH):
            yield from batch_triples(cls, batch)


def batch_triples(cls: str, batch: pa.RecordBatch | pa.Table) -> Iterator[Triple]:
    """Yield what some rows of a class's merged table say."""
    types = [NamedNode(iris.expand(f"pt:{name}")) for name in schema.lineage(cls)]
    found = [*predicates.provenance(), *predicates.of(cls)]
    nodes = [(NamedNode(iris.expand(one.curie)), one) for one in found]
    columns = [batch.column(one.column).to_pylist() for one in found]
    for key, *cells in zip(batch.column("id").to_pylist(), *columns, strict=True):
        subject = _thing(key)
        for type_node in types:
            yield Triple(subject, TYPE, type_node)
        for (predicate, one), cell in zip(nodes, cells, strict=True):
            if cell is not None:
                for term in terms(one, cell):
                    yield Triple(subject, predicate, term)


def terms(one: Predicate, cell: Any) -> list[Term]:
    """Return what a cell of a merged table holds under a predicate; an empty one holds nothing."""
    make = _maker(one)
    values = () if cell is None else cell if one.many else (cell,)
    return [term for value in values if (term := make(value)) is not None]


@cache
def _maker(one: Predicate) -> Callable[[Any], Term | None]:
    if one.column == "sources":
        prefix = schema.get(one.targets[0]).prefix
        return lambda name: _thing(f"{prefix}:{name}")
    if one.datatype == REFERENCE:
        return _thing
    if one.datatype == PARTIAL:
        return _partial
    if one.datatype == "xsd:string":
        return Literal
    make = MAKERS[one.datatype]
    if one.column != one.name:
        return lambda partial: None if (year := dates.year(partial)) is None else make(year)
    return make


@lru_cache(maxsize=100_000)
def _thing(id: str) -> NamedNode:  # noqa: A002
    return NamedNode(iris.iri(id))


@lru_cache(maxsize=10_000)
def _partial(text: str) -> Literal:
    try:
        datatype = predicates.precision(text)
    except ValueError:
        return Literal(text)  # what is no date stays a text, and the shapes complain of it
    return Literal(text, datatype=NamedNode(iris.expand(datatype)))


def _typed(curie: str, write: Callable[[Any], str]) -> Callable[[Any], Literal]:
    datatype = NamedNode(iris.expand(curie))
    return lambda value: Literal(write(value), datatype=datatype)


MAKERS: dict[str, Callable[[Any], Literal]] = {
    "xsd:integer": _typed("xsd:integer", str),
    "xsd:double": _typed("xsd:double", repr),
    "xsd:boolean": _typed("xsd:boolean", lambda value: "true" if value else "false"),
    "xsd:anyURI": _typed("xsd:anyURI", str),
}
