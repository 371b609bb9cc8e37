"""The command line: parse, call, print."""

from __future__ import annotations

import os
import sys
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from panoptrade import __version__
from panoptrade.output import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

    from panoptrade.graph.api import Graph

WORKSPACE = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(path_type=Path)
Command = click.decorators.FC if TYPE_CHECKING else Any


class Group(click.Group):
    """Commands whose errors are one sentence and an exit code: 2 for a wrong word, 1 for the rest."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:  # noqa: ANN401
        """Name the nearest command when there is none of that name."""
        from panoptrade.ontology import words  # noqa: PLC0415 - start-up stays light

        if args and not args[0].startswith("-") and args[0] not in self.commands:
            ctx.fail(words.unknown(args[0], self.list_commands(ctx), "command"))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Turn the errors that a user can mend into a message without a traceback."""
        from panoptrade.ontology.words import UnknownWordError  # noqa: PLC0415

        try:
            return super().invoke(ctx)
        except UnknownWordError as error:
            raise click.UsageError(str(error)) from error
        except (ValueError, OSError) as error:
            raise click.ClickException(str(error)) from error


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that reads a graph its --workspace option, and the graph itself."""

    @click.option("-w", "--workspace", type=WORKSPACE, envvar="PANOPTRADE_WORKSPACE",
                  help="Folder of the graph; the starter graph where none is named.")  # fmt: skip
    @wraps(command)
    def wrapped(*args: Any, workspace: Path | None, **options: Any) -> Any:  # noqa: ANN401
        return command(_graph(workspace), *args, **options)

    return wrapped


def writing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that writes its required --workspace option."""
    return click.option(
        "-w", "--workspace", type=WORKSPACE, envvar="PANOPTRADE_WORKSPACE", required=True,
        help="Folder of the workspace; it is made where it is not.",
    )(command)  # fmt: skip


