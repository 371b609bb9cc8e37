"""Find what goes round in relations that may not."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from panoptrade.ontology import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duckdb import DuckDBPyConnection

# Holdings and supplies do go round; what follows another in time does not.
ACYCLIC = ("Succession",)


def relations(db: DuckDBPyConnection) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each relation that may not go round, with its pairs: what points up, and to what."""
    for cls, name in hierarchical():
        query = "SELECT DISTINCT id, target FROM refs WHERE cls = ? AND property = ? ORDER BY ALL"
        yield name, db.execute(query, [cls, name]).fetchall()
    for cls in ACYCLIC:
        one = schema.get(cls)
        ends = f'"{one.source}", "{one.target}"'
        query = f'SELECT DISTINCT {ends} FROM "{cls}" ORDER BY ALL'  # noqa: S608 - our own names
        yield cls, db.execute(query).fetchall()


def hierarchical() -> Iterator[tuple[str, str]]:
    """Yield the properties of nodes that point to their own class, with the class."""
    for cls, one in schema.classes().items():
        for name, found in schema.properties(cls).items():
            if one.kind == "node" and set(found.targets) & set(schema.lineage(cls)):
                yield cls, name


def cycles(pairs: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """Yield ways around, the first thing again at the end of each; every one is broken once found.

    A thing that points to itself goes round in one step.
    """
    above: dict[str, set[str]] = {}
    for low, high in pairs:
        above.setdefault(low, set()).add(high)
    while True:
        try:
            TopologicalSorter({low: sorted(above[low]) for low in sorted(above)}).prepare()
        except CycleError as error:
            found = _from_least(error.args[1][:0:-1])
            yield found
            above[found[0]].discard(found[1])
        else:
            return


def _from_least(ring: list[str]) -> list[str]:
    at = ring.index(min(ring))
    return [*ring[at:], *ring[:at], ring[at]]
