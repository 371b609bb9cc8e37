"""Read the firms that section 889 of the NDAA for fiscal year 2019 names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.loaders import listed
from panoptrade.ontology import names, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

CODE = "us-ndaa-889"
SECTION = "Section 889"
BODIES = {"Company", "Organization", "LegalEntity"}
PROGRAMMES_START = "the start is that of the programme: the Act names the firm itself"


def records(files: Files) -> Iterator[Record]:
    """Yield the firms and a restriction on each, from the start of the programme by default."""
    for row in files.rows("list"):
        schema, name = row.text("schema"), row.value("name", "Organization.name")
        act = row.text("program")
        if schema not in BODIES:
            row.problem("schema", schema, f"section 889 names firms: {', '.join(sorted(BODIES))}")
        if not act.startswith(SECTION):
            row.problem("program", act, f"no part of {SECTION}; leave the row out")
        if name is None:
            row.problem("name", "", "empty; every row has one")
            row.taken.update(row.cells)
            continue
        country = row.values("country", "Organization.country", ";")
        alias = row.values("aliases", "Organization.alias", ";")
        party = listed.body(row, name, names.slug(name), CODE, alias=alias, country=country)
        yield party
        yield _restriction(row, name, party, act)


def _restriction(row: Row, name: str, party: Record, act: str) -> Record:
    told = row.value("start-date", "Sanction.start")
    notes = [row.text("reason"), row.text("notes"), "" if told else PROGRAMMES_START]
    return listed.restriction(
        row,
        party,
        f"programme:{CODE}",
        names.slug(name),
        spell=told,
        list_id=None,
        listed_name=[name],
        start=told or _start(),
        end=row.value("end-date", "Sanction.end"),
        citation=[act],
        url=row.values("source_url", "Sanction.url", " "),
        note=[one for one in notes if one],
        seen=row.value("report-date", "seen"),
    )


def _start() -> str | None:
    rows = tables.rows("programmes")
    return next(row["start"] for row in rows if row["code"] == CODE) or None
