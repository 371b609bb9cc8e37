"""Write the classes and properties of the tables as OWL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.ontology import iris, predicates, schema, tables
from panoptrade.ontology.predicates import PARTIAL, PRECISIONS, REFERENCE, Predicate
from panoptrade.ontology.writer import block, english, listed, nested

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from panoptrade.ontology.schema import Class
    from panoptrade.ontology.writer import Pair

# What the tables do not hold: words that the generated files themselves need.
DATATYPES = {
    "ECCN": "Export Control Classification Number of the United States.",
    "EUDualUse": "Entry of Annex I to Regulation (EU) 2021/821.",
    "Wassenaar": "Entry of the Wassenaar Arrangement's dual-use list.",
    "HS": "Heading of the Harmonized System.",
}
DEFINITION = {
    "group": ("xsd:string", "The group of countries that a definition makes."),
    "version": ("xsd:string", "Version of a definition."),
    "below": ("xsd:double", "Scores below this one are in the group."),
    "lowest": ("xsd:double", "Lowest score in the group."),
    "highest": ("xsd:double", "Highest score in the group."),
    "window_from": ("xsd:integer", "First year of the mean that classifies for all years."),
    "window_to": ("xsd:integer", "Last year of the mean that classifies for all years."),
}


def blocks() -> Iterator[str]:
    """Yield the ontology's header, its classes and its properties."""
    yield _header()
    for one in schema.classes().values():
        yield _class(one)
    for name, owners in predicates.named().items():
        yield _property(name, owners)
    for found in predicates.provenance():
        if ":" not in found.name:
            yield _property(found.name, (found,))
    yield from _own_words()


def _header() -> str:
    return block(
        f"<{iris.BASE}ontology>",
        ("a", ["owl:Ontology"]),
        ("rdfs:label", english("panoptrade ontology")),
        (
            "rdfs:comment",
            english(
                "Who makes, owns, supplies, sells, buys and restricts surveillance "
                "technology. Generated from the tables beside it."
            ),
        ),
        ("dct:license", ["<https://www.apache.org/licenses/LICENSE-2.0>"]),
    )


def _class(one: Class) -> str:
    strong, weak = _aligned(one.align)
    parents = [f"pt:{one.parent}"] if one.parent else []
    return block(
        f"pt:{one.name}",
        ("a", ["owl:Class"]),
        ("rdfs:label", english(one.label)),
        ("rdfs:comment", english(one.description)),
        ("rdfs:subClassOf", parents + strong),
        ("rdfs:seeAlso", weak),
        ("pt:source_role", [f"pt:{one.source}"] if one.source else []),
        ("pt:target_role", [f"pt:{one.target}"] if one.target else []),
        ("rdfs:isDefinedBy", [f"<{iris.BASE}ontology>"]),
    )


def _property(name: str, owners: Sequence[Predicate]) -> str:
    shared = [curie for curie in owners[0].align if all(curie in one.align for one in owners)]
    strong, _ = _aligned(shared)
    every = dict.fromkeys(iris.written(curie) for one in owners for curie in one.align)
    schemes = dict.fromkeys(f"scheme:{one.terms}" for one in owners if one.terms)
    kind = "Object" if owners[0].datatype == REFERENCE else "Datatype"
    return block(
        f"pt:{name}",
        ("a", [f"owl:{kind}Property"]),
        ("rdfs:label", english(name.replace("_", " "))),
        ("rdfs:comment", _comments(owners)),
        *_domain_and_range(owners),
        ("rdfs:subPropertyOf", strong),
        ("rdfs:seeAlso", [curie for curie in (*every, *schemes) if curie not in strong]),
        ("rdfs:isDefinedBy", [f"<{iris.BASE}ontology>"]),
    )


def _domain_and_range(owners: Sequence[Predicate]) -> list[Pair]:
    domain = [f"pt:{one.owner}" for one in owners if one.owner]
    ranges = {_range(one) for one in owners}
    return [
        ("rdfs:domain", [_union(domain)] if domain else []),
        # One name may mean different things in two classes: then nothing can be said of both.
        ("rdfs:range", sorted(ranges) if len(ranges) == 1 else []),
    ]


def _range(one: Predicate) -> str:
    if one.datatype == REFERENCE:
        return _union([f"pt:{target}" for target in one.targets])
    return "pt:PartialDate" if one.datatype == PARTIAL else one.datatype


def _union(classes: list[str]) -> str:
    if len(classes) == 1:
        return classes[0]
    return nested(("a", ["owl:Class"]), ("owl:unionOf", [listed(classes)]))


def _comments(owners: Sequence[Predicate]) -> list[str]:
    if len({one.description for one in owners}) == 1:
        return english(owners[0].description)
    return [text for one in owners for text in english(f"{one.owner}: {one.description}")]


def _aligned(curies: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part aligned names: those that ours is a kind of, and those that only resemble it."""
    kinds = {row["prefix"]: row["aligned"] for row in tables.rows("prefixes")}
    strong = [curie for curie in curies if kinds[curie.partition(":")[0]] == "sub"]
    weak = [curie for curie in curies if curie not in strong]
    return [iris.written(curie) for curie in strong], [iris.written(curie) for curie in weak]


def _own_words() -> Iterator[str]:
    for role in ("source", "target"):
        text = (
            f"The property that holds the {role} of a relation, for graphs that draw it as an edge."
        )
        yield _word(f"{role}_role", "owl:AnnotationProperty", f"{role} role", text)
    yield _word(
        "PartialDate",
        "rdfs:Datatype",
        "partial date",
        "A day, a month, a year or, in EDTF, a decade.",
        (
            "owl:equivalentClass",
            [nested(("a", ["rdfs:Datatype"]), ("owl:unionOf", [listed(PRECISIONS)]))],
        ),
    )
    for name, text in DATATYPES.items():
        yield _word(name, "rdfs:Datatype", name, text)
    text = "A named and versioned group of regimes; its members are the regime classes in it."
    parent = ("rdfs:subClassOf", ["skos:Collection"])
    yield _word("Definition", "owl:Class", "definition", text, parent)
    for name, (datatype, text) in DEFINITION.items():
        pairs = [("rdfs:domain", ["pt:Definition"]), ("rdfs:range", [datatype])]
        yield _word(name, "owl:DatatypeProperty", name.replace("_", " "), text, *pairs)
    yield from _of_records()


def _of_records() -> Iterator[str]:
    # A record is a prov:Entity, a specialization of the thing that it is about.
    domain = ("rdfs:domain", ["prov:Entity"])
    text = "Where in its source a record stands: a page, a row or an address."
    pairs = [domain, ("rdfs:range", ["xsd:string"])]
    yield _word("locator", "owl:DatatypeProperty", "locator", text, *pairs)
    pairs = [domain, ("rdfs:range", ["owl:Class"])]
    text = "The class that the source gives the thing."
    yield _word("of_class", "owl:ObjectProperty", "of class", text, *pairs)


def _word(name: str, kind: str, label: str, text: str, *pairs: Pair) -> str:
    return block(
        f"pt:{name}",
        ("a", [kind]),
        ("rdfs:label", english(label)),
        ("rdfs:comment", english(text)),
        *pairs,
        ("rdfs:isDefinedBy", [f"<{iris.BASE}ontology>"]),
    )
