"""Put into a report what its numbers rest on: sources, kinds of evidence, what has no date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import counting, select
from panoptrade.graph.coverage import coverage
from panoptrade.graph.drawing import NO_SALE
from panoptrade.graph.flows import flows
from panoptrade.graph.report_parts import Bars, Column, Section, Table
from panoptrade.graph.report_words import call, count, listed, of, percent, rows, sentence, some
from panoptrade.ontology import tables

if TYPE_CHECKING:
    from panoptrade.graph.report_parts import Asked
    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

TITLE = "What the numbers rest on"
NOTHING = "No deal passes the filters, so no source is seen to cover anything."
SAYS_LESS = {
    "alleged": "alleged, which by their source is not established",
    "refused": "refused or cancelled",
    "planned": "announced and not known to have been carried out",
}


def section(graph: Workspace, asked: Asked) -> Section:
    """Return what each source sees and what rests on it alone, and the kinds of evidence."""
    taken = asked.taken()
    seen = coverage(graph, "source", **taken)
    notes = [sentence(note) for note in seen.attrs["notes"]]
    if seen.empty:
        return Section("coverage", TITLE, [NOTHING], [NOTHING])
    kinds = flows(graph, ["kind"], **taken)
    years = flows(graph, ["source", "year"], **taken)
    undated = {row["source"]: row["deals"] for row in rows(years)
               if row["year"] == counting.UNDATED}  # fmt: skip
    if asked.years:
        notes.append("These tables hold the deals of all years, whatever years were asked for.")
    titles = {name: str(meta["title"]) for name, meta in graph.sources().items()}
    return Section(
        "coverage",
        TITLE,
        [_weak(rows(kinds)), _alone(rows(seen), seen.attrs["notes"][0]), *_less(graph, asked)],
        [
            (
                "What no source reports is in no table, and a source sees what its makers looked "
                "for. A deal that one source tells of alone falls when that source errs."
            )
        ],
        [_picture(rows(seen), undated, titles)],
        [_sources(rows(seen), undated, titles, taken), _kinds(rows(kinds), taken)],
        notes,
    )


def _weak(kinds: list[Row]) -> str:
    whole = kinds[0]["of"]
    weak = sum(row["deals"] for row in kinds if row["kind"] in NO_SALE)
    return (
        f"{of(weak, whole)} of {some(whole, 'deal')}, those inside one country among them, are a "
        "presence or a detection: the technology was there, or was measured on a network. Neither "
        "is a sale."
    )


def _alone(seen: list[Row], note: str) -> str:
    return f"{sentence(note)[:-1]}, and {some(len(seen), 'source tells', 'sources tell')} of them."


def _less(graph: Workspace, asked: Asked) -> list[str]:
    """Return a sentence on the deals whose status says less than that they were carried out."""
    with graph.connect() as db:
        query = f"SELECT status, count(*) FROM Deal WHERE {select.deals(graph, asked.filters)} "  # noqa: S608
        found = dict(db.sql(query + "GROUP BY status").fetchall())
    said = [f"{count(found[one])} {what}" for one, what in SAYS_LESS.items() if one in found]
    return [f"Counted among the deals: {listed(said)}."] if said else []


def _sources(seen: list[Row], undated: Row, titles: dict[str, str], taken: Row) -> Table:
    columns = (
        Column("Source", numeric=False),
        Column("Tells of", "deals"),
        Column("Told by it alone", "deals"),
        Column("Undated", "deals"),
        Column("Importers", "countries"),
        Column("Links", "vendor and country"),
        Column("Links of it alone"),
        Column("Technologies"),
    )
    cells = [
        [
            titles.get(row["source"], str(row["source"])),
            count(row["deals"]),
            f"{count(row['alone'])} ({percent(row['alone_share'])})",
            of(undated.get(row["source"], 0), row["deals"]),
            count(row["countries"]),
            count(row["links"]),
            count(row["links_alone"]),
            count(row["technologies"]),
        ]
        for row in seen
    ]
    calls = (
        call("coverage", "coverage --by source", "source", **taken),
        call("flows", "flows --by source,year", ["source", "year"], **taken),
    )
    caption = "Deals, importing countries and links that each source tells of."
    return Table(caption, columns, cells, calls)


def _kinds(kinds: list[Row], taken: Row) -> Table:
    known = tables.terms("deal-kind")
    columns = (
        Column("Kind", numeric=False),
        Column("What it means", numeric=False),
        Column("Counted", "deals"),
        Column("Share", "%"),
    )
    cells = [
        [
            known[row["kind"]]["label"] if row["kind"] in known else "not stated",
            known[row["kind"]]["description"] if row["kind"] in known else "",
            count(row["deals"]),
            percent(row["share"]),
        ]
        for row in kinds
    ]
    given = call("flows", "flows --by kind", ["kind"], **taken)
    return Table("Deals by what their source says of them.", columns, cells, (given,))


def _picture(seen: list[Row], undated: Row, titles: dict[str, str]) -> Bars:
    drawn: list[tuple[str, list[tuple[str, str, float]], str]] = []
    for row in seen:
        rest = undated.get(row["source"], 0)
        dated = row["deals"] - rest
        parts: list[tuple[str, str, float]] = [
            ("Deal", "dated", dated),
            ("remainder", "undated", rest),
        ]
        text = f"{count(dated)} dated, {count(rest)} not"
        drawn.append((titles.get(row["source"], str(row["source"])), parts, text))
    return Bars("Deals that each source tells of, dated and undated.", drawn)
