"""Hold the regressions that can be asked for, each with its formula and what it is read from."""

from __future__ import annotations

from dataclasses import dataclass

AROUND = {"before_2": 2, "before_1": 1, "now": 0, "after_1": -1, "after_2": -2}


@dataclass(frozen=True, slots=True)
class Specification:
    """A regression: its formula, its shape of table, and who is held to be alike in their errors.

    `terms` are the coefficients that are reported, each with the years from the unrest to the deals
    (None where time has no part). `table` is panel, stacked or goods; `method` ols or poisson.
    """

    name: str
    label: str
    table: str
    method: str
    outcome: str
    formula: str
    cluster: str
    terms: dict[str, int | None]


def _around(outcome: str) -> str:
    return f"{outcome} ~ {' + '.join(AROUND)} | country + year"


_STACKED = {"at_minus_2": -2, "at_0": 0, "at_1": 1, "at_2": 2}
SPECIFICATIONS = {
    one.name: one
    for one in (
        Specification(
            "event-study",
            "chance of a deal around unrest, country and year fixed, linear",
            "panel",
            "ols",
            "bought",
            _around("bought"),
            "country",
            dict(AROUND),
        ),
        Specification(
            "event-study-poisson",
            "number of deals around unrest, country and year fixed, Poisson (PPML)",
            "panel",
            "poisson",
            "deals",
            _around("deals"),
            "country",
            dict(AROUND),
        ),
        Specification(
            "study-when",
            "the study's equation 3: stacked around each year's unrest, the year before left out",
            "stacked",
            "ols",
            "bought",
            f"bought ~ {' + '.join(_STACKED)} | country + year + prior_year",
            "country",
            dict(_STACKED),
        ),
        Specification(
            "study-who",
            "the study's equation 2: which importers, low score times artificial intelligence",
            "goods",
            "ols",
            "trade",
            "trade ~ low + ai + low_ai",
            "importer",
            {"low": None, "ai": None, "low_ai": None},
        ),
    )
}
