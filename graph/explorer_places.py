"""Place the explorer's nodes: by forces what is shown first, and around it what waits hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from panoptrade.graph import placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from panoptrade.graph.positions import Floats

SMALLEST, GROWTH, LARGEST = 4.0, 1.1, 26.0
# The angle of a sunflower: no two seeds stand in one line.
GOLDEN = np.pi * (3 - np.sqrt(5))
STEP, ROOM, RING = 9.0, 8.0, 1.25

Pairs = list[tuple[int, int]]


def columns(
    workspace: Path, size: int, pairs: Pairs, *, hidden: set[int], first: Iterable[int], seed: int
) -> dict[str, Any]:
    """Return where nodes stand and how large they are; `first` are placed by themselves as well.

    The hidden ones pull at nothing, so that the picture is the same with them and without: those
    tied to one that is shown stand around it, or around the whole where they tie many.
    """
    inside = [one for one in range(size) if one not in hidden]
    points, radii = _forced(workspace, inside, pairs, seed)
    places, reach = np.zeros((size, 2)), _radii(size, pairs)
    places[inside], reach[inside] = points, radii
    _beside(places, reach, pairs, hidden)
    found: dict[str, Any] = {
        "x": places[:, 0].round().astype(int).tolist(),
        # Upwards: the small parts of a picture stand under the large one.
        "y": (-places[:, 1]).round().astype(int).tolist(),
        "size": reach.tolist(),
        "first": None,
    }
    if chosen := sorted(first):
        own, _ = _forced(workspace, chosen, pairs, seed)
        found["first"] = {"node": chosen, "x": own[:, 0].tolist(), "y": (-own[:, 1]).tolist()}
    return found


def _forced(
    workspace: Path, nodes: Sequence[int], pairs: Pairs, seed: int
) -> tuple[Floats, Floats]:
    at = {one: number for number, one in enumerate(nodes)}
    ties = [(at[a], at[b]) for a, b in pairs if a in at and b in at]
    radii = _radii(len(nodes), ties)
    found = placed.placed(workspace, len(nodes), ties, radii=radii.tolist(), seed=seed)
    return found, radii


def _radii(size: int, pairs: Pairs) -> Floats:
    degrees = np.bincount(np.array(pairs, dtype=int).ravel(), minlength=size)[:size]
    found: Floats = np.minimum(SMALLEST + GROWTH * np.sqrt(degrees), LARGEST).round(1)
    return found


def _beside(places: Floats, reach: Floats, pairs: Pairs, hidden: set[int]) -> None:
    """Place the hidden: around the one neighbour they have, else on a ring around all."""
    near: dict[int, list[int]] = {one: [] for one in sorted(hidden)}
    for a, b in pairs:
        for one, other in ((a, b), (b, a)):
            if one in hidden:
                near[one].append(other)
    shown = {one: [other for other in near[one] if other not in hidden] for one in near}
    seeds: dict[int, int] = {}
    ring = []
    for one, others in shown.items():
        if len(set(others)) != 1:
            ring.append(one)
            continue
        host = others[0]
        number = seeds[host] = seeds.get(host, 0) + 1
        away = reach[host] + ROOM + STEP * np.sqrt(number)
        turn = number * GOLDEN
        places[one] = places[host] + away * np.array([np.cos(turn), np.sin(turn)])
    _ringed(places, ring, near, hidden)


def _ringed(places: Floats, ring: list[int], near: dict[int, list[int]], hidden: set[int]) -> None:
    """Set nodes on an ellipse around all that is shown, each on the side of what it ties."""
    inside = np.array([one for one in range(len(places)) if one not in hidden], dtype=int)
    shown = places[inside]
    middle = (shown.min(axis=0) + shown.max(axis=0)) / 2
    half = np.ptp(shown, axis=0) / 2 * RING + 40
    angles = {}
    for one in ring:
        on = [other for other in near[one] if other not in ring] or [one]
        pull = (places[on].mean(axis=0) - middle) / half
        angles[one] = float(np.arctan2(pull[1], pull[0]))
    for number, one in enumerate(sorted(ring, key=lambda one: (angles[one], one))):
        turn = 2 * np.pi * number / len(ring) - np.pi
        places[one] = middle + half * np.array([np.cos(turn), np.sin(turn)])
