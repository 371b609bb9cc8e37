"""Explain classes and properties to whoever reads or fills tables."""

from __future__ import annotations

from panoptrade.ontology import schema, tables


def classes() -> list[dict[str, object]]:
    """Return a row a class: class, kind, parent, what it is, its ends, its aligned IRIs."""
    return [
        {
            "class": one.name,
            "kind": one.kind,
            "parent": one.parent,
            "ends": [one.source, one.target] if one.kind == "edge" else [],
            "description": one.description,
            "aligned": list(one.align),
        }
        for one in schema.classes().values()
    ]


def properties(cls: str) -> list[dict[str, object]]:
    """Return a row a property of a class: its type, whether many or required, unit, codes.

    Raises UnknownWordError for a class that does not exist.
    """
    return [
        {
            "property": one.name,
            "type": one.type,
            "many": one.many,
            "required": one.required,
            "unit": one.unit,
            "description": one.description,
            "codes": list(tables.terms(one.terms)) if one.terms else [],
            "aligned": list(one.align),
        }
        for one in schema.properties(schema.get(cls).name).values()
    ]
