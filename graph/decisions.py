"""Apply the verdicts of decisions.csv on which ids mean the same thing."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from panoptrade.ontology import layout, schema, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

COLUMNS = ("left", "right", "verdict", "by", "when", "why")
VERDICTS = ("same", "different", "unsure")


def same(workspace: Path) -> dict[str, str]:
    """Return the id that each judged id is merged into: the first in the alphabet of its group.

    No decisions give an empty mapping. Raises WorkspaceError when two ids are judged the same
    and, through others, different.
    """
    return moves(read(workspace))


def moves(rows: Iterable[dict[str, str]]) -> dict[str, str]:
    """Return the id that each id is merged into by rows of decisions; the last on a pair counts.

    Raises WorkspaceError when two ids are judged the same and, through others, different.
    """
    last = list({frozenset((row["left"], row["right"])): row for row in rows}.values())
    groups: dict[str, str] = {}
    for row in last:
        if row["verdict"] == "same":
            _unite(groups, row["left"], row["right"])
    found = {one: _root(groups, one) for one in groups}
    for row in last:
        left, right = (found.get(row[side], row[side]) for side in ("left", "right"))
        if row["verdict"] == "different" and left == right:
            both = f"{row['left']} and {row['right']}"
            msg = f"decisions.csv: {both} are judged both same and different"
            raise layout.WorkspaceError(msg)
    return {one: root for one, root in found.items() if one != root}


def judged(rows: Iterable[dict[str, str]]) -> dict[frozenset[str], str]:
    """Return the verdict on each pair of ids as merged; a pair judged the same is one id."""
    taken = list(rows)
    moved = moves(taken)
    return {
        frozenset(moved.get(row[side], row[side]) for side in ("left", "right")): row["verdict"]
        for row in taken
    }


def read(workspace: Path) -> list[dict[str, str]]:
    """Return the rows of decisions.csv; no file gives none.

    Raises WorkspaceError when the file is damaged or a row is wrong.
    """
    return _rows(workspace / "decisions.csv")


def wrong(row: Mapping[str, str]) -> str:
    """Return what is wrong with a row's ids and verdict; blank where nothing is."""
    if row["verdict"] not in VERDICTS:
        return words.unknown(row["verdict"] or "", VERDICTS, "verdict")
    if not (row["left"] and row["right"]):
        return "wants two ids, left and right"
    if row["verdict"] == "same" and _roots(row["left"]).isdisjoint(_roots(row["right"])):
        return f"{row['left']} and {row['right']} are things of different classes"
    return ""


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            columns = set(reader.fieldnames or ())
            rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        msg = f"{path}: damaged ({error}); save it as CSV in UTF-8"
        raise layout.WorkspaceError(msg) from error
    if not {"left", "right", "verdict"} <= columns:
        msg = f"{path}: wants the columns {', '.join(COLUMNS)}"
        raise layout.WorkspaceError(msg)
    for number, row in enumerate(rows, start=2):
        if said := wrong(row):
            msg = f"{path}:{number}: {said}"
            raise layout.WorkspaceError(msg)
    return rows


def _roots(one: str) -> set[str]:
    """Return the topmost classes whose ids begin as this one does; itself where none does."""
    found = schema.classes().values()
    prefix = one.partition(":")[0]
    return {schema.lineage(cls.name)[-1] for cls in found if cls.prefix == prefix} or {prefix}


def _unite(groups: dict[str, str], left: str, right: str) -> None:
    groups.setdefault(left, left)
    groups.setdefault(right, right)
    first, last = sorted((_root(groups, left), _root(groups, right)))
    groups[last] = first


def _root(groups: dict[str, str], one: str) -> str:
    while groups[one] != one:
        one = groups[one]
    return one
