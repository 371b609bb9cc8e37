"""Measure how well vendors' names are matched: ours, and nomenklatura's logic-v2 alone, in one run.

`python benchmarks/matching.py`; `--wrong` lists what ours gets wrong in the half it was made on.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from panoptrade.graph import matching
from panoptrade.graph.parties import Party

if TYPE_CHECKING:
    from collections.abc import Callable

    Row = dict[str, str]
    Scorer = Callable[[Party, Party], float]

PAIRS = Path(__file__).resolve().parent / "vendor_pairs.csv"
STATE = ("ministry",)
SCORERS: dict[str, Scorer] = {
    "logic-v2 alone": lambda left, right: matching.logic_v2(left, right)[0],
    "ours, alias table off": lambda left, right: matching.match(left, right, table=False).score,
    "ours, alias table on": lambda left, right: matching.match(left, right).score,
}
HALVES = {"all": ("made on", "kept back"), "made on": ("made on",), "kept back": ("kept back",)}


class Quality(NamedTuple):
    """How many pairs were rightly and wrongly said to be one, and how many were missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share that is right of what was said to be one."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """The share that was found of what is one."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)


def pairs() -> list[Row]:
    """Return the labelled pairs."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sides(row: Row) -> tuple[Party, Party]:
    """Return the two parties of a pair: a name each, and a country where one is given."""
    cls = "Government" if row["kind"] in STATE else "Vendor"
    left, right = (
        Party(f"{side}:{row[side]}", cls, (row[side],), frozenset(row[f"{side}_country"].split()))
        for side in ("left", "right")
    )
    return left, right


def quality(found: list[tuple[Row, float]], bar: float) -> Quality:
    """Return the quality of scores at a bar."""
    said = [(row["same"] == "yes", score >= bar) for row, score in found]
    return Quality(said.count((True, True)), said.count((False, True)), said.count((True, False)))


def main() -> None:
    """Print the quality of each scorer, on all pairs and on each half."""
    rows = pairs()
    same = sum(row["same"] == "yes" for row in rows)
    print(f"{len(rows)} pairs, {same} of them one firm; bar {matching.THRESHOLD}\n")
    print("| | pairs | precision | recall | F1 | wrong | missed | seconds |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    for name, scorer in SCORERS.items():
        started = time.perf_counter()
        found = [(row, scorer(*sides(row))) for row in rows]
        seconds = time.perf_counter() - started
        for half, names in HALVES.items():
            part = [(row, score) for row, score in found if row["half"] in names]
            one = quality(part, matching.THRESHOLD)
            figures = f"{one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f}"
            print(f"| {name} | {half} | {figures} | {one.wrong} | {one.missed} | {seconds:.1f} |")
    if "--wrong" in sys.argv:
        _wrong(rows)


def _wrong(rows: list[Row]) -> None:
    for row in rows:
        found = matching.match(*sides(row), table=False)
        if row["half"] == "made on" and (found.score >= matching.THRESHOLD) != (
            row["same"] == "yes"
        ):
            print(row["same"], found.score, row["left"], "|", row["right"], "|", *found.reasons)


if __name__ == "__main__":
    main()
