"""Gather what entities of FollowTheMoney point to: names of things, their schemata, codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from panoptrade.ontology import ftm, schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from panoptrade.graph.workspace import Workspace

Row = dict[str, Any]
COUNTRY = "Country"


@dataclass(frozen=True, slots=True)
class Things:
    """What a graph holds, by id: names of all; the schema of an entity; rows of all others.

    `inside` holds things that become no entities, as countries and programmes: what refers to
    them says what they are instead.
    """

    names: Mapping[str, str]
    schemata: Mapping[str, str]
    inside: Mapping[str, tuple[str, Row]]

    def code(self, id_: str) -> str | None:
        """Return what stands for a thing that is no entity: a country's code, or its name."""
        cls, row = self.inside[id_]
        if cls == COUNTRY:
            return ftm.country(row["iso3"], row["iso2"])
        return str(row["name"])


def gather(graph: Workspace) -> Things:
    """Return the things of a graph; a body that is owned gets a schema of what can be owned."""
    names: dict[str, str] = {}
    schemata: dict[str, str] = {}
    inside: dict[str, tuple[str, Row]] = {}
    for cls in schema.classes():
        found = ftm.schema_of(cls)
        if found is None and "name" not in schema.properties(cls):
            continue
        for row in rows(graph, cls):
            if found is None:
                inside[row["id"]] = cls, row
            else:
                schemata[row["id"]] = _schema(found, cls, row)
            if name := row.get("name"):
                names[row["id"]] = name
    for id_, wanted in _pointed(graph):
        if id_ in schemata:
            schemata[id_] = ftm.narrowed(schemata[id_], wanted)
    return Things(names, schemata, inside)


def rows(graph: Workspace, cls: str) -> Iterator[Row]:
    """Yield the merged rows of a class as plain data, a batch at a time, in the order of ids."""
    for batch in graph.arrow(cls).to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()


def ids(value: Any) -> list[str]:
    """Return the ids that a cell of references holds."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def _schema(found: str, cls: str, row: Row) -> str:
    """Return what a row becomes, by its codes, and by properties that only some schemata have."""
    listed = schema.properties(cls).values()
    found = ftm.event(found, {one.terms: row[one.name] for one in listed if one.terms})
    for one in listed:
        slots = ftm.slots(one)
        if row[one.name] and not one.targets and not any(ftm.fits(found, s.schema) for s in slots):
            wider = (ftm.narrowed(found, slot.schema) for slot in slots)
            found = next((each for each in wider if ftm.fits(each, found)), found)
    return found


def _pointed(graph: Workspace) -> Iterator[tuple[str, str]]:
    """Yield the ids that entities point to, and the schema that must be there."""
    for cls in schema.classes():
        main = ftm.schema_of(cls)
        for one in schema.properties(cls).values() if main and one_refers(cls) else ():
            for slot in ftm.slots(one):
                wanted = ftm.target(slot)
                if one.targets and main and wanted and ftm.fits(main, slot.schema):
                    column = graph.arrow(cls)[one.name].to_pylist()
                    yield from ((id_, wanted) for cell in column for id_ in ids(cell))


def one_refers(cls: str) -> bool:
    """Tell whether a class has references at all."""
    return any(one.targets for one in schema.properties(cls).values())
