"""Find who else could supply a technology to a country: by what they sell and where they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from panoptrade.graph.traded import Deal
    from panoptrade.graph.workspace import Workspace

DOCUMENTED, POSSIBLE = "documented", "possible"
NOT_STATED = "(technology not stated)"


@dataclass(frozen=True, slots=True)
class Offers:
    """What vendors are known to sell, where, and in which region a country lies."""

    technologies: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    places: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    regions: dict[str, str] = field(default_factory=dict)


def offers(graph: Workspace, deals: Iterable[Deal]) -> Offers:
    """Return what each vendor sells, by source, product or deal, and where its deals are.

    A deal that does not pair vendors and technologies makes each a possible one.
    """
    found = Offers()
    for deal in deals:
        for vendor in deal.vendors:
            for one in deal.technologies:
                known = found.technologies[one]
                known[vendor] = DOCUMENTED if deal.paired else known.get(vendor, POSSIBLE)
            for place in deal.importers:
                found.places[vendor][place] = found.places[vendor].get(place, 0) + 1
    for vendor, one in _said(graph):
        found.technologies[one][vendor] = DOCUMENTED
    for row in graph.arrow("Country").to_pylist():
        found.regions[row["id"]] = row["region"] or ""
    return found


def _said(graph: Workspace) -> Iterator[tuple[str, str]]:
    """Yield vendors with the technologies that a source says they, or their products, have."""
    for row in graph.arrow("Vendor").to_pylist():
        yield from ((row["id"], one) for one in row["technology"] or ())
    for row in graph.arrow("Product").to_pylist():
        yield from product(row["maker"] or (), row["technology"] or ())


def ranked(
    known: Offers, technology: str, importer: str, gone: Collection[str]
) -> list[dict[str, Any]]:
    """Return the vendors left of a technology: documented before possible, then by presence.

    Presence is deals in the country, then countries of its region with deals, then all countries.
    """
    region = known.regions.get(importer, "")
    rows = []
    for vendor, how in known.technologies.get(technology, {}).items():
        if vendor in gone:
            continue
        places = known.places.get(vendor, {})
        near = sum(bool(region) and known.regions.get(one) == region for one in places)
        rows.append(
            {
                "vendor": vendor,
                "how": how,
                "deals_there": places.get(importer, 0),
                "region_countries": near,
                "countries": len(places),
            }
        )
    return sorted(
        rows,
        key=lambda row: (
            row["how"], -row["deals_there"], -row["region_countries"], -row["countries"],
            row["vendor"],
        ),
    )  # fmt: skip