def printing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that prints data its --format and --output options."""
    for option in (
        click.option("-o", "--output", type=FILE, help="File to write instead of stdout."),
        click.option("--format", type=click.Choice(FORMATS),
                     help="Default: table on a terminal, else JSON."),
    ):  # fmt: skip
        command = option(command)
    return command


def filtering(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that counts deals the filters that all of them share."""
    for option in (
        click.option("--years", help="First and last year, as 2011:2021."),
        click.option("--grade", help="Lowest grade of evidence to take."),
        click.option("--source", multiple=True, help="Source or loader to take; repeatable."),
        click.option("--kinds", multiple=True, help="Kind of deal to take; repeatable."),
        click.option("--technology", multiple=True,
                     help="Technology to take, narrower ones included; repeatable."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, package_name="panoptrade")
def main() -> None:
    """Ask who makes, sells, buys and restricts surveillance technology, with every source.

    \b
    Examples:
      panoptrade flows --by exporter,regime --regime row
      panoptrade rank --measure betweenness
      panoptrade explain Hikvision
    """


@main.command()
@click.argument("source")
@click.argument("files", nargs=-1, type=FILE, required=True)
@writing
@click.option("--class", "cls", help="Class of the rows (source `table`); default: the file's name.")
@click.option("--as", "name", help="Name of the source (source `table`); default: the file's name.")
@click.option("--encoding", default="", help="Encoding of text files, as latin-1.")
@click.option("--retrieved", help="Date on which the copy was taken.")
@click.option("--part", is_flag=True, help="The file is a part: do not check the counts.")
@click.option("--all", "everything", is_flag=True, help="Take listed persons too (source `ofac`).")
@click.option("--report", type=FILE, help="File for the problems as JSON.")
def load(source: str, files: tuple[Path, ...], workspace: Path, cls: str | None, name: str | None,
         report: Path | None, *, everything: bool, **options: Any) -> None:  # noqa: ANN401  # fmt: skip
    """Load FILES of a SOURCE into a workspace; what that source said there before is replaced.

    \b
    Examples:
      panoptrade load aigs aigs-2022.xlsx -w work
      panoptrade load table deals.csv --as my-archive -w work
    """
    from panoptrade.loaders import load as loading  # noqa: PLC0415
    from panoptrade.loaders.problems import LoadError  # noqa: PLC0415

    extra = {"class": cls, "as": name, "all": "yes" if everything else None}
    chosen = loading.Options(extra={k: v for k, v in extra.items() if v}, **options)
    try:
        counts = loading.load(source, list(files), workspace, chosen)
    except LoadError as error:
        _report(error.problems, report)
        raise
    for found, by_class in counts.items():
        said = ", ".join(f"{count:,} {cls}" for cls, count in by_class.items())
        click.echo(f"{found}: {said}", err=True)
    click.echo(f"now run: panoptrade build -w {workspace}", err=True)


@main.command()
@writing
def build(workspace: Path) -> None:
    """Merge all that was loaded into one graph.

    \b
    Example:
      panoptrade build -w work
    """
    from panoptrade.graph import merge  # noqa: PLC0415

    for cls, count in merge.build(workspace).items():
        click.echo(f"{count:>9,} {cls}", err=True)


@main.command()
@printing
def sources(**how: Any) -> None:  # noqa: ANN401
    """List the sources that can be loaded: what file each wants and where a person gets it.

    \b
    Example:
      panoptrade sources --format table
    """
    from panoptrade.loaders import listing  # noqa: PLC0415

    _print(listing.rows(), **how)


@main.command()
@reading
@click.option("--by", default="exporter,regime", show_default=True,
              help="Dimensions: exporter, importer, vendor, technology, kind, grade, source, year, regime.")
@click.option("--regime", help="Index of the importer's regime: row, polity, fh, aigs, eiu.  [default: row]")
@click.option("--definition", help="Named definition of weak democracy or autocracy instead.")
@click.option("--lag", default=0, show_default=True, help="Classify the importer so many years before the deal.")
@click.option("--date", type=click.Choice(("start", "disclosed")), default="start", show_default=True,
              help="Date that classifies; the other one stands in where it is missing.")
@click.option("--strict-date", is_flag=True, help="No other date stands in.")
@click.option("--undated-as", type=int, help="Year to give to undated deals: an assumption, and said.")
@click.option("--unit", default="deals", show_default=True, help="deals, vendor-links or country-links.")
@click.option("--share", default="each", show_default=True,
              help="Deals of several exporters: whole in each row, or split among them.")
@click.option("--exports-only", is_flag=True, help="Leave out deals inside one country.")
@filtering
@printing
def flows(graph: Graph, by: str, years: str | None, technology: tuple[str, ...], kinds: tuple[str, ...],
          source: tuple[str, ...], format: str | None, output: Path | None, **options: Any) -> None:  # noqa: A002, ANN401
    """Count deals or links by exporter, technology, kind, year and regime of the importer.

    \b
    Examples:
      panoptrade flows --by exporter,regime --regime row --lag 1 --years 2011:2021
      panoptrade flows --by exporter,regime --definition polity-below-7 --unit country-links
    """
    from panoptrade.graph.flows import flows as count  # noqa: PLC0415

    wanted = by.split(",")
    if "regime" in wanted and not (options["regime"] or options["definition"]):
        options["regime"] = "row"
    frame = count(graph, wanted, years=_years(years), technology=technology or None,
                  kinds=_split(kinds), source=_split(source), **options)  # fmt: skip
    _print(_rows(frame), format, output, notes=frame.attrs["notes"])


@main.command()
@reading
@click.option("--measure", default="betweenness", show_default=True,
              help="degree, strength, pagerank, betweenness, hits and their in- and out-forms.")
@click.option("--projection", default="vendor-country", show_default=True,
              help="vendor-country, exporter-importer, ownership, supply.")
@click.option("--limit", default=20, show_default=True, help="Rows to show; 0 for all.")
@filtering
@printing
def rank(graph: Graph, years: str | None, technology: tuple[str, ...], kinds: tuple[str, ...],
         source: tuple[str, ...], limit: int, format: str | None, output: Path | None, **options: Any) -> None:  # noqa: A002, ANN401
    """Rank vendors, countries or owners by their place in a network.

    \b
    Example:
      panoptrade rank --measure pagerank --projection exporter-importer
    """
    from panoptrade.graph.rank import centrality  # noqa: PLC0415

    frame = centrality(graph, years=_years(years), technology=technology or None, kinds=_split(kinds),
                       source=_split(source), limit=limit or None, **options)  # fmt: skip
    _print(_rows(frame), format, output, notes=frame.attrs.get("notes", ()))


@main.group()
def view() -> None:
    """Write pages to look at."""


@view.command()
@reading
@click.option("-o", "--output", type=FILE, default=Path("network.html"), show_default=True, help="File to write.")
@click.option("--projection", default="vendor-country", show_default=True, help="As for rank.")
@click.option("--limit", type=int, help="Show only so many of the strongest nodes.")
@filtering
def network(graph: Graph, output: Path, years: str | None, technology: tuple[str, ...], kinds: tuple[str, ...],
            source: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
    """Write the interactive page of a small network: one file that asks no network for anything.

    \b
    Example:
      panoptrade view network --technology facial-recognition -o network.html
    """
    from panoptrade.graph.view_network import view as draw  # noqa: PLC0415

    draw(graph, output, years=_years(years), technology=technology or None, kinds=_split(kinds),
         source=_split(source), **options)  # fmt: skip
    click.echo(f"written: {output}", err=True)


@main.command()
@reading
@click.argument("thing")
@printing
def explain(graph: Graph, thing: str, format: str | None, output: Path | None) -> None:  # noqa: A002
    """Show which source says what of a THING, where, with which grade, and what disagrees.

    \b
    Example:
      panoptrade explain org:hikvision
    """
    from panoptrade.graph import explain as explaining  # noqa: PLC0415

    found = graph.find(thing)
    if found.how != "id":
        click.echo(f"{thing!r} is taken as {found.id} ({found.name}, by its {found.how})", err=True)
    _print(_rows(explaining.explain(graph, found.id)), format, output, title=f"{found.name} ({found.id})")


@main.command()
@reading
@printing
def unresolved(graph: Graph, **how: Any) -> None:  # noqa: ANN401
    """List the organizations whose names the alias table does not know: each is one of its own.

    \b
    Example:
      panoptrade unresolved -w work --format csv
    """
    from panoptrade.graph.unresolved import unresolved as listed  # noqa: PLC0415

    _print(_rows(listed(graph)), **how)


@main.command()
@reading
@click.option("--shacl/--no-shacl", default=True, show_default=True, help="Validate against shapes.ttl too.")
@printing
def check(graph: Graph, format: str | None, output: Path | None, *, shacl: bool) -> None:  # noqa: A002
    """Check the graph against the rules of consistency and SHACL; exit code 1 when one is broken.

    \b
    Example:
      panoptrade check -w work
    """
    from panoptrade.graph import check as checking  # noqa: PLC0415

    found = checking.check(graph.path) + (checking.shacl(graph.path) if shacl else [])
    _print([complaint.data() for complaint in found], format, output)
    click.echo(f"{len(found)} complaints", err=True)
    sys.exit(1 if found else 0)


@main.command()
@click.argument("cls", metavar="[CLASS]", required=False)
@printing
def ontology(cls: str | None, **how: Any) -> None:  # noqa: ANN401
    """Explain the classes, or the properties of one CLASS.

    \b
    Example:
      panoptrade ontology Deal
    """
    from panoptrade.ontology import explained  # noqa: PLC0415

    _print(explained.properties(cls) if cls else explained.classes(), **how)


@main.command()
@click.argument("cls", metavar="CLASS")
def template(cls: str) -> None:
    """Print the header of a table of a CLASS, to be filled in and loaded with `load table`.

    \b
    Example:
      panoptrade template Deal > deals.csv
    """
    from panoptrade.loaders.template import template as header  # noqa: PLC0415

    click.echo(header(cls), nl=False)


def _graph(workspace: Path | None) -> Graph:
    from panoptrade import opening  # noqa: PLC0415

    return opening.starter() if workspace is None else opening.open(workspace)


def _rows(frame: pd.DataFrame) -> list[Mapping[str, Any]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False)]


def _print(rows: Iterable[Mapping[str, Any]], format: str | None, output: Path | None,  # noqa: A002
           title: str = "", notes: Iterable[str] = ()) -> None:  # fmt: skip
    from panoptrade import output as printed  # noqa: PLC0415

    printed.write(list(rows), format=format, output=output, title=title, notes=notes)


def _years(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    first, _, last = text.partition(":")
    if not (first.isdigit() and (last or first).isdigit()):
        msg = f"{text!r} is no span of years; write 2011:2021"
        raise click.UsageError(msg)
    return int(first), int(last or first)


def _split(words: tuple[str, ...]) -> tuple[str, ...] | None:
    return tuple(part for word in words for part in word.split(",")) or None


def _report(problems: Iterable[Any], path: Path | None) -> None:
    import json  # noqa: PLC0415

    if path is not None:
        data = [problem.data() for problem in problems]
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(prog_name=os.environ.get("PANOPTRADE_PROG", "panoptrade"))
