"""Count the deals or links of a trade table by dimensions, with shares and remainders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from panoptrade.graph.select import quoted

if TYPE_CHECKING:
    import pandas as pd
    from duckdb import DuckDBPyConnection

UNDATED, UNCLASSIFIED = "(undated)", "(not classified)"
NO_EXPORTER, NO_IMPORTER = "(exporter not known)", "(importer not known)"
NO_VENDOR, NO_TECHNOLOGY = "(no vendor named)", "(technology not stated)"
NOT_PAIRED = "(not paired)"
# Rows of these have no share: the denominator holds what is dated and classified.
REMAINDERS = (UNDATED, UNCLASSIFIED, NO_IMPORTER)


@dataclass(frozen=True, slots=True)
class Dimension:
    """What is counted by: a list expression over the trade table, and where its names are kept."""

    values: str
    named_in: str = ""


def _list(column: str, none: str) -> str:
    return f"CASE WHEN len({column}) = 0 THEN [{quoted(none)}] ELSE {column} END"


_YEAR = f"coalesce(CAST(year AS VARCHAR), {quoted(UNDATED)})"
_REGIME = (
    f"CASE WHEN importer IS NULL THEN {quoted(NO_IMPORTER)} WHEN year IS NULL "
    f"THEN {quoted(UNDATED)} ELSE coalesce(regime, {quoted(UNCLASSIFIED)}) END"
)
DIMENSIONS = {
    "exporter": Dimension(_list("exporters", NO_EXPORTER), "Country"),
    "importer": Dimension(f"[coalesce(importer, {quoted(NO_IMPORTER)})]", "Country"),
    "vendor": Dimension(_list("vendors", NO_VENDOR), "bodies"),
    "technology": Dimension(_list("technologies", NO_TECHNOLOGY), "Technology"),
    "kind": Dimension("[kind]"),
    "grade": Dimension("[grade]"),
    "source": Dimension("sources"),
    "year": Dimension(f"[{_YEAR}]"),
    "regime": Dimension(f"[{_REGIME}]", "RegimeClass"),
}
PAIR_OF = {"vendor-links": "vendor", "country-links": "exporter"}


def create_parts(db: DuckDBPyConnection, lag: int, *, exports_only: bool) -> None:
    """Create the table `parts`: one row a deal and importer, with the regime it had then.

    Wants the tables `trade` and `regimes`. A deal without an importer keeps one row.
    """
    abroad = "NOT coalesce(list_contains(exporters, importer), FALSE)"
    db.execute(
        "CREATE OR REPLACE TEMP TABLE parts AS SELECT t.*, r.label AS regime FROM "  # noqa: S608
        "(SELECT * EXCLUDE (importers), greatest(len(importers), 1) AS importers, "
        "unnest(CASE WHEN len(importers) = 0 THEN [NULL] ELSE importers END) AS importer "
        "FROM trade) t LEFT JOIN regimes r "
        f"ON r.country = t.importer AND r.year = t.year - {int(lag)} "
        f"WHERE {abroad if exports_only else 'TRUE'}"
    )


def count(db: DuckDBPyConnection, by: list[str], unit: str, *, split: bool) -> pd.DataFrame:
    """Return the counts of `parts` by dimensions: their values, the unit, `of` and `share`.

    Rows come in the order of the first dimensions' totals, remainders last.
    """
    pair = PAIR_OF.get(unit)
    columns = list(dict.fromkeys([*by, "importer", *([pair] if pair else [])]))
    db.execute(f"CREATE OR REPLACE TEMP TABLE counted AS {_exploded(columns, by)}")
    if pair:
        db.execute(f"DELETE FROM counted WHERE {pair}[1] = '(' OR importer[1] = '('")  # noqa: S608
    amount = f"count(DISTINCT {pair} || '>' || importer)" if pair else "count(DISTINCT deal)"
    amount = "sum(weight)" if split and not pair else amount
    return db.sql(_shares(by, amount, "links" if pair else "deals")).df()


def _exploded(columns: list[str], by: list[str]) -> str:
    lists = ", ".join(f"{_values(name, by)} AS {name}_values" for name in columns)
    taken = ", ".join(f"u_{name}.v AS {name}" for name in columns)
    parts = "".join(f", LATERAL (SELECT unnest(c.{name}_values) AS v) u_{name}" for name in columns)
    size = " * ".join(f"len({name}_values)" for name in columns)
    return (
        f"SELECT c.id AS deal, 1.0 / (c.importers * {size}) AS weight, {taken} "  # noqa: S608
        f"FROM (SELECT *, {lists} FROM parts) c{parts}"
    )


def _values(name: str, by: list[str]) -> str:
    if name == "technology" and {"exporter", "vendor"} & set(by):
        # Crossing what a source lists side by side would invent pairs that it does not state.
        return (
            f"CASE WHEN pairing = 'possible' THEN [{quoted(NOT_PAIRED)}] "
            f"ELSE {DIMENSIONS[name].values} END"
        )
    return DIMENSIONS[name].values


def _shares(by: list[str], amount: str, label: str) -> str:
    columns, leading = ", ".join(by), ", ".join(by[:-1])
    rests = ", ".join(quoted(rest) for rest in REMAINDERS)
    whole = " AND ".join(f"{name} NOT IN ({rests})" for name in by)
    grouped = f"GROUP BY {leading}" if leading else ""
    joined = f"USING ({leading})" if leading else "ON TRUE"
    first = f"max(n) OVER (PARTITION BY {by[0]})" if len(by) == 1 else f"sum(n) OVER (PARTITION BY {by[0]})"
    return (
        f"WITH cells AS (SELECT {columns}, {amount} AS n, {whole} AS whole "  # noqa: S608
        f"FROM counted GROUP BY {columns}), "
        f"groups AS (SELECT {leading + ', ' if leading else ''}{amount} AS total "
        f"FROM counted WHERE {whole} {grouped}) "
        f"SELECT {columns}, n AS {label}, coalesce(total, 0) AS of, "
        "CASE WHEN whole THEN 100.0 * n / total END AS share "
        f"FROM cells LEFT JOIN groups {joined} "
        f"ORDER BY {by[0]}[1] = '(', {_order(by, first)}"
    )


def _order(by: list[str], first: str) -> str:
    if by[0] in {"year", "regime"}:
        return ", ".join(by)
    return f"{first} DESC, {', '.join(by)}"
