"""Make ownership statements of a graph: one of each owner, each asset and each holding.

Formats and words are those of Open Ownership's standard, BODS 0.4. Only who owns or is owned is
stated; an owner whom no source names is not made up.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from panoptrade.graph import bods_parts
from panoptrade.graph.bods_parts import Dates, Object
from panoptrade.ontology import counterparts, dates, schema, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from panoptrade.graph.workspace import Workspace

VERSION = "0.4"
HOLDING, PERSON, BODY, STATE = "Ownership", "Person", "Organization", "Government"
PUBLISHER = {"name": "panoptrade"}


class UndatedError(ValueError):
    """Nothing in the graph tells a date for statements that need one."""


@dataclass(frozen=True, slots=True)
class Book:
    """What all statements of an export share: where rows come from, and when it is published."""

    metas: Mapping[str, dict[str, Any]]
    published: str
    subjects: Mapping[str, str]


def statements(graph: Workspace, published: str | None = None) -> Iterator[Object]:
    """Yield the statements of a graph: parties by class and id, then holdings by id.

    `published` is the date of publication; else the day of the latest copy of a source. Raises
    UndatedError where no source has a date either, ValueError for a date that is not whole.
    """
    subjects = _subjects(graph)
    if not subjects:
        return
    book = Book(graph.sources(), _published(graph, published), subjects)
    stated: set[str] = set()
    for cls in _parties():
        for row in graph.rows(cls, book.subjects):
            stated.add(row["id"])
            yield _party(row, cls, book)
    for batch in graph.arrow(HOLDING).to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            if {row["owner"], row["asset"]} <= stated:
                yield _holding(row, book)


def unstated(graph: Workspace) -> int:
    """Return how many holdings have an end that the graph does not hold: they are not stated."""
    table = graph.arrow(HOLDING)
    ends = {*table["owner"].to_pylist(), *table["asset"].to_pylist()}
    held = {row["id"] for cls in _parties() if ends for row in graph.rows(cls, ends)}
    pairs = zip(table["owner"].to_pylist(), table["asset"].to_pylist(), strict=True)
    return sum(not {owner, asset} <= held for owner, asset in pairs)


def _parties() -> list[str]:
    ends = schema.properties(HOLDING)[schema.get(HOLDING).source].targets
    return [cls for end in ends for cls in schema.family(end)]


def _subjects(graph: Workspace) -> dict[str, str]:
    """Return whose declaration a party belongs to: an asset's own, an owner's first asset's."""
    table = graph.arrow(HOLDING)
    pairs = sorted(zip(table["owner"].to_pylist(), table["asset"].to_pylist(), strict=True))
    found = {asset: asset for _, asset in pairs}
    for owner, asset in pairs:
        found.setdefault(owner, asset)
    return found


def _published(graph: Workspace, given: str | None) -> str:
    if given is not None:
        if len(dates.clean(given)) != len("2014-03-02"):
            msg = f"{given!r} is no whole date; write 2014-03-02"
            raise ValueError(msg)
        return given
    known = [meta["retrieved"] for meta in graph.sources().values() if meta["retrieved"]]
    known = known or [seen for seen in graph.arrow(HOLDING)["seen"].to_pylist() if seen]
    if not known:
        msg = "no source says when it was read; give the date of publication with --published"
        raise UndatedError(msg)
    return max(dates.bounds(one)[0] for one in known)


def _party(row: Object, cls: str, book: Book) -> Object:
    when = Dates()
    person = cls == PERSON
    details = _person(row) if person else _body(row, cls, when)
    subject = book.subjects[row["id"]]
    said = [row["seen"]]
    return _statement(row, "person" if person else "entity", subject, details, (when, said), book)


def _holding(row: Object, book: Book) -> Object:
    when = Dates()
    details = {
        "isComponent": False,
        "subject": row["asset"],
        "interestedParty": row["owner"],
        "interests": list(_interests(row, when)),
    }
    said = [row["as_of"], row["seen"]]
    return _statement(row, "relationship", row["asset"], details, (when, said), book)


