"""Choose few whose going stops most of what is carried: step by step, and at best."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from panoptrade.graph import falling
from panoptrade.graph.routes import END, START

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from panoptrade.graph.routes import Node, Routes

SECONDS = 60.0  # for one search
FOUND, STOPPED = 0, 1  # how a search ends that has an answer


class Step(NamedTuple):
    """One who goes, what falls with it, and what fell in all."""

    id: str
    falls: set[Node]
    fallen: set[Node]


class Best(NamedTuple):
    """The sets that stop most, the smallest such ones, and whether that was proven."""

    sets: list[frozenset[str]]
    proven: bool


def steps(routes: Routes, among: Collection[str], size: int) -> list[Step]:
    """Return who goes first, second, …: each time the one with whom most of the rest falls.

    Ties go to whom more is carried through, then to the lower id. It ends early when nothing is
    left. Where deals have several sellers this can miss the best set: see `best`.
    """
    found: list[Step] = []
    gone: set[str] = set()
    fell = falling.fallen(routes, ())
    through = {one: _passed(routes, one) for one in sorted(among)}
    while len(found) < size and len(gone) < len(through) and len(fell) < len(routes.bundles):
        effect = _effects(routes, [one for one in through if one not in gone], gone)
        chosen = min(
            effect,
            key=lambda one: (-falling.weight(routes, effect[one]), -through[one], one),
        )
        gone.add(chosen)
        fell = fell | effect[chosen]
        found.append(Step(chosen, effect[chosen], fell))
    return found


def effects(routes: Routes, among: Iterable[str]) -> dict[str, set[Node]]:
    """Return what falls with each one if it alone goes."""
    return _effects(routes, list(among), set())


def _effects(routes: Routes, among: list[str], gone: set[str]) -> dict[str, set[Node]]:
    before = falling.nodes(routes, gone)
    stand = falling.standing(routes, before)
    countries = {home for homes in routes.homes.values() for home in homes}
    countries |= {one.id for one in routes.network if one.part == "origin"}
    alone = falling.alone(routes, before)
    parts: dict[str, set[Node]] = {}
    for node, bundles in alone.items():
        if node.part in {"body", "intermediary"}:
            parts.setdefault(node.id, set()).update(bundles)
    upstream = any(one.part == other.part == "body" for one, other in routes.network.edges)

    def with_country(one: str) -> set[Node]:
        after = falling.nodes(routes, gone | {one})
        if upstream:
            return stand - falling.standing(routes, after)
        return stand & falling.nearby(routes, after, after - before)

    return {one: with_country(one) if one in countries else parts.get(one, set()) for one in among}


def _passed(routes: Routes, one: str) -> int:
    return falling.weight(routes, falling.passed(routes, falling.nodes(routes, {one})))


def best(
    routes: Routes, among: Collection[str], size: int, *, most: int = 5, seconds: float = SECONDS
) -> Best:
    """Return the sets of `size` or fewer whose going stops the most, up to `most` of them.

    An integer programme: x(i) says that i goes, d(n) that nothing reaches node n any more, so
    d(n) <= x(n) + d(p) for each node p before n; the sum of what falls is made the largest, with
    the fewest of those that do the same. For what is after the deals the same from the other end
    (R. K. Wood, Mathematical and Computer Modelling 17:2, 1993, on interdiction).
    """
    if not among or size < 1 or not routes.bundles:
        return Best([frozenset()], proven=True)
    programme = _Programme(routes, sorted(among), size)
    first = programme.solve([], seconds)
    if first is None:
        return Best([], proven=False)
    sets, proven = [first[0]], first[1]
    value = programme.value(sets[0])
    while proven and sets[-1] and len(sets) < most:
        another = programme.solve(sets, seconds)
        if another is None or programme.value(another[0]) != value:
            break
        if len(another[0]) > len(sets[0]):
            break
        sets.append(another[0])
    return Best(sorted(sets, key=sorted), proven)


class _Programme:
    """The integer programme of a network; its rows are kept as it is solved again."""

    def __init__(self, routes: Routes, among: list[str], size: int) -> None:
        self.routes, self.among, self.size = routes, among, size
        self.columns: dict[object, int] = {one: at for at, one in enumerate(among)}
        self.rows: list[dict[int, float]] = []
        self.upper: list[float] = []
        self._add(dict.fromkeys(range(len(among)), 1.0), size)
        self._side("ahead", START)
        self._side("back", END)
        for bundle in routes.bundles:
            ways = [self.columns[side, bundle] for side in ("ahead", "back")]
            self._add({self._column("falls", bundle): 1.0, **dict.fromkeys(ways, -1.0)}, 0)

    def _column(self, *key: object) -> int:
        return self.columns.setdefault(key, len(self.columns))

    def _add(self, row: dict[int, float], upper: float) -> None:
        self.rows.append(row)
        self.upper.append(upper)

    def _side(self, side: str, start: Node) -> None:
        network = self.routes.network
        before = network.pred if side == "ahead" else network.succ
        for node in network:
            at = self._column(side, node)
            if node == start:
                self._add({at: 1.0}, 0)
                continue
            going = self._going(node)
            for one in before[node]:
                row = {at: 1.0, self._column(side, one): -1.0}
                for column in going:
                    row[column] = row.get(column, 0) - 1.0
                self._add(row, 0)

    def _going(self, node: Node) -> list[int]:
        """Return the columns each of which says that a node goes."""
        if node.part not in {"body", "intermediary", "origin"}:
            return []
        found = [self.columns[node.id]] if node.id in self.columns else []
        homes = self.routes.homes.get(node.id, ())
        if node.part != "origin" and homes and all(one in self.columns for one in homes):
            known = ("based", node.id) in self.columns
            column = self._column("based", node.id)
            for one in homes if not known else ():
                self._add({column: 1.0, self.columns[one]: -1.0}, 0)
            found.append(column)
        return found

    def solve(
        self, without: list[frozenset[str]], seconds: float
    ) -> tuple[frozenset[str], bool] | None:
        """Return a best set other than those named, and whether that was proven."""
        rows, upper = list(self.rows), list(self.upper)
        for chosen in without:
            rows.append({self.columns[one]: 1.0 for one in chosen})
            upper.append(len(chosen) - 1)
        width = len(self.columns)
        goal = np.zeros(width)
        for bundle, found in self.routes.bundles.items():
            goal[self.columns["falls", bundle]] = -float(found.weight)
        goal[: len(self.among)] = 1 / (self.size + 1)
        at = [(row, column) for row, one in enumerate(rows) for column in one]
        values = [value for one in rows for value in one.values()]
        matrix = sparse.csr_array(
            (values, ([row for row, _ in at], [column for _, column in at])),
            shape=(len(rows), width),
        )
        whole = np.zeros(width, dtype=np.int64)
        whole[: len(self.among)] = 1
        answer = milp(
            goal,
            integrality=whole,
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, -np.inf, upper),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
        if answer.status not in {FOUND, STOPPED} or answer.x is None:
            return None
        chosen_now = frozenset(one for one in self.among if answer.x[self.columns[one]] > 0.5)
        return chosen_now, answer.status == FOUND

    def value(self, chosen: Collection[str]) -> int:
        """Return what falls when these go."""
        gone = falling.nodes(self.routes, chosen)
        return falling.weight(self.routes, falling.fallen(self.routes, gone))
