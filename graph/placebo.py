"""Hold the difference of two exporters against what chance gives: shuffled deals and regimes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from panoptrade.graph import exporters, regimes, select
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    from panoptrade.graph.workspace import Workspace

SHUFFLES = {
    "exporters": "which of the two exporters made each deal, among the deals of a year",
    "regimes": "the class of each country, among those of a year, as if classes did not last",
    "histories": "the classes of each country through all years: the harder test",
}
# So many values are held at once; a larger shuffle is done in parts.
ROOM = 4_000_000


class Data(NamedTuple):
    """The deals of two exporters, and the classes of all countries.

    `first` tells the deals of the first exporter, `country` and `year` are places in `inside`: 1
    where a country is inside the group in a year, 0 outside, NaN where it has no class.
    """

    first: NDArray[np.bool_]
    country: NDArray[np.int64]
    year: NDArray[np.int64]
    inside: NDArray[np.float64]


def placebo(
    graph: Workspace,
    definition: str = "polity-below-7",
    *,
    exporter: str = "CHN",
    against: str = "USA",
    shuffle: str | Iterable[str] = tuple(SHUFFLES),
    lag: int = 0,
    draws: int = 999,
    seed: int = 0,
    technology: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    grade: str | None = None,
    **dated: Any,
) -> pd.DataFrame:
    """Return where the difference between two exporters lies among shuffled deals.

    Taken are the dated and classified deals of one of the two exporters; those of both are left
    out. `shuffle`: exporters, regimes, histories, or several. Two statistics: the odds ratio, half
    a deal added to each cell (Haldane 1956; Anscombe 1956), and the difference of the shares in
    percent. `p` is 2 min(a, b), at most 1, where a and b are (1 + k)/(1 + draws) for the k draws at
    or above the observed value, and at or below it (Davison and Hinkley 1997, chapter 4).

    Columns: shuffle, statistic, observed, null_low, null_median, null_high (2.5, 50 and 97.5
    percent of the draws), draws, as_high, as_low (draws at or beyond), p. The same seed gives the
    same. Raises ValueError where one of the exporters has no such deal, UnknownWordError for a
    wrong word.
    """
    chosen = [shuffle] if isinstance(shuffle, str) else list(shuffle)
    for one in chosen:
        words.choose(one, SHUFFLES, "shuffle")
    if draws < 1:
        msg = f"a placebo wants one draw or more, not {draws}"
        raise ValueError(msg)
    filters = select.filters(technology=technology, kinds=kinds, source=source, grade=grade)
    pair = exporters.codes([exporter, against])
    with graph.connect() as db:
        totals = exporters.create(db, graph, filters, pair, **dated)
        regimes.create_definition(db, regimes.definition(definition))
        data, both = _read(db, pair, lag)
    _require(data, pair)
    rows = [row for one in chosen for row in _rows(one, data, draws, seed)]
    frame = pd.DataFrame(rows)
    frame.attrs = {"totals": totals, "notes": _notes(data, both, chosen, definition, lag)}
    return frame


def drawn(data: Data, shuffle: str, draws: int, seed: int) -> NDArray[np.int64]:
    """Return the table of each draw: first inside, first outside, other inside, other outside."""
    # One stream a shuffle: asking for another one beside it changes no draw.
    draw = np.random.default_rng([seed, list(SHUFFLES).index(shuffle)])
    if shuffle == "exporters":
        return _exporters(data, draw, draws)
    size = len(data.first) if shuffle == "regimes" else data.inside.shape[0] + len(data.first)
    part = max(1, ROOM // max(1, size))
    run = _regimes if shuffle == "regimes" else _histories
    parts = [run(data, draw, min(part, draws - at)) for at in range(0, draws, part)]
    return np.concatenate(parts)


def _exporters(data: Data, draw: np.random.Generator, draws: int) -> NDArray[np.int64]:
    # Of a year's shuffled deals, how many of the first exporter's are inside is hypergeometric.
    inside = data.inside[data.country, data.year].astype(np.int64)
    years = data.inside.shape[1]
    of = np.bincount(data.year, minlength=years)
    within = np.bincount(data.year, weights=inside, minlength=years).astype(np.int64)
    first = np.bincount(data.year, weights=data.first, minlength=years).astype(np.int64)
    found = draw.hypergeometric(within, of - within, first, size=(draws, years)).sum(axis=1)
    return _table(found, inside.sum() - found, data)


def _regimes(data: Data, draw: np.random.Generator, draws: int) -> NDArray[np.int64]:
    inside = np.zeros((draws, len(data.first)), dtype=np.int8)
    for year in np.unique(data.year):
        at = np.flatnonzero(data.year == year)
        known = np.flatnonzero(~np.isnan(data.inside[:, year]))
        pool = np.tile(data.inside[known, year].astype(np.int8), (draws, 1))
        shuffled = draw.permuted(pool, axis=1)
        inside[:, at] = shuffled[:, np.searchsorted(known, data.country[at])]
    return _table(inside[:, data.first].sum(1), inside[:, ~data.first].sum(1), data)


def _histories(data: Data, draw: np.random.Generator, draws: int) -> NDArray[np.int64]:
    # A country without a class in one of the years would take deals along with it, so it stays.
    used = np.unique(data.year)
    whole = np.flatnonzero(~np.isnan(data.inside[:, used]).any(axis=1))
    place = np.tile(np.arange(data.inside.shape[0]), (draws, 1))
    place[:, whole] = draw.permuted(np.tile(whole, (draws, 1)), axis=1)
    inside = data.inside[place[:, data.country], data.year]
    return _table(inside[:, data.first].sum(1), inside[:, ~data.first].sum(1), data)


def _table(first: Any, other: Any, data: Data) -> NDArray[np.int64]:
    a, c = np.asarray(first, dtype=np.int64), np.asarray(other, dtype=np.int64)
    ours, theirs = int(data.first.sum()), int((~data.first).sum())
    return np.column_stack([a, ours - a, c, theirs - c])


def _rows(shuffle: str, data: Data, draws: int, seed: int) -> list[dict[str, Any]]:
    inside = data.inside[data.country, data.year]
    true = _table(inside[data.first].sum(), inside[~data.first].sum(), data)
    null = drawn(data, shuffle, draws, seed)
    return [
        {"shuffle": shuffle, "statistic": name, **_placed(float(of(true)[0]), of(null))}
        for name, of in STATISTICS.items()
    ]


def _placed(observed: float, null: NDArray[np.float64]) -> dict[str, Any]:
    # Draws of the same table may differ from it in the last digit.
    near = 1e-9 * max(1.0, abs(observed))
    high, low = int((null >= observed - near).sum()), int((null <= observed + near).sum())
    ends = np.quantile(null, [0.025, 0.5, 0.975])
    return {
        "observed": observed,
        **dict(zip(("null_low", "null_median", "null_high"), map(float, ends), strict=True)),
        "draws": len(null),
        "as_high": high,
        "as_low": low,
        "p": min(1.0, 2 * (1 + min(high, low)) / (1 + len(null))),
    }


def _odds(table: NDArray[np.int64]) -> NDArray[np.float64]:
    a, b, c, d = (table + 0.5).T
    found: NDArray[np.float64] = a * d / (b * c)
    return found


def _difference(table: NDArray[np.int64]) -> NDArray[np.float64]:
    a, b, c, d = table.T
    found: NDArray[np.float64] = 100 * (a / (a + b) - c / (c + d))
    return found


STATISTICS = {"odds ratio": _odds, "difference of shares": _difference}


def _read(db: DuckDBPyConnection, pair: list[str], lag: int) -> tuple[Data, int]:
    """Return the deals of the pair with their classes, and how many deals are of both."""
    deals = db.execute(_DEALS, {"lag": lag, "first": pair[0], "other": pair[1]}).df()
    classes = db.execute("SELECT country, year, label FROM regimes WHERE label IS NOT NULL").df()
    places, years = np.unique(classes["country"]), np.unique(classes["year"])
    inside = np.full((len(places), len(years)), np.nan)
    row = np.searchsorted(places, classes["country"])
    inside[row, np.searchsorted(years, classes["year"])] = classes["label"] == regimes.INSIDE
    one = deals[~deals["both"]]
    country, year = np.searchsorted(places, one["importer"]), np.searchsorted(years, one["year"])
    data = Data(one["first"].to_numpy(bool), country, year, inside)
    return data, int(deals["both"].sum())


def _require(data: Data, pair: list[str]) -> None:
    for code, there in zip(pair, (data.first.any(), (~data.first).any()), strict=True):
        if not there:
            name = exporters.name(code)
            msg = f"{name} has no deal that is dated and classified: nothing to shuffle"
            raise ValueError(msg)


def _notes(data: Data, both: int, chosen: list[str], definition: str, lag: int) -> list[str]:
    one = regimes.definition(definition)
    ours, theirs = int(data.first.sum()), int((~data.first).sum())
    return [
        f"{ours} deals against {theirs}, dated and classified; {both} more are of both, left out",
        f"{one.name} version {one.version}, lag {lag}: inside = {one.group}",
        *(f"{name}: shuffled is {SHUFFLES[name]}" for name in chosen),
    ]


_DEALS = """
WITH deals AS (
  SELECT id, importer, year, bool_or(side = $first) AS first, bool_or(side = $other) AS other
  FROM sold WHERE side IN ($first, $other) GROUP BY id, importer, year)
SELECT d.importer, d.year - $lag AS year, first, first AND other AS both
FROM deals d JOIN regimes r ON r.country = d.importer AND r.year = d.year - $lag
WHERE r.label IS NOT NULL ORDER BY d.id, d.importer
"""
