"""Write a graph as entities of FollowTheMoney, JSON lines: the same graph gives the same bytes."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

from panoptrade.graph import files, ftm_entities

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.graph.workspace import Workspace


def write(graph: Workspace, to: IO[bytes]) -> dict[str, int]:
    """Write the entities of a graph to an open file, and return how many of which schema."""
    counts: dict[str, int] = {}
    for one in ftm_entities.entities(graph):
        to.write(json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        counts[one["schema"]] = counts.get(one["schema"], 0) + 1
    return counts


def export(graph: Workspace, path: Path) -> dict[str, int]:
    """Write the entities of a graph to a path; an error leaves the file that was there."""
    with files.replacing(path) as file:
        return write(graph, file)
