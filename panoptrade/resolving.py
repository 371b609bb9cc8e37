"""The command that shows what may be one thing, and takes verdicts on it."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Any

import click

from panoptrade import judging, options, output
from panoptrade.options import FILE

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from panoptrade.graph.api import Graph
    from panoptrade.graph.verdicts import Verdict

LOOKED_AT = 50
FILLED = ("left", "right", "verdict", "why", "by", "score", "reasons", "left_name", "right_name")


@click.command()
@options.reading
@click.option(
    "--class",
    "cls",
    help="Vendor, Organization, Government, Person, Product, Deal. Default: all but Deal.",
)
@click.option(
    "--min-score", default=0.5, show_default=True, type=click.FloatRange(0, 1), help="Lowest score."
)
@click.option("--limit", type=click.IntRange(min=0), help="Most pairs.  [default: 50 to look at]")
@click.option("--again", is_flag=True, help="Show pairs that were judged before, too.")
@click.option("--judge", is_flag=True, help="Ask for a verdict on each pair, on the terminal.")
@click.option("--to-file", type=FILE, help="CSV to write, with a column `verdict` to fill in.")
@click.option("--from-file", type=FILE, help="CSV that was filled in: take its verdicts.")
@click.option(
    "--auto-above",
    type=click.FloatRange(0, 1),
    help="Judge the same, by score alone, what scores so much or more; recorded as such.",
)
@click.option("--by", default="", help="Who judges.  [default: the user's name]")
@options.printing
def resolve(
    graph: Graph,
    how: dict[str, Any],
    *,
    to_file: Path | None,
    from_file: Path | None,
    auto_above: float | None,
    by: str,
    judge: bool,
    **asked: Any,
) -> None:
    """Show pairs that may be one thing, with reasons and sources, and take verdicts on them.

    Verdicts go to decisions.csv of the workspace, and count from the next `panoptrade build` on;
    without a row and built again, its verdict is undone. No score merges anything by itself.

    \b
    Examples:
      panoptrade resolve -w work --class Vendor
      panoptrade resolve -w work --judge
      panoptrade resolve -w work --to-file pairs.csv
      panoptrade resolve -w work --from-file pairs.csv --by "Hypatia Quill"
    """
    chosen = [name for name, given in (
        ("--judge", judge), ("--to-file", to_file), ("--from-file", from_file),
        ("--auto-above", auto_above is not None),
    ) if given]  # fmt: skip
    if len(chosen) > 1:
        msg = f"{' and '.join(chosen)} are ways of their own: choose one"
        raise click.UsageError(msg)
    if judge or from_file or auto_above is not None:
        _own_workspace()
    judged = by or getpass.getuser()
    if from_file:
        from panoptrade.graph import verdicts

        _write(graph, verdicts.filled(from_file, graph, judged))
        return
    if asked["limit"] is None and not (to_file or auto_above is not None or judge):
        asked["limit"] = LOOKED_AT
    found = _candidates(graph, **asked)
    if to_file:
        _to_file(found, to_file)
    elif auto_above is not None:
        _automatic(graph, found, auto_above)
    elif judge:
        _ask(graph, found, judged)
    else:
        output.frame(found, people=_side_by_side(found), **how)


def _candidates(graph: Graph, *, min_score: float, **asked: Any) -> pd.DataFrame:
    from panoptrade.graph.candidates import candidates

    with output.working("comparing"):
        return candidates(graph, at_least=min_score, **asked)


def _own_workspace() -> None:
    """Refuse to judge the starter graph, which is read-only and made anew with each version."""
    if click.get_current_context().params.get("workspace") is None:
        msg = (
            "the starter graph is read-only: its pairs can be listed, but verdicts want a workspace"
            " of your own (-w), made by `panoptrade load` and `panoptrade build`"
        )
        raise click.UsageError(msg)


def _side_by_side(found: pd.DataFrame) -> list[dict[str, Any]]:
    rows = output.records(found)
    return [
        {
            "score": row["score"],
            "left": judging.side(row, "left"),
            "right": judging.side(row, "right"),
            "reasons": "\n".join(
                [*row["reasons"], *([f"judged {row['verdict']}"] if row["verdict"] else [])]
            ),
        }
        for row in rows
    ]


def _to_file(found: pd.DataFrame, path: Path) -> None:
    rows = [row | {"why": "", "by": ""} for row in output.records(found)]
    rest = [name for name in found.columns if name not in FILLED]
    columns = [*FILLED, *rest]
    output.write(
        [{name: row[name] for name in columns} for row in rows],
        format="csv",
        output=path,
        columns=columns,
        notes=found.attrs["notes"],
    )
    click.echo(f"fill in `verdict` (same, different, unsure), then: --from-file {path}", err=True)


def _automatic(graph: Graph, found: pd.DataFrame, above: float) -> None:
    from panoptrade.graph import matching, verdicts

    deals = set(found["class"]) == {"Deal"}
    algorithm = "panoptrade-deals-1" if deals else matching.ALGORITHM
    rows = output.records(found)
    high = sum(row["score"] >= above for row in rows)
    given = verdicts.automatic(graph.path, rows, above, algorithm)
    _write(graph, given)
    if left := high - len(given):
        why = "no score may merge them, or a verdict speaks against it"
        click.echo(f"{left} pairs that score so were left: {why}", err=True)


def _ask(graph: Graph, found: pd.DataFrame, by: str) -> None:
    if not sys.stdin.isatty():
        msg = "--judge asks on a terminal; without one use --to-file and --from-file"
        raise click.UsageError(msg)
    from panoptrade.graph import verdicts

    rows = output.records(found)
    count = 0
    for one in judging.judge(rows, _prompt, lambda text: click.echo(text, err=True)):
        left, right = one.row["left"], one.row["right"]
        count += verdicts.add(
            graph.path, [verdicts.Verdict(left, right, one.verdict, by, verdicts.today(), one.why)]
        )
    _said(graph, count)


def _prompt(question: str) -> str:
    try:
        return str(click.prompt(question, default="", show_default=False, err=True))
    except click.Abort:
        # What was judged before is written already.
        raise EOFError from None


def _write(graph: Graph, given: list[Verdict]) -> None:
    from panoptrade.graph import verdicts

    _said(graph, verdicts.add(graph.path, given))


def _said(graph: Graph, count: int) -> None:
    click.echo(f"{count} verdicts written to {graph.path / 'decisions.csv'}", err=True)
    if count:
        click.echo(f"now run: panoptrade build -w {graph.path}", err=True)
