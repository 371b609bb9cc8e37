"""Ask a graph in Cypher: judge the text, then run it on the embedded engine or on a Neo4j."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from panoptrade.graph import cypher_guard, cypher_names
from panoptrade.graph.cypher_text import at, tokens
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from panoptrade.graph.workspace import Workspace

ENGINES = ("embedded", "neo4j")
TIMEOUT = 60.0


def cypher(
    graph: Workspace,
    text: str,
    params: Mapping[str, Any] | None = None,
    *,
    on: str = "embedded",
    limit: int | None = None,
    timeout: float | None = TIMEOUT,
) -> pd.DataFrame:
    """Return the rows that a reading Cypher text gives.

    Scalars, lists and maps come back: nodes as maps of their properties, dates as texts.
    `$name` in the text takes its value from `params`. `limit` is the most rows that come back,
    and `attrs["notes"]` of the frame says when there were more; `timeout` is in seconds, None for
    no limit. `on` neo4j asks the server that the environment names, as it was last pushed.
    Raises CypherError saying where the text is wrong, would write, or names what does not exist.
    """
    given = dict(params or {})
    words.choose(on, ENGINES, "engine")
    check(text, given)
    if on == "neo4j":
        from panoptrade.graph.stores import neo4j

        return neo4j.query(text, given, limit=limit, timeout=timeout)
    from panoptrade.graph.stores import embedded

    return embedded.query(graph, text, given, limit=limit, timeout=timeout)


def check(text: str, params: Mapping[str, Any]) -> None:
    """Raise CypherError, with the place, where a text is not to be run as it is."""
    cypher_guard.check(text)
    cypher_names.check(text)
    for name, place in parameters(text).items():
        if name not in params:
            given = f"; given: {', '.join(sorted(params))}" if params else ""
            raise at(text, place, f"no value for the parameter ${name}{given}")


def parameters(text: str) -> dict[str, int]:
    """Return the names that a text takes values for, each with its first place."""
    found: dict[str, int] = {}
    for before, token in pairwise(tokens(text)):
        if before.text == "$" and token.text:
            found.setdefault(token.name or token.text, before.start)
    return found
