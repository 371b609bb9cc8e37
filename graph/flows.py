"""Answer what flows from where to which regimes, with what is not known kept in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from panoptrade.graph import counting, regimes, trade
from panoptrade.graph.select import Filters
from panoptrade.ontology import tables, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from duckdb import DuckDBPyConnection

    from panoptrade.graph.workspace import Workspace

UNITS = {
    "deals": "what the sources report as one deal; several records of one deal count once",
    "vendor-links": "distinct pairs of a vendor and an importing country",
    "country-links": "distinct pairs of an exporting and an importing country",
}
SHARING = ("each", "split")


@dataclass(frozen=True, slots=True)
class Options:
    """How to count; see `flows`."""

    regime: str | None = None
    definition: str | None = None
    lag: int = 0
    years: tuple[int, int] | None = None
    unit: str = "deals"
    share: str = "each"
    date: str = "start"
    strict_date: bool = False
    undated_as: int | None = None
    exports_only: bool = False


def flows(
    graph: Workspace,
    by: Iterable[str] = ("exporter", "kind"),
    *,
    technology: Iterable[str] | None = None,
    kinds: Iterable[str] | None = None,
    source: Iterable[str] | None = None,
    grade: str | None = None,
    **options: Any,  # noqa: ANN401 - checked by Options
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
    filters = Filters(_tuple(technology), _tuple(kinds), _tuple(source), grade)
    chosen = _checked(Options(**options))
    wanted = _dimensions([by] if isinstance(by, str) else list(by), chosen)
    with graph.connect() as db:
        trade.create(db, graph, filters, date=chosen.date, strict=chosen.strict_date)
        totals = _prepare(db, chosen, wanted)
        found = counting.count(db, wanted, chosen.unit, split=chosen.share == "split")
        frame = _named(db, found, wanted)
    frame.attrs = {"totals": totals, "notes": _notes(totals, wanted, chosen)}
    return frame


def _tuple(wanted: Iterable[str] | None) -> tuple[str, ...] | None:
    if wanted is None:
        return None
    return (wanted,) if isinstance(wanted, str) else tuple(wanted)


def _checked(chosen: Options) -> Options:
    words.choose(chosen.unit, UNITS, "unit")
    words.choose(chosen.share, SHARING, "way of sharing")
    if chosen.regime and chosen.definition:
        msg = "give an index (regime) or a definition, not both"
        raise ValueError(msg)
    if chosen.years and chosen.years[0] > chosen.years[1]:
        msg = f"years run from the first to the last, not {chosen.years[0]} to {chosen.years[1]}"
        raise ValueError(msg)
    return chosen


def _dimensions(by: list[str], chosen: Options) -> list[str]:
    for word in by:
        words.choose(word, counting.DIMENSIONS, "dimension")
    if not by or len(set(by)) != len(by):
        msg = "count by one or more dimensions, each named once"
        raise ValueError(msg)
    if "regime" in by and not (chosen.regime or chosen.definition):
        msg = "counting by regime wants an index (regime=\"row\") or a definition"
        raise ValueError(msg)
    return by


def _prepare(db: DuckDBPyConnection, chosen: Options, wanted: list[str]) -> dict[str, int]:
    """Fill `regimes` and `parts`, and return how many deals are what."""
    totals = _count(db, "deals", "trade") | _count(db, "undated", "trade WHERE year IS NULL")
    totals |= _count(db, "fell_back", "trade WHERE fell_back")
    totals["records"] = _one(db, "SELECT coalesce(sum(records), 0) FROM trade")
    if chosen.undated_as is not None:
        db.execute("UPDATE trade SET year = ? WHERE year IS NULL", [chosen.undated_as])
    if chosen.years is not None:
        outside = "trade WHERE year NOT BETWEEN {} AND {}".format(*map(int, chosen.years))
        totals |= _count(db, "outside", outside)
        db.execute(f"DELETE FROM {outside}")  # noqa: S608 - two integers
        if not {"year", "regime"} & set(wanted):
            db.execute("DELETE FROM trade WHERE year IS NULL")
    _create_regimes(db, chosen)
    counting.create_parts(db, chosen.lag, exports_only=chosen.exports_only)
    known = "importer IS NOT NULL AND year IS NOT NULL"
    return totals | {
        "counted": _one(db, "SELECT count(DISTINCT id) FROM parts"),
        "unclassified": _one(
            db, f"SELECT count(DISTINCT id) FROM parts WHERE {known} AND regime IS NULL"  # noqa: S608
        ),
        "no_importer": _one(db, "SELECT count(DISTINCT id) FROM parts WHERE importer IS NULL"),
        "domestic": _one(
            db, "SELECT count(DISTINCT id) FROM parts WHERE list_contains(exporters, importer)"
        ),
        "several_exporters": _one(
            db, "SELECT count(DISTINCT id) FROM parts WHERE len(exporters) > 1"
        ),
        "not_paired": _one(db, "SELECT count(DISTINCT id) FROM parts WHERE pairing = 'possible'"),
    }


def _create_regimes(db: DuckDBPyConnection, chosen: Options) -> None:
    if chosen.definition:
        regimes.create_definition(db, regimes.definition(chosen.definition))
    elif chosen.regime:
        regimes.create_index(db, chosen.regime)
    else:
        db.execute("CREATE TEMP TABLE regimes (country VARCHAR, year INTEGER, label VARCHAR)")


def _count(db: DuckDBPyConnection, name: str, table: str) -> dict[str, int]:
    return {name: _one(db, f"SELECT count(*) FROM {table}")}  # noqa: S608 - our own words


def _one(db: DuckDBPyConnection, query: str) -> int:
    row = db.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def _named(db: DuckDBPyConnection, frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Put the name beside each id; what stands for something unknown names itself."""
    for name in by:
        table = counting.DIMENSIONS[name].named_in
        if table:
            known = dict(db.execute(f"SELECT id, name FROM {table}").fetchall())  # noqa: S608
            at = frame.columns.get_loc(name)
            assert isinstance(at, int)
            found = [known.get(one, one) for one in frame[name]]
            frame.insert(at + 1, f"{name}_name", found)
    return frame


