"""Read the companies of Privacy International's Surveillance Industry Index, state of 2016."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.ontology import dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record


def records(files: Files) -> Iterator[Record]:
    """Yield each company as a vendor, its parent, and the control of the one over the other."""
    for row in files.rows("companies"):
        locator, modified = row.text("key"), _modified(row)
        vendor = _vendor(row, locator, modified)
        parent = row.vendor(
            row.text("parent_company"), "Organization", locator=locator, seen=modified
        )
        if vendor:
            yield vendor
        # One body under two names of the alias table does not own itself.
        if vendor and parent and parent.id != vendor.id:
            yield parent
            yield _control(row, parent, vendor)


def _vendor(row: Row, locator: str, modified: str | None) -> Record | None:
    found = {
        "alias": row.values("other_names", "Vendor.alias", ";"),
        "country": row.values("hq_country", "Vendor.country", ";"),
        "founded": row.value("incorporated", "Vendor.founded"),
        "registration": row.values("company_number", "Vendor.registration", ";"),
        "website": row.values("website", "Vendor.website", " "),
        "technology": row.technologies("technology_sold"),
    }
    vendor = row.vendor(row.text("company"), locator=locator, seen=modified, **found)
    if vendor is None:
        row.problem("company", row.text("company"), "no company; write its name")
    return vendor


def _control(row: Row, parent: Record, vendor: Record) -> Record:
    owner, asset = (one.id.removeprefix("org:") for one in (parent, vendor))
    return row.record(
        "Ownership",
        f"ownership:sii-companies:{owner}:{asset}",
        owner=parent.id,
        asset=vendor.id,
        kind="control",
        control=True,
        as_of=vendor.seen,
        locator=row.text("key"),
        seen=vendor.seen,
    )


def _modified(row: Row) -> str | None:
    cell = row.text("date_modified")
    if not cell:
        return None
    try:
        return dates.clean(cell.split()[0])
    except ValueError as error:
        row.problem("date_modified", cell, str(error))
        return None
