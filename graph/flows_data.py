"""Lay deals out as the columns from which the flows page counts, each deal once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import drawing, explorer_records, flows_scales, palette, trade
from panoptrade.graph.explorer_pack import Words, fronted
from panoptrade.graph.flows_scales import Span
from panoptrade.ontology import schema, tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duckdb import DuckDBPyConnection

    from panoptrade.graph.select import Filters
    from panoptrade.graph.workspace import Workspace

# The farthest back that the page classifies an importer before a deal, in years.
LONGEST_LAG = 10
TRADED = (
    "SELECT id, kind, grade, coalesce(pairing, '') = 'possible' AS loose, year, fell_back, "
    "exporters, importers, technologies, vendors FROM trade ORDER BY id"
)


def columns(graph: Workspace, filters: Filters, *, date: str) -> dict[str, Any]:
    """Return deals, countries, technologies, kinds, grades, sources and scales, as columns.

    Deals are those that pass the filters, dated as `flows` dates them; numbers in a column point
    into the lists beside them.
    """
    with graph.connect() as db:
        trade.create(db, graph, filters, date=date)
        rows = db.execute(TRADED).fetchall()
        span = _span(db)
        scales = flows_scales.scales(db, span)
    found = _deals(graph, rows)
    return {**found, "scales": scales, "span": list(span), "lag": LONGEST_LAG}


def _span(db: DuckDBPyConnection) -> Span:
    """Return the years in which importers may be asked for; without a dated deal the index's."""
    row = db.execute("SELECT min(year), max(year) FROM trade").fetchone()
    if row is None or row[0] is None:
        row = db.execute("SELECT max(year), max(year) FROM Classification").fetchone()
    first, last = row or (None, None)
    return Span((first or 0) - LONGEST_LAG, last or 0)


def _deals(graph: Workspace, rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    countries, technologies, vendors, kinds, sources = (Words() for _ in range(5))
    ids = [row[0] for row in rows]
    spoken = explorer_records.spoken(graph, {"Deal": set(ids)} if ids else {})
    said = [spoken[one] for one in ids]
    grades = list(tables.terms("grade"))
    deals = {
        "id": fronted(ids),
        "kind": [kinds.number(row[1]) for row in rows],
        "grade": [grades.index(row[2]) for row in rows],
        "loose": [int(row[3]) for row in rows],
        "year": [row[4] for row in rows],
        "otherDate": [int(row[5]) for row in rows],
        "exporters": [countries.several(row[6]) for row in rows],
        "importers": [countries.several(row[7]) for row in rows],
        "technologies": [technologies.several(row[8]) for row in rows],
        "vendors": [vendors.several(row[9]) for row in rows],
        "source": [[sources.number(name) for name, _ in one.places] for one in said],
        "place": fronted("\n".join(place for _, place in one.places) for one in said),
        "url": [one.url for one in said],
        "says": [one.says for one in said],
    }
    called = explorer_records.named(graph, [*countries.numbers, *vendors.numbers])
    places, metas = _places(), graph.sources()
    return {
        "deals": deals,
        "countries": [
            {
                "id": one,
                "name": called[one]["name"],
                "place": places.get(one.removeprefix("country:")),
            }
            for one in countries.numbers
        ],
        "onMap": _on_map(),
        "technologies": _technologies(technologies.numbers),
        "vendors": [called[one]["name"] for one in vendors.numbers],
        "kinds": [_kind(code) for code in kinds.numbers],
        "grades": [row["label"] for row in tables.terms("grade").values()],
        "sources": [
            {"id": name, "title": metas.get(name, {}).get("title") or name}
            for name in sources.numbers
        ],
    }


def _places() -> dict[str, list[float]]:
    rows = tables.rows("centroids")
    return {row["iso3"]: [float(row["lon"]), float(row["lat"])] for row in rows}


def _on_map() -> dict[str, list[str]]:
    """Return the id and the name of each country by the number that the map's shapes have.

    Kosovo has none in ISO 3166: the map knows it by its name.
    """
    rows = [row for row in tables.rows("countries") if row["status"] != "historical"]
    return {
        row["numeric"] or row["name"]: [f"country:{row['iso3']}", row["name"]]
        for row in rows
        if row["numeric"] or row["iso3"] == "XKX"
    }


def _technologies(used: Iterable[str]) -> list[dict[str, str]]:
    """Return those used, first and in their order, and after them the broader ones above them."""
    known = {row["id"]: row for row in explorer_records.technologies()}
    order = list(used)
    for one in order:
        above = known[one]["broader"] if one in known else ""
        if above and above not in order:
            order.append(above)
    return [
        {**(known.get(one) or {"id": one, "name": one, "broader": ""}), "family": _family(one)}
        for one in order
    ]


def _family(technology: str) -> str:
    return palette.mark(palette.family(technology))


def _kind(code: str) -> dict[str, Any]:
    known = tables.terms(schema.properties("Deal")["kind"].terms)[code]
    said = {"code": code, "label": known["label"], "about": known["description"]}
    return {**said, "faint": code in drawing.NO_SALE}
