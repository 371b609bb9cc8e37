"""Records of every class, invented from the ontology's tables: whatever its types allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from panoptrade.graph import merge
from panoptrade.graph.workspace import Workspace
from panoptrade.loaders import load
from panoptrade.ontology import schema, tables
from panoptrade.ontology.records import Record
from panoptrade.ontology.values import Money
from tests import world as worlds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from panoptrade.ontology.schema import Property

SOURCE = "invented"
# What breaks a statement that is put together, a file of rows, or a page, if anything does.
SHARP = ["'", '"', "`", "\\", "{", "}", "}) DETACH DELETE n //", "/*", "$id", "\n", ";", ",", "|"]
PARTIALS = ["2014", "2014-03", "2014-03-02", "201X", "1949-10-01"]

letters = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"))
texts = st.lists(letters | st.sampled_from(SHARP), min_size=1, max_size=8).map("".join)
floats = st.floats(-1e12, 1e12)
PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "text": texts,
    "name": texts,
    "iso3": st.sampled_from(["KEN", "UGA"]),
    "date": st.sampled_from(PARTIALS),
    "year": st.integers(1000, 2100),
    "number": floats,
    "percent": st.floats(0, 100),
    "boolean": st.booleans(),
    "url": st.sampled_from(["https://example.org/", "https://example.org/?q='`\"&r={}"]),
    "money": st.builds(Money, floats, st.sampled_from(["USD", "EUR"]), st.none() | st.just(2014)),
}


def built(path: Path, found: Iterable[Record]) -> Workspace:
    """Return a workspace at `path` that holds these records and nothing else."""
    taken = list(found)
    load.write(
        path, taken, {source: worlds.meta(source) for source in {one.source for one in taken}}
    )
    merge.build(path)
    return Workspace(path)


def ids(cls: str) -> list[str]:
    """Return the ids that the invented things of a class have."""
    prefix = schema.get(cls).prefix or "index"
    return [f"{prefix}:{cls.lower()}-1", f"{prefix}:{cls.lower()}-{'`{}'}-2"]


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    """Return one record or several of each thing of every class."""
    found = []
    for cls in schema.classes():
        for one in ids(cls):
            for row in range(draw(st.integers(1, 2))):
                grade = draw(st.sampled_from(sorted(tables.terms("grade"))))
                seen = draw(st.none() | st.sampled_from(PARTIALS))
                found.append(
                    Record(cls, one, draw(_values(cls)), SOURCE, f"row {row}", grade, seen)
                )
    return found


@st.composite
def _values(draw: st.DrawFn, cls: str) -> dict[str, Any]:
    known = schema.properties(cls).values()
    return {one.name: draw(_value(one)) for one in known if one.required or draw(st.booleans())}


def _value(one: Property) -> st.SearchStrategy[Any]:
    plain = _one(one)
    return st.lists(plain, min_size=1, max_size=3, unique=True) if one.many else plain


def _one(one: Property) -> st.SearchStrategy[Any]:
    if one.targets:
        classes = {cls for cls in schema.classes() if set(schema.lineage(cls)) & set(one.targets)}
        return st.sampled_from([found for cls in sorted(classes) for found in ids(cls)])
    if one.terms:
        return st.sampled_from(sorted(tables.terms(one.terms)))
    return PLAIN[one.type]
