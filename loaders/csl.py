"""Read the US Consolidated Screening List, of three departments, from its table or its JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from panoptrade.loaders import bodies, csl_fields, listed
from panoptrade.loaders.problems import LoadError, Problem
from panoptrade.ontology import names, tables, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from panoptrade.loaders.csl_fields import Lists
    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

CODE = re.compile(r"\(([^()]+)\)[^()]* - ")
PERSON, BODY, CRAFT = "Individual", {"Entity", ""}, {"Vessel", "Aircraft"}
# What follows the name of a party under nonproliferation laws.
REACH = re.compile(r"[;,]? and any successor.*$", re.IGNORECASE)
ONE_ID = {"EL": "bis-entity-list"}  # the same entries as another loader's have the same ids
MOSTLY_PEOPLE = {"DPL", "DTC"}
UNSAID = "of a list mostly of persons, without a word that says it is a body: only with --all"
LISTS = ("programs", "alt_names", "addresses", "nationalities", "citizenships", "ids")


class Entry(NamedTuple):
    """One row: the list it is of, its name, its key, and the cells that hold several values."""

    row: Row
    code: str
    name: str
    key: str
    prefix: str
    countries: list[str]
    lists: Lists


def records(files: Files) -> Iterator[Record]:
    """Yield the parties and a restriction for each list and programme that a row is of.

    Bodies only, unless the option `all` asks for persons too; ships and aircraft never.
    """
    if len(given := [path for paths in files.paths.values() for path in paths]) > 1:
        message = f"a second file beside {given[0].name}: load one state of the list at a time"
        raise LoadError([Problem(given[1].name, message)])
    for row in files.rows("table"):
        cells = {name: row.text(name) for name in LISTS}
        yield from _records(files, row, csl_fields.from_cells(cells))
    for path in files.paths.get("json", []):
        for row, lists in _results(files, path):
            for one in files.kept([row]):
                yield from _records(files, one, lists)


def _results(files: Files, path: Path) -> Iterator[tuple[Row, Lists]]:
    one = files.spec.files["json"]
    known = {*one.columns, *one.optional}
    for number, result in enumerate(_opened(path, files.encoding), start=1):
        try:
            lists = csl_fields.from_json(result)
            cells = dict(csl_fields.texts(result))
        except (AttributeError, KeyError, TypeError) as error:
            message = f"a result of another build than the list's ({error!r})"
            files.problems.add(Problem(path.name, message, number))
            continue
        files.problems.found += [
            Problem(path.name, words.unknown(name, known, "field known of 'json'"), number, name)
            for name in cells
            if name not in known and name not in one.unread
        ]
        row = files.row(path, one, number, {k: v for k, v in cells.items() if k in known})
        row.taken.update((*LISTS, "country"))
        yield row, lists


def _opened(path: Path, encoding: str) -> list[Any]:
    try:
        found = json.loads(path.read_text(encoding=encoding or "utf-8-sig"))
        results = found["results"]
    except UnicodeDecodeError as error:
        message = "not UTF-8; fetch it again, or say --encoding"
        raise LoadError([Problem(path.name, message)]) from error
    except json.JSONDecodeError as error:
        message = f"damaged or cut JSON ({error.msg}); fetch it again"
        raise LoadError([Problem(path.name, message, error.lineno)]) from error
    except (KeyError, TypeError, RecursionError) as error:
        raise LoadError([Problem(path.name, 'no {"results": […]} as the list has it')]) from error
    if not isinstance(results, list) or not results:
        raise LoadError([Problem(path.name, "its results are empty")])
    return results


def _records(files: Files, row: Row, lists: Lists) -> Iterator[Record]:
    kind, entry = row.text("type"), _entry(row, lists)
    if kind not in {PERSON, *BODY, *CRAFT}:
        row.problem("type", kind, "neither Entity, Individual, Vessel, Aircraft nor empty")
    if kind in CRAFT:
        files.skip(row, listed.CRAFT)
    elif kind == PERSON and not listed.everything(files):
        files.skip(row, listed.PEOPLE)
    elif entry is not None and _is_open(entry) and not listed.everything(files):
        files.skip(row, UNSAID)
    elif entry is not None:
        party = _person(entry) if kind == PERSON else _body(entry)
        yield party
        yield from _restrictions(files, entry, party)
    else:
        row.taken.update(row.cells)


def _entry(row: Row, lists: Lists) -> Entry | None:
    source = row.text("source")
    found = CODE.search(source)
    code = found[1] if found else source
    if names.key(code) not in _lists():
        row.problem("source", source, "no list that is known; add it to programme_tags.csv")
        return None
    number = row.text("entity_number")
    printed = row.value("name", "Organization.name")
    if printed is None:
        if not row.text("name"):
            row.problem("name", "", "empty; every entry has one")
        return None
    name = REACH.sub("", printed) or printed
    countries = csl_fields.countries(lists.places, american=code in MOSTLY_PEOPLE)
    prefix = "ofac" if number else ONE_ID.get(code, f"csl-{names.slug(code)}")
    key = number or bodies.key(name, countries)
    return Entry(row, code, name, key, prefix, countries, lists)


def _is_open(entry: Entry) -> bool:
    return entry.code in MOSTLY_PEOPLE and not bodies.is_body(entry.name)


def _person(entry: Entry) -> Record:
    of = csl_fields.countries(entry.lists.nationalities, american=False)
    alias = entry.lists.alias
    return listed.person(entry.row, entry.name, entry.key, entry.prefix, alias=alias, country=of)


def _body(entry: Entry) -> Record:
    unsaid = not entry.row.text("type") and not bodies.is_body(entry.name)
    return listed.body(
        entry.row,
        entry.name,
        entry.key,
        entry.prefix,
        alias=entry.lists.alias,
        country=entry.countries if len(entry.countries) == 1 else [],
        note=[bodies.UNSAID] if unsaid else [],
        **csl_fields.numbers(entry.lists.ids),
    )


def _restrictions(files: Files, entry: Entry, party: Record) -> Iterator[Record]:
    row, start = entry.row, entry.row.value("start_date", "Sanction.start")
    numbered = bool(row.text("entity_number"))
    told = {
        "listed_name": [row.text("name")],
        "start": start,
        "end": row.value("end_date", "Sanction.end"),
        "citation": [one for one in [row.text("federal_register_notice")] if one],
        "url": row.values("source_information_url", "Sanction.url", " "),
    }
    notes = [*_notes(row), *csl_fields.directives(entry.lists.ids)]
    for programme, about in _programmes(files, entry):
        yield listed.restriction(
            row,
            party,
            programme,
            entry.key,
            spell="" if numbered else start,
            list_id=row.text("entity_number") or None,
            note=[*about, *notes],
            **told,
        )


def _programmes(files: Files, entry: Entry) -> Iterator[tuple[str, list[str]]]:
    tags = entry.lists.programs
    general = _lists()[names.key(entry.code)]
    if entry.code != "SDN" or not tags:
        yield f"programme:{general}", [f"programme tag {tag}" for tag in tags]
        return
    told: dict[str, list[str]] = {}
    for tag in tags:
        programme, _ = listed.programme(files, entry.row, tag, general, of="ofac-sdn")
        told.setdefault(programme, []).append(f"programme tag {tag}")
    yield from told.items()


def _notes(row: Row) -> Iterator[str]:
    for column, what in (
        ("license_requirement", "licence requirement: "),
        ("license_policy", "licence review policy: "),
        ("standard_order", "standard order: "),
        ("remarks", ""),
    ):
        if text := row.text(column):
            yield what + text
    if reach := REACH.search(row.text("name")):
        yield f"the entry says: {reach[0].lstrip(';, ')}"


def _lists() -> dict[str, str]:
    rows = tables.rows("programme_tags")
    return {names.key(row["tag"]): row["programme"] for row in rows if row["source"] == "csl"}
