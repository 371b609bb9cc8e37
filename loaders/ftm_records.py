"""Make our records of entities of FollowTheMoney: bodies, persons, restrictions and ties."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from panoptrade.loaders import ftm_survey, ftm_values, listed
from panoptrade.ontology import names, tables, values
from panoptrade.ontology.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.ftm import Entity
    from panoptrade.loaders.rows import Row

PREFIX = "opensanctions"
OTHER = "other"  # the programme of lists that programmes.csv does not hold
KEY = re.compile(r"/meta/programs/([\w-]+)\.yml")
# Sets of data whose programme tags are those of another loader.
TAGS = {"us_ofac_sdn": "ofac-sdn", "us_ofac_cons": "ofac-consolidated"}
NAMES = ("name", "alias", "previousName", "abbreviation")
UNKNOWN = "programme {!r} is not in programmes.csv: taken as other"
NAMELESS = "without a name that has a letter or digit"


def body(files: Files, row: Row, entity: Entity) -> Record | None:
    """Return the organization of an entity; None, and counted, where it has no name."""
    name = _name(entity)
    if name is None:
        files.skip(row, NAMELESS)
        return None
    wikidata = [*entity.all("wikidataId"), *([entity.id] if _is_item(entity.id) else [])]
    return listed.body(
        row,
        name,
        entity.id,
        PREFIX,
        alias=_aliases(entity),
        kind=files.spec.extra["bodies"][entity.schema] or None,
        country=_countries(files, row, entity, "country", "jurisdiction", "mainCountry"),
        founded=ftm_values.day(row, "incorporationDate", entity.all("incorporationDate")),
        dissolved=ftm_values.day(row, "dissolutionDate", entity.all("dissolutionDate"), last=True),
        registration=_texts(entity, "registrationNumber", "ogrnCode"),
        uscc=_texts(entity, "uscCode"),
        lei=_texts(entity, "leiCode"),
        isin=_texts(entity, "isinCode"),
        ticker=_texts(entity, "ticker"),
        wikidata=next(iter(wikidata), None),
        website=ftm_values.addresses(files, row, entity.all("website")),
        note=_about(entity),
    )


def person(files: Files, row: Row, entity: Entity) -> Record | None:
    """Return the person of an entity; None, and counted, where it has no name."""
    name = _name(entity)
    if name is None:
        files.skip(row, NAMELESS)
        return None
    return listed.person(
        row,
        name,
        entity.id,
        PREFIX,
        alias=_aliases(entity),
        country=_countries(files, row, entity, "country", "nationality", "citizenship"),
        note=_about(entity),
    )


def restrictions(files: Files, row: Row, entity: Entity, party: str, name: str) -> Iterator[Record]:
    """Yield a restriction on a party, of a name, for each programme that a sanction names."""
    start = ftm_values.day(row, "startDate", entity.all("startDate"))
    listing = ftm_values.day(row, "listingDate", entity.all("listingDate"))
    told = {
        "listed_name": [name],
        "list_id": next(iter(_texts(entity, "authorityId", "unscId", "recordId")), None),
        "start": start or listing,
        "end": ftm_values.day(row, "endDate", entity.all("endDate"), last=True),
        "url": ftm_values.addresses(files, row, entity.all("sourceUrl", "programUrl")),
    }
    notes = [
        *_said(entity, "authority", "program", "status", "provisions", "reason", "summary"),
        *(["the start is the day of listing"] if listing and not start else []),
    ]
    target = _stub(party)
    for code, about in programmes(files, row, entity).items():
        note = [*notes, *about]
        yield listed.restriction(
            row, target, f"programme:{code}", entity.id, spell=_spell(party), note=note, **told
        )


def programmes(files: Files, row: Row, entity: Entity) -> dict[str, list[str]]:
    """Return the codes of the programmes of a sanction, with what is to be noted of each.

    A programme that is not known is `other`, beside those that are.
    """
    keys = entity.all("programId")
    found = _by_key(files, row, keys) if any(key in _keys() for key in keys) else {}
    found = found or _by_tag(files, row, entity)
    if found:
        return found
    words = (keys or entity.all("program") or entity.all("authority"))[:1]
    files.remark(row, UNKNOWN.format(words[0][:60] if words else "not told"))
    return {OTHER: [f"programme {key}" for key in keys]}


def _by_key(files: Files, row: Row, keys: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        if key not in _keys():
            files.remark(row, UNKNOWN.format(key[:60]))
        found.setdefault(_keys().get(key, OTHER), []).append(f"programme {key}")
    return found


def _by_tag(files: Files, row: Row, entity: Entity) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for of in [TAGS[one] for one in entity.datasets if one in TAGS]:
        for tag in entity.all("program"):
            id_, unknown = listed.programme(files, row, tag, OTHER, of=of)
            if not unknown:
                found.setdefault(id_.partition(":")[2], []).append(f"programme tag {tag}")
    return found


def tie(files: Files, row: Row, entity: Entity, source: str, target: str) -> Record | None:
    """Return the ownership, succession or link of an entity between two of our ids.

    None, and counted, where no class of ours has such ends.
    """
    if entity.schema == "UnknownLink" and not _is_body(target):
        source, target = target, source  # of a link neither end is first
    if not _is_body(target) or (entity.schema == "Succession" and not _is_body(source)):
        files.skip(row, f"{entity.schema}: between persons, or into one")
        return None
    if source == target:
        files.skip(row, f"{entity.schema}: both ends are one body by the alias table")
        return None
    make = _succession if entity.schema == "Succession" else _ownership
    return make(files, row, entity, source, target)


def _ownership(files: Files, row: Row, entity: Entity, source: str, target: str) -> Record:
    share = ftm_values.share(entity.all("percentage"))
    linked = entity.schema == "UnknownLink"
    known = share.low is not None or share.high is not None
    kind = "equity" if known or entity.all("sharesCount") else "control"
    return row.record(
        "Ownership",
        _key("ownership", entity, source, target),
        owner=source,
        asset=target,
        kind="link" if linked else kind,
        share_min=share.low,
        share_max=share.high,
        start=ftm_values.day(row, "startDate", entity.all("startDate")),
        end=ftm_values.day(row, "endDate", entity.all("endDate"), last=True),
        as_of=ftm_values.day(row, "date", entity.all("date"), last=True),
        url=ftm_values.addresses(files, row, entity.all("sourceUrl")),
        note=[*_said(entity, "role", "ownershipType", "status", "summary"), *share.unread],
        locator=entity.id,
    )


def _succession(files: Files, row: Row, entity: Entity, source: str, target: str) -> Record:
    return row.record(
        "Succession",
        _key("succession", entity, source, target),
        predecessor=source,
        successor=target,
        kind="unstated",
        date=ftm_values.day(row, "date", entity.all("date", "startDate")),
        url=ftm_values.addresses(files, row, entity.all("sourceUrl")),
        note=_said(entity, "role", "status", "summary"),
        locator=entity.id,
    )


def _key(prefix: str, entity: Entity, source: str, target: str) -> str:
    # An entity may name several owners and assets: each pair is a record.
    rests = [one.partition(":")[2] for one in (source, target)]
    return ":".join([prefix, PREFIX, names.slug(entity.id), *rests])


def _name(entity: Entity) -> str | None:
    found = [one for one in ftm_survey.called(entity) if _is_name(one)]
    known = {names.organization(one).id: one for one in found if ftm_survey.is_known(one)}
    if entity.schema != "Person" and len(known) == 1:
        return values.text(next(iter(known.values())))
    # Names of two bodies that the table tells apart unite neither.
    return values.text(found[0]) if found else None


def _is_name(text: str) -> bool:
    try:
        values.name(text)
    except ValueError:
        return False
    return True


def _aliases(entity: Entity) -> list[str]:
    given = [entity.caption, *entity.all(*NAMES)]
    return list(dict.fromkeys(values.text(one) for one in given if _is_name(one)))


def _countries(files: Files, row: Row, entity: Entity, *properties: str) -> list[str]:
    return ftm_values.countries(files, row, entity.all(*properties))


def _texts(entity: Entity, *properties: str) -> list[str]:
    return [text for one in entity.all(*properties) if (text := values.text(one))]


def _said(entity: Entity, *properties: str) -> list[str]:
    return [f"{name}: {text}" for name in properties for text in _texts(entity, name)]


def _about(entity: Entity) -> list[str]:
    return [
        *(f"topic {one}" for one in _texts(entity, "topics")),
        *(f"data set {one}" for one in sorted(set(entity.datasets))),
    ]


def _is_item(id_: str) -> bool:
    return bool(re.fullmatch(r"Q\d+", id_))


def _is_body(id_: str) -> bool:
    return id_.startswith("org:")


def _spell(party: str) -> str:
    # A sanction may name several parties: each has a restriction of its own.
    return party.partition(":")[2]


def _stub(party: str) -> Record:
    cls: Any = "Organization" if _is_body(party) else "Person"
    return Record(cls, party, {}, "", "", "")


@cache
def _keys() -> dict[str, str]:
    """Return the codes of programmes by OpenSanctions' keys, which their addresses hold."""
    found: dict[str, set[str]] = {}
    for row in tables.rows("programmes"):
        for key in _all(row["url"]):
            found.setdefault(key, set()).add(row["code"])
    # A key of two programmes tells neither.
    plain = {key: min(codes) for key, codes in found.items() if len(codes) == 1}
    rows = tables.rows("programme_tags")
    return plain | {row["tag"]: row["programme"] for row in rows if row["source"] == PREFIX}


def _all(text: str) -> Iterable[str]:
    return KEY.findall(text)
