"""The command that finds deals after a listing."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output
from panoptrade.options import Words

if TYPE_CHECKING:
    from panoptrade.graph.api import Graph

    How = dict[str, Any]

PEOPLE = ["date", "seller_name", "way", "importer", "regime", "programme", "listed_from", "timing"]


@click.command()
@options.reading
@options.as_one
@click.option(
    "--timing",
    type=Words(),
    default="after,ongoing",
    show_default=True,
    help="after, ongoing, same time, before, after delisting, undated; `all` for every one.",
)
@click.option("--way", type=Words(), help="direct, subsidiary, successor, reseller. Default: all.")
@click.option("--scope", type=Words(), help="Scope of the restriction, as blocking. Default: all.")
@click.option("--programme", type=Words(), help="Programme, as us-bis-entity-list. Default: all.")
@click.option("--regime", default="row", show_default=True, help="Index of the importer's regime.")
@click.option("--by", type=Words(), help="Count deals by these columns instead: importer,regime.")
@options.filtering
@options.printing
def leakage(
    graph: Graph,
    timing: tuple[str, ...],
    way: tuple[str, ...] | None,
    by: tuple[str, ...] | None,
    taken: How,
    how: How,
    **extra: Any,
) -> None:
    """List the deals of listed parties, and of those they stand behind, after the listing.

    That a deal came after a listing says not that it broke the list: `applies` and `why` tell
    whether the list's scope, place and dates reach it.

    \b
    Examples:
      panoptrade leakage --scope export_licence
      panoptrade leakage --timing all --way reseller --format csv
      panoptrade leakage --timing all --by importer,regime
    """
    from panoptrade.graph.leakage import leakage as find

    chosen = None if timing == ("all",) else timing
    filters = options.without_years(taken, "--timing says which deals are shown")
    found = find(graph, timings=chosen, ways=way, by=by, **filters, **extra)
    people = None if by else output.of(found, *PEOPLE, "applies")
    output.frame(found, people=people, **how)


@click.command()
@options.reading
@options.as_one
@click.option("--window", default=3, show_default=True, help="Years before and after.")
@click.option("--shifts", default=5, show_default=True, help="Placebo dates, years either way.")
@click.option("--regime", help="One row also for each class of this index, as row.")
@click.option("--definition", help="One row also for each side of this named definition.")
@click.option("--scope", type=Words(), help="Scope of the restriction, as blocking. Default: all.")
@options.filtering
@options.printing
def windows(graph: Graph, taken: How, how: How, **extra: Any) -> None:
    """Count the deals of listed vendors before and after their listing, beside placebo dates.

    \b
    Example:
      panoptrade windows --scope export_licence --definition row-autocracy
    """
    from panoptrade.graph.windows import windows as count

    output.frame(
        count(graph, **options.without_years(taken, "the windows choose the years"), **extra), **how
    )
