"""The command that asks questions by their names."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output
from panoptrade.asking import Param

if TYPE_CHECKING:
    from panoptrade.graph.api import Graph
    from panoptrade.graph.named import Parameter, Query


class Named(click.Command):
    """A command whose help, after a name, is that of the question of this name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Explain the question, and not the command, where both a name and help are given."""
        wanted = [one for one in args if one in ctx.help_option_names]
        if wanted and args and not args[0].startswith("-"):
            from panoptrade.graph import named

            language = "sparql" if "sparql" in args or "--language=sparql" in args else "cypher"
            click.echo(explained(named.query(args[0], language)))
            ctx.exit()
        return super().parse_args(ctx, args)


@click.command(cls=Named)
@click.argument("name", required=False)
@options.reading
@options.printing
@click.option("--param", type=Param(), multiple=True, help="Value for a parameter; repeatable.")
@click.option("--language", default="cypher", show_default=True, help="cypher or sparql.")
@click.option(
    "--on",
    default="embedded",
    show_default=True,
    help="Engine that answers: embedded, or the neo4j that NEO4J_URI names.",
)
@click.option("--text", is_flag=True, help="Print the query itself, and do not run it.")
@click.option("--limit", type=click.IntRange(min=0), help="Most rows to show.  [default: all]")
@click.option("--timeout", default=60.0, show_default=True, help="Seconds; 0 for no limit.")
def query(
    graph: Graph,
    name: str | None,
    *,
    how: dict[str, Any],
    param: tuple[tuple[str, Any], ...],
    language: str,
    text: bool,
    timeout: float,
    **asked: Any,
) -> None:
    """Ask a question by its NAME; without one, list the questions that there are.

    A parameter that means a vendor, a country or the like takes an id, a name or an alias.
    `panoptrade query NAME --help` explains a question and its parameters.

    \b
    Examples:
      panoptrade query
      panoptrade query government-suppliers --param government=KEN
      panoptrade query deals-to-weak-democracies --param technology=commercial-spyware --param lag=0
      panoptrade query countries-of-one-vendor --text > mine.cypher
    """
    from panoptrade.graph import named

    if name is None:
        known = named.queries(language).values()
        output.write([{"name": one.name, "question": one.question} for one in known], **how)
        return
    if text:
        click.echo(named.query(name, language).text, nl=False)
        return
    with output.working("asking"):
        found = named.ask(
            graph, name, dict(param), language=language, timeout=timeout or None, **asked
        )
    output.frame(found, **how)


def explained(one: Query) -> str:
    """Return what a question asks and takes, as help."""
    parts = [one.question, click.wrap_text(one.note, width=100) if one.note else ""]
    shown = [f"  {_shown(each)}\n      {each.says}" for each in one.parameters.values()]
    parts.append("\n".join(["Parameters:", *shown]) if shown else "It takes no parameters.")
    return "\n\n".join(part for part in parts if part)


def _shown(one: Parameter) -> str:
    given = "any" if one.default == "" else one.default
    return f"{one.name}  ({one.type}; {'required' if one.required else f'default: {given}'})"
