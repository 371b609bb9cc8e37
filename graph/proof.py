"""Show why a body is restricted, or what would decide it: the chain of listings and holdings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from panoptrade.graph.cascade import OPEN, RESTRICTED, enough

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.graph.cascade import Reached, Solved
    from panoptrade.graph.listings import Listing


class Step(NamedTuple):
    """A holding of the proof: its place in the holdings, and whether its unknown decides."""

    edge: int
    undecided: bool


class Proof(NamedTuple):
    """The listings that an answer begins from, and the holdings that lead from there, in order."""

    listings: list[Listing]
    steps: list[Step]


def prove(solved: Solved, one: str) -> Proof:
    """Return the proof of a body's answer, by its id; an empty one where it is not restricted.

    For a restricted body: the fewest holdings that reach it, the greatest shares first, and those
    that reach their owners. Where it cannot be known: every holding on the way whose share, dates
    or control are unknown, marked as undecided, and every listing whose dates are.
    """
    answer = solved.answer(one)
    place = solved.held.places.get(one)
    if answer == RESTRICTED:
        if solved.certainly_named(one):
            return Proof(_certain(solved, one), [])
        assert place is not None
        return _proof(solved, solved.certain, place)
    if answer == OPEN and place is not None and place in solved.possible.labels:
        return _open(solved, place)
    return Proof(solved.named.get(one, []), [])


def _certain(solved: Solved, one: str) -> list[Listing]:
    return [listing for listing in solved.named[one] if listing.certain]


def _proof(solved: Solved, reached: Reached, place: int) -> Proof:
    start = reached.first(place)
    assert start is not None
    listings: list[Listing] = []
    steps: list[Step] = []
    waiting, seen = [start], {start}
    while waiting:
        key = waiting.pop(0)
        named = solved.held.ids[key[1]]
        if solved.certainly_named(named):
            listings += _certain(solved, named)
            continue
        for edge in _fewest(solved, reached, key):
            steps.append(Step(edge, undecided=False))
            owner = (key[0], int(solved.held.owner[edge]))
            if owner not in seen:
                seen.add(owner)
                waiting.append(owner)
    return Proof(listings, steps[::-1])


def _fewest(solved: Solved, reached: Reached, key: tuple[int, int]) -> list[int]:
    """Return the fewest holdings of a body that suffice, of owners that were reached before it."""
    held, rule = solved.held, solved.rule
    before = [
        edge
        for edge in solved.into[key[1]]
        if reached.order.get((key[0], int(held.owner[edge])), len(reached.order))
        < reached.order[key]
    ]
    before.sort(key=lambda edge: (-held.low[edge], edge))
    ties = [edge for edge in before if held.controls[edge]] if rule.control else []
    if ties:
        return ties[:1]
    taken: list[int] = []
    share = 0.0
    for edge in before:
        taken.append(edge)
        share += float(held.low[edge])
        if enough(share, rule):
            break
    return taken


def _open(solved: Solved, place: int) -> Proof:
    """Follow everything that may reach a body up to what is certain."""
    held = solved.held
    listings: list[Listing] = []
    steps: list[Step] = []
    waiting, seen = [place], {place}
    while waiting:
        asset = waiting.pop(0)
        listings += solved.named.get(held.ids[asset], [])
        for edge in _possible(solved, asset):
            steps.append(Step(edge, _undecided(solved, edge)))
            owner = int(held.owner[edge])
            if owner in solved.certain.labels:
                listings += _proof(solved, solved.certain, owner).listings
            elif owner not in seen:
                seen.add(owner)
                waiting.append(owner)
    unique = {listing.record: listing for listing in listings}
    return Proof(list(unique.values()), steps[::-1])


def _possible(solved: Solved, asset: int) -> Iterator[int]:
    held = solved.held
    for edge in solved.into[asset]:
        if int(held.owner[edge]) in solved.possible.labels and int(held.owner[edge]) != asset:
            yield edge


def _undecided(solved: Solved, edge: int) -> bool:
    held = solved.held
    perhaps = solved.rule.control and held.may_control[edge] and not held.controls[edge]
    return bool(held.low[edge] < held.high[edge] or perhaps)
