"""Tell on whom a buyer, a country or a technology depends, and how concentrated its supply is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pandas as pd

from panoptrade.graph import concentration, traded
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from panoptrade.graph.traded import Deal
    from panoptrade.graph.workspace import Workspace

    Group = tuple[str, ...]

# What is counted by and of: the list of a deal, and what stands where it is empty.
DIMENSIONS = {
    "importer": ("importers", "(importer not known)"),
    "government": ("governments", "(government not named)"),
    "technology": ("technologies", "(technology not stated)"),
    "exporter": ("exporters", "(exporter not known)"),
}
OF = {"vendor": "vendors", "exporter": "exporters"}
SHARING = ("split", "each")
UNPAIRED = ("apart", "possible")
NOT_PAIRED = "(not paired)"
YES, NO, OPEN = "yes", "no", "as far as known"
COLUMNS = [
    "deals", "unknown", "holders", "top", "top_name", "top_deals", "top_share", "top_share_low",
    "top_share_high", "hhi", "hhi_low", "hhi_high", "single",
]  # fmt: skip


def dependence(
    graph: Workspace,
    by: str | Iterable[str] = "importer",
    of: str = "vendor",
    *,
    share: str = "split",
    unpaired: str = "apart",
    single: bool = False,
    limit: int | None = None,
    **filters: Any,
) -> pd.DataFrame:
    """Return, of each group of deals, how its supply is shared among vendors or exporters.

    `by`: importer, government, technology, exporter, or several. `of`: vendor or exporter.
    `share`: a deal of several holders is split evenly among them, or stands whole with each, and
    the shares are then shares of all mentions. `unpaired`: what lists vendors and technologies
    without pairing them stands apart in counts by technology, or each listed vendor is taken as a
    possible one. `single` takes only groups with one known holder. Filters, `weight` (deals or
    value), `currency`, `years`, `undated` and `exports_only` are those of `graph.traded.read`.

    Columns: the group and its names; deals (or value) in it; unknown, that of them without a known
    holder; holders (known ones); top, top_name, top_deals (or top_value; of the largest holder,
    undivided), top_share (percent of the known), top_share_low and _high (if none or all of the
    unknown were its); hhi of the known (0 to 1; missing where none is known), hhi_low and hhi_high
    with the unknown (see `graph.concentration`); single (yes; as far as known, where something is
    unknown; no). The most concentrated first, ties by weight and id, remainders last.
    No deals give no rows. That one holder is documented does not say that there is no other.
    Raises UnknownWordError for a wrong word, ValueError for options that contradict.
    """
    wanted = _dimensions(by, of)
    words.choose(share, SHARING, "way of sharing")
    words.choose(unpaired, UNPAIRED, "way with the unpaired")
    deals = traded.read(graph, **filters)
    groups: dict[Group, list[Deal]] = defaultdict(list)
    for deal in deals.taken:
        for one in _own(deal) if "exporter" in wanted else (deal,):
            for group in _groups(one, wanted, unpaired):
                groups[group].append(one)
    rows = [_row(group, found, of, share, deals.weight) for group, found in groups.items()]
    frame = _frame(graph, rows, wanted, deals.weight)
    notes = _notes(frame, deals, wanted, of, share, unpaired)
    if single:
        frame = frame[frame["holders"] == 1].reset_index(drop=True)
    frame = frame if limit is None else frame.head(limit)
    frame.attrs["notes"] = notes
    return frame


def _dimensions(by: str | Iterable[str], of: str) -> list[str]:
    words.choose(of, OF, "holder of shares")
    wanted = [words.choose(one, DIMENSIONS, "dimension") for one in _listed(by)]
    if not wanted or len(set(wanted)) != len(wanted) or of in wanted:
        msg = f"group by one or more dimensions, each once and none of them {of}, which is shared"
        raise ValueError(msg)
    return wanted


def _listed(by: str | Iterable[str]) -> list[str]:
    return [by] if isinstance(by, str) else list(by)


def _own(deal: Deal) -> Iterator[Deal]:
    """Yield a deal of several exporters once for each, with the vendors that are at home there."""
    if len(deal.exporters) < 2 or len(deal.vendors) < 2:
        yield deal
        return
    placed: set[str] = set()
    for exporter in deal.exporters:
        own = tuple(one for one in deal.vendors if exporter in deal.homes.get(one, ()))
        placed.update(own)
        yield replace(deal, exporters=(exporter,), vendors=own)
    if loose := tuple(one for one in deal.vendors if one not in placed):
        yield replace(deal, exporters=(NOT_PAIRED,), vendors=loose)


def _groups(deal: Deal, by: list[str], unpaired: str) -> Iterator[Group]:
    """Yield the groups that a deal belongs to; what is not paired is crossed only where asked."""
    apart = not deal.paired and unpaired == "apart"

    def values(name: str) -> tuple[str, ...]:
        column, none = DIMENSIONS[name]
        if name == "technology" and apart and deal.technologies:
            return (NOT_PAIRED,)
        found: tuple[str, ...] = getattr(deal, column)
        return found or (none,)

    return product(*(values(name) for name in by))


def _row(group: Group, deals: list[Deal], of: str, share: str, weight: str) -> dict[str, Any]:
    column = OF[of]
    amounts: dict[str, float] = defaultdict(float)
    whole: Counter[str] = Counter()
    for deal in deals:
        holders = getattr(deal, column)
        for one in holders:
            amounts[one] += deal.weight / (len(holders) if share == "split" else 1)
            whole[one] += deal.weight
    unknown = [deal.weight for deal in deals if not getattr(deal, column)]
    top = min(amounts, key=lambda one: (-amounts[one], one), default=None)
    return {
        "group": group,
        "deals": traded.shown(weight, sum(deal.weight for deal in deals)),
        "unknown": traded.shown(weight, sum(unknown)),
        "holders": len(amounts),
        "top": top,
        "top_deals": traded.shown(weight, whole[top]) if top else None,
        **_shares(amounts, unknown, top),
        "single": NO if len(amounts) != 1 else OPEN if unknown else YES,
    }


def _shares(amounts: Mapping[str, float], unknown: list[int], top: str | None) -> dict[str, Any]:
    known, rest = sum(amounts.values()), sum(unknown)
    largest = amounts[top] if top else 0
    bounds = concentration.bounds(amounts.values(), unknown)
    return {
        "top_share": 100 * largest / known if known else None,
        "top_share_low": 100 * largest / (known + rest) if known else None,
        "top_share_high": 100 * (largest + rest) / (known + rest) if known else None,
        "hhi": concentration.hhi(amounts.values()),
        "hhi_low": bounds.low if bounds else None,
        "hhi_high": bounds.high if bounds else None,
    }


def _frame(
    graph: Workspace, rows: list[dict[str, Any]], by: list[str], weight: str
) -> pd.DataFrame:
    names = traded.names(graph)
    rows.sort(key=_order)
    found = []
    for row in rows:
        named: dict[str, Any] = {}
        for name, one in zip(by, row.pop("group"), strict=True):
            named |= {name: one, f"{name}_name": names.get(one, one)}
        found.append(named | row | {"top_name": names.get(row["top"], row["top"])})
    head = [column for name in by for column in (name, f"{name}_name")]
    frame = pd.DataFrame(found, columns=head + COLUMNS)
    words_in = [*head, "top", "top_name", "single"]
    # Where no holder is known it is None, as in every other table, and not a number.
    frame[words_in] = frame[words_in].astype(object).where(frame[words_in].notna(), None)
    if weight != "deals":
        frame = frame.rename(columns={"deals": weight, "top_deals": f"top_{weight}"})
    return frame


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    remainder = any(one.startswith("(") for one in row["group"])
    # Shares that differ by the noise of floating point are equal.
    return (remainder, -round(row["hhi"] or 0, 12), -row["deals"], row["group"])


def _notes(
    frame: pd.DataFrame, deals: traded.Deals, by: list[str], of: str, share: str, unpaired: str
) -> list[str]:
    column = OF[of]
    unit = "deals" if deals.weight == "deals" else "value of deals"
    unknown = sum(not getattr(one, column) for one in deals.taken)
    several = sum(len(getattr(one, column)) > 1 for one in deals.taken)
    loose = sum(not one.paired for one in deals.taken)
    how = {"split": "split evenly among them", "each": "whole with each, so shares are of mentions"}
    known = frame[~frame[by[0]].str.startswith("(")] if len(frame) else frame
    notes = [
        f"unit: {unit}; holders of shares: {of}s; groups: {', '.join(by)}",
        *deals.notes,
        f"{unknown} of {len(deals.taken)} deals have no known {of}: bounds say what they allow",
        f"{several} deals have several {of}s: each is {how[share]}",
    ]
    if loose and "technology" in by:
        place = {"apart": f"in the group {NOT_PAIRED}", "possible": "with each as a possible one"}
        notes.append(f"{loose} deals do not pair vendors and technologies: {place[unpaired]}")
    return notes + _single_notes(known, of) + ["what is documented counts: others may exist"]


def _single_notes(known: pd.DataFrame, of: str) -> list[str]:
    named, alone = known[known["holders"] > 0], known[known["holders"] == 1]
    sure = int((alone["single"] == YES).sum())
    of_them = f"{sure} of them without anything unknown"
    found = [f"{len(alone)} of {len(named)} groups with a known {of} have a single one ({of_them})"]
    counts = Counter(alone["top_name"])
    often = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:3]
    listed = ", ".join(f"{name} in {number}" for name, number in often)
    return found + ([f"the single {of} most often: {listed}"] if often else [])
