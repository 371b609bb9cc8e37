"""Do the arithmetic of figures that a paper prints anew: a function a figure.

What is printed stands in printed.csv, each number with its page, table or figure. `given` names
the table and, after a colon, the items: `nber-1:china-deals-weak/china-deals`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import chi2_contingency, fisher_exact, ttest_ind

from panoptrade.graph.answer import Answer
from panoptrade.ontology import tables

if TYPE_CHECKING:
    from collections.abc import Callable

    Cells = list[list[int]]

PERCENT = 100


def share(given: str) -> Answer:
    """Return one printed number as a percentage of another."""
    part, whole = _two(given)
    return Answer(PERCENT * part / whole, (), f"{part:g} of {whole:g}")


def more(given: str) -> Answer:
    """Return by how many percent the first printed number is above the second."""
    first, second = _two(given)
    return Answer(PERCENT * (first / second - 1), (), f"{first:g} against {second:g}")


def times(given: str) -> Answer:
    """Return how many times the second printed number the first is."""
    first, second = _two(given)
    return Answer(first / second, (), f"{first:g} against {second:g}")


def odds(given: str) -> Answer:
    """Return the odds ratio of China against the United States: (a / b) / (c / d)."""
    cells = _exporters(given)
    (a, b), (c, d) = cells
    return Answer(a * d / (b * c), (), _worded(cells))


def odds_p(given: str) -> Answer:
    """Return Fisher's exact p, two-sided, of `odds`."""
    cells = _exporters(given)
    return Answer(float(fisher_exact(np.array(cells)).pvalue), (), _worded(cells))


def share_of_means(given: str) -> Answer:
    """Return the percentage that the means of two groups, times their sizes, give the first."""
    one = printed(given)
    weak, strong = one["weak-mean"] * one["weak-n"], one["strong-mean"] * one["strong-n"]
    said = (
        f"{one['weak-mean']:g} × {one['weak-n']:g} = {weak:g} deals against "
        f"{one['strong-mean']:g} × {one['strong-n']:g} = {strong:g}: the table's means do not fit "
        "the figure's counts, on which the text rests"
    )
    return Answer(PERCENT * weak / (weak + strong), (), said)


def concentration(given: str) -> Answer:
    """Return the Herfindahl-Hirschman index, and in words its bounds for what is not printed.

    HHI = Σ (n_i / N)². The remainder adds least when it is even, and most when it is heaped up
    under the smallest bar that is printed, with one deal at least for every exporter.
    """
    one = printed(given)
    whole, exporters = one.pop("all"), one.pop("exporters")
    others, rest = int(exporters) - len(one), int(whole - sum(one.values()))
    known = sum(number**2 for number in one.values())
    even, heaped = _even(rest, others), _heaped(rest, others, int(min(one.values())))
    low, high = ((known + _squares(each)) / whole**2 for each in (even, heaped))
    said = (
        f"{rest} deals of {others} exporters are not printed: the index lies between {low:.5f} and "
        f"{high:.5f}, whose middle this is"
    )
    return Answer((low + high) / 2, (), said)


def points(given: str) -> Answer:
    """Return a coefficient of a linear probability model in percentage points."""
    coefficient = _items(given)[0]
    said = (
        f"the coefficient {coefficient:g} is a change of the probability itself: percentage points "
        "and not percent of what it was"
    )
    return Answer(PERCENT * coefficient, (), said, unit="percentage points")


def difference_p(given: str) -> Answer:
    """Return Fisher's exact p of the difference between two shares; others stand in the words."""
    one = printed(given)
    cells = [[int(one[f"{k}-yes"]), int(one[k] - one[f"{k}-yes"])] for k in ("above", "below")]
    ones = [[1] * yes + [0] * no for yes, no in cells]
    welch = float(ttest_ind(*ones, equal_var=False).pvalue)
    plain = float(chi2_contingency(cells, correction=False).pvalue)
    corrected = float(chi2_contingency(cells).pvalue)
    said = (
        f"the figure does not say of which test its p is. Fisher's is this one; χ² gives "
        f"{plain:.3f}, with Yates's correction {corrected:.3f}, Welch's t {welch:.3f}: none gives "
        "the printed one, and none is below .05 either"
    )
    return Answer(float(fisher_exact(np.array(cells)).pvalue), (), said)


def printed(figure: str) -> dict[str, float]:
    """Return the numbers that a paper prints in one figure or table, by item.

    Raises KeyError when printed.csv has none of it.
    """
    found = {r["item"]: float(r["value"]) for r in tables.rows("printed") if r["figure"] == figure}
    if not found:
        raise KeyError(figure)
    return found


def _items(given: str) -> list[float]:
    figure, _, names = given.partition(":")
    one = printed(figure)
    return [one[name] for name in names.split("/")]


def _two(given: str) -> tuple[float, float]:
    first, second = _items(given)
    return first, second


def _exporters(given: str) -> Cells:
    """Return the cells: China's to weak democracies and to the rest, then the United States'."""
    figure, _, what = given.partition(":")
    one = printed(figure)
    return [
        [int(one[f"{c}-{what}-weak"]), int(one[f"{c}-{what}"] - one[f"{c}-{what}-weak"])]
        for c in ("china", "us")
    ]


def _worded(cells: Cells) -> str:
    (a, b), (c, d) = cells
    return f"{a} of {a + b} against {c} of {c + d}"


def _even(rest: int, others: int) -> list[int]:
    each, over = divmod(rest, others)
    return [each + 1] * over + [each] * (others - over)


def _heaped(rest: int, others: int, most: int) -> list[int]:
    found, left = [], rest - others
    for _ in range(others):
        found.append(1 + min(left, most - 1))
        left -= found[-1] - 1
    return found


def _squares(numbers: list[int]) -> int:
    return sum(number**2 for number in numbers)


FIGURES: dict[str, Callable[[str], Answer]] = {
    one.__name__: one
    for one in (
        share, more, times, odds, odds_p, share_of_means, concentration, points, difference_p,
    )
}  # fmt: skip
