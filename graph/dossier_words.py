"""Write what a dossier says of rows as HTML: names, dates, kinds, shares and evidence."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from panoptrade.graph import page
from panoptrade.graph.dossier_read import many
from panoptrade.ontology import dates, schema, tables, values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from panoptrade.graph.dossier_read import Book
    from panoptrade.ontology.schema import Property

    Row = dict[str, Any]

UNDATED = "undated"
# In the order that tells most of when something was so.
DATES = ("start", "date", "disclosed", "as_of", "end", "first_year", "year")


@cache
def layout() -> dict[str, Any]:
    """Return what `pages/dossier.json` says of classes, sections, columns and words."""
    found: dict[str, Any] = json.loads(page.read("dossier.json"))
    return found


@dataclass(frozen=True, slots=True)
class Desk:
    """What a page is written with: the graph, the thing, the pages of others, documents cited.

    `pages` gives the relative address of the page of a thing that has one; `cited` the number of
    each document by its address, in the order in which they are named.
    """

    book: Book
    thing: str
    pages: Mapping[str, str] = field(default_factory=dict)
    cited: dict[str, int] = field(default_factory=dict)

    def ref(self, one: str) -> str:
        """Return a thing's name, as a link where it has a page."""
        name = escape(self.book.name(one))
        if one not in self.pages or one == self.thing:
            return name
        return f'<a href="{escape(self.pages[one])}">{name}</a>'

    def refs(self, several: Iterable[str]) -> str:
        """Return the names of things, separated by commas."""
        return ", ".join(self.ref(one) for one in several)

    def cite(self, url: str) -> str:
        """Return a link to a document with its number; of an unsafe address only its text."""
        if not page.safe(url):
            return escape(values.text(url))
        number = self.cited.setdefault(url, len(self.cited) + 1)
        site = urlsplit(url).netloc.rpartition("@")[2].removeprefix("www.")
        return page.link(f"{values.text(site)} [{number}]", url)


def label(name: str) -> str:
    """Return a property's name as words, `pages/dossier.json` first."""
    return str(layout()["words"].get(name) or name.replace("_", " "))


def date(partial: str) -> str:
    """Write a partial date; a decade as `2010s`."""
    return partial.replace("X", "0s")


def year(row: Row) -> int | None:
    """Return the year that a row counts in: of its start, else of when it became known."""
    first = dates.year(row.get("start"))
    return first if first is not None else dates.year(row.get("disclosed"))


def moment(row: Row) -> str:
    """Return the date that a row is ordered by; an empty text where it has none."""
    return next((str(row[name]) for name in DATES if row.get(name)), "")


def dated(row: Row) -> bool:
    """Tell whether a row has any date that gives a year."""
    return dates.year(moment(row)) is not None


def when(row: Row) -> str:
    """Write when a relation held: `2014 – 2019`, `since 2014`, `as of 2018`, or `undated`."""
    start, end = (date(row.get(name) or "") for name in ("start", "end"))
    said = [f"{start} – {end}"] if start and end else []
    said += [f"since {start}"] if start and not end else []
    said += [f"until {end}"] if end and not start else []
    said += [date(row["date"])] if row.get("date") else []
    said += [f"as of {date(row['as_of'])}"] if row.get("as_of") else []
    said += [str(row["year"])] if row.get("year") else []
    return "; ".join(said) or UNDATED


def happened(row: Row) -> str:
    """Write when a deal was: `2015`, `known 2017`, `2010s`, or `undated`, and what was printed."""
    start, end, known = (date(row.get(name) or "") for name in ("start", "end", "disclosed"))
    said = f"{start}–{end}" if start and end and start != end else start
    said = said or (f"known {known}" if known else UNDATED)
    if year(row) is None and said != UNDATED:
        said = f"{said}, no year"
    printed = values.text(row.get("period") or "")
    same = printed.replace("-", "–") in {"", said}
    more = "" if same else f"<small>printed: {escape(printed)}</small>"
    return escape(said) + more


def value(desk: Desk, one: Property, cell: Any) -> str:
    """Write the value of a property by its type: names of things, labels of codes, links."""
    return ", ".join(_value(desk, one, each) for each in many(cell))


def _value(desk: Desk, one: Property, cell: Any) -> str:
    if one.targets:
        return desk.ref(cell)
    if one.terms:
        return escape(term(one.terms, cell))
    if one.type == "url":
        return desk.cite(cell)
    if one.type == "date":
        return escape(date(cell))
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:,g}"
    return escape(values.text(str(cell)))


def term(of: str, code: str) -> str:
    """Return the label of a code of a closed list."""
    return tables.terms(of)[code]["label"]


def share(row: Row) -> str:
    """Write the share that is held, and control; empty where neither is known."""
    low, high = row.get("share_min"), row.get("share_max")
    said = []
    if low is not None and high is not None:
        said.append(f"{low:g} %" if low == high else f"{low:g} to {high:g} %")
    elif low is not None or high is not None:
        said.append(f"at least {low:g} %" if low is not None else f"at most {high:g} %")
    if row.get("control") is not None:
        said.append("control" if row["control"] else "no control")
    return ", ".join(said)


def money(row: Row, name: str) -> str:
    """Write an amount with its currency; empty where none is given."""
    if row.get(name) is None:
        return ""
    year_of = f" ({row[f'{name}_year']})" if row.get(f"{name}_year") else ""
    return escape(f"{row[name]:,.0f} {row.get(f'{name}_currency') or ''}".strip() + year_of)


def evidence(desk: Desk, row: Row) -> str:
    """Write on what a row rests: grade, each source with the place inside it, documents, its id."""
    said = desk.book.said.get(row["id"], [])
    places = [_place(desk, *one) for one in dict.fromkeys(map(_where, said))]
    places = places or [escape(one) for one in row["sources"]]
    documents = " ".join(desk.cite(one) for one in row.get("url") or [])
    parts = [
        f"{escape(term('grade', row['grade']))} · {'; '.join(places)}",
        documents,
        f"<code>{escape(values.text(row['id']))}</code>",
    ]
    return "<br>".join(part for part in parts if part)


def _where(record: Row) -> tuple[str, str]:
    return record["source"], values.text(record["locator"] or "")


def _place(desk: Desk, source: str, locator: str) -> str:
    """Return a source and the place inside it; an address among its words as a link."""
    parts = [
        desk.cite(one) if one.startswith(("http://", "https://")) else escape(one)
        for one in locator.split()
    ]
    return f"{escape(source)}: {' '.join(parts)}" if parts else escape(source)


def notes(row: Row) -> str:
    """Write the remarks of a row, small."""
    said = "; ".join(values.text(one) for one in row.get("note") or [])
    return f"<small>{escape(said)}</small>" if said else ""


def known(cls: str) -> dict[str, Property]:
    """Return the properties of a class by name."""
    return schema.properties(cls)
