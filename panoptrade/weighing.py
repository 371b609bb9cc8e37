"""The commands that weigh flows toward weak democracies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import output

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd

    from panoptrade.graph.api import Graph

    How = dict[str, Any]

# What one table of all definitions has no use for, and what has no use without it.
ALONE = ("regime", "definition", "share")
TOGETHER = ("exporter", "against")


def flows(graph: Graph, given: How, how: How) -> None:
    """Count flows one way, or under every definition."""
    every = given.pop("all_definitions")
    for name in ALONE if every else TOGETHER:
        if name in given:
            msg = f"--{name} {'contradicts' if every else 'goes with'} --all-definitions"
            raise click.UsageError(msg)
    (_side_by_side if every else _counted)(graph, given, how)


def _counted(graph: Graph, given: How, how: How) -> None:
    from panoptrade.graph.flows import flows as count

    by = given.pop("by", ("exporter", "regime"))
    if "regime" in by and not (given.get("regime") or given.get("definition")):
        given["regime"] = "row"
    output.frame(count(graph, by, **given), **how)


def _side_by_side(graph: Graph, given: How, how: How) -> None:
    from panoptrade.graph.conclusions import conclusions

    # Exporter and regime are what every row is about.
    by = [one for one in given.pop("by", ()) if one not in {"exporter", "regime"}]
    for theirs, ours in (("lag", "lags"), ("unit", "units")):
        if theirs in given:
            given[ours] = given.pop(theirs)
    domestic = not given.pop("exports_only", True)
    found = conclusions(graph, by=by, domestic=domestic, **given)
    output.frame(found, people=brief(found), **how)


def brief(found: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what fits the width that people read: the first exporter and whom it is held against.

    `found` is a table of `conclusions`; a share is written with its denominator.
    """
    first, base = found.attrs["versus"]
    names = list(found.columns)
    keys = [one for one in names[: names.index("exporter")] if one != "stands_for"]
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in found[found["exporter"].isin({first, base})].to_dict("records"):
        row = rows.setdefault(tuple(one[key] for key in keys), {key: one[key] for key in keys})
        row[one["exporter"]] = f"{one['share']:.0f}% of {one['of']}" if one["of"] else "of 0"
        row[f"undated {one['exporter']}"] = one["undated"]
        if one["exporter"] == first:
            row |= {"unit": one["unit"].removeprefix("country-"), "odds": _odds(one), "p": one["p"]}
    last = ("odds", "p")
    return [
        {n: row[n] for n in (*(k for k in row if k not in last), *last)} for row in rows.values()
    ]


def _odds(one: dict[Hashable, Any]) -> str:
    if one["odds_ratio"] != one["odds_ratio"]:
        return ""
    return f"{one['odds_ratio']:.2f} ({one['odds_low']:.2f} to {one['odds_high']:.2f})"
