"""Place what is dated on a common axis of years: bars, open ends, marks, and what is undated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from panoptrade.graph import dossier_words as words
from panoptrade.ontology import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from panoptrade.graph.dossier_read import Book
    from panoptrade.graph.dossier_sections import Section

    Row = dict[str, Any]

# What began earlier is drawn as coming from before the axis.
LONGEST = 40
YEAR_DAYS = 366
STEPS = (1, 2, 5, 10)
TICKS = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the timeline, in years as numbers: 2014.5 is the middle of 2014.

    `left` and `right` are None where it is not known since when, or until when; `points` are days
    on which it was so, or on which it happened. Nothing of all that: it is undated. `note` is
    what is written behind the text, as the share.
    """

    text: str
    left: float | None
    right: float | None
    points: tuple[float, ...]
    vague: bool
    note: str = ""

    @property
    def undated(self) -> bool:
        """Tell whether nothing is known of its time."""
        return self.left is None and self.right is None and not self.points


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years from the first to the last, the last included."""

    first: int
    last: int

    def at(self, when: float) -> float:
        """Return where a moment lies, from 0 to 1; what lies outside is at the edge."""
        return min(max((when - self.first) / (self.last + 1 - self.first), 0.0), 1.0)

    def ticks(self) -> list[int]:
        """Return the years that are written: few enough to be read."""
        span = self.last - self.first + 1
        step = next((one for one in STEPS if span / one <= TICKS), STEPS[-1])
        return [year for year in range(self.first, self.last + 1) if year % step == 0]


def life(book: Book, thing: str) -> Bar:
    """Return the bar of a thing itself, from its first date to its last."""
    row = book.rows[thing]
    found = {
        which: next((str(row[name]) for name in several if row.get(name)), None)
        for which, several in words.layout()["life"].items()
    }
    return _bar(book.name(thing), found)


def bars(book: Book, one: Section) -> list[Bar]:
    """Return the bars of a section: by the first date, what is about the same other together."""
    first: dict[str, str] = {}
    other = one.spec["other"]
    for row in one.rows:
        # Undated rows come last, and after any letter of a date.
        moment = words.moment(row) or "~"
        first[row[other]] = min(moment, first.get(row[other], "~"))
    found = []
    for row in sorted(one.rows, key=lambda row: (first[row[other]], book.name(row[other]))):
        found.append(_bar(book.name(row[other]), row, words.share(row)))
    return found


def axis(
    several: Iterable[Bar], years: Iterable[int], others: Iterable[int], day: str
) -> Axis | None:
    """Return the axis on which these bars and years lie; None where nothing is dated.

    It reaches to the `day` of the sources, since what has no end is held to last until then, and
    LONGEST years back; further where one of `years` lies there, not for bars and `others`.
    """
    ends = [
        int(when)
        for bar in several
        for when in (bar.left, bar.right, *bar.points)
        if when is not None
    ]
    counted = list(years)
    known = [*ends, *counted, *others]
    if not known:
        return None
    last = max([*known, *([int(day[:4])] if day else [])])
    return Axis(min([max(min(known), last - LONGEST), *counted]), last)


def _bar(text: str, row: Row, note: str = "") -> Bar:
    start, end = row.get("start"), row.get("end")
    points = [row[name] for name in ("date", "as_of") if row.get(name)]
    vague = any("X" in str(one) for one in (start, end, *points))
    return Bar(
        text,
        _moment(dates.bounds(str(start))[0]) if start else None,
        _moment(dates.bounds(str(end))[1]) if end else None,
        tuple(_moment(dates.bounds(str(one))[0]) for one in points),
        vague,
        note,
    )


def _moment(day: str) -> float:
    found = date.fromisoformat(day)
    return found.year + (found.timetuple().tm_yday - 1) / YEAR_DAYS
