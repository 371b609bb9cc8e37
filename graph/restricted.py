"""Answer whether a body is restricted on a day, under which rule, and what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from panoptrade.graph import ownership_rules
from panoptrade.graph.bodies import names
from panoptrade.graph.cascade import Solved, solve
from panoptrade.graph.find import party
from panoptrade.graph.holdings import day, holdings
from panoptrade.graph.listings import listings
from panoptrade.graph.proof import Proof, prove
from panoptrade.graph.reasons import held_by_restricted, reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from panoptrade.graph.find import Found
    from panoptrade.graph.holdings import Holdings
    from panoptrade.graph.ownership_rules import Rule
    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

COLUMNS = [
    "rule", "id", "name", "on", "answer", "why", "share_min", "share_max", "listed", "programmes",
    "records", "undecided", "status", "rule_source",
]  # fmt: skip
STEPS = [
    "rule", "answer", "step", "kind", "from", "from_name", "to", "to_name", "share_min",
    "share_max", "control", "undecided", "start", "end", "records", "grades", "sources",
]  # fmt: skip
NOT_ADVICE = "this reads the holdings and lists in this graph, and is no legal advice"


def restricted(
    graph: Workspace,
    thing: str,
    on: str,
    rule: str | Iterable[str] | None = None,
    *,
    switch: str = "dated",
    strict: bool = False,
    proof: bool = False,
) -> pd.DataFrame:
    """Return whether a body is restricted on a day under each rule: by name, or by who owns it.

    `thing` is an id, a name or an alias. `rule`: ofac, eu, uk, bis; None for all. `switch`: rules
    reach what is owned as their dates say (dated), on, or off. With `strict`, a holding that does
    not say since when is only perhaps held. The answer is restricted, not restricted, or cannot
    be known: then the shares that are not known decide it.

    Columns: rule, id, name, on, answer, why, share_min and share_max (percent of it that restricted
    owners hold), listed (parties that the answer begins from), programmes, records (ids that prove
    it), undecided (ids of holdings that would decide it), status (of the rule on that day),
    rule_source. With `proof` a row a listing or holding instead: rule, answer, step, kind, from,
    from_name, to, to_name, share_min, share_max, control, undecided, start, end, records, grades,
    sources. `attrs["notes"]` say what was assumed. Not advice of any legal kind.
    Raises UnknownWordError for a wrong word, ValueError for a wrong date.
    """
    found = party(graph, thing)
    last, notes = day(on)
    wanted = [rule] if isinstance(rule, str) else list(rule or ownership_rules.names())
    rules = [ownership_rules.rule(one, last, switch=switch) for one in wanted]
    held = holdings(graph, last, strict=strict)
    rows = [row for one in rules for row in _answered(graph, held, one, found, last, proof=proof)]
    columns = STEPS if proof else COLUMNS
    filled = [{name: row.get(name) for name in columns} for row in rows]
    frame = pd.DataFrame(filled, columns=columns, dtype=object)
    frame.attrs["notes"] = [
        *([f"{thing!r} is taken as {found.id} ({found.name})"] if found.how != "id" else []),
        *notes,
        *held.notes,
        *dict.fromkeys(one.caution for one in rules if one.caution),
        NOT_ADVICE,
    ]
    return frame


def _answered(
    graph: Workspace, held: Holdings, rule: Rule, found: Found, on: str, *, proof: bool
) -> list[Row]:
    """Return the row of one rule's answer, or those of its proof."""
    known = names(graph)
    solved = solve(held, listings(graph, rule, on), rule)
    proven = prove(solved, found.id)
    head = {"rule": rule.rule, "id": found.id, "name": found.name, "on": on}
    if proof:
        return list(_steps(solved, proven, head, known, _records(graph)))
    return [_row(solved, proven, head, known)]


def _row(solved: Solved, proven: Proof, head: Row, known: dict[str, str]) -> Row:
    low, high = held_by_restricted(solved, head["id"])
    held, rule = solved.held, solved.rule
    listed = [listing.record for listing in proven.listings]
    through = [record for step in proven.steps for record in held.behind(step.edge)]
    open_ones = [step.edge for step in proven.steps if step.undecided]
    return head | {
        "answer": solved.answer(head["id"]),
        "why": reason(solved, proven, head["id"], known),
        "share_min": low,
        "share_max": high,
        "listed": list(dict.fromkeys(listing.party for listing in proven.listings)),
        "programmes": list(dict.fromkeys(listing.programme for listing in proven.listings)),
        "records": list(dict.fromkeys([*listed, *through])),
        "undecided": [record for edge in open_ones for record in held.behind(edge)],
        "status": f"{rule.label}: {rule.status}",
        "rule_source": rule.source,
    }


def _steps(
    solved: Solved, proven: Proof, head: Row, known: dict[str, str], records: dict[str, Row]
) -> Iterator[Row]:
    first = {"rule": head["rule"], "answer": solved.answer(head["id"])}
    for number, listing in enumerate(proven.listings, start=1):
        yield first | {
            "step": number,
            "kind": "listing",
            "from": listing.programme,
            "from_name": known.get(listing.programme, listing.programme),
            "to": listing.party,
            "to_name": known.get(listing.party, listing.party),
            "undecided": not listing.certain,
            "start": listing.start,
            "end": listing.end,
            "records": [listing.record],
            "grades": [listing.grade],
            "sources": list(listing.sources),
        }
    for number, step in enumerate(proven.steps, start=len(proven.listings) + 1):
        found = _holding(solved.held, step.edge, known, records)
        yield first | {"step": number, "kind": "holding", "undecided": step.undecided} | found


def _holding(held: Holdings, edge: int, known: dict[str, str], records: dict[str, Row]) -> Row:
    owner, asset = held.ids[held.owner[edge]], held.ids[held.asset[edge]]
    rows = [records[one] for one in held.behind(edge)]
    return {
        "from": owner,
        "from_name": known.get(owner, owner),
        "to": asset,
        "to_name": known.get(asset, asset),
        "share_min": float(held.low[edge]),
        "share_max": float(held.high[edge]),
        "control": held.control(edge),
        "start": min((row["start"] for row in rows if row["start"]), default=None),
        "end": max((row["end"] for row in rows if row["end"]), default=None),
        "records": held.behind(edge),
        "grades": list(dict.fromkeys(row["grade"] for row in rows)),
        "sources": sorted({source for row in rows for source in row["sources"]}),
    }


def _records(graph: Workspace) -> dict[str, Row]:
    columns = ["id", "start", "end", "grade", "sources"]
    return {row["id"]: row for row in graph.arrow("Ownership").select(columns).to_pylist()}
