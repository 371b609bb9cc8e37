"""Write things and records as lines of N-Quads: one way to every store and every format of RDF.

Text is many times faster than objects here: an engine reads it in its own language, and most
values repeat, so that each is written once and remembered.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from panoptrade.graph import rdf
from panoptrade.ontology import iris, predicates, schema
from panoptrade.ontology.predicates import REFERENCE, Predicate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import pyarrow as pa

    Writer = Callable[[Any], str | None]

KEPT = 50_000
TYPE = f"<{iris.expand('rdf:type')}>"


def node(curie: str) -> str:
    """Return a prefixed name as N-Quads takes it."""
    return f"<{iris.expand(curie)}>"


def thing(id: str) -> str:  # noqa: A002
    """Return the IRI of a thing as N-Quads takes it."""
    return f"<{iris.iri(id)}>"


def merged(cls: str, batch: pa.RecordBatch | pa.Table) -> Iterator[str]:
    """Yield the lines of each row of a class's merged table, for the default graph."""
    found = (*predicates.provenance(), *predicates.of(cls))
    typed = types(cls)
    for key, *cells in rows(batch, ["id", *(one.column for one in found)]):
        subject = thing(key)
        yield "".join([*typed(subject, " .\n"), *said(subject, found, cells, " .\n")])


def said(
    subject: str,
    found: Sequence[Predicate],
    cells: Sequence[Any],
    end: str,
    moves: Mapping[str, str] | None = None,
) -> list[str]:
    """Return the lines that say a row's cells of a subject; `moves` gives references other ids."""
    lines = []
    for one, cell in zip(found, cells, strict=True):
        if cell is None:
            continue
        prefix, write = _predicate(one)
        for value in cell if one.many else (cell,):
            moved = moves.get(value, value) if moves and one.datatype == REFERENCE else value
            if (text := write(moved)) is not None:
                lines.append(f"{subject} {prefix} {text}{end}")
    return lines


@cache
def types(cls: str) -> Callable[[str, str], list[str]]:
    """Return what writes the types of a thing: those of its class and of the classes above."""
    names = [node(f"pt:{name}") for name in schema.lineage(cls)]
    return lambda subject, end: [f"{subject} {TYPE} {name}{end}" for name in names]


def rows(batch: pa.RecordBatch | pa.Table, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield some columns row by row; a column that the table does not know is empty."""
    known = set(batch.schema.names)
    empty = [None] * batch.num_rows
    cells = [batch.column(name).to_pylist() if name in known else empty for name in columns]
    return zip(*cells, strict=True)


@cache
def _predicate(one: Predicate) -> tuple[str, Writer]:
    def write(value: Any) -> str | None:
        found = rdf.terms(one, [value] if one.many else value)
        return str(found[0]) if found else None

    # A number is not kept: 0.0 and -0.0 would be one to the memory.
    kept = write if one.datatype == "xsd:double" else lru_cache(maxsize=KEPT)(write)
    return node(one.curie), kept
