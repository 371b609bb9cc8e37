"""Put into a report who stands in the middle of the network, and whom most deals hang on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import regimes
from panoptrade.graph.chokepoints import chokepoints
from panoptrade.graph.rank import centrality
from panoptrade.graph.report_parts import Bars, Column, Section, Table
from panoptrade.graph.report_words import (
    NONE,
    call,
    count,
    listed,
    percent,
    rows,
    sentence,
    some,
)

if TYPE_CHECKING:
    import pandas as pd

    from panoptrade.graph.report_parts import Asked
    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

MEASURE, PROJECTION = "betweenness", "vendor-country"
# Above so many nodes the exact value takes minutes; then it is estimated from SAMPLES of them.
EXACT, SAMPLES = 5_000, 500
SET = 3
NO_TIES = "No deal names both a vendor and an importing country, so no vendor can be ranked."
NO_ROUTES = "No deal abroad names both a vendor and an importer, so nothing hangs on anybody."


def central(graph: Workspace, asked: Asked) -> Section:
    """Return the most central vendors, and what a rank measures."""
    how: dict[str, Any] = asked.dated()
    if graph.classes().get("Vendor", 0) > EXACT:
        how |= {"samples": SAMPLES, "seed": asked.seed}
    found = centrality(graph, MEASURE, PROJECTION, **how)
    notes = [sentence(note) for note in found.attrs["notes"]]
    ranked = rows(found[found["class"] == "Vendor"])
    title = "The most central vendors"
    if not ranked:
        return Section("vendors", title, [NO_TIES], [NO_TIES], notes=notes)
    first = ranked[0]
    lead = (
        f"{first['name']} is the most central of {some(len(ranked), 'vendor')} by {MEASURE}; its "
        f"place rests on {some(first['deals'], 'deal')}, {count(first['undated'])} of them "
        "undated. A rank measures this data set: it may show where researchers looked."
    )
    said = (
        "Betweenness is the share of the shortest paths between all others that pass through a "
        "vendor: it is high for one found in many countries where few others are. Ranks run over "
        "vendors and countries together. They measure what was reported, not the market."
    )
    # --limit is the command's own: without it twenty rows are shown.
    given = call("centrality", f"rank --measure {MEASURE} --projection {PROJECTION} --limit 0",
                 MEASURE, PROJECTION, **how)  # fmt: skip
    return Section(
        "vendors", title, [lead], [said], tables=[_ranked(ranked, asked.top, given)], notes=notes
    )


def chokes(graph: Workspace, asked: Asked) -> Section:
    """Return whom most documented deals hang on: of all buyers, and of the first definition's."""
    title = "Chokepoints"
    how: dict[str, Any] = {**asked.dated(), "exports_only": True}
    found = chokepoints(graph, "points", **how)
    notes = [sentence(note) for note in found.attrs["notes"]]
    if found.empty:
        return Section("chokepoints", title, [NO_ROUTES], [NO_ROUTES], notes=notes)
    name = asked.definitions[0]
    into: dict[str, Any] = {"definition": name, "lag": asked.lag} | how
    group = chokepoints(graph, "points", **into)
    together = chokepoints(graph, "set", size=SET, **how)
    first = found.iloc[0]
    total = some(found.attrs["total"], "documented deal")
    lead = (
        f"Of {total} abroad with a known vendor and importer, {count(first['falls'])} "
        f"({percent(first['share'])}) name no vendor but {first['name']}. {_together(together)}"
    )
    said = (
        "A vendor is a chokepoint of documented deals when they name no other vendor: were it "
        "gone, nothing documented would be left of them. A deal is no shipment, and who might "
        "take over is not said."
    )
    label = regimes.definition(name).label
    return Section(
        "chokepoints",
        title,
        [lead.strip()],
        [said, _into(group, label)],
        [_picture(found, asked.top)],
        [
            _cut(found, asked.top, "All importers", how),
            *([_cut(group, asked.top, f"Importers of {label} ({name})", into)]
              if not group.empty else []),
        ],
        notes,
    )  # fmt: skip


def _together(found: pd.DataFrame) -> str:
    if len(found) < 2:
        return ""
    last = found.iloc[-1]
    return (
        f"Without {listed(found['name'])}, taken one after another, {count(last['fallen'])} "
        f"({percent(last['share'])}) would have no vendor left."
    )


def _into(group: pd.DataFrame, label: str) -> str:
    if group.empty:
        return (
            f"No deal is dated and into the group “{label}”, so no chokepoint can be named for it."
        )
    first = group.iloc[0]
    return (
        f"{some(group.attrs['total'], 'dated deal')} into the group “{label}” can be followed; "
        f"{count(first['falls'])} ({percent(first['share'])}) of these name no vendor but "
        f"{first['name']}."
    )


def _ranked(ranked: list[Row], top: int, given: Any) -> Table:
    estimated = "error" in ranked[0]
    columns = (
        Column("Rank"),
        Column("Vendor", numeric=False),
        Column("Country", numeric=False),
        Column("Betweenness", "share of shortest paths"),
        *([Column("Standard error")] if estimated else []),
        Column("Rests on", "deals"),
        Column("Of them undated", "deals"),
        Column("Countries", "links"),
    )
    cells = [
        [
            count(row["rank"]),
            row["name"],
            row["country"].replace("|", ", ") or NONE,
            f"{row['value']:.4f}",
            *([f"{row['error']:.4f}"] if estimated else []),
            count(row["deals"]),
            count(row["undated"]),
            count(row["links"]),
        ]
        for row in ranked[:top]
    ]
    shown = f"{len(cells)} of {some(len(ranked), 'vendor')}" if len(ranked) > top else "All vendors"
    return Table(f"{shown}, the most central first.", columns, cells, (given,))


def _cut(found: pd.DataFrame, top: int, of: str, how: dict[str, Any]) -> Table:
    columns = (
        Column("Vendor", numeric=False),
        Column("Named in", "deals"),
        Column("Hang on it alone", "deals"),
        Column("Share of all", "%"),
        Column("Importers with no other", "countries"),
    )
    names = ("through", "falls")
    cells = [
        [
            row["name"],
            *(count(row[one]) for one in names),
            percent(row["share"]),
            count(row["buyers_lost"]),
        ]
        for row in rows(found)[:top]
    ]
    given = call("chokepoints", "chokepoints --find points --limit 0", "points", **how)
    caption = (
        f"{of}: {some(found.attrs['total'], 'deal')} abroad that can be followed, and the "
        f"vendors on whom most of them hang ({len(cells)} of {len(found)})."
    )
    return Table(caption, columns, cells, (given,))


def _picture(found: pd.DataFrame, top: int) -> Bars:
    caption = "Deals that name the vendor: those that name no other vendor, and the rest."
    drawn = [
        (
            row["name"],
            [
                ("Vendor", "no other vendor", row["falls"]),
                ("remainder", "another vendor too", row["through"] - row["falls"]),
            ],
            f"{count(row['falls'])} of {count(row['through'])}",
        )
        for row in rows(found)[:top]
    ]
    return Bars(caption, drawn)
