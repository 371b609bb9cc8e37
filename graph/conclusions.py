"""Hold exporters against each other under every definition of weak democracy at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import conclusion_notes, exporters, odds, regimes, select
from panoptrade.graph.counting import NO_EXPORTER
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    import pandas as pd
    from duckdb import DuckDBPyConnection

    from panoptrade.graph.workspace import Workspace

UNITS = ("deals", "country-links")
SPLITS = ("kind", "grade")


def conclusions(
    graph: Workspace,
    *,
    exporter: str | Iterable[str] = exporters.DEFAULT,
    against: str = "USA",
    definitions: str | Iterable[str] | None = None,
    lags: int | Iterable[int] = (0, 1),
    units: str | Iterable[str] = UNITS,
    by: str | Iterable[str] = (),
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
    **dated: Any,
) -> pd.DataFrame:
    """Return the share that goes into a group of regimes, under every definition side by side.

    One row a definition, lag, unit, value of `by` (kind, grade) and group of exporters: those of
    `exporter` (a country, or EUE, the European Union at the time), and `rest`. `lags` in years: the
    importer is classified so long before the deal. A deal to several importers counts once for
    each; one of several groups stands in the row of each. A country-link is a pair of exporting and
    importing country, classified at its first deal that has a year and a class.
    Filters as in `flows`, and so are years, date, strict_date and undated_as; deals inside one
    country are left out unless `domestic`.

    Columns: definition, stands_for, lag, unit, kind or grade, exporter, exporter_name; `inside` of
    `of` that are dated and classified, `share` in percent with `low` and `high` (Wilson, 95
    percent); the remainders `undated`, `unclassified`, `no_importer`; then against the exporter
    `against`: `both` (deals of both groups, left out of what follows), `odds_ratio`, `odds_low`,
    `odds_high`, `p` and `shows`; see `graph.odds.compare`. `attrs["notes"]` says under how many
    definitions the first exporter's odds lie above. A graph without deals gives no rows.
    Raises UnknownWordError for a wrong word, ValueError where options contradict.
    """
    wanted = exporters.codes(exporter)
    base = exporters.code(against)
    groups = wanted if base in wanted else [*wanted, base]
    named = _several(definitions, regimes.definitions(), "definition")
    taken, split = _several(units, UNITS, "unit"), _several(by, SPLITS, "dimension")
    filters = select.filters(technology=technology, kinds=kinds, source=source, grade=grade)
    lagged = sorted({lags} if isinstance(lags, int) else set(lags))
    _require(named, taken, lagged)
    with graph.connect() as db:
        totals = exporters.create(db, graph, filters, groups, **dated)
        regimes.create_labels(db, named)
        frame = _counted(db, split, taken, lagged, [*groups, base])
        several = _over(db, "exporter"), _over(db, "importer")
    frame = _ordered(_compared(frame, split, base), [*groups, *exporters.NAMES], named, split)
    frame.attrs = {"totals": totals, "versus": (groups[0], base)}
    frame.attrs["notes"] = conclusion_notes.notes(frame, totals, several, dated)
    return frame


def _require(*asked: list[Any]) -> None:
    if not all(asked):
        msg = "ask for one definition, one unit and one lag at the least"
        raise ValueError(msg)


def _several(wanted: str | Iterable[str] | None, known: Iterable[str], what: str) -> list[str]:
    every = list(known)
    if wanted is None:
        return every
    given = dict.fromkeys([wanted] if isinstance(wanted, str) else wanted)
    return [words.choose(one, every, what) for one in given]


def _counted(
    db: DuckDBPyConnection, split: list[str], units: list[str], lags: list[int], groups: list[str]
) -> pd.DataFrame:
    """Return the counts; the last of the groups is the one that the others are held against."""
    keys = "".join(f"{one}, " for one in split)
    db.execute("CREATE OR REPLACE TEMP TABLE lags AS SELECT unnest(?::INTEGER[]) AS lag", [lags])
    given = {"base": groups[-1], "groups": groups}
    db.execute(_DEALT.format(keys=keys), {"base": groups[-1]})
    db.execute(_LINKED.format(keys=keys))
    items = " UNION ALL ".join(_ITEMS[unit].format(keys=keys) for unit in units)
    db.execute(f"CREATE OR REPLACE TEMP TABLE items AS {items}")
    kept = "".join(f"c.{one}, " for one in split)
    tail = "".join(f", {one}" for one in split)
    text = _COUNTS.format(keys=keys, kept=kept, tail=tail, sums=_SUMS)
    found: pd.DataFrame = db.execute(text, given).df()
    return found


def _over(db: DuckDBPyConnection, column: str) -> int:
    """Return how many deals have several values of a column."""
    several = f"SELECT id FROM sold GROUP BY id HAVING count(DISTINCT {column}) > 1"  # noqa: S608
    (found,) = db.execute(f"SELECT count(*) FROM ({several})").fetchall()  # noqa: S608
    return int(found[0])


def _compared(frame: pd.DataFrame, split: list[str], base: str) -> pd.DataFrame:
    """Put intervals to the shares, and against the base the odds of each other group."""
    ends = [odds.wilson(*row) for row in zip(frame["inside"], frame["of"], strict=True)]
    frame["share"] = 100 * frame["inside"] / frame["of"].where(frame["of"] > 0)
    frame["low"], frame["high"] = [e[0] for e in ends], [e[1] for e in ends]
    pairs = [_odds(row, base) for row in frame.to_dict("records")]
    for name in odds.Odds._fields:
        frame[_COLUMN[name]] = [getattr(one, name) for one in pairs]
    frame["shows"] = [
        odds.stands(one) if _held(side, base) else ""
        for side, one in zip(frame["exporter"], pairs, strict=True)
    ]
    frame["exporter_name"] = [exporters.name(one) for one in frame["exporter"]]
    leading = ["definition", "stands_for", "lag", "unit", *split, "exporter", "exporter_name"]
    frame["stands_for"] = [regimes.definition(one).group for one in frame["definition"]]
    return frame[[*leading, *_MEASURED]]


def _held(side: str, base: str) -> bool:
    return side not in {base, NO_EXPORTER}


def _odds(row: dict[Hashable, Any], base: str) -> odds.Odds:
    if not _held(str(row["exporter"]), base):
        return odds.UNKNOWN
    return odds.compare(*(int(row[name]) for name in ("a", "b", "c", "d")))


def _ordered(
    frame: pd.DataFrame, groups: list[str], named: list[str], split: list[str]
) -> pd.DataFrame:
    rank = {one: place for place, one in enumerate([*named, *UNITS, *groups])}
    by = ["definition", "lag", "unit", *split, "exporter"]
    ordered = frame.sort_values(by, key=lambda column: column.map(lambda one: rank.get(one, one)))
    return ordered.reset_index(drop=True)


_COLUMN = {"ratio": "odds_ratio", "low": "odds_low", "high": "odds_high", "p": "p"}
_MEASURED = [
    "inside", "of", "share", "low", "high", "undated", "unclassified", "no_importer", "both",
    "odds_ratio", "odds_low", "odds_high", "p", "shows",
]  # fmt: skip
# Whether a deal is of both groups, and where and when it went, holds under every definition: so the
# deals are counted by that first. A deal of both says nothing of their difference.
_DEALT = """
CREATE OR REPLACE TEMP TABLE dealt AS
WITH one AS (SELECT DISTINCT {keys}id, importer, year, side FROM sold),
marked AS (
  SELECT *, side <> $base AND bool_or(side = $base) OVER (PARTITION BY id, importer) AS met
  FROM one)