def _statement(
    row: Object,
    type_: str,
    subject: str,
    details: Object,
    dated: tuple[Dates, list[str | None]],
    book: Book,
) -> Object:
    when, said = dated
    date = when.first(next(filter(None, said), None), "/statementDate") or book.published
    details_ = {
        "publicationDate": book.published,
        "bodsVersion": VERSION,
        "publisher": PUBLISHER,
    }
    found: Object = {
        "statementDate": date,
        "annotations": when.annotations,
        "publicationDetails": details_,
        "source": bods_parts.source(row, dict(book.metas)),
        "declarationSubject": subject,
        "recordId": row["id"],
        "recordType": type_,
        "recordStatus": "new",
        "recordDetails": details,
    }
    found = {name: value for name, value in found.items() if value}
    text = json.dumps(found, ensure_ascii=False, sort_keys=True)
    return {"statementId": hashlib.sha256(text.encode()).hexdigest(), **found}


def _person(row: Object) -> Object:
    others = [{"type": "alternative", "fullName": name} for name in row["alias"] or []]
    names = [{"fullName": row["name"]}, *others]
    return {"isComponent": False, "personType": "knownPerson", "names": names}


def _body(row: Object, cls: str, when: Dates) -> Object:
    founded, dissolved = (row[name] for name in ("founded", "dissolved"))
    found = {
        "entityType": {"type": _type(row, cls), **_details(row)},
        "name": row["name"],
        "alternateNames": list(row["alias"] or []),
        "jurisdiction": _jurisdiction(row),
        "identifiers": bods_parts.identifiers(row),
        "foundingDate": when.first(founded, "/recordDetails/foundingDate"),
        "dissolutionDate": when.last(dissolved, "/recordDetails/dissolutionDate"),
    }
    return {"isComponent": False, **{name: value for name, value in found.items() if value}}


def _type(row: Object, cls: str) -> str:
    if any(row["id"] == country.replace("country:", "gov:") for country in row["country"] or []):
        return "state"
    if any(row[name] for name in ("registration", "lei", "uscc")):
        return "registeredEntity"
    kind = counterparts.term("class", cls, "bods")
    return (
        kind or counterparts.term("organization-kind", row["kind"] or "", "bods") or "legalEntity"
    )


def _details(row: Object) -> Object:
    kind = row["kind"]
    return {"details": tables.terms("organization-kind")[kind]["label"]} if kind else {}


def _jurisdiction(row: Object) -> Object:
    """Return the country of a body; none where there are several, for one would be a guess."""
    places = [place.removeprefix("country:") for place in row["country"] or []]
    known = [one for one in tables.rows("countries") if places == [one["iso3"]]]
    if not known:
        return {}
    code = {"code": known[0]["iso2"]} if known[0]["status"] == "official" else {}
    return {"name": known[0]["name"], **code}


def _interests(row: Object, when: Dates) -> Iterator[Object]:
    """Yield the interest, and control as one of its own where a source says that there is."""
    kinds = [row["kind"], *(["control"] if row["control"] and row["kind"] != "control" else [])]
    for at, kind in enumerate(kinds):
        place = f"/recordDetails/interests/{at}"
        label = tables.terms("ownership-kind")[kind]["label"]
        notes = [] if at else list(row["note"] or [])
        found = {
            "type": counterparts.term("ownership-kind", kind, "bods") or "unknownInterest",
            "directOrIndirect": "unknown",
            "details": "; ".join([label, *notes]),
            "share": {} if at else bods_parts.share(row["share_min"], row["share_max"]),
            "startDate": when.first(row["start"], f"{place}/startDate"),
            "endDate": when.last(row["end"], f"{place}/endDate"),
        }
        yield {name: value for name, value in found.items() if value}
