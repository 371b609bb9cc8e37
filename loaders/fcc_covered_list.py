"""Read the FCC's Covered List: whose equipment and services, since when, and for which uses."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from panoptrade.loaders import listed
from panoptrade.ontology import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

PROGRAMME = "programme:us-fcc-covered-list"
PREFIX = "fcc"
TEXT, DATE = "covered_equipment_or_services", "date_of_inclusion_on_covered_list"
NAMED = re.compile(
    r"(?:produced|provided|supplied)(?:, directly or indirectly,)? by (?P<name>.+?)"
    r"(?:,? including\b|,? to the extent\b|,? or any of its\b|,? subject to\b|\.?$)"
)
PAIR = re.compile(r"(?P<owner>.+?) and its wholly[- ]owned subsidiary (?P<asset>.+)")
KIND = re.compile(r"produced in a foreign country|foreign-produced", re.IGNORECASE)
USES = re.compile(
    r"to the extent (?:it|they) (?:is|are) used for (?P<use>.+?)(?:, including\b|\.?$)"
)
DAY = re.compile(r"(?P<what>Updated:)?\s*(?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})")
NO_COMPANY = "kinds of equipment, whoever makes them: they name no company"


def records(files: Files) -> Iterator[Record]:
    """Yield the companies that an entry names, a restriction on each, and who owns whom of them."""
    for row in files.rows("list"):
        text = row.text(TEXT)
        start, updates = _dates(row)
        found = NAMED.search(text)
        if found is None or KIND.search(text):
            _unnamed(files, row, text)
            continue
        pair = PAIR.fullmatch(found["name"])
        parties = [_party(row, name) for name in (pair.groups() if pair else [found["name"]])]
        for name, party in parties:
            yield party
            yield _restriction(row, name, party, start, [*_uses(text), *updates])
        if pair:
            yield _ownership(row, parties[0][1], parties[1][1])


def _unnamed(files: Files, row: Row, text: str) -> None:
    if KIND.search(text):
        files.skip(row, NO_COMPANY)
    else:
        wanted = "write it as the FCC does, “… produced by NAME, …”, or leave it out by a lookup"
        row.problem(TEXT, text, f"names no company in a form that is known; {wanted}")


def _party(row: Row, name: str) -> tuple[str, Record]:
    return name, listed.body(row, name, names.slug(name), PREFIX)


def _dates(row: Row) -> tuple[str | None, list[str]]:
    """Return the day of inclusion, and the days of updates as notes."""
    text = row.text(DATE)
    days = list(DAY.finditer(text))
    if not days or DAY.sub("", text).strip() or any(day["what"] for day in days[:1]):
        row.problem(DATE, text, "no date of inclusion; write March 12, 2021")
        return None, []
    found = [_day(row, day["day"]) for day in days]
    return found[0], [f"updated {day}" for day in found[1:] if day]


def _day(row: Row, text: str) -> str | None:
    try:
        return datetime.strptime(text, "%B %d, %Y").date().isoformat()  # noqa: DTZ007 - a day
    except ValueError:
        row.problem(DATE, text, "no such day; write March 12, 2021")
        return None


def _uses(text: str) -> list[str]:
    found = USES.search(text)
    limited = [f"holds for certain uses only: {found['use']}"] if found else []
    return [f"covers: {text}", *limited]


def _restriction(row: Row, name: str, party: Record, start: str | None, note: list[str]) -> Record:
    return listed.restriction(
        row,
        party,
        PROGRAMME,
        names.slug(name),
        spell=start,
        list_id=None,
        listed_name=[name],
        start=start,
        note=note,
    )


def _ownership(row: Row, owner: Record, asset: Record) -> Record:
    rests = [one.id.partition(":")[2] for one in (owner, asset)]
    return row.record(
        "Ownership",
        f"ownership:{':'.join(rests)}:equity",
        owner=owner.id,
        asset=asset.id,
        kind="equity",
        share_min=100.0,
        share_max=100.0,
        control=True,
        note=["wholly owned, says the entry"],
    )
