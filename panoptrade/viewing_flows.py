"""The command that writes the flows page."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.graph.api import Graph

# The same as LONGEST_LAG of graph/flows_data.py, which help should not have to import.
LONGEST_LAG = 10
YEARS = "the page filters by years itself"


@click.command()
@options.reading
@options.page("flows.html")
@click.option("--regime", help="Index that the page opens on: row (default), polity, fh, …")
@click.option("--definition", help="Named definition that the page opens on instead.")
@click.option(
    "--lag",
    type=click.IntRange(0, LONGEST_LAG),
    default=0,
    show_default=True,
    help="Classify so many years before the deal.",
)
@click.option(
    "--date",
    default="start",
    show_default=True,
    help="Date that classifies, start or disclosed; the other stands in where it is missing.",
)
@click.option("--exports-only", is_flag=True, help="Open without deals inside one country.")
@click.option("--title", help="Heading of the page.")
@options.filtering
def flows(graph: Graph, *, path: Path, taken: dict[str, Any], **how: Any) -> None:
    """Write the flows page: Sankey, map, timeline and tables that filter each other, in one file.

    Any index and any named definition of weak democracy can be switched on in the page.

    \b
    Examples:
      panoptrade view flows -o flows.html
      panoptrade view flows --definition row-autocracy --exports-only
      panoptrade view flows --technology commercial-spyware --kinds sale,deployment
    """
    from panoptrade.graph.view_flows import view as write

    filters = options.without_years(taken, YEARS)
    with output.working("drawing"):
        write(graph, path, **filters, **how)
    size = path.stat().st_size / 1e6
    click.echo(f"written: {path} ({size:.2f} MB)", err=True)
