"""The commands that write pages to look at."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output
from panoptrade.asking import Param

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from panoptrade.graph.api import Graph


@click.group()
def view() -> None:
    """Write pages to look at.

    \b
    Example:
      panoptrade view explorer -o explorer.html
      panoptrade view network -o network.html
    """


@view.command()
@options.reading
@options.page("explorer.html")
@click.option("--about", help="Start from a thing: an id, a name or an alias.")
@click.option(
    "--hops",
    type=click.IntRange(min=1),
    help="How many ties away from there.  [default: 2; 1 from a query]",
)
@click.option("--cypher", help="Start from the ids in the rows that this query gives.")
@click.option("--query", help="Start from the ids in the answer to a named question.")
@click.option("--param", type=Param(), multiple=True, help="Value for a parameter; repeatable.")
@click.option(
    "--regime",
    default="row",
    show_default=True,
    help="Index of the importer's regime in the deal's year: row, polity, fh, …",
)
@click.option("--title", help="Heading of the page.")
@click.option("--seed", default=0, show_default=True, help="Of the picture's layout.")
def explorer(
    graph: Graph,
    *,
    path: Path,
    cypher: str | None,
    query: str | None,
    param: tuple[tuple[str, Any], ...],
    **how: Any,
) -> None:
    """Write the explorer: search, filters, paths and the source of every link, in one file.

    Without --about, --cypher or --query it holds everything that is tied to something.

    \b
    Examples:
      panoptrade view explorer -o explorer.html
      panoptrade view explorer --about "NSO Group" --hops 2
      panoptrade view explorer --query government-suppliers --param government=KEN
    """
    from panoptrade.graph.view_explorer import view

    given = [name for name, value in {**how, "cypher": cypher, "query": query}.items() if value]
    starts = [f"--{name}" for name in ("about", "cypher", "query") if name in given]
    if len(starts) > 1:
        msg = f"{' and '.join(starts)} are several places to start from; give one"
        raise click.UsageError(msg)
    if param and not (cypher or query):
        msg = "--param is a value for --cypher or --query; give one of these"
        raise click.UsageError(msg)
    with output.working("drawing"):
        view(graph, path, rows=_rows(graph, cypher, query, dict(param)), **how)
    size = path.stat().st_size / 1e6
    click.echo(f"written: {path} ({size:.2f} MB)", err=True)


def _rows(
    graph: Graph, cypher: str | None, query: str | None, params: dict[str, Any]
) -> pd.DataFrame | None:
    if cypher is not None:
        return graph.cypher(cypher, **params)
    return None if query is None else graph.ask(query, **params)


@view.command()
@options.reading
@options.page("network.html")
@options.projecting
@click.option("--limit", type=int, help="Show only so many of the strongest nodes.")
@options.filtering
def network(graph: Graph, path: Path, taken: dict[str, Any], **extra: Any) -> None:
    """Write the interactive page of a small network: one file that asks no network for anything.

    \b
    Example:
      panoptrade view network --technology facial-recognition -o network.html
    """
    from panoptrade.graph.view_network import view as draw

    draw(graph, path, **taken, **extra)
    click.echo(f"written: {path}", err=True)
