"""Hold a network as columns: positions instead of ids, and the sparse matrix of its ties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = sparse.csr_array[np.float64, tuple[int, int]]


@dataclass(frozen=True)
class Net:
    """A directed network: `matrix[i, j]` is the weight of the tie from `ids[i]` to `ids[j]`.

    The ids are in order, and parallel ties are one tie of their summed weight.
    """

    ids: list[str]
    matrix: Matrix

    @cached_property
    def undirected(self) -> Matrix:
        """Weights without direction: those of both directions added, a tie to itself once."""
        found = self.matrix + self.matrix.T
        return sparse.csr_array(found - sparse.diags_array(self.matrix.diagonal()))

    @cached_property
    def steps(self) -> Matrix:
        """Ties without direction, weight, and what ties a node to itself: 1 where one is."""
        found = sparse.csr_array(self.undirected - sparse.diags_array(self.undirected.diagonal()))
        found.eliminate_zeros()
        found.data[:] = 1
        found.sort_indices()
        return found

    def named(self, values: NDArray[np.float64]) -> dict[str, float]:
        """Return values, one a node in the order of `ids`, by id."""
        return dict(zip(self.ids, values.tolist(), strict=True))


def of(edges: pd.DataFrame, weight: str | None = None) -> Net:
    """Return the network of the columns source and target; without `weight` a row weighs 1."""
    ends = pd.concat([edges["source"], edges["target"]])
    codes, ids = pd.factorize(ends, sort=True)
    values = np.ones(len(edges)) if weight is None else edges[weight].to_numpy(np.float64)
    return positioned(ids.tolist(), codes[: len(edges)], codes[len(edges) :], values)


def positioned(
    ids: list[str],
    source: NDArray[np.int64],
    target: NDArray[np.int64],
    weight: NDArray[np.float64],
) -> Net:
    """Return the network of ties between positions in `ids`; parallel ones are added up."""
    shape = (len(ids), len(ids))
    # Half as long as positions come: what is multiplied by the matrix waits for memory.
    ends = (source.astype(np.int32), target.astype(np.int32))
    made: Matrix = sparse.coo_array((weight, ends), shape=shape).tocsr()
    made.sum_duplicates()
    return Net(ids, made)
