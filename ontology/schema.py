"""Read classes.csv and properties.csv as typed definitions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from panoptrade.ontology import tables, words

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Property:
    """One property of one class, as properties.csv defines it."""

    owner: str
    name: str
    type: str
    many: bool
    required: bool
    unit: str
    description: str
    align: tuple[str, ...]

    @property
    def targets(self) -> tuple[str, ...]:
        """Classes that a reference may point to; empty for a property that is no reference."""
        return tuple(self.type[4:].split("|")) if self.type.startswith("ref:") else ()

    @property
    def terms(self) -> str:
        """Name of the closed list behind a code; blank for other types."""
        return self.type[5:] if self.type.startswith("code:") else ""


@dataclass(frozen=True, slots=True)
class Class:
    """One class, as classes.csv defines it."""

    name: str
    kind: str
    parent: str
    prefix: str
    source: str
    target: str
    label: str
    description: str
    align: tuple[str, ...]


@cache
def classes() -> dict[str, Class]:
    """Return every class by name, in the order of the table."""
    return {row["name"]: _class(row) for row in tables.rows("classes")}


def get(name: str) -> Class:
    """Return the class of a name; case does not matter.

    Raises UnknownWordError naming the nearest class.
    """
    folded = {known.casefold(): known for known in classes()}
    known = folded.get(name.casefold(), name)
    return classes()[words.choose(known, classes(), "class")]


@cache
def lineage(name: str) -> tuple[str, ...]:
    """Return a class and its parents, the class itself first."""
    here = get(name)
    return (here.name, *(lineage(here.parent) if here.parent else ()))


@cache
def properties(name: str) -> dict[str, Property]:
    """Return the properties of a class by name, those of its parents first."""
    found: dict[str, Property] = {}
    for owner in reversed(lineage(name)):
        for row in tables.rows("properties"):
            if row["class"] == owner:
                found[row["name"]] = read_property(row)
    return found


@cache
def family(name: str) -> tuple[str, ...]:
    """Return the class, its parents and all their descendants: those that may share an id."""
    root = lineage(name)[-1]
    return tuple(other for other in classes() if lineage(other)[-1] == root)


def most_specific(names: set[str]) -> str:
    """Return the deepest of several classes of one family; the table's order breaks ties."""
    order = list(classes())
    return max(names, key=lambda name: (len(lineage(name)), -order.index(name)))


def edges() -> dict[str, Class]:
    """Return the classes of kind `edge`."""
    return {name: one for name, one in classes().items() if one.kind == "edge"}


def read_property(row: Mapping[str, str]) -> Property:
    """Return the property that a row of properties.csv defines."""
    return Property(
        owner=row["class"],
        name=row["name"],
        type=row["type"],
        many=row["many"] == "yes",
        required=row["required"] == "yes",
        unit=row["unit"],
        description=row["description"],
        align=tuple(row["align"].split()),
    )


def _class(row: Mapping[str, str]) -> Class:
    return Class(**{**row, "align": tuple(row["align"].split())})  # type: ignore[arg-type]
