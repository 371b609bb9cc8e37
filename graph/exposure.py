"""Find the deals, buyers and suppliers that touch restricted parties, and what a rule changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from panoptrade.graph import ownership_rules, select
from panoptrade.graph.bodies import names
from panoptrade.graph.cascade import FREE, OPEN, RESTRICTED, Solved, solve
from panoptrade.graph.holdings import day, holdings
from panoptrade.graph.listings import listings
from panoptrade.graph.restricted import NOT_ADVICE
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]
    Statuses = dict[str, tuple[str, str]]

COLUMNS = [
    "what", "id", "name", "role", "party", "party_name", "answer", "how", "against", "deals",
    "first", "last", "undated", "grade", "sources",
]  # fmt: skip
PLURAL = {
    "party": "parties",
    "deal": "deals",
    "buyer": "buyers",
    "supplier": "suppliers",
    "customer": "customers",
}
WHATS = tuple(PLURAL)


def exposure(
    graph: Workspace,
    on: str,
    rule: str = "ofac",
    *,
    switch: str = "dated",
    against: str | None = None,
    what: str | Iterable[str] | None = None,
    strict: bool = False,
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
) -> pd.DataFrame:
    """Return what touches the parties that a rule restricts on a day, by name or by ownership.

    The parties are those of the day, the deals those of all years: `graph.leakage` asks how a
    deal lay to a listing. `switch` as for `restricted`; with `against`, another switch, only what
    differs between the two. `what`: party (itself), deal (one sells, buys, mediates or finances),
    buyer (of deals that one sells or mediates), supplier and customer (of one); None for all.

    Columns: what, id, name, role (of the party), party, party_name, answer (restricted, cannot
    be known), how (named, reached), against (the answer under the other switch), deals (number;
    of a supplier or customer its records), first and last (year), undated (of `deals`), grade,
    sources. `attrs["notes"]` count them. Nobody restricted gives no rows.
    Raises UnknownWordError for a wrong word, ValueError for a wrong date.
    """
    last, notes = day(on)
    wanted = [what] if isinstance(what, str) else list(what or WHATS)
    for one in wanted:
        words.choose(one, WHATS, "thing that touches a restricted party")
    taken = select.filters(technology=technology, kinds=kinds, source=source, grade=grade)
    held = holdings(graph, last, strict=strict)
    rules = [
        ownership_rules.rule(rule, last, switch=one)
        for one in dict.fromkeys((switch, against or switch))
    ]
    answers = [_statuses(solve(held, listings(graph, one, last), one)) for one in rules]
    parties = _parties(answers[0], answers[-1], compared=against is not None)
    touching = [*_themselves(graph, parties), *_touching(graph, taken, parties)]
    rows = [{name: row.get(name) for name in COLUMNS} for row in touching if row["what"] in wanted]
    frame = pd.DataFrame(rows, columns=COLUMNS, dtype=object)
    counted = (_counted(one, found) for one, found in zip(rules, answers, strict=True))
    changed = [_CHANGED.format(len(parties))] if against is not None else []
    said = [*counted, *changed, *(_said(rows, one) for one in wanted), *_cautions(rules)]
    frame.attrs["notes"] = [*notes, *said, *held.notes, NO_BREACH, NOT_ADVICE]
    return frame


NO_BREACH = "a deal that touches a restricted party is no breach, and may be older than its listing"
_CHANGED = "{} parties differ between the two, and only what touches them is shown"


def _statuses(solved: Solved) -> Statuses:
    """Return the answer of each party that is restricted, or may be, and how it comes to it."""
    found = {}
    for one in solved.touched():
        answer = solved.answer(one)
        found[one] = (answer, "named" if one in solved.named else "reached")
    return found


def _parties(first: Statuses, second: Statuses, *, compared: bool) -> dict[str, Row]:
    """Return the parties to look for: all, or those whose answers differ."""
    found = {}
    for one in sorted({*first, *second}):
        answer, how = first.get(one, (FREE, ""))
        other = second.get(one, (FREE, ""))
        if not compared or answer != other[0]:
            against = other[0] if compared else None
            found[one] = {"answer": answer, "how": how or other[1], "against": against}
    return found


def _themselves(graph: Workspace, parties: dict[str, Row]) -> list[Row]:
    known = names(graph)
    found = []
    for one, about in parties.items():
        name = known.get(one, one)
        found.append({"what": "party", "id": one, "name": name, "party": one, "party_name": name})
        found[-1] |= about
    return found


def _touching(graph: Workspace, taken: select.Filters, parties: dict[str, Row]) -> list[Row]:
    """Return a row for each thing that touches a party, in each of the party's roles."""
    known = names(graph)
    with graph.connect() as db:
        db.register("party", pa.table({"id": pa.array(list(parties), pa.string())}))
        condition = select.deals(graph, taken)
        db.execute(f"CREATE TEMP VIEW taken AS SELECT * FROM Deal WHERE {condition}")  # noqa: S608
        rows: list[Row] = db.sql(_QUERY).to_arrow_table().to_pylist()
    return [
        row
        | {"name": known.get(row["id"], row["name"] or row["id"])}
        | {"party_name": known.get(row["party"], row["party"])}
        | parties[row["party"]]
        for row in rows
    ]


