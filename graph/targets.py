"""Keep the deals that go to some buyers: named ones, or those of a group of regimes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from panoptrade.graph import meant, regimes
from panoptrade.ontology import tables, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from panoptrade.graph.traded import Deal
    from panoptrade.graph.workspace import Workspace

BUYERS = {"importer": ("importers", "Country"), "government": ("governments", "Government")}


@dataclass(frozen=True, slots=True)
class Target:
    """To whom: buyers by name, or a named definition, or classes of one index; all without one.

    The class is that of one `year` for every deal, or of the deal's own, `lag` years before it.
    """

    to: str | Iterable[str] | None = None
    definition: str | None = None
    regime: str | Iterable[str] | None = None
    year: int | None = None
    lag: int = 0
    buyers: str = "importer"

    def check(self) -> None:
        """Raise UnknownWordError for a wrong word, ValueError where options contradict."""
        words.choose(self.buyers, BUYERS, "kind of buyer")
        if sum(one is not None for one in (self.to, self.definition, self.regime)) > 1:
            msg = "give buyers by name (to), a definition, or classes of a regime: one of them"
            raise ValueError(msg)
        if self.year is not None and self.lag:
            msg = "a lag counts back from the year of a deal; give a year or a lag, not both"
            raise ValueError(msg)
        if (self.year is not None or self.lag) and self.definition is None and self.regime is None:
            msg = "a year or a lag classifies regimes; give a definition or a regime with it"
            raise ValueError(msg)


def keep(graph: Workspace, deals: list[Deal], target: Target, notes: list[str]) -> list[Deal]:
    """Return the deals that reach a target, with these buyers only, and say what was left out."""
    target.check()
    column, cls = BUYERS[target.buyers]
    if target.to is not None:
        found = meant.things(graph, target.to, [cls], notes)
        ids = {one.id for one in found}
        notes.append(f"buyers: {', '.join(one.name for one in found) or 'none'}")
        deals = [_only(deal, column, ids) for deal in deals]
    elif target.definition is not None or target.regime is not None:
        deals = _of_group(graph, deals, target, notes)
    kept = [deal for deal in deals if getattr(deal, column)]
    if len(kept) < len(deals):
        what = f"a known {target.buyers}" if target.to is None else "a buyer that is meant"
        notes.append(f"left out: {len(deals) - len(kept)} deals without {what}")
    return kept


def _only(deal: Deal, column: str, ids: set[str]) -> Deal:
    kept = tuple(one for one in getattr(deal, column) if one in ids)
    return (
        replace(deal, importers=kept) if column == "importers" else replace(deal, governments=kept)
    )


def _of_group(graph: Workspace, deals: list[Deal], target: Target, notes: list[str]) -> list[Deal]:
    labels, inside = _labels(graph, target, notes)
    kept, unclassified = [], 0
    for deal in deals:
        when = target.year if target.year is not None else _before(deal, target.lag)
        said = {one: labels.get((one, when)) for one in deal.importers}
        into = tuple(one for one in deal.importers if said[one] in inside)
        unclassified += not into and (not said or None in said.values())
        if into:
            kept.append(replace(deal, importers=into))
    left = len(deals) - len(kept)
    notes.append(
        f"left out: {left} deals not into the group, {unclassified} of them not classified: "
        "undated, or the importer or its class is not known"
    )
    return kept


def _before(deal: Deal, lag: int) -> int | None:
    return None if deal.year is None else deal.year - lag


def _labels(
    graph: Workspace, target: Target, notes: list[str]
) -> tuple[dict[tuple[str, int | None], str | None], set[str]]:
    """Return the class of each country and year, and the classes that are meant."""
    with graph.connect() as db:
        if target.definition is not None:
            one = regimes.definition(target.definition)
            regimes.create_definition(db, one)
            inside = {regimes.INSIDE}
            said = f"{one.name} version {one.version}: {one.label} = {one.group}"
        else:
            inside = _classes(target.regime)
            regimes.create_index(db, min(inside).partition(":")[0])
            said = ", ".join(sorted(inside))
        rows = db.sql("SELECT country, year, label FROM regimes").fetchall()
    when = f"{target.lag} year(s) before the deal" if target.lag else "in the year of the deal"
    when = when if target.year is None else f"in {target.year}, whatever the year of the deal"
    notes.append(f"buyers: importers of the group {said}, {when}")
    return {(country, year): label for country, year, label in rows}, inside


def _classes(wanted: str | Iterable[str] | None) -> set[str]:
    known = [f"{row['index']}:{row['code']}" for row in tables.rows("regimes")]
    several = [wanted] if isinstance(wanted, str) else wanted or ()
    found = {words.choose(one, known, "class of regimes") for one in several}
    if len({one.partition(":")[0] for one in found}) != 1:
        msg = "name one or more classes of one index, as row:0 and row:1"
        raise ValueError(msg)
    return found
