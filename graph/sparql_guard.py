"""Refuse SPARQL that would write or reach outside, or that names what no graph of ours can have."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from panoptrade.graph.sparql_text import at, tokens
from panoptrade.ontology import iris, words

if TYPE_CHECKING:
    from panoptrade.graph.sparql_text import Token

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
WRITING = frozenset(
    {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}
)
# A comparison and a comment may look like one IRI, with a call to another server inside it.
HIDDEN = re.compile(r"\).*SERVICE.*#", re.IGNORECASE)


def check(text: str) -> None:
    """Raise SparqlError, with the place, where a text is not to be run as it is."""
    found = tokens(text)
    prefixes = iris.prefixes() | _declared(found)
    _check_form(text, found)
    for token in found:
        if token.keyword == "SERVICE" or (token.kind == "iri" and HIDDEN.search(token.text)):
            raise at(
                text, token.start, "SERVICE would ask another server; only this graph is asked"
            )
        _check_name(text, token, prefixes)


@cache
def known() -> dict[str, None]:
    """Return every word of ours in RDF, in the order of the ontology: classes and properties."""
    text = files("panoptrade.ontology").joinpath("ontology.ttl").read_text(encoding="utf-8")
    return dict.fromkeys(re.findall(r"^pt:(\w+) ", text, re.MULTILINE))


def _check_form(text: str, found: list[Token]) -> None:
    """Refuse what is no question; a prologue of prefixes may come first."""
    verbs = (one for one in found if one.keyword not in {"", "PREFIX", "BASE"})
    verb = next(verbs, None)
    if verb is None:
        raise at(text, 0, "there is nothing to ask")
    if verb.keyword in WRITING:
        message = f"{verb.keyword} would change something, and only reading is allowed here"
        raise at(text, verb.start, message)
    if verb.keyword not in FORMS:
        raise at(text, verb.start, words.unknown(verb.text, FORMS, "kind of question"))


def _declared(found: list[Token]) -> dict[str, str]:
    threes = zip(found, found[1:], found[2:], strict=False)
    return {
        name.text.removesuffix(":"): iri.text[1:-1]
        for word, name, iri in threes
        if word.keyword == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }


def _check_name(text: str, token: Token, prefixes: dict[str, str]) -> None:
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        if prefix not in prefixes:
            raise at(text, token.start, words.unknown(prefix, prefixes, "prefix"))
        iri = prefixes[prefix] + local
    elif token.kind == "iri":
        iri = token.text[1:-1]
    else:
        return
    own = iris.OWN["pt"]
    if iri.startswith(own) and iri != own and (word := iri.removeprefix(own)) not in known():
        raise at(text, token.start, words.unknown(word, known(), "class or property"))
