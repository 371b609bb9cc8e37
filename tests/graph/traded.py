"""Build small worlds of routes from a few words, for the tests of chokepoints and what falls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests import world as worlds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.ontology.records import Record

GAZETTE = "gazette"


def firm(name: str, countries: str = "", **found: Any) -> Record:
    """Return a vendor that is based in the countries, written as `CHN USA`."""
    places = [f"country:{one}" for one in countries.split()]
    return worlds.said(GAZETTE, "Vendor", f"org:{name}", name=name.title(), country=places, **found)


def sold(number: int | str, sellers: str, to: str = "KEN", by: str = "", **found: Any) -> Record:
    """Return a deal: who sold, where to, by which intermediaries."""
    found["intermediary"] = [f"org:{one}" for one in by.split()]
    return worlds.deal(GAZETTE, number, sellers, to, **found)


def supply(upper: str, lower: str, kind: str = "component", **found: Any) -> Record:
    ends = {"supplier": f"org:{upper}", "customer": f"org:{lower}"}
    return worlds.said(GAZETTE, "Supply", f"supply:{upper}:{lower}:{kind}", **ends, kind=kind,
                       **found)  # fmt: skip


def owns(upper: str, lower: str, **found: Any) -> Record:
    ends = {"owner": f"org:{upper}", "asset": f"org:{lower}"}
    found.setdefault("kind", "control")
    return worlds.said(GAZETTE, "Ownership", f"ownership:{upper}:{lower}", **ends, **found)


def listed(name: str, **found: Any) -> Record:
    about = {"target": f"org:{name}", "programme": "programme:us-bis-entity-list", **found}
    return worlds.said(GAZETTE, "Sanction", f"sanction:{name}:{found.get('start', '')}", **about)


def regime(iso3: str, code: str, year: int) -> Record:
    about = {"country": f"country:{iso3}", "regime": code, "year": year}
    return worlds.said(GAZETTE, "Classification", f"classification:{iso3}:{year}", **about)


def hourglass() -> Iterator[Record]:
    """Yield a world whose routes narrow:

    chips (TWN) ──▶ ash (CHN) ──▶ deals 1, 2 to Kenya, deal 3 to Uganda
         └────────▶ birch (CHN) ─▶ deal 4 to Uganda
    lens (JPN) ──▶ birch
                    cedar (ISR) ─▶ deal 5, with ash, to Mexico
    """
    homes = {"chips": "TWN", "lens": "JPN", "ash": "CHN", "birch": "CHN", "cedar": "ISR"}
    yield from (firm(*one) for one in homes.items())
    yield from (supply("chips", "ash"), supply("chips", "birch"), supply("lens", "birch", "oem"))
    yield from (sold(1, "ash"), sold(2, "ash"), sold(3, "ash", "UGA"))
    yield from (sold(4, "birch", "UGA"), sold(5, "ash cedar", "MEX"))


def shown(frame, *columns):
    """Return columns of a table as lists."""
    return frame[list(columns)].to_numpy().tolist()


def said(frame):
    """Return the notes of a table as one text."""
    return "; ".join(frame.attrs["notes"])
