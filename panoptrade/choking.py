"""The commands on dependence, on chokepoints, and on what falls when someone is gone."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output
from panoptrade.options import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from panoptrade.graph.api import Graph

    How = dict[str, Any]
    Command = Callable[..., Any]

NOT_SHOWN = ("top_deals", "top_value", "top_share_low", "top_share_high", "hhi_low", "hhi_high")


def weighing(command: Command) -> Command:
    """Give a command the options on what a deal weighs and which deals are taken."""
    for option in reversed(WEIGHING):
        command = option(command)
    return command


WEIGHING = (
    click.option(
        "--weight", default="deals", show_default=True, help="deals, or value: what was paid."
    ),
    click.option("--currency", help="Currency of the values, where there are several."),
    click.option(
        "--undated",
        default="drop",
        show_default=True,
        help="Undated deals in a span of --years: drop or keep.",
    ),
    click.option("--exports-only", is_flag=True, help="Leave out deals inside one country."),
)


@click.command()
@options.reading
@click.option(
    "--by",
    type=Words(),
    default="importer",
    show_default=True,
    help="importer, government, technology, exporter, or several of them.",
)
@click.option("--of", default="vendor", show_default=True, help="On whom: vendor or exporter.")
@click.option(
    "--share",
    default="split",
    show_default=True,
    help="Deals of several vendors: `split` evenly among them, or whole with `each`.",
)
@click.option(
    "--unpaired",
    default="apart",
    show_default=True,
    help="Deals that pair no vendor with a technology: apart, or each as a possible one.",
)
@click.option("--single", is_flag=True, help="Show only groups with one known vendor or exporter.")
@click.option("--limit", default=20, show_default=True, help="Rows to show; 0 for all.")
@weighing
@options.filtering
@options.printing
def dependence(
    graph: Graph, by: tuple[str, ...], limit: int, taken: How, how: How, **extra: Any
) -> None:
    """Show on whom each importer, government or technology depends, and how concentrated it is.

    Shares and the Hirschman-Herfindahl index are of what is documented; bounds say what the
    deals without a known vendor or exporter allow.

    \b
    Examples:
      panoptrade dependence --source aigs-2019 --single
      panoptrade dependence --by technology --of exporter
    """
    from panoptrade.graph.dependence import dependence as count

    found = count(graph, by, limit=limit or None, **taken, **extra)
    columns = [name for name in found.columns if name not in NOT_SHOWN]
    output.frame(found, people=output.of(found, *columns), **how)
