"""Turn a projection into shapes, colours and words: what is drawn, and what its legend says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from panoptrade.graph import palette
from panoptrade.graph.positions import positions
from panoptrade.ontology import schema, tables, values

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from panoptrade.graph.project import Projected
    from panoptrade.graph.workspace import Workspace

# Shapes tell the classes apart without any colour.
SHAPES = {
    "Vendor": "square",
    "Organization": "square",
    "Government": "diamond",
    "Person": "triangle",
}
ROUND = "dot"
# The colours of the palette's surface in which ties are drawn: no sale is fainter.
FIRM, FAINT = "edge", "line"
# What terms.csv says is no sale: a thing seen somewhere, not sold there by anyone known.
NO_SALE = frozenset({"presence", "detection"})
SMALLEST, GROWTH = 4.5, 2.1


Entry = tuple[str, palette.Pair, str, int]


@dataclass(frozen=True)
class Drawing:
    """Nodes and edges as vis-network wants them, and what explains them.

    Colours are pairs, for a light and for a dark ground: `dye`.
    The legend has under each heading rows of shape, dye, text and number.
    """

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    legend: dict[str, list[Entry]]
    notes: list[str]


def draw(graph: Workspace, found: Projected, *, regime: str | None, seed: int) -> Drawing:
    """Return the drawing of a projection; `regime` colours countries by that index's classes.

    Nodes are numbered from the best tied down, in the order of their ids where ties are as many.
    """
    nodes = found.nodes.sort_values(["links", "id"], ascending=[False, True], ignore_index=True)
    # Loaders clean names; those of other hands may still turn a line around or break it.
    nodes["name"] = [
        values.text(name) or key for name, key in zip(nodes["name"], nodes["id"], strict=True)
    ]
    at = {one: number for number, one in enumerate(nodes["id"])}
    ends = [
        (at[s], at[t]) for s, t in zip(found.edges["source"], found.edges["target"], strict=True)
    ]
    radii = SMALLEST + GROWTH * np.sqrt(nodes["links"].to_numpy(dtype=float))
    places = positions(len(nodes), ends, radii=radii.tolist(), seed=seed)
    classes = _classes(graph, nodes, regime)
    drawn = [_node(row, found, classes) for row in nodes.to_dict("records")]
    for node, (x, y), radius in zip(drawn, places, radii, strict=True):
        node |= {"x": round(float(x), 1), "y": round(float(y), 1), "size": round(float(radius), 1)}
    edges = [
        _edge(row, pair, nodes["name"], found)
        for row, pair in zip(found.edges.to_dict("records"), ends, strict=True)
    ]
    return Drawing(drawn, edges, _legend(nodes, edges, classes, found), classes.notes)


def evidence(counts: dict[str, int], cls: str = "Deal") -> str:
    """Write kinds of evidence with their numbers: `2 presence, 1 deployment (reported)`."""
    return ", ".join(f"{number} {kind(code, cls)}" for code, number in counts.items())


def kind(code: str, cls: str = "Deal") -> str:
    """Write a kind, or a kind:status, in the words of terms.csv; a presence is never a sale."""
    what, _, status = code.partition(":")
    known = tables.terms(schema.properties(cls)["kind"].terms)
    label = known[what]["label"]
    said = tables.terms("deal-status")[status]["label"] if status else ""
    return label if said in label else f"{label} ({said})"


def span(row: Any) -> str:
    """Write the years of an edge: `2015–2018, 1 undated`; only `undated` where none is dated."""
    if not row["years"]:
        return "undated"
    years = between(row["first_year"], row["last_year"])
    return f"{years}, {row['undated']} undated" if row["undated"] else years


def between(first: int, last: int) -> str:
    """Write a span of years: `2015–2018`, or `2015` for one."""
    return str(first) if first == last else f"{first}–{last}"


@dataclass(frozen=True)
class _Classes:
    """The class of each country in the latest year of an index, and how each class is coloured."""

    of: dict[str, str]
    names: dict[str, str]
    colours: dict[str, palette.Pair]
    heading: str
    notes: list[str]


def _classes(graph: Workspace, nodes: pd.DataFrame, index: str | None) -> _Classes:
    countries = set(nodes.loc[nodes["class"] == "Country", "id"])
    rows = graph.table("Classification") if index and countries else None
    if rows is None or not (rows["regime"].str.startswith(f"{index}:")).any():
        return _Classes({}, {}, {}, "", [])
    rows = rows[rows["regime"].str.startswith(f"{index}:")]
    year = int(rows["year"].max())
    latest = rows[rows["year"] == year]
    of = {c: r for c, r in zip(latest["country"], latest["regime"], strict=True) if c in countries}
    known = [row for row in tables.rows("regimes") if row["index"] == index]
    names = {f"{row['index']}:{row['code']}": row["name"] for row in known}
    title = tables.terms("regime-index")[str(index)]["label"]
    note = f"Countries are coloured by their class in {title} for {year}, whenever the deals were."
    if len(of) < len(countries):
        note += f" Not classified for that year: {len(countries) - len(of)} of {len(countries)}."
    return _Classes(
        of,
        names,
        palette.regimes(str(index)),
        f"Country, by {title} {year}",
        [note],
    )


def _node(row: Any, found: Projected, classes: _Classes) -> dict[str, Any]:
    regime = classes.of.get(row["id"])
    what = [schema.get(row["class"]).label if row["class"] else "not described by any source"]
    what += [classes.names[regime]] if regime else []
    if row["class"] != "Country":
        what += [one.removeprefix("country:") for one in row["country"]]
    unit = _unit(found, row["deals"])
    undated = f", {row['undated']} undated" if row["undated"] else ""
    lines = [
        row["name"],
        " · ".join(what),
        f"{row['deals']} {unit}{undated}; ties to {row['links']}",
    ]
    return {
        "label": row["name"],
        "shape": SHAPES.get(row["class"], ROUND),
        "dye": classes.colours[regime] if regime else _plain(row["class"], classes),
        "title": "\n".join(lines),
    }


def _plain(cls: str, classes: _Classes) -> palette.Pair:
    """Return the colours of a class; of countries among coloured ones, those of what is unknown."""
    if cls == "Country" and classes.of:
        return palette.remainder()
    return palette.of_class(cls)


def _tie(kinds: Iterable[str]) -> str:
    return FAINT if set(kinds) <= NO_SALE else FIRM


def _unit(found: Projected, number: int) -> str:
    unit = "deal" if found.projection.cls == "Deal" else "record"
    return unit if number == 1 else f"{unit}s"


def _edge(
    row: Any, ends: tuple[int, int], names: pd.Series[str], found: Projected
) -> dict[str, Any]:
    said, years, sources = (
        evidence(row["evidence"], found.projection.cls),
        span(row),
        ", ".join(row["sources"]),
    )
    lines = [
        f"{names[ends[0]]} → {names[ends[1]]}",
        f"{row['deals']} {_unit(found, row['deals'])}: {said}",
        f"{years}",
        f"Source: {sources}",
    ]
    return {
        "from": ends[0],
        "to": ends[1],
        "width": round(1 + 0.7 * float(np.log2(row["deals"])), 1),
        "dye": palette.surface(_tie(row["kinds"])),
        "title": "\n".join(lines),
        "cells": [row["deals"], said, years, sources],
    }


def _legend(
    nodes: pd.DataFrame, edges: list[dict[str, Any]], classes: _Classes, found: Projected
) -> dict[str, list[Entry]]:
    counts = nodes["class"].value_counts()
    plain = [cls for cls in counts.index if not (cls == "Country" and classes.of)]
    legend = {"Shapes": [_entry(cls, int(counts[cls])) for cls in sorted(plain)]}
    if classes.of:
        given = list(classes.of.values())
        rest = int(counts["Country"]) - len(given)
        rows: list[Entry] = [
            (ROUND, classes.colours[one], name, given.count(one))
            for one, name in classes.names.items()
        ]
        rows += [(ROUND, palette.remainder(), "not classified", rest)] if rest else []
        legend[classes.heading] = rows
    dyes = {name: palette.surface(name) for name in (FIRM, FAINT)}
    faint = sum(edge["dye"] == dyes[FAINT] for edge in edges)
    firm = len(edges) - faint
    rows = [("tie", dyes[FAINT], "presence or detection only", faint)] if faint else []
    ends = f"{found.projection.source} to {found.projection.target}"
    rows += [("tie", dyes[FIRM], "other deals" if faint else ends, firm)] if firm else []
    legend["Ties"] = rows
    return {heading: rows for heading, rows in legend.items() if rows}


def _entry(cls: str, number: int) -> Entry:
    label = schema.get(cls).label if cls else "not described"
    return SHAPES.get(cls, ROUND), palette.of_class(cls), label, number
