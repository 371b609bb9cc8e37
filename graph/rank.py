"""Rank the nodes of a network by how central they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from panoptrade.graph.measures import MEASURES, SAMPLED, WEIGHT
from panoptrade.graph.project import project
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from panoptrade.graph.workspace import Workspace

    Engine = Callable[..., dict[str, dict[str, float]]]

WEIGHTS = ("deals", "links")
# Values that differ by less are the noise of floating point: such nodes share a rank.
DIGITS = 12


def centrality(
    graph: Workspace,
    measure: str = "betweenness",
    projection: str = "vendor-country",
    *,
    weight: str | None = "deals",
    limit: int | None = None,
    samples: int | None = None,
    seed: int = 0,
    engine: str = "networkx",
    **filters: Any,
) -> pd.DataFrame:
    """Rank the nodes of a projection; the filters are those of `project`.

    Measures, with formula and paper, are the functions of `graph.measures`: degree, in-degree,
    out-degree (ties), strength, in-strength, out-strength (in `weight`: a deal with several
    partners counts with each), pagerank, betweenness (undirected, unweighted; `samples` and `seed`
    estimate it), hits (value is the hub's; `authority` beside it).
    Columns: rank (equal values share one, ids break ties of order), id, name, class, country
    (alpha-3 codes), value, then deals, links, undated: what the node's place rests on.
    `attrs` holds totals and notes. An empty network gives no rows. Reporting is uneven: a high
    rank may show where researchers looked.
    Raises UnknownWordError for a wrong word.
    """
    words.choose(measure, MEASURES, "measure")
    words.choose(engine, ENGINES, "engine")
    if weight is not None:
        words.choose(weight, WEIGHTS, "weight")
    sampling = _sampling(measure, samples, seed)
    found = project(graph, projection, **filters)
    values = ENGINES[engine](found.edges, measure, weight, **sampling)
    ranked = _ranked(found.nodes, values)
    frame = ranked if limit is None else ranked.head(limit)
    notes = [f"{measure} in the projection {projection}: {found.projection.description}"]
    notes += [f"estimated from {samples} start nodes"] if samples is not None else []
    frame.attrs = {
        "measure": measure,
        "projection": projection,
        "filters": found.filters,
        "totals": found.totals,
        "notes": notes + found.notes,
    }
    return frame


def by_networkx(
    edges: pd.DataFrame, measure: str, weight: str | None, **sampling: Any
) -> dict[str, dict[str, float]]:
    """Return a measure's columns, each a value by node id, through networkx."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    weights = [1] * len(edges) if weight is None else edges[weight]
    for source, target, value in zip(edges["source"], edges["target"], weights, strict=True):
        graph.add_edge(source, target, **{WEIGHT: float(value)})
    return MEASURES[measure](graph, **sampling)


# An engine takes the edges of a projection, a measure, a weight and how to sample.
ENGINES: dict[str, Engine] = {"networkx": by_networkx}


def _sampling(measure: str, samples: int | None, seed: int) -> dict[str, int]:
    if samples is None:
        return {}
    if measure not in SAMPLED or samples < 1:
        msg = f"samples (1 or more) estimate {', '.join(sorted(SAMPLED))} only, not {measure}"
        raise ValueError(msg)
    return {"samples": samples, "seed": seed}


def _ranked(nodes: pd.DataFrame, values: dict[str, dict[str, float]]) -> pd.DataFrame:
    frame = nodes[["id", "name", "class"]].copy()
    frame["country"] = [_codes(one) for one in nodes["country"]]
    first = next(iter(values.values()))
    frame["value"] = [round(first[one], DIGITS) for one in nodes["id"]]
    for column, by_id in values.items() if len(values) > 1 else ():
        frame[column] = [round(by_id[one], DIGITS) for one in nodes["id"]]
    for column in ("deals", "links", "undated"):
        frame[column] = nodes[column]
    ranks = frame["value"].rank(method="min", ascending=False).astype(int)
    frame.insert(0, "rank", ranks)
    return frame.sort_values(["value", "id"], ascending=[False, True], ignore_index=True)


def _codes(countries: list[str]) -> str:
    return "|".join(one.removeprefix("country:") for one in countries)
