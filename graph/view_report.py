"""Write a report as one would send it to an editor: HTML or Markdown, by the path's ending."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from panoptrade.graph import page, report_html, report_markdown, select
from panoptrade.graph.report import report
from panoptrade.graph.report_parts import DEFINITIONS, PAIR, Asked, pair
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from panoptrade.graph.report import Report
    from panoptrade.graph.workspace import Workspace

WRITERS: dict[str, Callable[[Report], str]] = {
    ".html": report_html.write,
    ".htm": report_html.write,
    ".md": report_markdown.write,
}


def view(
    graph: Workspace,
    path: str | Path,
    *,
    definitions: str | Iterable[str] = DEFINITIONS,
    regime: str = "row",
    lag: int = 0,
    exporter: Sequence[str] = PAIR,
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
    years: tuple[int, int] | None = None,
    top: int = 10,
    title: str | None = None,
    seed: int = 0,
) -> Path:
    """Write the report as HTML or Markdown, by the ending of the path, and return its path.

    `definitions` are named ones, the first of which takes the chokepoints' group; `regime` is the
    index of the table of flows; `lag` in years as in `flows`, and so are the filters; `exporter`
    are two, the first held against the second; `top` is how many rows a table shows.
    Each number is that of `flows`, `conclusions`, `centrality`, `chokepoints`, `leakage` or
    `coverage`; the call stands beneath its table. A graph without deals, classes or restrictions
    gives a report that says so.
    Raises UnknownWordError for a wrong word or ending, ValueError for options that contradict.
    """
    target = Path(path)
    write = WRITERS[words.choose(target.suffix.lower(), WRITERS, "ending of a report")]
    named = (definitions,) if isinstance(definitions, str) else tuple(dict.fromkeys(definitions))
    filters = select.filters(technology=technology, kinds=kinds, source=source, grade=grade)
    asked = Asked(named, regime, lag, pair(exporter), filters, years, top, seed)
    asked.check()
    return page.write(target, write(report(graph, asked, title)))
