"""Write what a graph of ours must satisfy as SHACL: one node shape a class.

A thing has the type of its class and of the class's parents, so each shape holds its own
properties only, and what all things share stands with the classes that have no parent.
"""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING

from panoptrade.ontology import dates, iris, predicates, schema, tables
from panoptrade.ontology.predicates import PARTIAL, PRECISIONS, REFERENCE, Predicate
from panoptrade.ontology.writer import block, english, listed, literal, nested

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from panoptrade.ontology.schema import Class
    from panoptrade.ontology.writer import Pair

PATTERNS = {"iso3": "^[A-Z]{3}$", "currency": "^[A-Z]{3}$", "url": "^https?://"}
YEARS = (str(dates.EARLIEST), str(dates.LATEST))
RANGES = {"percent": (literal("0.0", "^^xsd:double"), literal("100.0", "^^xsd:double"))}
UNCHECKED = {"xsd:gYearMonth", "edtf:EDTF"}
# What a value ought to be, by its type, else by its datatype.
RIGHT = {
    "iso3": "an ISO 3166-1 alpha-3 code",
    "currency": "an ISO 4217 code",
    "percent": "a percentage from 0 to 100 (xsd:double)",
    "year": f"a year from {YEARS[0]} to {YEARS[1]} (xsd:integer)",
    PARTIAL: "a day, month or year (xsd:date, xsd:gYearMonth, xsd:gYear) or a decade (EDTF, 201X)",
    "xsd:anyURI": "an http or https address (xsd:anyURI)",
    "xsd:double": "a number (xsd:double)",
    "xsd:integer": "a whole number (xsd:integer)",
    "xsd:boolean": "true or false (xsd:boolean)",
    "xsd:string": "a plain text that is not empty",
}


def blocks() -> Iterator[str]:
    """Yield the shape of each class and of each of its properties."""
    for cls in schema.classes().values():
        found = predicates.own(cls.name)
        found = found if cls.parent else (*predicates.provenance(), *found)
        yield _node(cls, found)
        for one in found:
            yield _property(cls, one)


def _node(cls: Class, found: tuple[Predicate, ...]) -> str:
    return block(
        f"pts:{cls.name}",
        ("a", ["sh:NodeShape"]),
        ("sh:targetClass", [f"pt:{cls.name}"]),
        ("sh:nodeKind", ["sh:IRI"]),
        ("sh:pattern", [literal(f"^{iris.THING}({'|'.join(_prefixes(cls))}):")]),
        ("sh:property", [_named(cls, one) for one in found]),
    )


def _property(cls: Class, one: Predicate) -> str:
    return block(
        _named(cls, one),
        ("a", ["sh:PropertyShape"]),
        ("sh:path", [one.curie]),
        ("sh:name", english(one.name.rpartition(":")[2].replace("_", " "))),
        ("sh:description", english(one.description)),
        ("sh:minCount", ["1"] if one.required else []),
        ("sh:maxCount", [] if one.many else ["1"]),
        *_values(one),
        ("sh:message", english(f"{cls.name}: {_right(one)}")),
    )


def _values(one: Predicate) -> list[Pair]:
    if one.datatype == REFERENCE:
        return [("sh:nodeKind", ["sh:IRI"]), *_target(one)]
    if one.datatype == PARTIAL:
        return [("sh:or", [listed(starmap(_precision, PRECISIONS.items()))])]
    low, high = YEARS if one.type == "year" else RANGES.get(one.type, ("", ""))
    pattern = PATTERNS.get(one.type, "")
    return [
        ("sh:datatype", [one.datatype]),
        ("sh:minLength", ["1"] if one.datatype == "xsd:string" and not one.terms else []),
        ("sh:pattern", [literal(pattern)] if pattern else []),
        ("sh:minInclusive", [low] if low else []),
        ("sh:maxInclusive", [high] if high else []),
        ("sh:in", [listed(map(literal, tables.terms(one.terms)))] if one.terms else []),
    ]


def _precision(datatype: str, pattern: re.Pattern[str]) -> str:
    # Engines know the form of a year and a day; not all that of a month, and none of a decade.
    form = [literal(f"^{pattern.pattern}$")] if datatype in UNCHECKED else []
    return nested(("sh:datatype", [datatype]), ("sh:pattern", form))


def _target(one: Predicate) -> list[Pair]:
    if len(one.targets) == 1:
        return [("sh:class", [f"pt:{one.targets[0]}"])]
    return [("sh:or", [listed(nested(("sh:class", [f"pt:{name}"])) for name in one.targets)])]


def _right(one: Predicate) -> str:
    if one.datatype == REFERENCE:
        value = f"the IRI of: {' or '.join(one.targets)}"
    elif one.terms:
        value = f"one of {', '.join(tables.terms(one.terms))}"
    else:
        value = RIGHT.get(one.type, RIGHT[one.datatype])
    least = "" if one.required else " or nothing"
    return f"{one.name} is {value}{', or several' if one.many else ''}{least}"


def _prefixes(cls: Class) -> list[str]:
    heirs = [one for one in schema.classes().values() if cls.name in schema.lineage(one.name)]
    indices = list(tables.terms("regime-index"))
    found = [prefix for one in heirs for prefix in ([one.prefix] if one.prefix else indices)]
    return list(dict.fromkeys(found))


def _named(cls: Class, one: Predicate) -> str:
    return f"pts:{cls.name}-{one.name.rpartition(':')[2]}"
