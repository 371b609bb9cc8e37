"""The command that writes dossiers."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from panoptrade import options, output

if TYPE_CHECKING:
    from panoptrade.graph.api import Graph


@click.command()
@options.reading
@click.argument("thing", metavar="[ID]", required=False)
@click.option("-o", "--output", "path", type=options.FILE, help="File.  [default: dossier.html]")
@click.option(
    "--all", "folder", type=options.FOLDER, help="Folder for a page of each thing, and an index."
)
@click.option(
    "--class",
    "classes",
    type=options.Words(),
    default=(),
    help="Classes of --all.  [default: Vendor,Government,Product,Programme]",
)
def dossier(
    graph: Graph,
    thing: str | None,
    path: Path | None,
    folder: Path | None,
    classes: tuple[str, ...],
) -> None:
    """Write a printable page about one thing, or with --all about each: every fact with its source.

    ID may be a name or an alias. The page has no script; the same graph gives the same bytes.

    \b
    Examples:
      panoptrade view dossier "NSO Group" -o nso.html
      panoptrade view dossier gov:KEN -o kenya.html
      panoptrade view dossier --all dossiers
      panoptrade view dossier --all people --class Person,Organization
    """
    _check(thing, path, folder, classes)
    with output.working("writing"):
        if thing is not None:
            found = graph.find(thing)
            written = graph.view(path or Path("dossier.html"), "dossier", about=found.id)
        else:
            written = graph.view(folder, "dossiers", classes=classes)
    if thing is not None and found.how != "id":
        click.echo(f"{thing!r} is taken as {found.id} ({found.name}, by its {found.how})", err=True)
    click.echo(f"written: {written}", err=True)


def _check(
    thing: str | None, path: Path | None, folder: Path | None, classes: tuple[str, ...]
) -> None:
    if (thing is None) == (folder is None):
        msg = "give the ID of one thing, or --all and a folder"
        raise click.UsageError(msg)
    if folder is not None and path is not None:
        msg = "--output is for the page of one thing; --all names its folder"
        raise click.UsageError(msg)
    if thing is not None and classes:
        msg = "--class chooses what --all writes; leave it out for one thing"
        raise click.UsageError(msg)
