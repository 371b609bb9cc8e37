"""Read Carnegie's AI Global Surveillance Index, the editions of 2019 and 2022."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

TICKED, BLANK = {"x", "1", "true"}, {"", "false"}
SCORED = 2018  # the blend of 2019 reviews this year: see the toml


class Edition(NamedTuple):
    """Where one edition keeps what: columns of technologies, of origins, of companies."""

    country: str
    technologies: tuple[str, ...]
    origins: Mapping[str, str]
    companies: tuple[str, ...]
    separator: str = "\n"  # never in a cell: a column holds one company


EDITIONS = {
    "edition-2022": Edition(
        "Country",
        (
            "Safe City System",
            "Facial Recognition System",
            "Smart Policing",
            "Social Media Surveillance",
        ),
        {"China Tech": "CHN", "US Tech": "USA"},
        tuple(f"Company {number}" for number in range(1, 6)),
    ),
    "edition-2019": Edition(
        "country",
        ("smart_city", "facial_recog", "smart_policing"),
        {"china": "CHN", "us": "USA", "japan": "JPN"},
        ("companies",),
        separator=",",
    ),
}


def records(files: Files) -> Iterator[Record]:
    """Yield the government, the vendors and the presence of each row, and its regime of 2019."""
    for table, edition in EDITIONS.items():
        for row in files.rows(table):
            country = _country(row, edition)
            vendors = list(_vendors(row, edition))
            presence = _presence(row, edition, country or "", vendors)
            regime = row.value("regime", "Classification.regime")
            score = row.value("score", "Classification.score")
            if country is None:
                continue
            yield row.government(country)
            yield from vendors
            yield presence
            if regime:
                yield _classification(row, country, regime, score)


def _country(row: Row, edition: Edition) -> str | None:
    if not row.text(edition.country):
        row.problem(edition.country, "", "no country; write its name")
    country: str | None = row.value(edition.country, "Deal.destination")
    return country


def _vendors(row: Row, edition: Edition) -> Iterator[Record]:
    for column in edition.companies:
        for name in row.values(column, "Organization.name", edition.separator):
            if vendor := row.vendor(name):
                yield vendor


def _presence(row: Row, edition: Edition, country: str, vendors: list[Record]) -> Record:
    iso3 = country.removeprefix("country:")
    named = [column for column in edition.technologies if _ticked(row, column)]
    technology = row.concepts(edition.country, named)
    seller = sorted({vendor.id for vendor in vendors})
    return row.record(
        "Deal",
        f"deal:{row.source}:{iso3}",
        kind="presence",
        status="reported",
        seller=seller,
        buyer=[f"gov:{iso3}"],
        technology=technology,
        # Which of several companies brought which of several technologies, the index does not say.
        pairing="possible" if seller and len(technology) > 1 else "paired",
        origin=_origins(row, edition),
        destination=[country],
    )


def _origins(row: Row, edition: Edition) -> list[str]:
    ticked = [iso3 for column, iso3 in edition.origins.items() if _ticked(row, column)]
    others = row.values("Other Countries", "Deal.origin")
    return sorted({f"country:{iso3}" for iso3 in ticked} | set(others))


def _ticked(row: Row, column: str) -> bool:
    mark = row.text(column).casefold()
    if mark not in TICKED | BLANK:
        row.problem(column, row.text(column), "not a tick; write x or 1, or leave the cell empty")
    return mark in TICKED


def _classification(row: Row, country: str, regime: str, score: float | None) -> Record:
    iso3 = country.removeprefix("country:")
    return row.record(
        "Classification",
        f"classification:{row.source}:{iso3}:{SCORED}",
        country=country,
        regime=regime,
        year=SCORED,
        score=score,
    )
