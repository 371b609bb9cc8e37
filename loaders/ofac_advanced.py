"""Read OFAC's lists in the advanced XML: parties, their restrictions by day, and who owns whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from panoptrade.loaders import days, listed, ofac_codes, trees
from panoptrade.ontology import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.ofac_codes import Codes, Tie
    from panoptrade.loaders.rows import Row
    from panoptrade.loaders.trees import Part
    from panoptrade.ontology.records import Record

PREFIX = "ofac"
GENERAL = {"ofac-sdn": "us-ofac-sdn", "ofac-consolidated": "us-ofac-non-sdn"}
PERSON, BODY = "Individual", "Entity"
CRAFT = {"Vessel", "Aircraft"}
LATIN, LAST = "Primary Latin", "Last Name"
VALUE = "DocumentedNamePart/NamePartValue"
EFFECTIVE = "Effective Date"
OTHER_TIES = "ties that are none of ownership: support, association, family, office"
FORMER = "ties that have ended, on a day that the list does not give"
ABROAD = "ties of ownership with a party that is left out, or is no body"


class Party(NamedTuple):
    """A party of the list: what it is, and the records about it."""

    number: str
    kind: str
    row: Row
    records: list[Record]


def records(files: Files, table: str) -> Iterator[Record]:
    """Yield the bodies of a list, their restrictions, and the ownership between parties.

    Persons who own a body of the list come too, the others by the option all; ships and aircraft
    never. What may be changed by a later entry waits for it.
    """
    codes = ofac_codes.read(files, table)
    meanings = files.spec.extra["ties"]
    owning = _owning(files, codes, meanings)
    owners = {owner for _, owner, _ in owning}
    bodies: dict[str, str] = {}
    waiting: list[Party] = []
    known: dict[str, int] = {}
    for part in trees.parts(files, table, only={"DistinctParty"}):
        party = _party(files, codes, part, owners, known)
        if party is None:
            continue
        if party.kind == BODY:
            bodies[party.number] = party.records[0].id
        if party.kind == PERSON or party.records[0].id != _own(party.number):
            waiting.append(party)
        else:
            yield from party.records
    holders = {owner for _, owner, asset in owning if asset in bodies}
    yield from _waited(files, waiting, holders)
    ids = bodies | {one.number: one.records[0].id for one in waiting if one.kind == PERSON}
    yield from _ownership(files, owning, ids, bodies, meanings)


def _own(number: str) -> str:
    return f"org:{PREFIX}-{names.slug(number)}"


def _waited(files: Files, waiting: list[Party], holders: set[str]) -> Iterator[Record]:
    """Yield the parties that waited: bodies that the alias table knows, and persons."""
    counts = Counter(one.records[0].id for one in waiting)
    for party in waiting:
        if party.kind == PERSON and not (listed.everything(files) or party.number in holders):
            files.skip(party.row, listed.PEOPLE)
            continue
        first, *rest = party.records
        # Entries that the alias table unites may be a group: it would be lost whose number it is.
        kept = first.values if counts[first.id] == 1 else {**first.values, **NUMBERLESS}
        yield party.row.record(first.cls, first.id, **kept)
        yield from rest


NUMBERLESS: dict[str, Any] = dict.fromkeys((*ofac_codes.NUMBERS.values(), "isin"), ())


def _party(
    files: Files, codes: Codes, part: Part, owners: set[str], known: dict[str, int]
) -> Party | None:
    profile = next(iter(part.parts("Profile")), None)
    number = profile.text("@ID") if profile else ""
    kind = _kind(codes, profile) if profile else ""
    if profile is None or kind in CRAFT:
        files.skip(part.row, listed.CRAFT if profile else "parties without a profile")
        return None
    if kind not in {PERSON, BODY}:
        profile.problem(
            "@PartySubTypeID", kind, f"neither {PERSON}, {BODY}, a ship nor an aircraft"
        )
        return None
    if kind == PERSON and not listed.everything(files) and number not in owners:
        files.skip(part.row, listed.PEOPLE)
        return None
    called = _names(codes, profile, person=kind == PERSON)
    if not listed.identified(part.row, number, called[0] if called else "", known):
        return None
    found = _found(files, codes, profile)
    effective = found.pop("effective")
    make = listed.body if kind == BODY else listed.person
    about = found if kind == BODY else {}
    first = make(part.row, called[0], number, PREFIX, alias=called[1:], **about)
    rest = _restrictions(files, codes, part.row, first, number, called[0], effective)
    return Party(number, kind, part.row, [first, *rest])


def _kind(codes: Codes, profile: Part) -> str:
    """Return what a party is: its sub-type, or the type where that says nothing more."""
    code = profile.text("@PartySubTypeID")
    text, more = codes.tables.get("PartySubType", {}).get(code, ("", {}))
    known = codes.tables.get("PartyType", {}).get(more.get("PartyTypeID", ""), ("", {}))
    return text if text in CRAFT else known[0]


def _names(codes: Codes, profile: Part, *, person: bool) -> list[str]:
    """Return the names of a party, the primary one in Latin letters first."""
    found: list[tuple[bool, str]] = []
    for identity in profile.parts("Identity"):
        types = {
            group.text("@ID"): codes.text(group, "NamePartType", "@NamePartTypeID")
            for group in identity.parts("NamePartGroups/MasterNamePartGroup/NamePartGroup")
        }
        for alias in identity.parts("Alias"):
            primary = alias.text("@Primary") == "true"
            for name in alias.parts("DocumentedName"):
                status = codes.text(name, "DocNameStatus", "@DocNameStatusID")
                said = [
                    (types.get(value.text("@NamePartGroupID"), ""), value.text(""))
                    for value in name.parts(VALUE)
                ]
                found.append((not (primary and status == LATIN), _joined(said, person=person)))
    return list(dict.fromkeys(name for _, name in sorted(found, key=_first) if name))


def _first(one: tuple[bool, str]) -> bool:
    return one[0]


def _joined(parts: list[tuple[str, str]], *, person: bool) -> str:
    """Return a name as OFAC prints it: of a person, the last name before a comma."""
    last = " ".join(text for kind, text in parts if person and kind == LAST and text)
    rest = " ".join(text for kind, text in parts if not (person and kind == LAST) and text)
    return ", ".join(filter(None, (last, rest)))


def _found(files: Files, codes: Codes, profile: Part) -> dict[str, Any]:
    """Return the country, the numbers and the effective days that a party's features give."""
    places, isins, effective = [], [], set()
    for feature in profile.parts("Feature"):
        kind = codes.text(feature, "FeatureType", "@FeatureTypeID")
        for version in feature.parts("FeatureVersion"):
            place = version.text("VersionLocation/@LocationID")
            detail = version.text("VersionDetail")
            day = [version.text(f"DatePeriod/Start/From/{one}") for one in ("Year", "Month", "Day")]
            places += [codes.places[place]] if kind == "Location" and place in codes.places else []
            isins += [detail] if kind == "ISIN" and detail else []
            effective |= {days.parts(*day)} if kind.startswith(EFFECTIVE) and day[0] else set()
    countries = listed.countries(files, profile.row, places)
    numbers: dict[str, list[str]] = {one: [] for one in ofac_codes.NUMBERS.values()}
    for identity in profile.parts("Identity"):
        for kind, number in codes.numbers.get(identity.text("@ID"), []):
            numbers[kind].append(number)
    country = countries if len(countries) == 1 else []
    return {"country": country, "isin": isins, "effective": effective, **numbers}


