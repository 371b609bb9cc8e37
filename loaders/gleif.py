"""Read who legal entities are and who consolidates whom: GLEIF's levels 1 and 2."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from panoptrade.loaders import gleif_relations, listed, wide_csv
from panoptrade.loaders.problems import Problem
from panoptrade.ontology import leis, names

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

LEVEL_1, LEVEL_2 = "lei2", "rr"
LEGAL, OFFICE = "Entity.LegalAddress.Country", "Entity.HeadquartersAddress.Country"
OTHERS = (
    "Entity.OtherEntityNames.OtherEntityName.",
    "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.",
)
REGISTER = "Entity.RegistrationAuthority.RegistrationAuthority"
USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
VOID = {"ANNULLED", "DUPLICATE"}
STRANGERS = "entities that the alias table does not know, nor one step away from one (--all)"
Cells = dict[str, str]


def records(files: Files) -> Iterator[Record]:
    """Yield the entities that are asked for, and the relationships between them.

    Level 1 is read twice: who is one step away is known only after level 2.
    """
    if LEVEL_2 in files.paths and LEVEL_1 not in files.paths:
        first = files.paths[LEVEL_2][0].name
        message = f"tells LEIs only; give {files.spec.files[LEVEL_1].what} with it"
        files.problems.add(Problem(first, message))
        return
    known = _known(files)
    wanted = None
    if not listed.everything(files):
        wanted = set(known) | gleif_relations.neighbours(files, known)
    told: set[str] = set()
    yield from _entities(files, known, wanted, told)
    yield from gleif_relations.records(files, known, wanted, told)


def _known(files: Files) -> dict[str, names.Named]:
    """Return the organizations of the alias table by the LEIs that they have."""
    found: dict[str, names.Named] = {}
    for path in files.paths.get(LEVEL_1, []):
        for _, cells in wide_csv.rows(path, files.spec.files[LEVEL_1], files.encoding):
            if named := _identity(cells):
                found[cells.get("LEI", "")] = named
    return found


def _identity(cells: Cells) -> names.Named | None:
    """Return who the alias table says an entity is: by LEI, or by a name and a country.

    A name alone is no identity: there are three million entities, and many namesakes.
    """
    if named := leis.organization(cells.get("LEI", "")):
        return named
    for name in _names(cells):
        said = names.said(name)
        if said and said["key"] and said["kind"] != "person":
            places = {names.country(cells.get(column, "")) for column in (LEGAL, OFFICE)}
            if said["country"] and said["country"] in places:
                return names.Named(f"org:{said['key']}", said["name"], known=True)
    return None


def _entities(
    files: Files, known: Mapping[str, names.Named], wanted: Container[str] | None, told: set[str]
) -> Iterator[Record]:
    groups = Counter(named.id for named in known.values())
    one = files.spec.files[LEVEL_1]
    for path in files.paths.get(LEVEL_1, []):
        for number, cells in wide_csv.rows(path, one, files.encoding):
            row = files.row(path, one, number, cells)
            lei = row.text("LEI")
            if wanted is not None and lei not in wanted:
                files.skip(row, STRANGERS)
            elif row.text("Registration.RegistrationStatus") in VOID:
                files.skip(row, "entities whose entry is annulled or a duplicate")
            elif lei in told:
                row.problem("LEI", lei, "stands twice; load one state of the file at a time")
            elif _is_whole(row, lei):
                told.add(lei)
                named = known.get(lei)
                alone = named is None or groups[named.id] == 1
                yield _entity(files, row, named, alone=alone)


def _is_whole(row: Row, lei: str) -> bool:
    if not re.fullmatch(r"[0-9A-Z]{18}[0-9]{2}", lei):
        row.problem("LEI", lei, "no LEI: 18 letters or digits and two digits")
    elif not row.text("Entity.LegalName"):
        row.problem("Entity.LegalName", "", "empty; every entity has one")
    else:
        return True
    return False


def _entity(files: Files, row: Row, named: names.Named | None, *, alone: bool) -> Record:
    lei, printed = row.text("LEI"), row.text("Entity.LegalName")
    best = named or names.Named(gleif_relations.own_id(lei), printed, known=False)
    legal, office = (row.value(column, "Organization.country") for column in (LEGAL, OFFICE))
    found: dict[str, Any] = {"lei": [lei], **_numbers(row, legal)} if alone else {}
    found |= _dates(files, row) if alone else {}
    if not alone and leis.organization(lei):
        found["lei"] = [lei]
    return row.record(
        "Organization",
        best.id,
        name=best.name,
        alias=sorted({*map(row.text, _other_columns(row.cells)), printed} - {best.name, ""}),
        kind=files.spec.extra["categories"].get(row.text("Entity.EntityCategory")),
        country=[office or legal] if office or legal else [],
        note=list(_notes(row, legal, office)),
        locator=lei,
        seen=gleif_relations.day(files, row, "Registration.LastUpdateDate"),
        **found,
    )


def _numbers(row: Row, legal: str | None) -> dict[str, list[str]]:
    number, where = row.text(f"{REGISTER}EntityID"), row.text(f"{REGISTER}ID")
    if not number:
        return {}
    found = {"registration": [f"{number} ({where})" if where else number]}
    if legal == "country:CHN" and USCC.fullmatch(number):
        found["uscc"] = [number]
    return found


def _dates(files: Files, row: Row) -> dict[str, str | None]:
    return {
        "founded": gleif_relations.day(files, row, "Entity.EntityCreationDate"),
        "dissolved": gleif_relations.day(files, row, "Entity.EntityExpirationDate"),
    }


def _notes(row: Row, legal: str | None, office: str | None) -> Iterator[str]:
    lei = row.text("LEI")
    if legal and office and legal != office:
        yield f"registered in {names.country_name(legal.removeprefix('country:'))} ({lei})"
    if row.text("Entity.EntityStatus") == "INACTIVE":
        why = row.text("Entity.EntityExpirationReason").replace("_", " ").lower()
        yield f"no longer active ({lei}{': ' if why else ''}{why})"
    after = [
        row.text(f"Entity.SuccessorEntity.1.Successor{part}") for part in ("EntityName", "LEI")
    ]
    if any(after):
        yield f"succeeded by {' '.join(filter(None, after))}"


def _names(cells: Cells) -> Iterator[str]:
    yield cells.get("Entity.LegalName", "")
    yield from (cells[column] for column in _other_columns(cells))


def _other_columns(cells: Cells) -> list[str]:
    return [column for column in cells if column.startswith(OTHERS)]
