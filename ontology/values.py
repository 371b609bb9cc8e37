"""Clean the text of a cell into a value: one cleaner for each type of properties.csv."""

from __future__ import annotations

import math
import re
import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from panoptrade.ontology import dates, names, schema, tables, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from panoptrade.ontology.schema import Property

# They have no width and shape words of some scripts.
JOINERS = {"\u200c", "\u200d"}
# Python's own reader takes 1_000, nan and the digits of every script.
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
Value: TypeAlias = str | int | float | bool


class Money(NamedTuple):
    """An amount with its currency (ISO 4217) and, where known, the year of its prices."""

    amount: float
    currency: str
    year: int | None


def text(cell: str) -> str:
    """Return the text in NFC, white space folded, without controls and marks of direction.

    Two spellings that look alike are one name, and a mark that turns a line around misleads.
    """
    if cell.isascii() and cell.isprintable():  # most cells, many times faster
        return " ".join(cell.split())
    shown = (c if c.isprintable() or c in JOINERS else " " for c in cell if not _is_hidden(c))
    return " ".join(unicodedata.normalize("NFC", "".join(shown)).split())


def name(cell: str) -> str:
    """Return a name: text with at least one letter or digit.

    Raises ValueError when there is none.
    """
    found = text(cell)
    names.slug(found)
    return found


def iso3(cell: str) -> str:
    """Return the alpha-3 code of a country's code or name.

    Raises ValueError naming the nearest country.
    """
    found = names.country(cell.strip())
    if found is None:
        known = [row["name"] for row in tables.rows("countries")]
        raise ValueError(_near(cell.strip(), known, "country"))
    return found


def year(cell: str) -> int:
    """Return a year between 1000 and 2100; `2014.0` counts as 2014."""
    found = cell.strip().removesuffix(".0")
    if not re.fullmatch(r"[0-9]{4}", found) or not dates.EARLIEST <= int(found) <= dates.LATEST:
        msg = f"not a year between {dates.EARLIEST} and {dates.LATEST}"
        raise ValueError(msg)
    return int(found)


def number(cell: str) -> float:
    """Return a finite number written with a decimal point, thousands commas allowed."""
    plain = cell.strip()
    if THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if not NUMBER.fullmatch(plain):
        msg = "not a number; write 1234.5"
        raise ValueError(msg)
    found = float(plain)
    if not math.isfinite(found):
        msg = "not a finite number"
        raise ValueError(msg)
    return found


def percent(cell: str) -> float:
    """Return a share between 0 and 100; a percent sign may follow."""
    found = number(cell.strip().removesuffix("%"))
    if not 0 <= found <= 100:
        msg = "not a percentage between 0 and 100"
        raise ValueError(msg)
    return found


def boolean(cell: str) -> bool:
    """Return True or False of true, false, yes, no, 1, 0, whatever the case."""
    found = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if cell.strip().casefold() not in found:
        msg = "neither true nor false"
        raise ValueError(msg)
    return found[cell.strip().casefold()]


def url(cell: str) -> str:
    """Return an http or https address."""
    found = text(cell)
    parts = urlsplit(found)
    if parts.scheme not in {"http", "https"} or not parts.netloc or " " in found:
        msg = "not an http or https address"
        raise ValueError(msg)
    return found


def money(cell: str) -> Money:
    """Return money written `USD 1200000` or `1200000 USD`, with `(2014)` for a known year."""
    found = re.fullmatch(
        r"(?:(?P<before>[A-Z]{3})\s+)?(?P<amount>[0-9,.]+)(?:\s+(?P<after>[A-Z]{3}))?"
        r"(?:\s+\(?(?P<year>[0-9]{4})\)?)?",
        cell.strip(),
    )
    # One currency, before the amount or behind it.
    if not found or bool(found["before"]) == bool(found["after"]):
        msg = "not money; write USD 1200000 or USD 1200000 (2014)"
        raise ValueError(msg)
    currency = found["before"] or found["after"]
    return Money(number(found["amount"]), currency, year(found["year"]) if found["year"] else None)


