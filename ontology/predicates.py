"""Say which predicates of RDF a property becomes, and how their values are written.

Names are shared between classes: `pt:start` is the same predicate of a deal and of a restriction.
Money takes three predicates, as it takes three columns. A date takes two: as it is, with the
datatype of its precision, and its year as an integer that a query can compare and add to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from panoptrade.ontology import schema

if TYPE_CHECKING:
    from panoptrade.ontology.schema import Property

REFERENCE, PARTIAL = "reference", "partial date"
DATATYPES = {
    "date": PARTIAL,
    "year": "xsd:integer",
    "number": "xsd:double",
    "percent": "xsd:double",
    "money": "xsd:double",
    "boolean": "xsd:boolean",
    "url": "xsd:anyURI",
}
PRECISIONS = {
    "xsd:date": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"),
    "xsd:gYearMonth": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"),
    "xsd:gYear": re.compile(r"[0-9]{4}"),
    "edtf:EDTF": re.compile(r"[0-9]{3}X"),
}


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate of one class: the column it is read from, and what its values are.

    `datatype` is a prefixed name, or REFERENCE, or PARTIAL for the four of PRECISIONS.
    """

    owner: str
    name: str
    column: str
    type: str
    datatype: str
    many: bool
    required: bool
    targets: tuple[str, ...]
    terms: str
    description: str
    align: tuple[str, ...]

    @property
    def curie(self) -> str:
        """Prefixed name of the predicate."""
        return self.name if ":" in self.name else f"pt:{self.name}"


@cache
def of(cls: str) -> tuple[Predicate, ...]:
    """Return the predicates of a class's properties, those of its parents first."""
    return tuple(found for one in schema.properties(cls).values() for found in _expanded(one))


@cache
def own(cls: str) -> tuple[Predicate, ...]:
    """Return the predicates that a class adds to those of its parents."""
    return tuple(found for found in of(cls) if found.owner == cls)


@cache
def named() -> dict[str, tuple[Predicate, ...]]:
    """Return the predicates of all classes by name, in the order of the tables."""
    found: dict[str, list[Predicate]] = {}
    for cls in schema.classes():
        for one in own(cls):
            found.setdefault(one.name, []).append(one)
    return {name: tuple(ones) for name, ones in found.items()}


def precision(partial: str) -> str:
    """Return the datatype of a partial date: `xsd:gYear` for 2014, `edtf:EDTF` for 201X.

    Raises ValueError when it is no partial date.
    """
    for datatype, pattern in PRECISIONS.items():
        if pattern.fullmatch(partial):
            return datatype
    msg = f"{partial!r} is no partial date"
    raise ValueError(msg)


@cache
def provenance() -> tuple[Predicate, ...]:
    """Return the predicates that everything has: its id, and where it comes from."""
    id = Predicate(  # noqa: A001 - it is the predicate of the id
        owner="",
        name="id",
        column="id",
        type="text",
        datatype="xsd:string",
        many=False,
        required=True,
        targets=(),
        terms="",
        description="Its identifier in panoptrade.",
        align=(),
    )
    return (
        id,
        _also(id, "grade", "Best grade of the evidence for it.", terms="grade"),
        _also(id, "seen", "When a source last said so.", datatype=PARTIAL, required=False),
        _also(id, "records", "How many records were merged into it.", datatype="xsd:integer"),
        replace(
            _also(id, "sources", "Sources that it comes from.", datatype=REFERENCE),
            name="prov:wasDerivedFrom",
            many=True,
            targets=("Source",),
        ),
    )


def _expanded(one: Property) -> list[Predicate]:
    plain = Predicate(
        owner=one.owner,
        name=one.name,
        column=one.name,
        type=one.type,
        datatype=REFERENCE if one.targets else DATATYPES.get(one.type, "xsd:string"),
        many=one.many,
        required=one.required,
        targets=one.targets,
        terms=one.terms,
        description=one.description,
        align=one.align,
    )
    return [plain, *_parts(plain)]


def _parts(plain: Predicate) -> list[Predicate]:
    part = replace(plain, required=False, align=())
    year = replace(part, name=f"{plain.name}_year", type="year", datatype="xsd:integer")
    if plain.type == "date":
        return [
            replace(year, description=f"Year of {plain.name}; none where only a decade is known.")
        ]
    if plain.type != "money":
        return []
    currency = replace(part, name=f"{plain.name}_currency", type="currency", datatype="xsd:string")
    return [
        replace(
            currency, column=currency.name, description=f"Currency of {plain.name} (ISO 4217)."
        ),
        replace(year, column=year.name, description=f"Year of the prices of {plain.name}."),
    ]


def _also(one: Predicate, name: str, description: str, **changed: Any) -> Predicate:
    return replace(one, name=name, column=name, description=description, **changed)
