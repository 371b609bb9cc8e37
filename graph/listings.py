"""Find who is named under a rule's programmes on a day, and who may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from panoptrade.ontology import dates

if TYPE_CHECKING:
    from panoptrade.graph.ownership_rules import Rule
    from panoptrade.graph.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Listing:
    """A restriction of a party: `certain` where its dates leave no doubt that it held."""

    party: str
    record: str
    programme: str
    start: str | None
    end: str | None
    seen: str | None
    grade: str
    sources: tuple[str, ...]
    certain: bool

    @property
    def says(self) -> str:
        """What it says, in words."""
        unknown = "since a day that is not known"
        unknown += f", seen {self.seen}" if self.seen else ""
        since = f"since {self.start}" if self.start else unknown
        until = f" until {self.end}" if self.end else ""
        return f"{self.programme.removeprefix('programme:')} {since}{until}"


def listings(graph: Workspace, rule: Rule, on: str) -> dict[str, list[Listing]]:
    """Return, by party, the restrictions under a rule that held on a day, or may have.

    A delisted party no longer counts. A restriction without a beginning certainly holds from the
    day on which its source saw it. Nobody named gives an empty mapping.
    """
    found: dict[str, list[Listing]] = {}
    wanted = set(rule.programmes)
    for row in graph.arrow("Sanction").select(_COLUMNS).to_pylist():
        if row["programme"] not in wanted:
            continue
        possible, certain = _held(row, on)
        if possible:
            named = found.setdefault(row["target"], [])
            named.append(_listing(row, certain=certain))
    # What is certain first: it is what an answer rests on.
    return {
        party: sorted(named, key=lambda one: (not one.certain, one.start or "", one.record))
        for party, named in found.items()
    }


_COLUMNS = ["id", "target", "programme", "start", "end", "seen", "grade", "sources"]


def _held(row: dict[str, str | None], on: str) -> tuple[bool, bool]:
    """Return whether a restriction may have held on a day, and whether it certainly did."""
    start, end, seen = row["start"], row["end"], row["seen"]
    begins, begun = dates.bounds(start) if start else ("", "")
    ends, ended = dates.bounds(end) if end else ("9999", "9999")
    if not start:
        begun = dates.bounds(seen)[1] if seen else "9999"
    return begins <= on < ended, begun <= on < ends


def _listing(row: dict[str, str], *, certain: bool) -> Listing:
    return Listing(
        party=row["target"],
        record=row["id"],
        programme=row["programme"],
        start=row["start"],
        end=row["end"],
        seen=row["seen"],
        grade=row["grade"],
        sources=tuple(row["sources"]),
        certain=certain,
    )
