"""Commands that say what can be loaded, and what a table holds."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import Any

import click

from panoptrade import options, output

How = dict[str, Any]


@click.command()
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


@click.command()
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


@click.command()
@click.argument("cls", metavar="CLASS")
def template(cls: str) -> None:
    """Print the header of a table of a CLASS, to be filled in and loaded with `load table`.

    \b
    Example:
      panoptrade template Deal > deals.csv
    """
    from panoptrade.loaders.template import template as header

    click.echo(header(cls), nl=False)
