"""Measure centrality against other libraries: `python benchmarks/centrality.py [NODES] [TIES]`.

In one run, on one generated network with a few hubs: PageRank, and betweenness from a few start
nodes, since all of them take networkx days. The others hold their graphs ready; ours is measured
from the columns of a table, and from the matrix. Times are the best of some runs, in processor
seconds, which other work on the machine hardly changes, and by the clock. What is not installed is
left out: `pip install igraph networkit scikit-network`; none of them is a dependency.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from panoptrade.graph import measures_paths, measures_sparse, net

if TYPE_CHECKING:
    from collections.abc import Callable

    Ranks = Callable[[], Any]

SIZE = (100_000, 1_000_000)
STARTS = 16
DAMPING, NEAR = 0.85, 1e-12


def generated(nodes: int, ties: int) -> pd.DataFrame:
    """Return ties between nodes of which the first are the likeliest; none is there twice."""
    random = np.random.default_rng(1)
    likely = (np.arange(nodes) + 10.0) ** -0.5
    ends = random.choice(nodes, (int(ties * 1.05), 2), p=likely / likely.sum())
    frame = pd.DataFrame(ends, columns=["source", "target"])
    frame = frame[frame["source"] != frame["target"]].drop_duplicates().head(ties)
    codes, _ = pd.factorize(frame.to_numpy().ravel(), sort=True)
    frame[["source", "target"]] = codes.reshape(-1, 2)
    return frame.assign(deals=1.0)


def best(do: Ranks, runs: int) -> tuple[Any, dict[str, float]]:
    """Return what something gives, and the shortest times that it took."""
    times = []
    for _ in range(runs):
        clock, processor = time.perf_counter(), time.process_time()
        found = do()
        times.append((time.process_time() - processor, time.perf_counter() - clock))
    shortest = [round(min(one), 4) for one in zip(*times, strict=True)]
    return found, dict(zip(("processor s", "clock s"), shortest, strict=True))


def library(name: str) -> Any:
    """Return a library, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def pagerank(made: net.Net, edges: pd.DataFrame) -> dict[str, tuple[Ranks, int]]:
    """Return what computes PageRank in each library, and how often it is run."""
    source, target = made.matrix.nonzero()
    graph = nx.DiGraph()
    graph.add_nodes_from(made.ids)
    graph.add_edges_from(zip(source.tolist(), target.tolist(), strict=True))
    near = NEAR / len(made.ids)
    found: dict[str, tuple[Ranks, int]] = {
        "ours, from columns": (lambda: measures_sparse.pagerank(net.of(edges))["value"], 5),
        "ours, from the matrix": (lambda: measures_sparse.pagerank(made)["value"], 5),
        "networkx, from columns": (lambda: _by_networkx(edges), 1),
        "networkx, to our tolerance": (
            lambda: list(nx.pagerank(graph, DAMPING, tol=near, max_iter=500).values()),
            2,
        ),
        "networkx, to its own": (lambda: list(nx.pagerank(graph, DAMPING).values()), 2),
    }
    if igraph := library("igraph"):
        ig = igraph.Graph(len(made.ids), np.column_stack([source, target]), directed=True)
        found["igraph"] = (lambda: ig.pagerank(damping=DAMPING), 5)
    if networkit := library("networkit"):
        networkit.setNumberOfThreads(1)
        nk = networkit.GraphFromCoo((source, target), n=len(made.ids), directed=True)
        sinks = networkit.centrality.SinkHandling.DistributeSinks
        rank = networkit.centrality.PageRank
        found["networkit"] = (
            lambda: rank(nk, DAMPING, NEAR, distributeSinks=sinks).run().scores(),
            5,
        )
    if ranking := library("sknetwork.ranking"):
        matrix = sparse.csr_matrix(made.matrix)
        one = ranking.PageRank(DAMPING, solver="piteration", n_iter=500, tol=NEAR)
        found["scikit-network"] = (lambda: one.fit_predict(matrix), 5)
    return found


def _by_networkx(edges: pd.DataFrame) -> list[float]:
    graph = nx.from_pandas_edgelist(edges, create_using=nx.DiGraph)
    found = nx.pagerank(graph, DAMPING)
    return [found[node] for node in sorted(found)]


def betweenness(made: net.Net) -> dict[str, tuple[Ranks, int]]:
    """Return what follows the paths from so many start nodes in each library."""
    one, other = sparse.triu(made.steps).nonzero()
    graph = nx.Graph(zip(one.tolist(), other.tolist(), strict=True))
    found: dict[str, tuple[Ranks, int]] = {
        "ours": (lambda: measures_paths.betweenness(made, STARTS, 1), 5),
        "networkx": (lambda: nx.betweenness_centrality(graph, STARTS, seed=1), 1),
    }
    if igraph := library("igraph"):
        ig = igraph.Graph(len(made.ids), np.column_stack([one, other]))
        starts = list(range(0, 7 * STARTS, 7))
        found["igraph"] = (lambda: ig.betweenness(directed=False, sources=starts), 3)
    if networkit := library("networkit"):
        nk = networkit.GraphFromCoo((one, other), n=len(made.ids), directed=False)
        estimate = networkit.centrality.EstimateBetweenness
        for threads in (1, 2):
            found[f"networkit, threads: {threads}"] = (
                lambda many=threads: (
                    networkit.setNumberOfThreads(many),
                    estimate(nk, STARTS, False, many > 1).run(),  # noqa: FBT003,
                ),
                3,
            )
    return found


def measured(do: dict[str, tuple[Ranks, int]], truth: Any = None) -> dict[str, Any]:
    """Return the times of each, what networkx takes as a multiple, and how far apart values lie."""
    found = {}
    for name, (run, runs) in do.items():
        values, times = best(run, runs)
        off = {} if truth is None else {"off": float(np.abs(np.asarray(values) - truth).sum())}
        found[name] = {**times, **off}
    slow = found["networkx, to our tolerance" if truth is not None else "networkx"]["processor s"]
    return {
        name: {**one, "networkx by it": round(slow / one["processor s"], 1)}
        for name, one in found.items()
    }


def main() -> None:
    nodes, ties = (
        int(one) for one in (*sys.argv[1:3], *("100000", "1000000")[len(sys.argv) - 1 :])
    )
    edges = generated(nodes, ties)
    made = net.of(edges)
    made.steps  # noqa: B018 - made once, as the others' graphs are
    size = {"nodes": len(made.ids), "ties": made.matrix.nnz, "start nodes": STARTS}
    truth = measures_sparse.pagerank(made)["value"]
    found = {
        "size": size,
        "PageRank": measured(pagerank(made, edges), truth),
        "betweenness": measured(betweenness(made)),
    }
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
