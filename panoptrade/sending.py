"""Commands that send the graph to where others ask it."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output
from panoptrade.group import Group
from panoptrade.options import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from panoptrade.graph.api import Graph


@click.group(cls=Group)
def push() -> None:
    """Make a server hold the graph."""


@click.group(cls=Group)
def export() -> None:
    """Write the graph into files that others read."""


@push.command()
@options.reading
@options.printing
@click.option("--database", help="Database of the server; default: the user's own.")
@click.option("--dry-run", is_flag=True, help="Only say what a push would change.")
def neo4j(graph: Graph, *, how: dict[str, Any], database: str | None, dry_run: bool) -> None:
    """Make a Neo4j database hold the graph, exactly, and leave what others have there alone.

    NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD name the server and who asks. A push that was cut
    short is finished by the next one.

    \b
    Example:
      export NEO4J_URI=neo4j://localhost:7687
      panoptrade push neo4j --dry-run
    """
    from panoptrade.graph.stores import neo4j as store

    with _progress("comparing" if dry_run else "pushing") as progress:
        found = store.push(graph, database=database, dry_run=dry_run, progress=progress)
    made, changed, gone = (
        sum(getattr(one, name) for one in found) for name in ("created", "updated", "removed")
    )
    said = "would be " if dry_run else ""
    notes = [f"{said}created: {made:,}, {said}updated: {changed:,}, {said}removed: {gone:,}"]
    output.write([asdict(one) for one in found], notes=notes, **how)


@export.command("neo4j-import")
@click.argument("folder", type=FOLDER)
@options.reading
@click.option("--database", default="neo4j", show_default=True, help="Database to be filled.")
def neo4j_import(graph: Graph, folder: Path, database: str) -> None:
    """Write what `neo4j-admin database import full` of Neo4j 5 takes into a new FOLDER.

    It fills a database of a stopped server many times faster than a push; print the command to run.

    \b
    Example:
      panoptrade export neo4j-import import-files
    """
    from panoptrade.graph import export_neo4j

    command = export_neo4j.export(graph, folder, database=database)
    sys.stderr.write(f"files written to {folder}; with the server stopped, run\n")
    click.echo(command)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[str, int, int], None] | None]:
    """Show on a terminal's stderr how many rows are done, and of what."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=what, file=sys.stderr) as bar:

        def progress(name: str, done: int, total: int) -> None:
            bar.label, bar.length = f"{what} {name}", total
            bar.update(done - bar.pos)

        yield progress
