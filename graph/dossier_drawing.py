"""Draw a dossier's timeline as SVG without any script or inline style."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from panoptrade.graph import dossier_sections, dossier_timeline, palette
from panoptrade.graph import dossier_words as words
from panoptrade.graph.drawing import NO_SALE
from panoptrade.ontology import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from panoptrade.graph.dossier_read import Book
    from panoptrade.graph.dossier_sections import Section
    from panoptrade.graph.dossier_timeline import Axis, Bar

    Row = dict[str, Any]

# All in pixels of the drawing: names at the left, years, and a place for what is undated.
WIDTH, LEFT, RIGHT, ROW, HEAD = 924, 262, 846, 19, 26
TIP, BAR, TOP, COLUMNS = 6, 9, 26, 54
LETTERS = 36
# What there is little of is still seen.
SEEN = 2.0
# More lines than these are drawn as a number a year.
MOST = 26


@dataclass(slots=True)
class Canvas:
    """What was drawn so far, and how far down."""

    axis: Axis
    parts: list[str] = field(default_factory=list)
    y: float = TOP

    def x(self, when: float) -> float:
        """Return where a moment lies."""
        return round(LEFT + self.axis.at(when) * (RIGHT - LEFT), 1)

    def text(self, x: float, y: float, said: str, cls: str = "") -> None:
        """Write a text, shortened where it would run into what is beside it."""
        self.parts.append(f'<text x="{x:g}" y="{y:g}" class="{cls}">{escape(said)}</text>')


def timeline(book: Book, thing: str, found: Sequence[Section]) -> str:
    """Return the timeline of a thing; an empty text where nothing of it has a date."""
    groups = [(one, dossier_timeline.bars(book, one)) for one in found if "other" in one.spec]
    trade = {row["id"]: row for one in found if one.spec.get("yearly") for row in one.rows}
    strips = dossier_sections.classified(book, thing)
    own = dossier_timeline.life(book, thing)
    several = [own, *(bar for _, bars in groups for bar in bars)]
    years = [year for row in trade.values() if (year := words.year(row)) is not None]
    classified = (row["year"] for row in strips)
    axis = dossier_timeline.axis(several, years, classified, book.day)
    if axis is None:
        return ""
    canvas = Canvas(axis)
    if not own.undated:
        _line(canvas, own, palette.mark(book.rows[thing]["cls"]))
    for one, bars in groups:
        _group(canvas, one, bars)
    _strips(canvas, strips)
    if trade:
        _deals(canvas, list(trade.values()))
    return _svg(canvas, f"Timeline of {book.name(thing)}; the tables below say the same in words")


def _svg(canvas: Canvas, title: str) -> str:
    height = round(canvas.y + 6)
    grid = []
    for year in canvas.axis.ticks():
        x = canvas.x(year)
        grid.append(f'<path class="grid" d="M{x:g} {TOP - 6}V{height - 4}"/>')
        grid.append(f'<text x="{x + 2:g}" y="13" class="tick">{year}</text>')
    edge = canvas.x(canvas.axis.last + 1)
    grid.append(f'<path class="grid" d="M{edge:g} {TOP - 6}V{height - 4}"/>')
    grid.append(f'<text x="{WIDTH - 2}" y="13" class="tick end">undated</text>')
    inner = "".join([*grid, *canvas.parts])
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        f'aria-label="{escape(title)}">{inner}</svg>'
    )


def _head(canvas: Canvas, said: str) -> None:
    canvas.text(0, canvas.y + HEAD - 9, said, "head")
    canvas.y += HEAD


def _group(canvas: Canvas, one: Section, bars: list[Bar]) -> None:
    dye = palette.mark(one.spec["record"])
    _head(canvas, one.heading)
    if len(bars) <= MOST:
        for bar in bars:
            _line(canvas, bar, dye)
        return
    begun = Counter(
        int(next(when for when in (bar.left, *bar.points, bar.right) if when is not None))
        for bar in bars
        if not bar.undated
    )
    rows = [(year, number, 0) for year, number in sorted(begun.items())]
    _columns(canvas, rows, sum(bar.undated for bar in bars), dye, "by the first year that is known")


def _line(canvas: Canvas, bar: Bar, dye: str) -> None:
    middle = canvas.y + ROW / 2
    note = f" · {bar.note}" if bar.note else ""
    canvas.parts.append(f'<g class="{dye}"><title>{escape(bar.text + note)}</title>')
    # The name gives way, not the share.
    canvas.text(0, middle + 4, _short(bar.text, LETTERS - len(note)) + note)
    if bar.undated:
        canvas.parts.append(f'<circle class="hollow" cx="{WIDTH - 22}" cy="{middle:g}" r="4"/>')
    elif bar.left is not None or bar.right is not None:
        canvas.parts.append(_bar(canvas, bar, middle))
    for point in bar.points:
        x = canvas.x(point)
        canvas.parts.append(f'<path class="point" d="M{x:g} {middle - 6:g}l6 6-6 6-6-6z"/>')
    canvas.parts.append("</g>")
    canvas.y += ROW


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def _bar(canvas: Canvas, bar: Bar, middle: float) -> str:
    """Return the bar; an end that is not known, or lies before the axis, is a tip."""
    top, half = middle - BAR / 2, BAR / 2
    from_before = bar.left is None or bar.left < canvas.axis.first
    x1 = LEFT if from_before else canvas.x(bar.left or 0)
    x2 = RIGHT if bar.right is None else max(canvas.x(bar.right), x1 + 2)
    left = f"M{x1 + TIP:g} {top:g}" if from_before else f"M{x1:g} {top:g}"
    right = f"H{x2 - TIP:g}l{TIP} {half}-{TIP} {half}" if bar.right is None else f"H{x2:g}v{BAR}"
    back = f"H{x1 + TIP:g}l-{TIP}-{half}z" if from_before else f"H{x1:g}z"
    cls = ["bar", "open" if bar.right is None else "whole"]
    cls += ["vague"] if bar.vague or bar.left is None else []
    return f'<path class="{" ".join(cls)}" d="{left}{right}{back}"/>'


def _strips(canvas: Canvas, rows: list[Row]) -> None:
    if not rows:
        return
    _head(canvas, "Regime in each year")
    wide = (RIGHT - LEFT) / (canvas.axis.last + 1 - canvas.axis.first)
    for index, row in tables.terms("regime-index").items():
        mine = [one for one in rows if one["regime"].partition(":")[0] == index]
        if not mine:
            continue
        canvas.text(0, canvas.y + ROW / 2 + 4, row["label"])
        for one in mine:
            if one["year"] < canvas.axis.first:
                continue
            dye, x = palette.mark(one["regime"]), canvas.x(one["year"])
            canvas.parts.append(
                f'<rect class="cell {dye}" x="{x:g}" y="{canvas.y + 3:g}" '
                f'width="{wide - 1:.1f}" height="13"/>'
            )
        canvas.y += ROW


def _deals(canvas: Canvas, rows: list[Row]) -> None:
    _head(canvas, "Deals")
    firm, faint = Counter[int](), Counter[int]()
    for row in rows:
        if (year := words.year(row)) is not None:
            (faint if row["kind"] in NO_SALE else firm)[year] += 1
    late = sum(words.year(row) is None for row in rows)
    found = [(year, firm[year], faint[year]) for year in sorted({*firm, *faint})]
    _columns(canvas, found, late, palette.mark("Deal"), "a year; pale: presence or detection")


def _columns(
    canvas: Canvas, rows: list[tuple[int, int, int]], late: int, dye: str, said: str
) -> None:
    """Draw a number a year: the first part full, the second pale; the undated apart."""
    most = max((firm + faint for _, firm, faint in rows), default=late)
    base, wide = canvas.y + COLUMNS, (RIGHT - LEFT) / (canvas.axis.last + 1 - canvas.axis.first)
    wide = min(wide, 34)
    canvas.text(0, base - 2, said, "tick")
    canvas.parts.append(f'<g class="{dye}"><path class="grid" d="M{LEFT} {base:g}H{RIGHT}"/>')
    for year, firm, faint in rows:
        x = canvas.x(year)
        low = firm / most * (COLUMNS - 14)
        high = faint / most * (COLUMNS - 14)
        canvas.parts.append(_block(x + 1, base - low, wide - 2, low, "bar"))
        canvas.parts.append(_block(x + 1, base - low - high, wide - 2, high, "bar pale"))
        canvas.text(x + wide / 2, base - low - high - 3, str(firm + faint), "tick mid")
    canvas.parts.append("</g>")
    if late:
        tall = min(late / most, 1.0) * (COLUMNS - 14)
        dye = palette.mark("remainder")
        canvas.parts.append(f'<g class="{dye}">{_block(WIDTH - 38, base - tall, 32, tall, "bar")}')
        if late > most:
            # Too many for the scale of the years: the bar is broken, and its number tells.
            canvas.parts.append(f'<path class="break" d="M{WIDTH - 42} {base - 16:g}l40-8"/>')
        canvas.text(WIDTH - 22, base - tall - 3, str(late), "tick mid")
        canvas.parts.append("</g>")
    canvas.y = base + 4


def _block(x: float, y: float, wide: float, tall: float, cls: str) -> str:
    if not tall:
        return ""
    y, tall = (y + tall - SEEN, SEEN) if tall < SEEN else (y, tall)
    return f'<rect class="{cls}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall:.1f}"/>'
