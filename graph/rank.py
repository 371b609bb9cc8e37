"""Rank the nodes of a network by how central they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import chance
from panoptrade.graph.engines import ENGINES
from panoptrade.graph.measures import MEASURES, SAMPLED
from panoptrade.graph.project import project
from panoptrade.ontology import words

if TYPE_CHECKING:
    import pandas as pd

    from panoptrade.graph.project import Projected
    from panoptrade.graph.workspace import Workspace

WEIGHTS = ("deals", "links", "none")
# Values that differ by less are the noise of floating point: such nodes share a rank.
DIGITS = 12


def centrality(
    graph: Workspace,
    measure: str = "betweenness",
    projection: str = "vendor-country",
    *,
    limit: int | None = None,
    weight: str | None = "deals",
    samples: int | None = None,
    seed: int = 0,
    engine: str = "fast",
    null: int | None = None,
    **filters: Any,
) -> pd.DataFrame:
    """Rank the nodes of a projection; the filters are those of `project`.

    Measures, with formula and paper, are the functions of `graph.measures`: degree, in-degree,
    out-degree (ties), strength, in-strength, out-strength (in `weight`, deals, links or none: a
    deal with several partners counts with each), pagerank, betweenness (`samples` and `seed`
    estimate it, with columns error, low and high), closeness, harmonic, core, hits (value is the
    hub's; `authority` beside it), eigenvector, katz.
    Columns: rank (equal values share one, ids break ties of order), id, name, class, country
    (alpha-3 codes), value, then deals, links, undated: what the node's place rests on. With `null`
    expected, sd, z, p: the value in so many random networks with the same degrees, by `seed`; see
    `graph.chance`. Engine `fast` or the reference, `networkx`.
    `attrs` holds totals and notes. An empty network gives no rows. Reporting is uneven: a high
    rank may show where researchers looked.
    Raises UnknownWordError for a wrong word.
    """
    options = check(measure, weight, samples, seed, engine, null)
    found = project(graph, projection, **filters)
    ranked = of(found, options)
    frame = ranked if limit is None else ranked.head(limit)
    frame.attrs = {
        "measure": measure,
        "projection": projection,
        "filters": found.filters,
        "totals": found.totals,
        "notes": notes(found, options) + found.notes,
    }
    return frame


def check(
    measure: str, weight: str | None, samples: int | None, seed: int, engine: str, null: int | None
) -> dict[str, Any]:
    """Return the options of a ranking once they are known to be right."""
    words.choose(measure, MEASURES, "measure")
    words.choose(engine, ENGINES, "engine")
    weight = weighed(weight)
    if samples is not None and measure not in SAMPLED:
        msg = f"samples estimate {', '.join(sorted(SAMPLED))} only, not {measure}"
        raise ValueError(msg)
    if samples is not None and samples < 2:
        msg = (
            f"samples wants 2 start nodes or more, or there is no telling the error, not {samples}"
        )
        raise ValueError(msg)
    chance.enough(null)
    return {
        "measure": measure,
        "weight": weight,
        "samples": samples,
        "seed": seed,
        "engine": engine,
        "null": null,
    }


def of(found: Projected, options: dict[str, Any]) -> pd.DataFrame:
    """Return the ranking of a network that was projected, by options that `check` returned."""
    engine, measure, weight = ENGINES[options["engine"]], options["measure"], options["weight"]
    sampling = {name: options[name] for name in ("samples", "seed") if options["samples"]}

    def first(edges: pd.DataFrame) -> dict[str, float]:
        return next(iter(engine(edges, measure, weight, **sampling).values()))

    values = engine(found.edges, measure, weight, **sampling)
    frame = _ranked(found.nodes, values)
    if options["null"] is not None:
        loops = bool(found.filters.get("domestic", False))
        chance.add(
            frame, found.edges, first, null=options["null"], seed=options["seed"], loops=loops
        )
    return frame


def notes(found: Projected, options: dict[str, Any]) -> list[str]:
    """Say what a ranking is of, and how it was estimated or compared."""
    network = found.projection
    said = [f"{options['measure']} in the projection {network.name}: {network.description}"]
    if options["samples"] is not None:
        said.append(
            f"estimated from {min(options['samples'], len(found.nodes))} start nodes: error is the "
            "standard error, low and high the 95% interval"
        )
    if options["null"] is not None:
        said += chance.notes(len(found.nodes), options["null"], options["seed"])
    return said


def weighed(weight: str | None) -> str | None:
    """Return the column that weighs ties; None where each is one."""
    if weight is None or words.choose(weight, WEIGHTS, "weight") == "none":
        return None
    return weight


def codes(nodes: pd.DataFrame) -> list[str]:
    """Return the alpha-3 codes of each node's countries, separated by `|`."""
    return ["|".join(one.removeprefix("country:") for one in ids) for ids in nodes["country"]]


def _ranked(nodes: pd.DataFrame, values: dict[str, dict[str, float]]) -> pd.DataFrame:
    frame = nodes[["id", "name", "class"]].copy()
    frame["country"] = codes(nodes)
    first = next(iter(values.values()))
    frame["value"] = [round(first[one], DIGITS) for one in nodes["id"]]
    for column, by_id in values.items() if len(values) > 1 else ():
        frame[column] = [round(by_id[one], DIGITS) for one in nodes["id"]]
    for column in ("deals", "links", "undated"):
        frame[column] = nodes[column]
    ranks = frame["value"].rank(method="min", ascending=False).astype(int)
    frame.insert(0, "rank", ranks)
    return frame.sort_values(["value", "id"], ascending=[False, True], ignore_index=True)
