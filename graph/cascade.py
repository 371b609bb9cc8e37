"""Carry a restriction down through holdings until nothing more is reached."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from panoptrade.graph.holdings import ROUNDING, WHOLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from panoptrade.graph.holdings import Array, Holdings
    from panoptrade.graph.listings import Listing
    from panoptrade.graph.ownership_rules import Rule

Ends: TypeAlias = "list[list[int]]"
RESTRICTED, FREE, OPEN = "restricted", "not restricted", "cannot be known"
TOGETHER = -1  # the label of listed parties whose shares are added; alone, it is the party's place


@dataclass(slots=True, eq=False)
class Reached:
    """What a restriction reaches: keys are a label and a body's place.

    `order` numbers the bodies as they were reached, the named ones first. `share` is what bodies
    that were reached hold of a body, in percent; `least` the least of it; `ties` tells whom one
    of them controls.
    """

    order: dict[tuple[int, int], int] = field(default_factory=dict)
    share: dict[tuple[int, int], float] = field(default_factory=dict)
    least: dict[tuple[int, int], float] = field(default_factory=dict)
    ties: set[tuple[int, int]] = field(default_factory=set)
    labels: dict[int, list[int]] = field(default_factory=dict)

    def first(self, place: int) -> tuple[int, int] | None:
        """Return the key by which a body was reached first; None where it was not."""
        found = [(label, place) for label in self.labels.get(place, ())]
        return min(found, key=lambda key: self.order[key], default=None)


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """A rule carried through the holdings of a day: what it certainly reaches, and what it may.

    `into` and `out` give, for each body, the holdings of it and those that it has.
    """

    held: Holdings
    rule: Rule
    named: dict[str, list[Listing]]
    certain: Reached
    possible: Reached
    into: Ends
    out: Ends

    def answer(self, one: str) -> str:
        """Return whether a body is restricted, is not, or cannot be known to be, by its id."""
        if self.certainly_named(one):
            return RESTRICTED
        place = self.held.places.get(one)
        if place is not None and place in self.certain.labels:
            return RESTRICTED
        if one in self.named or (place is not None and place in self.possible.labels):
            return OPEN
        return FREE

    def certainly_named(self, one: str) -> bool:
        """Tell whether a body is itself on a list."""
        return any(listing.certain for listing in self.named.get(one, ()))

    def touched(self) -> Iterator[str]:
        """Yield the ids of all bodies that are restricted, or may be."""
        reached = (self.held.ids[place] for place in self.possible.labels)
        yield from sorted({*self.named, *reached})


def solve(held: Holdings, named: dict[str, list[Listing]], rule: Rule) -> Solved:
    """Carry a rule through: by the least shares for what is certain, by the greatest for the rest.

    A body is reached when those that were reached, and no others, hold as much of it as the rule
    asks for, or one of them controls it where control counts. Shares are added up and never
    multiplied. Being reached only grows, so circles end. Each holding is looked at once, or once
    for each listed party where their shares are not added.
    """
    size = len(held.ids)
    into, out = _ends(held.asset, size), _ends(held.owner, size)
    certainly = {one for one, found in named.items() if any(each.certain for each in found)}
    certain = _carried(held, out, certainly, rule, _least(held, rule)) if rule.reaches else None
    possible = _carried(held, out, named, rule, _greatest(held, rule)) if rule.may_reach else None
    return Solved(held, rule, named, certain or Reached(), possible or Reached(), into, out)


class Bound(NamedTuple):
    """One reading of the holdings: their weights, whom they tie, what others leave of a body."""

    weight: Array
    ties: Array
    room: Array
    alone: bool


def _least(held: Holdings, rule: Rule) -> Bound:
    """Read holdings as what is certain, whatever the unknown shares are."""
    none = np.full(len(held.ids), WHOLE)
    return Bound(held.low, held.controls & rule.control, none, rule.aggregate != "yes")


def _greatest(held: Holdings, rule: Rule) -> Bound:
    """Read holdings as what may be: others leave no more than their least shares allow."""
    total = np.bincount(held.asset, held.low, len(held.ids))
    # Where sources contradict each other, what one says bounds nobody else.
    room = np.where(total <= WHOLE + ROUNDING, WHOLE - total, WHOLE)
    return Bound(held.high, held.may_control & rule.control, room, rule.aggregate == "no")


def _carried(
    held: Holdings, out: Ends, named: Collection[str], rule: Rule, bound: Bound
) -> Reached:
    found = Reached()
    places = sorted(held.places[one] for one in named if one in held.places)
    queue = deque((place if bound.alone else TOGETHER, place) for place in places)
    for key in queue:
        _reach(found, key)
    weight, low, room = bound.weight.tolist(), held.low.tolist(), bound.room.tolist()
    ties, assets = bound.ties.tolist(), held.asset.tolist()
    while queue:
        label, owner = queue.popleft()
        for edge in out[owner]:
            key = (label, assets[edge])
            found.share[key] = found.share.get(key, 0.0) + weight[edge]
            found.least[key] = found.least.get(key, 0.0) + low[edge]
            if ties[edge]:
                found.ties.add(key)
            if key in found.order:
                continue
            share = min(found.share[key], room[key[1]] + found.least[key])
            if key in found.ties or enough(share, rule):
                _reach(found, key)
                queue.append(key)
    return found


def enough(share: float, rule: Rule) -> bool:
    """Tell whether a share, in percent, is as much as a rule asks for."""
    if rule.inclusive:
        return share >= rule.threshold - ROUNDING
    return share > rule.threshold + ROUNDING


def _reach(found: Reached, key: tuple[int, int]) -> None:
    found.order[key] = len(found.order)
    found.labels.setdefault(key[1], []).append(key[0])


def _ends(places: Array, size: int) -> Ends:
    """Return, for each body, the holdings that have it at this end."""
    order = np.argsort(places, kind="stable")
    starts = np.searchsorted(places[order], np.arange(size + 1)).tolist()
    listed = order.tolist()
    return [listed[first:last] for first, last in pairwise(starts)]
