"""The command that writes a report as one would send it to an editor."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output
from panoptrade.options import Words

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.graph.api import Graph


@click.command()
@options.reading
@options.page("report.html", "File to write, .html or .md.")
@click.option(
    "--definition",
    type=Words(),
    multiple=True,
    help="Named definition; repeatable, the first one's group takes the chokepoints. "
    "Default: polity-below-7, row-not-liberal, fh-not-or-partly-free.",
)
@click.option(
    "--regime", default="row", show_default=True, help="Index of the table by regime: row, fh, …"
)
@click.option("--lag", default=0, show_default=True, help="Classify so many years earlier.")
@click.option(
    "--exporter",
    type=Words(),
    default="CHN,USA",
    show_default=True,
    help="Two exporters, the first held against the second; EUE is the European Union.",
)
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="Rows that a table shows.",
)
@click.option("--title", help="Heading of the report.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Of the start nodes, where a large network's ranks are estimated.",
)
@options.filtering
def report(
    graph: Graph,
    path: Path,
    definition: tuple[tuple[str, ...], ...],
    taken: dict[str, Any],
    **how: Any,
) -> None:
    """Write flows, definitions, vendors, chokepoints, restrictions and coverage as one report.

    It begins with a summary made from the numbers, and ends with methods and sources; beneath
    each table stands the command that gives the same.

    \b
    Examples:
      panoptrade report -o report.html
      panoptrade report --definition row-autocracy --years 2011:2021 -o report.md
    """
    from panoptrade.graph.view_report import view

    if len(how["exporter"]) != 2:
        msg = "--exporter wants two, as CHN,USA: the first is held against the second"
        raise click.UsageError(msg)
    chosen: dict[str, Any] = {"definitions": sum(definition, ())} if definition else {}
    with output.working("putting the report together"):
        view(graph, path, **chosen, **taken, **how)
    click.echo(f"written: {path}", err=True)
