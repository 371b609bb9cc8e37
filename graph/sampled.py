"""See a graph with other deals than its own: everything else, and the disk, stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from panoptrade.graph.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb


@dataclass(frozen=True, eq=False)
class Sampled(Workspace):
    """A workspace whose table Deal is `deals`, for analyses that read tables.

    What reads the stores (Cypher, SPARQL) or the records of a source sees the graph on disk.
    """

    deals: pa.Table = field(kw_only=True)

    def arrow(self, cls: str) -> pa.Table:
        """Return the merged table of a class; the deals are those given."""
        return self.deals if cls == "Deal" else super().arrow(cls)

    def rows(self, cls: str, wanted: Iterable[str]) -> list[dict[str, Any]]:
        """Return the rows of a class with the wanted ids, as plain data."""
        if cls != "Deal":
            return super().rows(cls, wanted)
        chosen = pc.is_in(self.deals["id"], pa.array(sorted(set(wanted)), pa.string()))
        found: list[dict[str, Any]] = self.deals.filter(chosen).to_pylist()
        return found

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return a connection as a workspace does, with the deals given in the place of its own."""
        db = super().connect()
        db.register("Deal", self.deals)
        return db


def sampled(graph: Workspace, deals: pa.Table) -> Sampled:
    """Return a graph with these deals instead of its own."""
    return Sampled(graph.path, graph.moves, deals=deals)


def taken(deals: pa.Table, copies: Iterable[int]) -> pa.Table:
    """Return deals as often as `copies` says; a second copy's id ends in `#2`, and so on.

    An analysis counts distinct ids: a deal that was drawn twice has to count twice.
    """
    index, ids = [], []
    for at, (name, number) in enumerate(zip(deals["id"].to_pylist(), copies, strict=True)):
        index += [at] * int(number)
        ids += [name, *(f"{name}#{one}" for one in range(2, int(number) + 1))][: int(number)]
    found = deals.take(pa.array(index, pa.int64()))
    return found.set_column(0, "id", pa.array(ids, pa.string()))
