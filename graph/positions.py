"""Place the nodes of a network on a plane: the same network and seed give the same picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, shortest_path
from scipy.spatial import KDTree

from panoptrade.graph.repulsion import PAIRS, repulsion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

ASPECT = 1.6
GRAVITY = 0.05
SPREAD = 2.1
PAIR = 2
# Bounds the steps so that a picture of any size is worked on for a second or two at most.
WORK = 4e7
STEPS = (60, 400)
STEPS_ON_GRID = 120


def positions(
    size: int,
    edges: Iterable[tuple[int, int]],
    *,
    radii: Sequence[float] | None = None,
    gap: float = 6.0,
    seed: int = 0,
) -> Floats:
    """Return x and y of nodes 0 to size - 1, in the unit of their radii; no two nodes overlap.

    Each connected part is laid out by itself: from its shortest paths to few pivots (Brandes and
    Pich, Graph Drawing 2006), then by ForceAtlas2's forces (Jacomy and others, PLoS ONE 9:6,
    2014), then turned to lie wide, and the parts are set side by side. No nodes give no rows.
    """
    reach = np.full(size, 6.0) if radii is None else np.asarray(radii, dtype=float)
    matrix = _matrix(size, edges)
    count, labels = connected_components(matrix, directed=False)
    parts = sorted((np.flatnonzero(labels == one) for one in range(count)), key=_largest_first)
    placed = [_placed(matrix[part][:, part].tocsr(), reach[part], gap, seed) for part in parts]
    found = np.zeros((size, 2))
    for part, points in zip(
        parts, _packed(placed, [reach[part] for part in parts], gap), strict=True
    ):
        found[part] = points
    return found - (found.min(axis=0) + found.max(axis=0)) / 2 if size else found


def _largest_first(part: Ints) -> tuple[int, int]:
    return -len(part), int(part[0])


def _matrix(size: int, edges: Iterable[tuple[int, int]]) -> csr_array:
    ends = np.array([pair for pair in edges if pair[0] != pair[1]], dtype=np.intp).reshape(-1, 2)
    both = np.concatenate([ends, ends[:, ::-1]])
    matrix = coo_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(size, size)).tocsr()
    matrix.data[:] = 1.0
    return csr_array(matrix)


def _placed(matrix: csr_array, radii: Floats, gap: float, seed: int) -> Floats:
    if len(radii) == 1:
        return np.zeros((1, 2))
    points = _lying(_forced(matrix, _first(matrix, seed), seed))
    width, height = np.ptp(points, axis=0)
    space = float(((2 * radii + gap) ** 2).sum())
    points *= SPREAD * np.sqrt(space / (width * max(height, width / 2)))
    return _apart(points, radii, gap)


def _first(matrix: csr_array, seed: int) -> Floats:
    """Place the nodes by their distances to pivots: scaling of a part of the distance matrix."""
    size = matrix.shape[0]
    pivots = np.random.default_rng(seed).permutation(size)[:50]
    squares = shortest_path(matrix, unweighted=True, indices=pivots).T ** 2
    centred = squares - squares.mean(0) - squares.mean(1, keepdims=True) + squares.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, ::-1][:, :2]
    found: Floats = centred @ (axes * np.where(axes.sum(0) < 0, -1, 1))
    return found


def _forced(matrix: csr_array, start: Floats, seed: int) -> Floats:
    """Move nodes by ForceAtlas2: all repel by degree, tied ones attract, the centre pulls."""
    size = len(start)
    noise = np.random.default_rng(seed).normal(size=(size, 2))
    points: Floats = start / max(float(np.abs(start).max()), 1e-9) * np.sqrt(size) * 5 + noise
    mass = np.diff(matrix.indptr) + 1.0
    steps = _steps(size)
    heat = np.sqrt(size) * np.linspace(1, 0.02, steps) ** 1.5
    for limit in heat:
        force = repulsion(points, mass) - (mass - 1)[:, None] * points + matrix @ points
        force -= GRAVITY * mass[:, None] * points
        length = np.maximum(np.hypot(*force.T), 1e-9)
        points = points + force * (np.minimum(length / mass, limit) / length)[:, None]
    return points


def _steps(size: int) -> int:
    if size > PAIRS:
        return STEPS_ON_GRID
    return int(np.clip(min(WORK / size**2, 10 * size), *STEPS)) if size > PAIR else 0


def _lying(points: Floats) -> Floats:
    """Turn points so that they lie wide, and stretch them a little towards a page's shape."""
    centred = points - points.mean(0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned = centred @ axes[:, ::-1]
    turned *= np.where((turned**3).sum(0) < 0, -1, 1)
    width, height = np.maximum(np.ptp(turned, axis=0), 1e-9)
    stretch = np.sqrt(np.clip(ASPECT * height / width, 1, ASPECT))
    found: Floats = turned * np.array([stretch, 1 / stretch])
    return found


def _apart(points: Floats, radii: Floats, gap: float) -> Floats:
    """Push nodes that overlap apart, a little at a time."""
    points = points.copy()
    for _ in range(200):  # pragma: no branch - fewer have been enough for every network tried
        pairs = KDTree(points).query_pairs(2 * float(radii.max()) + gap, output_type="ndarray")
        left, right = pairs.T
        between = points[right] - points[left]
        length = np.hypot(*between.T)
        lacking = radii[left] + radii[right] + gap - length
        close = lacking > 1e-3 * gap
        if not close.any():
            break
        left, right, length = left[close], right[close], np.maximum(length[close], 1e-6)
        # Nodes in one spot part along a direction of their own.
        angle = np.where(length > 1e-6, np.arctan2(*between[close].T[::-1]), left * 2.4)
        step = (lacking[close] * 0.55)[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
        share = (radii[left] / (radii[left] + radii[right]))[:, None]
        np.add.at(points, left, -step * (1 - share))
        np.add.at(points, right, step * share)
    return points


def _packed(placed: list[Floats], radii: list[Floats], gap: float) -> list[Floats]:
    """Set parts side by side in rows under the first, which is the largest."""
    boxes = [_boxed(points, reach, gap) for points, reach in zip(placed, radii, strict=True)]
    sizes = [np.ptp(np.vstack(corners), axis=0) for _, corners in boxes]
    area = sum(float(width * height) for width, height in sizes)
    across = max([float(size[0]) for size in sizes[:1]] + [float(np.sqrt(area * ASPECT))])
    found, x, y, row = [], 0.0, 0.0, 0.0
    for (points, _), (width, height) in zip(boxes, sizes, strict=True):
        if x and x + width > across:
            x, y, row = 0.0, y + row, 0.0
        found.append(points + np.array([x, y]))
        x, row = x + width, max(row, height)
    return found


def _boxed(points: Floats, radii: Floats, gap: float) -> tuple[Floats, tuple[Floats, Floats]]:
    reach = radii[:, None] + 2 * gap
    low, high = (points - reach).min(0), (points + reach).max(0)
    return points - low, (np.zeros(2), high - low)