def _notes(totals: dict[str, int], by: list[str], chosen: Options) -> list[str]:
    found = [f"unit: {chosen.unit} ({UNITS[chosen.unit]})"]
    found.append(f"{totals['counted']} deals counted, of {totals['deals']} ({totals['records']} records)")
    found += _regime_notes(totals, chosen)
    found += _date_notes(totals, chosen)
    if chosen.years:
        found.append(f"{totals['outside']} deals lie outside {chosen.years[0]} to {chosen.years[1]}")
    if totals["domestic"]:
        found.append(
            f"{totals['domestic']} deals are domestic (the importer is an exporter too); "
            "exports_only leaves them out"
        )
    return found + _sharing_notes(totals, by, chosen)


def _regime_notes(totals: dict[str, int], chosen: Options) -> list[str]:
    if not (chosen.regime or chosen.definition):
        return []
    when = "in the year of the deal" if chosen.lag == 0 else f"{chosen.lag} year(s) before the deal"
    return [
        f"importers classified by {_classifier(chosen)}, {when}",
        f"{totals['unclassified']} deals have a year and an importer that the index does not "
        f"classify, {totals['no_importer']} have no known importer",
    ]


def _classifier(chosen: Options) -> str:
    if chosen.definition:
        one = regimes.definition(chosen.definition)
        return f"{one.name} version {one.version}: {one.label} = {one.group}"
    assert chosen.regime is not None
    return tables.terms("regime-index")[chosen.regime]["label"]


def _date_notes(totals: dict[str, int], chosen: Options) -> list[str]:
    other = "disclosed" if chosen.date == "start" else "start"
    rule = f"dated by {chosen.date}"
    if not chosen.strict_date:
        rule += f", else by {other} ({totals['fell_back']} deals)"
    if chosen.undated_as is None:
        return [f"{rule}; {totals['undated']} deals are undated and in no year"]
    return [f"{rule}; {totals['undated']} undated deals are counted as of {chosen.undated_as}: an assumption"]


def _sharing_notes(totals: dict[str, int], by: list[str], chosen: Options) -> list[str]:
    found = []
    if "exporter" in by and totals["several_exporters"] and chosen.unit == "deals":
        how = (
            "each stands whole in the row of every exporter and once in a total"
            if chosen.share == "each"
            else "each is divided evenly among its exporters"
        )
        found.append(f"{totals['several_exporters']} deals have several exporters: {how}")
    if totals["not_paired"] and {"technology", "exporter", "vendor"} & set(by):
        found.append(
            f"{totals['not_paired']} deals list vendors and technologies without pairing them"
        )
    return found