def code(cell: str, of: str) -> str:
    """Return a code of a closed list of terms.csv; its label is taken too.

    Raises ValueError naming the codes that exist.
    """
    known = tables.terms(of)
    labels = {row["label"].casefold(): found for found, row in known.items()}
    found = text(cell)
    found = labels.get(found.casefold(), found)
    return words.choose(found, known, of.replace("-", " "))


def reference(cell: str, targets: tuple[str, ...]) -> str:
    """Return the id that a cell means: an id as it is, a code or a name by its class.

    Raises ValueError when no such thing can be meant.
    """
    found = text(cell)
    if _is_id(found, targets):
        return _checked(found)
    if "Person" in targets and (known := names.person(found)):
        return known.id
    finders: dict[str, Callable[[str], str]] = {
        "Country": lambda cell: f"country:{iso3(cell)}",
        "Government": lambda cell: f"gov:{iso3(cell)}",
        "Technology": _technology,
        "Programme": _programme,
        "RegimeClass": _regime,
        "Organization": lambda cell: names.organization(name(cell)).id,
        "Vendor": lambda cell: names.organization(name(cell)).id,
    }
    if targets[0] in finders:
        return finders[targets[0]](found)
    return f"{schema.get(targets[0]).prefix}:{names.slug(found)}"


def clean(one: Property, cell: str) -> Value | Money:
    """Return the value of one cell for a property, by the property's type.

    Raises ValueError saying what would be right.
    """
    if one.targets:
        return reference(cell, one.targets)
    if one.terms:
        return code(cell, one.terms)
    return CLEANERS[one.type](cell)


CLEANERS: dict[str, Callable[[str], Value | Money]] = {
    "text": text,
    "name": name,
    "iso3": iso3,
    "date": dates.clean,
    "year": year,
    "number": number,
    "percent": percent,
    "boolean": boolean,
    "url": url,
    "money": money,
}


def _is_hidden(char: str) -> bool:
    # Cf: marks of direction, joiners, byte-order marks.
    return unicodedata.category(char) == "Cf" and char not in JOINERS


def _is_id(found: str, targets: tuple[str, ...]) -> bool:
    prefixes = {schema.get(other).prefix for target in targets for other in schema.family(target)}
    head, colon, rest = found.partition(":")
    if targets == ("RegimeClass",):
        return found in _regimes()
    return bool(colon and rest and head in prefixes)


def _checked(found: str) -> str:
    head, _, rest = found.partition(":")
    known = {"country": _country_codes, "tech": _technologies, "programme": _programmes}
    if head in known:
        words.choose(rest, known[head](), head)
    return found


def _country_codes() -> list[str]:
    return [row["iso3"] for row in tables.rows("countries")]


def _technologies() -> dict[str, str]:
    return {row["code"]: row["name"] for row in tables.rows("technologies")}


def _programmes() -> dict[str, str]:
    return {row["code"]: row["name"] for row in tables.rows("programmes")}


def _regimes() -> dict[str, str]:
    return {f"{row['index']}:{row['code']}": row["name"] for row in tables.rows("regimes")}


def _technology(cell: str) -> str:
    return f"tech:{_coded(cell, _technologies(), 'technology')}"


def _programme(cell: str) -> str:
    return f"programme:{_coded(cell, _programmes(), 'programme')}"


def _regime(cell: str) -> str:
    return words.choose(cell, _regimes(), "regime class")


def _coded(cell: str, known: dict[str, str], what: str) -> str:
    by_name = {names.key(label): found for found, label in known.items()}
    return words.choose(by_name.get(names.key(cell), cell), known, what)


def _near(word: str, existing: list[str], what: str) -> str:
    found = get_close_matches(word, existing, n=1)
    return f"no {what} {word!r}" + (f"; did you mean {found[0]}?" if found else "")
