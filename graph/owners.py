"""List who owns a body on a day: directly, through others, and at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from panoptrade.graph.bodies import bodies
from panoptrade.graph.find import party
from panoptrade.graph.holdings import WHOLE, day, holdings
from panoptrade.graph.interest import Interest, interest
from panoptrade.ontology import words

if TYPE_CHECKING:
    from panoptrade.graph.holdings import Holdings
    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

COLUMNS = [
    "owner", "owner_name", "class", "country", "steps", "share_min", "share_max", "control",
    "interest_min", "interest_max", "ultimate", "above", "since", "until", "records", "grades",
    "sources",
]  # fmt: skip
WHICH = ("all", "direct", "ultimate")


def owners(
    graph: Workspace,
    thing: str,
    on: str,
    which: str = "all",
    *,
    threshold: float = 0.0,
    strict: bool = False,
) -> pd.DataFrame:
    """Return the owners of a body on a day: their shares as intervals, and their interests.

    `thing` is an id, a name or an alias. `which`: all, direct (who holds shares of it), ultimate
    (whom nobody is known to own). `threshold` leaves out those whose interest cannot be so much
    percent. With `strict`, a holding that does not say since when is only perhaps held.

    Columns: owner, owner_name, class, country, steps (holdings between), share_min and share_max
    (percent held directly; 0 where nothing), control (yes, perhaps, no, not said), interest_min
    and interest_max (economic interest in percent, direct and through others; see
    `graph.interest`), ultimate, above (whether the interest reaches the threshold: yes, or cannot
    be known), since, until, records, grades, sources (of the direct holding).
    `attrs["notes"]` say what was assumed. A body that nobody is known to own gives no rows.
    Raises UnknownWordError for a wrong word, ValueError for a wrong date or threshold.
    """
    words.choose(which, WHICH, "kind of owner")
    if not 0 <= threshold <= WHOLE:
        msg = f"a threshold is a percentage from 0 to 100, not {threshold:g}"
        raise ValueError(msg)
    found = party(graph, thing)
    last, notes = day(on)
    held = holdings(graph, last, strict=strict)
    place = held.places.get(found.id)
    solved = None if place is None else interest(held, place)
    rows = [] if solved is None or place is None else _rows(graph, held, place, solved)
    taken = [row for row in rows if _wanted(row, which, threshold)]
    for row in taken:
        row["above"] = "yes" if row["interest_min"] >= threshold else "cannot be known"
    filled = [{name: row.get(name) for name in COLUMNS} for row in taken]
    frame = pd.DataFrame(filled, columns=COLUMNS, dtype=object)
    frame.attrs["notes"] = [
        *([f"{thing!r} is taken as {found.id} ({found.name})"] if found.how != "id" else []),
        *notes,
        f"{len(taken)} of {len(rows)} owners shown of {found.name} on {last}",
        *_unowned(rows),
        *held.notes,
        *([] if solved is None else _circles(held, solved)),
    ]
    return frame


def _wanted(row: Row, which: str, threshold: float) -> bool:
    if which == "direct" and row["steps"] != 1:
        return False
    if which == "ultimate" and not row["ultimate"]:
        return False
    return bool(row["interest_max"] >= threshold)


def _rows(graph: Workspace, held: Holdings, place: int, solved: Interest) -> list[Row]:
    known = bodies(graph)
    direct = {int(held.owner[edge]): edge for edge in range(len(held.owner))
              if held.asset[edge] == place}  # fmt: skip
    wanted = [one for edge in direct.values() for one in held.behind(edge)]
    records = {row["id"]: row for row in graph.rows("Ownership", wanted)}
    rows = []
    for at, one in enumerate(solved.owners.tolist()):
        owner = held.ids[one]
        name, cls, country = known.get(owner, (owner, "", []))
        head = {"owner": owner, "owner_name": name, "class": cls, "country": country}
        about = {
            "steps": int(solved.steps[at]),
            "interest_min": round(float(solved.low[at]), 9),
            "interest_max": round(float(solved.high[at]), 9),
            "ultimate": bool(solved.ultimate[at]),
        }
        rows.append(head | about | _direct(held, direct.get(one), records))
    rows.sort(key=lambda row: (-row["interest_min"], -row["interest_max"], row["owner"]))
    return rows


def _direct(held: Holdings, edge: int | None, records: dict[str, Row]) -> Row:
    if edge is None:
        nothing: Row = {"records": [], "grades": [], "sources": []}
        return {"share_min": 0.0, "share_max": 0.0, "control": None} | nothing
    rows = [records[one] for one in held.behind(edge)]
    return {
        "share_min": float(held.low[edge]),
        "share_max": float(held.high[edge]),
        "control": held.control(edge),
        "since": min((row["start"] for row in rows if row["start"]), default=None),
        "until": max((row["end"] for row in rows if row["end"]), default=None),
        "records": held.behind(edge),
        "grades": list(dict.fromkeys(row["grade"] for row in rows)),
        "sources": sorted({source for row in rows for source in row["sources"]}),
    }


def _unowned(rows: list[Row]) -> list[str]:
    """Return how much of a body the known ultimate owners leave."""
    low = sum(row["interest_min"] for row in rows if row["ultimate"])
    if not rows:
        return ["nobody is known to own it"]
    return [f"its known ultimate owners have {min(low, WHOLE):.4g} percent of it at least"]


def _circles(held: Holdings, solved: Interest) -> list[str]:
    closed = (", ".join(held.ids[one] for one in group) for group in solved.closed)
    found = [f"{group} hold each other wholly: nobody stands behind them" for group in closed]
    if solved.over:
        several = ", ".join(held.ids[one] for one in solved.over)
        found.append(
            f"what the sources say of {several} adds up to more than 100 percent: for the "
            "interest, each share may be less by what is too much"
        )
    return found
