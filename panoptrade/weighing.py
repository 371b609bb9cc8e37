"""The commands that weigh flows toward weak democracies."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output
from panoptrade.options import Words

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd

    from panoptrade.graph.api import Graph

    How = dict[str, Any]

# What one table of all definitions has no use for, and what has no use without it.
ALONE = ("regime", "definition", "share")
TOGETHER = ("exporter", "against")


def flows(graph: Graph, given: How, how: How) -> None:
    """Count flows one way, or under every definition."""
    every = given.pop("all_definitions")
    for name in ALONE if every else TOGETHER:
        if name in given:
            msg = f"--{name} {'contradicts' if every else 'goes with'} --all-definitions"
            raise click.UsageError(msg)
    (_side_by_side if every else _counted)(graph, given, how)


@click.command()
@options.reading
@click.option("--within", default=3, show_default=True, help="Years after a deal to look at.")
@click.option("--regime", default="row", show_default=True, help="Index: row, polity, fh, …")
@click.option(
    "--exporter",
    type=Words(),
    help="Countries, or EUE for the European Union at the time. Default: CHN,USA,ISR,EUE.",
)
@click.option("--list", "listed", is_flag=True, help="List the deals instead of counting them.")
@options.dating
@options.filtering
@options.printing
def changes(
    graph: Graph,
    exporter: tuple[str, ...] | None,
    taken: How,
    how: How,
    *,
    listed: bool,
    **extra: Any,
) -> None:
    """Count the deals whose importer's class of regime changed in the years after.

    That a country changed after a deal says not that the deal did it: beside each share stands the
    one expected of countries of the same class in the same year.

    \b
    Examples:
      panoptrade changes --within 3 --regime row
      panoptrade changes --list --format csv
    """
    from panoptrade.graph import changes as asked

    if listed:
        if exporter:
            msg = "--exporter has no meaning with --list: each deal is listed with its exporters"
            raise click.UsageError(msg)
        output.frame(asked.changed(graph, **taken, **extra), **how)
        return
    chosen: How = {"exporter": exporter} if exporter else {}
    found = asked.changes(graph, **chosen, **taken, **extra)
    short = ("deals", "up", "down", "same", "unknown", "of", "share_up", "expected_up")
    people = output.of(found, "exporter_name", *short, "share_down", "expected_down", "undated")
    output.frame(found, people=people, **how)


@click.command()
@options.reading
@click.option("--definition", default="polity-below-7", show_default=True, help="Named definition.")
@click.option("--exporter", default="CHN", show_default=True, help="First of the two exporters.")
@click.option("--against", default="USA", show_default=True, help="Exporter it is held against.")
@click.option("--shuffle", type=Words(), help="exporters, regimes, histories. Default: all three.")
@click.option("--lag", default=0, show_default=True, help="Classify so many years earlier.")
@click.option("--draws", default=999, show_default=True, help="How many shuffles.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="The same seed gives the same answer.",
)
@options.dating
@options.filtering
@options.printing
def placebo(
    graph: Graph, shuffle: tuple[str, ...] | None, taken: How, how: How, **extra: Any
) -> None:
    """Hold the difference of two exporters against shuffled exporters and shuffled regimes.

    \b
    Example:
      panoptrade placebo --definition row-not-liberal --undated-as 2018
    """
    from panoptrade.graph.placebo import placebo as shuffled

    chosen: How = {"shuffle": shuffle} if shuffle else {}
    output.frame(shuffled(graph, **chosen, **taken, **extra), **how)


@click.command()
@options.reading
@click.option("--exporter", default="CHN", show_default=True, help="Exporter; `all` for all.")
@click.option(
    "--measure", default="mm-protests", show_default=True, help="Unrest: a code of terms.csv."
)
@click.option("--definition", default="polity-below-7", show_default=True, help="Named definition.")
@options.dating
@options.filtering
@options.printing
def panel(graph: Graph, exporter: str, taken: How, how: How, **extra: Any) -> None:
    """Write deals and unrest as one row an importing country and year, for programs of your own.

    \b
    Example:
      panoptrade panel --exporter ISR -w work -o panel.csv
    """
    from panoptrade.graph.panel import panel as laid

    chosen = None if exporter == "all" else exporter
    output.frame(laid(graph, exporter=chosen, **taken, **extra), **how)


@click.command()
@click.argument("specification", default="event-study")
@options.reading
@click.option("--exporter", help="Exporter; `all` for all. Default: CHN.")
@click.option("--sample", help="Importers: in (default) the definition, out of it, or all.")
@click.option("--measure", help="Unrest: a code of terms.csv. Default: mm-protests.")
@click.option("--definition", help="Named definition. Default: polity-below-7.")
@click.option("--regime-year", type=int, help="study-who: year of the class. Default: 2018.")
@click.option("--synthetic", is_flag=True, help="Run it on invented data with known coefficients.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Seed of the invented data.",
)
@options.dating
@options.filtering
@options.printing
def regress(
    graph: Graph,
    specification: str,
    seed: int,
    taken: How,
    how: How,
    *,
    synthetic: bool,
    **extra: Any,
) -> None:
    """Run a regression of deals: event-study, event-study-poisson, study-when or study-who.

    The study's two are its equations, run on the deals of this graph, which are not its deal list.
    Unrest has to be loaded first, and pip install 'panoptrade[regression]' brings what it needs.

    \b
    Examples:
      panoptrade regress event-study --exporter ISR -w work
      panoptrade regress study-when --synthetic
    """
    from panoptrade.graph import regress as regressing
    from panoptrade.graph import select

    words = {name: taken[name] for name in ("technology", "kinds", "source", "grade")}
    select.deals(graph, select.filters(**words))  # a wrong word is said before anything else
    given = {name: value for name, value in (extra | taken).items() if value not in (None, False)}
    if synthetic:
        from panoptrade.graph.synthetic import recovered

        _show(recovered(specification, seed=seed), how)
        return
    if specification == "study-who":
        _refuse(given, "sample", "measure", "technology", of=specification)
    else:
        _refuse(given, "regime_year", of=specification)
        given["exporter"] = None if given.get("exporter") == "all" else given.get("exporter", "CHN")
    _show(regressing.regress(graph, specification, **given), how)


def _show(found: pd.DataFrame, how: How) -> None:
    hidden = {"specification", "sample", "outcome"}
    output.frame(
        found, people=output.of(found, *(str(one) for one in found if one not in hidden)), **how
    )


def _refuse(given: How, *names: str, of: str) -> None:
    for name in names:
        if name in given:
            msg = f"--{name.replace('_', '-')} has no meaning for {of}"
            raise click.UsageError(msg)


def _counted(graph: Graph, given: How, how: How) -> None:
    from panoptrade.graph.flows import flows as count

    by = given.pop("by", ("exporter", "regime"))
    if "regime" in by and not (given.get("regime") or given.get("definition")):
        given["regime"] = "row"
    output.frame(count(graph, by, **given), **how)


def _side_by_side(graph: Graph, given: How, how: How) -> None:
    from panoptrade.graph.conclusions import conclusions

    # Exporter and regime are what every row is about.
    by = [one for one in given.pop("by", ()) if one not in {"exporter", "regime"}]
    for theirs, ours in (("lag", "lags"), ("unit", "units")):
        if theirs in given:
            given[ours] = given.pop(theirs)
    domestic = not given.pop("exports_only", True)
    found = conclusions(graph, by=by, domestic=domestic, **given)
    output.frame(found, people=brief(found), **how)


def brief(found: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what fits the width that people read: the first exporter and whom it is held against.

    `found` is a table of `conclusions`; a share is written with its denominator.
    """
    first, base = found.attrs["versus"]
    names = list(found.columns)
    keys = [one for one in names[: names.index("exporter")] if one != "stands_for"]
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in found[found["exporter"].isin({first, base})].to_dict("records"):
        row = rows.setdefault(tuple(one[key] for key in keys), {key: one[key] for key in keys})
        row[one["exporter"]] = f"{one['share']:.0f}% of {one['of']}" if one["of"] else "of 0"
        row[f"undated {one['exporter']}"] = one["undated"]
        if one["exporter"] == first:
            row |= {"unit": one["unit"].removeprefix("country-"), "odds": odds(one), "p": one["p"]}
    last = ("odds", "p")
    return [
        {n: row[n] for n in (*(k for k in row if k not in last), *last)} for row in rows.values()
    ]


def odds(one: dict[Hashable, Any]) -> str:
    """Return an odds ratio with its interval, of a row of `conclusions`; blank where unknown."""
    if one["odds_ratio"] != one["odds_ratio"]:
        return ""
    return f"{one['odds_ratio']:.2f} ({one['odds_low']:.2f} to {one['odds_high']:.2f})"
