"""Set published figures against what the graph and the printed numbers give."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from panoptrade.graph import arithmetic, recount
from panoptrade.graph.answer import Answer
from panoptrade.ontology import tables, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from panoptrade.graph.workspace import Workspace

    Target = Mapping[str, str]

COLUMNS = [
    "id", "target", "claim", "published", "computed", "difference", "unit", "status", "kind",
    "explanation", "rows", "source", "place", "url",
]  # fmt: skip
REPRODUCED, DIFFERS, IMPOSSIBLE = "reproduced", "differs", "not reproducible"
STATUSES = (REPRODUCED, DIFFERS, IMPOSSIBLE)


def reproduce(graph: Workspace, targets: str | Iterable[str] | None = None) -> pd.DataFrame:
    """Compute each published figure of published.csv anew, and set it beside what was published.

    `targets` picks by id or by number; None takes all. Columns: id, target (a number that groups
    them), claim, published, computed, difference (computed less published), unit, status
    (reproduced: equal at the precision that was published, or at least as much where the claim
    says so; differs; not reproducible), kind (printed: the publication prints the figure;
    recount: we counted it before from what it prints), explanation, rows (ids of records behind a
    difference), source, place, url. A graph without a source that a figure wants makes it not
    reproducible, and the explanation names the source. Raises UnknownWordError for a wrong word.
    """
    chosen = [_row(graph, one) for one in _chosen(targets)]
    frame = pd.DataFrame(chosen, columns=COLUMNS)
    for name in ("published", "computed", "difference"):
        frame[name] = frame[name].astype(float)
    frame.attrs["notes"] = _notes(frame)
    return frame


def answer(graph: Workspace, target: Target) -> Answer:
    """Return what a target comes to; without a value where the graph or the world lacks data."""
    wanted = tables.items(target["sources"])
    missing = [one for one in wanted if one not in graph.sources()]
    if missing:
        named = ", ".join(missing)
        return Answer(
            None, (), f"missing: {named} is not in this graph; load it, or take pt.starter()"
        )
    if not target["function"]:
        return Answer(None, (), f"missing: {target['needs']}")
    if wanted:
        found = recount.FIGURES[target["function"]](graph, wanted[0], target["given"])
    else:
        found = arithmetic.FIGURES[target["function"]](target["given"])
    if found.value is None:
        lacking = target["needs"] or "a cell that is zero leaves nothing to divide by"
        return Answer(None, found.behind, f"missing: {lacking}; {found.said}")
    return found


def _chosen(targets: str | Iterable[str] | None) -> list[Target]:
    rows = tables.rows("published")
    if targets is None:
        return list(rows)
    wanted = [targets] if isinstance(targets, str) else list(targets)
    known = dict.fromkeys([*(row["target"] for row in rows), *(row["id"] for row in rows)])
    for one in wanted:
        words.choose(one, known, "target")
    return [row for row in rows if {row["id"], row["target"]} & set(wanted)]


def _row(graph: Workspace, target: Target) -> dict[str, Any]:
    found, published = answer(graph, target), float(target["published"])
    status = _status(target, found)
    same = status == REPRODUCED
    return {
        **{name: target[name] for name in ("id", "claim", "kind", "source", "place", "url")},
        "target": int(target["target"]),
        "published": published,
        "computed": found.value,
        # Figures in two units have no difference.
        "difference": None if found.value is None or found.unit else found.value - published,
        "unit": found.unit or target["unit"],
        "status": status,
        "explanation": _explained(target, found, same=same),
        "rows": [] if same else list(found.behind),
    }


def _status(target: Target, found: Answer) -> str:
    if found.value is None:
        return IMPOSSIBLE
    published, digits = float(target["published"]), int(target["digits"])
    near = round(found.value, digits) == round(published, digits)
    enough = target["sense"] == "at least" and found.value >= published
    return REPRODUCED if (near or enough) and not found.unit else DIFFERS


def _explained(target: Target, found: Answer, *, same: bool) -> str:
    """Return the words of an answer; those on a difference only where there is one."""
    least = "the claim is a lower bound" if target["sense"] == "at least" and found.value else ""
    arithmetic_only = not target["sources"] and found.value is not None
    said = found.said if not same or arithmetic_only else ""
    cut = "the published figure is cut off and not rounded" if _cut(target, found) else ""
    return "; ".join(part for part in (least, said, cut) if part)


def _cut(target: Target, found: Answer) -> bool:
    if _status(target, found) != DIFFERS or found.value is None or found.unit:
        return False
    scale = 10.0 ** int(target["digits"])
    return scale > 1 and math.floor(found.value * scale) / scale == float(target["published"])


def _notes(frame: pd.DataFrame) -> list[str]:
    count = {one: int((frame["status"] == one).sum()) for one in STATUSES}
    ours = int((frame["kind"] == "recount").sum())
    parts = ", ".join(f"{number} {one}" for one, number in count.items())
    return [
        f"{len(frame)} figures: {parts}",
        f"{ours} are recounts: no publication prints them, we had counted them from what it prints",
        "reproduced says that the records give the figure, not that the world does",
    ]
