"""Write published figures against computed ones as one page that a reviewer can read."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from panoptrade.graph import page
from panoptrade.graph.markdown import plain, table
from panoptrade.graph.report_words import rows
from panoptrade.graph.reproduce import reproduce
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

TITLE = "Published figures, computed anew"
HEAD = ("Claim", "Published", "Computed", "Difference", "Status", "Why, and the records behind it")
NUMERIC = ("Published", "Computed", "Difference")
NUMBER = ' class="number"'
DIGITS = 4


def view(graph: Workspace, path: str | Path, **options: Any) -> Path:
    """Write the page as HTML or Markdown, by the ending of the path; options as `reproduce`.

    Raises UnknownWordError for another ending.
    """
    target = Path(path)
    write = WRITERS[words.choose(target.suffix.lower(), WRITERS, "ending of the page")]
    text = write(graph, reproduce(graph, **options))
    return page.write(target, text)


def html(graph: Workspace, found: pd.DataFrame) -> str:
    """Return the page as HTML without scripts, every text escaped."""
    mine = rows(found)
    texts = {
        "title": TITLE,
        "notes": page.items(found.attrs["notes"]),
        "sections": "\n".join(_section(name, mine) for name in _sources(mine)),
        "sources": page.items(_loaded(graph)),
    }
    return page.compose("published", texts, title=TITLE)


def markdown(graph: Workspace, found: pd.DataFrame) -> str:
    """Return the page as Markdown, every text escaped."""
    mine = rows(found)
    lines = [f"# {TITLE}", "", *(f"- {plain(note)}" for note in found.attrs["notes"])]
    for name in _sources(mine):
        cells = [_cells(row) for row in mine if row["source"] == name]
        lines += ["", f"## {plain(name)}", "", *table(HEAD, cells, [x in NUMERIC for x in HEAD])]
    lines += ["", "## The graph that was asked", ""]
    return "\n".join([*lines, *(f"- {plain(line)}" for line in _loaded(graph)), ""])


def _section(name: str, every: list[Row]) -> str:
    mine = [row for row in every if row["source"] == name]
    title = page.link(name, mine[0]["url"]) if mine[0]["url"] else escape(name)
    head = "".join(f'<th scope="col"{NUMBER if one in NUMERIC else ""}>{one}</th>' for one in HEAD)
    body = "\n".join(_tr(row) for row in mine)
    return (
        f'<section><h2>{title}</h2><div class="scroll" tabindex="0" role="region" '
        f'aria-label="{escape(name)}"><table><thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div></section>"
    )


def _tr(row: Row) -> str:
    claim = f'{escape(row["claim"])}<br><span class="small">{escape(_where(row))}</span>'
    numbers = "".join(f"<td{NUMBER}>{escape(one)}</td>" for one in _numbers(row))
    word = row["status"].split()[0]
    return (
        f'<tr id="{escape(row["id"])}"><td>{claim}</td>{numbers}'
        f'<td class="status {word}">{escape(row["status"])}</td>'
        f"<td>{escape(row['explanation'])}{_behind(row['rows'])}</td></tr>"
    )


def _behind(ids: list[str]) -> str:
    if not ids:
        return ""
    listed = ", ".join(escape(one) for one in ids)
    return f"<details><summary>{len(ids)} records</summary>{listed}</details>"


def _cells(row: Row) -> tuple[str, ...]:
    ids = f". Records: {', '.join(row['rows'])}" if row["rows"] else ""
    claim = f"{row['claim']} ({_where(row)})"
    return (claim, *_numbers(row), row["status"], row["explanation"] + ids)


def _where(row: Row) -> str:
    printed = "" if row["kind"] == "printed" else "; a recount of ours"
    return f"target {row['target']}, {row['id']}; {row['place']}; {row['unit']}{printed}"


def _numbers(row: Row) -> tuple[str, str, str]:
    found = (row["published"], row["computed"], row["difference"])
    first, second, third = (_figure(one) for one in found)
    return first, second, f"+{third}" if third and row["difference"] > 0 else third


def _figure(value: float | None) -> str:
    if value is None or value != value:
        return "–"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.{DIGITS}g}"


def _sources(every: list[Row]) -> list[str]:
    return list(dict.fromkeys(row["source"] for row in every))


def _loaded(graph: Workspace) -> list[str]:
    return [
        f"{name}: {meta['title']}, {meta['publisher']}; copy of {meta['retrieved']}"
        for name, meta in sorted(graph.sources().items())
    ]


WRITERS: dict[str, Callable[[Workspace, pd.DataFrame], str]] = {
    ".html": html,
    ".htm": html,
    ".md": markdown,
}
