"""Write a report as HTML without scripts, its pictures drawn as SVG, every text escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from panoptrade.graph import page, palette
from panoptrade.graph.report_parts import SOURCES, Bars
from panoptrade.graph.report_words import percent

if TYPE_CHECKING:
    from panoptrade.graph.report import Report
    from panoptrade.graph.report_parts import Intervals, Section, Table

NUMBER, SHORT, SOFT = ' class="number"', ' class="short"', ' class="soft"'


def write(found: Report) -> str:
    """Return the report as one page."""
    texts = {
        "title": escape(found.title),
        "holds": escape(found.holds),
        "summary": page.items(found.summary),
        "contents": "".join(
            f'<li><a href="#{key}">{escape(title)}</a></li>' for key, title in _contents(found)
        ),
        "sections": "\n".join(_section(part) for part in found.sections),
        "sources": _sources(found.sources),
    }
    return page.compose("report", texts, title=f"{found.title} – panoptrade")


def _contents(found: Report) -> list[tuple[str, str]]:
    return [*((one.key, one.title) for one in found.sections), ("sources", "Sources")]


def _section(part: Section) -> str:
    if part.key == "methods":
        body = f"<ul>{page.items(part.said)}</ul>"
    else:
        said = "".join(f"<p>{escape(one)}</p>" for one in part.said)
        drawn = "".join(
            _bars(one) if isinstance(one, Bars) else _intervals(one) for one in part.pictures
        )
        body = said + drawn + "".join(map(_table, part.tables)) + _notes(part.notes)
    return f'<section id="{part.key}"><h2>{escape(part.title)}</h2>{body}</section>'


def _notes(notes: list[str]) -> str:
    return f'<ul class="notes">{page.items(notes)}</ul>' if notes else ""


def _table(one: Table) -> str:
    kinds = [NUMBER if column.numeric else SHORT * column.short for column in one.columns]
    head = "".join(
        f'<th scope="col"{kind * (kind == NUMBER)}>{escape(column.label)}{_unit(column.unit)}</th>'
        for column, kind in zip(one.columns, kinds, strict=True)
    )
    body = "\n".join(_row(row, kinds, soft=at in one.soft) for at, row in enumerate(one.rows))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(one.caption)}">'
        f"<table><caption>{escape(one.caption)}</caption><thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody></table></div>{''.join(map(_call, one.calls))}"
    )


def _unit(unit: str) -> str:
    return f" <small>{escape(unit)}</small>" if unit else ""


def _row(row: list[str], kinds: list[str], *, soft: bool) -> str:
    # The first text of a row says what the row is about.
    at = next((at for at, kind in enumerate(kinds) if not kind), -1)
    cells = "".join(
        f'<th scope="row">{escape(text)}</th>' if column == at else f"<td{kind}>{escape(text)}</td>"
        for column, (text, kind) in enumerate(zip(row, kinds, strict=True))
    )
    return f"<tr{SOFT * soft}>{cells}</tr>"


def _call(call: Any) -> str:
    both = f"<code>{escape(call.python)}</code><code>{escape(call.command)}</code>"
    return f'<p class="call"><span>The same numbers:</span>{both}</p>'


def _bars(drawn: Bars) -> str:
    most = max((sum(n for _, _, n in parts) for _, parts, _ in drawn.rows), default=0)
    used = {key for _, parts, _ in drawn.rows for key, _, n in parts if n}
    keys = {key: name for _, parts, _ in drawn.rows for key, name, _ in parts if key in used}
    legend = "".join(
        f'<li><i class="swatch {palette.mark(key)}"></i>{escape(name)}</li>'
        for key, name in keys.items()
    )
    rows = "".join(_bar(label, parts, text, most or 1) for label, parts, text in drawn.rows)
    return _figure(drawn.caption, f'<ul class="legend">{legend}</ul><div class="bars">{rows}</div>')


def _bar(label: str, parts: list[tuple[str, str, float]], text: str, most: float) -> str:
    at, rects = 0.0, []
    for key, _, number in parts:
        if number:
            wide = 1000 * number / most
            rects.append(
                f'<rect class="{palette.mark(key)}" x="{at:.2f}" y="0" width="{wide:.2f}" '
                'height="10"/>'
            )
            at += wide
    said = ", ".join(f"{number:,.0f} {name}" for _, name, number in parts if number)
    return _drawn(label, f"{label}: {said or 'none'}", "".join(rects), text)


def _intervals(drawn: Intervals) -> str:
    rows = "".join(_interval(*row) for row in drawn.rows)
    scale = "".join(f"<span>{one}%</span>" for one in (0, 25, 50, 75, 100))
    axis = f'<span></span><span class="scale" aria-hidden="true">{scale}</span><span></span>'
    return _figure(drawn.caption, f'<div class="bars spans">{rows}{axis}</div>')


def _interval(label: str, share: float, low: float, high: float, text: str) -> str:
    grid = "".join(f'<rect class="grid" x="{at}" y="0" width="1" height="10"/>'
                   for at in (0, 249.5, 499.5, 749.5, 999))  # fmt: skip
    if share != share:
        return _drawn(label, f"{label}: no share can be given", grid, "no share")
    wide = max(10 * (high - low), 1)
    at = min(max(10 * share - 3, 0), 994)
    marks = (
        f'<rect class="span of-Vendor" x="{10 * low:.2f}" y="3.6" width="{wide:.2f}" height="2.8"/>'
        f'<rect class="point of-Vendor" x="{at:.2f}" y="1" width="6" height="8"/>'
    )
    said = f"{label}: {percent(share)}, {percent(low)} to {percent(high)}, {text}"
    return _drawn(label, said, grid + marks, f"{percent(share)}, {text}")


def _drawn(label: str, said: str, shapes: str, text: str) -> str:
    return (
        f'<span class="label">{escape(label)}</span>'
        f'<svg role="img" aria-label="{escape(said)}" viewBox="0 0 1000 10" '
        f'preserveAspectRatio="none">{shapes}</svg><span class="number">{escape(text)}</span>'
    )


def _figure(caption: str, body: str) -> str:
    return f"<figure><figcaption>{escape(caption)}</figcaption>{body}</figure>"


def _sources(found: list[dict[str, Any]]) -> str:
    head = "".join(f'<th scope="col">{one}</th>' for one in SOURCES)
    body = "\n".join(
        f'<tr><th scope="row">{page.link(one["title"] or one["id"], one["url"])} '
        f"<small>[{escape(one['id'])}]</small></th>"
        + "".join(f"<td>{escape(one[name] or 'not stated')}</td>"
                  for name in ("edition", "publisher", "licence"))
        + f'<td{SHORT}>{escape(one["retrieved"] or "not stated")}</td></tr>'
        for one in found
    )  # fmt: skip
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="Sources"><table>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )
