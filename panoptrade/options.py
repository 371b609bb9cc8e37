"""Give several commands the options that they share."""

from __future__ import annotations

import re
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from panoptrade.output import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from panoptrade.graph.api import Graph

    Command = Callable[..., Any]

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
INPUT = click.Path(path_type=Path)


class Span(click.ParamType[tuple[int, int]]):
    """A first and a last year, as `2011:2021`, or one year."""

    name = "FIRST:LAST"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[int, int]:
        """Return both years."""
        if isinstance(value, tuple):
            return value
        found = re.fullmatch(r"([0-9]{4})(?::([0-9]{4}))?", value)
        if found is None:
            self.fail(f"{value!r} is no span of years; write 2011:2021", param, ctx)
        return int(found[1]), int(found[2] or found[1])


class Words(click.ParamType[tuple[str, ...]]):
    """Words separated by commas."""

    name = "WORDS"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:
        """Return each word."""
        del param, ctx
        return value if isinstance(value, tuple) else listed(value)


def listed(text: str) -> tuple[str, ...]:
    """Return the parts of a text between commas; a comma inside brackets belongs to a label."""
    parts = (part.strip() for part in re.split(r",(?![^(]*\))", text))
    return tuple(part for part in parts if part)


COUNTING = (
    click.option(
        "--by",
        type=Words(),
        help="exporter, importer, vendor, technology, kind, grade, source, year, regime. "
        "Default: exporter,regime.",
    ),
    click.option("--regime", help="Index of the importer's regime: row (default), polity, fh, …"),
    click.option("--definition", help="Named definition of weak democracy or autocracy instead."),
    click.option("--lag", type=int, help="Classify so many years earlier. Default: 0."),
    click.option(
        "--date",
        default="start",
        show_default=True,
        help="Date that classifies, start or disclosed; the other stands in where it is missing.",
    ),
    click.option("--strict-date", is_flag=True, help="No other date stands in."),
    click.option("--undated-as", type=int, help="Year for undated deals: an assumption, and said."),
    click.option("--unit", help="deals (default), vendor-links, country-links."),
    click.option(
        "--share",
        help="Deals of several exporters: `each` (default) whole in every row, or `split`.",
    ),
    click.option(
        "--exports-only/--with-domestic",
        default=None,
        help="Leave deals inside one country out, or in: the default but with --all-definitions.",
    ),
)
DATING = (
    click.option(
        "--date",
        default="start",
        show_default=True,
        help="Date of the deal, start or disclosed; the other stands in where it is missing.",
    ),
    click.option("--strict-date", is_flag=True, help="No other date stands in."),
    click.option("--undated-as", type=int, help="Year for undated deals: an assumption, and said."),
    click.option("--domestic", is_flag=True, help="Take deals inside one country too."),
)
AGAINST = (
    click.option(
        "--all-definitions",
        is_flag=True,
        help="Every definition side by side, lags 0 and 1, with intervals and odds ratios; "
        "--by then splits by kind or grade.",
    ),
    click.option(
        "--exporter",
        type=Words(),
        help="Countries, or EUE for the European Union at the time. Default: CHN,USA,ISR,EUE.",
    ),
    click.option("--against", help="Exporter that the others are held against. Default: USA."),
)


WEIGHT = "Weight of a tie: deals, links, none."
NULL = "Compare with so many random networks of the same degrees."
SEED = "What is drawn by chance repeats by it."
RANKING = (
    click.option(
        "--measure",
        default="betweenness",
        show_default=True,
        help="degree, strength (each also in- and out-), pagerank, hits, eigenvector, katz, "
        "closeness, harmonic, betweenness, core.",
    ),
    click.option("--weight", default="deals", show_default=True, help=WEIGHT),
    click.option(
        "--over-time",
        is_flag=False,
        flag_value="each",
        help="Rank each year by itself (each, the default) or with those before (cumulative).",
    ),
    click.option("--samples", type=int, help="Estimate betweenness from so many start nodes."),
    click.option("--null", type=int, help=NULL),
    click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help=SEED),
    click.option(
        "--engine", default="fast", show_default=True, help="fast, or the reference: networkx."
    ),
)


def several(*added: Command) -> Callable[[Command], Command]:
    """Give a command several options, in this order."""

    def to(command: Command) -> Command:
        for option in reversed(added):
            command = option(command)
        return command

    return to


def page(name: str, says: str = "File to write.") -> Callable[[Command], Command]:
    """Give a command that writes a page the option that says where: `path`."""
    return click.option(
        "-o", "--output", "path", type=FILE, default=Path(name), show_default=True, help=says
    )


def reading(command: Command) -> Command:
    """Give a command that reads a graph its --workspace option, and the graph itself."""

    @click.option(
        "-w",
        "--workspace",
        type=FOLDER,
        envvar="PANOPTRADE_WORKSPACE",
        help="Folder of the graph; the starter graph where none is named.",
    )
    @wraps(command)
    def wrapped(*args: Any, workspace: Path | None, **options: Any) -> Any:
        return command(_graph(workspace), *args, **options)

    return wrapped


def as_one(command: Command) -> Command:
    """Give a command on a graph the option to read a vendor's names of all times as one."""

    @click.option(
        "--as-one",
        is_flag=True,
        help="Count a vendor's earlier and later names as one, as if it had not been renamed.",
    )
    @wraps(command)
    def wrapped(graph: Graph, *args: Any, as_one: bool, **options: Any) -> Any:
        if as_one:
            graph = graph.as_one()
            click.echo(f"  {len(graph.moves)} earlier names are counted as later ones", err=True)
        return command(graph, *args, **options)

    return wrapped


def writing(command: Command) -> Command:
    """Give a command that writes its required --workspace option."""
    return click.option(
        "-w",
        "--workspace",
        type=FOLDER,
        envvar="PANOPTRADE_WORKSPACE",
        required=True,
        help="Folder of the workspace; loading makes it where it is not.",
    )(command)


def printing(command: Command) -> Command:
    """Give a command that prints data its --format and --output options, together as `how`."""

    @click.option(
        "--format",
        type=click.Choice(FORMATS),
        help="Default: table on a terminal, the ending of the output file, else JSON.",
    )
    @click.option("-o", "--output", type=FILE, help="File to write instead of stdout.")
    @wraps(command)
    def wrapped(*args: Any, format: str | None, output: Path | None, **options: Any) -> Any:  # noqa: A002
        return command(*args, how={"format": format, "output": output}, **options)

    return wrapped


def filtering(command: Command) -> Command:
    """Give a command the filters that all analyses of deals share, together as `taken`."""

    @click.option(
        "--technology",
        type=Words(),
        multiple=True,
        help="Technology, narrower ones included; repeatable.",
    )
    @click.option("--kinds", type=Words(), multiple=True, help="Kind of deal to take; repeatable.")
    @click.option(
        "--source", type=Words(), multiple=True, help="Source or loader to take; repeatable."
    )
    @click.option("--grade", help="Lowest grade of evidence to take.")
    @click.option("--years", type=Span(), help="First and last year, as 2011:2021.")
    @wraps(command)
    def wrapped(
        *args: Any, grade: str | None, years: tuple[int, int] | None, **options: Any
    ) -> Any:
        given = {name: options.pop(name) for name in ("technology", "kinds", "source")}
        lists = {name: sum(words, ()) or None for name, words in given.items()}
        return command(*args, taken={**lists, "grade": grade, "years": years}, **options)

    return wrapped


def without_years(taken: dict[str, Any], why: str) -> dict[str, Any]:
    """Return the filters without the years; raise a UsageError where some were given."""
    if taken["years"] is not None:
        msg = f"--years has no meaning here: {why}"
        raise click.UsageError(msg)
    return {name: value for name, value in taken.items() if name != "years"}


def projecting(command: Command) -> Command:
    """Give a command the network that it is about."""
    return click.option(
        "--projection",
        default="vendor-country",
        show_default=True,
        help="vendor-country, exporter-importer, ownership, supply.",
    )(command)


def counting(command: Command) -> Command:
    """Give a command the options that say how deals are counted; what is not given is None."""
    return several(*COUNTING)(command)


def against(command: Command) -> Command:
    """Give `flows` the options that hold exporters against each other."""
    return several(*AGAINST)(command)


def dating(command: Command) -> Command:
    """Give a command the options that say when a deal was, and whether it left its country."""
    return several(*DATING)(command)


def ranking(command: Command) -> Command:
    """Give `rank` the options that say what it measures and how."""
    return several(*RANKING)(command)


def _graph(workspace: Path | None) -> Graph:
    from panoptrade import opening, output

    if workspace is not None:
        return opening.open(workspace)
    with output.working("opening the starter graph"):
        return opening.starter()
