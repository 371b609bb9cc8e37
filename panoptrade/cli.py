"""The command line: parse, call, print."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from panoptrade import (
    __version__,
    asking,
    asking_sparql,
    choking,
    comparing,
    describing,
    doubting,
    exporting,
    filling,
    leaking,
    options,
    output,
    owning,
    ranking,
    reporting,
    reproducing,
    resolving,
    sending,
    viewing,
    viewing_dossier,
    viewing_flows,
    weighing,
)
from panoptrade.group import Group
from panoptrade.naming import query
from panoptrade.options import FOLDER

if TYPE_CHECKING:
    from panoptrade.graph.api import Graph

    How = dict[str, Any]

COMMANDS = (
    filling.load, filling.build, comparing.diff,
    describing.sources, describing.ontology, describing.template,
    leaking.leakage, leaking.windows, resolving.resolve,
    owning.owners, owning.restricted, owning.exposure,
    weighing.changes, weighing.placebo, weighing.panel, weighing.regress,
    ranking.rank, ranking.communities,
    choking.dependence, choking.chokepoints, choking.whatif,
    reproducing.reproduce, doubting.uncertain, doubting.stability, doubting.coverage,
    reporting.report,
    asking.cypher, asking_sparql.sparql, query, viewing.view, sending.push, sending.export,
)  # fmt: skip
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
    """Answer three questions of the starter graph, draw it, and say what to try next.

    \b
    Example:
      panoptrade demo
    """
    from panoptrade import demo as shown

    shown.run(output)


@main.command()
@options.reading
@options.as_one
@options.counting
@options.against
@options.filtering
@options.printing
def flows(graph: Graph, taken: How, how: How, **extra: Any) -> None:
    """Count deals or links by exporter, technology, kind, year and regime of the importer.

    \b
    Examples:
      panoptrade flows --by exporter,regime --regime row --lag 1 --years 2011:2021
      panoptrade flows --by exporter,regime --definition polity-below-7 --unit country-links
      panoptrade flows --all-definitions --by kind
    """
    given = {name: value for name, value in extra.items() if value is not None}
    weighing.flows(graph, taken | given, how)


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


for one in (exporting.bods, exporting.ftm, exporting.rdf):
    sending.export.add_command(one)
viewing.view.add_command(viewing_dossier.dossier)
viewing.view.add_command(viewing_flows.flows)
for one in COMMANDS:
    main.add_command(one)

if __name__ == "__main__":
    main(prog_name="panoptrade")
