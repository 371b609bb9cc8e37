"""Read the sales of Privacy International's Surveillance Industry Index, state of 2016."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.ontology import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

# No column of the file: the lookups judge by sale, else by supplier, what the evidence is of.
KIND = "kind of evidence"


def records(files: Files) -> Iterator[Record]:
    """Yield the supplier and the deal of each row; rows of one sale share their deal's id."""
    for row in files.rows("sales"):
        sale = row.text("sale_id")
        origins = row.values("supplier_hq", "Vendor.country", ";")
        vendor = row.vendor(
            row.text("supplier"),
            country=origins,
            technology=row.technologies("supplier_technologies"),
            locator=sale,
        )
        if vendor:
            yield vendor
        if deal := _deal(row, sale, origins, vendor):
            yield deal


def _deal(row: Row, sale: str, origins: list[str], vendor: Record | None) -> Record | None:
    destination = row.value("recipient", "Deal.destination")
    try:
        key = names.slug(sale)
    except ValueError as error:
        row.problem("sale_id", sale, str(error))
        return None
    return row.record(
        "Deal",
        f"deal:sii-sales:{key}",
        kind=_kind(row, sale),
        status="reported",
        seller=[vendor.id] if vendor else [],
        origin=origins,
        destination=[destination] if destination else [],
        start=row.value("year", "Deal.start"),
        locator=sale,
    )


def _kind(row: Row, sale: str) -> str:
    judged = (row.lookups.get((KIND, known)) for known in (sale, row.text("supplier")))
    return str(row.clean(KIND, next(filter(None, judged), "sale"), "Deal.kind"))
