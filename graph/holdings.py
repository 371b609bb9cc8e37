"""Lay out who holds what of whom on a day, as arrays: shares as intervals, control apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from panoptrade.ontology import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from panoptrade.graph.workspace import Workspace

    Array = np.ndarray

# A tie of no stated right is no holding.
KINDS = ("equity", "control", "investment")
WHOLE = 100.0
ROUNDING = 1e-9  # 33.3 and 16.7 percent are half
READ = [
    "id", "owner", "asset", "kind", "share_min", "share_max", "control", "start", "end", "as_of",
]  # fmt: skip
COLUMNS = (
    "owner", "asset", "low", "high", "controls", "may_control", "silent", "id", "sure", "undated",
    "over",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Holdings:
    """Bodies and the holdings between them: `owner` and `asset` are places in `ids`.

    `low` and `high` bound the share in percent. `controls` tells where a source says that the
    owner controls, `may_control` also where the dates leave open whether it still or already did;
    `silent` where no source speaks of control, `undated` where none says since when, `over` where a
    record says that it had ended and another gives no end. `records` are
    ids of records in the order of the holdings, and `starts` where those of each begin. `notes`
    say what was assumed.
    """

    ids: list[str]
    places: dict[str, int]
    owner: Array
    asset: Array
    low: Array
    high: Array
    controls: Array
    may_control: Array
    silent: Array
    undated: Array
    over: Array
    records: list[str]
    starts: list[int]
    notes: list[str]

    def behind(self, edge: int) -> list[str]:
        """Return the ids of the records that a holding rests on."""
        return self.records[self.starts[edge] : self.starts[edge + 1]]

    def control(self, edge: int) -> str:
        """Return whether an owner controls, in a word: yes, perhaps, no, or not said."""
        if self.controls[edge]:
            return "yes"
        if self.may_control[edge]:
            return "perhaps"
        return "not said" if self.silent[edge] else "no"


def day(text: str) -> tuple[str, list[str]]:
    """Return the day that a partial date stands for, its last one, and what is to be said of it.

    Raises ValueError when it is no date.
    """
    try:
        last = dates.bounds(dates.clean(text))[1]
    except ValueError as error:
        msg = f"{text!r}: {error}"
        raise ValueError(msg) from error
    return last, [] if last == text.strip() else [f"{text} is read as its last day, {last}"]


def holdings(graph: Workspace, on: str, *, strict: bool = False) -> Holdings:
    """Return the holdings of a day, `2024-07-03`: one for each owner and asset.

    A share that no source gives is 0 to 100, and so is what was put in through a round. A holding
    whose beginning is not known is taken as held where it had not ended; with `strict` it may be
    held, so its share begins at 0, as it does where a date is too coarse to tell, and where a
    record without an end stands beside one that says the holding had ended. Records of one
    owner and asset are intersected; where they contradict each other both bounds are kept.
    No holdings give empty arrays.
    """
    rows = graph.arrow("Ownership").select(READ).to_pandas()
    ties = int((rows["kind"] == "link").sum())
    rows = rows[rows["kind"].isin(KINDS)]
    held, sure, undated = _dated(rows, on)
    over = held & sure & _ended(rows, on)
    sure &= ~over
    taken = _bounds(rows, sure & ~(undated & strict)).assign(undated=undated, over=over)[held]
    without = int((held & undated).sum())
    taken_as = "perhaps held" if strict else "held"
    notes = [f"{int(held.sum())} of {len(rows)} holdings are of {on}"]
    notes = notes if len(rows) else ["no holdings in this graph: only what is named is reached"]
    said = f"{without} of them do not say since when, and are taken as {taken_as}"
    notes += [said] if without else []
    unsure = int((held & ~sure & ~over).sum())
    notes += [f"{unsure} have dates too coarse to tell, and are perhaps held"] if unsure else []
    notes += [_CONTRADICTED.format(int(over.sum()))] if over.any() else []
    notes += [f"{ties} ties of no stated right are no holdings"] if ties else []
    return united(taken, notes)


def united(rows: pd.DataFrame, notes: Iterable[str] = ()) -> Holdings:
    """Return one holding for each owner and asset; `rows` has the columns COLUMNS.

    What an owner can hold at most is what the least shares of the others leave.
    """
    ids, owner, asset = _places(rows)
    order = np.lexsort((rows["id"].to_numpy(str), asset, owner))
    owner, asset, rows = owner[order], asset[order], rows.iloc[order]
    fresh = np.ones(len(rows), dtype=bool)
    fresh[1:] = (owner[1:] != owner[:-1]) | (asset[1:] != asset[:-1])
    starts = np.flatnonzero(fresh)
    owner, asset = owner[starts], asset[starts]
    low, high, apart = _shares(rows, starts)
    total = np.bincount(asset, low, len(ids))
    over = int((total > WHOLE + ROUNDING).sum())
    said = [_APART.format(apart)] if apart else []
    return Holdings(
        ids=ids,
        places={one: place for place, one in enumerate(ids)},
        owner=owner,
        asset=asset,
        low=low,
        high=_capped(asset, low, high, total),
        controls=_any(rows["controls"], starts),
        may_control=_any(rows["may_control"], starts),
        silent=~_any(~rows["silent"].astype(bool), starts),
        undated=~_any(~rows["undated"].astype(bool), starts),
        over=_any(rows["over"], starts),
        records=rows["id"].tolist(),
        starts=[*starts.tolist(), len(rows)],
        notes=[*notes, *said, *([_OVER.format(over)] if over else [])],
    )


_APART = "{} holdings have shares that contradict each other"
_CONTRADICTED = "{} have no end where another record says that they had ended: perhaps held"
_OVER = "{} bodies have shares that add up to more than 100 percent"


def _places(rows: pd.DataFrame) -> tuple[list[str], Array, Array]:
    """Return all bodies in the order of their ids, and each row's owner and asset among them."""
    codes, found = pd.factorize(pd.concat([rows["owner"], rows["asset"]]), sort=True)
    return found.tolist(), codes[: len(rows)].astype(np.int64), codes[len(rows) :].astype(np.int64)


