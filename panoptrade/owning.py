"""The commands that ask who owns whom, and who is restricted by name or by ownership."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output
from panoptrade.options import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from panoptrade.graph.api import Graph

    Command = Callable[..., Any]
    How = dict[str, Any]

PEOPLE = {
    "owners": (
        "owner_name", "country", "steps", "share_min", "share_max", "control", "interest_min",
        "interest_max", "ultimate", "since",
    ),
    "restricted": ("rule", "answer", "why"),
    "proof": (
        "rule", "step", "from_name", "to_name", "share_min", "share_max", "control", "undecided",
        "start", "sources",
    ),
    "exposure": ("what", "name", "role", "party_name", "answer", "how", "first", "undated"),
}  # fmt: skip
RULES = "ofac, eu, uk, bis"


class Day(click.ParamType[str]):
    """A day, or the month or year that it ends."""

    name = "DAY"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """Return the date as it was given, in its ISO form."""
        from panoptrade.ontology import dates

        try:
            return dates.clean(str(value))
        except ValueError as error:
            self.fail(f"{value!r}: {error}", param, ctx)


ON = click.option(
    "--on", type=Day(), required=True, help="The day, as 2024-07-03; 2024 means its last day."
)
SWITCH = click.option(
    "--switch",
    default="dated",
    show_default=True,
    help="Whether the rule reaches what is owned: as it is dated, on, or off.",
)
STRICT = click.option(
    "--strict",
    is_flag=True,
    help="A holding that does not say since when is only perhaps held; else it is taken as held.",
)


@click.command()
@options.reading
@options.as_one
@click.argument("thing")
@ON
@click.option("--direct", "which", flag_value="direct", help="Only who holds shares of it itself.")
@click.option("--ultimate", "which", flag_value="ultimate", help="Only whom nobody is seen to own.")
@click.option(
    "--threshold", default=0.0, show_default=True, help="Least interest, in percent, that may be."
)
@STRICT
@options.printing
def owners(graph: Graph, which: str | None, how: How, **asked: Any) -> None:
    """List who owns a THING on a day: shares as intervals, and economic interest through others.

    \b
    Examples:
      panoptrade owners Hikvision --on 2022-12-31
      panoptrade owners Huawei --on 2020 --ultimate --threshold 10
    """
    from panoptrade.graph.owners import owners as listed

    found = listed(graph, which=which or "all", **asked)
    output.frame(found, people=output.of(found, *PEOPLE["owners"]), **how)


@click.command()
@options.reading
@options.as_one
@click.argument("thing")
@ON
@click.option(
    "--rule", type=Words(), default=RULES, show_default=True, help="One rule, or several."
)
@SWITCH
@STRICT
@click.option("--proof", is_flag=True, help="A row for each listing and holding that proves it.")
@options.printing
def restricted(graph: Graph, how: How, *, proof: bool, **asked: Any) -> None:
    """Say whether a THING is restricted on a day, by name or by who owns it, and what proves it.

    The answer is restricted, not restricted, or cannot be known: then shares that no source gives
    decide it. It reads what is in the graph, and is no legal advice.

    \b
    Examples:
      panoptrade restricted Intellexa --on 2024-03-06 --rule ofac
      panoptrade restricted Lorex --on 2025-10-10 --rule bis --proof
    """
    from panoptrade.graph.restricted import restricted as asking

    found = asking(graph, proof=proof, **asked)
    shown = output.of(found, *PEOPLE["proof" if proof else "restricted"])
    output.frame(found, people=shown, **how)


@click.command()
@options.reading
@options.as_one
@ON
@click.option("--rule", default="ofac", show_default=True, help=f"One of {RULES}.")
@SWITCH
@click.option("--against", help="Show only what this other switch (dated, on, off) changes.")
@click.option("--what", type=Words(), help="party, deal, buyer, supplier, customer. Default: all.")
@STRICT
@options.filtering
@options.printing
def exposure(graph: Graph, taken: How, how: How, **asked: Any) -> None:
    """Find the deals, buyers and suppliers that touch parties restricted by name or by ownership.

    \b
    Examples:
      panoptrade exposure --on 2024-03-06 --rule ofac
      panoptrade exposure --on 2026-11-25 --rule bis --switch on --against off
    """
    from panoptrade.graph.exposure import exposure as find

    found = find(graph, **options.without_years(taken, "--on names the day"), **asked)
    output.frame(found, people=output.of(found, *PEOPLE["exposure"]), **how)
