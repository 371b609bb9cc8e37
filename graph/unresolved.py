"""List organizations whose names the alias table does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from panoptrade.ontology import names, tables

if TYPE_CHECKING:
    from panoptrade.graph.workspace import Workspace

COLUMNS = ["id", "name", "class", "sources", "records"]


def unresolved(graph: Workspace) -> pd.DataFrame:
    """Return organizations whose identity rests on a name that the alias table does not know.

    Columns: id, name, class, sources, records; most recorded first. Each is an identity of its
    own until someone judges it to be another's. Those that a list numbers (`org:ofac-1234`) need
    no name to be told apart: they are left out, and `attrs["notes"]` says how many. No such
    organization gives no rows.
    """
    known = {f"org:{row['key']}" for row in tables.rows("aliases")}
    unknown = [
        {**{name: row[name] for name in ("id", "name", "sources", "records")}, "class": cls}
        for cls in ("Vendor", "Organization")
        for row in graph.arrow(cls).to_pylist()
        if row["id"] not in known
    ]
    rows = [row for row in unknown if row["id"] == _by_name(row["name"])]
    rows.sort(key=lambda row: (-row["records"], row["id"]))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    numbered = len(unknown) - len(rows)
    frame.attrs["notes"] = [f"{numbered} more have an id that is not their name: left out"]
    return frame


def _by_name(name: str) -> str | None:
    try:
        return names.organization(name).id
    except ValueError:
        # No letter or digit in it: its id comes from elsewhere.
        return None
