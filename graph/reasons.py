"""Word the reason of an answer about a restriction, from what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from panoptrade.graph.cascade import OPEN, RESTRICTED
from panoptrade.graph.holdings import WHOLE

if TYPE_CHECKING:
    from panoptrade.graph.cascade import Reached, Solved
    from panoptrade.graph.listings import Listing
    from panoptrade.graph.proof import Proof, Step


def held_by_restricted(solved: Solved, one: str) -> tuple[float, float]:
    """Return what restricted bodies hold of a body at least and at most, in percent.

    Where a rule does not add up what several listed parties hold, the most that is due to one.
    """
    place = solved.held.places.get(one)
    if place is None:
        return 0.0, 0.0
    low = _most(solved.certain, place)
    others = [
        edge
        for edge in solved.into[place]
        if int(solved.held.owner[edge]) not in solved.possible.labels
    ]
    left = WHOLE - float(np.sum(solved.held.low[others]))
    return min(low, WHOLE), max(low, min(_most(solved.possible, place), left, WHOLE))


def reason(solved: Solved, proven: Proof, one: str, known: dict[str, str]) -> str:
    """Return the reason of a body's answer as a sentence."""
    answer = solved.answer(one)
    rule = solved.rule
    if answer == RESTRICTED and not proven.steps:
        said = f"named: {_listed(proven.listings)}"
    elif answer == RESTRICTED:
        chain = "; ".join(_step(solved, step, known) for step in proven.steps)
        said = f"{_by(proven.listings, known)}; {chain}; the rule asks for {rule.asks}"
    elif answer == OPEN:
        said = _open(solved, proven, one, known)
    else:
        said = _free(solved, one)
    depends = rule.caution and rule.status == "scheduled" and (proven.steps or answer != RESTRICTED)
    return f"{said}. {rule.note}" if depends and rule.switch == "dated" else said


def _open(solved: Solved, proven: Proof, one: str, known: dict[str, str]) -> str:
    rule = solved.rule
    if not proven.steps:
        return f"perhaps named, the dates leave it open: {_listed(proven.listings)}"
    low, high = held_by_restricted(solved, one)
    said = f"restricted owners hold {_share(low, high)}, the rule asks for {rule.asks}"
    unsure = [listing for listing in proven.listings if not listing.certain]
    undecided = [step for step in proven.steps if step.undecided]
    if rule.status == "unread":
        said += f". {rule.note}"
    elif undecided:
        chain = "; ".join(_step(solved, step, known) for step in undecided)
        said += f"; what is not known decides: {chain}"
    elif not unsure:
        said += "; several listed parties' holdings count together only if they act together"
    return said + (f"; the dates of a listing are open: {_listed(unsure)}" if unsure else "")


def _free(solved: Solved, one: str) -> str:
    rule = solved.rule
    if not rule.may_reach:
        return f"not named, and only what is named is reached: {rule.label}"
    low, high = held_by_restricted(solved, one)
    said = f"not named; restricted owners hold {_share(low, high)}, the rule asks for {rule.asks}"
    silent = _silent(solved, one)
    if rule.control and silent:
        said += f"; no source says whether {silent} of them control it"
    return said


def _silent(solved: Solved, one: str) -> int:
    """Return how many owners that are restricted, or may be, nobody says control or not."""
    place = solved.held.places.get(one)
    held = solved.held
    return sum(
        bool(held.silent[edge]) and int(held.owner[edge]) in solved.possible.labels
        for edge in (() if place is None else solved.into[place])
    )


def _by(listings: list[Listing], known: dict[str, str]) -> str:
    parties = dict.fromkeys(listing.party for listing in listings)
    return "; ".join(
        f"{known.get(party, party)} is named "
        f"({_listed([listing for listing in listings if listing.party == party])})"
        for party in parties
    )


def _step(solved: Solved, step: Step, known: dict[str, str]) -> str:
    held = solved.held
    owner, asset = (held.ids[end[step.edge]] for end in (held.owner, held.asset))
    low, high = float(held.low[step.edge]), float(held.high[step.edge])
    said = f"{known.get(owner, owner)} holds {_share(low, high)} of {known.get(asset, asset)}"
    said += " and controls it" if solved.rule.control and held.controls[step.edge] else ""
    if held.over[step.edge]:
        return f"{said} (a record says that it had ended, another gives no end)"
    return said + (" (no source says since when)" if held.undated[step.edge] else "")


def _listed(listings: list[Listing]) -> str:
    return ", ".join(dict.fromkeys(listing.says for listing in listings))


def _share(low: float, high: float) -> str:
    return f"{low:g} percent" if low == high else f"{low:g} to {high:g} percent"


def _most(reached: Reached, place: int) -> float:
    return max((share for (_, one), share in reached.share.items() if one == place), default=0.0)
