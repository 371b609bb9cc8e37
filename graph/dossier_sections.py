"""Gather the rows that a dossier shows under each heading, as `pages/dossier.json` says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from panoptrade.graph import dossier_words as words
from panoptrade.graph.dossier_read import many
from panoptrade.graph.drawing import NO_SALE
from panoptrade.ontology import schema

if TYPE_CHECKING:
    from panoptrade.graph.dossier_read import Book

    Row = dict[str, Any]

# What was only planned, was refused, or is alleged: terms.csv says that it is not established.
NOT_DONE = ("planned", "refused", "alleged")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what it asks of the graph, and the rows that answer: by date, undated last."""

    spec: dict[str, Any]
    rows: list[Row]

    @property
    def key(self) -> str:
        """Its name inside the page."""
        return str(self.spec["key"])

    @property
    def heading(self) -> str:
        """What is written above it."""
        return str(self.spec["heading"])

    def undated(self) -> list[Row]:
        """Return the rows that no year is known of."""
        return [row for row in self.rows if not self.dated(row)]

    def dated(self, row: Row) -> bool:
        """Tell whether a row's year is known; a deal's is that of its start or disclosure."""
        return words.year(row) is not None if self.spec.get("yearly") else words.dated(row)


def sections(book: Book, thing: str) -> list[Section]:
    """Return the sections of a thing that have rows, in the order of the page."""
    cls = book.rows[thing]["cls"]
    found = []
    for spec in words.layout()["sections"]:
        if spec.get("of") in (None, *schema.lineage(cls)):
            rows = _rows(book, thing, spec)
            found += [Section(spec, rows)] if rows else []
    return found


def classified(book: Book, thing: str) -> list[Row]:
    """Return the rows of regime indices about a country, or a body's countries, by year."""
    spec = words.layout()["indices"]
    own = book.tied(thing, spec["record"], [spec["role"]])
    places = many(book.rows[thing].get(spec["through"]))
    # A firm has a country too; only a state is its regime.
    state = spec["of"] in schema.lineage(book.rows[thing]["cls"])
    rows = own or [
        row
        for place in (places if state else [])
        for row in book.tied(place, spec["record"], [spec["role"]])
    ]
    return sorted(rows, key=lambda row: (row["year"], row["id"]))


def counted(rows: list[Row]) -> str:
    """Write how many deals there are, how many undated, no sale, not carried out or not paired."""
    undated = sum(words.year(row) is None for row in rows)
    seen = sum(row["kind"] in NO_SALE for row in rows)
    undone = sum(row["status"] in NOT_DONE for row in rows)
    unpaired = sum(row["pairing"] == "possible" for row in rows)
    deals = "deal" if len(rows) == 1 else "deals"
    parts = [f"{len(rows)} {deals}: {len(rows) - undated} with a year, {undated} undated"]
    parts += [f"{seen} presence or detection, which is no sale"] if seen else []
    parts += [f"{undone} planned, refused or alleged"] if undone else []
    parts += [f"{unpaired} “not paired”: which vendor goes with which technology is not said"]
    return "; ".join(parts if unpaired else parts[:-1])


def _rows(book: Book, thing: str, spec: dict[str, Any]) -> list[Row]:
    starts = many(book.rows[thing].get(spec["through"])) if "through" in spec else [thing]
    found = {
        row["id"]: row
        for one in starts
        for row in book.tied(one, spec["record"], spec["roles"])
        if not (spec.get("without") and row.get(spec["without"]))
        and not (spec.get("exact") and row["cls"] != spec["record"])
    }
    return sorted(found.values(), key=lambda row: _order(book, row, spec))


def _order(book: Book, row: Row, spec: dict[str, Any]) -> tuple[bool, str, str, str]:
    dated = words.year(row) is not None if spec.get("yearly") else words.dated(row)
    other = row.get(spec.get("other", ""))
    name = book.name(other) if isinstance(other, str) else str(row.get("name") or "")
    return not dated, words.moment(row) if dated else "", name.casefold(), row["id"]
