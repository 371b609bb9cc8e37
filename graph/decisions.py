"""Apply the verdicts of decisions.csv on which ids mean the same thing."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from panoptrade.ontology import layout, words

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("left", "right", "verdict", "by", "when", "why")
VERDICTS = ("same", "different", "unsure")


def same(workspace: Path) -> dict[str, str]:
    """Return the id that each judged id is merged into: the first in the alphabet of its group.

    No decisions give an empty mapping. Raises WorkspaceError when two ids are judged the same
    and, through others, different.
    """
    rows = _rows(workspace / "decisions.csv")
    groups: dict[str, str] = {}
    for row in rows:
        if row["verdict"] == "same":
            _unite(groups, row["left"], row["right"])
    found = {one: _root(groups, one) for one in groups}
    for row in rows:
        left, right = (found.get(row[side], row[side]) for side in ("left", "right"))
        if row["verdict"] == "different" and left == right:
            msg = f"decisions.csv: {row['left']} and {row['right']} are judged both same and different"
            raise layout.WorkspaceError(msg)
    return {one: root for one, root in found.items() if one != root}


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not {"left", "right", "verdict"} <= set(reader.fieldnames or ()):
            msg = f"{path}: wants the columns {', '.join(COLUMNS)}"
            raise layout.WorkspaceError(msg)
        rows = list(reader)
    for number, row in enumerate(rows, start=2):
        if row["verdict"] not in VERDICTS:
            msg = f"{path}:{number}: {words.unknown(row['verdict'], VERDICTS, 'verdict')}"
            raise layout.WorkspaceError(msg)
    return rows


def _unite(groups: dict[str, str], left: str, right: str) -> None:
    groups.setdefault(left, left)
    groups.setdefault(right, right)
    first, last = sorted((_root(groups, left), _root(groups, right)))
    groups[last] = first


def _root(groups: dict[str, str], one: str) -> str:
    while groups[one] != one:
        one = groups[one]
    return one
