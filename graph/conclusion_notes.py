"""Word under how many definitions a conclusion holds, and what the numbers leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import exporters

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

CAUTION = (
    "the definitions overlap and use the same deals: they are no independent tests",
    "the test holds deals to be independent; several often come of one report or one importer",
)


def notes(
    frame: pd.DataFrame,
    totals: Mapping[str, int],
    several: tuple[int, int],
    dated: Mapping[str, Any],
) -> list[str]:
    """Return a sentence on each thing that a reader of the numbers has to know."""
    undated = f"{totals['undated']} undated"
    given = dated.get("undated_as")
    how = "in no share" if given is None else f"counted as of {given}: an assumption"
    sharing = f"{several[0]} deals have several exporters, each stands in the row of every one"
    receiving = f"{several[1]} have several importers, each counts once for every one"
    found = [
        f"{totals['kept']} deals, of {totals['deals']}; {undated} {how}",
        f"{totals['at_home']} deals do not leave their country and are left out",
        f"{sharing}; {receiving}",
    ]
    if "outside" in totals:
        found.append(f"{totals['outside']} deals lie outside the years asked for")
    return found + holds(frame) + list(CAUTION)


def holds(frame: pd.DataFrame) -> list[str]:
    """Return for each unit and lag under how many definitions the first exporter's odds lie above.

    The frame is one of `conclusions`; a row of it is one test.
    """
    first, base = frame.attrs["versus"]
    rows = frame[frame["exporter"] == first]
    if first == base or rows.empty:
        return ["no exporter is held against another"]
    groups = rows.groupby(["unit", "lag"], sort=False)
    return [_sentence(part, f"{unit}, lag {lag}", first, base) for (unit, lag), part in groups]


def _sentence(part: pd.DataFrame, where: str, first: str, base: str) -> str:
    known = part[part["odds_ratio"].notna()]
    above, below = (int((known["shows"] == word).sum()) for word in ("above 1", "below 1"))
    pair = f"{exporters.name(first)} against {exporters.name(base)}, {where}"
    rest = len(part) - len(known)
    # Split by kind or grade, one definition is tested several times.
    what = "definitions" if part["definition"].is_unique else "tests"
    more = int((known["odds_ratio"] > 1).sum())
    return (
        f"{pair}: the odds ratio is above 1 under {more} of {len(known)} {what}, its whole "
        f"interval under {above} (below 1: {below}); under {rest} more it cannot be known, "
        "for want of deals or of scores of that index"
    )
