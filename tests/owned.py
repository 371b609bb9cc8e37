"""Holdings and listings in few words, for the tests of ownership."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from panoptrade.graph import ownership_rules
from panoptrade.graph.cascade import Solved, solve
from panoptrade.graph.holdings import COLUMNS, Holdings, united
from panoptrade.graph.listings import Listing
from tests import world

if TYPE_CHECKING:
    from collections.abc import Iterable

    from panoptrade.ontology.records import Record

# Days on which a rule is in force as its name's tests want it.
DAYS = {"ofac": "2020-01-01", "eu": "2025-01-01", "uk": "2022-01-01", "bis": "2025-10-10"}
LISTS = {
    "ofac": "us-ofac-cyber2",
    "eu": "eu-cyber",
    "uk": "uk-cyber",
    "bis": "us-bis-entity-list",
}


def held(*shares: tuple[Any, ...]) -> Holdings:
    """Return holdings of rows: owner, asset, share or its bounds, and `control` where it is so."""
    return united(pd.DataFrame([_row(*one) for one in shares], columns=list(COLUMNS)))


def answers(
    shares: Iterable[tuple[Any, ...]], named: str, rule: str = "ofac", on: str | None = None
) -> dict[str, str]:
    """Return the answer of every body under a rule, where the bodies of `named` are listed."""
    solved = solved_for(shares, named, rule, on)
    return {one: solved.answer(one) for one in solved.held.ids}


def solved_for(
    shares: Iterable[tuple[Any, ...]], named: str, rule: str = "ofac", on: str | None = None
) -> Solved:
    """Return a rule carried through holdings, where the bodies of `named` are listed."""
    listings = {one: [listing(one, rule)] for one in named.split()}
    return solve(held(*shares), listings, ownership_rules.rule(rule, on or DAYS[rule]))


def restricted(shares: Iterable[tuple[Any, ...]], named: str, rule: str = "ofac") -> set[str]:
    """Return the bodies that are restricted, without those that are listed."""
    found = answers(shares, named, rule)
    return {one for one, answer in found.items() if answer == "restricted"} - set(named.split())


def listing(party: str, rule: str = "ofac", *, certain: bool = True) -> Listing:
    """Return a listing of a party under a rule's programme."""
    programme = f"programme:{LISTS[rule]}"
    return Listing(
        party, f"sanction:{party}", programme, "2018", None, None, "official", ("gazette",), certain
    )


def owns(
    owner: str, asset: str, share: float | None = None, key: str = "", **values: Any
) -> Record:
    """Return a record of a holding; `key` tells several records of one owner and asset apart."""
    bounds = {} if share is None else {"share_min": float(share), "share_max": float(share)}
    ends = {"owner": _id(owner), "asset": _id(asset), "kind": "equity"}
    return world.said(
        world.GAZETTE,
        "Ownership",
        f"ownership:{owner}:{asset}{key}",
        **{**ends, **bounds, **values},
    )


def listed(party: str, rule: str = "ofac", **values: Any) -> Record:
    """Return a record of a restriction."""
    about = {"target": _id(party), "programme": f"programme:{LISTS.get(rule, rule)}"}
    return world.said(world.GAZETTE, "Sanction", f"sanction:{rule}:{party}", **about, **values)


def body(name: str, **values: Any) -> Record:
    """Return a record of a vendor."""
    return world.said(world.GAZETTE, "Vendor", _id(name), name=name.title(), **values)


def _id(name: str) -> str:
    return name if ":" in name else f"org:{name}"


def _row(owner: str, asset: str, low: float, *more: Any) -> dict[str, Any]:
    numbers = [one for one in more if not isinstance(one, str)]
    control = "control" in more
    return {
        "owner": owner,
        "asset": asset,
        "low": float(low),
        "high": float(numbers[0] if numbers else low),
        "controls": control,
        "may_control": control,
        "silent": not control,
        "id": f"{owner}-{asset}",
        "sure": True,
        "undated": False,
    }
