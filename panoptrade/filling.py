"""Commands that put files into a workspace and merge them."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output
from panoptrade.options import FILE, INPUT

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("source")
@click.argument("files", nargs=-1, type=INPUT, required=True)
@options.writing
@click.option("--class", "cls", help="Class of the rows (source `table`); default: by file name.")
@click.option(
    "--as",
    "name",
    help="Name of the source (sources `table`, `bods`); default: by file name, or `bods`.",
)
@click.option("--encoding", default="", help="Encoding of text files, as latin-1.")
@click.option("--retrieved", help="Date on which the copy was taken.")
@click.option("--part", is_flag=True, help="The file is a part: do not check the counts.")
@click.option("--all", "everything", is_flag=True, help="Take all that a list holds, persons too.")
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
        click.echo(f"{found}: {said or 'nothing'}", err=True)
        for remark in loading.remarks(workspace, found):
            click.echo(f"  {remark}", err=True)
    click.echo(f"now run: panoptrade build -w {workspace}", err=True)


@click.command()
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
