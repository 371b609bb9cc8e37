"""Tell who the parties named in the gathered tables are, and where a row's facts come from."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from panoptrade.ontology import names, tables, values

if TYPE_CHECKING:
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

CLASSES = {"org": "Organization", "person": "Person"}
# What aliases.csv calls words that name no organization of their own.
STATE, SYSTEM, SEVERAL = "(government)", "(system)", "(several bodies)"
NATIONAL = "national government"


def party(
    row: Row,
    column: str,
    /,
    *,
    cls: str = "Organization",
    key: str = "",
    person: bool = False,
    **about: Any,
) -> Record | None:
    """Return the record of the party that a cell names; None where it is empty or unreadable.

    The alias table tells who it is; a name that it does not know goes by `key` where one is
    given. A reviewed lookup may give the id itself.
    """
    corrected, name = row.text(column), values.text(row.cells.get(column, ""))
    head, colon, _ = corrected.partition(":")
    if colon and head in CLASSES:
        return row.record(CLASSES[head], corrected, name=name, **_of(CLASSES[head], about))
    name = corrected
    if not name:
        row.problem(column, "", "empty; it must name a party")
        return None
    known = names.person(name)
    if person or known:
        return _person(row, name, known, about)
    if names.is_no_vendor(name) or key.startswith("("):
        return _public(row, column, name, key, about)
    named = row.organization(name)
    if named is None:
        return None
    if key and not named.known:
        named = names.Named(f"org:{key}", _best(key) or name, known=True)
    alias = [name] if name != named.name else []
    return row.record(cls, named.id, name=named.name, alias=alias, **about)


def citation(row: Row, url: str | None = "Ownership.url") -> dict[str, Any]:
    """Take a row's source, grade and date; what is no address, or has no place, is the locator."""
    parts = [part.strip() for part in row.text("source_url").split(" | ")]
    heads = [part.partition(" ") for part in parts]
    links = [head for head, _, _ in heads if url and head.startswith("http")]
    rest = [
        part if head not in links else tail
        for part, (head, _, tail) in zip(parts, heads, strict=True)
    ]
    about = {
        "grade": row.value("evidence_grade", "grade"),
        "seen": row.value("source_date", "seen"),
        "locator": " ".join(filter(None, rest)) or None,
    }
    if url:
        about["url"] = [row.clean("source_url", link, url) for link in links]
    return about


def note(row: Row) -> list[str]:
    """Take a row's note as a list of one or none."""
    found = row.text("note")
    return [found] if found else []


def rest(record: Record) -> str:
    """Return what follows the prefix in a record's id."""
    return record.id.partition(":")[2]


def _person(row: Row, name: str, known: names.Named | None, about: dict[str, Any]) -> Record:
    named = known or names.Named(f"person:{names.slug(name)}", name, known=False)
    alias = [name] if name != named.name else []
    return row.record("Person", named.id, name=named.name, alias=alias, **_of("Person", about))


def _public(row: Row, column: str, name: str, key: str, about: dict[str, Any]) -> Record | None:
    said = names.said(name) or {"name": key.partition(" ")[0], "note": ""}
    if said["name"] not in {STATE, SYSTEM, SEVERAL}:
        row.problem(column, name, "names no party; leave the row out by a reviewed lookup")
        return None
    country = about.get("country") or []
    if said["note"] == NATIONAL and country:
        return row.government(country[0])
    kind = "state" if said["name"] == STATE else None
    remark = ["a project or system, no body of its own"] if said["name"] == SYSTEM else []
    id_ = f"org:{key.partition(') ')[2] or names.slug(name)}"
    return row.record("Organization", id_, name=name, **{**about, "kind": kind, "note": remark})


def _of(cls: str, about: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in about.items() if cls != "Person" or name != "kind"}


@cache
def _best_names() -> dict[str, str]:
    return {row["key"]: row["name"] for row in tables.rows("aliases") if row["key"]}


def _best(key: str) -> str | None:
    return _best_names().get(key)
