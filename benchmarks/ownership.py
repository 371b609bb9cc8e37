"""Measure who is restricted, and who owns what, among generated bodies.

Run `python benchmarks/ownership.py 100000`. The peer is a plain fixpoint over a networkx graph, as
a user would write it, in the same run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import networkx as nx
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from panoptrade.graph import ownership_rules
from panoptrade.graph.cascade import RESTRICTED, solve
from panoptrade.graph.holdings import Holdings, holdings
from panoptrade.graph.interest import interest
from panoptrade.graph.listings import Listing
from panoptrade.graph.workspace import Workspace, merged_schema
from panoptrade.ontology import layout

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
ON = "2025-01-01"
HOLDINGS = 3  # for each body
LISTED, UNKNOWN, BACK = 100, 20, 100  # one in so many: is listed, has no share, closes a circle
TARGETS = 10


def main(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), generated(size))
        held = timed("read and lay out holdings", lambda: holdings(Workspace(Path(folder)), ON))
    named = [held.ids[place] for place in range(0, len(held.ids), LISTED)]
    for name in ("ofac", "uk"):
        rule = ownership_rules.rule(name, ON)
        listings = {one: [_listing(one)] for one in named}
        solved = timed(f"all answers under {name}", lambda: solve(held, listings, rule))  # noqa: B023
        if name == "ofac":
            ours = {one for one in held.ids if solved.answer(one) == RESTRICTED}
            may = sum(1 for _ in solved.touched())
            print(f"  {len(ours)} restricted, {may - len(ours)} that cannot be known")
    last = [held.places[one] for one in held.ids[-TARGETS:]]
    found = timed(
        f"interests in {TARGETS} bodies", lambda: [interest(held, place) for place in last]
    )
    print(f"  owners: {[len(one.owners) for one in found]}")
    graph = timed("networkx: build", lambda: networked(held))
    theirs = timed("networkx: least and greatest fixpoint", lambda: fixpoints(graph, set(named)))
    assert theirs[0] == ours, "the two differ"
    print(f"{len(held.ids)} bodies, {len(held.owner)} holdings; the two agree")


def generated(size: int) -> pa.Table:
    """Return holdings in layers, as groups of firms are; a few lead back and close circles."""
    random = np.random.default_rng(0)
    count = size * HOLDINGS
    asset = random.integers(1, size, count)
    owner = (asset * random.random(count) ** 0.5).astype(int)
    back = random.random(count) < 1 / BACK
    owner[back], asset[back] = asset[back].copy(), owner[back].copy()
    share = np.round(random.random(count) * 100 / HOLDINGS * 2, 1)
    unknown = random.random(count) < 1 / UNKNOWN
    found = {
        "id": [f"ownership:{one:07}" for one in range(count)],
        "owner": [f"org:b{one:07}" for one in owner],
        "asset": [f"org:b{one:07}" for one in asset],
        "kind": ["equity"] * count,
        "share_min": pa.array(share, mask=unknown),
        "share_max": pa.array(share, mask=unknown),
        "start": [f"{2000 + one % 20}-0{1 + one % 9}" for one in range(count)],
    }
    schema = merged_schema("Ownership")
    columns = [found.get(one.name, pa.nulls(count, one.type)) for one in schema]
    return pa.table(columns, schema=schema)


def write(folder: Path, table: pa.Table) -> None:
    layout.graph(folder).mkdir()
    pq.write_table(table, layout.graph(folder) / "Ownership.parquet", compression="zstd")


def networked(held: Holdings) -> nx.DiGraph[int]:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(held.ids)))
    for edge in range(len(held.owner)):
        low, high = float(held.low[edge]), float(held.high[edge])
        graph.add_edge(int(held.owner[edge]), int(held.asset[edge]), low=low, high=high)
    graph.graph["ids"] = held.ids
    return graph


def fixpoints(graph: nx.DiGraph[int], named: set[str]) -> list[set[str]]:
    """Look at every body again until nothing changes, once for each bound."""
    found = []
    for bound in ("low", "high"):
        blocked = {one for one in graph if graph.graph["ids"][one] in named}
        before = -1
        while len(blocked) != before:
            before = len(blocked)
            for one in graph:
                held = (
                    data[bound] for owner, _, data in graph.in_edges(one, data=True)
                    if owner in blocked
                )  # fmt: skip
                if one not in blocked and sum(held) >= 50 - 1e-9:
                    blocked.add(one)
        found.append({graph.graph["ids"][one] for one in blocked})
    return found


def timed(what: str, work: Callable[[], T]) -> T:
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    spent = time.perf_counter() - clock, time.process_time() - processor
    print(f"{what}: {spent[0]:.2f} s, processor {spent[1]:.2f} s")
    return found


def _listing(party: str) -> Listing:
    return Listing(
        party, f"sanction:{party}", "programme:x", "2020", None, None, "official", (), certain=True
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
