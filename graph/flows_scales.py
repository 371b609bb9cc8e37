"""Lay out how every index and every named definition classifies countries, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from panoptrade.graph import regimes
from panoptrade.ontology import tables

if TYPE_CHECKING:
    from typing import Any

    from duckdb import DuckDBPyConnection

# A year that is not classified, in the text of a country's years.
NOTHING = "."


class Span(NamedTuple):
    """The years that a page asks of a scale, both ends taken."""

    first: int
    last: int


def scales(db: DuckDBPyConnection, span: Span) -> list[dict[str, Any]]:
    """Return the indices, then the definitions, that classify a country in one of the years.

    Each has id, label, group, about, classes (pairs of an id and a name, in the index's order)
    and years: by country a letter a year of the span, the number of a class or NOTHING.
    """
    found = [_index(db, name, span) for name in tables.terms("regime-index")]
    found += [_definition(db, name, span) for name in regimes.definitions()]
    return [one for one in found if one["years"]]


def _index(db: DuckDBPyConnection, name: str, span: Span) -> dict[str, Any]:
    regimes.create_index(db, name)
    rows = [row for row in tables.rows("regimes") if row["index"] == name]
    rows.sort(key=lambda row: int(row["order"]))
    classes = [(f"{name}:{row['code']}", row["name"]) for row in rows]
    term = tables.terms("regime-index")[name]
    return {
        "id": name,
        "label": term["label"],
        "group": "",
        "about": term["description"],
        "classes": classes,
        "years": _years(db, [one for one, _ in classes], span),
    }


def _definition(db: DuckDBPyConnection, name: str, span: Span) -> dict[str, Any]:
    wanted = regimes.definition(name)
    regimes.create_definition(db, wanted)
    classes = list(regimes.labels(wanted).items())
    return {
        "id": name,
        "label": f"{wanted.label} = {wanted.group}",
        "group": tables.terms("regime-index")[wanted.index]["label"],
        "about": f"Version {wanted.version}. {wanted.description}",
        "classes": classes,
        "years": _years(db, [one for one, _ in classes], span),
    }


def _years(db: DuckDBPyConnection, classes: list[str], span: Span) -> dict[str, str]:
    rows = db.execute(
        "SELECT country, year, label FROM regimes WHERE label IS NOT NULL AND country IS NOT NULL "
        "AND year BETWEEN ? AND ? ORDER BY country, year",
        list(span),
    ).fetchall()
    size = span.last - span.first + 1
    found: dict[str, list[str]] = {}
    for country, year, label in rows:
        found.setdefault(country, [NOTHING] * size)[year - span.first] = str(classes.index(label))
    return {country: "".join(letters) for country, letters in found.items()}
