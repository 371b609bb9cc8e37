"""Name the networks that the graph can be seen as, and how each is read from the tables."""

from __future__ import annotations

from dataclasses import dataclass

from panoptrade.ontology import words


@dataclass(frozen=True, slots=True)
class Projection:
    """A network of two kinds of ends, read from the rows of one class.

    `parts` is SQL that gives one row for each pair of ends and each row that ties them: source,
    target, id, partners (what is counted as links), first and last year, and open (it is not
    known to have ended), kind, status, pairing, sources.
    """

    name: str
    cls: str
    source: str
    target: str
    description: str
    parts: str


def _trade(source: str, target: str, partners: str) -> str:
    def ends(values: str) -> str:
        # A deal of which one end is unknown keeps a row, so that it can be counted.
        return f"unnest(CASE WHEN len({values}) = 0 THEN [NULL] ELSE {values} END)"

    # One list after the other: DuckDB before 2.0 joins nothing to LATERAL lists.
    return (
        f"{_OWN_VENDORS}, one AS (SELECT *, {ends(source)} AS s FROM trade), "  # noqa: S608
        f"pair AS (SELECT *, {ends(target)} AS t FROM one) "
        f"SELECT d.s AS source, d.t AS target, d.id, {partners} AS partners, "
        "d.year AS first, d.year AS last, FALSE AS open, "
        "d.kind, deal.status, d.pairing, d.sources "
        "FROM pair d JOIN Deal deal USING (id) "
        "LEFT JOIN own ON own.id = d.id AND own.country = d.s"
    )


# Of a deal's vendors, those of each country; where none is known to be of the exporter, all are
# its possible partners.
_OWN_VENDORS = (
    "WITH own AS (SELECT p.id, c.v AS country, list(p.body) AS vendors "
    "FROM (SELECT id, unnest(vendors) AS body FROM trade) p JOIN bodies o ON o.id = p.body, "
    "LATERAL (SELECT unnest(o.country) AS v) c GROUP BY p.id, c.v)"
)


def _links(source: str, target: str) -> str:
    def year(column: str) -> str:
        return f'try_cast(left("{column}", 4) AS INTEGER)'

    # A link seen on one date only is known for that year; one that began and is not known to
    # have ended goes on.
    return (
        f'SELECT "{source}" AS source, "{target}" AS target, id, [id] AS partners, '  # noqa: S608
        f"coalesce({year('start')}, {year('as_of')}, {year('end')}) AS first, "
        f"coalesce({year('end')}, {year('as_of')}, {year('start')}) AS last, "
        f"({year('start')} IS NOT NULL AND {year('end')} IS NULL) AS open, "
        f"kind, NULL::VARCHAR AS status, NULL::VARCHAR AS pairing, sources FROM taken"
    )


PROJECTIONS = {
    one.name: one
    for one in (
        Projection(
            "vendor-country",
            "Deal",
            "vendor",
            "importing country",
            "Vendors and the countries that their technology went to or was found in.",
            _trade("vendors", "importers", "[d.s]"),
        ),
        Projection(
            "exporter-importer",
            "Deal",
            "exporting country",
            "importing country",
            "Countries that surveillance technology came from and countries that it went to or "
            "was found in.",
            _trade("exporters", "importers", "coalesce(own.vendors, d.vendors)"),
        ),
        Projection(
            "ownership",
            "Ownership",
            "owner",
            "asset",
            "Who owns, controls or has invested in whom.",
            _links("owner", "asset"),
        ),
        Projection(
            "supply",
            "Supply",
            "supplier",
            "customer",
            "Who supplies whom with components, products or services.",
            _links("supplier", "customer"),
        ),
    )
}


def choose(name: str) -> Projection:
    """Return a projection by its name.

    Raises UnknownWordError naming the nearest.
    """
    return PROJECTIONS[words.choose(name, PROJECTIONS, "projection")]
