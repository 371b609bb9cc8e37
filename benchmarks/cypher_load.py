"""Measure how the embedded store is filled: `python benchmarks/cypher_load.py [NODES]`.

In one run, on one generated graph: kglite's own bulk load of frames that lie ready, and ours from
the Parquet tables to the same file. The ratio is the price of reading, joining and laying out.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
import warnings
from pathlib import Path

import kglite
from generated import generate

from panoptrade.graph import lpg
from panoptrade.graph.cypher import cypher
from panoptrade.graph.stores import embedded
from panoptrade.graph.stores.kglite_fill import column_types, frame


def raw(graph: lpg.Workspace, path: Path) -> dict[str, float]:
    """Return the seconds of kglite's bulk load of ready frames, and of its save."""
    nodes = [(one, frame(one.table), column_types(one.table)) for one in lpg.nodes(graph)]
    ties = [(one, frame(one.table), column_types(one.table)) for one in lpg.relationships(graph)]
    engine = kglite.KnowledgeGraph()
    begun = time.perf_counter()
    for one, rows, kinds in nodes:
        engine.add_nodes(rows, one.label, "id", "id", column_types=kinds)
    for tie, rows, kinds in ties:
        ends = (tie.source, "source", tie.target, "target")
        engine.add_relationships(rows, tie.type, *ends, column_types=kinds)
    filled = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
        engine.save(str(path))
    return {"fill": filled - begun, "save": time.perf_counter() - filled}


def main() -> None:
    """Print the times of one run as JSON."""
    nodes = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        graph = generate(Path(folder) / "generated", nodes)
        ready = raw(graph, Path(folder) / "raw.kgl")
        begun = time.perf_counter()
        embedded.opened(graph)
        made = time.perf_counter() - begun
        embedded._loaded.cache_clear()  # noqa: SLF001 - as another process would find it
        begun = time.perf_counter()
        embedded.opened(graph)
        opened = time.perf_counter() - begun
        counts = cypher(graph, "MATCH ()-[r]->() RETURN count(r) AS n").n[0]
        size = embedded.place(graph).stat().st_size
    print(
        json.dumps(
            {
                "nodes": sum(graph.classes().values()) - graph.classes()["Ownership"],
                "relationships": int(counts),
                "raw": {name: round(seconds, 2) for name, seconds in ready.items()},
                "ours, with opening": round(made, 2),
                "opening": round(opened, 2),
                "ratio": round((made - opened) / sum(ready.values()), 2),
                "MiB": round(size / 2**20, 1),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
