"""Find who carries the flow from origins to buyers: single points, smallest sets, weak links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import carriers, falling, relations, routes, targets, traded
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from panoptrade.graph.routes import Routes
    from panoptrade.graph.workspace import Workspace

UPSTREAM = {"supplier": "supply", "owner": "ownership"}


def chokepoints(
    graph: Workspace,
    find: str = "points",
    *,
    of: str | Iterable[str] = "vendor",
    to: str | Iterable[str] | None = None,
    definition: str | None = None,
    regime: str | Iterable[str] | None = None,
    year: int | None = None,
    lag: int = 0,
    buyers: str = "importer",
    capacity: str = "deals",
    through: str | Iterable[str] | None = None,
    supplies: str | Iterable[str] | None = None,
    size: int = 3,
    **filters: Any,
) -> pd.DataFrame:
    """Return who carries the documented flow from countries of origin to buyers.

    `find`: points (each one, and what falls if it alone goes), set (up to `size` who go one after
    another, each time the one with most), best (the sets of `size` that stop most, exactly), cut
    (the smallest sets that stop everything), flow (a maximum flow, route by route, each step with
    its type), dominators (who is on every route to a buyer), weak (articulation points, bridges).
    `of` may be cut: vendor, supplier, owner, intermediary, jurisdiction, or several. `to` names
    buyers; `definition` or `regime` (classes of one index, as row:0) takes a group of importers,
    classified in `year`, else in the deal's own, `lag` years before it. `buyers`: importer or
    government. `capacity`: deals, links or value. `through`: supply and ownership lead upstream
    too (they do when suppliers or owners may be cut); `supplies` are the kinds of supply taken.
    Filters are those of `graph.traded.read`; of them `years` and `grade` hold for relations too.

    Columns depend on `find`; docs/chokepoints.md lists them. `attrs` holds value (the maximum flow
    or the size of a smallest cut), total (what is carried) and notes. Ties go to the lower id. No
    deals give no rows. Raises UnknownWordError for a wrong word, ValueError for contradictions.
    """
    words.choose(find, carriers.FIND, "thing to find")
    words.choose(capacity, routes.CAPACITIES, "capacity")
    kinds = _kinds(of, size)
    ways = _listed(through) + [UPSTREAM[one] for one in kinds if one in UPSTREAM]
    target = targets.Target(to, definition, regime, year, lag, buyers)
    target.check()
    laid, notes = lay(graph, target, capacity, ways, supplies, **filters)
    among = falling.candidates(laid, kinds)
    asked = carriers.Asked(laid, among, traded.names(graph), laid.buyers(), capacity, size, notes)
    frame, value = carriers.FIND[find](asked)
    total = asked.shown(laid.total)
    carried = f"{total:,.10g} ({capacity}) is carried in all"
    notes.append(f"{carried}; {len(among)} may be cut: {', '.join(kinds)}")
    notes.append("a cut of documented flow: deals are not shipments")
    frame.attrs = {"find": find, "value": value, "total": total, "notes": notes}
    return frame


def _kinds(of: str | Iterable[str], size: int) -> list[str]:
    kinds = [words.choose(one, falling.KINDS, "kind that is cut") for one in _listed(of)]
    if size < 1 or not kinds:
        msg = "a set has a size of 1 or more, and some kind that may be cut"
        raise ValueError(msg)
    return kinds


def lay(
    graph: Workspace,
    target: targets.Target,
    capacity: str,
    ways: list[str],
    supplies: str | Iterable[str] | None,
    **filters: Any,
) -> tuple[Routes, list[str]]:
    """Return the routes of the deals that reach a target, and what to say of them."""
    weight = "value" if capacity == "value" else "deals"
    deals = traded.read(graph, weight=weight, **filters)
    notes = list(deals.notes)
    kept = targets.keep(graph, deals.taken, target, notes)
    held = {name: filters[name] for name in ("years", "grade") if name in filters}
    found = relations.relations(graph, ways, supplies=supplies, **held)
    laid = routes.lay(kept, found, traded.homes(graph), buyers=target.buyers, capacity=capacity)
    return laid, notes + laid.notes


def _listed(wanted: str | Iterable[str] | None) -> list[str]:
    return [wanted] if isinstance(wanted, str) else list(wanted or ())
