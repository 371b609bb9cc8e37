"""Answer SPARQL about one store in a process of its own, which can be stopped at any moment.

    python -m panoptrade.graph.stores.rdf_worker FOLDER

A question is a line of JSON on stdin, and so is its answer on stdout; the end of stdin is the end.
It imports nothing of ours, for it is started while somebody waits.
"""

from __future__ import annotations

import json
import signal
import sys
from typing import IO, Any

import pyoxigraph as ox

DAMAGE = ("Corruption", "IO error", "corrupted")


def main(folder: str, questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer every question about the store in a folder until there is none left."""
    if sys.platform != "win32":
        # Ctrl-C goes to both processes: the one that asked decides, and stops this one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    store: ox.Store | None = None
    for question in questions:
        try:
            store = store or ox.Store.read_only(folder)
            found = answer(store, json.loads(question))
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            # A damaged store is told by the engine's words alone.
            broken = store is None or any(word in str(error) for word in DAMAGE)
            found = {"kind": "broken" if broken else "wrong", "message": str(error)}
        answers.write(json.dumps(found).encode() + b"\n")
        answers.flush()


def answer(store: ox.Store, question: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a question, at most `limit` rows of it, and whether there were more."""
    found = store.query(question["text"], prefixes=question["prefixes"])
    if isinstance(found, ox.QueryBoolean):
        return {"kind": "truth", "truth": bool(found)}
    limit, rows = question["limit"], list[Any]()
    for row in found:
        if limit is not None and len(rows) >= limit:
            return _rows(found, rows, more=True)
        rows.append([_parts(term) for term in row])
    return _rows(found, rows, more=False)


def _rows(
    found: ox.QuerySolutions | ox.QueryTriples, rows: list[Any], *, more: bool
) -> dict[str, Any]:
    if isinstance(found, ox.QueryTriples):
        return {"kind": "triples", "rows": rows, "more": more}
    columns = [variable.value for variable in found.variables]
    return {"kind": "rows", "columns": columns, "rows": rows, "more": more}


def _parts(term: Any) -> list[str] | None:
    """Return a term as its kind and its parts: JSON knows no terms."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return ["literal", term.value, term.datatype.value, term.language or ""]
    if isinstance(term, ox.NamedNode):
        return ["iri", term.value]
    return ["blank", term.value] if isinstance(term, ox.BlankNode) else ["other", str(term)]


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
