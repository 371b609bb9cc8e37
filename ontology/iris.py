"""Name things, classes, properties and terms by IRIs, and find a thing's id in its IRI again.

The namespaces lie under w3id.org and are not registered there yet: they name, they do not answer.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote, unquote

from panoptrade.ontology import tables, words

BASE = "https://w3id.org/panoptrade/"
THING = f"{BASE}id/"
OWN = {
    "pt": f"{BASE}ontology#",
    "pts": f"{BASE}shapes#",
    "id": THING,
    "scheme": f"{BASE}scheme/",
    "term": f"{BASE}term/",
    "definition": f"{BASE}definition/",
}
LOCAL = re.compile(r"[A-Za-z0-9_:]([A-Za-z0-9_:.-]*[A-Za-z0-9_:-])?")


def iri(id: str) -> str:  # noqa: A002 - an id is what it takes
    """Return the IRI of a thing: its id behind our namespace, all but plain ASCII percent-encoded.

    >>> iri("deal:sii:Ünal & co")
    'https://w3id.org/panoptrade/id/deal:sii:%C3%9Cnal%20%26%20co'
    """
    return THING + quote(id, safe=":", errors="surrogatepass")


def id_of(iri: str) -> str:
    """Return the id behind an IRI of a thing.

    Raises ValueError when the IRI is none of ours.
    """
    if not iri.startswith(THING):
        msg = f"{iri} names none of our things; their IRIs begin with {THING}"
        raise ValueError(msg)
    return unquote(iri.removeprefix(THING), errors="surrogatepass")


@cache
def prefixes() -> dict[str, str]:
    """Return every prefix with its namespace: ours, and those of prefixes.csv."""
    return OWN | {row["prefix"]: row["iri"] for row in tables.rows("prefixes")}


def expand(curie: str) -> str:
    """Return the IRI that a prefixed name stands for.

    Raises UnknownWordError when the prefix is not known.
    """
    prefix, _, local = curie.partition(":")
    return prefixes()[words.choose(prefix, prefixes(), "prefix")] + local


def written(curie: str) -> str:
    """Return a prefixed name as Turtle takes it: as it is, or as a whole IRI."""
    prefix, _, local = curie.partition(":")
    return f"{prefix}:{local}" if LOCAL.fullmatch(local) else f"<{expand(curie)}>"
