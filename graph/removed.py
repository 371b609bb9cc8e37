"""Say who is gone when bodies are named, when a list is applied, when a country closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import meant
from panoptrade.ontology import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from panoptrade.graph.workspace import Workspace

BODIES = ("Vendor", "Organization", "Government", "Person")


def removed(
    graph: Workspace,
    notes: list[str],
    *,
    remove: str | Iterable[str] | None = None,
    programmes: Iterable[tuple[str, str | None]] = (),
    jurisdiction: str | Iterable[str] | None = None,
) -> set[str]:
    """Return the ids of the bodies and countries that are gone, and say in `notes` how they came.

    `programmes` are pairs of a list and a date, which may be partial: it takes whom the list names
    on every day that the date may mean, without a date whom it ever named. What listed parties own
    is not taken. Raises UnknownWordError for a word that means nothing here, ValueError for a
    wrong date.
    """
    bodies = meant.things(graph, remove, BODIES, notes)
    countries = meant.things(graph, jurisdiction, ["Country"], notes)
    found = {one.id for one in [*bodies, *countries]}
    for word, date in programmes:
        for one in meant.things(graph, word, ["Programme"], notes):
            found |= _listed(graph, one.id, one.name, _day(date), notes)
    if bodies:
        notes.append(f"gone by name: {', '.join(sorted(one.name for one in bodies))}")
    for one in countries:
        notes.append(f"gone with {one.name}: every body that is based there and nowhere else")
    return found


def dated(programme: str | Iterable[str] | None, date: str | None) -> list[tuple[str, str | None]]:
    """Return programmes each with one date.

    Raises ValueError for a date without a programme.
    """
    several = [programme] if isinstance(programme, str) else list(programme or ())
    if date is not None and not several:
        msg = "a date says when a list is applied; name a programme with it"
        raise ValueError(msg)
    return [(one, date) for one in several]


def _day(date: str | None) -> tuple[str, str] | None:
    if date is None:
        return None
    try:
        return dates.bounds(dates.clean(date))
    except ValueError as error:
        msg = f"date {date!r}: {error}"
        raise ValueError(msg) from error


def _listed(
    graph: Workspace, programme: str, name: str, day: tuple[str, str] | None, notes: list[str]
) -> set[str]:
    rows = [row for row in graph.arrow("Sanction").to_pylist() if row["programme"] == programme]
    if day is None:
        notes.append(f"gone with {name}: all that it ever named; a date would take those of a day")
        return {row["target"] for row in rows}
    said = {True: set(), False: set(), None: set()}  # type: dict[bool | None, set[str]]
    for row in rows:
        said[_in_force(row, *day)].add(row["target"])
    unknown = len(said[None] - said[True])
    notes.append(
        f"gone with {name}: the {len(said[True])} it named on {day[0]}"
        + (f"; of {unknown} more the dates are missing or too coarse to tell" if unknown else "")
    )
    notes.append("only parties that the list names: what they own is not taken along")
    return said[True]


def _in_force(row: dict[str, Any], first: str, last: str) -> bool | None:
    """Tell whether a listing holds on every day between two; None where its dates cannot tell."""
    if row["end"] and dates.bounds(row["end"])[1] <= first:
        return False
    if row["start"] and dates.bounds(row["start"])[0] > last:
        return False
    if not row["start"] or dates.bounds(row["start"])[1] > first:
        return None
    return None if row["end"] and dates.bounds(row["end"])[0] <= last else True
