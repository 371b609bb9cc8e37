"""Rank the pairs that may be one thing, with the reasons, for someone to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from panoptrade.graph import deal_pairs, decisions, parties
from panoptrade.ontology import schema, words

if TYPE_CHECKING:
    from panoptrade.graph.matching import Match
    from panoptrade.graph.parties import Party
    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

SIDE = ("names", "countries", "identifiers", "sources")
COLUMNS = [
    "class", "left", "left_name", "right", "right_name", "score", "reasons", "automatic",
    *(f"{side}_{name}" for name in SIDE for side in ("left", "right")), "verdict",
]  # fmt: skip
LOWEST = 0.5


def candidates(
    graph: Workspace,
    *,
    cls: str | None = None,
    at_least: float = LOWEST,
    limit: int | None = None,
    again: bool = False,
    table: bool = True,
) -> pd.DataFrame:
    """Return the pairs that may be one thing, the likeliest first; none is merged by it.

    `cls` takes pairs with a side of that class: Vendor, Organization (all bodies), Government,
    Person, Product or Deal; None takes all but deals. `at_least` is the lowest score from 0 to 1,
    `limit` the most rows; `again` shows pairs that were judged too. Without `table` the alias table
    has no say. All but deals want the extra `resolve`.

    Columns: class, left, left_name, right, right_name (ids and names), score, reasons (some of them
    against), automatic (whether a score alone may ever merge the pair), and names,
    countries, identifiers and sources of either side, lists; verdict (blank, or the one that was
    given). `attrs["notes"]` counts what was compared and what is not shown. A graph without pairs
    gives no rows. Raises MissingExtraError, UnknownWordError for a wrong class.
    """
    if cls is not None:
        words.choose(cls, (*parties.CLASSES, "Deal"), "class to be judged")
    rows, notes = _deals(graph) if cls == "Deal" else _parties(graph, cls, table=table)
    verdicts = decisions.judged(decisions.read(graph.path))
    moved = decisions.same(graph.path)
    for row in rows:
        pair = frozenset(str(moved.get(row[side], row[side])) for side in ("left", "right"))
        row["verdict"] = "same" if len(pair) == 1 else verdicts.get(pair, "")
    high = [row for row in rows if row["score"] >= at_least]
    fresh = [row for row in high if again or not row["verdict"]]
    fresh.sort(key=lambda row: (-row["score"], row["left"], row["right"]))
    shown = fresh if limit is None else fresh[:limit]
    frame = pd.DataFrame(shown, columns=COLUMNS)
    notes.append(
        f"{len(shown)} pairs shown of {len(fresh)} with a score of {at_least:g} or more"
        f" and no verdict; {len(high) - len(fresh)} were judged before"
        if not again
        else f"{len(shown)} pairs shown of {len(fresh)} with a score of {at_least:g} or more"
    )
    frame.attrs["notes"] = [*notes, "a score is no verdict: nothing is merged before one is given"]
    return frame


def _parties(graph: Workspace, cls: str | None, *, table: bool) -> tuple[list[Row], list[str]]:
    from panoptrade.graph import blocking, matching

    matching.needed()
    wanted = set(schema.family(cls)) if cls else set(parties.CLASSES)
    roots = {parties.kind(one) for one in wanted}
    classes = [one for one in parties.CLASSES if parties.kind(one) in roots]
    known = {one.id: one for one in parties.parties(graph, classes)}
    pairs = blocking.pairs(list(known.values()))
    rows = []
    for left, right in ((known[one], known[other]) for one, other in pairs):
        if wanted.isdisjoint((left.cls, right.cls)):
            continue
        found = matching.match(left, right, table=table)
        if found.score:
            rows.append(_row(left, right, found))
    counted = (
        f"{len(known):,} things by name, {len(pairs):,} pairs with something in common compared"
    )
    return rows, [f"{counted} ({matching.ALGORITHM}); deals are compared with --class Deal"]


def _row(left: Party, right: Party, found: Match) -> Row:
    row: Row = {
        "class": left.cls if left.cls == right.cls else parties.kind(left.cls),
        "score": found.score,
        "reasons": found.reasons,
        "automatic": found.clear,
    }
    for side, one in (("left", left), ("right", right)):
        row[side], row[f"{side}_name"] = one.id, one.names[0] if one.names else one.id
        row[f"{side}_names"] = list(one.names)
        row[f"{side}_countries"] = sorted(one.countries)
        row[f"{side}_identifiers"] = [f"{kind} {value}" for kind, value in sorted(one.identifiers)]
        row[f"{side}_sources"] = list(one.sources)
    return row


def _deals(graph: Workspace) -> tuple[list[Row], list[str]]:
    rows = deal_pairs.pairs(graph)
    alike = "those of two sources with one seller, one place, like technology and like dates"
    return rows, [f"{len(graph.arrow('Deal')):,} deals; {alike} are compared"]
