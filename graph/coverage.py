"""Say which sources see what, what rests on one of them, and how far two lists overlap."""

from __future__ import annotations

from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING

import pandas as pd

from panoptrade.graph import select, trade
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from duckdb import DuckDBPyConnection

    from panoptrade.graph.workspace import Workspace

# Of a normal distribution, the quantile that leaves 2.5 percent on either side.
NORMAL = 1.959964
PAIRS = [
    "first", "second", "links_first", "links_second", "both", "either", "jaccard", "chapman",
    "error", "low", "high",
]  # fmt: skip
ASSUMES = (
    "chapman estimates how many links there are if both lists had drawn on one closed population,",
    "independently of each other, every link as likely to be seen as any other",
    "none of this holds: lists read each other and the same press (positive dependence: the",
    "estimate is too low, a lower bound), and follow some regions and firms more than others",
    "lists of different technologies or times hardly overlap without a link being missed: the",
    "estimate is too high then, so compare lists of one kind",
    "low and high are the normal interval of 95 percent, not below the number that was seen",
)
UNPAIRED = (
    "deals that list vendors and technologies side by side count as deals of each technology, and "
    "make no link of one"
)


def coverage(
    graph: Workspace,
    by: str = "source",
    *,
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
) -> pd.DataFrame:
    """Return what the sources see of the deals; the filters are those of `flows`.

    A link is a distinct pair of a vendor and an importing country. `by`:
    source: deals; alone, those that no other source tells of, and their percent; countries and
    links, and how many of each no other source has; technologies.
    country, technology: a row for each and each source that sees it: deals, links, seen_by (how
    many sources do), share (percent of its deals; a deal of several sources counts with each).
    pairs: two lists of links: links_first, links_second, both, either, jaccard (both of either),
    and by capture and recapture chapman with its error, low and high: a bound under the
    assumptions that `attrs["notes"]` states. No deals give no rows.
    Raises UnknownWordError for a wrong word.
    """
    count = WAYS[words.choose(by, WAYS, "coverage")]
    filters = select.filters(technology=technology, kinds=kinds, source=source, grade=grade)
    with graph.connect() as db:
        trade.create(db, graph, filters)
        frame = count(db)
        frame.attrs["notes"] = [*_notes(db), *ALSO.get(by, ())]
    return frame


def chapman(first: int, second: int, both: int) -> tuple[float, float]:
    """Return the estimated size of a population that two lists were drawn from, and its error.

    N = (n1 + 1)(n2 + 1) / (m + 1) - 1 (Chapman 1951); its variance is
    (n1 + 1)(n2 + 1)(n1 - m)(n2 - m) / ((m + 1)² (m + 2)) (Seber 1970).
    Raises ValueError when more are on both than on one.
    """
    if not 0 <= both <= min(first, second):
        msg = f"{both} cannot be on both lists of {first} and {second}"
        raise ValueError(msg)
    size = (first + 1) * (second + 1) / (both + 1) - 1
    rest = (first + 1) * (second + 1) * (first - both) * (second - both)
    return size, sqrt(rest / ((both + 1) ** 2 * (both + 2)))


def _by_source(db: DuckDBPyConnection) -> pd.DataFrame:
    db.execute(_PARTS)
    found: pd.DataFrame = db.sql(_SOURCES).df()
    return found


def _by_country(db: DuckDBPyConnection) -> pd.DataFrame:
    return _by(db, "country", "importer", "Country")


def _by_technology(db: DuckDBPyConnection) -> pd.DataFrame:
    return _by(db, "technology", "technology", "Technology")


def _by(db: DuckDBPyConnection, name: str, column: str, table: str) -> pd.DataFrame:
    db.execute(_PARTS)
    # Names of columns and classes of ours, and no word of a user's.
    paired = "pairing IS DISTINCT FROM 'possible'" if name == "technology" else "TRUE"
    query = _EACH.format(name=name, column=column, table=table, paired=paired)
    found: pd.DataFrame = db.sql(query).df()
    return found


def _by_pairs(db: DuckDBPyConnection) -> pd.DataFrame:
    db.execute(_PARTS)
    seen: dict[str, set[tuple[str, str]]] = {}
    for source, vendor, importer in db.sql(_LINKS).fetchall():
        seen.setdefault(source, set()).add((vendor, importer))
    rows = []
    for first, second in combinations(sorted(seen), 2):
        one, other = seen[first], seen[second]
        both, either = len(one & other), len(one | other)
        size, error = chapman(len(one), len(other), both)
        low, high = max(either, size - NORMAL * error), max(either, size + NORMAL * error)
        ends = (size, error, low, high)
        rows.append((first, second, len(one), len(other), both, either, both / either, *ends))
    return pd.DataFrame(rows, columns=PAIRS)


