"""Read the forms in which the UK's lists are published: one row or element after another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from panoptrade.loaders import days, trees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.loaders.trees import Part

PRIMARY = {"", "primary name"}
OTHERS = {"primary name variation", "alias", "aka", "fka"}
REFERENCE = re.compile(r"\(UK Sanctions List Ref\):\s*([A-Z]{3}[0-9]{4})\b")
NUMBERED = re.compile(r"\(\d{1,2}\)")  # several in one cell: (1) … (2) …
GIVEN = tuple(f"{at}" for at in range(1, 7))  # Name 6 is the family's, or a body's whole name
DETAILS = "EntityDetails/Entity"
REGISTRATIONS = "BusinessRegistrationNumbers/BusinessRegistrationNumber"
# "see" and what follows a colon stays with its measure.
COMMAS = re.compile(r",\s+(?=[A-Z-])|^[-,]+,?\s*")


class Piece(NamedTuple):
    """What one row or element says about one entry."""

    row: Row
    number: str
    kind: str
    regime: str
    day: str | None
    names: tuple[str, ...]
    primary: bool = True
    others: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    registrations: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    subsidiaries: tuple[str, ...] = ()
    status: str = ""


def pieces(files: Files) -> Iterator[Piece]:
    """Yield what each row or element of the files given says, whatever their form."""
    for row in files.rows("list_ods"):
        yield _short(row)
    for row in files.rows("list_csv"):
        yield _long(row)
    for part in trees.parts(files, "list_xml"):
        yield _designation(part)
    for row in files.rows("conlist_csv"):
        yield _ofsi(row)
    for part in trees.parts(files, "conlist_xml"):
        yield _target(part)


def _short(row: Row) -> Piece:
    return Piece(
        row,
        row.text("Unique ID"),
        row.text("Type"),
        row.text("Regime Name"),
        _day(row, "Date Designated", row.text("Date Designated")),
        (row.text("Name"),),
        measures=_split(COMMAS, row.text("Sanctions Imposed")),
        notes=_told(row.text("Designation source"), ""),
    )


def _long(row: Row) -> Piece:
    return Piece(
        row,
        row.text("Unique ID"),
        row.text("Designation Type"),
        row.text("Regime Name"),
        _day(row, "Date Designated", row.text("Date Designated")),
        (" ".join(filter(None, (row.text(f"Name {at}") for at in GIVEN))),),
        primary=_primary(row, "Name type", row.text("Name type")),
        others=(row.text("Name non-latin script"),),
        countries=(row.text("Address Country"),),
        measures=tuple(filter(None, map(str.strip, row.text("Sanctions Imposed").split("|")))),
        notes=_told(row.text("Designation source"), row.text("UN Reference Number")),
        registrations=_split(NUMBERED, row.text("Business registration number (s)")),
        parents=_split(NUMBERED, row.text("Parent company")),
        subsidiaries=_split(NUMBERED, row.text("Subsidiaries")),
    )


def _ofsi(row: Row) -> Piece:
    reference = set(REFERENCE.findall(row.text("Other Information")))
    group = row.text("Group ID")
    day = row.text("UK Sanctions List Date Designated") or row.text("Listed On")
    row.taken.add("Listed On")
    return Piece(
        row,
        reference.pop() if len(reference) == 1 else group and f"OFSI {group}",
        row.text("Group Type"),
        row.text("Regime"),
        _day(row, "UK Sanctions List Date Designated", day),
        (" ".join(filter(None, (row.text(f"Name {at}") for at in GIVEN))),),
        primary=_primary(row, "Alias Type", row.text("Alias Type")),
        others=(row.text("Name Non-Latin Script"),),
        countries=(row.text("Country"),),
    )


def _designation(part: Part) -> Piece:
    called = []
    for name in part.parts("Names/Name"):
        whole = " ".join(filter(None, (name.text(f"Name{at}") for at in GIVEN)))
        called.append((_primary(part.row, f"{name.path}/NameType", name.text("NameType")), whole))
    measures = part.text("SanctionsImposed").split("|")
    reference = " ".join(part.texts("UNReferenceNumber"))
    primary = tuple(name for first, name in called if first)
    return Piece(
        part.row,
        part.text("UniqueID"),
        part.text("IndividualEntityShip"),
        part.text("RegimeName"),
        _day(part.row, f"{part.path}/DateDesignated", part.text("DateDesignated")),
        primary,
        others=(
            *(name for first, name in called if not first),
            *part.texts("NonLatinNames/NonLatinName/NameNonLatinScript"),
        ),
        countries=tuple(part.texts("Addresses/Address/AddressCountry")),
        measures=tuple(filter(None, map(str.strip, measures))),
        notes=_told(part.text("DesignationSource"), reference),
        registrations=tuple(part.texts(f"{DETAILS}/{REGISTRATIONS}")),
        parents=tuple(part.texts(f"{DETAILS}/ParentCompanies/ParentCompany")),
        subsidiaries=tuple(part.texts(f"{DETAILS}/Subsidiaries/Subsidiary")),
    )


def _target(part: Part) -> Piece:
    names = (*(f"name{at}" for at in GIVEN[:-1]), "Name6")
    group = part.text("GroupID")
    day = part.text("DateDesignated") or part.text("DateListed")
    part.texts("DateListed")
    return Piece(
        part.row,
        part.text("UKSanctionsListRef") or (group and f"OFSI {group}"),
        part.text("GroupTypeDescription"),
        part.text("RegimeName"),
        _day(part.row, f"{part.path}/DateDesignated", days.bare(day)),
        (" ".join(filter(None, (part.text(name) for name in names))),),
        primary=_primary(part.row, f"{part.path}/AliasType", part.text("AliasType")),
        others=(part.text("NameNonLatinScript"),),
        countries=(part.text("Country"),),
        notes=_told("", part.text("UNRef")),
        registrations=_split(NUMBERED, part.text("Entity_BusinessRegNumber")),
        parents=_split(NUMBERED, part.text("Entity_ParentCompany")),
        subsidiaries=_split(NUMBERED, part.text("Entity_Subsidiaries")),
        status=part.text("GrpStatus"),
    )


def _day(row: Row, column: str, text: str) -> str | None:
    day: str | None = row.clean(column, days.iso(text) or text, "Sanction.start")
    return day


def _primary(row: Row, column: str, text: str) -> bool:
    kind = text.casefold()
    if kind not in PRIMARY | OTHERS:
        row.problem(column, text, f"not one of {', '.join(sorted(PRIMARY | OTHERS))}".strip())
    return kind in PRIMARY


def _split(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in pattern.split(text) if part.strip())


def _told(by: str, reference: str) -> tuple[str, ...]:
    said = (f"designated by {by.replace('|', ' and ')}" if by else "", f"UN reference {reference}")
    return tuple(filter(None, (said[0], said[1] if reference else "")))
