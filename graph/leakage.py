"""Find the deals that came after a listing: by the listed party, or by whom it stands behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from panoptrade.graph import reach, regimes, select, trade
from panoptrade.graph.leakage_counts import checked, counted
from panoptrade.graph.leakage_rules import by_rule
from panoptrade.graph.reaching import applies, timing
from panoptrade.ontology import tables, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

COLUMNS = [
    "deal", "kind", "status", "seller", "seller_name", "role", "way", "path", "listed",
    "listed_name", "programme", "scope", "listed_from", "listed_until", "date", "timing",
    "importer", "regime", "applies", "why", "grade", "sources",
]  # fmt: skip
TIMINGS = ("after", "ongoing", "same time", "before", "after delisting", "undated")


def leakage(
    graph: Workspace,
    *,
    timings: str | Iterable[str] | None = ("after", "ongoing"),
    ways: str | Iterable[str] | None = None,
    scope: str | Iterable[str] | None = None,
    programme: str | Iterable[str] | None = None,
    regime: str = "row",
    by: str | Iterable[str] | None = None,
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
) -> pd.DataFrame:
    """Return the deals of listed parties, and of those they stand behind, after the listing.

    One row a deal, seller or intermediary, restriction and importer. `timings`: after, ongoing
    (began before and went on), same time (the dates are too coarse to order), before, after
    delisting, undated; None gives all. `ways`: direct, subsidiary, successor, reseller, or a
    chain of them. `regime` is the index that classifies the importer in the year of the deal.
    With `by` (columns, as importer, regime) deals are counted instead; see `leakage_counts`.

    Columns: deal, kind, status, seller, seller_name, role, way, path (ids of the records that
    prove it), listed, listed_name, programme, scope, listed_from, listed_until, date, timing,
    importer, regime, applies (yes, no, cannot be known), why, grade, sources. That a deal came
    after a listing says not that it broke the list: `applies` tells whether the list's scope,
    place and dates reach the deal, and for a subsidiary its rule of ownership on the day of the
    deal; never whether a licence was given. `attrs["notes"]` counts
    what is not shown. No restrictions or no deals give no rows.
    Raises UnknownWordError for a wrong word.
    """
    dimensions = checked(by)
    wanted = _checked(timings, TIMINGS, "timing")
    filters = select.filters(technology=technology, kinds=kinds, source=source, grade=grade)
    listed = _listed(graph, scope, programme)
    deals = _deals(graph, filters, regime)
    behind = reach.behind(graph, {_when(row) for row in deals})
    rows = [row for deal in deals for row in _rows(deal, behind[_when(deal)], listed)]
    taken = by_rule(graph, [row for row in rows if row["timing"] in wanted and _by(row, ways)])
    frame = pd.DataFrame(taken, columns=COLUMNS, dtype=object)
    frame = frame.sort_values(["date", "deal", "seller", "listed", "programme", "importer"])
    frame = frame.reset_index(drop=True)
    frame.attrs["notes"] = _notes(rows, taken, deals)
    return frame if by is None else counted(frame, dimensions)


def _when(deal: Row) -> reach.When:
    return deal["seller"], deal["date"], deal["until"]


def _rows(deal: Row, paths: list[reach.Path], listed: dict[str, list[Row]]) -> Iterator[Row]:
    for path in paths:
        for one in listed.get(path.to, ()):
            row = deal | one | {"way": path.way, "path": [step.record for step in path.steps]}
            row["timing"] = timing(row, path)
            row["applies"], row["why"] = applies(row)
            yield row


def _listed(
    graph: Workspace, scope: str | Iterable[str] | None, programme: str | Iterable[str] | None
) -> dict[str, list[Row]]:
    """Return the restrictions of each listed party."""
    scopes = _checked(scope, tables.terms("restriction-scope"), "scope")
    codes = _checked(programme, [row["code"] for row in tables.rows("programmes")], "programme")
    with graph.connect() as db:
        rows = db.sql(_LISTED).to_arrow_table().to_pylist()
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row["scope"] in scopes and row["programme"].partition(":")[2] in codes:
            found.setdefault(row["listed"], []).append(row)
    return found


def _deals(graph: Workspace, filters: select.Filters, regime: str) -> list[Row]:
    """Return a row a deal, seller or intermediary, and importer."""
    with graph.connect() as db:
        trade.create(db, graph, filters)
        regimes.create_index(db, regime)
        found: list[Row] = db.sql(_DEALS).to_arrow_table().to_pylist()
    return found


def _checked(wanted: str | Iterable[str] | None, known: Iterable[str], what: str) -> list[str]:
    if wanted is None:
        return list(known)
    several = [wanted] if isinstance(wanted, str) else wanted
    return [words.choose(one.removeprefix(f"{what}:"), known, what) for one in several]


def _by(row: Row, ways: str | Iterable[str] | None) -> bool:
    chosen = _checked(ways, reach.WAYS, "way")
    return set(row["way"].split(" of a ")) <= set(chosen)


def _notes(rows: list[Row], taken: list[Row], deals: list[Row]) -> list[str]:
    shown = {row["deal"] for row in taken}
    parts = [
        f"{len({row['deal'] for row in rows if row['timing'] == one})} {one}" for one in TIMINGS
    ]
    said = {word: len({r["deal"] for r in taken if r["applies"] == word}) for word in ANSWERS}
    reached = ", ".join(f"{word}: {number}" for word, number in said.items())
    return [
        f"{len(shown)} deals shown, of {len({row['deal'] for row in deals})} with a seller",
        f"of the deals that touch a listed party (one may stand in several): {', '.join(parts)}",
        f"whether the list reaches the deal, by deals shown: {reached}",
        "a deal after a listing is no breach: licences and exemptions are not in the sources",
    ]


ANSWERS = ("yes", "no", "cannot be known")
_LISTED = """
SELECT s.target AS listed, coalesce(b.name, p.name, s.target) AS listed_name, s.programme,
  g.scope, g.country AS authority, s."start" AS listed_from, s."end" AS listed_until
FROM Sanction s JOIN Programme g ON g.id = s.programme
LEFT JOIN (SELECT id, name FROM Organization UNION ALL SELECT id, name FROM Vendor
  UNION ALL SELECT id, name FROM Government) b ON b.id = s.target
LEFT JOIN Person p ON p.id = s.target
ORDER BY s.id
"""
_DEALS = """
WITH part AS (
  SELECT id, unnest(seller) AS seller, 'seller' AS role FROM Deal
  UNION ALL SELECT id, unnest(intermediary), 'intermediary' FROM Deal),
one AS (
  SELECT t.*, unnest(CASE WHEN len(importers) = 0 THEN [NULL] ELSE importers END) AS importer
  FROM trade t)
SELECT d.id AS deal, d.kind, d.status, p.seller, coalesce(b.name, p.seller) AS seller_name, p.role,
  coalesce(d."start", d.disclosed) AS date, d."end" AS until, o.importer, r.label AS regime,
  d.grade, d.sources
FROM one o JOIN Deal d ON d.id = o.id JOIN part p ON p.id = o.id
LEFT JOIN bodies b ON b.id = p.seller
LEFT JOIN regimes r ON r.country = o.importer AND r.year = o.year
ORDER BY d.id, p.seller, o.importer
"""
