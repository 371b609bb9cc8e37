"""Answer what flows from where to which regimes, with what is not known kept in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.graph import counting, flow_notes, regimes, select, trade
from panoptrade.graph.flow_options import Options
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from duckdb import DuckDBPyConnection

    from panoptrade.graph.workspace import Workspace


def flows(
    graph: Workspace,
    by: str | Iterable[str] = ("exporter", "kind"),
    *,
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
    regime: str | None = None,
    definition: str | None = None,
    lag: int = 0,
    years: tuple[int, int] | None = None,
    unit: str = "deals",
    share: str = "each",
    date: str = "start",
    strict_date: bool = False,
    undated_as: int | None = None,
    exports_only: bool = False,
) -> pd.DataFrame:
    """Count deals or links by dimensions, the undated and the unclassified in rows of their own.

    `by`: exporter, importer, vendor, technology, kind, grade, source, year, regime.
    Filters: `technology` (narrower ones included), `kinds`, `source`, lowest `grade`.
    Options: `regime` (an index: row, polity, fh, aigs, eiu) or `definition` (a named group);
    `lag` in years: the importer is classified that long before the deal; `years` (first, last);
    `unit` deals, vendor-links or country-links; `share` each or split (deals with several values
    stand whole in every row, or are divided); `date` start or disclosed, the other standing in
    unless `strict_date`; `undated_as` a year given to undated deals; `exports_only`.

    Columns: each dimension (ids or codes) and, where it has one, its name; `deals` or `links`;
    `of`, the number in the row's group (all dimensions but the last) that is dated and classified;
    `share`, percent of `of`, missing in rows of the remainder. `attrs["totals"]` and
    `attrs["notes"]` say what was counted and what could not be. No deals give no rows.
    Raises UnknownWordError for a wrong word, ValueError for options that contradict.
    """
    filters = select.filters(technology=technology, kinds=kinds, source=source, grade=grade)
    chosen = Options(
        regime, definition, lag, years, unit, share, date, strict_date, undated_as, exports_only
    )
    chosen.check()
    wanted = _dimensions([by] if isinstance(by, str) else list(by), chosen)
    with graph.connect() as db:
        trade.create(db, graph, filters, date=date, strict=strict_date)
        totals = _prepare(db, chosen, wanted)
        found = counting.count(db, wanted, unit, split=share == "split")
        totals |= _linked(db, unit)
        frame = _named(db, found, wanted, chosen)
    frame.attrs = {"totals": totals, "notes": flow_notes.notes(totals, wanted, chosen, filters)}
    return frame


def _dimensions(by: list[str], chosen: Options) -> list[str]:
    for word in by:
        words.choose(word, counting.DIMENSIONS, "dimension")
    if not by or len(set(by)) != len(by):
        msg = "count by one or more dimensions, each named once"
        raise ValueError(msg)
    if "regime" in by and not (chosen.regime or chosen.definition):
        msg = 'counting by regime wants an index (regime="row") or a definition'
        raise ValueError(msg)
    return by


def _prepare(db: DuckDBPyConnection, chosen: Options, wanted: list[str]) -> dict[str, int]:
    """Fill `regimes` and `parts`, and return how many deals are what."""
    totals = {
        "deals": _count(db, "trade"),
        "records": _one(db, "SELECT coalesce(sum(records), 0) FROM trade"),
    }
    if chosen.exports_only:
        # What is said of dates is then said of the deals that are left.
        db.execute(f"DELETE FROM trade WHERE {counting.AT_HOME}")  # noqa: S608 - our own words
    totals["undated"] = _count(db, "trade WHERE year IS NULL")
    totals["fell_back"] = _count(db, "trade WHERE fell_back")
    if chosen.undated_as is not None:
        db.execute("UPDATE trade SET year = ? WHERE year IS NULL", [chosen.undated_as])
    if chosen.years is not None:
        outside = "trade WHERE year NOT BETWEEN {} AND {}".format(*map(int, chosen.years))
        totals["outside"] = _count(db, outside)
        db.execute(f"DELETE FROM {outside}")  # noqa: S608 - two integers
        if not {"year", "regime"} & set(wanted):
            db.execute("DELETE FROM trade WHERE year IS NULL")
    _create_regimes(db, chosen)
    counting.create_parts(db, chosen.lag, exports_only=chosen.exports_only)
    return totals | {name: _deals(db, condition) for name, condition in _PARTS.items()}


# How many deals have a part of which this holds; two of them may hold of one deal.
_PARTS = {
    "counted": "TRUE",
    "unclassified": "importer IS NOT NULL AND year IS NOT NULL AND regime IS NULL",
    "no_importer": "importer IS NULL",
    "domestic": "list_contains(exporters, importer)",
    "several_exporters": "len(exporters) > 1",
    "not_paired": "pairing = 'possible'",
}


def _create_regimes(db: DuckDBPyConnection, chosen: Options) -> None:
    if chosen.definition:
        regimes.create_definition(db, regimes.definition(chosen.definition))
    elif chosen.regime:
        regimes.create_index(db, chosen.regime)
    else:
        db.execute("CREATE TEMP TABLE regimes (country VARCHAR, year INTEGER, label VARCHAR)")


def _linked(db: DuckDBPyConnection, unit: str) -> dict[str, int]:
    """Return how many deals make no link, since one of its two ends is not known."""
    if unit == "deals":
        return {}
    linked = _one(db, "SELECT count(DISTINCT deal) FROM counted")
    return {"no_link": _deals(db, "TRUE") - linked}


def _deals(db: DuckDBPyConnection, condition: str) -> int:
    return _one(db, f"SELECT count(DISTINCT id) FROM parts WHERE {condition}")  # noqa: S608


def _count(db: DuckDBPyConnection, table: str) -> int:
    return _one(db, f"SELECT count(*) FROM {table}")  # noqa: S608 - our own words


def _one(db: DuckDBPyConnection, query: str) -> int:
    row = db.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def _named(
    db: DuckDBPyConnection, frame: pd.DataFrame, by: list[str], chosen: Options
) -> pd.DataFrame:
    """Put the name beside each id; what stands for something unknown names itself."""
    for name in by:
        table = counting.DIMENSIONS[name].named_in
        if table:
            known = dict(db.execute(f"SELECT id, name FROM {table}").fetchall())  # noqa: S608
            if name == "regime" and chosen.definition:
                known |= regimes.labels(regimes.definition(chosen.definition))
            at = frame.columns.get_loc(name)
            assert isinstance(at, int)
            frame.insert(at + 1, f"{name}_name", [known.get(one, one) for one in frame[name]])
    return frame
