"""Keep the places of nodes in the workspace, so that a picture stays the same and comes at once."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from panoptrade.graph import files, positions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from panoptrade.graph.positions import Floats

# Changes where positions are made in another way: what was kept is then made anew.
METHOD = b"explorer 1"


def placed(
    workspace: Path,
    size: int,
    edges: Sequence[tuple[int, int]],
    *,
    radii: Sequence[float],
    seed: int = 0,
) -> Floats:
    """Return the positions of nodes, from `stores/` where the same network was placed before.

    A workspace that cannot be written, or a damaged file in it, costs only the time.
    """
    path = workspace / "stores" / "places" / f"{_key(size, edges, radii, seed)}.npy"
    with suppress(OSError, ValueError, EOFError):
        found: Floats = np.load(path, allow_pickle=False)
        if found.shape == (size, 2):
            return found
    found = np.round(positions.positions(size, edges, radii=radii, seed=seed), 1)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.access(path.parent, os.W_OK):
            with files.replacing(path) as file:
                np.save(file, found)
    return found


def _key(size: int, edges: Sequence[tuple[int, int]], radii: Sequence[float], seed: int) -> str:
    made = hashlib.sha256(METHOD)
    made.update(np.array([size, seed], dtype=np.int64).tobytes())
    made.update(np.array(edges, dtype=np.int64).tobytes())
    made.update(np.array(radii, dtype=np.float64).tobytes())
    return made.hexdigest()[:32]
