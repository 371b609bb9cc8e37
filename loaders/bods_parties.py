"""Tell who the entities and persons of ownership statements are, and make records of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from panoptrade.loaders import bods_dates, listed, nested, spec
from panoptrade.loaders.problems import Problems
from panoptrade.ontology import leis, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

NOBODY = {"anonymousEntity", "unknownEntity", "anonymousPerson", "unknownPerson"}
UNKNOWN = "records of persons and entities that are unknown, anonymous or without a name"
STATE = {"state", "stateBody"}


class Party(NamedTuple):
    """Who a record is: an id and a name, and the name as printed; no id, but why, where unknown."""

    id: str | None
    name: str
    printed: str
    why: str = ""


@dataclass(slots=True)
class Book:
    """The parties of the files by record, and which statement is the last one of each record."""

    parties: dict[str, Party] = field(default_factory=dict)
    last: dict[str, tuple[str, int]] = field(default_factory=dict)
    read: int = 0

    def note(self, row: Row, said: dict[str, Any]) -> None:
        """Note a statement: of two of a record the later one counts, then the one further down."""
        self.read += 1
        record, place = said["recordId"], (row.seen or "", self.read)
        if place < self.last.get(record, ("", 0)):
            return
        self.last[record] = place
        if said["recordType"] != "relationship":
            # What is wrong with it is noted when its record is made.
            self.parties[record] = _party(replace(row, problems=Problems()), said)

    def is_last(self, record: str, at: int) -> bool:
        """Tell whether the statement in a place, counted from 1, is the last one of its record."""
        return self.last[record][1] == at


def records(files: Files, row: Row, said: dict[str, Any], book: Book) -> Iterator[Record]:
    """Yield the record of an entity or a person; none of one who is unknown."""
    party = book.parties[said["recordId"]]
    if party.id is None:
        files.skip(row, UNKNOWN)
        return
    details = said["recordDetails"]
    about = {"locator": nested.text(row, said, "statementId")}
    person = said["recordType"] == "person"
    found = _person(row, details) if person else _entity(row, said, details)
    if party.id.startswith("gov:"):
        yield row.government(f"country:{party.id.removeprefix('gov:')}")
    else:
        alias = sorted({*found.pop("alias"), party.printed} - {party.name})
        cls = "Person" if person else "Organization"
        yield row.record(cls, party.id, name=party.name, alias=alias, **found, **about)


def key(record: str) -> str:
    """Return a record's id as the last part of an id of ours; different ones stay different."""
    try:
        slug = names.slug(record)
    except ValueError:
        slug = ""
    mark = hashlib.sha256(record.encode()).hexdigest()[:10]
    return slug if slug == record else "-".join(filter(None, (slug, mark)))


def _party(row: Row, said: dict[str, Any]) -> Party:
    details = said["recordDetails"]
    person = said["recordType"] == "person"
    kind = nested.text(row, details, "personType") if person else _entity_type(row, details)
    called = _names(row, details) if person else [nested.text(row, details, "name")]
    name = next(filter(names.key, called), "")
    if kind in NOBODY or not name:
        which = "unspecifiedPersonDetails" if person else "unspecifiedEntityDetails"
        why = nested.text(row, nested.one(row, details, which), "reason")
        return Party(None, name, name, ": ".join(filter(None, (kind or "no name", why))))
    number = key(said["recordId"])
    if person:
        return Party(f"person:{row.source}-{number}", name, name)
    if kind == "state" and (iso3 := _country(row, nested.one(row, details, "jurisdiction"))):
        return Party(f"gov:{iso3}", name, name)
    known = next(filter(None, map(leis.organization, _numbers(row, details)["lei"])), None)
    named = known or listed.identity(name, number, row.source)
    return Party(named.id, named.name, name)


def _entity(row: Row, said: dict[str, Any], details: dict[str, Any]) -> dict[str, Any]:
    kind = nested.one(row, details, "entityType")
    place = _country(row, nested.one(row, details, "jurisdiction"))
    told = nested.text(row, kind, "details")
    before = bods_dates.rounded(row, said)
    founded, dissolved = (
        bods_dates.date(row, details, name, "/recordDetails", before)
        for name in ("foundingDate", "dissolutionDate")
    )
    return {
        "alias": nested.texts(row, details, "alternateNames"),
        "kind": "state" if nested.text(row, kind, "type") in STATE else None,
        "country": [f"country:{place}"] if place else [],
        "founded": founded,
        "dissolved": dissolved,
        "note": [told] if told else [],
        **_numbers(row, details),
    }


def _person(row: Row, details: dict[str, Any]) -> dict[str, Any]:
    called = _names(row, details)
    places = nested.many(row, details, "nationalities")
    codes = [code for place in places if (code := _country(row, place))]
    return {"alias": called[1:], "country": [f"country:{code}" for code in codes]}


def _names(row: Row, details: dict[str, Any]) -> list[str]:
    """Return the names of a person, the legal one first."""
    found = nested.many(row, details, "names")
    found.sort(key=lambda one: one.get("type") != "legal")
    return list(dict.fromkeys(filter(None, (nested.text(row, one, "fullName") for one in found))))


def _entity_type(row: Row, details: dict[str, Any]) -> str:
    return nested.text(row, nested.one(row, details, "entityType"), "type")


def _country(row: Row, place: dict[str, Any]) -> str | None:
    """Return the alpha-3 code of a place; a part of a country counts as the country."""
    code = nested.text(row, place, "code")[:2].upper()
    found = row.clean("code", code, "Organization.country")
    return str(found).removeprefix("country:") if found else None


def _numbers(row: Row, details: dict[str, Any]) -> dict[str, Any]:
    """Return identifiers by property: those of a register with the register behind them."""
    found: dict[str, list[str]] = {
        name: [] for name in ("lei", "registration", "uscc", "isin", "ticker", "wikidata")
    }
    known = spec.read("bods").extra["identifiers"]
    for one in nested.many(row, details, "identifiers"):
        number = nested.text(row, one, "id")
        schemes = [nested.text(row, one, name) for name in ("scheme", "schemeName")]
        name = next((known[scheme] for scheme in schemes if scheme in known), "registration")
        where = next(filter(None, schemes), "")
        if number:
            plain = name != "registration" or not where
            found[name].append(number if plain else f"{number} ({where})")
    for one in _securities(row, details):
        found["isin"] += [nested.text(row, one, "id")] if one.get("idScheme") == "isin" else []
        found["ticker"] += [nested.text(row, one, "ticker")]
    lists = {name: sorted(set(filter(None, each))) for name, each in found.items()}
    return {**lists, "wikidata": next(iter(lists["wikidata"]), None)}


def _securities(row: Row, details: dict[str, Any]) -> Iterator[dict[str, Any]]:
    listing = nested.one(row, details, "publicListing")
    for one in nested.many(row, listing, "securitiesListings"):
        yield nested.one(row, one, "security")
