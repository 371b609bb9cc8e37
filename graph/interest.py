"""Solve for economic interest: what of a body belongs to whom, directly and through others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph
from scipy.sparse.linalg import splu

from panoptrade.graph.holdings import ROUNDING, WHOLE

if TYPE_CHECKING:
    from panoptrade.graph.holdings import Array, Holdings

BLOCK = 256  # right-hand sides that are solved at a time


class Interest(NamedTuple):
    """The economic interest of owners in one body, in percent, least and most.

    `owners` are places in the holdings: everybody who holds it directly or through others.
    `steps` count the holdings between. `closed` are groups of owners that hold each other
    wholly, so that nobody stands behind them; `over` are bodies whose least shares add up to more
    than 100 percent: each of them may be less by as much as that is too much.
    """

    owners: Array
    low: Array
    high: Array
    steps: Array
    ultimate: Array
    closed: list[list[int]]
    over: list[int]


def interest(held: Holdings, body: int) -> Interest:
    """Return who has how much of a body, by its place: integrated ownership, with circles.

    With W the shares (owner by asset) it is Y = (I - W)^-1 W for owners in no circle; in general
    what goes through an owner's holdings of itself is taken out: y_ij = v_ij / v_ii with
    V = (I - W)^-1. That is the chance that a share of j, followed up from asset to owner, meets i.
    What j holds of itself counts for its other owners. Romei, Ruggieri and Turini (The layered
    structure of company share networks) call the problem integrated ownership; Vitali, Glattfelder
    and Battiston (arXiv 1107.5728) say how circles count owners more than once.

    The least shares give the lower bound. The greatest give the upper one, which no more than what
    the other ultimate owners certainly have leaves; a circle of unknown shares may be the whole.
    A body that nobody holds gives no owners.
    """
    above, steps = _above(held, body)
    shares = [_matrix(held, weight, above) for weight in (held.low, held.high)]
    low, over = _lessened(shares[0])
    least, closed = _least(low)
    most = _most(shares[1])
    others = np.asarray(shares[1].sum(axis=0)).ravel() - shares[1].diagonal()
    ultimate = others <= ROUNDING
    room = 1.0 - float(least[ultimate].sum()) + least
    most = np.where(ultimate, np.minimum(most, room), most)
    kept = np.arange(len(above)) != 0
    return Interest(
        owners=above[kept],
        low=WHOLE * least[kept],
        high=WHOLE * np.maximum(most, least)[kept],
        steps=steps[kept],
        ultimate=ultimate[kept],
        closed=[above[group].tolist() for group in closed],
        over=above[over].tolist(),
    )


def _above(held: Holdings, body: int) -> tuple[Array, Array]:
    """Return a body and everybody who stands above it, nearest first, and how many steps away."""
    size = len(held.ids)
    up = sparse.csr_array((np.ones(len(held.owner)), (held.asset, held.owner)), shape=(size, size))
    order, before = csgraph.breadth_first_order(up, body)
    steps = np.zeros(size, dtype=int)
    for one in order[1:]:
        steps[one] = steps[before[one]] + 1
    return order.astype(np.int64), steps[order]


def _matrix(held: Holdings, weight: Array, above: Array) -> sparse.csc_array:
    """Return the shares among some bodies as parts of 1: a row an owner, a column an asset."""
    at = np.full(len(held.ids), -1)
    at[above] = np.arange(len(above))
    # What nobody above holds is not there: each owner of one of them is above too.
    taken = (at[held.asset] >= 0) & (weight > 0)
    ends = (at[held.owner[taken]], at[held.asset[taken]])
    return sparse.csc_array((weight[taken] / WHOLE, ends), shape=(len(above), len(above)))


def _lessened(shares: sparse.csc_array) -> tuple[sparse.csc_array, Array]:
    """Take what is too much from each share of a body whose shares are more than the whole.

    Sources that contradict each other do not say which share is too great, so each may be.
    """
    total = np.asarray(shares.sum(axis=0)).ravel()
    excess = np.maximum(total - 1.0, 0.0)
    found = shares.copy()
    found.data = np.maximum(found.data - np.repeat(excess, np.diff(found.indptr)), 0.0)
    found.eliminate_zeros()
    return found, np.flatnonzero(excess > ROUNDING)


def _groups(shares: sparse.csc_array) -> list[Array]:
    """Return the groups of bodies that hold each other in a circle, or that hold themselves."""
    count, label = csgraph.connected_components(shares, connection="strong")
    sizes = np.bincount(label, minlength=count)
    loops = label[np.flatnonzero(shares.diagonal() > 0)]
    wanted = np.union1d(np.flatnonzero(sizes > 1), loops)
    order = np.argsort(label, kind="stable")
    starts = np.searchsorted(label[order], wanted)
    return [order[at : at + sizes[one]] for at, one in zip(starts, wanted, strict=True)]


def _least(shares: sparse.csc_array) -> tuple[Array, list[Array]]:
    """Return the interests of each body in the first, and the groups that nobody stands behind."""
    groups = _groups(shares)
    closed = [group for group in groups if not _leaks(shares, group)]
    inside = shares.copy()
    for group in closed:
        inside = _cut(inside, group)
    solved = _solved(inside)
    found = solved.copy()
    for group in groups:
        if any(group is one for one in closed):
            # It goes round until it has met each of them, for nothing leaves the circle.
            found[group] = solved[group].sum()
        else:
            found[group] = solved[group] / _own(shares, group)
    return np.minimum(found, 1.0), closed


def _most(shares: sparse.csc_array) -> Array:
    """Return the greatest interests of each body in the first; 1 where a circle leaves it open."""
    open_ones = np.zeros(shares.shape[0], dtype=bool)
    groups = _groups(shares)
    for group in groups:
        open_ones[group] |= not _leaks(shares, group)
    reached = _upward(shares, open_ones)
    kept = np.flatnonzero(~reached)
    found = np.ones(shares.shape[0])
    if not len(kept) or kept[0] != 0:
        return found
    part = shares[kept][:, kept].tocsc()
    solved = _solved(part)
    for group in _groups(part):
        solved[group] /= _own(part, group)
    found[kept] = np.minimum(solved, 1.0)
    return found


def _leaks(shares: sparse.csc_array, group: Array) -> bool:
    """Tell whether what a group holds of itself leaves something to others, in every reading."""
    inside = np.asarray(shares[group][:, group].sum(axis=0)).ravel()
    return bool(inside.max() <= 1 + ROUNDING and inside.min() < 1 - ROUNDING)


def _upward(shares: sparse.csc_array, start: Array) -> Array:
    """Return who is among some bodies or stands above them."""
    reached = start.copy()
    latest = start
    while latest.any():
        latest = (shares @ latest.astype(float) > 0) & ~reached
        reached |= latest
    return reached


def _cut(shares: sparse.csc_array, group: Array) -> sparse.csc_array:
    kept = np.ones(shares.shape[0], dtype=bool)
    kept[group] = False
    column = sparse.diags_array(kept.astype(float))
    cut: sparse.csc_array = (shares @ column).tocsc()
    return cut


def _solved(shares: sparse.csc_array) -> Array:
    """Return the first column of (I - W)^-1."""
    unit = np.zeros(shares.shape[0])
    unit[0] = 1.0
    # Owners before assets: without circles the matrix is a triangle, and stays as sparse as it is.
    _, label = csgraph.connected_components(shares, connection="strong")
    order = np.argsort(label, kind="stable")
    ready = (sparse.eye_array(len(order)) - shares)[order][:, order].tocsc()
    found = np.empty(len(order))
    found[order] = splu(ready, permc_spec="NATURAL").solve(unit[order])
    return found


def _own(shares: sparse.csc_array, group: Array) -> Array:
    """Return the diagonal of (I - W)^-1 of a circle: what comes back to each, itself included."""
    part = (sparse.eye_array(len(group)) - shares[group][:, group]).tocsc()
    solver = splu(part)
    found = np.empty(len(group))
    for first in range(0, len(group), BLOCK):
        columns = np.arange(first, min(first + BLOCK, len(group)))
        units = np.zeros((len(group), len(columns)))
        units[columns, np.arange(len(columns))] = 1.0
        found[columns] = solver.solve(units)[columns, np.arange(len(columns))]
    return found
