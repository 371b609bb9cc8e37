"""Look a country's regime up by index or by a named definition of weak democracy or autocracy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from panoptrade.graph.select import quoted
from panoptrade.ontology import tables, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


def labels(wanted: Definition) -> dict[str, str]:
    """Return what a definition's two labels are called."""
    return {INSIDE: wanted.group, OUTSIDE: f"not {wanted.group}"}


def create_index(db: DuckDBPyConnection, index: str) -> None:
    """Create the temporary table `regimes`: country, year and class id of one index.

    Raises UnknownWordError for an index that does not exist.
    """
    words.choose(index, tables.terms("regime-index"), "regime index")
    db.execute(f"CREATE OR REPLACE TEMP TABLE regimes AS {_yearly(_of(index), 'regime')}")


def create_definition(db: DuckDBPyConnection, wanted: Definition) -> None:
    """Create the temporary table `regimes`: country, year and `in` or `out` of a definition.

    A definition with a window gives each country one mean over the window, for every year.
    """
    # Where the score is missing, so is the answer: that is neither in nor out.
    label = (
        f"CASE WHEN {wanted.condition} THEN '{INSIDE}' "
        f"WHEN NOT ({wanted.condition}) THEN '{OUTSIDE}' END"
    )
    if wanted.window is None:
        body = _yearly(_of(wanted.index), label)
    else:
        low, high = wanted.window
        body = (
            "WITH mean AS (SELECT country, avg(score) AS score FROM Classification "  # noqa: S608
            f"WHERE {_of(wanted.index)} AND year BETWEEN {low} AND {high} GROUP BY country) "
            f"SELECT country, range AS year, {label} AS label FROM mean, range(1900, 2101)"
        )
    db.execute(f"CREATE OR REPLACE TEMP TABLE regimes AS {body}")


def create_labels(db: DuckDBPyConnection, wanted: Iterable[str]) -> None:
    """Create the temporary tables `asked` (definition) and `labels` of several definitions.

    `labels` holds definition, country, year and `in` or `out`; a definition whose index has no
    scores in the graph has no rows there.
    """
    db.execute("CREATE OR REPLACE TEMP TABLE asked (definition VARCHAR)")
    columns = "definition VARCHAR, country VARCHAR, year INTEGER, label VARCHAR"
    db.execute(f"CREATE OR REPLACE TEMP TABLE labels ({columns})")
    for name in wanted:
        create_definition(db, definition(name))
        db.execute("INSERT INTO asked VALUES (?)", [name])
        db.execute("INSERT INTO labels SELECT ?, country, year, label FROM regimes", [name])


def _of(index: str) -> str:
    return f"starts_with(regime, {quoted(index + ':')})"


def _yearly(condition: str, label: str) -> str:
    # Two rows about one country and year would count its deals twice: the best one is taken.
    grades = ", ".join(quoted(grade) for grade in tables.terms("grade"))
    best = f"list_position([{grades}], grade), id"
    return (
        f"SELECT country, year, {label} AS label FROM Classification WHERE {condition} "  # noqa: S608
        f"QUALIFY row_number() OVER (PARTITION BY country, year ORDER BY {best}) = 1"
    )


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
