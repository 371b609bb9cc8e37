"""Turn names into the identities they stand for: countries, organizations, slugs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from anyascii import anyascii

from panoptrade.ontology import tables

if TYPE_CHECKING:
    from collections.abc import Mapping


NEITHER = re.compile(r"[^a-z0-9]+")  # letter nor digit


class Named(NamedTuple):
    """An identity and the name it is best known by."""

    id: str
    name: str
    known: bool


@lru_cache(maxsize=2**16)  # a list says the same words again and again
def key(name: str) -> str:
    """Fold a name for look-ups: case, accents, punctuation, spacing and a leading `the`.

    An empty name, or one of punctuation only, gives an empty key.
    """
    if name.isascii():  # most names, four times faster
        plain = NEITHER.sub(" ", name.lower().replace("&", " and "))
        return plain.strip().removeprefix("the ")
    decomposed = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    bare = "".join(_folded(char) for char in decomposed)
    return unicodedata.normalize("NFC", " ".join(bare.split())).removeprefix("the ")


def slug(name: str) -> str:
    """Write a name as the last part of an id: lower-case ASCII words joined by hyphens.

    Raises ValueError when nothing of the name can be written so.
    """
    found = re.sub(r"[^a-z0-9]+", "-", anyascii(key(name)).casefold()).strip("-")
    if not found:
        msg = "no letter or digit in the name"
        raise ValueError(msg)
    return found


def country(name: str) -> str | None:
    """Return the alpha-3 code of a country's name, code or known spelling; None if unknown."""
    if name in _codes():
        return name
    return _countries().get(key(name))


def country_name(iso3: str) -> str:
    """Return the short English name of an alpha-3 code.

    Raises KeyError when there is no such code.
    """
    return _codes()[iso3]


def organization(name: str) -> Named:
    """Return the identity of an organization's name, from the alias table where it is known.

    Raises ValueError when the name holds no letter or digit.
    """
    entry = _aliases().get(key(name))
    if entry is None:
        return Named(f"org:{slug(name)}", name, known=False)
    return Named(f"org:{entry['key']}", entry["name"], known=True)


def person(name: str) -> Named | None:
    """Return the identity of a person whom the alias table knows by a name; None otherwise."""
    entry = said(name)
    if entry is None or entry["kind"] != "person":
        return None
    return Named(f"person:{entry['key']}", entry["name"], known=True)


def said(name: str) -> Mapping[str, str] | None:
    """Return the row of the alias table about a name or word; None where there is none."""
    return _said().get(key(name))


def is_no_vendor(name: str) -> bool:
    """Tell whether the alias table says that a word stands for no organization ("Mult")."""
    return key(name) in _no_vendors()


def _folded(char: str) -> str:
    if _is_accent(char):
        return ""
    return char if char.isalnum() or unicodedata.category(char).startswith("M") else " "


def _is_accent(char: str) -> bool:
    # Points of Hebrew and Arabic, and what stands above or below; vowel signs of other scripts
    # and the marks that make ga of ka are letters.
    return 10 <= (found := unicodedata.combining(char)) <= 36 or found >= 200


@cache
def _codes() -> dict[str, str]:
    return {row["iso3"]: row["name"] for row in tables.rows("countries")}


@cache
def _countries() -> dict[str, str]:
    found = {key(row["name"]): row["iso3"] for row in tables.rows("country_names")}
    found.update({key(row["name"]): row["iso3"] for row in tables.rows("countries")})
    iso2 = {row["iso2"].casefold(): row["iso3"] for row in tables.rows("countries") if row["iso2"]}
    codes = {iso3.casefold(): iso3 for iso3 in _codes()}
    return {**iso2, **codes, **found}


@cache
def _aliases() -> dict[str, dict[str, str]]:
    return {key(row["alias"]): dict(row) for row in tables.rows("aliases") if row["key"]}


@cache
def _said() -> dict[str, Mapping[str, str]]:
    return {key(row["alias"]): row for row in tables.rows("aliases")}


@cache
def _no_vendors() -> frozenset[str]:
    return frozenset(key(row["alias"]) for row in tables.rows("aliases") if not row["key"])
