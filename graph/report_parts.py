"""Hold what a report is made of, before it is written as HTML or Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from panoptrade.graph import exporters, regimes
from panoptrade.ontology import tables, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from panoptrade.graph.select import Filters

# Three indices, one group: all that each does not call a full, free or liberal democracy.
DEFINITIONS = ("polity-below-7", "row-not-liberal", "fh-not-or-partly-free")
PAIR = ("CHN", "USA")
# What a graph holds, in the order that it is said.
SIZES = {
    "Deal": "deals",
    "Vendor": "vendors",
    "Ownership": "ownership links",
    "Supply": "supply links",
    "Sanction": "restrictions",
}
SOURCES = ("Source", "Edition", "Publisher", "Licence", "Retrieved")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is to be of; see `view_report.view`."""

    definitions: tuple[str, ...]
    regime: str
    lag: int
    exporter: tuple[str, str]
    filters: Filters
    years: tuple[int, int] | None
    top: int
    seed: int

    def check(self) -> None:
        """Raise UnknownWordError for a wrong word, ValueError for a number that means nothing."""
        for one in self.definitions:
            regimes.definition(one)
        words.choose(self.regime, tables.terms("regime-index"), "regime index")
        if not self.definitions or self.top < 1:
            msg = "a report wants one definition at the least, and a top of 1 or more"
            raise ValueError(msg)

    def taken(self) -> dict[str, Any]:
        """Return the filters that are set, by their names."""
        names = ("technology", "kinds", "source", "grade")
        found = {name: getattr(self.filters, name) for name in names}
        return {name: value for name, value in found.items() if value is not None}

    def dated(self) -> dict[str, Any]:
        """Return the filters that are set, the years among them."""
        return self.taken() | ({"years": self.years} if self.years else {})


def pair(wanted: Sequence[str]) -> tuple[str, str]:
    """Return the codes of two exporters, the first of which is held against the second.

    Raises UnknownWordError for a place that does not exist, ValueError for other than two.
    """
    found = exporters.codes(wanted)
    if len(found) != 2:
        msg = f"a report holds two exporters against each other, not {len(found)}: name two"
        raise ValueError(msg)
    return found[0], found[1]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its unit, and whether numbers stand in it.

    A `short` one holds dates or words of closed lists, which no line break should part.
    """

    label: str
    unit: str = ""
    numeric: bool = True
    short: bool = False

    def heading(self) -> str:
        """Return the heading with the unit."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


@dataclass(frozen=True, slots=True)
class Call:
    """What gives the same numbers, in Python and in a shell."""

    python: str
    command: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is read: its cells are texts; `soft` are rows of what is not known."""

    caption: str
    columns: tuple[Column, ...]
    rows: list[list[str]]
    calls: tuple[Call, ...]
    notes: tuple[str, ...] = ()
    soft: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars side by side in one scale: of each its label, parts and what stands behind it.

    A part is the key of its colour (see `palette.mark`), what it is, and how many.
    """

    caption: str
    rows: list[tuple[str, list[tuple[str, str, float]], str]]


@dataclass(frozen=True, slots=True)
class Intervals:
    """Shares in percent with their intervals: of each its label, share, low, high, and a text.

    A share that is missing is NaN, and drawn as nothing.
    """

    caption: str
    rows: list[tuple[str, float, float, float, str]]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: a heading, sentences, pictures and tables.

    `leads` are the sentences that the summary takes from it.
    """

    key: str
    title: str
    leads: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    pictures: list[Bars | Intervals] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
