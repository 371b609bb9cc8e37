"""Read the graph as ties to draw: deals, owners, supply, restrictions, products, technologies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from panoptrade.graph import regimes, select, trade
from panoptrade.graph.projections import PROJECTIONS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from panoptrade.graph.workspace import Workspace

UNDATED, UNCLASSIFIED = "undated", "not classified"
# Deals are drawn from each vendor to each importing country, links from end to end.
PROJECTED = {"Deal": "vendor-country", "Ownership": "ownership", "Supply": "supply"}
# How a tie is read from its source to its target, by the class of its record; a colon and the
# class of the target where that makes a difference.
VERBS = {
    "Deal": "named with",
    "Ownership": "owns",
    "Supply": "supplies",
    "Succession": "became",
    "Sanction": "restricted under",
    "Product": "makes",
    "Product:Technology": "classed as",
    "Vendor": "offers",
}
# What such a record is evidence of, where no closed list names kinds of it.
KINDS = {"Product": "product", "Vendor": "offers"}


class Link(NamedTuple):
    """One record between two things: a deal of two vendors and a country is two of them.

    A product is one to its maker and one to its technology; `cls` is the class of the record.

    `last` is None where it is not known to have ended; `regime` is the class of the importer in
    the deal's year, `undated` or `not classified`, and empty for what is no deal.
    """

    cls: str
    source: str
    target: str
    id: str
    first: int | None
    last: int | None
    kind: str
    regime: str


@dataclass(frozen=True)
class Links:
    """The links of a graph, and how many records of each class could not be drawn."""

    rows: list[Link]
    unplaced: dict[str, int]


def links(graph: Workspace, regime: str = "row") -> Links:
    """Return every link of the graph, sorted; a record of which one end is unknown has none.

    Raises UnknownWordError for a regime index that there is not.
    """
    with graph.connect() as db:
        regimes.create_index(db, regime)
        trade.create(db, graph, select.filters())
        db.execute(_EMPTY)
        for cls, projection in PROJECTED.items():
            db.execute(f"CREATE OR REPLACE TEMP VIEW taken AS SELECT * FROM {cls}")  # noqa: S608
            _add(db, cls, PROJECTIONS[projection].parts)
        _add(db, "Succession", _ONCE)
        _add(db, "Sanction", _LISTED)
        _add(db, "Deal", _NAMED)
        _add(db, "Supply", _SUPPLIED)
        _add(db, "Product", _MADE)
        _add(db, "Vendor", _OFFERED)
        unplaced = dict(db.execute(_UNPLACED).fetchall())
        rows = [Link(*row) for row in db.execute(_DRAWN).fetchall()]
    return Links(rows, unplaced)


def _add(db: DuckDBPyConnection, cls: str, parts: str) -> None:
    db.execute(
        "INSERT INTO drawn SELECT ?, source, target, id, first, "  # noqa: S608 - our own texts
        f"CASE WHEN open THEN NULL ELSE last END, kind, status FROM ({parts})",
        [cls],
    )


def _year(column: str) -> str:
    return f'try_cast(left("{column}", 4) AS INTEGER)'


_EMPTY = (
    "CREATE OR REPLACE TEMP TABLE drawn (cls VARCHAR, source VARCHAR, target VARCHAR, "
    "id VARCHAR, first INTEGER, last INTEGER, kind VARCHAR, status VARCHAR)"
)
_ONCE = (
    "SELECT predecessor AS source, successor AS target, id, "  # noqa: S608
    f"{_year('date')} AS first, {_year('date')} AS last, FALSE AS open, kind, NULL AS status "
    "FROM Succession"
)
_LISTED = (
    "SELECT target AS source, programme AS target, id, "  # noqa: S608
    f"coalesce({_year('start')}, {_year('end')}) AS first, "
    f"coalesce({_year('end')}, {_year('start')}) AS last, "
    f"({_year('start')} IS NOT NULL AND {_year('end')} IS NULL) AS open, "
    "'' AS kind, NULL AS status FROM Sanction"
)
# A deal that names a product ties it to where the deal went.
_NAMED = (
    "SELECT p.product AS source, d.target, d.id, d.first, d.last, FALSE AS open, d.kind, d.status "
    "FROM drawn d JOIN (SELECT id, unnest(product) AS product FROM Deal) p USING (id) "
    "WHERE d.cls = 'Deal'"
)
_SUPPLIED = (
    "SELECT d.source, t.technology AS target, d.id, d.first, d.last, d.last IS NULL AS open, "
    "d.kind, d.status FROM drawn d JOIN (SELECT id, unnest(technology) AS technology FROM Supply) "
    "t USING (id) WHERE d.cls = 'Supply'"
)
# A product's year is one by which it was there: it goes on from then.
_MADE = (
    "SELECT maker AS source, id AS target, id, first, first AS last, TRUE AS open, '' AS kind, "
    "NULL AS status FROM (SELECT id, unnest(maker) AS maker, CAST(first_year AS INTEGER) AS first "
    "FROM Product) UNION ALL SELECT id, technology, id, first, first, TRUE, '', NULL FROM "
    "(SELECT id, unnest(technology) AS technology, CAST(first_year AS INTEGER) AS first "
    "FROM Product)"
)
_OFFERED = (
    "SELECT id AS source, unnest(technology) AS target, id, NULL AS first, NULL AS last, "
    "FALSE AS open, '' AS kind, NULL AS status FROM Vendor"
)
_KNOWN = "source IS NOT NULL AND target IS NOT NULL AND source <> target"
_UNPLACED = (
    "SELECT cls, count(DISTINCT id) FROM drawn WHERE id NOT IN "  # noqa: S608
    f"(SELECT id FROM drawn WHERE {_KNOWN}) GROUP BY cls ORDER BY cls"
)
_DRAWN = (
    "SELECT DISTINCT d.cls, d.source, d.target, d.id, d.first, d.last, "  # noqa: S608
    "d.kind || coalesce(':' || d.status, ''), "
    f"CASE WHEN d.cls <> 'Deal' THEN '' WHEN d.first IS NULL THEN '{UNDATED}' "
    f"ELSE coalesce(r.label, '{UNCLASSIFIED}') END "
    "FROM drawn d LEFT JOIN regimes r ON d.cls = 'Deal' AND r.country = d.target "
    f"AND r.year = d.first WHERE {_KNOWN} ORDER BY ALL"
)
