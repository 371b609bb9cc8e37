"""List organizations whose names the alias table does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from panoptrade.ontology import names

if TYPE_CHECKING:
    from panoptrade.graph.workspace import Workspace

COLUMNS = ["id", "name", "class", "sources", "records"]


def unresolved(graph: Workspace) -> pd.DataFrame:
    """Return organizations that the alias table does not know, most recorded first.

    Columns: id, name, class, sources, records. Each is an identity of its own until someone
    judges it to be another's. No such organization gives no rows.
    """
    rows = [
        {**{name: row[name] for name in ("id", "name", "sources", "records")}, "class": cls}
        for cls in ("Vendor", "Organization")
        for row in graph.arrow(cls).to_pylist()
        if not names.organization(row["name"]).known
    ]
    rows.sort(key=lambda row: (-row["records"], row["id"]))
    return pd.DataFrame(rows, columns=COLUMNS)
