"""Invented statements of ownership as BODS 0.4 publishes them, and what libcovebods finds in some.

Hypatia Quill holds more than 25 up to 50 percent of Acme, with votes; Granite (an LEI, a trust of
old) holds 30, then 40; someone unknown holds too; Borealis is held through Acme, and its listing
was closed. The second statement about Granite's holding replaces the first.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.missing import give_up

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

WHY = "libcovebods is not installed; pip install -e '.[dev]'"
PUBLISHED = {
    "publicationDate": "2024-02-01",
    "bodsVersion": "0.4",
    "publisher": {"name": "Register of Freedonia"},
}


def statement(number: int, record: str, type_: str, details: dict[str, Any], **changed: Any) -> Any:
    """Return a statement of a record, as a register writes it."""
    return {
        "statementId": f"{number:032d}",
        "declarationSubject": "xx-acme",
        "statementDate": "2024-01-15",
        "publicationDetails": PUBLISHED,
        "recordId": record,
        "recordStatus": "new",
        "recordType": type_,
        "recordDetails": {"isComponent": False, **details},
        **changed,
    }


def entity(name: str, type_: str = "registeredEntity", **more: Any) -> dict[str, Any]:
    return {"entityType": {"type": type_}, "name": name, **more}


def held(owner: Any, asset: Any, *interests: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"subject": asset, "interestedParty": owner, "interests": list(interests), **more}


def shares(**bounds: float) -> dict[str, Any]:
    return {"type": "shareholding", "directOrIndirect": "direct", "share": bounds}


def world() -> list[dict[str, Any]]:
    """Return the statements told of above, in the order in which a register gives them."""
    return [*_parties(), *_relationships()]


def written(folder: Path, statements: Any, name: str = "bods.json") -> Path:
    """Return a file of statements: an array, or lines where the name ends so."""
    path = folder / name
    lines = [json.dumps(one, ensure_ascii=False) for one in statements]
    text = "\n".join(lines) if name.endswith("l") else f"[{', '.join(lines)}]"
    path.write_text(text, encoding="utf-8")
    return path


def faults(path: Path) -> list[Any]:
    """Return what libcovebods' validation against the schema finds; skips where it is absent."""
    reader, _, known = _opened(path)
    import libcovebods.jsonschemavalidate as validating

    found = validating.JSONSchemaValidator(known).validate(reader)
    return [one.json() for one in found]


def doubts(path: Path, patch: pytest.MonkeyPatch, schemes: list[str]) -> list[Any]:
    """Return what its further checks find; `schemes` stand for a list that it would fetch."""
    reader, config, known = _opened(path)
    import libcovebods.run_tasks as running
    from libcovebods.tasks.checks import legacy_checks, record_based_checks

    for module in (legacy_checks, record_based_checks):
        patch.setattr(module, "get_orgids_prefixes", lambda: schemes)
    found = running.process_additional_checks(reader, config, known, running.TASK_CLASSES)
    checks: list[Any] = found["additional_checks"]
    return checks


def _opened(path: Path) -> tuple[Any, Any, Any]:
    try:
        import libcovebods.config
        import libcovebods.data_reader
        import libcovebods.schema
    except ImportError:
        give_up(WHY)
    reader = libcovebods.data_reader.DataReader(str(path))
    config = libcovebods.config.LibCoveBODSConfig()
    return reader, config, libcovebods.schema.SchemaBODS(reader, config)


def _parties() -> list[dict[str, Any]]:
    kenya = {"name": "Kenya", "code": "KE"}
    numbers = [
        {"scheme": "GB-COH", "schemeName": "Companies House", "id": "01234567"},
        {"scheme": "XI-LEI", "id": "549300AAAAAAAAAAAA11"},
    ]
    acme = entity(
        "Acme Lantern Works Ltd",
        jurisdiction={"name": "Scotland", "code": "GB-SCT"},
        alternateNames=["ALW"],
        identifiers=numbers,
        foundingDate="2001-02-03",
        addresses=[{"type": "registered", "address": "1 Main Street"}],
    )
    person = {
        "personType": "knownPerson",
        "names": [
            {"type": "alternative", "fullName": "H. Quill"},
            {"type": "legal", "fullName": "Hypatia Quill", "familyName": "Quill"},
        ],
        "nationalities": [kenya],
        "birthDate": "1970-01",
    }
    unknown = {
        "personType": "unknownPerson",
        "unspecifiedPersonDetails": {"reason": "interestedPartyHasNotProvidedInformation"},
    }
    return [
        statement(1, "xx-acme", "entity", acme),
        statement(2, "xx-quill", "person", person),
        statement(3, "xx-who", "person", unknown),
        statement(4, "xx-granite", "entity", entity("Granite Holdings", "arrangement")),
        statement(5, "xx-borealis", "entity", entity("Borealis Gaze", "legalEntity")),
        statement(
            6, "xx-state", "entity", entity("Republic of Kenya", "state", jurisdiction=kenya)
        ),
    ]


def _relationships() -> list[dict[str, Any]]:
    official = {"type": ["officialRegister", "verified"], "url": "https://example.org/acme"}
    quill = shares(exclusiveMinimum=25, maximum=50) | {
        "beneficialOwnershipOrControl": True,
        "startDate": "2016-04-06",
    }
    votes = {"type": "votingRights", "share": {"minimum": 25, "maximum": 50}}
    board = {"type": "appointmentOfBoard", "startDate": "2020-01-01", "endDate": "2021-01-01"}
    through = {"type": "shareholding", "directOrIndirect": "indirect", "share": {"exact": 100}}
    nobody = {"reason": "subjectUnableToConfirmOrIdentifyBeneficialOwner", "description": "asked"}
    return [
        statement(
            7, "r-1", "relationship", held("xx-quill", "xx-acme", quill, votes), source=official
        ),
        statement(8, "r-2", "relationship", held("xx-granite", "xx-acme", shares(exact=30))),
        statement(9, "r-3", "relationship", held("xx-who", "xx-acme", shares(exact=5))),
        statement(10, "r-4", "relationship", held(nobody, "xx-borealis")),
        statement(11, "r-5", "relationship", held("xx-acme", "xx-borealis", shares(minimum=75))),
        statement(
            12,
            "r-6",
            "relationship",
            held("xx-quill", "xx-borealis", through, componentRecords=["r-1", "r-5"]),
        ),
        statement(13, "r-7", "relationship", held("xx-state", "xx-acme", board)),
        statement(
            14,
            "r-2",
            "relationship",
            held("xx-granite", "xx-acme", shares(exact=40)),
            statementDate="2024-06-01",
            recordStatus="updated",
        ),
        statement(
            15,
            "r-5",
            "relationship",
            held("xx-acme", "xx-borealis", shares(minimum=75)),
            statementDate="2024-07-01",
            recordStatus="closed",
        ),
    ]
