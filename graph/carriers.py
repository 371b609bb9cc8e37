"""Answer who carries the flow on routes: each way of asking gives a table and its value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from panoptrade.graph import cuts, falling, interdiction, traded
from panoptrade.graph import weak_points as weak
from panoptrade.graph.routes import END, START, Node, Routes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Rows = list[dict[str, Any]]
    Answer = tuple[pd.DataFrame, float]

SHOWN = 5  # sets that do equally well
SMALL = 10  # nodes in a cut of which others are shown beside it


@dataclass(frozen=True, slots=True)
class Asked:
    """The routes that are asked about, who of them may be cut, and how they are called."""

    routes: Routes
    among: dict[str, list[str]]
    names: dict[str, str]
    buyers: dict[str, set[Node]]
    capacity: str
    size: int
    notes: list[str]

    def amount(self, bundles: Iterable[Node]) -> float:
        """Return what bundles carry, as people read it."""
        return self.shown(falling.weight(self.routes, bundles))

    def shown(self, amount: int) -> float:
        """Return an amount as people read it."""
        return traded.shown("value" if self.capacity == "value" else "deals", amount)

    def percent(self, bundles: Iterable[Node]) -> float | None:
        """Return what part of all that is carried these bundles are."""
        total = self.routes.total
        return 100 * falling.weight(self.routes, bundles) / total if total else None

    def lost(self, bundles: set[Node]) -> int:
        """Return how many buyers nothing reaches once these bundles fell."""
        near = {buyer for one in bundles for buyer in self.routes.bundles[one].buyers}
        return sum(self.buyers[one] <= bundles for one in near)

    def called(self, one: str) -> dict[str, str]:
        """Return an id with its name."""
        return {"id": one, "name": self.names.get(one, one)}


def _points(asked: Asked) -> Answer:
    found = interdiction.effects(asked.routes, asked.among)
    rows: Rows = []
    for one, fallen in found.items():
        nodes = falling.nodes(asked.routes, {one})
        rows.append(
            asked.called(one)
            | {
                "kind": "|".join(asked.among[one]),
                "through": asked.amount(falling.passed(asked.routes, nodes)),
                "falls": asked.amount(fallen),
                "share": asked.percent(fallen),
                "buyers_lost": asked.lost(fallen),
            }
        )
    rows.sort(key=lambda row: (-row["falls"], -row["through"], row["id"]))
    columns = ["id", "name", "kind", "through", "falls", "share", "buyers_lost"]
    asked.notes.append("through: some route goes by it; falls: every route does")
    return pd.DataFrame(rows, columns=columns), asked.shown(asked.routes.total)


def _set(asked: Asked) -> Answer:
    steps = interdiction.steps(asked.routes, asked.among, asked.size)
    everything = set(asked.routes.bundles)
    rows: Rows = [
        {"step": at}
        | asked.called(one.id)
        | {
            "falls": asked.amount(one.falls),
            "fallen": asked.amount(one.fallen),
            "left": asked.amount(everything - one.fallen),
            "share": asked.percent(one.fallen),
            "buyers_lost": asked.lost(one.fallen),
        }
        for at, one in enumerate(steps, start=1)
    ]
    columns = ["step", "id", "name", "falls", "fallen", "left", "share", "buyers_lost"]
    asked.notes.append(
        "one after another, each time the one with most: `best` tells whether another set of this "
        "size stops more"
    )
    return pd.DataFrame(rows, columns=columns), rows[-1]["fallen"] if rows else 0


def _best(asked: Asked) -> Answer:
    found = interdiction.best(asked.routes, asked.among, asked.size, most=SHOWN)
    rows: Rows = []
    value = 0.0
    for number, chosen in enumerate(found.sets, start=1):
        fallen = falling.fallen(asked.routes, falling.nodes(asked.routes, chosen))
        value = asked.amount(fallen)
        share, lost = asked.percent(fallen), asked.lost(fallen)
        together = {"fallen": value, "share": share, "buyers_lost": lost}
        rows += [{"set": number} | asked.called(one) | together for one in sorted(chosen)]
    several = len(found.sets)
    how = "one set stops most" if several == 1 else f"{several} sets stop equally much"
    more = ", and there may be more" if several == SHOWN else ""
    asked.notes.append(how + more if found.proven else "the search ran out of time: not proven")
    columns = ["set", "id", "name", "fallen", "share", "buyers_lost"]
    return pd.DataFrame(rows, columns=columns), value


def _cut(asked: Asked) -> Answer:
    if any("jurisdiction" in kinds for kinds in asked.among.values()) and _upstream(asked.routes):
        msg = (
            "a jurisdiction lies on no route of its own where suppliers or owners lead upstream; "
            "ask for the best set (best) of jurisdictions, or leave `through` out"
        )
        raise ValueError(msg)
    network, costs = _stoppable(asked)
    cut = cuts.minimum(network, START, END, costs)
    # Each of many is long to read: of large cuts the one nearest to the origins is shown.
    found, complete = cuts.every(cut, START, END, SHOWN if cut.value <= SMALL else 1)
    rows: Rows = [
        {
            "cut": number,
            **asked.called(one.id),
            "kind": "|".join(asked.among[one.id]),
            "always": one in cut.always,
        }
        for number, nodes in enumerate(found, start=1)
        for one in sorted(nodes)
    ]
    largest = "each counted as 1, which is as many routes as share none of them (Menger)"
    asked.notes.append(f"smallest cut: {cut.value}, {largest}")
    others = "which are all" if complete else "of more"
    asked.notes.append(f"{len(found)} smallest cuts shown, {others}")
    return pd.DataFrame(rows, columns=["cut", "id", "name", "kind", "always"]), cut.value


def _stoppable(asked: Asked) -> tuple[Any, dict[Node, int]]:
    """Return the network of what the candidates can stop, and say what they cannot."""
    network = asked.routes.network
    costs = {node: 1 for node in network if _cuttable(node, asked.among)}
    beyond = falling.standing(asked.routes, costs)
    if beyond:
        asked.notes.append(
            f"left out of the cut: {asked.amount(beyond):,.10g} ({asked.capacity}) on routes that "
            "pass none of those who may be cut"
        )
    return network.subgraph(set(network) - beyond), costs


def _cuttable(node: Node, among: dict[str, list[str]]) -> bool:
    parts = {"jurisdiction": "origin", "intermediary": "intermediary"}
    return any(node.part == parts.get(kind, "body") for kind in among.get(node.id, ()))


def _upstream(found: Routes) -> bool:
    return any(one.part == other.part == "body" for one, other in found.network.edges)


def _flow(asked: Asked) -> Answer:
    carried = {node: bundle.weight for node, bundle in asked.routes.bundles.items()}
    cut = cuts.minimum(asked.routes.network, START, END, carried)
    rows: Rows = []
    for amount, found in weak.decomposed(cut):
        route = weak.own(asked.routes, found)
        origin, buyer = route[1], route[-2]
        rows.append(
            {
                "flow": asked.shown(amount),
                "origin": origin.id,
                "origin_name": asked.names.get(origin.id, origin.id),
                "buyer": buyer.id,
                "buyer_name": asked.names.get(buyer.id, buyer.id),
                "route": weak.written(asked.routes, route),
            }
        )
    rows.sort(key=lambda row: (-row["flow"], row["route"]))
    asked.notes.append(
        f"maximum flow {asked.shown(cut.value):,.10g} = minimum cut; one way to take it apart of "
        "several: where a deal has two sellers it flows by one"
    )
    columns = ["flow", "origin", "origin_name", "buyer", "buyer_name", "route"]
    return pd.DataFrame(rows, columns=columns), asked.shown(cut.value)


def _dominators(asked: Asked) -> Answer:
    rows: Rows = [
        {
            "buyer": buyer,
            "buyer_name": asked.names.get(buyer, buyer),
            "carried": asked.shown(carried),
            "on_every_route": [one.id for one in chain],
            "names": [asked.names.get(one.id, one.id) for one in chain],
        }
        for buyer, chain, carried in weak.dominators(asked.routes)
    ]
    rows.sort(key=lambda row: (not row["on_every_route"], -row["carried"], row["buyer"]))
    columns = ["buyer", "buyer_name", "carried", "on_every_route", "names"]
    held = sum(bool(row["on_every_route"]) for row in rows)
    asked.notes.append(f"{held} of {len(rows)} buyers have somebody on every route to them")
    return pd.DataFrame(rows, columns=columns), held


def _weak(asked: Asked) -> Answer:
    rows: Rows = []
    for one in weak.weak(asked.routes):
        ends = [node.id for node in one.nodes]
        rows.append(
            {
                "kind": one.kind,
                **asked.called(ends[0]),
                "other": ends[1] if len(ends) > 1 else None,
                "other_name": asked.names.get(ends[1], ends[1]) if len(ends) > 1 else None,
                "type": one.type or None,
                "pieces": one.pieces,
                "cut_off": len(one.cut_off),
                "buyers_cut_off": sum(node.part == "buyer" for node in one.cut_off),
            }
        )
    columns = ["kind", "id", "name", "other", "other_name", "type", "pieces", "cut_off",
               "buyers_cut_off"]  # fmt: skip
    asked.notes.append("without direction; cut off: all but the largest piece of the rest")
    return pd.DataFrame(rows, columns=columns, dtype=object), len(rows)


FIND: dict[str, Callable[[Asked], Answer]] = {
    "points": _points,
    "set": _set,
    "best": _best,
    "cut": _cut,
    "flow": _flow,
    "dominators": _dominators,
    "weak": _weak,
}
