"""Read the tables of facts gathered for this project: who owns, supplies, becomes and makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.loaders import curated_edges, curated_listings
from panoptrade.loaders.curated_parties import citation, party
from panoptrade.ontology import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record


def records(files: Files) -> Iterator[Record]:
    """Yield what each table says; those that the ontology holds as its own are not read."""
    for table, read in curated_edges.TABLES.items():
        for row in files.rows(table):
            yield from read(row)
    yield from curated_listings.records(files)
    for row in files.rows("products"):
        yield from _product(row)
    for row in files.rows("vendor_aliases"):
        if record := _alias(row):
            yield record


def _product(row: Row) -> Iterator[Record]:
    about = citation(row, None)
    name = row.value("product_name", "Product.name")
    maker = party(row, "vendor_name", cls="Vendor", key=row.text("vendor_key"), **about)
    technology = row.value("technology_code", "Product.technology")
    year = row.value("first_known_year", "Product.first_year")
    notes = [row.text("note"), *_bases(row)]
    if name is None or maker is None:
        return
    yield maker
    yield row.record(
        "Product",
        f"product:{names.slug(name)}",
        name=name,
        maker=[maker.id],
        technology=[technology],
        first_year=year,
        note=[note for note in notes if note],
        **about,
    )


def _bases(row: Row) -> Iterator[str]:
    for column, what in (("year_basis", "year"), ("technology_basis", "technology")):
        if basis := row.text(column):
            yield f"{what}: {basis}"


def _alias(row: Row) -> Record | None:
    told: dict[str, Any] = {
        name: row.values(name, f"Vendor.{name}", "|") for name in ("lei", "isin", "uscc")
    }
    told["ticker"] = row.values("ticker", "Vendor.ticker", "|")
    country = row.values("country_iso3", "Vendor.country")
    wikidata = row.value("wikidata_qid", "Vendor.wikidata")
    canonical, key = row.text("canonical_name"), row.text("vendor_key")
    printed = party(row, "alias", key=key) if row.text("alias") and key else None
    owner = row.organization(canonical)
    if printed is None or owner is None:
        return None  # a blank key marks a word that names no vendor
    if printed.id != owner.id:
        return printed  # the identifiers and the country are those of the other organization
    return party(row, "alias", cls="Vendor", key=key, country=country, wikidata=wikidata, **told)
