"""The commands on dependence, on chokepoints, and on what falls when someone is gone."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output
from panoptrade.options import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from panoptrade.graph.api import Graph

    How = dict[str, Any]
    Command = Callable[..., Any]

NOT_SHOWN = ("top_deals", "top_value", "top_share_low", "top_share_high", "hhi_low", "hhi_high")


SPANNING = (
    click.option(
        "--undated",
        default="drop",
        show_default=True,
        help="Undated deals in a span of --years: drop or keep.",
    ),
    click.option("--exports-only", is_flag=True, help="Leave out deals inside one country."),
)
CURRENCY = click.option("--currency", help="Currency of the values, where there are several.")
WEIGHT = click.option(
    "--weight", default="deals", show_default=True, help="deals, or value: what was paid."
)
ROUTING = (
    click.option(
        "--through",
        type=Words(),
        help="supply, ownership: who supplies or owns a vendor carries it.",
    ),
    click.option("--supplies", type=Words(), help="Kinds of supply to take, as component."),
)
LIMIT = click.option("--limit", default=20, show_default=True, help="Rows to show; 0 for all.")


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
@options.several(LIMIT, WEIGHT, CURRENCY, *SPANNING)
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

    found = count(graph, by, **taken, **extra)
    columns = [name for name in found.columns if name not in NOT_SHOWN]
    _print(found, limit, how, columns)


class Listing(click.ParamType[tuple[str, str | None]]):
    """A programme, and a date after `=`, as `us-bis-entity-list=2019-10-09`."""

    name = "PROGRAMME[=DATE]"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str | None]:
        """Return the programme and the date."""
        del param, ctx
        if isinstance(value, tuple):
            return value
        programme, _, date = value.partition("=")
        return programme, date or None


@click.command()
@options.reading
@click.option(
    "--find",
    default="points",
    show_default=True,
    help="points, set, best, cut, flow, dominators, weak: see docs/chokepoints.md.",
)
@click.option(
    "--of",
    type=Words(),
    default="vendor",
    show_default=True,
    help="Who may be cut: vendor, supplier, owner, intermediary, jurisdiction.",
)
@click.option("--to", type=Words(), multiple=True, help="Buyers, by id, name or code; repeatable.")
@click.option("--definition", help="Importers of this named definition of weak democracy.")
@click.option("--regime", type=Words(), help="Importers of these classes of one index, as row:0.")
@click.option("--year", type=int, help="Year that classifies importers; else the deal's own.")
@click.option("--lag", default=0, show_default=True, help="Classify so many years earlier.")
@click.option("--buyers", default="importer", show_default=True, help="importer or government.")
@click.option(
    "--capacity", default="deals", show_default=True, help="What is carried: deals, links, value."
)
@click.option("--size", default=3, show_default=True, help="How many go, for set and best.")
@options.several(*ROUTING, LIMIT, CURRENCY, *SPANNING)
@options.filtering
@options.printing
def chokepoints(
    graph: Graph,
    to: tuple[tuple[str, ...], ...],
    limit: int,
    taken: How,
    how: How,
    **extra: Any,
) -> None:
    """Find who carries the flow from countries of origin through suppliers and vendors to buyers.

    What is cut is documented flow, and a deal is no shipment. The notes name the capacities, the
    group of buyers, and what could not be placed.

    \b
    Examples:
      panoptrade chokepoints --find best --definition row-autocracy --year 2018
      panoptrade chokepoints --of supplier,vendor --find cut --to KEN,UGA
      panoptrade chokepoints --of jurisdiction --find set --size 5
    """
    from panoptrade.graph.chokepoints import chokepoints as find

    found = find(graph, to=sum(to, ()) or None, **taken, **extra)
    _print(found, limit, how)


@click.command()
@options.reading
@click.option("--remove", type=Words(), multiple=True, help="Body that is gone; repeatable.")
@click.option(
    "--list",
    "lists",
    type=Listing(),
    multiple=True,
    help="Whom a programme names, on a date or ever, as us-bis-entity-list=2019-10-09.",
)
@click.option("--jurisdiction", type=Words(), multiple=True, help="Country whose firms are gone.")
@click.option(
    "--show",
    default="summary",
    show_default=True,
    help="summary, deals, importers, governments, technologies, substitutes, customers.",
)
@click.option("--best", "each", default=3, show_default=True, help="Substitutes for each fall.")
@options.several(*ROUTING, LIMIT, *SPANNING)
@options.filtering
@options.printing
def whatif(
    graph: Graph,
    remove: tuple[tuple[str, ...], ...],
    lists: tuple[tuple[str, str | None], ...],
    jurisdiction: tuple[tuple[str, ...], ...],
    each: int,
    limit: int,
    taken: How,
    how: How,
    **extra: Any,
) -> None:
    """Show what falls when bodies, listed parties or a country's firms are gone, and who is left.

    What is assumed stands in the notes: a deal stands while one of its known sellers is left.

    \b
    Examples:
      panoptrade whatif --remove Hikvision,Dahua --show importers
      panoptrade whatif --list us-bis-entity-list=2019-10-09 --source aigs-2019
      panoptrade whatif --jurisdiction CHN --show substitutes --format csv
    """
    from panoptrade.graph.whatif import whatif as ask

    extra |= {"remove": sum(remove, ()), "jurisdiction": sum(jurisdiction, ())}
    found = ask(graph, programmes=lists, limit=each, **taken, **extra)
    _print(found, limit, how)


def _print(found: pd.DataFrame, limit: int, how: How, people: Sequence[str] | None = None) -> None:
    notes = list(found.attrs["notes"])
    if limit and len(found) > limit:
        notes.append(f"{limit} of {len(found)} rows shown; --limit 0 shows all")
    shown = found.head(limit) if limit else found
    output.frame(shown, people=output.of(shown, *people) if people else None, notes=notes, **how)
