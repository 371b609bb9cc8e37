"""Put values in the place of a question's variables, as terms that nothing can break out of.

The engine's own substitution takes only variables that are selected, and a VALUES clause does not
reach into groups and filters; so the variables of the text itself are replaced, token by token.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from panoptrade.graph.sparql_text import at, tokens
from panoptrade.ontology import iris, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from panoptrade.graph.sparql_text import Token

XSD = iris.expand("xsd:")
KINDS: tuple[tuple[type, str, Any], ...] = (
    (bool, "boolean", lambda given: "true" if given else "false"),
    (int, "integer", str),
    (float, "double", repr),
    (date, "date", lambda given: f"{given:%Y-%m-%d}"),
)
# Where a clause of the outside of a group ends that a variable may stand in by itself.
SELECTING, ORDERING = frozenset({"SELECT"}), frozenset({"BY"})
CLAUSES = frozenset(
    {"ASK", "CONSTRUCT", "DESCRIBE", "FROM", "HAVING", "LIMIT", "OFFSET", "WHERE", "VALUES"}
)


class Filled:
    """A text with values in the place of variables, which still knows where everything stood."""

    def __init__(self, text: str, params: Mapping[str, Any]) -> None:
        self._moves = [(0, 0)]
        self.text, last = "", 0
        given = {name: term(value) for name, value in params.items()}
        _check_known(text, given)
        for token, new in _replaced(text, given):
            self.text += text[last : token.start] + new
            last = token.start + len(token.text)
            self._moves.append((len(self.text), last))
        self.text += text[last:]

    def original(self, offset: int) -> int:
        """Return where in the first text stands what is at a place of this one."""
        new, old = self._moves[bisect_right(self._moves, (offset, len(self.text))) - 1]
        following = next((one for one in self._moves if one[0] > new), None)
        found = old + offset - new
        return found if following is None else min(found, following[1])


def term(given: Any) -> str:
    """Return a value as SPARQL writes it: text stays text, an rdflib or pyoxigraph IRI an IRI.

    Raises TypeError for what has no form in RDF, ValueError for an IRI that is none.
    """
    if isinstance(given, ox.NamedNode | ox.Literal):
        return str(given)
    name = type(given).__name__
    if name == "URIRef":
        return str(ox.NamedNode(str(given)))
    if name == "Literal" and given.language:
        return str(ox.Literal(str(given), language=given.language))
    if name == "Literal":
        return str(ox.Literal(str(given), datatype=ox.NamedNode(given.datatype or f"{XSD}string")))
    for kind, datatype, write in KINDS:
        if isinstance(given, kind):
            return str(ox.Literal(write(given), datatype=ox.NamedNode(f"{XSD}{datatype}")))
    if isinstance(given, str):
        return str(ox.Literal(given))
    msg = f"{given!r} ({name}) has no form in RDF; give a text, a number, a date or a term"
    raise TypeError(msg)


def _check_known(text: str, given: Mapping[str, str]) -> None:
    variables = dict.fromkeys(token.text[1:] for token in tokens(text) if token.kind == "variable")
    for name in given:
        if name not in variables:
            raise at(text, 0, words.unknown(name, variables, "variable"))


def _replaced(text: str, given: Mapping[str, str]) -> list[tuple[Token, str]]:
    """Return each variable that has a value with what takes its place."""
    found, clause, depth, before = [], "", 0, ""
    for token in tokens(text):
        depth += (token.text == "(") - (token.text == ")") if token.kind == "symbol" else 0
        if token.keyword in SELECTING | ORDERING | CLAUSES or token.text in {"{", "}"}:
            clause = token.keyword
        name = token.text[1:] if token.kind == "variable" else ""
        if name in given:
            if before in {"AS", "VALUES"}:
                message = f"?{name} has a value already; the text may not give it another"
                raise at(text, token.start, message)
            found.append((token, _in_place(name, given[name], clause if depth == 0 else "")))
        before = token.keyword
    return found


def _in_place(name: str, value: str, clause: str) -> str:
    if clause in SELECTING:
        return f"({value} AS ?{name})"
    return f"({value})" if clause in ORDERING else value