def _cautions(rules: list[ownership_rules.Rule]) -> list[str]:
    return list(dict.fromkeys(one.caution for one in rules if one.caution))


def _counted(rule: ownership_rules.Rule, found: Statuses) -> str:
    answers = [answer for answer, _ in found.values()]
    named = sum(how == "named" for _, how in found.values())
    return (
        f"{rule.label}, switch {rule.switch}: {answers.count(RESTRICTED)} parties restricted and "
        f"{answers.count(OPEN)} that cannot be known, {named} of them named"
    )


def _said(rows: list[Row], what: str) -> str:
    found = [row for row in rows if row["what"] == what]
    dated = {row["id"] for row in found if row["undated"] != row["deals"]}
    things = {row["id"]: row["id"] not in dated for row in found}
    certain = len({row["id"] for row in found if row["answer"] == RESTRICTED})
    undated = f", {sum(things.values())} have no date" if what != "party" else ""
    answers = "the answer is restricted" if what == "party" else "the party is restricted"
    return f"{len(things)} {PLURAL[what]} shown: of {certain} {answers}{undated}"


_QUERY = """
WITH year AS (
  SELECT *, try_cast(left(coalesce("start", disclosed), 4) AS INTEGER) AS year FROM taken),
part AS (
  SELECT id, unnest(seller) AS party, 'seller' AS role FROM year
  UNION SELECT id, unnest(intermediary), 'intermediary' FROM year
  UNION SELECT id, unnest(financier), 'financier' FROM year
  UNION SELECT id, unnest(buyer), 'buyer' FROM year),
touched AS (
  SELECT p.party, p.role, y.* FROM part p JOIN year y USING (id)
  WHERE p.party IN (SELECT id FROM party)),
supplied AS (
  SELECT *, try_cast(left(coalesce("start", as_of, "end"), 4) AS INTEGER) AS year FROM Supply)
SELECT 'deal' AS what, id,
  concat_ws(', ', kind, replace(array_to_string(destination, ' '), 'country:', '')) AS name,
  role, party, 1 AS deals, year AS first, year AS last, (year IS NULL)::INTEGER AS undated,
  grade, sources FROM touched
UNION ALL
SELECT 'buyer', b.id, NULL, t.role, t.party, count(DISTINCT t.id), min(t.year), max(t.year),
  count(DISTINCT t.id) FILTER (WHERE t.year IS NULL), NULL,
  list_sort(list_distinct(flatten(list(t.sources))))
FROM touched t, LATERAL (SELECT unnest(t.buyer) AS id) b
WHERE t.role IN ('seller', 'intermediary') GROUP BY b.id, t.role, t.party
UNION ALL
SELECT 'supplier', supplier, NULL, 'customer', customer, count(*), min(year), max(year),
  count(*) FILTER (WHERE year IS NULL), NULL, list_sort(list_distinct(flatten(list(sources))))
FROM supplied WHERE customer IN (SELECT id FROM party) GROUP BY supplier, customer
UNION ALL
SELECT 'customer', customer, NULL, 'supplier', supplier, count(*), min(year), max(year),
  count(*) FILTER (WHERE year IS NULL), NULL, list_sort(list_distinct(flatten(list(sources))))
FROM supplied WHERE supplier IN (SELECT id FROM party) GROUP BY supplier, customer
ORDER BY what, id, party, role
"""
