"""Count published figures anew from the records of one source: a function a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import fisher_exact

from panoptrade.graph.answer import Answer
from panoptrade.graph.workspace import read
from panoptrade.ontology import layout, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

# The inventory's paper classifies every government by its regime of this year.
CLASSIFIED = 2021
DEMOCRACIES = ("aigs:ED", "aigs:LD")


def places(graph: Workspace, source: str, given: str) -> Answer:
    """Count the countries that a source's deals went to."""
    del given
    return Answer(len(_countries(_deals(graph, source))))


def buyers(graph: Workspace, source: str, given: str) -> Answer:
    """Count the governments that bought or used."""
    del given
    return Answer(len(_buyers(_deals(graph, source))))


def with_technology(graph: Workspace, source: str, given: str) -> Answer:
    """Count the countries with one technology."""
    found = [row for row in _deals(graph, source) if f"tech:{given}" in row["technology"]]
    said = (
        "the records give this number; which of them the published figure leaves out, or has "
        "beside them, is not said"
    )
    return Answer(len(_countries(found)), _ids(found), said)


def with_origin(graph: Workspace, source: str, given: str) -> Answer:
    """Count the countries with technology from one country."""
    found = [row for row in _deals(graph, source) if f"country:{given}" in row["origin"]]
    return Answer(len(_countries(found)), _ids(found), "the records with that origin")


def with_vendor(graph: Workspace, source: str, given: str) -> Answer:
    """Count the countries for which a vendor is named; those of its country only may be meant."""
    deals, vendor = _deals(graph, source), f"org:{given}"
    found = [row for row in deals if vendor in row["seller"]]
    homes = {one for row in graph.rows("Vendor", [vendor]) for one in row["country"] or ()}
    also = [row for row in deals if homes & {*row["origin"]} and vendor not in row["seller"]]
    said = (
        f"the table names it for {len(_countries(found))} countries"
        f"{_spelt(graph, source, vendor)}; for {len(also)} more, the rows here, it has technology "
        "of the firm's country without naming the firm, and none of them is known to be meant"
    )
    return Answer(len(_countries(found)), _ids(also), said)


def with_vendor_alone(graph: Workspace, source: str, given: str) -> Answer:
    """Count the countries for which one vendor is named and no other."""
    found = [row for row in _deals(graph, source) if row["seller"] == [f"org:{given}"]]
    return Answer(len(_countries(found)), _ids(found), "the records that name no other")


def with_any_vendor(graph: Workspace, source: str, given: str) -> Answer:
    """Count the countries for which a vendor is named."""
    del given
    bare = [row for row in _deals(graph, source) if not row["seller"]]
    named = [row for row in _deals(graph, source) if row["seller"]]
    return Answer(len(_countries(named)), _ids(bare), "the records that name no vendor")


def vendors(graph: Workspace, source: str, given: str) -> Answer:
    """Count the vendors that are named; the rows are all of them."""
    del given
    found = {one for row in _deals(graph, source) for one in row["seller"]}
    return Answer(len(found), tuple(sorted(found)), "the vendors, by the alias table of today")


def links(graph: Workspace, source: str, given: str) -> Answer:
    """Count the distinct pairs of a vendor and a country."""
    del given
    found = {
        (vendor, country)
        for row in _deals(graph, source)
        for vendor in row["seller"]
        for country in row["destination"]
    }
    said = "a pair is one of the firm that the alias table gives today"
    return Answer(len(found), (), said)


def buyers_in(graph: Workspace, source: str, given: str) -> Answer:
    """Count the governments whose country was of these classes of Regimes of the World in 2021."""
    deals, classes = _deals(graph, source), {f"row:{one}" for one in tables.items(given)}
    known = {
        row["country"]: row["regime"]
        for row in graph.arrow("Classification").to_pylist()
        if row["regime"].startswith("row:") and row["year"] == CLASSIFIED
    }
    inside = [row for row in deals if classes & {known.get(c) for c in row["destination"]}]
    unknown = [row for row in deals if not any(c in known for c in row["destination"])]
    said = (
        f"V-Dem revises its classes: the paper used those of its time; of {len(_buyers(deals))} "
        f"governments {len(_buyers(unknown))} have no class of {CLASSIFIED} in this graph"
    )
    return Answer(len(_buyers(inside)), _ids(unknown), said)


def buyers_from(graph: Workspace, source: str, given: str) -> Answer:
    """Count the governments that bought from firms of one country."""
    found = [row for row in _deals(graph, source) if f"country:{given}" in row["origin"]]
    return Answer(len(_buyers(found)), _ids(found), "the records with that origin")


def buyers_of(graph: Workspace, source: str, given: str) -> Answer:
    """Count the governments that bought from these firms; the rows are what they leave out."""
    firms, deals = {f"org:{one}" for one in tables.items(given)}, _deals(graph, source)
    theirs = [row for row in deals if firms & {*row["seller"]}]
    homes = {one for row in theirs for one in row["origin"] if len(row["origin"]) == 1}
    have = _buyers(theirs)
    left = [row for row in deals if homes & {*row["origin"]} and not have & {*row["buyer"]}]
    said = (
        f"{len(_buyers(left))} governments have other firms of the same country only: the "
        "published figure counts the country, and not the firms that the text names"
    )
    return Answer(len(have), _ids(left), said)


