"""Rules that classes.csv and properties.csv keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.ontology import records, schema, values
from panoptrade.ontology.owl import DEFINITION
from panoptrade.ontology.predicates import DATATYPES
from panoptrade.ontology.rules_rows import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.ontology.rules_rows import Rule, Tables
    from panoptrade.ontology.schema import Property

# Columns of every table and words of the generated files: no property may be called so.
RESERVED = {"id", *records.PROVENANCE, "sources", "records", *DEFINITION}


def class_kinds(given: Tables) -> Iterator[str]:
    """Find classes that are neither node nor edge, and edges whose ends are no single reference."""
    for row in given["classes"]:
        if row["kind"] not in {"node", "edge"}:
            yield f"{row['name']} is neither a node nor an edge but {row['kind']!r}"
        ends = (row["source"], row["target"])
        if row["kind"] == "edge":
            for end in ends:
                one = _property(given, row["name"], end)
                if one is None or not one.targets or one.many or not one.required:
                    yield f"{row['name']}: the end {end!r} is no required single reference"
        elif any(ends):
            yield f"{row['name']} is a node and has ends"


def property_types(given: Tables) -> Iterator[str]:
    """Find types, closed lists and classes of references that do not exist."""
    known = {row["name"] for row in given["classes"]}
    for one in _properties(given):
        place = f"{one.owner}.{one.name}"
        if one.targets:
            yield from (f"{place}: no class {name!r}" for name in one.targets if name not in known)
        elif one.type.startswith("code:"):
            if not terms(given, one.terms):
                yield f"{place}: no closed list {one.terms!r}"
        elif one.type not in values.CLEANERS:
            yield f"{place}: no type {one.type!r}"
        if one.type == "money" and one.many:
            yield f"{place}: several amounts of money do not fit into three columns"


def property_flags(given: Tables) -> Iterator[str]:
    """Find flags that are neither yes nor blank."""
    for row in given["properties"]:
        for column in ("many", "required"):
            if row[column] not in {"yes", ""}:
                yield f"{row['class']}.{row['name']}: {column} is {row[column]!r}, not yes or blank"


def property_names(given: Tables) -> Iterator[str]:
    """Find names that mean a thing here and a text there, and names of other columns."""
    kinds: dict[str, set[str]] = {}
    for one in _properties(given):
        kind = "reference" if one.targets else DATATYPES.get(one.type, "text")
        kinds.setdefault(one.name, set()).add(kind)
        derived = {"date": ["_year"], "money": ["_currency", "_year"]}.get(one.type, [])
        for name in (f"{one.name}{end}" for end in derived):
            kinds.setdefault(name, set()).add(f"derived from {one.name}")
    for name, found in kinds.items():
        if name in RESERVED:
            yield f"{name} is the name of a column or word of our own"
        if len(found) > 1:
            yield f"{name} is of several kinds: {', '.join(sorted(found))}"


def aligned_names(given: Tables) -> Iterator[str]:
    """Find aligned names whose prefix is unknown, or is for our own use only."""
    known = {row["prefix"] for row in given["prefixes"] if row["aligned"] in {"sub", "see"}}
    for row in [*given["classes"], *given["properties"]]:
        for curie in row["align"].split():
            if curie.partition(":")[0] not in known:
                yield f"{row.get('class', '')} {row['name']}: no prefix to align with in {curie!r}"


def _properties(given: Tables) -> list[Property]:
    return [schema.read_property(row) for row in given["properties"]]


def _property(given: Tables, cls: str, name: str) -> Property | None:
    parents = {row["name"]: row["parent"] for row in given["classes"]}
    lineage = [cls, parents.get(cls, "")]
    found = (one for one in _properties(given) if one.owner in lineage and one.name == name)
    return next(found, None)


RULES: tuple[Rule, ...] = (
    class_kinds,
    property_types,
    property_flags,
    property_names,
    aligned_names,
)
