"""Take words for things: ids, names, aliases and country codes, and say how each was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.graph import find as finding
from panoptrade.ontology import schema
from panoptrade.ontology.words import UnknownWordError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from panoptrade.graph.find import Found
    from panoptrade.graph.workspace import Workspace


def things(
    graph: Workspace, wanted: str | Iterable[str] | None, classes: Iterable[str], notes: list[str]
) -> list[Found]:
    """Return the things of these classes that words mean, each once; add to `notes` how.

    A bare code is tried with the prefix of each class: `CHN` is `country:CHN`, `acme` `org:acme`.
    Raises UnknownWordError when nothing or something of another class is meant.
    """
    allowed = list(classes)
    found: dict[str, Found] = {}
    for word in [wanted] if isinstance(wanted, str) else wanted or ():
        one = _of_code(graph, word, allowed) or finding.find(graph, word)
        if one.cls not in allowed:
            kinds = " or ".join(allowed)
            msg = f"{word!r} means {one.id}, which is a {one.cls}; what is wanted is a {kinds}"
            raise UnknownWordError(msg)
        if one.how != "id":
            notes.append(f"{word!r} is taken as {one.id} ({one.name}, by its {one.how})")
        found.setdefault(one.id, one)
    return list(found.values())


def _of_code(graph: Workspace, word: str, classes: list[str]) -> Found | None:
    for cls in classes:
        for row in graph.rows(cls, [f"{schema.get(cls).prefix}:{word}"]):
            return finding.Found(row["id"], cls, row["name"], "code")
    return None