def _shares(rows: pd.DataFrame, starts: Array) -> tuple[Array, Array, int]:
    """Return the bounds of each holding, and how many have records that contradict each other."""
    if not len(starts):
        return np.zeros(0), np.zeros(0), 0
    low, high = rows["low"].to_numpy(float), rows["high"].to_numpy(float)
    sure = rows["sure"].to_numpy(bool)
    least = np.maximum.reduceat(low, starts)
    # What is perhaps held says nothing beside what certainly is.
    certain = np.logical_or.reduceat(sure, starts)
    surely = np.minimum.reduceat(np.where(sure, high, WHOLE), starts)
    most = np.where(certain, surely, np.maximum.reduceat(high, starts))
    apart = least > most
    hull = (
        np.minimum.reduceat(np.where(sure, low, WHOLE), starts),
        np.maximum.reduceat(np.where(sure, high, 0.0), starts),
    )
    return np.where(apart, hull[0], least), np.where(apart, hull[1], most), int(apart.sum())


def _any(column: pd.Series[bool], starts: Array) -> Array:
    if not len(starts):
        return np.zeros(0, dtype=bool)
    found: Array = np.logical_or.reduceat(column.to_numpy(bool), starts)
    return found


def _bounds(rows: pd.DataFrame, sure: Array) -> pd.DataFrame:
    """Return the bounds of each record's share and control; what is not sure begins at nothing."""
    # What was put in through a round is a share of unknown size.
    known = rows["kind"] != "investment"
    said = (rows["control"] == True) | (rows["kind"] == "control")  # noqa: E712 - None is neither
    return pd.DataFrame(
        {
            "owner": rows["owner"],
            "asset": rows["asset"],
            "low": rows["share_min"].where(known & sure).fillna(0.0),
            "high": rows["share_max"].where(known).fillna(WHOLE),
            "controls": said & sure,
            "may_control": said,
            "silent": rows["control"].isna() & ~said,
            "id": rows["id"],
            "sure": sure,
        }
    )


def _dated(rows: pd.DataFrame, on: str) -> tuple[Array, Array, Array]:
    """Return which rows are held on a day, of which it is sure, and which have no beginning.

    What was so on an earlier day is so until it ended.
    """
    begins, begun = _days(rows["start"])
    seen, _ = _days(rows["as_of"])
    ends, ended = _days(rows["end"])
    held = ((begins == "") | (begins <= on)) & ((ended == "") | (ended >= on))
    undated = (begins == "") & ((seen == "") | (seen > on))
    # A beginning that is not known is for the caller to judge; a coarse one is not sure.
    sure = ((begins == "") | (begun <= on)) & ((ends == "") | (ends >= on))
    return held, sure, undated


def _ended(rows: pd.DataFrame, on: str) -> Array:
    """Return which records give no end, where another of the same holding ended before a day.

    One that began after that end is a holding taken up again.
    """
    _, begun = _days(rows["start"])
    _, ended = _days(rows["end"])
    past = pd.Series(np.where(ended < on, ended, ""), index=rows.index)
    last = past.groupby([rows["owner"], rows["asset"]]).transform("max").to_numpy(dtype="U10")
    found: Array = (ended == "") & (last != "") & (begun <= last)
    return found


def _days(column: pd.Series[str]) -> tuple[Array, Array]:
    """Return the first and the last day of partial dates; an empty text where there is none."""
    codes, known = pd.factorize(column)
    bounds = [*(dates.bounds(one) for one in known), ("", "")]
    first, last = (np.array(days, dtype="U10")[codes] for days in zip(*bounds, strict=True))
    return first, last


def _capped(asset: Array, low: Array, high: Array, total: Array) -> Array:
    # Where sources contradict each other, what one says bounds nobody else.
    rest = np.where(total <= WHOLE + ROUNDING, WHOLE - total, WHOLE)[asset] + low
    capped: Array = np.maximum(low, np.minimum(high, rest))
    return capped
