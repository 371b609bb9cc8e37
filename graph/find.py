"""Find the thing that a user means by an id, a name or an alias."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from panoptrade.graph import bodies, decisions
from panoptrade.ontology import names, schema
from panoptrade.ontology.words import UnknownWordError

if TYPE_CHECKING:
    from panoptrade.graph.workspace import Workspace

NAMED = ("Vendor", "Organization", "Government", "Person", "Product", "Country", "Technology",
         "Programme", "RegimeClass", "Source")  # fmt: skip


class Found(NamedTuple):
    """A thing in the graph: its id, class and name, and how it was meant.

    `how` is id, name, alias, code for an id without its prefix, decision where the id was judged
    the same as another, or succession where the graph reads it as the name that came later.
    """

    id: str
    cls: str
    name: str
    how: str


def find(graph: Workspace, wanted: str) -> Found:
    """Return the one thing that an id, a name or an alias means; case and accents do not matter.

    Where nothing is called so, an id may lack its prefix: `us-bis-entity-list`.

    Raises UnknownWordError when nothing is meant, naming the nearest, or when several things are.
    """
    moved = decisions.same(graph.path).get(wanted)
    by_id = _by_id(graph, moved or wanted)
    if by_id:
        how = "succession" if wanted in graph.moves else "id"
        return by_id._replace(how=how if moved is None else "decision")
    index = _index(graph)
    found = index.get(names.key(wanted), [])
    named = [one for one in found if one.how == "name"] or found or _coded(wanted, index)
    if len(named) == 1:
        return named[0]
    raise UnknownWordError(_several(wanted, named) if named else _nothing(wanted, index))


def party(graph: Workspace, wanted: str) -> Found:
    """Return the body or person that an id, a name or an alias means: what can be owned or listed.

    Raises UnknownWordError as `find` does, and when something else is meant.
    """
    found = find(graph, wanted)
    if found.cls in bodies.CLASSES:
        return found
    known = ", ".join(bodies.CLASSES)
    msg = f"{wanted!r} means {found.id}, a {found.cls}; only a {known} is owned or listed"
    raise UnknownWordError(msg)


def _coded(wanted: str, index: dict[str, list[Found]]) -> list[Found]:
    code = wanted.casefold()
    found = {one.id: one for several in index.values() for one in several}
    return [
        one._replace(how="code")
        for one in found.values()
        if one.id.partition(":")[2].casefold() == code
    ]


def _several(wanted: str, named: list[Found]) -> str:
    several = ", ".join(f"{one.id} ({one.name})" for one in named)
    return f"{wanted!r} means several things: {several}; say which by its id"


def _nothing(wanted: str, index: dict[str, list[Found]]) -> str:
    # A mistyped id is nearest to the name that it was made of.
    bare = names.key(wanted.partition(":")[2] or wanted)
    near = get_close_matches(bare, index, n=6, cutoff=0.75)
    hints = {one.id: f"{one.name} ({one.id})" for key in near for one in index[key]}
    hint = f"; near it: {', '.join(list(hints.values())[:3])}" if hints else ""
    return f"nothing in the graph is called {wanted!r}{hint}"


def _by_id(graph: Workspace, wanted: str) -> Found | None:
    for cls in schema.classes():
        for row in graph.rows(cls, [wanted]):
            return Found(row["id"], cls, row.get("name") or row["id"], "id")
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
