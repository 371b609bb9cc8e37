"""Read the consolidated list of the United Nations Security Council, in its XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.loaders import listed, trees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.trees import Part
    from panoptrade.ontology.records import Record

PREFIX = "un"
GENERAL = "un-sc"
NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
PERSON = "INDIVIDUAL"


def records(files: Files) -> Iterator[Record]:
    """Yield the bodies of the list, and a restriction for each; individuals by the option all."""
    listed.alone(files)
    known: dict[str, int] = {}
    for part in trees.parts(files, "consolidated"):
        if part.path == PERSON and not listed.everything(files):
            files.skip(part.row, listed.PEOPLE)
        else:
            yield from _entry(files, part, known)


def _entry(files: Files, part: Part, known: dict[str, int]) -> Iterator[Record]:
    number = part.text("REFERENCE_NUMBER")
    name = " ".join(filter(None, (part.text(one) for one in NAMES if part.path == PERSON))) or (
        part.text("FIRST_NAME")
    )
    if not listed.identified(part.row, number, name, known):
        return
    party = (_person if part.path == PERSON else _body)(files, part, name, number)
    yield party
    word = part.text("UN_LIST_TYPE")
    programme, notes = listed.programme(files, part.row, word, GENERAL)
    yield listed.restriction(
        part.row,
        party,
        programme,
        number,
        listed_name=[name],
        start=part.day("LISTED_ON", "Sanction.start"),
        end=part.day("DELISTED_ON", "Sanction.end"),
        note=notes,
        locator=number,
    )


def _body(files: Files, part: Part, name: str, number: str) -> Record:
    countries = listed.countries(files, part.row, part.texts("ENTITY_ADDRESS/COUNTRY"))
    return listed.body(
        part.row,
        name,
        number,
        PREFIX,
        alias=[*part.texts("ENTITY_ALIAS/ALIAS_NAME"), *part.texts("NAME_ORIGINAL_SCRIPT")],
        country=countries if len(countries) == 1 else [],
        locator=number,
    )


def _person(files: Files, part: Part, name: str, number: str) -> Record:
    return listed.person(
        part.row,
        name,
        number,
        PREFIX,
        alias=[*part.texts("INDIVIDUAL_ALIAS/ALIAS_NAME"), *part.texts("NAME_ORIGINAL_SCRIPT")],
        country=listed.countries(files, part.row, part.texts("NATIONALITY/VALUE")),
        locator=number,
    )