def share_of_class(graph: Workspace, source: str, given: str) -> Answer:
    """Say how many countries of a class have the technology; of how many, the table does not."""
    has = sum(row["regime"] == f"aigs:{given}" for row in _classes(graph, source))
    return Answer(None, (), f"the numerator is {has}")


def class_odds(graph: Workspace, source: str, given: str) -> Answer:
    """Compute the odds of an origin in autocracies over those in democracies, by AIGS's classes."""
    (a, b), (c, d) = _by_class(graph, source, given)
    said = f"{a} of {a + b} autocracies, {c} of {c + d} democracies"
    return Answer(a * d / (b * c) if b * c else None, (), said)


def class_odds_p(graph: Workspace, source: str, given: str) -> Answer:
    """Compute Fisher's exact p, two-sided, of `class_odds`."""
    cells = _by_class(graph, source, given)
    p = float(fisher_exact(np.array(cells)).pvalue)
    return Answer(p, (), f"the four cells: {cells}")


def listed_on(graph: Workspace, source: str, given: str) -> Answer:
    """Count whom a programme listed on a day."""
    found = _listed(graph, source, given)
    said = (
        "the source gathers the firms of the trade and their customers, and not the whole rule: "
        "the loader bis-entity-list reads the whole list"
    )
    return Answer(len({row["target"] for row in found}), _ids(found), said)


def firms_listed_on(graph: Workspace, source: str, given: str) -> Answer:
    """Count the firms that a programme listed on a day: vendors and other companies."""
    found = [row for row in _listed(graph, source, given) if row["firm"]]
    return Answer(len({row["target"] for row in found}), _ids(found), "the listings")


def _deals(graph: Workspace, source: str) -> list[Row]:
    """Return the deals that a source tells of, with lists that may be empty and are never None."""
    return _rows(graph, _DEALS, source)


def _classes(graph: Workspace, source: str) -> list[Row]:
    return _rows(graph, _CLASSES, source)


def _listed(graph: Workspace, source: str, given: str) -> list[Row]:
    programme, _, day = given.partition(":")
    return _rows(graph, _LISTED, source, f"programme:{programme}", day)


def _rows(graph: Workspace, query: str, *given: str) -> list[Row]:
    with graph.connect() as db:
        found: list[Row] = db.sql(query, params=list(given)).to_arrow_table().to_pylist()
    return found


def _spelt(graph: Workspace, source: str, vendor: str) -> str:
    """Say how many of a source's own records spell a vendor otherwise."""
    path = layout.source(graph.path, source) / "Vendor.parquet"
    rows = read(path, [vendor]).to_pylist() if path.exists() else []
    other = [row["alias"] for row in rows if row["alias"]]
    names = sorted({name for alias in other for name in alias})
    return f", {len(other)} of them spelt {', '.join(names)}" if other else ""


def _by_class(graph: Workspace, source: str, given: str) -> list[list[int]]:
    """Return the cells: autocracies with and without the origin, democracies with and without."""
    known = {row["country"]: row["regime"] in DEMOCRACIES for row in _classes(graph, source)}
    having = _countries(r for r in _deals(graph, source) if f"country:{given}" in r["origin"])
    sides = [[c in having for c, free in known.items() if free == side] for side in (False, True)]
    return [[sum(side), len(side) - sum(side)] for side in sides]


def _countries(rows: Iterable[Row]) -> set[str]:
    return {one for row in rows for one in row["destination"]}


def _buyers(rows: Iterable[Row]) -> set[str]:
    return {one for row in rows for one in row["buyer"]}


def _ids(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted(row["id"] for row in rows))


_DEALS = """
SELECT id, coalesce(seller, []) AS seller, coalesce(buyer, []) AS buyer,
  coalesce(origin, []) AS origin, coalesce(destination, []) AS destination,
  coalesce(technology, []) AS technology
FROM Deal WHERE list_contains(sources, ?) ORDER BY id
"""
_CLASSES = """
SELECT country, regime FROM Classification
WHERE list_contains(sources, ?) AND starts_with(regime, 'aigs:') ORDER BY id
"""
_LISTED = """
SELECT id, target, target IN (
  SELECT id FROM Vendor UNION ALL SELECT id FROM Organization WHERE kind = 'company') AS firm
FROM Sanction
WHERE list_contains(sources, ?) AND programme = ? AND starts_with(coalesce("start", ''), ?)
ORDER BY id
"""
FIGURES: dict[str, Callable[[Workspace, str, str], Answer]] = {
    one.__name__: one
    for one in (
        places, buyers, with_technology, with_origin, with_vendor, with_vendor_alone,
        with_any_vendor, vendors, links, buyers_in, buyers_from, buyers_of, share_of_class,
        class_odds, class_odds_p, listed_on, firms_listed_on,
    )
}  # fmt: skip
