"""Put into a report who is restricted under what, and which deals came after a listing."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from panoptrade.graph.leakage import TIMINGS, leakage
from panoptrade.graph.report_parts import Call, Column, Section, Table
from panoptrade.graph.report_words import NONE, call, count, rows, sentence, some
from panoptrade.ontology import tables

if TYPE_CHECKING:
    from panoptrade.graph.report_parts import Asked
    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

TITLE = "Restrictions"
NOTHING = "No vendor in this graph is named by a list or law that restricts it."
NO_LATER = "No deal that passes the filters is known to have come after, or gone on beyond, one."
NO_BREACH = (
    "That a deal came after a listing is no breach: most lists do not reach what the listed party "
    "itself sells, and licences and exemptions are not in the sources."
)
SHORT = ("Date", "Kind", "Importer", "Listed on", "Timing", "Grade")
LATER = ("after", "ongoing")
PROGRAMMES = (
    "MATCH (s:Sanction)-[:TARGET]->(v:Vendor), (s)-[:PROGRAMME]->(p:Programme) "
    "RETURN p.id AS programme, count(DISTINCT v.id) AS vendors ORDER BY vendors DESC, programme"
)


def section(graph: Workspace, asked: Asked) -> Section:
    """Return how many vendors each programme names, and the deals by time of the listing."""
    named, vendors, every = _named(graph)
    if not named:
        return Section("restrictions", TITLE, [NOTHING], [NOTHING])
    taken = {**asked.taken(), "regime": asked.regime}
    by = ["programme", "timing"]
    timed = leakage(graph, timings=None, by=by, **taken)
    later = leakage(graph, timings=LATER, **taken)
    first = (
        f"Vendors named by a list or law that restricts them: {count(vendors)} of {count(every)}; "
        f"{some(len(named), 'list or law names', 'lists and laws name')} them."
    )
    made = [_programmes(named)]
    if not timed.empty:
        given = call("leakage", "leakage", timings=None, by=by, **taken)
        made.append(_timed(rows(timed), {row["programme"]: row["name"] for row in named}, given))
    if not later.empty:
        given = call("leakage", "leakage", timings=LATER, **taken)
        made.append(_later(rows(later), asked.top, given))
    notes = [sentence(note) for note in later.attrs["notes"]]
    if asked.years:
        notes.append("Deals of all years are held against listings, whatever years were asked for.")
    return Section(
        "restrictions", TITLE, [first, _lead(graph, asked)], [NO_BREACH], [], made, notes
    )


def _lead(graph: Workspace, asked: Asked) -> str:
    """Return how many deals touch a listed party, by when they were: each deal once a timing."""
    found = leakage(graph, timings=None, regime=asked.regime, **asked.taken())
    if found.empty:
        return NO_LATER
    at = {one: found.loc[found["timing"] == one, "deal"].nunique() for one in TIMINGS}
    return (
        f"Of {some(found['deal'].nunique(), 'deal')} of a restricted party, or of one that it "
        f"stands behind, {count(at['after'])} came after the listing, {count(at['ongoing'])} "
        f"began before and went on, and {count(at['undated'])} cannot be ordered for want of a "
        "date. None of this says that a list was broken."
    )


def _named(graph: Workspace) -> tuple[list[Row], int, int]:
    """Return the programmes that name vendors, how many vendors are named, and how many are."""
    with graph.connect() as db:
        found = db.sql(_NAMED).to_arrow_table().to_pylist()
        [(vendors,)] = db.sql(_VENDORS).fetchall()
        [(every,)] = db.sql("SELECT count(*) FROM Vendor").fetchall()
    return found, int(vendors), int(every)


def _programmes(named: list[Row]) -> Table:
    scopes = tables.terms("restriction-scope")
    columns = (
        Column("List or law", numeric=False),
        Column("What it restricts", numeric=False),
        Column("Named", "vendors"),
        Column("First listed", "date"),
        Column("Last listed", "date"),
        Column("Undated", "entries"),
        Column("Ended", "entries"),
    )
    cells = [
        [
            row["name"],
            scopes[row["scope"]]["label"] if row["scope"] in scopes else NONE,
            count(row["vendors"]),
            row["first"] or NONE,
            row["last"] or NONE,
            count(row["undated"]),
            count(row["ended"]),
        ]
        for row in named
    ]
    given = Call(f'g.cypher("{PROGRAMMES}")', f"panoptrade cypher {shlex.quote(PROGRAMMES)}")
    caption = (
        "Vendors named by each list or law. A vendor may be named by several; who is reached "
        "through an owner is not counted here, and the filters do not apply."
    )
    return Table(caption, columns, cells, (given,))


def _timed(found: list[Row], names: dict[str, str], given: Call) -> Table:
    by: dict[str, Row] = {}
    for row in found:
        by.setdefault(row["programme"], {})[row["timing"]] = row["deals"]
    used = [one for one in TIMINGS if any(one in line for line in by.values())]
    columns = (
        Column("List or law", numeric=False),
        *(Column(one.capitalize(), "deals") for one in used),
    )
    cells = [
        [names.get(programme, programme), *(count(line.get(one, 0)) for one in used)]
        for programme, line in by.items()
    ]
    caption = (
        "Deals of the named parties, and of those they stand behind, by when they were. Same time: "
        "the dates are too coarse to order. A deal stands in the row of every list that it touches."
    )
    return Table(caption, columns, cells, (given,))


def _later(found: list[Row], top: int, given: Call) -> Table:
    programmes = {f"programme:{row['code']}": row["name"] for row in tables.rows("programmes")}
    kinds = tables.terms("deal-kind")
    columns = tuple(
        Column(one, numeric=False, short=one in SHORT)
        for one in ("Party", "Stands behind", "Date", "Kind", "Importer", "List or law",
                    "Listed on", "Timing", "List reaches it", "Grade", "Sources")
    )  # fmt: skip
    cells = [
        [
            row["seller_name"],
            "itself" if row["way"] == "direct" else f"{row['way']} of {row['listed_name']}",
            row["date"] or NONE,
            kinds[row["kind"]]["label"] if row["kind"] in kinds else NONE,
            (row["importer"] or NONE).removeprefix("country:"),
            programmes.get(row["programme"], row["programme"]),
            row["listed_from"] or NONE,
            row["timing"],
            row["applies"],
            row["grade"],
            ", ".join(row["sources"]),
        ]
        for row in found[:top]
    ]
    shown = f"{len(cells)} of {len(found)}" if len(found) > len(cells) else f"all {len(found)}"
    caption = (
        f"Deals after a listing, or ongoing beyond it: {shown}, a row a deal, party, list and "
        "importer."
    )
    return Table(caption, columns, cells, (given,))


_NAMED = """
SELECT p.id AS programme, p.name, p.scope, count(DISTINCT v.id) AS vendors,
  min(s."start") AS first, max(s."start") AS last,
  count(*) FILTER (s."start" IS NULL) AS undated, count(*) FILTER (s."end" IS NOT NULL) AS ended
FROM Sanction s JOIN Vendor v ON v.id = s.target JOIN Programme p ON p.id = s.programme
GROUP BY ALL ORDER BY vendors DESC, programme
"""
_VENDORS = "SELECT count(DISTINCT v.id) FROM Sanction s JOIN Vendor v ON v.id = s.target"
