"""Turn the reference tables into records, so that every graph holds what its facts refer to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from panoptrade.ontology import schema, tables, values
from panoptrade.ontology.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SOURCE = "ontology"


@cache
def records() -> tuple[Record, ...]:
    """Return countries, technologies, programmes and regime classes, and the tables as a source."""
    return tuple(_records())


def _records() -> Iterator[Record]:
    about = {"name": "Reference tables of panoptrade", "licence": "Apache-2.0"}
    yield Record("Source", f"source:{SOURCE}", about, SOURCE, "ontology", "official")
    for cls, table, prefix, code in (
        ("Country", "countries", "country:", "iso3"),
        ("Technology", "technologies", "tech:", "code"),
        ("Programme", "programmes", "programme:", "code"),
    ):
        for row in tables.rows(table):
            yield _record(cls, f"{prefix}{row[code]}", row, f"{table}.csv")
    for row in tables.rows("regimes"):
        yield _record("RegimeClass", f"{row['index']}:{row['code']}", row, "regimes.csv")


def _record(cls: str, id: str, row: Mapping[str, str], table: str) -> Record:  # noqa: A002
    found: dict[str, Any] = {}
    for name, one in schema.properties(cls).items():
        cells = tables.items(row.get(name, "")) if one.many else [row.get(name, "")]
        cleaned = [values.clean(one, cell) for cell in cells if cell]
        found[name] = cleaned if one.many else next(iter(cleaned), None)
    if cls == "Country":
        found["alias"] = _spellings(row["iso3"])
    return Record(cls, id, found, SOURCE, f"{table} {id}", "official")


def _spellings(iso3: str) -> list[str]:
    return [row["name"] for row in tables.rows("country_names") if row["iso3"] == iso3]
