"""Turn the words of a user's filters into what they mean in the graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from panoptrade.ontology import names, schema, tables, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from panoptrade.graph.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Filters:
    """Which rows an analysis takes; None takes all. Words are checked when they are used.

    `technology` takes narrower concepts along; `grade` is the lowest one taken; `source` is a
    source's id or the name of a loader, which means all its sources.
    """

    technology: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    source: tuple[str, ...] | None = None
    grade: str | None = None


def filters(
    *,
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
) -> Filters:
    """Return the filters that words mean; a single word may stand without a list."""
    return Filters(_tuple(technology), _tuple(kinds), _tuple(source), grade)


def deals(graph: Workspace, filters: Filters) -> str:
    """Return the SQL condition on the view Deal that the filters mean; see `rows`."""
    return rows(graph, filters, "Deal")


def rows(graph: Workspace, filters: Filters, cls: str) -> str:
    """Return the SQL condition on a class's view that the filters mean; `TRUE` for no filter.

    Every word in it comes from a closed list or from the manifest, none from the user.
    Raises UnknownWordError naming what exists, ValueError where the class has no such property.
    """
    found = ["TRUE"]
    if filters.technology is not None:
        if "technology" not in schema.properties(cls):
            msg = f"{cls} says nothing of a technology; leave that filter out"
            raise ValueError(msg)
        found.append(f"list_has_any(technology, {_list(technologies(filters.technology))})")
    if filters.kinds is not None:
        found.append(f"kind IN ({_plain(kinds(filters.kinds, cls))})")
    if filters.source is not None:
        found.append(f"list_has_any(sources, {_list(sources(graph, filters.source))})")
    if filters.grade is not None:
        found.append(f"grade IN ({_plain(grades(filters.grade))})")
    return " AND ".join(found)


def technologies(wanted: Iterable[str]) -> list[str]:
    """Return the ids of technologies by code, id or name, with all their narrower concepts."""
    rows = tables.rows("technologies")
    codes = {row["code"] for row in rows}
    labels = {names.key(row["name"]): row["code"] for row in rows}
    found: set[str] = set()
    for word in wanted:
        bare = word.removeprefix("tech:")
        code = words.choose(labels.get(names.key(bare), bare), sorted(codes), "technology")
        found |= _narrower(code)
    return [f"tech:{code}" for code in sorted(found)]


def kinds(wanted: Iterable[str], cls: str = "Deal") -> list[str]:
    """Return kinds of a class's rows, each checked against terms.csv."""
    known = tables.terms(schema.properties(cls)["kind"].terms)
    return [words.choose(word, known, f"kind of {cls}") for word in wanted]


def sources(graph: Workspace, wanted: Iterable[str]) -> list[str]:
    """Return the ids of sources; the name of a loader means all its sources in this graph."""
    known = graph.sources()
    loaders = {meta["loader"] for meta in known.values()}
    found: list[str] = []
    for word in wanted:
        words.choose(word, sorted({*known, *loaders}), "source in this graph")
        found += [name for name, meta in known.items() if word in {name, meta["loader"]}]
    return sorted(set(found))


def grades(lowest: str) -> list[str]:
    """Return the grades of evidence from the best down to the lowest one taken."""
    known = list(tables.terms("grade"))
    return known[: known.index(words.choose(lowest, known, "grade")) + 1]


def quoted(value: str) -> str:
    """Write a text as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def _narrower(code: str) -> set[str]:
    below = {row["code"] for row in tables.rows("technologies") if row["broader"] == code}
    return {code}.union(*(_narrower(child) for child in below))


def _tuple(wanted: str | Iterable[str] | None) -> tuple[str, ...] | None:
    if wanted is None:
        return None
    return (wanted,) if isinstance(wanted, str) else tuple(wanted)


def _plain(values: Iterable[str]) -> str:
    return ", ".join(quoted(value) for value in values)


def _list(values: Iterable[str]) -> str:
    return f"[{_plain(values)}]"
