"""Put into a report how two exporters compare under each chosen definition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import exporters, regimes
from panoptrade.graph.conclusions import conclusions
from panoptrade.graph.report_parts import Column, Intervals, Section, Table
from panoptrade.graph.report_words import NONE, call, count, percent, ratio, rows, sentence, span
from panoptrade.ontology import tables

if TYPE_CHECKING:
    from panoptrade.graph.report_parts import Asked
    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

HOLDS = {"not told apart from 1": "yes", "above 1": "no", "below 1": "no"}
NOTHING = "No deal that leaves its country passes the filters, so no exporters can be compared."


def section(graph: Workspace, asked: Asked) -> Section:
    """Return the shares of the exporters under each definition, and the odds of the pair."""
    first, base = asked.exporter
    title = f"{exporters.name(first)} and {exporters.name(base)} under each definition"
    how = {
        "exporter": asked.exporter,
        "against": base,
        "lags": asked.lag,
        "units": "deals",
        **asked.dated(),
    }
    found = conclusions(graph, definitions=asked.definitions, **how)
    notes = [sentence(note) for note in found.attrs["notes"]]
    if found.empty:
        return Section("definitions", title, [NOTHING], [NOTHING], notes=notes)
    by: dict[str, list[Row]] = {name: [] for name in asked.definitions}
    for row in rows(found):
        by[row["definition"]].append(row)
    known = _indices(graph)
    return Section(
        "definitions",
        title,
        [_lead(name, group, first, base, known) for name, group in by.items()],
        [
            (
                "Whether an importer counts as a weak democracy or an autocracy depends on who "
                "defines it. Each table below asks the same of one definition. An odds ratio above "
                f"1 says that a larger part of the deals of {exporters.name(first)} than of those "
                f"of {exporters.name(base)} is in the group; an interval that holds 1 tells "
                "nothing either way."
            )
        ],
        [_picture(by, asked)],
        [_table(name, group, base, how) for name, group in by.items()],
        notes,
    )


def _indices(graph: Workspace) -> set[str]:
    """Return the indices that classify anybody in the graph."""
    known = graph.arrow("Classification")["regime"].unique().to_pylist()
    return {one.partition(":")[0] for one in known}


def _lead(name: str, group: list[Row], first: str, base: str, known: set[str]) -> str:
    one = regimes.definition(name)
    into = f"Into the group “{one.label}” ({name}):"
    if one.index not in known:
        index = tables.terms("regime-index")[one.index]["label"]
        return (
            f"{into} the graph holds no classes of {index}, so nothing can be said; "
            "`panoptrade sources` says what to load."
        )
    return f"{into} {_pair(group, first, base)}"


def _pair(group: list[Row], first: str, base: str) -> str:
    by = {row["exporter"]: row for row in group}
    one, other = by[first], by[base]
    return f"{_of(one)}; {_of(other)}. {_odds(one)}"


def _of(row: Row) -> str:
    left = f"{count(row['undated'])} undated and {count(row['unclassified'])} not classified"
    if not row["of"]:
        return f"{row['exporter_name']}, no deal abroad that is dated and classified ({left})"
    return (
        f"{row['exporter_name']}, {count(row['inside'])} of {count(row['of'])} dated and "
        f"classified deals abroad ({percent(row['share'])}, interval "
        f"{span(row['low'], row['high'])}; {left})"
    )


def _odds(row: Row) -> str:
    if row["odds_ratio"] != row["odds_ratio"]:
        return (
            "The odds cannot be compared: a side has no such deal, or all or none are in the group."
        )
    known = f"{ratio(row['odds_ratio'])}, interval {span(row['odds_low'], row['odds_high'], ratio)}"
    holds = row["shows"] == "not told apart from 1"
    says = "holds 1: the two are not told apart" if holds else "does not hold 1"
    return f"The odds ratio is {known}, which {says}."


def _picture(by: dict[str, list[Row]], asked: Asked) -> Intervals:
    caption = (
        "Percent of the dated and classified deals abroad that went to or were found in the "
        "group, with the 95 percent interval (Wilson). Undated deals are in no share."
    )
    drawn = [
        (
            f"{row['exporter_name']}, {name}",
            row["share"],
            row["low"],
            row["high"],
            f"{count(row['inside'])} of {count(row['of'])}",
        )
        for name, group in by.items()
        for row in group
        if row["exporter"] in asked.exporter
    ]
    return Intervals(caption, drawn)


def _table(name: str, group: list[Row], base: str, how: dict[str, Any]) -> Table:
    one = regimes.definition(name)
    against = f"against {exporters.name(base)}"
    nameless = any(row["no_importer"] for row in group)
    columns = (
        Column("Exporter", numeric=False),
        Column("Into the group", "deals"),
        Column("Dated and classified", "deals"),
        Column("Share", "% of classified"),
        Column("Its interval", "95%"),
        Column("Undated", "deals"),
        Column("Not classified", "deals"),
        *([Column("Importer not known", "deals")] if nameless else []),
        Column("Odds ratio", against),
        Column("Its interval", "95%"),
        Column("Holds 1", numeric=False),
    )
    caption = f"{one.label} = {one.group}: definition {name}, version {one.version}."
    given = call("conclusions", "flows --all-definitions", definitions=(name,), **how)
    soft = frozenset(at for at, row in enumerate(group) if row["exporter"].startswith("("))
    return Table(
        caption, columns, [_cells(row, nameless=nameless) for row in group], (given,), soft=soft
    )


def _cells(row: Row, *, nameless: bool) -> list[str]:
    return [
        row["exporter_name"],
        count(row["inside"]),
        count(row["of"]),
        percent(row["share"]),
        span(row["low"], row["high"]),
        count(row["undated"]),
        count(row["unclassified"]),
        *([count(row["no_importer"])] if nameless else []),
        ratio(row["odds_ratio"]),
        span(row["odds_low"], row["odds_high"], ratio),
        HOLDS.get(row["shows"], NONE),
    ]
