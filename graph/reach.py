"""Follow a body up to those that stand behind it: owners, predecessors, whose wares it resells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from duckdb import DuckDBPyConnection

    from panoptrade.graph.workspace import Workspace

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


def behind(graph: Workspace, bodies: Iterable[str], *, depth: int = DEPTH) -> dict[str, list[Path]]:
    """Return, of each body, the shortest path to everything that stands behind it, itself first.

    An owner counts who controls by the source's word or holds at least half; a successor follows
    its predecessor; who resells or brokers follows the supplier. Dates of the steps are kept, and
    not judged here. A body that nothing stands behind has the path to itself only.
    """
    with graph.connect() as db:
        known = _steps(db)
    return {one: _paths(one, known, depth) for one in bodies}


def _paths(start: str, known: Mapping[str, list[Step]], depth: int) -> list[Path]:
    found = {start: Path(start, ())}
    latest = list(found.values())
    for _ in range(depth):
        further = [
            Path(step.to, (*path.steps, step)) for path in latest for step in known.get(path.to, ())
        ]
        latest = []
        for path in further:
            if path.to not in found:
                found[path.to] = path
                latest.append(path)
    return list(found.values())


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
