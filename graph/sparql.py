"""Ask a graph in SPARQL: judge the text, run it, and lay the answer out as a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from panoptrade.graph import cypher_rows, rdf_text, sparql_guard
from panoptrade.graph.places import offset
from panoptrade.graph.sparql_params import Filled
from panoptrade.graph.sparql_text import KEYWORDS, SparqlError, at, tokens
from panoptrade.graph.stores import rdf as store
from panoptrade.graph.stores.rdf_process import StoppedError, TooLongError
from panoptrade.ontology import iris, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from panoptrade.graph.workspace import Workspace

TIMEOUT = 60.0
STATEMENT = ("subject", "predicate", "object")
XSD = iris.expand("xsd:")
NUMBERS = {
    "integer": int,
    "int": int,
    "long": int,
    "double": float,
    "float": float,
    "decimal": float,
}
PLACE = re.compile(r"error at ([0-9]+):([0-9]+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
# Of what the engine expected, only whole sentences say something to people.
SENTENCE = re.compile(r"\b[A-Z][a-z]+ [a-zA-Z ]{12,}")


def sparql(
    graph: Workspace,
    text: str,
    params: Mapping[str, Any] | None = None,
    *,
    limit: int | None = None,
    timeout: float | None = TIMEOUT,
) -> pd.DataFrame:
    """Return the rows that a SPARQL question gives; our things come as their ids.

    The project's prefixes are known already. `?name` in the text takes its value from `params`:
    text, numbers, dates, or an rdflib or pyoxigraph term. `limit` is the most rows that come back,
    and `attrs["notes"]` of the frame says when there were more; `timeout` is in seconds, None for
    no limit. ASK gives one row with `answer`, CONSTRUCT and DESCRIBE the columns subject,
    predicate, object. Raises SparqlError saying where the text is wrong, would write or reach
    another server, or names what does not exist.
    """
    return frame(answer(graph, text, params, limit=limit, timeout=timeout))


def answer(
    graph: Workspace,
    text: str,
    params: Mapping[str, Any] | None = None,
    *,
    limit: int | None = None,
    timeout: float | None = TIMEOUT,
) -> dict[str, Any]:
    """Return the answer in terms of RDF: its kind (rows, truth, triples) and its terms in parts."""
    sparql_guard.check(text)
    filled = Filled(text, params or {})
    try:
        found = store.query(graph, filled.text, limit=limit, timeout=timeout)
    except (TooLongError, StoppedError) as error:
        raise SparqlError(str(error)) from error
    if found["kind"] == "wrong":
        raise _explained(text, filled, found["message"])
    return found


def turtle(found: Mapping[str, Any]) -> str:
    """Return the statements of an answer of the kind `triples` as Turtle."""
    return rdf_text.turtle(ox.Triple(*map(_node, row)) for row in found["rows"])


def frame(found: Mapping[str, Any]) -> pd.DataFrame:
    """Return an answer as rows of plain values."""
    if found["kind"] == "truth":
        return cypher_rows.frame(["answer"], [[found["truth"]]])
    rows = ([value(term) for term in row] for row in found["rows"])
    notes = [cypher_rows.cut(len(found["rows"]))] if found["more"] else []
    return cypher_rows.frame(found.get("columns", STATEMENT), rows, notes)


def value(parts: list[str] | None) -> Any:
    """Return a term as a plain value: a number, a truth, a text, the id of a thing, an IRI."""
    if parts is None:
        return None
    kind, text = parts[:2]
    if kind == "literal" and parts[2].startswith(XSD):
        datatype = parts[2].removeprefix(XSD)
        if datatype == "boolean":
            return text in {"true", "1"}
        return NUMBERS[datatype](text) if datatype in NUMBERS else text
    if kind == "iri" and text.startswith(iris.THING):
        return iris.id_of(text)
    return f"_:{text}" if kind == "blank" else text


def _node(parts: list[str]) -> Any:
    kind, text = parts[:2]
    if kind == "literal":
        plain = {"language": parts[3]} if parts[3] else {"datatype": ox.NamedNode(parts[2])}
        return ox.Literal(text, **plain)
    return ox.NamedNode(text) if kind == "iri" else ox.BlankNode(text)


def _explained(text: str, filled: Filled, message: str) -> SparqlError:
    """Return the engine's complaint with its place, in words for people."""
    found = PLACE.match(message)
    if found is None:
        return SparqlError(message)
    found_tokens, known = tokens(text), KEYWORDS.split()
    for token in found_tokens:
        if token.kind == "word" and token.keyword not in known:
            return at(text, token.start, words.unknown(token.keyword, known, "word"))
    there = filled.original(offset(filled.text, int(found[1]), int(found[2])))
    # The engine points behind the word that it could not take.
    near = next((one for one in found_tokens if one.start + len(one.text) == there), None)
    sentence = SENTENCE.search(found[3])
    said = (
        "the question is not understood from here on"
        if near is None
        else (f"{near.text} is not understood here")
    )
    return at(text, there if near is None else near.start, sentence[0] if sentence else said)


__all__ = ["TIMEOUT", "SparqlError", "answer", "frame", "sparql", "turtle", "value"]
