"""The commands that say how much a figure hangs on its evidence."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output
from panoptrade.options import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from panoptrade.graph.api import Graph

    How = dict[str, Any]
    Command = Callable[..., Any]

VARYING = "source, bootstrap, deals, grade, dates, undated."


def varying(default: str) -> Callable[[Command], Command]:
    """Return what gives a command the options that say how the evidence is varied."""
    return options.several(
        click.option("--vary", default=default, show_default=True, help=f"What to vary: {VARYING}"),
        click.option("--draws", default=100, show_default=True, help="How often to draw."),
        click.option("--seed", default=0, show_default=True, help="Seed of the draws."),
        click.option("--window", type=Span(), help="Years in which undated deals may lie."),
    )


@click.command()
@options.reading
@options.counting
@varying("source")
@click.option("--level", default=0.95, show_default=True, help="Level of an interval of draws.")
@options.filtering
@options.printing
def uncertain(graph: Graph, by: tuple[str, ...] | None, taken: How, how: How, **extra: Any) -> None:
    """Count flows with an interval: without each source, resampled, by grade, by date.

    \b
    Examples:
      panoptrade uncertain --by exporter --vary source
      panoptrade uncertain --by exporter,regime --vary deals --draws 200 --seed 7
      panoptrade uncertain --by exporter --vary undated --years 2011:2015
    """
    from panoptrade.graph.flows import flows
    from panoptrade.graph.uncertain import uncertain as vary_flows

    given = {name: value for name, value in (taken | extra).items() if value is not None}
    by = by or ("exporter", "regime")
    if "regime" in by and not ("regime" in given or "definition" in given):
        given["regime"] = "row"
    given.setdefault("window", taken["years"])

    with output.working("varying the evidence"):
        found = vary_flows(graph, flows, by=by, **given)
    people = output.of(
        found, *(name for name in found.columns if name not in {"median", "highest"})
    )
    output.frame(found, people=people, **how)


@click.command()
@options.reading
@click.option("--measure", default="strength", show_default=True, help="A measure as of rank.")
@options.projecting
@varying("bootstrap")
@click.option("--limit", default=20, show_default=True, help="Rows to show: the first so many.")
@options.filtering
@options.printing
def stability(graph: Graph, limit: int, taken: How, how: How, **extra: Any) -> None:
    """Rank nodes, and say how often each rank held when the evidence was varied.

    \b
    Examples:
      panoptrade stability --measure pagerank --vary source
      panoptrade stability --measure strength --vary deals --draws 200
    """
    from panoptrade.graph.stability import stability as vary_ranks

    with output.working("varying the evidence"):
        found = vary_ranks(graph, limit=limit, **taken, **extra)
    output.frame(found.head(limit), **how)


@click.command()
@options.reading
@click.option(
    "--by", default="source", show_default=True, help="source, country, technology, pairs."
)
@options.filtering
@options.printing
def coverage(graph: Graph, taken: How, how: How, **extra: Any) -> None:
    """Say which sources see what, what rests on one of them, and how far two lists overlap.

    \b
    Examples:
      panoptrade coverage
      panoptrade coverage --by pairs
      panoptrade coverage --by country --technology commercial-spyware
    """
    from panoptrade.graph.coverage import coverage as count

    if taken.pop("years") is not None:
        msg = "--years has no meaning here: a source sees a country whatever the year"
        raise click.UsageError(msg)
    output.frame(count(graph, **taken, **extra), **how)
