"""Read who stands upstream of whom: suppliers of customers, owners of what they control."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from panoptrade.graph import select
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from panoptrade.graph.workspace import Workspace

THROUGH = {"supply": "SUPPLY", "ownership": "OWNERSHIP"}


class Relation(NamedTuple):
    """A step downstream: from whom, to whom, of what type and kind, by which record."""

    upper: str
    lower: str
    type: str
    kind: str
    record: str


def relations(
    graph: Workspace,
    through: Iterable[str],
    *,
    supplies: str | Iterable[str] | None = None,
    years: tuple[int, int] | None = None,
    grade: str | None = None,
) -> list[Relation]:
    """Return the relations, by id: supply of these kinds, ownership that controls or holds half.

    With `years` those are left out that are known to have ended before or begun after them.
    Raises UnknownWordError for a wrong word.
    """
    found = []
    chosen = [words.choose(one, THROUGH, "way upstream") for one in through]
    with graph.connect() as db:
        for one in sorted(set(chosen)):
            kinds = supplies if one == "supply" else None
            cls = one.title()
            taken = select.rows(graph, select.filters(kinds=kinds, grade=grade), cls)
            within = _within(years)
            rows = db.execute(f"{_QUERIES[one]} AND {taken} AND {within} ORDER BY id").fetchall()
            found += [Relation(upper, lower, THROUGH[one], *rest) for upper, lower, *rest in rows]
    return found


def _within(years: tuple[int, int] | None) -> str:
    if years is None:
        return "TRUE"
    low, high = map(int, years)
    begun, ended = (f'try_cast(left("{one}", 4) AS INTEGER)' for one in ("start", "end"))
    return f"coalesce({begun} <= {high}, TRUE) AND coalesce({ended} >= {low}, TRUE)"


_QUERIES = {
    "supply": "SELECT supplier, customer, kind, id FROM Supply WHERE supplier <> customer",
    "ownership": (
        "SELECT owner, asset, kind, id FROM Ownership WHERE owner <> asset "
        "AND kind IN ('equity', 'control') AND (control OR kind = 'control' OR share_min >= 50)"
    ),
}
