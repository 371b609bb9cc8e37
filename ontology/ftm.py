"""Say what our classes and properties are in FollowTheMoney, by the tables alone.

`align` in classes.csv names the schema of a class (`ftm:Company`), in properties.csv where a value
goes (`ftm:Thing:name`). ftm_schemata.csv holds what must be known of the model itself: what a
schema extends, what it requires, and what its references may point to. A test compares it with the
model of the installed library.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from panoptrade.ontology import counterparts, schema, tables

if TYPE_CHECKING:
    from panoptrade.ontology.schema import Property

PREFIX = "ftm:"
LONGEST_ID = 90  # two of them and a word between must fit into FollowTheMoney's 200
PLAIN = re.compile(r"[0-9A-Za-z]([0-9A-Za-z:-]*[0-9A-Za-z])?")


class Slot(NamedTuple):
    """A property of the model, named by the schema that defines it."""

    schema: str
    name: str


@cache
def schema_of(cls: str) -> str | None:
    """Return the schema that a class is in FollowTheMoney, or its nearest parent; None if none."""
    for one in schema.lineage(cls):
        for token in schema.get(one).align:
            if token.startswith(PREFIX):
                return token.removeprefix(PREFIX)
    return None


def slots(one: Property) -> tuple[Slot, ...]:
    """Return where the values of a property go, as the table names it; none where nowhere."""
    parts = (token.split(":") for token in one.align if token.startswith(PREFIX))
    return tuple(Slot(part[1], part[2]) for part in parts)


@cache
def fits(name: str, wanted: str) -> bool:
    """Tell whether a schema is another one or extends it."""
    return name == wanted or any(fits(parent, wanted) for parent in _model()[name]["extends"])


def required(name: str) -> list[str]:
    """Return the properties without which a schema is not valid."""
    return _model()[name]["requires"]


def target(slot: Slot) -> str | None:
    """Return the schema that a reference must point to; None for a slot that holds plain values."""
    return _ranges(slot.schema).get(slot.name)


def back(slot: Slot, name: str) -> str | None:
    """Return by which property a link's other end can be a thing of a schema; None if by none."""
    ends = (end for end, wanted in _ranges(slot.schema).items() if end != slot.name)
    return next((end for end in ends if fits(name, _ranges(slot.schema)[end])), None)


@cache
def narrowed(name: str, wanted: str) -> str:
    """Return the first schema of the table that is both, giving up what is particular to `name`.

    An organization that somebody owns is a Company, for only that is also an Asset. A schema that
    cannot become the other stays as it is.
    """
    both = [one for one in _model() if fits(one, name) and fits(one, wanted)]
    if both:
        return both[0]
    wider = [narrowed(parent, wanted) for parent in _model()[name]["extends"]]
    return next((one for one in wider if fits(one, wanted)), name)


def event(name: str, codes: dict[str, str]) -> str:
    """Return the schema of a thing with these codes by list: another where one of them asks it."""
    found = (counterparts.term(of, code, "ftm") for of, code in codes.items())
    return next((one for one in found if one), name)


def country(iso3: str, iso2: str | None) -> str | None:
    """Return FollowTheMoney's code of a country; None where it has none."""
    known = counterparts.term("country", iso3, "ftm")
    return (known or None) if known is not None else (iso2 or "").lower() or None


def encoded(id_: str) -> str:
    """Return an id of ours as FollowTheMoney can hold it: letters, digits, hyphens and dots.

    `org:acme` becomes `org.acme`; what cannot be written so ends in a part of its SHA-256.
    """
    if PLAIN.fullmatch(id_) and len(id_) <= LONGEST_ID:
        return id_.replace(":", ".")
    bare = re.sub(r"[^0-9A-Za-z.-]+", "-", id_.replace(":", "."))[: LONGEST_ID - 17].strip(".-")
    return f"{bare}-{hashlib.sha256(id_.encode()).hexdigest()[:16]}"


def address(url: str) -> str:
    """Return a URL as FollowTheMoney writes it: a slash after a host alone, no empty fragment."""
    found = url.removesuffix("#")
    parts = urlsplit(found)
    return found if parts.path or parts.query or parts.fragment else f"{found}/"


@cache
def _model() -> dict[str, dict[str, list[str]]]:
    return {
        row["schema"]: {name: tables.items(row[name]) for name in ("extends", "requires", "ranges")}
        for row in tables.rows("ftm_schemata")
    }


@cache
def _ranges(name: str) -> dict[str, str]:
    pairs = (pair.partition(":") for pair in _model()[name]["ranges"])
    return {end: wanted for end, _, wanted in pairs}
