"""Follow a body up to those that stand behind it: owners, predecessors, whose wares it resells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from panoptrade.ontology import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from duckdb import DuckDBPyConnection

    from panoptrade.graph.workspace import Workspace

When: TypeAlias = "tuple[str, str | None, str | None]"
DEPTH = 4  # steps; what is further away says little of a deal
WAYS = ("direct", "subsidiary", "successor", "reseller")


class Step(NamedTuple):
    """One step from a body to another: by what right, under which record, and from when to when."""

    to: str
    way: str
    record: str
    start: str | None
    end: str | None


class Path(NamedTuple):
    """The steps from a body to one that stands behind it; none for the body itself."""

    to: str
    steps: tuple[Step, ...]

    @property
    def way(self) -> str:
        """The kinds of its steps in their order, as `reseller of a subsidiary`."""
        ways = list(dict.fromkeys(step.way for step in self.steps))
        return " of a ".join(ways) or WAYS[0]


def behind(
    graph: Workspace, whens: Iterable[When], *, depth: int = DEPTH
) -> dict[When, list[Path]]:
    """Return, of each body and time, the shortest path to everything that stood behind it.

    A time is the first and the last partial date, each None where it is not known. The body itself
    comes first. An owner counts who controls by the source's word or holds at least half; a
    successor follows its predecessor; who resells or brokers follows the supplier. A step that had
    ended before the time, or began after it, is left out; that of a succession is for the caller
    to judge. A body that nothing stands behind has the path to itself only.
    """
    with graph.connect() as db:
        known = _steps(db)
    return {when: _paths(when, known, depth) for when in whens}


def _paths(when: When, known: Mapping[str, list[Step]], depth: int) -> list[Path]:
    start, first, last = when
    span = (dates.bounds(first)[0] if first else "", dates.bounds(last or first or "9999")[1])
    found = {start: Path(start, ())}
    latest = list(found.values())
    for _ in range(depth):
        further = [
            Path(step.to, (*path.steps, step))
            for path in latest
            for step in known.get(path.to, ())
            if first is None or _stood(step, span)
        ]
        latest = []
        for path in further:
            if path.to not in found:
                found[path.to] = path
                latest.append(path)
    return list(found.values())


def _stood(step: Step, span: tuple[str, str]) -> bool:
    """Tell whether a step may have been there at a time: only certain dates exclude it."""
    if step.way == "successor":
        return True
    ended = step.end is not None and dates.bounds(step.end)[1] < span[0]
    begun = step.start is None or dates.bounds(step.start)[0] <= span[1]
    return begun and not ended


def _steps(db: DuckDBPyConnection) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for body, *step in db.sql(_QUERY).fetchall():
        found.setdefault(body, []).append(Step(*step))
    return found


_QUERY = """
SELECT asset AS body, owner, 'subsidiary' AS way, id, "start", "end" FROM Ownership
WHERE kind IN ('equity', 'control') AND (control OR kind = 'control' OR share_min >= 50)
UNION ALL
SELECT successor, predecessor, 'successor', id, "date", NULL FROM Succession
UNION ALL
SELECT customer, supplier, 'reseller', id, "start", "end" FROM Supply
WHERE kind IN ('reselling', 'brokering')
ORDER BY body, way DESC, owner, id
"""
