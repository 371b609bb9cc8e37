"""The commands that rank the nodes of a network and divide it."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output

if TYPE_CHECKING:
    import pandas as pd

    from panoptrade.graph.api import Graph

    How = dict[str, Any]


@click.command()
@options.reading
@options.as_one
@options.ranking
@options.projecting
@click.option(
    "--limit", default=20, show_default=True, help="Rows to show, of each year; 0 for all."
)
@options.filtering
@options.printing
def rank(
    graph: Graph, limit: int, over_time: str | None, taken: How, how: How, **extra: Any
) -> None:
    """Rank vendors, countries or owners by their place in a network.

    \b
    Examples:
      panoptrade rank --measure pagerank --projection exporter-importer
      panoptrade rank --measure betweenness --null 100 --seed 1
      panoptrade rank --measure pagerank --over-time cumulative --limit 5
    """
    from panoptrade.graph import over_time as yearly
    from panoptrade.graph.rank import centrality

    given = {"limit": limit or None, **taken, **extra}
    if over_time is None:
        found = centrality(graph, **given)
    else:
        found = yearly.over_time(graph, way=over_time, **given)
    output.frame(found, people=output.of(found, *_narrow(found)), **how)


@click.command()
@options.reading
@options.as_one
@options.projecting
@click.option("--method", default="leiden", show_default=True, help="leiden, or networkx' louvain.")
@click.option(
    "--resolution", default=1.0, show_default=True, help="More and smaller parts where higher."
)
@click.option("--weight", default="deals", show_default=True, help=options.WEIGHT)
@click.option("--null", type=int, help=options.NULL)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help=options.SEED)
@options.filtering
@options.printing
def communities(graph: Graph, taken: How, how: How, **extra: Any) -> None:
    """Divide a network into parts with more ties inside than chance would put there.

    \b
    Example:
      panoptrade communities --projection exporter-importer --null 100
    """
    from panoptrade.graph.communities import communities

    output.frame(communities(graph, **taken, **extra), **how)


def _narrow(found: pd.DataFrame) -> list[str]:
    """Return the columns of a ranking that people read: without ids where it has many."""
    many = len(found.columns) > 10
    return [name for name in found.columns if not (many and name in {"id", "class"})]
