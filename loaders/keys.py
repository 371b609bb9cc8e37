"""Make ids from natural keys, for rows of users' tables that give none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.ontology import names, schema, values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from panoptrade.loaders.rows import Row


def checked(row: Row, cls: str, given: str | None) -> str | None:
    """Return the id that a row gives; one that no thing of the class can have is a problem."""
    if given is None:
        return None
    prefixes = sorted({schema.get(one).prefix for one in schema.family(cls)} - {""})
    head, _, rest = given.partition(":")
    if rest and (head in prefixes or not prefixes):
        return given
    right = " or ".join(f"{prefix}:…" for prefix in prefixes) or "index:code"
    row.problem("id", given, f"an id of a {cls} is written {right}")
    return None


def made(
    row: Row, cls: str, found: Mapping[str, Any], keys: Mapping[str, Iterable[str]]
) -> str | None:
    """Return the id that a row's values make: by the key of its class, or else by its name.

    Values that make none are a problem, and give None.
    """
    listed = keys.get(cls)
    if listed is None and "name" in schema.properties(cls):
        return _by_name(row, cls, found["name"])
    key = list(listed or _required(cls))
    told = {"source": row.source, **found}
    parts = [_part(told[name]) for name in key if told[name] not in (None, [])]
    if len(parts) <= key.count("source"):
        wanted = ", ".join(name for name in key if name != "source")
        row.problem("id", "", f"nothing to make an id of; fill one of {wanted}, or id itself")
        return None
    # The same place stands twice where a country buys for itself.
    return ":".join([schema.get(cls).prefix, *dict.fromkeys(parts)])


def canonical(cls: str, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with the name that an organization is best known by, its own as alias."""
    if schema.get(cls).prefix != schema.get("Organization").prefix:
        return dict(found)
    name = found["name"]
    known = names.organization(name).name
    return {**found, "name": known, "alias": [*found["alias"], *([name] if name != known else [])]}


def _by_name(row: Row, cls: str, name: str) -> str | None:
    try:
        return values.reference(name, (cls,))
    except ValueError as error:
        row.problem("name", name, f"{error}; or give the row an id")
        return None


def _required(cls: str) -> list[str]:
    return [name for name, one in schema.properties(cls).items() if one.required]


def _part(value: Any) -> str:
    if isinstance(value, list):
        return "+".join(sorted({_part(one) for one in value}))
    head, colon, rest = str(value).partition(":")
    if not colon:
        return names.slug(head)
    # What a regime class is of is its index: the class is what a source says, not what of.
    return rest if head in {one.prefix for one in schema.classes().values()} else head
