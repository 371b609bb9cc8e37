"""Choose the part of the graph that the explorer opens on: around a thing, from rows, or all."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from panoptrade.ontology import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from panoptrade.graph.explorer_links import Link

# Of more things than this, or of more links, nobody sees which is tied to which: the page opens on
# the vendors with the most deals, and the countries that these went to.
MANY, LINKS, TOP = 5000, 10_000, 60


def around(links: Sequence[Link], start: Iterable[str], hops: int) -> set[str]:
    """Return the ids within so many hops of the start, the start among them.

    A technology is an end and no way on: two vendors are not near for making the same.
    """
    ends = f"{schema.get('Technology').prefix}:"
    near: dict[str, set[str]] = defaultdict(set)
    for link in links:
        near[link.source].add(link.target)
        near[link.target].add(link.source)
    first = set(start)
    found = edge = first
    for _ in range(hops):
        ways = [one for one in edge if one in first or not one.startswith(ends)]
        edge = {other for one in ways for other in near.get(one, ())} - found
        found = found | edge
    return found


def named_in(frame: pd.DataFrame, links: Sequence[Link]) -> tuple[set[str], set[str]]:
    """Return the ids in a query's rows that are ends of links, and the records among them.

    Lists and maps are looked into: a node comes back as a map of its properties.
    """
    ends = {one for link in links for one in (link.source, link.target)}
    records = {link.id for link in links}
    texts: set[str] = set()
    for column in frame.columns:
        for cell in frame[column]:
            texts.update(_texts(cell))
    return texts & ends, texts & records


def _texts(cell: Any) -> Iterable[str]:
    if isinstance(cell, str):
        yield cell
    elif isinstance(cell, dict):
        for one in cell.values():
            yield from _texts(one)
    elif isinstance(cell, (list, tuple)) or hasattr(cell, "tolist"):
        for one in cell if isinstance(cell, (list, tuple)) else cell.tolist():
            yield from _texts(one)


def top(links: Sequence[Link]) -> set[str]:
    """Return the vendors with the most deals and the countries of these; else the best tied."""
    products = f"{schema.get('Product').prefix}:"
    deals = [x for x in links if x.cls == "Deal" and not x.source.startswith(products)]
    if not deals:
        ties = Counter(one for link in links for one in (link.source, link.target))
        return set(_first(ties))
    vendors = set(_first(Counter(link.source for link in deals)))
    return vendors | {link.target for link in deals if link.source in vendors}


def _first(counts: Counter[str]) -> list[str]:
    return [one for one, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:TOP]]
