"""Follow a body through its renamings: which ids are one body under several names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.ontology import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from panoptrade.graph.workspace import Workspace

# A body that goes on; what was merged, spun off or bought is another one.
CONTINUED = ("renamed", "rebranded", "re_incorporated")


def continued(
    graph: Workspace, on: str | None = None, kinds: Iterable[str] = CONTINUED
) -> dict[str, str]:
    """Return, of each body that was renamed or goes on as another, the id that it ends as.

    `on` leaves out what happened after that day. Undated successions are taken. A circle of
    renamings ends as the first of its ids in the alphabet. Nothing renamed gives an empty mapping.
    """
    wanted = set(kinds)
    after: dict[str, str] = {}
    for row in sorted(graph.arrow("Succession").to_pylist(), key=lambda row: row["date"] or ""):
        later = on is not None and row["date"] and dates.bounds(row["date"])[0] > on
        if row["kind"] in wanted and not later:
            after[row["predecessor"]] = row["successor"]
    return {one: _last(after, one) for one in after}


def _last(after: dict[str, str], one: str) -> str:
    seen = [one]
    while (following := after.get(seen[-1])) is not None:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]
