"""Read the counts out of a table of flows, to compare them at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def counts(frame: pd.DataFrame) -> dict[str, float]:
    """Return the counts by the dimensions' values, without the prefixes of ids."""
    value = "links" if "links" in frame else "deals"
    at = list(frame.columns).index(value)
    keys = [name for name in frame.columns[:at] if not name.endswith("_name")]
    rows = frame[[*keys, value]].itertuples(index=False)
    bare = ([str(one).rpartition(":")[2] for one in row[:-1]] + [row[-1]] for row in rows)
    return {" ".join(row[:-1]): row[-1] for row in bare}
