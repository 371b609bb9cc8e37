"""Take apart the cells of the Consolidated Screening List, of its table and of its JSON alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from panoptrade.ontology import names, values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Abbreviations of states of the USA that are codes of countries too.
STATE = re.compile(r"A[LRZ]|C[AO]|DE|GA|I[DLN]|KY|LA|M[ADENOST]|N[CE]|PA|S[CD]|VA", re.IGNORECASE)
NUMBERS = {
    "registration": re.compile(
        r"(?:\w+ )*registration (?:id|number)|company number|registered charity no\.?|"
        r"commercial registry number|matricula mercantil no\.?|c\.r\. no\.?"
    ),
    "lei": re.compile(r"legal entity number"),
    "uscc": re.compile(r"unified social credit code(?: \(uscc\))?"),
    "isin": re.compile(r"isin|equity ticker isin"),
    "ticker": re.compile(r"equity ticker"),
    "website": re.compile(r"website"),
}
DIRECTIVE = re.compile(r"subject to directive|directive determination", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lists:
    """The cells of an entry that hold several values."""

    programs: list[str] = field(default_factory=list)
    alias: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    ids: list[tuple[str, str]] = field(default_factory=list)


def from_cells(cells: Mapping[str, str]) -> Lists:
    """Return the lists of a row of the table, where a semicolon parts them."""
    return Lists(
        programs=_parts(cells.get("programs", "")),
        alias=[part.removeprefix("and ") for part in _parts(cells.get("alt_names", ""))],
        places=[_last(part) for part in _parts(cells.get("addresses", ""))],
        nationalities=[
            *_parts(cells.get("nationalities", "")),
            *_parts(cells.get("citizenships", "")),
        ],
        ids=[found for part in _parts(cells.get("ids", "")) if (found := _told(part))],
    )


def from_json(result: Mapping[str, Any]) -> Lists:
    """Return the lists of a result of the JSON.

    Raises TypeError or AttributeError for a result of another build.
    """
    addresses, ids = _listed(result, "addresses"), _listed(result, "ids")
    aliases = (part for one in _listed(result, "alt_names") for part in _parts(str(one)))
    country = result.get("country")
    return Lists(
        programs=[str(one) for one in _listed(result, "programs")],
        alias=[alias.removeprefix("and ") for alias in aliases],
        places=[str(country)] if country else [str(one.get("country") or "") for one in addresses],
        nationalities=[
            str(one) for name in ("nationalities", "citizenships") for one in _listed(result, name)
        ],
        ids=[(values.text(str(one["type"])), values.text(str(one["number"]))) for one in ids],
    )


def countries(places: Iterable[str], *, american: bool) -> list[str]:
    """Return the ids of the countries that addresses end with; what is none is passed over.

    In a list of `american` parties an address may end with a state.
    """
    known = (
        names.country(place)
        for place in places
        if place and not (american and STATE.fullmatch(place))
    )
    return sorted({f"country:{code}" for code in known if code})


def numbers(ids: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the numbers of registers and the sites by property of Organization."""
    found: dict[str, list[str]] = {}
    for kind, number in ids:
        for name, form in NUMBERS.items():
            if form.fullmatch(kind.casefold().rstrip(":- ")):
                found.setdefault(name, []).extend(_number(name, number))
    return found


def directives(ids: Iterable[tuple[str, str]]) -> list[str]:
    """Return which directives of an order an entry is subject to, as the list writes it."""
    return sorted({number for kind, number in ids if DIRECTIVE.search(kind)})


def _number(name: str, number: str) -> list[str]:
    if name != "website":
        return [number]
    address = number if "://" in number else f"http://{number}"
    try:
        return [values.url(address)]
    except ValueError:
        return []


def _told(part: str) -> tuple[str, str] | None:
    """Return kind and number of one of the table's ids, in whichever order its year writes them.

    2019 has `US, 80-0890696, Tax ID No.`, 2025 has `Tax ID No., 80-0890696, US`.
    """
    pieces = [piece.strip() for piece in part.split(", ")]
    first, last = _is_country(pieces[0]), _is_country(pieces[-1])
    pieces = pieces[first : len(pieces) - last]
    if len(pieces) < 2:
        return None
    if first or (_is_kind(pieces[-1]) and not _is_kind(pieces[0])):
        return pieces[-1], ", ".join(pieces[:-1])
    return pieces[0], ", ".join(pieces[1:])


def _is_kind(piece: str) -> bool:
    plain = piece.casefold().rstrip(":- ")
    return bool(DIRECTIVE.search(piece) and "subject to" not in plain) or any(
        form.fullmatch(plain) for form in NUMBERS.values()
    )


def _is_country(piece: str) -> bool:
    return len(piece) == 2 and piece.isupper()


def _listed(result: Mapping[str, Any], name: str) -> list[Any]:
    found = result.get(name)
    if found in (None, ""):
        return []
    if not isinstance(found, list):
        msg = f"{name} is no list"
        raise TypeError(msg)
    return found


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("; ") if part.strip(" ;")]


def _last(address: str) -> str:
    return address.rpartition(",")[2].strip()


def texts(result: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a result of the JSON as cells; lists as one text, to see what is left."""
    for name, value in result.items():
        yield name, "" if value in (None, [], "") else str(value)
