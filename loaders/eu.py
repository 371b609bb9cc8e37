"""Read the EU's consolidated list of financial sanctions (FSF), in its XML 1.1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.loaders import listed, trees
from panoptrade.ontology import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.trees import Part
    from panoptrade.ontology.records import Record

PREFIX = "fsf"
GENERAL = "eu-restrictive-measures"
PERSON, BODY = "person", "enterprise"
ACT = "regulation"  # the act that lists; an amendment may only have changed the entry
UNKNOWN = {"UNKNOWN", "00"}
REGISTRATION = "regnumber"


def records(files: Files) -> Iterator[Record]:
    """Yield the enterprises of the list, and a restriction for each programme of one.

    Persons come by the option all.
    """
    listed.alone(files)
    known: dict[str, int] = {}
    for part in trees.parts(files, "fsf"):
        kind = part.text("subjectType/@code")
        if kind not in {PERSON, BODY}:
            part.problem("subjectType/@code", kind, f"neither {PERSON} nor {BODY}")
        elif kind == PERSON and not listed.everything(files):
            files.skip(part.row, listed.PEOPLE)
        else:
            yield from _entry(files, part, kind, known)


def _entry(files: Files, part: Part, kind: str, known: dict[str, int]) -> Iterator[Record]:
    logical = part.text("@logicalId")
    number = part.text("@euReferenceNumber") or (f"logical {logical}" if logical else "")
    called = _names(part)
    if not listed.identified(part.row, number, called[0] if called else "", known):
        return
    party = (_body if kind == BODY else _person)(files, part, called, number)
    yield party
    yield from _restrictions(files, part, party, called[0], number)


def _names(part: Part) -> list[str]:
    """Return the names of an entry: strong ones first, English and unmarked ones before others."""
    found = []
    for at, alias in enumerate(part.parts("nameAlias")):
        tongue = alias.text("@nameLanguage")
        weak = alias.text("@strong") == "false"
        if name := alias.text("@wholeName"):
            found.append(((weak, tongue not in {"", "EN"}, at), name))
    return list(dict.fromkeys(name for _, name in sorted(found)))


def _body(files: Files, part: Part, called: list[str], number: str) -> Record:
    countries = _countries(files, part, "address")
    return listed.body(
        part.row,
        called[0],
        number,
        PREFIX,
        alias=called[1:],
        country=countries if len(countries) == 1 else [],
        registration=_registrations(part),
        locator=number,
    )


def _person(files: Files, part: Part, called: list[str], number: str) -> Record:
    _registrations(part)
    countries = _countries(files, part, "citizenship")
    return listed.person(
        part.row, called[0], number, PREFIX, alias=called[1:], country=countries, locator=number
    )


def _countries(files: Files, part: Part, element: str) -> list[str]:
    found = []
    for one in part.parts(element):
        code, name = one.text("@countryIso2Code"), one.text("@countryDescription")
        if not {code, name} & UNKNOWN:
            found.append(code or name)
    return listed.countries(files, part.row, found)


def _registrations(part: Part) -> list[str]:
    """Return the numbers in company registers, with the register's country where it is told."""
    found = []
    for one in part.parts("identification"):
        kind, number = one.text("@identificationTypeCode"), one.text("@number")
        country = one.text("@countryDescription")
        if kind == REGISTRATION and number:
            found.append(f"{number} ({country})" if country and country != "UNKNOWN" else number)
    return list(dict.fromkeys(found))


def _restrictions(
    files: Files, part: Part, party: Record, name: str, number: str
) -> Iterator[Record]:
    day = part.day("@designationDate", "Sanction.start")
    united = part.text("@unitedNationId")
    notes = [f"UN reference {united}"] if united else []
    acts: dict[str, list[Part]] = {}
    for act in part.parts("regulation"):
        acts.setdefault(act.text("@programme"), []).append(act)
    if not acts:
        part.problem("regulation", None, "an entry without the act that lists it")
    seen: set[str] = set()
    for word, several in acts.items():
        programme, said = listed.programme(files, part.row, word, GENERAL)
        starts = [_start(act) for act in several]
        urls = [act.value("publicationUrl", "Sanction.url") for act in several]
        yield listed.restriction(
            part.row,
            party,
            programme,
            number,
            listed_name=[name],
            start=day or min(filter(None, starts), default=None),
            citation=[cited for act in several if (cited := act.text("@numberTitle"))],
            url=[url for url in urls if url],
            note=[*notes, *said],
            spell="-".join(names.key(word).split()) if said or programme in seen else None,
            locator=number,
        )
        seen.add(programme)


def _start(act: Part) -> str | None:
    """Return the day on which an act came into force, where it is the one that lists."""
    day = act.day("@entryIntoForceDate", "Sanction.start")
    return day if act.text("@regulationType") == ACT else None
