"""Measure how concentrated shares are, with bounds for what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Bounds(NamedTuple):
    """The lowest and the highest value that what is not known allows."""

    low: float
    high: float


def hhi(amounts: Iterable[float]) -> float | None:
    """Return the Hirschman-Herfindahl index, from 1/n (n equal shares) to 1 (a single one).

    H = sum over i of (a(i)/A)^2, where A is the sum of the amounts; None where A is 0.
    A. Hirschman, American Economic Review 54:5 (1964).
    """
    known = [one for one in amounts if one > 0]
    total = sum(known)
    return _index(known, total) if total else None


def bounds(amounts: Iterable[float], unknown: Iterable[float]) -> Bounds | None:
    """Return the bounds of the index when each part of the unknown belongs to one holder.

    The parts are not divided. High: all belong to the largest known holder. Low: each belongs to a
    holder of its own that is not among the known. None where nothing is known nor unknown.
    """
    known, parts = [one for one in amounts if one > 0], list(unknown)
    total = sum(known) + sum(parts)
    if not total:
        return None
    heaped = sorted(known) or [0.0]
    heaped[-1] += sum(parts)
    return Bounds(_index([*known, *parts], total), _index(heaped, total))


def bounds_among(
    amounts: Iterable[float], unknown: int, *, others: int, most: int | None = None
) -> Bounds:
    """Return the bounds when a known number of others share the unknown, one or more each.

    None of the others is among the known, and none holds more than `most`. Low: as evenly as whole
    units allow. High: as few as can be hold as much as they may.
    Raises ValueError where so many others cannot hold it.
    """
    highest = unknown if most is None else most
    if not others <= unknown <= highest * others:
        msg = f"{unknown} cannot be shared by {others} others, one to {highest} each"
        raise ValueError(msg)
    known = [one for one in amounts if one > 0]
    total = sum(known) + unknown
    each, over = divmod(unknown, others) if others else (0, 0)
    even = [each + (at < over) for at in range(others)]
    return Bounds(
        *(_index([*known, *part], total) for part in (even, _heaped(unknown, others, highest)))
    )


def _index(amounts: Iterable[float], total: float) -> float:
    # The sum is taken in order of size, so that the order of the holders changes no digit.
    return sum((one / total) ** 2 for one in sorted(amounts))


def _heaped(amount: int, others: int, highest: int) -> list[int]:
    found = []
    for rest in range(others - 1, -1, -1):
        found.append(min(highest, amount - rest))
        amount -= found[-1]
    return found
