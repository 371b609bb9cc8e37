"""Follow a body through its renamings: which ids are one body under several names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from panoptrade.graph.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

Seen = TypeVar("Seen", bound=Workspace)

# A body that goes on; what was merged, spun off or bought is another one.
CONTINUED = ("renamed", "rebranded", "re_incorporated")


def continued(graph: Workspace, kinds: Iterable[str] = CONTINUED) -> dict[str, str]:
    """Return, of each body that was renamed or goes on as another, the id that it ends as.

    Where it went on as several, it is the last of them by date, the undated before the dated. A
    circle of renamings ends as the first of its ids in the alphabet. Nothing renamed gives an
    empty mapping.
    """
    wanted = set(kinds)
    rows = [row for row in graph.arrow("Succession").to_pylist() if row["kind"] in wanted]
    rows.sort(key=lambda row: (row["date"] or "", row["id"]))
    after = {row["predecessor"]: row["successor"] for row in rows}
    last = {one: _last(after, one) for one in after}
    return {one: end for one, end in sorted(last.items()) if one != end}


def as_one(graph: Seen) -> Seen:
    """Return the graph as if nobody had been renamed: earlier names are read as the last one.

    Nothing is written. What was merged, split off or bought stays another body.
    """
    return replace(graph, moves=continued(graph))


def _last(after: dict[str, str], one: str) -> str:
    seen = [one]
    while (following := after.get(seen[-1])) is not None:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]
