"""Lay a part of the graph out as the columns that the explorer's page reads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from panoptrade.graph import drawing, explorer_places, explorer_records, palette
from panoptrade.graph.explorer_links import KINDS, UNCLASSIFIED, UNDATED, VERBS
from panoptrade.graph.explorer_pack import Words, fronted, steps
from panoptrade.ontology import schema, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from panoptrade.graph.explorer_links import Link
    from panoptrade.graph.workspace import Workspace

# Such things are many and tie nearly all to nearly all: they wait hidden until they are asked for.
HIDDEN = ("Product", "Technology")


class Opening(NamedTuple):
    """What the page opens on: the thing it is about and the ids shown first, all where empty.

    `asked` are the ids that were asked for by name: what they are is not hidden.
    """

    about: str | None
    first: frozenset[str]
    asked: frozenset[str] = frozenset()


def columns(
    graph: Workspace, links: Sequence[Link], opening: Opening, *, regime: str, seed: int
) -> dict[str, Any]:
    """Return nodes, records and links as columns, and the lists that numbers in them point to.

    Nodes and records are in the order of their ids; a link is a record between two nodes.
    """
    ids = sorted({one for link in links for one in (link.source, link.target)})
    ids = sorted({*ids, opening.about}) if opening.about else ids
    at = {one: number for number, one in enumerate(ids)}
    things = explorer_records.named(graph, ids)
    used = _classes(things.values())
    off = _hidden(things, opening)
    pairs = sorted({(at[link.source], at[link.target]) for link in links})
    hidden = {at[one] for one, thing in things.items() if thing["cls"] in off}
    first = [at[one] for one in opening.first]
    return {
        "palette": {name: palette.table()[name] for name in ("surface", "class", "record")},
        "verbs": VERBS,
        "classes": [[cls, schema.get(cls).label if cls else "not described"] for cls in used],
        "off": [used.index(cls) for cls in off],
        "nodes": _nodes(graph, ids, things, used),
        **explorer_places.columns(
            graph.path, len(ids), pairs, hidden=hidden, first=first, seed=seed
        ),
        **_records(graph, links, at),
        "technologies": explorer_records.technologies(),
        "regimes": _regimes(regime),
        "about": at[opening.about] if opening.about else None,
    }


def _classes(things: Iterable[dict[str, Any]]) -> list[str]:
    order = [*schema.classes(), ""]
    return sorted({one["cls"] for one in things}, key=order.index)


def _hidden(things: dict[str, dict[str, Any]], opening: Opening) -> list[str]:
    """Return the classes that the page opens without; all are shown where nothing else is there."""
    asked = {*opening.asked, *([opening.about] if opening.about else [])}
    wanted = {things[one]["cls"] for one in asked if one in things}
    used = {thing["cls"] for thing in things.values()}
    found = [cls for cls in HIDDEN if cls in used - wanted]
    return found if used - set(found) else []


def _nodes(
    graph: Workspace, ids: list[str], things: dict[str, dict[str, Any]], used: list[str]
) -> dict[str, Any]:
    countries = {one for thing in things.values() for one in thing["country"]}
    called = {key: one["name"] for key, one in explorer_records.named(graph, countries).items()}
    rows = [things[one] for one in ids]
    return {
        "id": fronted(ids),
        "name": [row["name"] for row in rows],
        "cls": [used.index(row["cls"]) for row in rows],
        "alias": {number: row["alias"] for number, row in enumerate(rows) if row["alias"]},
        "country": [", ".join(called[one] for one in row["country"]) for row in rows],
    }


def _records(graph: Workspace, links: Sequence[Link], at: dict[str, int]) -> dict[str, Any]:
    by_id = {link.id: link for link in links}
    order = sorted(by_id)
    wanted: dict[str, set[str]] = {}
    for link in by_id.values():
        wanted.setdefault(link.cls, set()).add(link.id)
    spoken = explorer_records.spoken(graph, wanted)
    kinds, sets, sources = Words(), Words(), Words()
    grades = list(tables.terms("grade"))
    codes = {row["id"]: number for number, row in enumerate(explorer_records.technologies())}
    rows = [(by_id[one], spoken[one]) for one in order]
    number = {one: place for place, one in enumerate(order)}
    records = {
        "id": fronted(order),
        "kind": [kinds.number((link.cls, link.kind)) for link, _ in rows],
        "first": [link.first for link, _ in rows],
        "last": [link.last for link, _ in rows],
        "grade": [grades.index(said.grade) for _, said in rows],
        "source": [_single([sources.number(name) for name, _ in said.places]) for _, said in rows],
        "place": fronted("\n".join(place for _, place in said.places) for _, said in rows),
        "tech": [sets.number(tuple(codes[one] for one in said.technologies)) for _, said in rows],
        "url": [said.url for _, said in rows],
        "says": [said.says for _, said in rows],
    }
    names = _regime_codes(links)
    drawn = sorted((at[x.source], at[x.target], number[x.id], names[x.regime]) for x in links)
    return {
        "records": records,
        "links": {
            "s": steps(one[0] for one in drawn),
            "t": [one[1] for one in drawn],
            "r": steps(one[2] for one in drawn),
            "g": [one[3] for one in drawn],
        },
        "kinds": [_kind(cls, kind) for cls, kind in kinds.numbers],
        "grades": [row["label"] for row in tables.terms("grade").values()],
        "sources": [_source(graph, name) for name in sources.numbers],
        "techsets": [list(one) for one in sets.numbers],
        "regimeCodes": list(names),
    }


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _regime_codes(links: Sequence[Link]) -> dict[str, int]:
    found = Counter(link.regime for link in links)
    return {one: number for number, one in enumerate(sorted(found))}


def _kind(cls: str, kind: str) -> dict[str, Any]:
    words = drawing.kind(kind, cls) if kind else KINDS.get(cls, schema.get(cls).label)
    what = kind.partition(":")[0]
    return {
        "cls": cls,
        "group": KINDS.get(cls, schema.get(cls).label),
        "code": kind,
        "since": "known by" if cls == "Product" else "since",
        "label": words,
        "faint": what in drawing.NO_SALE,
    }


def _source(graph: Workspace, name: str) -> dict[str, str]:
    meta = graph.sources().get(name, {})
    wanted = ("title", "url", "publisher", "licence", "edition")
    return {"id": name, **{key: meta.get(key) or "" for key in wanted}}


def _regimes(index: str) -> dict[str, Any]:
    rows = [row for row in tables.rows("regimes") if row["index"] == index]
    names = {f"{row['index']}:{row['code']}": row["name"] for row in rows}
    return {
        "index": tables.terms("regime-index")[index]["label"],
        "names": names | {UNDATED: UNDATED, UNCLASSIFIED: UNCLASSIFIED},
    }
