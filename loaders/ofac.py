"""Read the lists of the US Treasury's OFAC: blocked parties (SDN) and other restricted ones."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from panoptrade.loaders import ofac_advanced, ofac_remarks
from panoptrade.loaders.problems import Problem
from panoptrade.ontology import names, tables, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

LISTS = ("sdn", "cons")
PARTS = ("alt", "add", "comments")
ADVANCED = "_advanced"
DATED = "ofac-consolidated"
PERSON = "individual"
PEOPLE = "individuals, whom only the option all asks for"
STRANGER = "about an entry that the list beside it does not hold, or that was left out"


class Entry(NamedTuple):
    """One party of a list, and what the list's other files say of it."""

    row: Row
    number: str
    name: str
    person: bool
    tags: list[str]
    remarks: list[str]
    aliases: list[str]
    countries: list[str]


def records(files: Files) -> Iterator[Record]:
    """Yield the parties of each list given, and a restriction for each programme of a party.

    Organizations only, unless the option `all` asks for individuals too; the advanced XML tells of
    owners besides.
    """
    for name, paths in files.paths.items():
        _check(files, name, [path.name for path in paths])
    files.problems.stop()
    for name in LISTS:
        if f"{name}{ADVANCED}" in files.paths:
            yield from ofac_advanced.records(files, f"{name}{ADVANCED}")
        entries = _entries(files, name).values()
        bodies = Counter(_identity(entry).id for entry in entries)
        for entry in entries:
            yield from _records(entry, _person(entry) if entry.person else _body(entry, bodies))


def _check(files: Files, table: str, given: list[str]) -> None:
    name = table.partition("_")[0]
    if len(given) > 1:
        message = (
            f"a second file of this kind beside {given[0]}: load one state of a list at a time"
        )
        files.problems.add(Problem(given[1], message))
    if table.endswith(ADVANCED):
        if name in files.paths:
            message = f"the list is given as {files.spec.files[name].what} too; give one of them"
            files.problems.add(Problem(given[0], message))
    elif name not in files.paths:
        message = f"belongs to a list; give {files.spec.files[name].what} with it"
        files.problems.add(Problem(given[0], message))


def _entries(files: Files, name: str) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for row in files.rows(name):
        entry = _entry(row)
        if entry.person and not files.options.get("all"):
            files.skip(row, PEOPLE)
        elif entry.number in found:
            row.problem("ent_num", entry.number, f"row {found[entry.number].row.number} has it too")
        elif entry.name:
            found[entry.number] = entry
    for part in PARTS:
        for row in files.rows(f"{name}_{part}"):
            owner = found.get(row.text("ent_num"))
            if owner is None:
                files.skip(row, STRANGER)
            else:
                _add(owner, row, part)
    return found


def _entry(row: Row) -> Entry:
    kind = row.text("SDN_Type")
    if kind not in {"", PERSON}:
        row.problem("SDN_Type", kind, "neither individual, vessel, aircraft nor -0-")
    for column in ("SDN_Name", "Program"):
        if not row.text(column):
            row.problem(column, "", "empty; every entry has one")
    return Entry(
        row=row,
        number=row.text("ent_num"),
        name=row.value("SDN_Name", "Organization.name") or "",
        person=kind == PERSON,
        tags=[tag for tag in re.split(r"\]\s*\[", row.text("Program")) if tag],
        remarks=[row.text("Remarks")],
        aliases=[],
        countries=[],
    )


def _add(owner: Entry, row: Row, part: str) -> None:
    if part == "alt":
        owner.aliases.append(row.value("alt_name", "Organization.alias") or "")
    elif part == "add":
        country = row.value("Country", "Organization.country")
        owner.countries.extend([country] if country else [])
    else:
        owner.remarks.append(row.text("Remarks"))


def _records(entry: Entry, party: Record) -> Iterator[Record]:
    yield party
    start = _start(entry)
    for tag in entry.tags:
        if programme := _programme(entry.row, tag):
            yield entry.row.record(
                "Sanction",
                f"sanction:{entry.row.source}:{entry.number}:{names.slug(tag)}",
                target=party.id,
                programme=programme,
                listed_name=[entry.name],
                list_id=entry.number,
                start=start,
                note=[f"programme tag {tag}"],
            )


def _person(entry: Entry) -> Record:
    aliases = list(filter(None, entry.aliases))
    return entry.row.record("Person", f"person:ofac-{entry.number}", name=entry.name, alias=aliases)


def _identity(entry: Entry) -> names.Named:
    # A name alone is no identity: one that the alias table does not know keeps the list's number,
    # so that a restriction never falls on a namesake.
    named = names.organization(entry.name)
    return named if named.known else named._replace(id=f"org:ofac-{entry.number}")


def _body(entry: Entry, bodies: Counter[str]) -> Record:
    named = _identity(entry)
    aliases = [alias for alias in (entry.name, *entry.aliases) if alias and alias != named.name]
    countries = sorted(set(entry.countries))
    # Entries that the alias table unites may be a group: it would be lost whose number it is.
    numbers = ofac_remarks.numbers("".join(entry.remarks)) if bodies[named.id] == 1 else {}
    return entry.row.record(
        "Organization",
        named.id,
        name=named.name,
        alias=aliases,
        country=countries if len(countries) == 1 else [],
        **numbers,
    )


def _start(entry: Entry) -> str | None:
    if entry.row.source != DATED or len(entry.tags) != 1:
        return None
    return ofac_remarks.effective("".join(entry.remarks))


def _programme(row: Row, tag: str) -> str | None:
    known = _programmes(row.source)
    if tag not in known:
        message = words.unknown(tag, known, "programme tag; add it to programme_tags.csv")
        row.problem("Program", tag, message)
        return None
    return f"programme:{known[tag]}"


@cache
def _programmes(source: str) -> dict[str, str]:
    rows = tables.rows("programme_tags")
    return {row["tag"]: row["programme"] for row in rows if row["source"] == source}
