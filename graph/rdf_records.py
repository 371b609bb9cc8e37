"""Write what sources say as RDF with its provenance, and read the records back.

A source has a named graph, whose name is the IRI of the source. In it stand

- its statements about things, in the words of the merged graph, so that a question put to the
  merged graph can be put to one source alone;
- each of its records as a `prov:Entity` that is a `prov:specializationOf` the thing and derived
  from the source, with locator, grade and date.

What a record says, word by word, stands in a second graph, where it is not counted twice. The
statements about things follow decisions on which ids mean the same; a record never changes.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox

from panoptrade.graph import rdf_lines
from panoptrade.ontology import iris, predicates, schema
from panoptrade.ontology.predicates import REFERENCE, Predicate
from panoptrade.ontology.records import Record
from panoptrade.ontology.values import Money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pyarrow as pa

RECORD, RECORDS = f"{iris.BASE}record/", f"{iris.BASE}records/"
ENTITY = rdf_lines.node("prov:Entity")
SPECIAL = rdf_lines.node("prov:specializationOf")
DERIVED = rdf_lines.node("prov:wasDerivedFrom")
OF_CLASS = rdf_lines.node("pt:of_class")
ID, GRADE, SEEN = (one for one in predicates.provenance() if one.name in {"id", "grade", "seen"})
LOCATOR = replace(
    ID, name="locator", column="locator", description="Where in the source it stands."
)
PLACE = (ID, LOCATOR, GRADE, SEEN)


def lines(
    cls: str, source: str, batches: Iterable[pa.RecordBatch], moves: Mapping[str, str]
) -> Iterator[str]:
    """Yield the lines of each thing of a source's table of records, which is sorted by id.

    `moves` gives the id that an id was merged into, by a decision.
    """
    end = f" {graph(source)} .\n"
    write = _writer(cls, source)
    found = predicates.of(cls)
    columns = [one.column for one in (*PLACE, *found)]
    every = (row for batch in batches for row in rdf_lines.rows(batch, columns))
    for key, group in groupby(every, key=lambda row: row[0]):
        moved = moves.get(key, key)
        subject = rdf_lines.thing(moved)
        about = rdf_lines.types(cls)(subject, end)
        about += rdf_lines.said(subject, (ID,), (moved,), end)
        entities = []
        ordinals: dict[str, int] = {}
        for row in group:
            ordinals[row[1]] = ordinals.get(row[1], 0) + 1
            about += rdf_lines.said(subject, found, row[len(PLACE) :], end, moves)
            entities.append(write(moved, subject, row, ordinals[row[1]]))
        # Several records of a thing say the same in part.
        yield "".join([*dict.fromkeys(about), *entities])


def graph(source: str) -> str:
    """Return the name of a source's graph as N-Quads takes it: the IRI of the source."""
    return rdf_lines.thing(f"source:{source}")


def read(quads: Iterable[ox.Quad]) -> Iterator[Record]:
    """Yield the records among quads, in the order of their IRIs."""
    found: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(RECORD):
            assert isinstance(quad.object, ox.NamedNode | ox.Literal)
            said = found.setdefault(quad.subject.value, {})
            said.setdefault(quad.predicate.value, []).append(quad.object.value)
    for iri in sorted(found):
        yield _record(found[iri])


def _writer(cls: str, source: str) -> Callable[[str, str, tuple[Any, ...], int], str]:
    plain = _plain(cls)
    places = [len(PLACE) + place for _, place in plain]
    predicates_said = [one for one, _ in plain]
    end, verbatim = f" {graph(source)} .\n", f" <{RECORDS}{_quoted(source)}> .\n"
    head = f"{{0}} {rdf_lines.TYPE} {ENTITY}{end}{{0}} {SPECIAL} {{1}}{end}"
    head += f"{{0}} {DERIVED} {graph(source)}{end}"
    of_class = f"{{0}} {OF_CLASS} {rdf_lines.node(f'pt:{cls}')}{verbatim}"
    start = f"<{RECORD}{_quoted(source)}/{cls}/"

    def write(key: str, subject: str, row: tuple[Any, ...], ordinal: int) -> str:
        again = f"/{ordinal}" if ordinal > 1 else ""
        entity = f"{start}{_quoted(row[0])}/{_quoted(row[1])}{again}>"
        lines = [head.format(entity, subject)]
        lines += rdf_lines.said(entity, PLACE[1:], row[1 : len(PLACE)], end)
        lines += [of_class.format(entity)]
        # The id of a record is told where a decision gives the thing another one.
        lines += rdf_lines.said(entity, (ID,), (row[0],), verbatim) if row[0] != key else []
        lines += rdf_lines.said(entity, predicates_said, [row[one] for one in places], verbatim)
        return "".join(lines)

    return write


@cache
def _plain(cls: str) -> tuple[tuple[Predicate, int], ...]:
    """Return the predicates that hold a column as it is, with their places: no derived years."""
    every = enumerate(predicates.of(cls))
    return tuple((one, place) for place, one in every if one.name == one.column)


def _quoted(text: str) -> str:
    return quote(text, safe=":")


def _record(said: Mapping[str, list[str]]) -> Record:
    def one(curie: str) -> str | None:
        return next(iter(said.get(iris.expand(curie), [])), None)

    cls = str(one("pt:of_class")).removeprefix(iris.OWN["pt"])
    source = iris.id_of(str(one("prov:wasDerivedFrom"))).removeprefix("source:")
    return Record(
        cls=cls,
        id=one("pt:id") or iris.id_of(str(one("prov:specializationOf"))),
        values=_values(cls, said),
        source=source,
        locator=str(one("pt:locator")),
        grade=str(one("pt:grade")),
        seen=one("pt:seen"),
    )


def _values(cls: str, said: Mapping[str, list[str]]) -> dict[str, Any]:
    cells = {
        predicate.column: value
        for iri, predicate in _by_iri(cls).items()
        if (value := _cell(predicate, said.get(iri, []))) is not None
    }
    for name, one in schema.properties(cls).items():
        if one.type == "money" and name in cells:
            parts = (cells.pop(f"{name}_{part}", None) for part in ("currency", "year"))
            cells[name] = Money(cells[name], *parts)
    return cells


@cache
def _by_iri(cls: str) -> dict[str, Predicate]:
    """Return the predicates that a record holds by their IRIs."""
    return {iris.expand(one.curie): one for one, _ in _plain(cls)}


def _cell(one: Predicate, texts: list[str]) -> Any:
    found = sorted(_value(one, text) for text in texts)
    if one.many:
        return found or None
    return found[0] if found else None


def _value(one: Predicate, text: str) -> Any:
    if one.datatype == REFERENCE:
        return iris.id_of(text)
    return READERS.get(one.datatype, str)(text)


READERS: dict[str, Callable[[str], Any]] = {
    "xsd:integer": int,
    "xsd:double": float,
    "xsd:boolean": lambda text: text in {"true", "1"},
}
