"""The command that asks the graph in SPARQL."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output
from panoptrade.asking import Param, query

if TYPE_CHECKING:
    from panoptrade.graph.api import Graph


@click.command()
@click.argument("text")
@options.reading
@options.printing
@click.option("--param", type=Param(), multiple=True, help="Value for ?NAME; repeatable.")
@click.option("--limit", type=click.IntRange(min=0), help="Most rows to show.  [default: all]")
@click.option("--timeout", default=60.0, show_default=True, help="Seconds; 0 for no limit.")
def sparql(
    graph: Graph,
    text: str,
    *,
    how: dict[str, Any],
    param: tuple[tuple[str, Any], ...],
    limit: int | None,
    timeout: float,
) -> None:
    """Ask in SPARQL: TEXT is the query itself, a file that ends in .rq or .sparql, or - for stdin.

    Only reading is allowed, and no other server is asked. The prefixes pt:, id:, skos:, prov: and
    more are known. CONSTRUCT and DESCRIBE print Turtle unless a --format is named.

    \b
    Examples:
      panoptrade sparql 'SELECT ?name (COUNT(?deal) AS ?deals) WHERE { ?deal pt:seller ?vendor .
        ?vendor pt:name ?name } GROUP BY ?name ORDER BY DESC(?deals) ?name' --limit 10
      panoptrade sparql suppliers.rq --param year=2015 --format csv
    """
    from panoptrade.graph import sparql as asking

    ending = ".rq" if text.endswith(".rq") else ".sparql"
    with output.working("asking"):
        found = asking.answer(
            graph, query(text, ending), dict(param), limit=limit, timeout=timeout or None
        )
    frame = asking.frame(found)
    if found["kind"] != "triples" or how["format"]:
        output.frame(frame, **how)
        return
    if how["output"] is None:
        click.echo(asking.turtle(found), nl=False)
    else:
        with output.whole(how["output"]) as file:
            file.write(asking.turtle(found))
    for note in frame.attrs["notes"]:
        click.echo(f"  {note}", err=True)
