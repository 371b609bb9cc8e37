"""Read each deal with its parties, places and technologies, and what it weighs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from panoptrade.graph import select, trade
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

WEIGHTS = ("deals", "value")
UNDATED = ("drop", "keep")
# Money is counted in hundredths, so that sums and cuts are exact.
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal and what is known of who and where; a list is empty where nothing is known.

    `weight` is 1, or the value in hundredths. `paired` tells whether every vendor goes with every
    technology; `homes` are the countries of each vendor, as far as known.
    """

    id: str
    vendors: tuple[str, ...]
    intermediaries: tuple[str, ...]
    exporters: tuple[str, ...]
    importers: tuple[str, ...]
    governments: tuple[str, ...]
    technologies: tuple[str, ...]
    paired: bool
    year: int | None
    weight: int
    homes: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Deals:
    """The deals that were taken, and sentences on what was taken and left out."""

    taken: list[Deal]
    weight: str
    notes: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """The weight of all of them."""
        return sum(one.weight for one in self.taken)


def read(
    graph: Workspace,
    *,
    weight: str = "deals",
    currency: str | None = None,
    years: tuple[int, int] | None = None,
    undated: str = "drop",
    exports_only: bool = False,
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
) -> Deals:
    """Return the deals that pass the filters, in the order of their ids.

    What was refused carries nothing and is left out. `weight` counts deals, or adds their value in
    one `currency`. `years` (first, last) leaves out the undated, unless `undated` is keep.
    `exports_only` takes no country for its own importer.
    Raises UnknownWordError for a wrong word, ValueError for options that contradict.
    """
    words.choose(weight, WEIGHTS, "weight")
    words.choose(undated, UNDATED, "way with the undated")
    if years is not None and years[0] > years[1]:
        msg = f"years run from the first to the last, not {years[0]} to {years[1]}"
        raise ValueError(msg)
    taken = select.filters(technology=technology, kinds=kinds, source=source, grade=grade)
    with graph.connect() as db:
        trade.create(db, graph, taken)
        rows = _rows(db)
    notes = [f"{len(rows)} deals pass the filters"]
    rows = _without(rows, notes, "refused", lambda row: row["status"] == "refused")
    rows = _dated(rows, notes, years, undated)
    rows = _valued(rows, notes, weight, currency)
    rows = _abroad(rows, notes) if exports_only else rows
    return Deals([_deal(row, weight) for row in rows], weight, notes)


def shown(weight: str, amount: float) -> float:
    """Return an amount as people read it: deals as they are, hundredths as money."""
    return amount if weight == "deals" else amount / HUNDREDTHS


def _deal(row: Row, weight: str) -> Deal:
    several = ("vendors", "intermediaries", "exporters", "importers", "governments", "technologies")
    lists = {name: tuple(sorted(set(row[name]))) for name in several}
    return Deal(
        id=row["id"],
        **lists,
        paired=row["pairing"] != "possible",
        year=row["year"],
        weight=1 if weight == "deals" else round(row["value"] * HUNDREDTHS),
        homes=dict(row["homes"] or ()),
    )


def _rows(db: DuckDBPyConnection) -> list[Row]:
    found: list[Row] = db.sql(_DEALS).to_arrow_table().to_pylist()
    return found


def _without(
    rows: list[Row], notes: list[str], what: str, leaves: Callable[[Row], bool]
) -> list[Row]:
    kept = [row for row in rows if not leaves(row)]
    if len(kept) < len(rows):
        notes.append(f"left out: {len(rows) - len(kept)} deals {what}")
    return kept


def _dated(
    rows: list[Row], notes: list[str], years: tuple[int, int] | None, undated: str
) -> list[Row]:
    none = sum(row["year"] is None for row in rows)
    if years is None or undated == "keep":
        notes += [f"taken: {none} deals without a year"] if none else []
    else:
        rows = _without(rows, notes, "without a year", lambda row: row["year"] is None)
    if years is None:
        return rows
    first, last = years
    what = f"outside {first} to {last}"
    return _without(
        rows, notes, what, lambda row: row["year"] is not None and not first <= row["year"] <= last
    )


def _valued(rows: list[Row], notes: list[str], weight: str, currency: str | None) -> list[Row]:
    if weight != "value":
        return rows
    known = sorted({row["currency"] for row in rows if row["value"] is not None})
    if currency is None and len(known) > 1:
        msg = f"values are in {', '.join(known)}, which do not add up; name one as the currency"
        raise ValueError(msg)
    chosen = words.choose(currency, known, "currency of a value") if currency else "".join(known)
    rows = _without(rows, notes, "without a value", lambda row: row["value"] is None)
    rows = _without(rows, notes, f"not in {chosen}", lambda row: row["currency"] != chosen)
    return _without(rows, notes, "with a value below zero", lambda row: row["value"] < 0)


def _abroad(rows: list[Row], notes: list[str]) -> list[Row]:
    kept = []
    for row in rows:
        left = [one for one in row["importers"] if one not in row["exporters"]]
        if left or not row["importers"]:
            kept.append(row | {"importers": left})
    if len(kept) < len(rows):
        notes.append(f"left out: {len(rows) - len(kept)} deals inside one country")
    return kept


_DEALS = """
SELECT t.id, t.vendors, t.homes, t.exporters, t.importers, t.technologies, t.pairing, t.year,
  coalesce(d.intermediary, []) AS intermediaries, coalesce(d.buyer, []) AS governments,
  d.status, d.value, d.value_currency AS currency
FROM trade t JOIN Deal d USING (id) ORDER BY t.id
"""


def names(graph: Workspace) -> dict[str, str]:
    """Return the name of each body, country and technology by its id."""
    found: dict[str, str] = {}
    for cls in ("Country", "Technology", "Organization", "Government", "Vendor", "Person"):
        table = graph.arrow(cls)
        found |= dict(zip(table["id"].to_pylist(), table["name"].to_pylist(), strict=True))
    return found


def homes(graph: Workspace) -> dict[str, tuple[str, ...]]:
    """Return the countries of each body of which any is known."""
    found: dict[str, tuple[str, ...]] = {}
    for cls in ("Organization", "Government", "Vendor", "Person"):
        table = graph.arrow(cls)
        for one, countries in zip(
            table["id"].to_pylist(), table["country"].to_pylist(), strict=True
        ):
            if countries:
                found[one] = tuple(sorted(countries))
    return found
