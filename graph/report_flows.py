"""Put into a report what flows from where to which regimes, what is not known beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import counting
from panoptrade.graph.flows import flows
from panoptrade.graph.report_parts import Bars, Column, Section, Table
from panoptrade.graph.report_words import call, capitalized, count, listed, of, rows, sentence, some
from panoptrade.ontology import tables

if TYPE_CHECKING:
    from panoptrade.graph.report_parts import Asked
    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

TITLE = "Who exports to which regimes"
ALL = "All, each deal once"
REMAINDERS = {
    counting.UNDATED: "undated",
    counting.UNCLASSIFIED: "not classified",
    counting.NO_IMPORTER: "importer not known",
}
LEFT = {
    counting.UNDATED: "undated",
    counting.UNCLASSIFIED: "without a class for that country and year",
    counting.NO_IMPORTER: "without a known importer",
}
NOTHING = "No deal that leaves its country passes the filters, so there is no flow to count."


def section(graph: Workspace, asked: Asked) -> Section:
    """Return the flows by exporter and regime: a picture, a table, and what is not in a share."""
    how = {"regime": asked.regime, "lag": asked.lag, **asked.dated(), "exports_only": True}
    found = flows(graph, ["exporter", "regime"], **how)
    whole = flows(graph, ["regime"], **how)
    if found.empty:
        return Section("flows", TITLE, [NOTHING], [NOTHING], notes=_notes(found.attrs["notes"]))
    one, each = _line(rows(whole)), _lines(rows(found))
    classes = {row["regime"]: row["regime_name"] for row in rows(whole) if row["regime"][0] != "("}
    index = tables.terms("regime-index")[asked.regime]["label"]
    calls = tuple(
        call("flows", f"flows --by {','.join(by)}", by, **how)
        for by in (["exporter", "regime"], ["regime"])
    )
    return Section(
        "flows",
        TITLE,
        _leads(one, classes, index, found.attrs["totals"]["counted"]),
        [_reading(index)],
        [_picture(each[: asked.top], classes, len(each))],
        [_table([one, *each[: asked.top]], classes, len(each), index, calls)],
        _notes(found.attrs["notes"]),
    )


def _lines(found: list[Row]) -> list[Row]:
    """Return one row an exporter: its name, the denominator, and the deals of each class."""
    groups: dict[str, list[Row]] = {}
    for row in found:
        groups.setdefault(row["exporter"], []).append(row)
    return [_line(group) | {"exporter": group[0]["exporter_name"]} for group in groups.values()]


def _line(group: list[Row]) -> Row:
    """Return the deals of each class of a group of rows, and the denominator of all."""
    by = {row["regime"]: row["deals"] for row in group}
    return {"exporter": ALL, "of": group[0]["of"] if group else 0, "by": by}


def _leads(one: Row, classes: dict[str, str], index: str, counted: int) -> list[str]:
    by, whole = one["by"], one["of"]
    rest = [f"{count(by[key])} {word}" for key, word in LEFT.items() if key in by]
    left = f" Not among these: {listed(rest)}." if rest else ""
    first = (
        f"Of {some(counted, 'deal')} abroad, {count(whole)} are dated and their importer is "
        f"classified by {index}.{left}"
    )
    if not whole:
        return [first, "No share can therefore be given."]
    most = max(classes, key=lambda name: (by.get(name, 0), name))
    share = of(by[most], whole)
    tail = f"{share} went to or were found in a country classed as {classes[most]}"
    return [first, f"Of those {count(whole)}, {tail}, the largest class."]


def _reading(index: str) -> str:
    return (
        "A deal is whatever a source reports as one: a contract, a sale, a use, but also a "
        "presence or a detection, neither of which is a sale. Percentages are of the deals that "
        f"are dated and whose importer {index} classifies; the rest is counted beside them and "
        "is in no percentage."
    )


def _picture(each: list[Row], classes: dict[str, str], known: int) -> Bars:
    caption = (
        f"Deals abroad of {_shown(len(each), known)}, by the importer's regime in the year of the "
        "deal. Grey is what cannot be placed: undated, not classified, or without an importer."
    )
    drawn = []
    for row in each:
        parts = [(key, name, row["by"].get(key, 0)) for key, name in classes.items()]
        rest = sum(row["by"].get(key, 0) for key in REMAINDERS)
        parts.append(("remainder", "undated or not classified", rest))
        placed = f"{count(row['of'])} classified, {count(rest)} not"
        drawn.append((row["exporter"], parts, placed))
    return Bars(caption, drawn)


def _shown(shown: int, known: int) -> str:
    what = f"{shown} of {known} exporters" if shown < known else some(known, "exporter")
    return f"the {what} with the most" if shown < known else what


def _table(lines: list[Row], classes: dict[str, str], known: int, index: str, calls: Any) -> Table:
    rest = [key for key in REMAINDERS if any(key in line["by"] for line in lines)]
    columns = (
        Column("Exporter", numeric=False),
        *(Column(capitalized(name), "deals, and % of classified") for name in classes.values()),
        Column("Dated and classified", "deals"),
        *(Column(REMAINDERS[key].capitalize(), "deals") for key in rest),
    )
    cells = [
        [
            line["exporter"],
            *(of(line["by"].get(key, 0), line["of"]) for key in classes),
            count(line["of"]),
            *(count(line["by"].get(key, 0)) for key in rest),
        ]
        for line in lines
    ]
    soft = frozenset(at for at, line in enumerate(lines) if line["exporter"].startswith("("))
    caption = (
        f"Deals by exporter and by regime of the importer ({index}): "
        f"{_shown(len(lines) - 1, known)}. Percentages are of what is dated and classified."
    )
    return Table(caption, columns, cells, calls, soft=soft)


def _notes(notes: list[str]) -> list[str]:
    return [sentence(note) for note in notes]
