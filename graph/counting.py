"""Count the deals or links of a trade table by dimensions, with shares and remainders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from panoptrade.graph.select import quoted

if TYPE_CHECKING:
    from collections.abc import Collection

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
    """What is counted by: a list expression over a row of `parts`, and where its names are kept."""

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
# A deal of one exporter and no other importer: without what is at home nothing is left of it.
AT_HOME = "len(exporters) = 1 AND list_distinct(importers) = exporters"
PAIR_OF = {"vendor-links": "vendor", "country-links": "exporter"}


def create_parts(db: DuckDBPyConnection, lag: int, *, exports_only: bool) -> None:
    """Create the table `parts`: one row a deal and importer, with the regime it had then.

    Wants the tables `trade` and `regimes`. A deal without an importer keeps one row; `importers`
    is the number of a deal's rows. For exports only, an importer is no exporter to itself.
    """
    left = "[x for x in exporters if x IS DISTINCT FROM importer]"
    abroad = f"len({left}) > 0 OR len(exporters) = 0"
    taken = f"* REPLACE ({left} AS exporters)" if exports_only else "*"
    db.execute(
        "CREATE OR REPLACE TEMP TABLE parts AS "  # noqa: S608 - our own words
        "WITH one AS (SELECT * EXCLUDE (importers), "
        "unnest(CASE WHEN len(importers) = 0 THEN [NULL] ELSE importers END) AS importer "
        f"FROM trade), taken AS (SELECT {taken} FROM one "
        f"WHERE {abroad if exports_only else 'TRUE'}) "
        "SELECT t.*, count(*) OVER (PARTITION BY t.id) AS importers, r.label AS regime "
        "FROM taken t LEFT JOIN regimes r "
        f"ON r.country = t.importer AND r.year = t.year - {int(lag)}"
    )


def count(db: DuckDBPyConnection, by: list[str], unit: str, *, split: bool) -> pd.DataFrame:
    """Return the counts of `parts` by dimensions: their values, the unit, `of` and `share`.

    The greater of a group comes first, years and regimes in their order, remainders last.
    """
    pair = PAIR_OF.get(unit)
    columns = list(dict.fromkeys([*by, "importer", *([pair] if pair else [])]))
    # A deal's exporters depend on the vendor, so the vendor comes before them.
    columns.sort(key=lambda name: name == "exporter")
    db.execute(f"CREATE OR REPLACE TEMP TABLE counted AS {_exploded(columns)}")
    if pair:
        db.execute(f"DELETE FROM counted WHERE {pair}[1] = '(' OR importer[1] = '('")  # noqa: S608
    amount = f"count(DISTINCT {pair} || '>' || importer)" if pair else "count(DISTINCT deal)"
    amount = "sum(weight)" if split else amount
    found: pd.DataFrame = db.sql(_shares(by, amount, "links" if pair else "deals")).df()
    return found


def _exploded(columns: list[str]) -> str:
    # One list after the other: DuckDB before 2.0 fails on several LATERAL lists of one row.
    table = "parts"
    for name in columns:
        values = _values(name, columns)
        more = f"unnest({values}) AS u_{name}, len({values}) AS n_{name}"
        table = f"(SELECT *, {more} FROM {table})"  # noqa: S608 - our own words
    taken = ", ".join(f"u_{name} AS {name}" for name in columns)
    size = " * ".join(f"n_{name}" for name in columns)
    return f"SELECT id AS deal, 1.0 / (importers * {size}) AS weight, {taken} FROM {table}"  # noqa: S608


def _values(name: str, beside: Collection[str]) -> str:
    """Return the list of a dimension's values, none of which crosses what is not paired."""
    values = DIMENSIONS[name].values
    if name == "technology" and {"exporter", "vendor"} & set(beside):
        # Crossing what a source lists side by side would invent pairs that it does not state.
        return f"CASE WHEN pairing = 'possible' THEN [{quoted(NOT_PAIRED)}] ELSE {values} END"
    if name == "exporter" and "vendor" in beside:
        # Of a deal's several exporters, a vendor is of its own country.
        own = "list_intersect(coalesce(homes[u_vendor], []), exporters)"
        several = "len(vendors) > 1 AND len(exporters) > 1"
        owned = f"CASE WHEN len({own}) = 0 THEN [{quoted(NOT_PAIRED)}] ELSE {own} END"
        return f"CASE WHEN {several} THEN {owned} ELSE {values} END"
    return values


def _shares(by: list[str], amount: str, label: str) -> str:
    columns, leading = ", ".join(by), ", ".join(by[:-1])
    rests = ", ".join(quoted(rest) for rest in REMAINDERS)
    whole = " AND ".join(f"{name} NOT IN ({rests})" for name in by)
    grouped = f"GROUP BY {leading}" if leading else ""
    joined = f"USING ({leading})" if leading else "ON TRUE"
    return (
        f"WITH cells AS (SELECT {columns}, {amount} AS n, {whole} AS whole "  # noqa: S608
        f"FROM counted GROUP BY {columns}), "
        f"groups AS (SELECT {leading + ', ' if leading else ''}{amount} AS total "
        f"FROM counted WHERE {whole} {grouped}) "
        f"SELECT {columns}, n AS {label}, coalesce(total, 0) AS of, "
        "CASE WHEN whole THEN 100.0 * n / total END AS share "
        f"FROM cells LEFT JOIN groups {joined} ORDER BY {_order(by)}"
    )


def _order(by: list[str]) -> str:
    found = []
    for at, name in enumerate(by, start=1):
        found.append(f"{name}[1] = '('")
        if name == "regime":
            found.append('(SELECT "order" FROM RegimeClass c WHERE c.id = regime)')
        elif name != "year":
            found.append(f"sum(n) OVER (PARTITION BY {', '.join(by[:at])}) DESC")
        found.append(name)
    return ", ".join(found)
