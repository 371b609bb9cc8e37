"""Draw start nodes, and say how far an estimate from them may be off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

CONFIDENCE = 0.95


def start_nodes(size: int, samples: int, seed: int) -> NDArray[np.int64]:
    """Return positions of nodes, each drawn once; all of them where no more are there."""
    drawn = np.random.default_rng(seed).choice(size, min(samples, size), replace=False)
    return np.sort(drawn).astype(np.int64)


def estimate(sums: Vector, squares: Vector, samples: int, size: int) -> dict[str, Vector]:
    """Estimate betweenness from sums and sums of squares over start nodes of what each sees.

    `value` is unbiased; `error` its standard error, with the correction for drawing without
    replacement; `low` and `high` the 95% interval by Student's t, cut to 0 and 1. One start node
    gives no error (NaN). W. Cochran, Sampling Techniques (1977), chapter 2; U. Brandes and
    C. Pich, International Journal of Bifurcation and Chaos 17:7 (2007).
    """
    scale = size / max((size - 1) * (size - 2), 1)
    mean = sums / max(samples, 1)
    spread = np.full(len(sums), np.nan if samples < size else 0.0)
    if samples > 1:
        variance = np.maximum(squares - samples * mean**2, 0) / (samples - 1)
        spread = np.sqrt(variance / samples * (1 - samples / size))
    value, error = mean * scale, spread * scale
    reach = special.stdtrit(max(samples - 1, 1), (1 + CONFIDENCE) / 2) * error
    low, high = np.maximum(value - reach, 0), np.minimum(value + reach, 1)
    return {"value": value, "error": error, "low": low, "high": high}
