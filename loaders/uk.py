"""Read the UK Sanctions List, and the consolidated list that OFSI kept beside it until 2026."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.loaders import listed, uk_forms
from panoptrade.ontology import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.loaders.uk_forms import Piece
    from panoptrade.ontology.records import Record

PREFIX = "uk"
GENERAL, WITHOUT_FREEZE, INVESTMENT = "uk-sanctions", "uk-no-freeze", "uk-investment-ban"
FREEZE = "asset freeze"
PERSON, BODY, SHIP = "Individual", "Entity", "Ship"


def records(files: Files) -> Iterator[Record]:
    """Yield the bodies of the list, their restrictions, and the parents and subsidiaries named.

    Individuals come by the option all, ships never.
    """
    listed.alone(files)
    for number, pieces in _gathered(files).items():
        yield from _entry(files, number, pieces)


def _gathered(files: Files) -> dict[str, list[Piece]]:
    """Return what the rows of a list say, by the number of the entry that they are about."""
    found: dict[str, list[Piece]] = {}
    for piece in uk_forms.pieces(files):
        if piece.kind not in {PERSON, BODY, SHIP}:
            piece.row.problem("", piece.kind, f"neither {PERSON}, {BODY} nor {SHIP}")
        elif piece.kind == SHIP:
            files.skip(piece.row, listed.CRAFT)
        elif piece.kind == PERSON and not listed.everything(files):
            files.skip(piece.row, listed.PEOPLE)
        elif not names.key(piece.number):
            piece.row.problem("", piece.number, "a row without the number of its entry")
        else:
            found.setdefault(piece.number, []).append(piece)
    return found


def _entry(files: Files, number: str, pieces: list[Piece]) -> Iterator[Record]:
    first = pieces[0]
    called = _names(pieces)
    if not called:
        files.skip(first.row, "entries without a name")
        return
    if other := next((one for one in pieces if one.kind != first.kind), None):
        other.row.problem("", other.kind, f"row {first.row.number} of the entry says {first.kind}")
    party = _party(files, number, pieces, called)
    yield party
    yield from _restrictions(files, number, pieces, party, called[0])
    if first.kind == BODY:
        yield from _holdings(number, pieces, party)


def _names(pieces: list[Piece]) -> list[str]:
    """Return the names of an entry, the primary one first."""
    found = [name for piece in pieces if piece.primary for name in piece.names]
    found += [name for piece in pieces if not piece.primary for name in piece.names]
    found += [name for piece in pieces for name in piece.others]
    return list(dict.fromkeys(filter(None, found)))


def _party(files: Files, number: str, pieces: list[Piece], called: list[str]) -> Record:
    row = pieces[0].row
    if pieces[0].kind == PERSON:
        return listed.person(row, called[0], number, PREFIX, alias=called[1:], locator=number)
    countries = listed.countries(files, row, (name for one in pieces for name in one.countries))
    registrations = dict.fromkeys(text for one in pieces for text in one.registrations)
    return listed.body(
        row,
        called[0],
        number,
        PREFIX,
        alias=called[1:],
        country=countries if len(countries) == 1 else [],
        registration=list(registrations),
        locator=number,
    )


def _restrictions(
    files: Files, number: str, pieces: list[Piece], party: Record, name: str
) -> Iterator[Record]:
    by_regime: dict[str, list[Piece]] = {}
    for piece in pieces:
        by_regime.setdefault(piece.regime, []).append(piece)
    for regime, several in by_regime.items():
        row = several[0].row
        measures = list(dict.fromkeys(text for one in several for text in one.measures))
        programme, said = _programme(files, row, regime, several[0].status, measures)
        days = sorted({day for one in several if (day := one.day)})
        yield listed.restriction(
            row,
            party,
            programme,
            number,
            listed_name=[name],
            start=min(days, default=None),
            citation=[regime] if "Regulations" in regime else [],
            note=[
                *said,
                *([f"days given: {', '.join(days)}"] if len(days) > 1 else []),
                *([f"measures: {', '.join(measures)}"] if measures else []),
                *dict.fromkeys(note for one in several for note in one.notes),
            ],
            spell="-".join(names.key(regime).split()) if said or len(by_regime) > 1 else None,
            locator=number,
        )


def _programme(
    files: Files, row: Row, regime: str, status: str, measures: list[str]
) -> tuple[str, list[str]]:
    if status == "I":
        return f"programme:{INVESTMENT}", [f"programme {regime}"]
    if measures and not any(FREEZE in text.casefold() for text in measures):
        return f"programme:{WITHOUT_FREEZE}", [f"programme {regime}"]
    return listed.programme(files, row, regime, GENERAL)


def _holdings(number: str, pieces: list[Piece], party: Record) -> Iterator[Record]:
    """Yield the parents and subsidiaries that an entry names, each a body of its own."""
    for kind in ("parent", "subsidiary"):
        found: dict[str, Row] = {}
        for piece in pieces:
            for name in piece.parents if kind == "parent" else piece.subsidiaries:
                found.setdefault(name, piece.row)
        for name, row in found.items():
            other = listed.body(row, name, f"{number} {kind} {name}", PREFIX, locator=number)
            owner, asset = (other.id, party.id) if kind == "parent" else (party.id, other.id)
            yield other
            yield row.record(
                "Ownership",
                f"ownership:{owner.removeprefix('org:')}:{asset.removeprefix('org:')}:control",
                owner=owner,
                asset=asset,
                kind="control",
                note=[f"named as {kind} by the UK list"],
                locator=number,
            )
