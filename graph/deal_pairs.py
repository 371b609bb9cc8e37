"""Find deals that two sources may both tell of: one seller and place, like technology and dates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from panoptrade.ontology import dates, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

SEEN_ONLY = ("presence", "detection")
# Kinds that are acts of their own beside the sale that they belong to.
BESIDE = ("licence", "donation", "training", "maintenance")
ALONGSIDE = "lists sellers and technologies side by side"


def pairs(graph: Workspace) -> list[Row]:
    """Return the pairs of deals that may be one, with score, reasons and both sides.

    Two records of one source are two deals to it, and are no pair. Dates that exclude each other
    are none either. A presence or a detection beside a sale is scored low, and never automatic.
    """
    with graph.connect() as db:
        found = db.sql(_PAIRS).to_arrow_table().to_pylist()
        deals = {row["id"]: row for row in db.sql(_DEALS).to_arrow_table().to_pylist()}
    named = _names(graph)
    rows = (compare(deals[one["a"]], deals[one["b"]], named) for one in found)
    return _ambiguous([row for row in rows if row is not None])


def _ambiguous(rows: list[Row]) -> list[Row]:
    """Mark the pairs whose deals fit others too: two deals of one source must not become one."""
    fits = Counter(row[side] for row in rows for side in ("left", "right"))
    for row in rows:
        if (most := max(fits[row["left"]], fits[row["right"]])) > 1:
            row["automatic"] = False
            row["score"] = round(row["score"] - 0.05, 3)
            row["reasons"].append(f"one of {most} that fit one of the two")
    return rows


def compare(left: Row, right: Row, named: dict[str, str]) -> Row | None:
    """Return two deals of one seller and place as a pair; None where they cannot be one."""
    steps = [step(left, right) for step in (_technology, _dates, _kinds, _sellers, _rest)]
    if any(one is None for one in steps):
        return None
    told = [part for one in steps if one for part in one]
    score = 0.8 + sum(change for change, _ in told)
    shared = sorted(set(left["sellers"]) & set(right["sellers"]))
    places = sorted(set(left["places"]) & set(right["places"]))
    first = [
        f"one seller: {_said(shared, named)}",
        f"one buyer or destination: {_said(places, named)}",
    ]
    row: Row = {
        "class": "Deal",
        "score": round(min(max(score, 0.05), 0.99), 3),
        "reasons": [*first, *(reason for _, reason in told)],
        "automatic": (left["kind"] in SEEN_ONLY) == (right["kind"] in SEEN_ONLY),
    }
    for side, one in (("left", left), ("right", right)):
        row[side], row[f"{side}_name"] = one["id"], _title(one, named)
        row[f"{side}_names"] = [_title(one, named)]
        row[f"{side}_countries"] = [place.partition(":")[2] for place in one["destination"] or ()]
        row[f"{side}_identifiers"] = list(_facts(one))
        row[f"{side}_sources"] = list(one["sources"])
    return row


def _technology(left: Row, right: Row) -> list[tuple[float, str]] | None:
    first, second = set(left["technology"] or ()), set(right["technology"] or ())
    if not first or not second:
        return [(-0.12, "technology not stated by both")]
    if shared := first & second:
        return [(0.0, f"one technology: {_codes(shared)}")]
    for one, other in ((first, second), (second, first)):
        if wider := {code for code in one if any(code in _broader(each) for each in other)}:
            return [(-0.06, f"{_codes(wider)} is broader than {_codes(other)}")]
    return None


def _dates(left: Row, right: Row) -> list[tuple[float, str]] | None:
    first, second = _span(left), _span(right)
    if first is None or second is None:
        both = first is None and second is None
        return [(-0.25, "neither is dated")] if both else [(-0.2, "one is not dated")]
    if first[0] > second[1] or second[0] > first[1]:
        return None
    said = " / ".join(f"{one['start'] or one['disclosed']}" for one in (left, right))
    if left["start"] and left["start"] == right["start"]:
        exact = len(left["start"]) > 4
        return [(0.1 if exact else 0.05, f"one date: {left['start']}")]
    return [(-0.05, f"dates overlap: {said}")]


def _kinds(left: Row, right: Row) -> list[tuple[float, str]]:
    kinds = (left["kind"], right["kind"])
    if kinds[0] == kinds[1]:
        return [(0.05, f"both {kinds[0]}")]
    said = f"kinds {kinds[0]} / {kinds[1]}"
    if (kinds[0] in SEEN_ONLY) != (kinds[1] in SEEN_ONLY):
        return [(-0.25, f"{said}: a presence is no sale")]
    if any(one in BESIDE for one in kinds):
        return [(-0.2, f"{said}: one may come beside the other")]
    return [(-0.03, said)]


def _sellers(left: Row, right: Row) -> list[tuple[float, str]]:
    found = []
    if set(left["sellers"]) != set(right["sellers"]):
        found.append((-0.08, "one names more sellers"))
    if "possible" in (left["pairing"], right["pairing"]):
        found.append((-0.1, f"one {ALONGSIDE}"))
    return found


def _rest(left: Row, right: Row) -> list[tuple[float, str]]:
    found = []
    if set(left["buyer"] or ()) & set(right["buyer"] or ()):
        found.append((0.03, "one buyer"))
    elif left["buyer"] and right["buyer"]:
        found.append((-0.1, "buyers differ"))
    if left["product"] and right["product"]:
        shared = set(left["product"]) & set(right["product"])
        found.append((0.05, "one product") if shared else (-0.15, "products differ"))
    amounts = [one["value"] for one in (left, right)]
    if None not in amounts:
        found.append((0.05, "one amount") if amounts[0] == amounts[1] else (-0.1, "amounts differ"))
    return found


def _span(deal: Row) -> tuple[str, str] | None:
    """Return the first and last day that a deal may have been; None where it is undated.

    One that is only disclosed was no later than that, and may have begun long before.
    """
    if deal["start"]:
        return dates.bounds(deal["start"])[0], dates.bounds(deal["end"] or deal["start"])[1]
    if deal["end"] or deal["disclosed"]:
        return "", dates.bounds(deal["end"] or deal["disclosed"])[1]
    return None


def _broader(code: str) -> set[str]:
    """Return the concepts that are wider than a technology, at any distance."""
    parents = {f"tech:{row['code']}": row["broader"] for row in tables.rows("technologies")}
    found: set[str] = set()
    while (above := parents.get(code)) and f"tech:{above}" not in found:
        code = f"tech:{above}"
        found.add(code)
    return found


def _codes(found: set[str]) -> str:
    return ", ".join(sorted(one.partition(":")[2] for one in found))


def _title(deal: Row, named: dict[str, str]) -> str:
    sold = _codes(set(deal["technology"] or ())) or "technology not stated"
    return f"{_said(deal['sellers'], named)} → {_said(deal['places'], named)}: {sold}"


def _said(ids: list[str], named: dict[str, str]) -> str:
    return ", ".join(named.get(one, one) for one in ids)


def _facts(deal: Row) -> Iterator[str]:
    for name in ("kind", "status", "start", "end", "disclosed", "value"):
        if deal[name] is not None:
            yield f"{name} {deal[name]}"


def _names(graph: Workspace) -> dict[str, str]:
    classes = ("Organization", "Vendor", "Government", "Country")
    columns = (graph.arrow(cls).select(["id", "name"]).to_pylist() for cls in classes)
    return {row["id"]: row["name"] for rows in columns for row in rows}


# A buyer that is a country's government and the country itself are one place.
_DEALS = """
SELECT id, kind, status, pairing, "start", "end", disclosed, "value", technology, product, buyer,
  destination, sources, coalesce(seller, []) AS sellers,
  list_sort(list_distinct(list_concat(coalesce(destination, []),
    [replace(x, 'gov:', 'country:') FOR x IN coalesce(buyer, []) IF length(x) = 7]))) AS places
FROM Deal
"""
_PAIRS = f"""
WITH deals AS ({_DEALS}),
part AS (SELECT id, sources, unnest(sellers) AS seller, places FROM deals),
one AS (SELECT id, sources, seller, unnest(places) AS place FROM part)
SELECT DISTINCT l.id AS a, r.id AS b
FROM one l JOIN one r ON l.seller = r.seller AND l.place = r.place AND l.id < r.id
WHERE NOT list_has_any(l.sources, r.sources)
ORDER BY a, b
"""  # noqa: S608 - our own words
