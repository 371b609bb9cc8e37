"""Push all nodes of a picture from one another: pair by pair, or on a grid where they are many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.signal import fftconvolve

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STRENGTH = 20.0
# Pairs of 2,000 nodes are 32 MB a matrix; of 30,000 they would be 7 GB.
PAIRS, CELLS = 2000, 192


def repulsion(points: Floats, mass: Floats) -> Floats:
    """Return the force on each node: masses over distance, as ForceAtlas2 has it.

    Above 2,000 nodes the masses are spread on a grid and the forces taken from it, which smooths
    what happens inside a cell.
    """
    return by_grid(points, mass) if len(points) > PAIRS else by_pairs(points, mass)


def by_pairs(points: Floats, mass: Floats) -> Floats:
    """Return the exact forces."""
    squares = (points**2).sum(1)
    distance = squares[:, None] + squares - 2 * points @ points.T
    pull = STRENGTH * mass[:, None] * mass / np.maximum(distance, 1.0)
    found: Floats = pull.sum(1)[:, None] * points - pull @ points
    return found


def by_grid(points: Floats, mass: Floats, cells: int = CELLS) -> Floats:
    """Return the forces by convolution on a square grid (as particle-mesh methods do)."""
    low = points.min(0)
    step = max(float(np.ptp(points, axis=0).max()), 1e-9) / (cells - 2)
    at = (points - low) / step
    cell = np.minimum(at.astype(np.intp), cells - 2)
    part = at - cell
    weights, corners = _corners(cell, part, cells)
    field = np.bincount(corners.ravel(), (weights * mass).ravel(), minlength=cells * cells)
    offset = np.arange(1 - cells, cells) * step
    away_x, away_y = np.meshgrid(offset, offset, indexing="ij")
    over = STRENGTH / np.maximum(away_x**2 + away_y**2, np.maximum(1.0, (step / 2) ** 2))
    found = np.empty_like(points)
    for axis, away in enumerate((away_x, away_y)):
        force = fftconvolve(field.reshape(cells, cells), away * over)
        middle = force[cells - 1 : 2 * cells - 1, cells - 1 : 2 * cells - 1].ravel()
        found[:, axis] = (weights * middle[corners]).sum(0) * mass
    return found


def _corners(cell: NDArray[np.intp], part: Floats, cells: int) -> tuple[Floats, NDArray[np.intp]]:
    """Return the weight and the number of the four corners around each node."""
    x, y = cell.T
    right, upper = part.T
    weights = np.array(
        [(1 - right) * (1 - upper), right * (1 - upper), (1 - right) * upper, right * upper]
    )
    corners = np.array(
        [x * cells + y, (x + 1) * cells + y, x * cells + y + 1, (x + 1) * cells + y + 1]
    )
    return weights, corners