def _notes(db: DuckDBPyConnection) -> list[str]:
    count = "SELECT count(*), count(*) FILTER (len(sources) = 1) FROM trade"
    [(deals, alone)] = db.sql(count).fetchall()
    unlinked = "SELECT count(*) FROM trade WHERE len(vendors) = 0 OR len(importers) = 0"
    [(no_link,)] = db.sql(unlinked).fetchall()
    percent = f" ({100 * alone / deals:.0f} percent)" if deals else ""
    return [
        f"{alone} of {deals} deals{percent} rest on one source",
        f"{no_link} deals make no link: a vendor or an importing country is not known",
        "two sources may report one deal under two ids: links show more of the overlap than deals",
    ]


_PARTS = """
CREATE OR REPLACE TEMP TABLE told AS
SELECT id, unnest(sources) AS source, len(sources) AS tellers, pairing, vendors,
  importers, technologies
FROM trade
"""
_LINKS = """
SELECT DISTINCT source, v.vendor, i.importer FROM told,
  LATERAL (SELECT unnest(vendors) AS vendor) v, LATERAL (SELECT unnest(importers) AS importer) i
ORDER BY ALL
"""
_SOURCES = f"""
WITH link AS ({_LINKS}),
links AS (SELECT source, count(*) AS links, count(*) FILTER (seen = 1) AS links_alone
  FROM (SELECT source, count(*) OVER (PARTITION BY vendor, importer) AS seen FROM link)
  GROUP BY source),
place AS (SELECT DISTINCT source, unnest(importers) AS importer FROM told),
places AS (SELECT source, count(*) AS countries, count(*) FILTER (seen = 1) AS countries_alone
  FROM (SELECT source, count(*) OVER (PARTITION BY importer) AS seen FROM place)
  GROUP BY source),
techs AS (SELECT source, count(DISTINCT technology) AS technologies
  FROM (SELECT source, unnest(technologies) AS technology FROM told) GROUP BY source),
whole AS (SELECT source, count(*) AS deals, count(*) FILTER (tellers = 1) AS alone
  FROM told GROUP BY source)
SELECT source, deals, alone, 100.0 * alone / deals AS alone_share,
  coalesce(countries, 0) AS countries, coalesce(countries_alone, 0) AS countries_alone,
  coalesce(links, 0) AS links, coalesce(links_alone, 0) AS links_alone,
  coalesce(technologies, 0) AS technologies
FROM whole LEFT JOIN places USING (source) LEFT JOIN links USING (source)
LEFT JOIN techs USING (source) ORDER BY source
"""  # noqa: S608 - our own words
_EACH = """
WITH one AS (
  SELECT id, source, pairing, vendors, i.importer, k.technology FROM told,
    LATERAL (SELECT unnest(CASE WHEN len(importers) = 0 THEN ['(importer not known)']
      ELSE importers END) AS importer) i,
    LATERAL (SELECT unnest(CASE WHEN len(technologies) = 0 THEN ['(technology not stated)']
      ELSE technologies END) AS technology) k),
pair AS (
  SELECT {column} AS it, source, id,
    CASE WHEN importer[1] <> '(' AND {paired} THEN vendor || ' ' || importer END AS link
  FROM (SELECT *, unnest(CASE WHEN len(vendors) = 0 THEN [NULL] ELSE vendors END) AS vendor
    FROM one)),
whole AS (
  SELECT it, count(DISTINCT id) AS deals, count(DISTINCT source) AS seen_by FROM pair GROUP BY it)
SELECT p.it AS {name}, coalesce(n.name, p.it) AS {name}_name, p.source,
  count(DISTINCT p.id) AS deals,
  count(DISTINCT p.link) AS links, any_value(seen_by) AS seen_by,
  100.0 * count(DISTINCT p.id) / any_value(w.deals) AS share
FROM pair p JOIN whole w USING (it) LEFT JOIN {table} n ON n.id = p.it
GROUP BY p.it, n.name, p.source
ORDER BY p.it[1] = '(', any_value(w.deals) DESC, p.it, deals DESC, p.source
"""
WAYS: dict[str, Callable[[DuckDBPyConnection], pd.DataFrame]] = {
    "source": _by_source,
    "country": _by_country,
    "technology": _by_technology,
    "pairs": _by_pairs,
}
ALSO = {"technology": (UNPAIRED,), "pairs": ASSUMES}
