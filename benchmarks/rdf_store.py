"""Measure the RDF store against rdflib's own: `python benchmarks/rdf_store.py [NODES] [--alone]`.

In one run, on one generated graph: ours is filled from the Parquet tables, on disk; rdflib's store
in memory reads a file of N-Triples that lies ready. Then the same questions go to both, and both
write Turtle. Loading and writing are measured in processor seconds, which other work on the machine
hardly changes; questions by the clock, ours with the way to the other process and back. `--alone`
leaves rdflib out, which takes more than a kilobyte of memory a statement.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rdflib
from generated import generate

from panoptrade.graph import export_rdf, rdf_dataset
from panoptrade.graph.api import open_graph
from panoptrade.graph.stores import rdf, rdf_process
from panoptrade.ontology import iris

if TYPE_CHECKING:
    from collections.abc import Callable

    from panoptrade.graph.api import Graph

QUESTIONS = {
    "one thing, by its id": "SELECT ?p ?o WHERE { ?s pt:id 'org:v77' ; ?p ?o }",
    "deals of a vendor, with their countries": """SELECT ?deal ?name WHERE {
        ?d pt:seller id:org:v77 ; pt:id ?deal ; pt:destination/pt:name ?name }""",
    "vendors by their deals": """SELECT ?v (COUNT(?d) AS ?n) WHERE { ?d pt:seller ?v }
        GROUP BY ?v ORDER BY DESC(?n) ?v LIMIT 10""",
    "deals in a technology and all narrower ones": """SELECT (COUNT(?d) AS ?n) WHERE {
        ?t skos:broader* id:tech:biometrics . ?d pt:technology ?t }""",
    "owners of owners": """SELECT ?o WHERE { ?a ^pt:asset/pt:owner/^pt:asset/pt:owner ?o .
        FILTER(?a = id:org:v77) }""",
}


def seconds(do: Callable[[], Any], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how long something takes by a clock."""
    begun = clock()
    do()
    return round(clock() - begun, 3)


def ours(graph: Graph, folder: Path) -> dict[str, Any]:
    """Return the times of our store, and its size."""
    found: dict[str, Any] = {
        "load, processor": seconds(lambda: rdf.opened(graph), time.process_time)
    }
    path = rdf.place(graph)
    found["MiB on disk"] = sum(one.stat().st_size for one in path.iterdir()) >> 20
    found["open and ask"] = seconds(lambda: graph.sparql("ASK { ?s ?p ?o }"))
    for name, text in QUESTIONS.items():
        found[name] = seconds(partial(graph.sparql, text, timeout=None))
    found["write Turtle, processor"] = seconds(
        lambda: export_rdf.export(graph, folder / "ours.ttl"), time.process_time
    )
    rdf_process.close()
    return found | {"MiB of memory": _memory()}


def theirs(graph: Graph, folder: Path) -> dict[str, Any]:
    """Return the times of rdflib's own store in memory."""
    path = folder / "graph.nt"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(rdf_dataset.lines(graph, named=False))
    store = rdflib.Graph()
    found: dict[str, Any] = {
        "load, processor": seconds(lambda: store.parse(path, format="nt"), time.process_time)
    }
    for name, text in QUESTIONS.items():
        found[name] = seconds(partial(_asked, store, text))
    found["write Turtle, processor"] = seconds(
        lambda: store.serialize(folder / "theirs.ttl", format="turtle"), time.process_time
    )
    return found | {"triples": len(store), "MiB of memory": _memory()}


def _asked(store: rdflib.Graph, text: str) -> list[Any]:
    return list(store.query(text, initNs=iris.prefixes()))


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def main() -> None:
    """Print the times of one run as JSON."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        graph = open_graph(generate(folder / "generated", *(numbers or [100_000])).path)
        found = {"nodes": sum(graph.classes().values()), "ours": ours(graph, folder)}
        if "--alone" not in sys.argv:
            found["rdflib"] = theirs(graph, folder)
            both = [key for key in found["ours"] if key in found["rdflib"]]
            found["ratios"] = {
                key: round(found["rdflib"][key] / max(found["ours"][key], 0.001), 1) for key in both
            }
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
