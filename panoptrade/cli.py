"""The command line: parse, call, print."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from panoptrade import __version__, asking, asking_sparql, exporting, options, output, sending
from panoptrade.group import Group
from panoptrade.naming import query
from panoptrade.options import FILE, FOLDER, INPUT

if TYPE_CHECKING:
    from panoptrade.graph.api import Graph

    How = dict[str, Any]

COMPLAINT = ("rule", "id", "message", "remedy")
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=Group, context_settings=SETTINGS)
@click.version_option(__version__, prog_name="panoptrade")
def main() -> None:
    """Ask who makes, sells, buys and restricts surveillance technology, with every source.

    \b
    Examples:
      panoptrade flows --by exporter,regime --regime row
      panoptrade rank --measure betweenness
      panoptrade explain Hikvision
    """


@main.command()
@click.option(
    "-o", "--output", type=FOLDER, default=Path("demo"), show_default=True, help="Folder to fill."
)
def demo(output: Path) -> None:
    """Answer two questions of the starter graph, draw it, and say what to try next.

    \b
    Example:
      panoptrade demo
    """
    from panoptrade import demo as shown

    shown.run(output)


@main.command()
@click.argument("source")
@click.argument("files", nargs=-1, type=INPUT, required=True)
@options.writing
@click.option("--class", "cls", help="Class of the rows (source `table`); default: by file name.")
@click.option("--as", "name", help="Name of the source (source `table`); default: by file name.")
@click.option("--encoding", default="", help="Encoding of text files, as latin-1.")
@click.option("--retrieved", help="Date on which the copy was taken.")
@click.option("--part", is_flag=True, help="The file is a part: do not check the counts.")
@click.option("--all", "everything", is_flag=True, help="Take listed persons too (source `ofac`).")
@click.option("--report", type=FILE, help="File for the problems as JSON; none give an empty list.")
def load(
    source: str,
    files: tuple[Path, ...],
    workspace: Path,
    cls: str | None,
    name: str | None,
    report: Path | None,
    *,
    everything: bool,
    **extra: Any,
) -> None:
    """Load FILES of a SOURCE into a workspace; what that source said there before is replaced.

    \b
    Examples:
      panoptrade load aigs aigs-2022.xlsx -w work
      panoptrade load table deals.csv --as my-archive -w work
    """
    from panoptrade.loaders import load as loading
    from panoptrade.loaders.problems import LoadError

    own = {"class": cls, "as": name, "all": "yes" if everything else None}
    chosen = loading.Options(extra={k: v for k, v in own.items() if v}, **extra)
    try:
        with output.working(f"loading {source}"):
            counts = loading.load(source, list(files), workspace, chosen)
    except LoadError as error:
        output.report(error.problems, report)
        raise
    output.report([], report)
    for found, by_class in counts.items():
        said = ", ".join(f"{count:,} {cls}" for cls, count in by_class.items())
        click.echo(f"{found}: {said}", err=True)
    click.echo(f"now run: panoptrade build -w {workspace}", err=True)


@main.command()
@options.writing
def build(workspace: Path) -> None:
    """Merge all that was loaded into one graph.

    \b
    Example:
      panoptrade build -w work
    """
    from panoptrade.graph import merge

    with output.working("merging"):
        counts = merge.build(workspace)
    for cls, count in counts.items():
        click.echo(f"{count:>9,} {cls}", err=True)


@main.command()
@options.printing
def sources(how: How) -> None:
    """List the sources that can be loaded: what file each wants and where a person gets it.

    \b
    Example:
      panoptrade sources --format table
    """
    from panoptrade.loaders import listing

    rows = listing.rows()
    output.write(rows, people=output.only(rows, "source", "file", "where"), **how)


@main.command()
@options.reading
@options.counting
@options.filtering
@options.printing
def flows(graph: Graph, by: tuple[str, ...], taken: How, how: How, **extra: Any) -> None:
    """Count deals or links by exporter, technology, kind, year and regime of the importer.

    \b
    Examples:
      panoptrade flows --by exporter,regime --regime row --lag 1 --years 2011:2021
      panoptrade flows --by exporter,regime --definition polity-below-7 --unit country-links
    """
    from panoptrade.graph.flows import flows as count

    if "regime" in by and not (extra["regime"] or extra["definition"]):
        extra["regime"] = "row"
    output.frame(count(graph, by, **taken, **extra), **how)


@main.command()
@options.reading
@click.option(
    "--measure",
    default="betweenness",
    show_default=True,
    help="degree, strength, pagerank, betweenness, hits and their in- and out-forms.",
)
@options.projecting
@click.option("--limit", default=20, show_default=True, help="Rows to show; 0 for all.")
@options.filtering
@options.printing
def rank(graph: Graph, limit: int, taken: How, how: How, **extra: Any) -> None:
    """Rank vendors, countries or owners by their place in a network.

    \b
    Example:
      panoptrade rank --measure pagerank --projection exporter-importer
    """
    from panoptrade.graph.rank import centrality

    output.frame(centrality(graph, limit=limit or None, **taken, **extra), **how)


@main.group()
def view() -> None:
    """Write pages to look at.

    \b
    Example:
      panoptrade view network -o network.html
    """


@view.command()
@options.reading
@click.option("-o", "--output", type=FILE, default=Path("network.html"), help="File to write.")
@options.projecting
@click.option("--limit", type=int, help="Show only so many of the strongest nodes.")
@options.filtering
def network(graph: Graph, output: Path, taken: How, **extra: Any) -> None:
    """Write the interactive page of a small network: one file that asks no network for anything.

    \b
    Example:
      panoptrade view network --technology facial-recognition -o network.html
    """
    from panoptrade.graph.view_network import view as draw

    draw(graph, output, **taken, **extra)
    click.echo(f"written: {output}", err=True)


@main.command()
@options.reading
@click.argument("thing")
@options.printing
def explain(graph: Graph, thing: str, how: How) -> None:
    """Show which source says what of a THING, where, with which grade, and what disagrees.

    \b
    Example:
      panoptrade explain org:hikvision
    """
    from panoptrade.graph import explain as explaining

    found = graph.find(thing)
    if found.how != "id":
        click.echo(f"{thing!r} is taken as {found.id} ({found.name}, by its {found.how})", err=True)
    said = explaining.explain(graph, found.id)
    title = f"{found.name} ({found.id})"
    output.frame(said, people=explaining.summary(said), title=title, **how)


@main.command()
@options.reading
@options.printing
def unresolved(graph: Graph, how: How) -> None:
    """List the organizations whose names the alias table does not know: each is one of its own.

    \b
    Example:
      panoptrade unresolved -w work --format csv
    """
    from panoptrade.graph.unresolved import unresolved as listed

    output.frame(listed(graph), **how)


@main.command()
@options.reading
@click.option(
    "--shacl/--no-shacl", default=True, show_default=True, help="Validate against shapes.ttl too."
)
@options.printing
def check(graph: Graph, how: How, *, shacl: bool) -> None:
    """Check the graph against the rules of consistency and SHACL; exit code 1 when one is broken.

    \b
    Example:
      panoptrade check -w work
    """
    with output.working("checking"):
        found = graph.check(shacl=shacl)
    output.write([asdict(one) for one in found], columns=COMPLAINT, **how)
    click.echo(f"{len(found)} complaints", err=True)
    sys.exit(1 if found else 0)


@main.command()
@click.argument("cls", metavar="[CLASS]", required=False)
@options.printing
def ontology(cls: str | None, how: How) -> None:
    """Explain the classes, or the properties of one CLASS.

    \b
    Example:
      panoptrade ontology Deal
    """
    from panoptrade.ontology import explained

    rows = explained.properties(cls) if cls else explained.classes()
    columns = ("property", "type", "description") if cls else ("class", "kind", "description")
    output.write(rows, people=output.only(rows, *columns), **how)


@main.command()
@click.argument("cls", metavar="CLASS")
def template(cls: str) -> None:
    """Print the header of a table of a CLASS, to be filled in and loaded with `load table`.

    \b
    Example:
      panoptrade template Deal > deals.csv
    """
    from panoptrade.loaders.template import template as header

    click.echo(header(cls), nl=False)


sending.export.add_command(exporting.rdf)
for one in (asking.cypher, asking_sparql.sparql, query, sending.push, sending.export):
    main.add_command(one)

if __name__ == "__main__":
    main(prog_name="panoptrade")
