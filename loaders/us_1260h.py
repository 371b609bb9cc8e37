"""Read the Defense Department's list under section 1260H: who was named, when, and until when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from panoptrade.loaders import listed
from panoptrade.ontology import dates, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

PROGRAMME = "programme:us-dod-1260h"
PREFIX = "us-1260h"
# No blank follows: a comma before a blank belongs to a name, as in "Acme Co., Ltd.".
APART = re.compile(r";|,(?! )")
LEFT_OPEN = "named in an earlier edition and not in the last one, with no end given: left open"


class Entry(NamedTuple):
    """A row: a company, the edition that names it, the end of that naming where there is one."""

    row: Row
    key: str
    start: str
    end: str | None
    party: Record
    said: dict[str, list[str]]


def records(files: Files) -> Iterator[Record]:
    """Yield the companies, the parents they stand under, and a restriction for each spell.

    An edition confirms what an earlier one opened; an end closes it, and a naming after an end
    opens another.
    """
    entries: dict[str, list[Entry]] = {}
    parents: dict[str, Record] = {}
    for row in files.rows("list"):
        parent = _parent(row)
        if parent is not None:
            parents.setdefault(parent.id, parent)
        if entry := _entry(row, parent):
            entries.setdefault(entry.key, []).append(entry)
            yield entry.party
    named = {entry.party.id for of_one in entries.values() for entry in of_one}
    yield from (parent for id_, parent in parents.items() if id_ not in named)
    last = max((entry.start for of_one in entries.values() for entry in of_one), default="")
    for of_one in entries.values():
        ordered = sorted(of_one, key=lambda entry: (entry.start, entry.end or "9"))
        yield from _restrictions(ordered)
        if ordered[-1].start != last and not any(entry.end for entry in ordered):
            files.remark(ordered[-1].row, LEFT_OPEN)


def _entry(row: Row, parent: Record | None) -> Entry | None:
    name = row.value("Clean Name", "Organization.name") or ""
    start, end = row.value("Start date", "Sanction.start"), row.value("End date", "Sanction.end")
    for column, found in (("Clean Name", name), ("Start date", start)):
        if not found and not row.cells.get(column):
            row.problem(column, "", "empty; every row has one")
    if start and end and dates.bounds(end)[1] < dates.bounds(start)[0]:
        row.problem("End date", end, f"before its start, {start}")
    said = {
        "listed_name": [row.text("Name")] if row.text("Name") else [],
        "url": row.values("Source Url", "Sanction.url", " "),
        "note": [row.text("Note")] if row.text("Note") else [],
    }
    if not (name and start):
        row.taken.update(row.cells)
        return None
    return Entry(row, names.slug(name), start, end, _party(row, name, parent), said)


def _party(row: Row, name: str, parent: Record | None) -> Record:
    key = names.slug(name)
    others = [*APART.split(row.text("Alias")), *APART.split(row.text("Previous Name"))]
    alias = [one.strip() for one in others if one.strip()]
    own = listed.identity(name, key, PREFIX).id
    part_of = [parent.id] if parent is not None and parent.id != own else []
    return listed.body(row, name, key, PREFIX, alias=alias, part_of=part_of)


def _parent(row: Row) -> Record | None:
    name = row.value("Parent Name", "Organization.name")
    return listed.body(row, name, names.slug(name), PREFIX) if name else None


def _restrictions(entries: Iterable[Entry]) -> Iterator[Record]:
    spells, start, end = 0, "", ""
    for entry in entries:
        if not spells or (end and entry.start >= end):
            spells, start, end = spells + 1, entry.start, ""
        end = entry.end or end
        yield listed.restriction(
            entry.row,
            entry.party,
            PROGRAMME,
            entry.key,
            spell=start if spells > 1 else "",
            list_id=None,
            start=start,
            end=end or None,
            seen=entry.start,
            **entry.said,
        )
