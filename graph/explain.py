"""Show which source says what of a thing, where, with which grade, and what disagrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from panoptrade.graph import decisions
from panoptrade.graph.manifest import own_records, source_metas
from panoptrade.graph.workspace import read
from panoptrade.ontology import layout, records, schema, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from panoptrade.graph.workspace import Workspace

COLUMNS = ["property", "value", "source", "locator", "grade", "seen", "chosen", "disagrees"]
SHOWN = 3


def explain(graph: Workspace, thing: str) -> pd.DataFrame:
    """Return every statement about a thing: one row a property, value and record.

    Columns: property, value, source, locator, grade, seen; `chosen` tells whether the merged graph
    holds the value, `disagrees` whether sources differ on a property that has one value. The
    statements of ids that were judged the same are among them. An unknown id gives no rows.
    """
    rows = statements(_records(graph, thing), _merged(graph, thing))
    return pd.DataFrame(rows, columns=["single", *COLUMNS]).drop(columns="single")


def statements(said: Iterable[dict[str, Any]], merged: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what records say of a thing whose merged row is given: the rows of `explain`.

    Each record has its class as `cls`. `single` tells whether the property has one value.
    """
    rows = [row for record in said for row in _statements(record)]
    held = {name: _texts(value) for name, value in merged.items()}
    differing = _differing(rows)
    for row in rows:
        row["chosen"] = row["value"] in held.get(row["property"], [])
        row["disagrees"] = row["property"] in differing
    order = ("property", "value", "source", "locator")
    return sorted(rows, key=lambda row: tuple(str(row[name]) for name in order))


def summary(statements: pd.DataFrame) -> list[dict[str, Any]]:
    """Return statements for people: a row a property and value, with who says so and where.

    Where sources disagree on a single value, `note` says so, and which value was chosen.
    """
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in statements.to_dict("records"):
        found.setdefault((row["property"], row["value"]), []).append(row)  # type: ignore[arg-type]
    return [_together(name, value, said) for (name, value), said in found.items()]


def _together(name: str, value: str, said: list[dict[str, Any]]) -> dict[str, Any]:
    order = list(tables.terms("grade"))
    ranked = sorted(said, key=lambda row: order.index(row["grade"]))
    places = list(dict.fromkeys(f"{row['source']}: {row['locator']}" for row in ranked))
    more = [f"and {len(places) - SHOWN} more"] if len(places) > SHOWN else []
    return {
        "property": name,
        "value": value,
        "grade": ranked[0]["grade"],
        "said by": "\n".join(places[:SHOWN] + more),
        "note": _note(disagrees=said[0]["disagrees"], chosen=said[0]["chosen"]),
    }


def _note(*, disagrees: bool, chosen: bool) -> str:
    if not disagrees:
        return ""
    return "sources disagree: chosen" if chosen else "sources disagree: not chosen"


def _records(graph: Workspace, thing: str) -> Iterator[dict[str, Any]]:
    moved = decisions.same(graph.path)
    wanted = {thing, *(one for one, root in moved.items() if root == thing)}
    for cls in schema.classes():
        for path in sorted(layout.sources(graph.path).glob(f"[!.]*/{cls}.parquet")):
            for row in read(path, wanted).to_pylist():
                yield {"cls": cls, **row}
    for record in own_records(source_metas(graph.path)):
        if record.id in wanted:
            yield {"cls": record.cls, **records.table(record.cls, [record]).to_pylist()[0]}


def _statements(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    properties = schema.properties(record["cls"])
    place = {name: record[name] for name in records.PROVENANCE}
    for name, value in record.items():
        if name in {"cls", "id", *records.PROVENANCE} or value is None:
            continue
        single = not (name in properties and properties[name].many)
        for one in [value] if single else value:
            yield {"property": name, "value": str(one), "single": single, **place}


def _merged(graph: Workspace, thing: str) -> dict[str, Any]:
    for cls in schema.classes():
        for row in graph.rows(cls, [thing]):
            return row
    return {}


def _texts(value: Any) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value])]


def _differing(rows: list[dict[str, Any]]) -> set[str]:
    values: dict[str, set[str]] = {}
    for row in rows:
        if row["single"]:
            values.setdefault(row["property"], set()).add(row["value"])
    return {name for name, found in values.items() if len(found) > 1}
