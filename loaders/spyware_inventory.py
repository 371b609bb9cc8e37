"""Read Carnegie's Global Inventory of Commercial Spyware and Digital Forensics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.loaders import periods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

CITED = [*(f"Source {number}" for number in range(1, 8)), "unnamed T", "unnamed U"]


def records(files: Files) -> Iterator[Record]:
    """Yield the vendor, the government and the deployment of each row."""
    for row in files.rows("inventory"):
        country = row.value("Country of deployment", "Deal.destination")
        origins = row.values("Country of origin", "Deal.origin")
        vendor = row.vendor(row.text("Commercial Entity"), country=origins)
        if country is None:
            continue
        yield row.government(country)
        if vendor:
            yield vendor
        yield _deal(row, country, origins, vendor)


def _deal(row: Row, country: str, origins: list[str], vendor: Record | None) -> Record:
    technology = row.technologies("Category of technology")
    period = _period(row, "Period of use")
    iso3 = country.removeprefix("country:")
    seller = vendor.id.removeprefix("org:") if vendor else "undisclosed"
    what = "+".join(one.removeprefix("tech:") for one in technology)
    return row.record(
        "Deal",
        f"deal:spyware-inventory:{iso3}:{seller}:{what}",
        kind="deployment",
        status="ongoing" if period.ongoing else "reported",
        seller=[vendor.id] if vendor else [],
        buyer=[f"gov:{iso3}"],
        technology=technology,
        pairing="paired",
        origin=origins,
        destination=[country],
        period=row.text("Period of use"),
        start=period.start,
        end=period.end,
        disclosed=_period(row, "Year of disclosure").start,
        url=[url for column in CITED for url in row.values(column, "Deal.url", " ")],
        grade="press" if row.text("Lower confidence sources") else "research",
    )


def _period(row: Row, column: str) -> periods.Period:
    try:
        return periods.read(row.text(column))
    except ValueError as error:
        row.problem(column, row.text(column), str(error))
        return periods.read("")
