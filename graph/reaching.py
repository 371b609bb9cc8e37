"""Judge whether a deal came after a listing, and whether the list's scope reaches it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from panoptrade.ontology import dates, tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from panoptrade.graph.reach import Path

YES, NO, OPEN = "yes", "no", "cannot be known"
UNION = "country:EUE"
NATIONS = "country:UNO"
BEHIND = "not this body but one behind it is listed: see the list's ownership rule"


def timing(row: Mapping[str, Any], path: Path) -> str:
    """Return how a deal lies to a listing: before, after, ongoing, same time, and others.

    What comes through a succession counts from the later of listing and succession: before it,
    the successor was not there.
    """
    if not row["date"] or not row["listed_from"]:
        return "undated"
    first, last = dates.bounds(row["date"])
    begins, begun = dates.bounds(_since(row, path))
    if row["listed_until"] and first >= dates.bounds(row["listed_until"])[1]:
        return "after delisting"
    if first >= begun:
        return "after"
    if last >= begins:
        return "same time"
    until = dates.bounds(row["until"])[0] if row.get("until") else ""
    return "ongoing" if until >= begun else "before"


def applies(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return whether a list's scope, place and dates reach a deal, and why: yes, no or unknown."""
    if row["timing"] == "before":
        return NO, "the deal came before the listing"
    if row["timing"] == "after delisting":
        return NO, "the listing had ended"
    rule = _rules()[row["scope"]]
    if rule["sales"] == "never":
        return NO, rule["why"]
    if row["importer"] is None:
        return OPEN, "the importer is not known"
    if row["authority"] == NATIONS:
        return OPEN, "resolutions bind states, and their own laws say which deals they reach"
    inside = _inside(row["importer"], row["authority"], row["date"])
    if inside is False:
        return NO, f"{rule['why']} The importer lies outside."
    if inside is None or row["timing"] in {"undated", "same time"}:
        return OPEN, "the dates are missing, or too coarse to put the deal before or after"
    if row["way"] != "direct":
        return OPEN, BEHIND
    return YES, f"{rule['why']} The importer lies inside."


def _since(row: Mapping[str, Any], path: Path) -> str:
    later = [step.start for step in path.steps if step.way == "successor" and step.start]
    found: str = max([row["listed_from"], *later], key=lambda one: dates.bounds(one)[1])
    return found


def _inside(importer: str, authority: str, date: str | None) -> bool | None:
    """Tell whether an importer lies in an authority's place; None where the dates decide it."""
    if authority != UNION:
        return importer == authority
    spells = _members().get(importer.removeprefix("country:"))
    if spells is None:
        return False
    start, end = spells
    if date is None:
        return None
    first, last = dates.bounds(date)
    if first >= start and (not end or last <= end):
        return True
    return False if last < start or (end and first > end) else None


@cache
def _members() -> dict[str, tuple[str, str]]:
    return {row["iso3"]: (row["start"], row["end"]) for row in tables.rows("memberships")}


@cache
def _rules() -> dict[str, Mapping[str, str]]:
    return {row["scope"]: row for row in tables.rows("restriction_reach")}