SELECT {keys}side, importer, year, met, count(*) AS n FROM marked GROUP BY ALL
"""
_LINKED = """
CREATE OR REPLACE TEMP TABLE linked AS
SELECT DISTINCT {keys}side, exporter, importer, year FROM sold
WHERE importer IS NOT NULL AND exporter[1] <> '('
"""
_CLASSED = """(
SELECT a.definition, g.lag, s.*, CASE WHEN s.importer IS NULL THEN 'no_importer'
  WHEN s.year IS NULL THEN 'undated' ELSE coalesce(l.label, 'unclassified') END AS state
FROM {table} s CROSS JOIN asked a CROSS JOIN lags g
LEFT JOIN labels l
  ON l.definition = a.definition AND l.country = s.importer AND l.year = s.year - g.lag)
"""
_ITEMS = {
    "deals": f"""
SELECT definition, lag, 'deals' AS unit, {{keys}}side, state, met, n
FROM {_CLASSED.format(table="dealt")}
""",  # noqa: S608 - our own words
    "country-links": f"""
SELECT definition, lag, 'country-links' AS unit, {{keys}}side,
  coalesce(first(state ORDER BY year) FILTER (state IN ('in', 'out')),
    CASE WHEN bool_or(year IS NOT NULL) THEN 'unclassified' ELSE 'undated' END) AS state,
  FALSE AS met, 1 AS n
FROM {_CLASSED.format(table="linked")}
GROUP BY definition, lag, {{keys}}side, exporter, importer
""",  # noqa: S608 - our own words
}
_COUNTS = """
WITH sides AS (SELECT DISTINCT side FROM items UNION SELECT unnest($groups)),
grid AS (SELECT * FROM (SELECT DISTINCT definition, lag, unit, {keys}0 AS none FROM items), sides),
cells AS (
  SELECT g.* EXCLUDE (none), {sums}
  FROM grid g LEFT JOIN items m USING (definition, lag, unit, {keys}side) GROUP BY ALL)
SELECT c.definition, c.lag, c.unit, {kept}c.side AS exporter, c.inside, c.inside + c.outside AS of,
  c.undated, c.unclassified, c.no_importer, c.both_in + c.both_out AS both,
  c.inside - c.both_in AS a, c.outside - c.both_out AS b,
  o.inside - c.both_in AS c, o.outside - c.both_out AS d
FROM cells c LEFT JOIN (SELECT * FROM cells WHERE side = $base) o
  USING (definition, lag, unit{tail})
"""
_SUMS = ", ".join(
    f"coalesce(sum(m.n) FILTER ({condition}), 0)::BIGINT AS {name}"
    for name, condition in {
        "inside": "m.state = 'in'",
        "outside": "m.state = 'out'",
        "undated": "m.state = 'undated'",
        "unclassified": "m.state = 'unclassified'",
        "no_importer": "m.state = 'no_importer'",
        "both_in": "m.met AND m.state = 'in'",
        "both_out": "m.met AND m.state = 'out'",
    }.items()
)
