"""Find the thing that a user means by an id, a name or an alias."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from panoptrade.ontology import names, schema
from panoptrade.ontology.words import UnknownWordError

if TYPE_CHECKING:
    from panoptrade.graph.workspace import Workspace

NAMED = ("Vendor", "Organization", "Government", "Person", "Product", "Country", "Technology",
         "Programme", "RegimeClass", "Source")  # fmt: skip


class Found(NamedTuple):
    """A thing in the graph: its id, class and name, and how it was meant (id, name or alias)."""

    id: str
    cls: str
    name: str
    how: str


def find(graph: Workspace, wanted: str) -> Found:
    """Return the one thing that an id, a name or an alias means; case and accents do not matter.

    Raises UnknownWordError when nothing is meant, naming the nearest, or when several things are.
    """
    by_id = _by_id(graph, wanted)
    if by_id:
        return by_id
    index = _index(graph)
    found = index.get(names.key(wanted), [])
    named = [one for one in found if one.how == "name"] or found
    if len(named) == 1:
        return named[0]
    if named:
        several = ", ".join(f"{one.id} ({one.name})" for one in named)
        msg = f"{wanted!r} means several things: {several}; say which by its id"
        raise UnknownWordError(msg)
    near = get_close_matches(names.key(wanted), index, n=3, cutoff=0.75)
    hints = ", ".join(f"{index[one][0].name} ({index[one][0].id})" for one in near)
    msg = f"nothing in the graph is called {wanted!r}" + (f"; near it: {hints}" if hints else "")
    raise UnknownWordError(msg)


def _by_id(graph: Workspace, wanted: str) -> Found | None:
    with graph.connect() as db:
        for cls in schema.classes():
            name = "name" if "name" in schema.properties(cls) else "id"
            row = db.execute(
                f'SELECT id, {name} FROM "{cls}" WHERE id = ?',  # noqa: S608 - a class of ours
                [wanted],
            ).fetchone()
            if row:
                return Found(row[0], cls, row[1], "id")
    return None


def _index(graph: Workspace) -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {}
    for cls in NAMED:
        for row in graph.arrow(cls).to_pylist():
            one = Found(row["id"], cls, row["name"], "name")
            found.setdefault(names.key(row["name"]), []).append(one)
            for alias in row.get("alias") or []:
                same = found.setdefault(names.key(alias), [])
                if one.id not in {other.id for other in same}:
                    same.append(one._replace(how="alias"))
    return found
