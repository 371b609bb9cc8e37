"""Read what OFAC's advanced XML keeps apart from its parties: codes, places, numbers, entries."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from panoptrade.loaders import days, trees

if TYPE_CHECKING:
    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.loaders.trees import Part

APART = ("ReferenceValueSets", "Location", "IDRegDocument", "ProfileRelationship", "SanctionsEntry")
NUMBERS = {
    "Registration Number": "registration",
    "Legal Entity Number": "lei",
    "Unified Social Credit Code (USCC)": "uscc",
}
SDN = "SDN List"
NOWHERE = "undetermined"
PROGRAMME = "Program"  # the measure whose comment is a programme tag


class Listing(NamedTuple):
    """One entry of a list: the programme tags, the days of its events, and their legal bases."""

    id: str
    tags: tuple[str, ...]
    days: tuple[str, ...]
    bases: tuple[str, ...]


class Tie(NamedTuple):
    """A tie between two parties, in the list's words; its row holds no cells any more."""

    row: Row
    first: str
    second: str
    kind: str
    quality: str
    former: bool


@dataclass(slots=True)
class Codes:
    """What a file keeps apart from its parties, by the numbers that they use for it."""

    tables: dict[str, dict[str, tuple[str, dict[str, str]]]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    listings: dict[str, list[Listing]] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)

    def text(self, part: Part, table: str, path: str) -> str:
        """Return what the code at a path means; a code that its table lacks is a problem."""
        code = part.text(path)
        found = self.tables.get(table, {}).get(code)
        if code and found is None:
            part.problem(path, code, f"no such {table} in the file's ReferenceValueSets")
        return found[0] if found else ""


def read(files: Files, table: str) -> Codes:
    """Return what a file keeps apart from its parties."""
    codes = Codes()
    takers = {
        "Location": _place,
        "IDRegDocument": _number,
        "ProfileRelationship": _tie,
        "SanctionsEntry": _listing,
    }
    for part in trees.parts(files, table, only=APART):
        if part.path == "ReferenceValueSets":
            for one in part.element.iterfind("*/*"):
                row = ((one.text or "").strip(), dict(one.items()))
                codes.tables.setdefault(one.tag, {})[one.get("ID", "")] = row
        else:
            takers[part.path](codes, part)
        if part.path == "SanctionsEntry":
            _check(codes, part, sdn=table.startswith("sdn"))
    return codes


def _place(codes: Codes, part: Part) -> None:
    number = part.text("@ID")
    for one in part.parts("LocationCountry"):
        country = codes.text(one, "Country", "@CountryID")
        # The corrections are those of the column Country in the CSV, which writes the same names.
        country = part.row.lookups.get(("Country", country), country)
        if country and country != NOWHERE:
            codes.places[number] = intern(country)


def _number(codes: Codes, part: Part) -> None:
    identity, number = part.text("@IdentityID"), part.text("IDRegistrationNo")
    kind = NUMBERS.get(codes.text(part, "IDRegDocType", "@IDRegDocTypeID"))
    country = codes.text(part, "Country", "@IssuedBy-CountryID")
    if kind and number:
        whole = f"{number} ({country})" if country and kind == "registration" else number
        codes.numbers.setdefault(identity, []).append((kind, whole))


def _tie(codes: Codes, part: Part) -> None:
    tie = Tie(
        replace(part.row, cells={}, taken=set()),
        part.text("@From-ProfileID"),
        part.text("@To-ProfileID"),
        codes.text(part, "RelationType", "@RelationTypeID"),
        codes.text(part, "RelationQuality", "@RelationQualityID"),
        part.text("@Former") == "true",
    )
    part.texts("@ID")
    codes.ties.append(tie)


def _listing(codes: Codes, part: Part) -> None:
    tags, dated, bases = [], [], []
    for event in part.parts("EntryEvent"):
        year, *rest = (event.text(f"Date/{one}") for one in ("Year", "Month", "Day"))
        if day := event.row.clean(event.path, days.parts(year, *rest) if year else "", START):
            dated.append(day)
        bases.append(codes.text(event, "LegalBasis", "@LegalBasisID"))
    for measure in part.parts("SanctionsMeasure"):
        comment = measure.text("Comment")
        if codes.text(measure, "SanctionsType", "@SanctionsTypeID") == PROGRAMME and comment:
            tags.append(comment)
    profile = part.text("@ProfileID")
    bases = [one for one in bases if one and one != "Unknown"]
    # The same few words stand in many entries: one of each is kept.
    unique = (tuple(dict.fromkeys(map(intern, each))) for each in (tags, sorted(dated), bases))
    codes.listings.setdefault(profile, []).append(Listing(part.text("@ID"), *unique))


START = "Sanction.start"


def _check(codes: Codes, part: Part, *, sdn: bool) -> None:
    found = codes.text(part, "List", "@ListID")
    if found and (found == SDN) != sdn:
        right = "cons_advanced.xml" if sdn else "sdn_advanced.xml"
        part.problem("@ListID", found, f"not a list of this file; is it {right} by another name?")