def _restrictions(
    files: Files,
    codes: Codes,
    row: Row,
    party: Record,
    number: str,
    name: str,
    effective: set[str],
) -> Iterator[Record]:
    seen: set[str] = set()
    found = codes.listings.get(number, [])
    if not any(one.tags for one in found):
        row.problem("", number, "no entry of the list, or none with a programme, is about it")
    for entry in found:
        for tag in entry.tags:
            programme, _ = listed.programme(files, row, tag, GENERAL[row.source])
            id_ = f"sanction:{row.source}:{number}:{names.slug(tag)}"
            again = f":{entry.id}" if id_ in seen else ""
            seen.add(id_)
            dated = effective if len(effective) == 1 and len(entry.tags) == 1 else set(entry.days)
            several = sorted(dated) if len(dated) > 1 else []
            yield row.record(
                "Sanction",
                id_ + again,
                target=party.id,
                programme=programme,
                listed_name=[name],
                list_id=number,
                start=min(dated) if len(dated) == 1 else None,
                citation=list(entry.bases),
                note=[
                    f"programme tag {tag}",
                    *([f"events of the entry: {', '.join(several)}"] if several else []),
                ],
            )


Owning = list[tuple["Tie", str, str]]


def _owning(files: Files, codes: Codes, meanings: dict[str, str]) -> Owning:
    """Return the ties of ownership with owner and asset; count those left out."""
    found: Owning = []
    for tie in codes.ties:
        meaning = meanings.get(tie.kind.casefold())
        if meaning is None:
            known = ", ".join(sorted(meanings))
            tie.row.problem("", tie.kind, f"a tie of another kind than {known}")
        elif not meaning or tie.former:
            files.skip(tie.row, FORMER if meaning else OTHER_TIES)
        elif meaning.startswith("to"):
            found.append((tie, tie.second, tie.first))
        else:
            found.append((tie, tie.first, tie.second))
    return found


def _ownership(
    files: Files,
    owning: Owning,
    ids: dict[str, str],
    bodies: dict[str, str],
    meanings: dict[str, str],
) -> Iterator[Record]:
    for tie, owner, asset in owning:
        row, kind = tie.row, meanings[tie.kind.casefold()].split()[-1]
        if owner not in ids or asset not in bodies or ids[owner] == bodies[asset]:
            files.skip(row, ABROAD)
            continue
        ends = (ids[owner].partition(":")[2], bodies[asset].partition(":")[2])
        quality = f", reliability {tie.quality.lower()}" if tie.quality else ""
        yield row.record(
            "Ownership",
            f"ownership:{ends[0]}:{ends[1]}:{kind}",
            owner=ids[owner],
            asset=bodies[asset],
            kind=kind,
            note=[f"OFAC: {tie.kind}{quality}"],
        )
