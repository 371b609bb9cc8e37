"""Measure the embedded store against Neo4j: `python benchmarks/neo4j_store.py [NODES] [--push]`.

In one run, on one generated graph: the embedded store is filled from the Parquet tables; a real
Neo4j, of the tests' jars, by its own offline import, and with `--push` a second one by a push over
Bolt. Then the same questions go to both, each once to warm up and three times to be timed, and the
fastest counts. Needs Java 17 and Maven, as `make test` does.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generated import generate

from panoptrade.graph import export_neo4j
from panoptrade.graph.api import open_graph
from panoptrade.graph.stores import embedded
from panoptrade.graph.stores import neo4j as store
from tests import neo4j_server

if TYPE_CHECKING:
    from collections.abc import Callable

    from panoptrade.graph.api import Graph

NAMED = {
    "government-suppliers": {},
    "evidence-for-a-country": {},
    "restrictions-on-a-date": {"party": "org:v7"},
    "vendor-dossier": {"vendor": "org:v7"},
    "deals-to-weak-democracies": {},
    "countries-with-both-technologies": {},
    "vendors-on-thin-evidence": {},
}
WRITTEN = {
    "one vendor, by its id": "MATCH (v:Vendor {id: 'org:v77'}) RETURN v.name AS name",
    "vendors by their deals (every deal)": "MATCH (d:Deal)-[:SELLER]->(v:Vendor) "
    "WITH v.id AS id, count(d) AS n RETURN id, n ORDER BY n DESC, id LIMIT 10",
    "owners of owners": "MATCH (o:Vendor)-[:OWNERSHIP*2..2]->(v:Vendor {id: 'org:v77'}) "
    "RETURN DISTINCT o.id AS id ORDER BY id",
}


def seconds(do: Callable[[], Any]) -> float:
    """Return how long something takes by the clock."""
    begun = time.perf_counter()
    do()
    return round(time.perf_counter() - begun, 4)


def fastest(do: Callable[[], Any]) -> float:
    """Return the shortest of three times, after one that does not count."""
    do()
    return min(seconds(do) for _ in range(3))


def questions(graph: Graph) -> dict[str, Callable[[str], Any]]:
    """Return each question as a function of the engine that is to answer it."""

    def ask(name: str, on: str) -> Any:
        return graph.ask(name, on=on, timeout=None, **NAMED[name])

    def write(text: str, on: str) -> Any:
        return graph.cypher(text, on=on, timeout=None)

    named = {name: partial(ask, name) for name in NAMED}
    return named | {name: partial(write, text) for name, text in WRITTEN.items()}


def pushed(graph: Graph, home: Path) -> float:
    """Return how long a push into an empty server takes."""
    with neo4j_server.running(home, brief=False) as server:
        os.environ.update(server.environment())
        return seconds(lambda: store.push(graph))


def main() -> None:
    """Print the times of one run as JSON."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        graph = open_graph(generate(folder / "work", *(numbers or [100_000])).path)
        load: dict[str, Any] = {"embedded": seconds(lambda: embedded.opened(graph))}
        load["write the files"] = seconds(lambda: export_neo4j.export(graph, folder / "files"))
        begun = time.perf_counter()
        home = neo4j_server.imported(folder)
        load["import them"] = round(time.perf_counter() - begun, 1)
        if "--push" in sys.argv:
            load["push over Bolt"] = pushed(graph, folder / "empty")
        with neo4j_server.running(home, brief=False) as server:
            os.environ.update(server.environment())
            neo4j_server.constrain(server, folder)
            asked = {
                name: {on: fastest(partial(ask, on)) for on in ("embedded", "neo4j")}
                for name, ask in questions(graph).items()
            }
    for found in asked.values():
        found["ratio"] = round(found["neo4j"] / max(found["embedded"], 0.0001), 2)
    print(
        json.dumps({"nodes": sum(graph.classes().values()), "load": load, "ask": asked}, indent=1)
    )


if __name__ == "__main__":
    main()
