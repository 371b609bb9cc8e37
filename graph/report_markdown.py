"""Write a report as Markdown, every text escaped; its pictures are left out, its tables say all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.graph.markdown import code, items, line, plain, table
from panoptrade.graph.report_parts import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.graph.report import Report
    from panoptrade.graph.report_parts import Section, Table


def write(found: Report) -> str:
    """Return the report as Markdown."""
    lines = [f"# {plain(found.title)}", "", line(f"The graph holds {found.holds}."), ""]
    lines += ["## Summary", "", *items(found.summary), ""]
    for part in found.sections:
        lines += _section(part)
    lines += ["## Sources", ""]
    rows = [
        [f"{one['title'] or one['id']} [{one['id']}]", one["edition"], one["publisher"],
         one["licence"] or "not stated", one["retrieved"]]
        for one in found.sources
    ]  # fmt: skip
    lines += table(SOURCES, rows, [False] * len(SOURCES))
    return "\n".join([*lines, ""])


def _section(part: Section) -> Iterator[str]:
    yield from (f"## {plain(part.title)}", "")
    if part.key == "methods":
        yield from (*items(part.said), "")
        return
    for text in part.said:
        yield from (line(text), "")
    for one in part.tables:
        yield from _table(one)
    if part.notes:
        yield from ("Notes:", "", *items(part.notes), "")


def _table(one: Table) -> Iterator[str]:
    yield from (f"**{plain(one.caption)}**", "")
    heads = [column.heading() for column in one.columns]
    yield from table(heads, one.rows, [column.numeric for column in one.columns])
    yield ""
    for call in one.calls:
        yield f"- {code(call.python)} or {code(call.command)}"
    yield ""
