"""Write the explorer: one page that holds a network, its records and what it takes to ask them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from panoptrade.graph import explorer_data, explorer_pack, explorer_scope, find, page
from panoptrade.graph.explorer_data import Opening
from panoptrade.graph.explorer_links import Link, Links
from panoptrade.graph.explorer_links import links as read
from panoptrade.ontology import schema, tables, words

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from panoptrade.graph.find import Found
    from panoptrade.graph.workspace import Workspace

DEALS = (
    "A deal is drawn from each of its vendors to each country that it went to or was found in; the "
    "government that bought or used it, where a source names one, stands in its record. "
    "A presence or a detection is not a sale: it says that a technology was found somewhere, not "
    "who sold or bought it. Two sources may report one deal."
)
MADE = (
    "Products and technologies are hidden until they are asked for: tick them under Class, or "
    "search for one. A product is tied to its maker and its technology, a vendor to what a source "
    "says that it offers, a supplier to what it supplies."
)
REGIME = (
    "The regime of a deal is that of the importing country in the deal's year; an undated deal has "
    "none."
)


# A browser holds more, but nobody waits for it: 30,000 things take six seconds to be shown at once.
LARGEST = 100_000


class TooManyError(ValueError):
    """A page would hold more things than a browser is quick with."""


class NothingToShowError(ValueError):
    """What was asked for has no tie that could be drawn."""


def view(
    graph: Workspace,
    path: str | Path,
    *,
    about: str | None = None,
    hops: int | None = None,
    rows: pd.DataFrame | None = None,
    regime: str = "row",
    title: str | None = None,
    seed: int = 0,
) -> Path:
    """Write the explorer as one HTML file that runs from disk, and return its path.

    `about` is an id, a name or an alias: what lies within so many `hops` of it is taken (2).
    `rows` is a query's result: the records whose ids stand in it, the things, and what lies within
    so many `hops` of these (1). Without either all ties are taken.
    Above 5,000 nodes or 10,000 links the page opens on the vendors with the most deals.
    `regime` is the index by which deals are filtered, that of the importer in the deal's year.
    Raises UnknownWordError for a wrong word, NothingToShowError where there is nothing to draw,
    TooManyError above 100,000 things.
    """
    words.choose(regime, tables.terms("regime-index"), "regime index")
    if hops is not None and hops < 1:
        msg = f"hops run from 1 up, not {hops}"
        raise ValueError(msg)
    if about is not None and rows is not None:
        msg = "start from a thing or from a query's rows, not from both"
        raise ValueError(msg)
    found = read(graph, regime)
    taken, opening, note = _scope(graph, found, about, hops, rows)
    data = explorer_data.columns(graph, taken, opening, regime=regime, seed=seed)
    heading = title or "Who makes, owns, supplies, sells and restricts"
    text = _page(heading, data, [note, *_notes(found, len(taken))])
    return page.write(path, text)


def _scope(
    graph: Workspace, found: Links, about: str | None, hops: int | None, rows: pd.DataFrame | None
) -> tuple[list[Link], Opening, str]:
    links, start, asked = found.rows, None, set[str]()
    if about is not None:
        start = find.find(graph, about)
        kept = explorer_scope.around(links, [start.id], hops or 2)
        note = f"Taken: what lies within {_ties(hops or 2)} of {start.name}, and the ties among it."
    elif rows is not None:
        kept, asked, note = _from_rows(rows, links, hops or 1)
    else:
        kept = {one for link in links for one in (link.source, link.target)}
        note = "Taken: everything that is tied to something."
    taken = [link for link in links if link.source in kept and link.target in kept]
    if not taken:
        msg = f"nothing to draw: no tie among what was asked for ({note}){_elsewhere(start)}"
        raise NothingToShowError(msg)
    if len(kept) > LARGEST:
        msg = (
            f"{len(kept)} things; the explorer holds up to {LARGEST}: start from one of them with "
            "about and hops, or from a query's rows"
        )
        raise TooManyError(msg)
    many = len(kept) > explorer_scope.MANY or len(taken) > explorer_scope.LINKS
    first = frozenset(explorer_scope.top(taken)) if many else frozenset[str]()
    return taken, Opening(start.id if start else None, first, frozenset(asked)), note


def _from_rows(rows: pd.DataFrame, links: list[Link], hops: int) -> tuple[set[str], set[str], str]:
    things, records = explorer_scope.named_in(rows, links)
    ends = {one for link in links if link.id in records for one in (link.source, link.target)}
    note = (
        f"Taken: {len(things)} things and {len(records)} records whose ids stand in {len(rows)} "
        f"rows of a query, what lies within {_ties(hops)} of the things, and the ties among it all."
    )
    return explorer_scope.around(links, things, hops) | ends, things, note


def _elsewhere(start: Found | None) -> str:
    """Say where to look instead: a buyer is told in the records of the deals with its country."""
    if start is None or start.cls != "Government":
        return ""
    return (
        ". A deal is drawn to the country it went to and names its buyer in its record: "
        "start from the country"
    )


def _ties(hops: int) -> str:
    return "one tie" if hops == 1 else f"{hops} ties"


def _notes(found: Links, taken: int) -> list[str]:
    notes = [DEALS, MADE, REGIME]
    for cls, number in found.unplaced.items():
        label = schema.get(cls).label
        notes.append(
            f"Not drawn: {number} of the kind {label}; an end is unknown, or both are one."
        )
    if taken < len(found.rows):
        notes.append(f"This page holds {taken} of the graph's {len(found.rows)} links.")
    return [*notes, "A tie that is missing was not reported; that does not mean there is none."]


def _page(heading: str, data: dict[str, Any], notes: list[str]) -> str:
    texts = {
        "heading": escape(heading),
        "notes": page.items(notes),
        "sources": page.sources((one["id"], one) for one in data["sources"]),
    }
    return page.compose(
        "explorer",
        texts,
        title=f"{heading} – panoptrade",
        scripts=[page.read("explorer.js")],
        data=explorer_pack.packed(data),
    )
