"""Commands that ask the graph in a query language."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output

if TYPE_CHECKING:
    from panoptrade.graph.api import Graph


class Param(click.ParamType[tuple[str, Any]]):
    """A parameter and its value: `n=10`, `name=Hikvision`, `years=[2014, 2015]`."""

    name = "NAME=VALUE"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, Any]:
        """Return both; a value that reads as JSON is that, any other is text."""
        if isinstance(value, tuple):
            return value
        name, equals, text = value.partition("=")
        if not (name and equals):
            self.fail(f"{value!r} gives no parameter its value; write n=10", param, ctx)
        try:
            return name, json.loads(text)
        except ValueError:
            return name, text


@click.command()
@click.argument("text")
@options.reading
@options.printing
@click.option("--param", type=Param(), multiple=True, help="Value for $NAME; repeatable.")
@click.option(
    "--on",
    default="embedded",
    show_default=True,
    help="Engine that answers: embedded, or the neo4j that NEO4J_URI names.",
)
@click.option("--limit", type=click.IntRange(min=0), help="Most rows to show.  [default: all]")
@click.option("--timeout", default=60.0, show_default=True, help="Seconds; 0 for no limit.")
def cypher(
    graph: Graph,
    text: str,
    *,
    how: dict[str, Any],
    param: tuple[tuple[str, Any], ...],
    on: str,
    limit: int | None,
    timeout: float,
) -> None:
    """Ask in Cypher: TEXT is the query itself, a file that ends in .cypher, or - for stdin.

    Only reading is allowed. The same text runs on the embedded engine and on Neo4j.

    \b
    Examples:
      panoptrade cypher 'MATCH (d:Deal)-[:SELLER]->(v:Vendor) RETURN v.name, count(d) AS deals
        ORDER BY deals DESC, v.name LIMIT $n' --param n=10
      panoptrade cypher suppliers.cypher --param country=KEN --format csv
    """
    from panoptrade.graph.cypher import cypher as ask

    with output.working("asking"):
        found = ask(
            graph, query(text, ".cypher"), dict(param), on=on, limit=limit, timeout=timeout or None
        )
    output.frame(found, **how)


def query(text: str, ending: str) -> str:
    """Return the query that an argument means: itself, a file of that ending, or stdin for `-`."""
    if text == "-":
        return sys.stdin.read()
    if text.endswith(ending):
        return Path(text).read_text(encoding="utf-8")
    return text
