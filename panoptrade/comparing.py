"""The command that compares two workspaces, or two states of a list."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from panoptrade import options, output
from panoptrade.options import INPUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.graph.api import Graph


@click.command()
@click.argument("before", type=INPUT, metavar="A")
@click.argument("after", type=INPUT, metavar="B")
@click.option("--list", "loader", help="Source whose files A and B are, as `ofac`.")
@click.option("--class", "cls", multiple=True, help="Class to compare; repeatable. Default: all.")
@click.option("--all", "everything", is_flag=True, help="Take all that a list holds.")
@options.printing
def diff(
    before: Path,
    after: Path,
    loader: str | None,
    cls: tuple[str, ...],
    how: Any,
    *,
    everything: bool,
) -> None:
    """Show what was added, removed and changed between A and B: workspaces, or files of a list.

    \b
    Examples:
      panoptrade diff last-month this-month --class Sanction
      panoptrade diff sdn-2024-03-04.csv sdn-2024-05-03.csv --list ofac
    """
    from panoptrade.graph.diff import diff as compare

    taken = {"all": "yes"} if everything else {}
    with _opened(before, loader, taken) as old, _opened(after, loader, taken) as new:
        with output.working("comparing"):
            found = compare(old, new, classes=cls)
        output.frame(found, title=f"{before} → {after}", **how)


@contextmanager
def _opened(path: Path, loader: str | None, taken: dict[str, str]) -> Iterator[Graph]:
    """Open a workspace, or a workspace of its own for what a list's file, or folder, holds."""
    from panoptrade import opening

    if loader is None:
        if path.is_file():
            msg = f"{path} is a file: name the source that it belongs to, as --list ofac"
            raise click.UsageError(msg)
        yield opening.open(path)
        return
    from panoptrade.graph import merge
    from panoptrade.loaders import load

    chosen = load.Options(part=True, extra=taken)
    with TemporaryDirectory(prefix="panoptrade-") as folder, output.working(f"reading {path.name}"):
        load.load(loader, [path], Path(folder), chosen)
        merge.build(Path(folder))
        yield opening.open(folder)
