"""Validate the RDF of a graph against shapes.ttl with pySHACL, in a time that stays bearable.

pySHACL takes a fifth of a millisecond and more for each property of each thing, a minute for the
starter graph. But whether a property conforms depends on its values alone, and on the classes of
what it points to; and most values repeat. So of the things with the same values under a property
only the first is checked, and what is wrong with it is reported of them all: the same result.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pyshacl
import rdflib
from pyoxigraph import NamedNode
from rdflib import RDF, SH, XSD, Literal, URIRef

from panoptrade.graph import merged, rdf
from panoptrade.graph.complaints import Complaint
from panoptrade.ontology import iris, predicates, schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pyarrow as pa

    from panoptrade.graph.rdf import Term
    from panoptrade.ontology.predicates import Predicate

BATCH = 50_000
# Things by the predicate and the one of them that stands for all in the check.
Alike = dict[tuple[str, str], list[str]]


def complaints(folder: Path) -> Iterator[Complaint]:
    """Yield every breach of the shapes by the graph of a folder: which thing, property, value.

    Raises WorkspaceError when the folder holds no table, or a damaged one.
    """
    with _quiet():
        yield from _of_folder(folder)


def _of_folder(folder: Path) -> Iterator[Complaint]:
    found = merged.tables(folder)
    kinds = {iri: cls for cls, path in found.items() for iri in _things(path)}
    for cls, path in found.items():
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(BATCH):
                yield from _of_batch(cls, batch, kinds)


def _of_batch(cls: str, batch: pa.RecordBatch, kinds: Mapping[str, str]) -> Iterator[Complaint]:
    shapes, data, alike = _shapes(cls), rdflib.Graph(), Alike()
    ids = batch.column("id").to_pylist()
    for one in (*predicates.provenance(), *predicates.of(cls)):
        predicate = URIRef(iris.expand(one.curie))
        for cell, group in _groups(ids, batch.column(one.column).to_pylist()):
            first = URIRef(iris.iri(group[0]))
            alike[str(predicate), str(first)] = group
            terms = [_term(term) for term in rdf.terms(one, cell)]
            for term in terms:
                data.add((first, predicate, term))
                if str(term) in kinds:
                    _classify(data, term, kinds[str(term)])
            if not terms:
                shapes.add((_shape(cls, one), SH.targetNode, first))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    yield from _read(report, alike)


@contextmanager
def _quiet() -> Iterator[None]:
    # rdflib logs a traceback for each literal that its datatype does not take; we complain of it.
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def _things(path: Path) -> list[str]:
    column = pq.read_table(path, columns=["id"]).column("id")
    return [iris.iri(key) for key in column.to_pylist()]


def _groups(ids: list[str], cells: list[Any]) -> list[tuple[Any, list[str]]]:
    """Return each distinct cell of a column with the ids of the rows that hold it."""
    found: dict[str, tuple[Any, list[str]]] = {}
    for key, cell in zip(ids, cells, strict=True):
        found.setdefault(repr(cell), (cell, []))[1].append(key)
    return list(found.values())


def _term(term: Term) -> URIRef | Literal:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    # rdflib tells "a" from "a"^^xsd:string, and would rewrite values in its own form.
    datatype = URIRef(term.datatype.value)
    return Literal(
        term.value, datatype=None if datatype == XSD.string else datatype, normalize=False
    )


def _classify(data: rdflib.Graph, thing: rdflib.term.Node, cls: str) -> None:
    for name in schema.lineage(cls):
        data.add((thing, RDF.type, URIRef(iris.expand(f"pt:{name}"))))


def _shapes(cls: str) -> rdflib.Graph:
    """Return the shapes of a class, each aimed by itself at the subjects of its property.

    A property shape that a node shape holds is prepared anew for each thing; one with a target of
    its own is prepared once for all.
    """
    every, found = _every_shape(), rdflib.Graph()
    for name in schema.lineage(cls):
        node = URIRef(iris.expand(f"pts:{name}"))
        found += every.cbd(node)
        found.remove((node, SH.targetClass, None))
        found.remove((node, SH.property, None))
        found.add((node, SH.targetSubjectsOf, URIRef(iris.expand("pt:id"))))
        for shape in every.objects(node, SH.property):
            found += every.cbd(shape)
            path = every.value(shape, SH.path, any=False)
            assert path is not None
            found.add((shape, SH.targetSubjectsOf, path))
    return found


@cache
def _every_shape() -> rdflib.Graph:
    text = files("panoptrade.ontology").joinpath("shapes.ttl").read_text(encoding="utf-8")
    return rdflib.Graph().parse(data=text, format="turtle")


def _shape(cls: str, one: Predicate) -> URIRef:
    owner = one.owner or schema.lineage(cls)[-1]
    return URIRef(iris.expand(f"pts:{owner}-{one.name.rpartition(':')[2]}"))


def _read(report: rdflib.Graph, alike: Alike) -> Iterator[Complaint]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        said = {str(name): str(value) for name, value in report.predicate_objects(result)}
        focus, path = said[str(SH.focusNode)], said.get(str(SH.resultPath), "")
        component = said[str(SH.sourceConstraintComponent)].rpartition("#")[2]
        name = path.rpartition("#")[2] or "id"
        value = said.get(str(SH.value), "nothing")
        value = iris.id_of(value) if value.startswith(iris.THING) else value
        for key in alike.get((path, focus), [iris.id_of(focus)]):
            yield Complaint(
                "shacl",
                key,
                f"{name}: {value} ({component.removesuffix('ConstraintComponent')})",
                said[str(SH.resultMessage)],
            )
