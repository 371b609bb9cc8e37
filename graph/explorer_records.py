"""Say of each record that the explorer draws where it stands, on what it rests and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from panoptrade.graph import decisions
from panoptrade.graph.workspace import read
from panoptrade.ontology import layout, schema, tables, values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from panoptrade.graph.workspace import Workspace

# What is worth a word beside the kind, the year and the source, in the order that it is said.
SAID = ("period", "buyer", "intermediary", "financier", "product", "component", "round",
        "listed_name", "list_id", "citation", "note")  # fmt: skip
LONGEST = 300
# Of these many sources say something, and few what is drawn: what they offer.
DESCRIBED = frozenset({"Vendor"})


class Spoken(NamedTuple):
    """What is said of a record: `places` are pairs of a source and the locator inside it."""

    grade: str
    places: list[tuple[str, str]]
    technologies: list[str]
    url: str
    says: str


def spoken(graph: Workspace, wanted: dict[str, set[str]]) -> dict[str, Spoken]:
    """Return what is said of records by id: the `wanted` ones of each class."""
    found, names = {}, _names(graph)
    for cls, ids in wanted.items():
        places, grades = _places(graph, cls, ids)
        for row in graph.rows(cls, ids):
            url = next((one for one in row.get("url") or [] if one.startswith("http")), "")
            at = places.get(row["id"]) or [(source, "") for source in row["sources"]]
            technologies = list(row.get("technology") or [])
            grade = grades.get(row["id"], row["grade"])
            found[row["id"]] = Spoken(grade, at, technologies, url, _says(row, names, cls))
    return found


def _names(graph: Workspace) -> dict[str, str]:
    """Return what those are called that a record may name beside its ends."""
    found: dict[str, str] = {}
    for cls in ("Organization", "Vendor", "Government", "Product"):
        table = graph.arrow(cls)
        found |= dict(zip(table["id"].to_pylist(), table["name"].to_pylist(), strict=True))
    return found


def _places(
    graph: Workspace, cls: str, ids: set[str]
) -> tuple[dict[str, list[tuple[str, str]]], dict[str, str]]:
    """Return where the sources say it; an id that was judged the same as another counts as it.

    Of what describes a thing only the rows that state its technology count, and their best grade
    is given too.
    """
    moved = decisions.same(graph.path) | graph.moves
    asked = ids | {one for one, root in moved.items() if root in ids}
    best = list(tables.terms("grade"))
    found: dict[str, list[tuple[str, str]]] = {}
    grades: dict[str, str] = {}
    columns = ["id", "source", "locator", *(["grade", "technology"] if cls in DESCRIBED else [])]
    for path in sorted(layout.sources(graph.path).glob(f"[!.]*/{cls}.parquet")):
        for row in read(path, asked).select(columns).to_pylist():
            if cls in DESCRIBED and not row["technology"]:
                continue
            one = moved.get(row["id"], row["id"])
            found.setdefault(one, []).append((row["source"], values.text(row["locator"] or "")))
            if cls in DESCRIBED:
                grades[one] = min(row["grade"], grades.get(one, row["grade"]), key=best.index)
    return found, grades


def _says(row: dict[str, Any], names: dict[str, str], cls: str) -> str:
    parts = [*_money(row), *_share(row), *_pairing(row)]
    for name in SAID:
        if given := row.get(name):
            words = [_word(one, names) for one in ([given] if isinstance(given, str) else given)]
            label = name.replace("_", " ")
            parts.append(f"{label}: {', '.join(words)}")
    if cls == "Sanction" and row.get("end"):
        parts.append(f"ended {row['end']}")
    text = values.text(" · ".join(parts))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _word(value: str, names: dict[str, str]) -> str:
    return names.get(value, value)


def _money(row: dict[str, Any]) -> Iterator[str]:
    for name in ("value", "amount"):
        if row.get(name) is not None:
            yield f"{name}: {row[name]:,.0f} {row.get(f'{name}_currency') or ''}".strip()


def _share(row: dict[str, Any]) -> Iterator[str]:
    low, high = row.get("share_min"), row.get("share_max")
    if low is not None or high is not None:
        same = low == high or high is None or low is None
        alone = low if low is not None else high
        yield f"{alone:g} %" if same else f"{low:g} to {high:g} %"
    if row.get("control"):
        yield "control"


def _pairing(row: dict[str, Any]) -> Iterator[str]:
    if row.get("pairing") == "possible":
        yield "the source does not say which vendor goes with which technology"


def named(graph: Workspace, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return class, name, aliases and countries of things by id; one not described has no class."""
    left = set(ids)
    found: dict[str, dict[str, Any]] = {}
    for cls, one in schema.classes().items():
        if one.kind != "node" or "name" not in schema.properties(cls):
            continue
        for row in graph.rows(cls, left):
            found[row["id"]] = {
                "cls": cls,
                "name": values.text(row["name"]) or row["id"],
                "alias": [text for one in row.get("alias") or [] if (text := values.text(one))],
                "country": _many(row.get("country")),
            }
        left -= found.keys()
    bare = {"cls": "", "alias": [], "country": []}
    return found | {one: {**bare, "name": one} for one in left}


def _many(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def technologies() -> list[dict[str, str]]:
    """Return the technologies as rows of id, name and the id of the broader one."""
    rows = tables.rows("technologies")
    return [
        {
            "id": f"tech:{row['code']}",
            "name": row["name"],
            "broader": f"tech:{row['broader']}" if row["broader"] else "",
        }
        for row in rows
    ]
