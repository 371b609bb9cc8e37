"""Write who owns whom as statements of BODS 0.4: the same graph gives the same bytes."""

from __future__ import annotations

import json
from collections import Counter
from typing import IO, TYPE_CHECKING

from panoptrade.graph import bods_statements, files

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.graph.workspace import Workspace


def write(graph: Workspace, to: IO[bytes], published: str | None = None) -> dict[str, int]:
    """Write a JSON array of statements to an open file; return how many of which type of record.

    See `bods_statements.statements` for the date of publication, and what is raised.
    """
    counts: Counter[str] = Counter()
    between = b"[\n"
    for one in bods_statements.statements(graph, published):
        to.write(between + json.dumps(one, ensure_ascii=False).encode())
        counts[one["recordType"]] += 1
        between = b",\n"
    to.write(b"\n]\n" if counts else b"[]\n")
    return dict(counts)


def export(graph: Workspace, path: Path, published: str | None = None) -> dict[str, int]:
    """Write the statements to a path; an error leaves the file that was there."""
    with files.replacing(path) as file:
        return write(graph, file, published)
