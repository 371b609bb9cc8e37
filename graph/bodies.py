"""Look up what bodies, persons and lists are called, of which class and country they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from panoptrade.graph.workspace import Workspace

CLASSES = ("Vendor", "Organization", "Government", "Person")


def bodies(graph: Workspace) -> dict[str, tuple[str, str, list[str]]]:
    """Return the name, class and countries (alpha-3 codes) of every body and person by its id."""
    found: dict[str, tuple[str, str, list[str]]] = {}
    for cls in CLASSES:
        table = graph.arrow(cls)
        columns = [table[one].to_pylist() for one in ("id", "name", "country")]
        for one, name, country in zip(*columns, strict=True):
            codes = [code.removeprefix("country:") for code in country or []]
            found[one] = (name, cls, codes)
    return found


def names(graph: Workspace) -> dict[str, str]:
    """Return the name of every body, person and list by its id."""
    lists = graph.arrow("Programme")
    known = dict(zip(lists["id"].to_pylist(), lists["name"].to_pylist(), strict=True))
    return known | {one: name for one, (name, _, _) in bodies(graph).items()}
