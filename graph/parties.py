"""Lay the bodies, persons and products of a graph out to be compared with each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from panoptrade.ontology import names, schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from panoptrade.graph.workspace import Workspace

CLASSES = ("Vendor", "Organization", "Government", "Person", "Product")
IDENTIFIERS = ("lei", "uscc", "registration", "isin", "ticker", "wikidata")
# A body has one of each of these: two values speak against identity.
# Exchanges give one symbol to several firms.
WEAK = ("ticker",)
SINGLE = ("lei", "uscc", "wikidata")


@dataclass(frozen=True, slots=True)
class Party:
    """What is known of one body, person or product when it is compared with another.

    `countries` are alpha-3 codes; `identifiers` hold `(kind, value)`; `maker` is a product's.
    """

    id: str
    cls: str
    names: tuple[str, ...]
    countries: frozenset[str] = frozenset()
    identifiers: frozenset[tuple[str, str]] = frozenset()
    makers: frozenset[str] = frozenset()
    sources: tuple[str, ...] = ()

    def of(self, kind: str) -> frozenset[str]:
        """Return its identifiers of one kind."""
        return frozenset(value for one, value in self.identifiers if one == kind)


def parties(graph: Workspace, classes: Iterable[str] = CLASSES) -> list[Party]:
    """Return the parties of a graph, by id; those without any name are left out."""
    found = [
        party(cls, row) for cls in classes for row in graph.arrow(cls).to_pylist() if row["name"]
    ]
    return sorted(found, key=lambda one: one.id)


def party(cls: str, row: Mapping[str, Any]) -> Party:
    """Return the party that a merged row is about; a name of signs only is none."""
    said = [row["name"], *(row.get("alias") or [])]
    kinds = [kind for kind in IDENTIFIERS if kind in schema.properties(cls)]
    return Party(
        id=row["id"],
        cls=cls,
        names=tuple(dict.fromkeys(name for name in said if names.key(name))),
        countries=frozenset(one.partition(":")[2] for one in row.get("country") or ()),
        identifiers=frozenset((kind, one) for kind in kinds for one in _listed(row[kind])),
        makers=frozenset(row.get("maker") or ()),
        sources=tuple(row["sources"]),
    )


def kind(cls: str) -> str:
    """Return the class that ids of a class share, as Organization of a Vendor."""
    return schema.lineage(cls)[-1]


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
