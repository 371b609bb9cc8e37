"""Look a country's regime up by index or by a named definition of weak democracy or autocracy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from panoptrade.graph.select import quoted
from panoptrade.ontology import tables, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duckdb import DuckDBPyConnection

INSIDE, OUTSIDE = "in", "out"


@dataclass(frozen=True, slots=True)
class Definition:
    """A named, versioned definition of a group of regimes, as definitions.csv gives it."""

    name: str
    version: str
    label: str
    index: str
    group: str
    description: str
    condition: str
    window: tuple[int, int] | None


def definitions() -> dict[str, Definition]:
    """Return the named definitions in the order of the table."""
    return {row["name"]: _definition(row) for row in tables.rows("definitions")}


def definition(name: str) -> Definition:
    """Return a definition by its name.

    Raises UnknownWordError naming the nearest.
    """
    return definitions()[words.choose(name, definitions(), "definition")]


def create_index(db: DuckDBPyConnection, index: str) -> None:
    """Create the temporary table `regimes`: country, year and class id of one index.

    Raises UnknownWordError for an index that does not exist.
    """
    words.choose(index, tables.terms("regime-index"), "regime index")
    db.execute(
        "CREATE OR REPLACE TEMP TABLE regimes AS SELECT country, year, regime AS label "  # noqa: S608
        f"FROM Classification WHERE starts_with(regime, {quoted(index + ':')})"
    )


def create_definition(db: DuckDBPyConnection, wanted: Definition) -> None:
    """Create the temporary table `regimes`: country, year and `in` or `out` of a definition.

    A definition with a window gives each country one mean over the window, for every year.
    """
    of = f"starts_with(regime, {quoted(wanted.index + ':')})"
    label = f"CASE WHEN {wanted.condition} THEN '{INSIDE}' ELSE '{OUTSIDE}' END"
    if wanted.window is None:
        body = f"SELECT country, year, {label} AS label FROM Classification WHERE {of}"  # noqa: S608
    else:
        low, high = wanted.window
        body = (
            f"WITH mean AS (SELECT country, avg(score) AS score FROM Classification "  # noqa: S608
            f"WHERE {of} AND year BETWEEN {low} AND {high} GROUP BY country) "
            f"SELECT country, range AS year, {label} AS label FROM mean, range(1900, 2101)"
        )
    db.execute(f"CREATE OR REPLACE TEMP TABLE regimes AS {body}")


def _definition(row: Mapping[str, str]) -> Definition:
    window = (int(row["window_from"]), int(row["window_to"])) if row["window_from"] else None
    return Definition(
        **{key: row[key] for key in ("name", "version", "label", "index", "group", "description")},
        condition=_condition(row),
        window=window,
    )


def _condition(row: Mapping[str, str]) -> str:
    parts = []
    if row["classes"]:
        ids = ", ".join(quoted(f"{row['index']}:{code}") for code in tables.items(row["classes"]))
        parts.append(f"regime IN ({ids})")
    for column, sign in (("score_below", "<"), ("score_min", ">="), ("score_max", "<=")):
        if row[column]:
            parts.append(f"score {sign} {float(row[column])}")
    return " AND ".join(parts)
