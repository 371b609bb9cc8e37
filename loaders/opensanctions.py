"""Read OpenSanctions' data: entities as JSON lines, tables of statements, the table of targets."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

from panoptrade.loaders import ftm, ftm_records, ftm_survey, listed
from panoptrade.loaders.problems import LoadError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.ftm import Entity
    from panoptrade.loaders.ftm_survey import Survey
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

UNTIED = "{}: between others than those that enter"
UNTARGETED = "Sanction: of ships, or of others than those that enter"
UNLISTED = "bodies with no sanction in the table, which the trade does not know: only with --all"


def records(files: Files) -> Iterator[Record]:
    """Yield the bodies that are listed or known to the trade, who owns them, what binds them."""
    given = [path for paths in files.paths.values() for path in paths]
    if len(given) > 1:
        message = f"a second file beside {given[0].name}: each holds the data whole; give one"
        raise LoadError([Problem(given[1].name, message)])
    if "targets" in files.paths:
        for row in files.rows("targets"):
            yield from _target(files, row)
    else:
        yield from _graph(files, given[0])


def _graph(files: Files, path: Path) -> Iterator[Record]:
    """Yield the records of a file of entities, which is read three times and never held."""
    survey = ftm_survey.survey(files)
    kinds = ftm_survey.kinds(files)
    made: dict[str, tuple[str, str]] = {}
    for entity in ftm.entities(files, checked=True):
        kind = kinds.get(entity.schema)
        if kind in {"Body", "Person"}:
            for record in _party(files, path, entity, survey, is_body=kind == "Body"):
                if entity.id in survey.ends:
                    made[entity.id] = record.id, entity.caption or record.values["name"]
                yield record
    for entity in ftm.entities(files, checked=True):
        if entity.schema == ftm_survey.SANCTION:
            yield from _sanction(files, path, entity, made)
        elif entity.schema in ftm_survey.TIES:
            yield from _ties(files, path, entity, made)


def _row(files: Files, path: Path, entity: Entity) -> Row:
    (table,) = files.paths
    row = files.row(path, files.spec.files[table], entity.number, {})
    row.seen = row.clean("last_seen", entity.seen[:10], "seen")
    return row


def _party(
    files: Files, path: Path, entity: Entity, survey: Survey, *, is_body: bool
) -> Iterator[Record]:
    if not (survey.has_body(entity.id) if is_body else survey.has_person(entity.id)):
        _count(files, ftm_survey.STRANGERS if is_body else listed.PEOPLE)
        return
    make = ftm_records.body if is_body else ftm_records.person
    record = make(files, _row(files, path, entity), entity)
    if record is not None:
        yield record


def _sanction(
    files: Files, path: Path, entity: Entity, made: dict[str, tuple[str, str]]
) -> Iterator[Record]:
    parties = [made[one] for one in entity.all("entity") if one in made]
    if not parties:
        _count(files, UNTARGETED)
    for party, name in parties:
        row = _row(files, path, entity)
        yield from ftm_records.restrictions(files, row, entity, party, name)


def _ties(
    files: Files, path: Path, entity: Entity, made: dict[str, tuple[str, str]]
) -> Iterator[Record]:
    found = [pair for pair in ftm_survey.pairs(entity) if pair[0] in made and pair[1] in made]
    if not found:
        _count(files, UNTIED.format(entity.schema))
    for source, target in found:
        row = _row(files, path, entity)
        record = ftm_records.tie(files, row, entity, made[source][0], made[target][0])
        if record is not None:
            yield record


def _count(files: Files, why: str) -> None:
    files.skipped.setdefault(files.spec.name, Counter())[why] += 1


def _target(files: Files, row: Row) -> Iterator[Record]:
    """Yield what a row of the table of targets tells: a party and its restrictions, undated."""
    properties = {
        "name": [row.text("name"), *_parts(row, "aliases")],
        "country": _parts(row, "countries"),
        "programId": _parts(row, "program_ids"),
        "summary": _parts(row, "sanctions"),
    }
    entity = ftm.Entity(
        number=row.number,
        id=row.text("id"),
        schema=row.text("schema"),
        caption=row.text("name"),
        properties=properties,
        datasets=_parts(row, "dataset"),
        seen=row.text("last_seen"),
    )
    row.seen = row.clean("last_seen", entity.seen[:10], "seen")
    kind = ftm_survey.kinds(files).get(entity.schema)
    named = properties["programId"] or properties["summary"]
    why = _left(files, entity, kind, listed_=bool(named))
    if not entity.id:
        row.problem("id", "", "empty; every row has one")
    elif why:
        files.skip(row, why)
    else:
        make = ftm_records.body if kind == "Body" else ftm_records.person
        record = make(files, row, entity)
        if record is not None:
            yield record
            if named:
                yield from ftm_records.restrictions(files, row, entity, record.id, entity.caption)


def _left(files: Files, entity: Entity, kind: str | None, *, listed_: bool) -> str:
    if kind not in {"Body", "Person"}:
        reasons: dict[str, str] = files.spec.extra["skipped"]
        why = reasons.get(entity.schema)
        return f"{entity.schema}: {why}" if why else f"schema {entity.schema[:40]!r} is not known"
    if listed.everything(files):
        return ""
    if kind == "Person":
        return listed.PEOPLE
    known = any(map(ftm_survey.is_known, ftm_survey.called(entity)))
    return "" if listed_ or known else UNLISTED


def _parts(row: Row, column: str) -> list[str]:
    """Take a cell of several values, which the table writes as a line of CSV with semicolons."""
    (parts,) = list(csv.reader([row.text(column)], delimiter=";")) or [[]]
    return [part.strip() for part in parts if part.strip()]
