"""The command that sets published figures against computed ones."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output
from panoptrade.options import Words

if TYPE_CHECKING:
    from panoptrade.graph.api import Graph

    How = dict[str, Any]

PEOPLE = ("id", "published", "computed", "difference", "unit", "status")
PAGES = (".html", ".htm", ".md")


@click.command()
@options.reading
@click.option(
    "--target", type=Words(), multiple=True, help="Figure by its id, or a number for several."
)
@options.printing
def reproduce(graph: Graph, target: tuple[tuple[str, ...], ...], how: How) -> None:
    """Compute published figures anew: what agrees, what differs by which rows, what lacks data.

    An output file that ends in .html or .md becomes a page to read.

    \b
    Examples:
      panoptrade reproduce
      panoptrade reproduce --target aigs-2019-ibm --format json
      panoptrade reproduce -o reproduce.html
    """
    from panoptrade.graph import reproduce as reproducing

    chosen = sum(target, ()) or None
    path = how["output"]
    if path is not None and how["format"] is None and path.suffix.lower() in PAGES:
        from panoptrade.graph.view_published import view

        click.echo(f"written: {view(graph, path, targets=chosen)}", err=True)
        return
    found = reproducing.reproduce(graph, chosen)
    output.frame(found, people=output.of(found, *PEOPLE), **how)
