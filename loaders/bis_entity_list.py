"""Read the BIS Entity List: its table of five columns, or the eCFR's XML of the supplement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from panoptrade.loaders import bis_ecfr, bis_text, bodies, cells, columns, listed
from panoptrade.loaders.problems import LoadError, Problem
from panoptrade.ontology import names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

PROGRAMME = "programme:us-bis-entity-list"
PREFIX = "bis-entity-list"
COLUMNS = (
    "country",
    "entity",
    "license requirement",
    "license review policy",
    "federal register citation",
)
ADDRESS = re.compile(r"address(?:es)? \d+\b", re.IGNORECASE)
NO_PARTY = "addresses of high diversion risk, which name no party"
RESERVED, NOTES = "reserved", "footnotes below the table"
GUESSED = "an alias was parted from the address behind it by a full stop or comma: see the note"
UNCITED = "the citation is in no form that is known: kept as printed, and the entry has no start"


def records(files: Files) -> Iterator[Record]:
    """Yield the parties and a restriction on each, from its first notice on."""
    if len(given := [path for paths in files.paths.values() for path in paths]) > 1:
        message = f"a second file beside {given[0].name}: load one state of the list at a time"
        raise LoadError([Problem(given[1].name, message)])
    for row in files.kept(_rows(files, given[0])):
        yield from _records(files, row)


def _rows(files: Files, path: Path) -> Iterator[Row]:
    (name,) = files.paths
    one, country = files.spec.files[name], ""
    found = bis_ecfr.rows(path) if name == "ecfr" else _table(files, path)
    for number, line in found:
        row = files.row(path, one, number, dict(zip(COLUMNS, line, strict=False)))
        if len(line) == 1:
            files.skip(row, NOTES)
        elif len(line) != len(COLUMNS):
            row.problem("", None, f"{len(line)} cells; the list has {len(COLUMNS)}")
        else:
            # The first entry of a country names it, and those below leave the cell empty.
            country = row.cells["country"] = row.cells["country"] or country
            yield row


def _table(files: Files, path: Path) -> Iterator[tuple[int, list[str]]]:
    one = files.spec.files["table"]
    lines = cells.sheet(path, one.sheet, files.encoding or one.encoding)
    _, first = next(lines, (1, []))
    found = columns.places(path, first, one, names.key)
    at = [found[name] for name in COLUMNS]
    for row, line in lines:
        if len(line) <= max(at):
            files.problems.add(Problem(path.name, f"{len(line)} cells under {len(first)}", row))
        else:
            yield row, [line[one] for one in at]


def _records(files: Files, row: Row) -> Iterator[Record]:
    printed = row.text("entity")
    if ADDRESS.match(printed):
        files.skip(row, NO_PARTY)
        return
    if printed.strip("[] .").casefold() == RESERVED:
        files.skip(row, RESERVED)
        return
    country = row.value("country", "Organization.country")
    found = bis_text.entry(row.cells["entity"])
    name = row.clean("entity", found.name, "Organization.name")
    if not row.text("country") or not printed:
        row.problem("entity" if country else "country", "", "empty; every entry has one")
    if name is None or country is None:
        row.taken.update(row.cells)
        return
    if found.guessed:
        files.remark(row, GUESSED)
    party = listed.body(
        row,
        name,
        bodies.key(name, [country]),
        PREFIX,
        alias=found.aliases,
        country=[country],
        note=[] if bodies.is_body(name) else [bodies.UNSAID],
    )
    yield party
    yield _restriction(files, row, name, party)


def _restriction(files: Files, row: Row, name: str, party: Record) -> Record:
    cited = _cited(files, row)
    key = bodies.key(name, [row.value("country", "Organization.country")])
    return listed.restriction(
        row,
        party,
        PROGRAMME,
        key,
        spell=cited.start,
        list_id=None,
        listed_name=[name],
        start=cited.start,
        citation=cited.citations,
        note=[
            f"entry: {row.text('entity')}",
            *_said(row, "license requirement", "licence requirement"),
            *_said(row, "license review policy", "licence review policy"),
        ],
    )


def _cited(files: Files, row: Row) -> bis_text.Cited:
    column = COLUMNS[-1]
    text = row.text(column)
    try:
        found = bis_text.cited(text)
    except ValueError as error:
        row.problem(column, text, f"{error}; write 84 FR 54004, 10/9/2019")
        return bis_text.Cited([], None)
    if text and not found.citations:
        files.remark(row, UNCITED)
        return bis_text.Cited([text], None)
    return found


def _said(row: Row, column: str, what: str) -> list[str]:
    text = row.text(column)
    return [f"{what}: {text}"] if text else []
