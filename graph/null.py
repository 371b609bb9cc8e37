"""Draw random networks in which every node keeps its numbers of ties in and out.

Every network of such a kind is as likely as every other: ties swap their targets, many pairs at a
time, and a swap that would make a tie twice, or tie a node to itself, is not made. The ties of a
network of two kinds of ends (a bipartite one) keep the kinds apart. A tie's weight stays with its
source. A. Rao, R. Jana and S. Bandyopadhyay, Sankhya A 58 (1996); Y. Artzy-Randrup and L. Stone,
Physical Review E 72 (2005).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.random import Generator
    from numpy.typing import NDArray

    Ends = NDArray[np.int64]

# Between two networks so many rounds try to swap every tie. It must not depend on the network.
ROUNDS = 200


def draw(
    source: Ends, target: Ends, size: int, number: int, *, seed: int, loops: bool = False
) -> Iterator[Ends]:
    """Yield the targets of `number` random networks; the sources stay as they are.

    All start from one that lies as many rounds behind the given network as they lie behind it,
    so that the given one is, if chance made it, just one of them, however long mixing takes.
    J. Besag and P. Clifford, Biometrika 76:4 (1989).
    """
    random = np.random.default_rng(seed)
    if len(source) < 2:  # a swap needs two ties
        for _ in range(number):
            yield target.copy()
        return
    behind = _walk(source, target, size, random, loops=loops)
    for _ in range(number):
        yield _walk(source, behind, size, random, loops=loops)


def _walk(source: Ends, target: Ends, size: int, random: Generator, *, loops: bool) -> Ends:
    found = target.copy()
    both = not loops and len(np.intersect1d(source, target)) > 0
    for _ in range(ROUNDS):
        # Either goes first by a coin: so a round taken back is a round too.
        late = both and random.random() < 0.5
        if both and not late:
            _turn(source, found, size, random)
        _swap(source, found, size, random, loops=loops)
        if late:
            _turn(source, found, size, random)
    return found


def _swap(source: Ends, target: Ends, size: int, random: Generator, *, loops: bool) -> None:
    """Swap the targets of random pairs of ties in place."""
    order = random.permutation(len(source))
    half = len(order) // 2
    one, other = order[:half], order[half : 2 * half]
    now = source * size + target
    made = (source[one] * size + target[other], source[other] * size + target[one])
    # A pair is left alone if a tie that it would make is there, or if another pair would make it:
    # what it has and would make must be its own. That holds after the swap as before it, so every
    # step can be taken back with equal chance, and no network is likelier than another.
    single = _single(np.concatenate([now[order], *made]))
    rest = len(order)
    good = single[:half] & single[half : 2 * half]
    good &= single[rest : rest + half] & single[rest + half :]
    if not loops:
        good &= (source[one] != target[other]) & (source[other] != target[one])
    good &= random.random(half) < 0.5  # a coin, or the walk would have a period
    one, other = one[good], other[good]
    target[one], target[other] = target[other], target[one]


def _single(keys: Ends) -> NDArray[np.bool_]:
    """Return which keys are there once."""
    order = np.argsort(keys)
    again = keys[order[1:]] == keys[order[:-1]]
    found = np.ones(len(keys), dtype=bool)
    found[order[1:][again]] = False
    found[order[:-1][again]] = False
    return found


def _turn(source: Ends, target: Ends, size: int, random: Generator) -> None:
    """Turn a random triangle of ties round in place, if there is one: no swap can.

    Without ties of a node to itself some networks can be reached in no other way.
    """
    first, third = random.integers(len(source)), random.integers(size)
    start, second = source[first], target[first]
    if third in (start, second):
        return
    now = source * size + target
    around = [start * size + second, second * size + third, third * size + start]
    back = [second * size + start, third * size + second, start * size + third]
    places = [np.flatnonzero(now == key) for key in around]
    if not all(map(len, places)) or np.isin(back, now).any():
        return
    # The three sources keep their ties: each now leads to the node that led to it.
    ab, bc, ca = (int(one[0]) for one in places)
    target[ab], target[bc], target[ca] = third, start, second
