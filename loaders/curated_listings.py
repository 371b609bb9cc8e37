"""Turn listings, removals and amendments into restrictions with a start and an end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from panoptrade.loaders.curated_parties import citation, note, party, rest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

ACTIONS = ("listed", "amended", "removed")
NUMBER = re.compile(r"(?:OFAC UID|UK ID) (\S+)")


class Event(NamedTuple):
    """One row: who was listed, removed or amended under which programme, and when."""

    programme: str
    target: Record
    date: str
    action: str
    row: Row


def records(files: Files) -> Iterator[Record]:
    """Yield the targets, and a record a row of the restriction that it opens, confirms or ends.

    A list's later editions confirm what an earlier one opened; a removal with a listing on the
    same day ends nothing.
    """
    by_restriction: dict[tuple[str, str], list[Event]] = {}
    for row in files.rows("listings"):
        if event := _event(row):
            by_restriction.setdefault((event.programme, event.target.id), []).append(event)
            yield event.target
    for events in by_restriction.values():
        yield from _restrictions(sorted(events, key=_when))


def _event(row: Row) -> Event | None:
    country = row.values("target_country_iso3", "Organization.country")
    date, key = row.value("date", "Sanction.start"), row.text("vendor_key")
    target = party(row, "target_name", key=key, country=country, seen=date)
    programme = row.value("programme_code", "Sanction.programme")
    action = row.text("action")
    row.taken.update(row.cells)  # the rest is read when the restriction's span is known
    if action not in ACTIONS:
        row.problem("action", action, f"no action; there are {', '.join(ACTIONS)}")
    if target is None or programme is None or action not in ACTIONS:
        return None
    return Event(programme, target, date or "", action, row)


def _restrictions(events: list[Event]) -> Iterator[Record]:
    spell, start, end = 0, "", ""
    for at, event in enumerate(events):
        goes_on = any(e.date == event.date and e.action != "removed" for e in events)
        if event.action == "removed":
            end = "" if goes_on else event.date
        elif at == 0 or end:
            spell, start, end = spell + 1, event.date, ""
        yield _restriction(event, spell, start, end)


def _restriction(event: Event, spell: int, start: str, end: str) -> Record:
    row = event.row
    again = f":{start}" if spell > 1 else ""
    printed = [] if event.action == "amended" else [row.text("target_name")]
    number = NUMBER.search(row.text("citation"))
    about = {**citation(row, "Sanction.url"), "seen": event.date or None}
    return row.record(
        "Sanction",
        f"sanction:{event.programme.partition(':')[2]}:{rest(event.target)}{again}",
        target=event.target.id,
        programme=event.programme,
        listed_name=printed,
        list_id=number[1] if number else None,
        start=start,
        end=end,
        citation=[row.text("citation")] if row.text("citation") else [],
        note=[*note(row), *_group(event)],
        **about,
    )


def _group(event: Event) -> Iterator[str]:
    key = event.row.text("vendor_key")
    if key and not key.startswith("(") and key != rest(event.target):
        yield f"gathered among the listings of org:{key}"


def _when(event: Event) -> tuple[str, bool]:
    return event.date, event.action == "removed"
