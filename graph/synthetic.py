"""Make data whose coefficients are known, and see whether the specifications find them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from panoptrade.graph import regress
from panoptrade.graph.specifications import AROUND, SPECIFICATIONS
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Mapping

# Of the study's printed size where it prints one: equation 3 in the year of unrest, equation 2.
EFFECTS = {-2: 0.0, -1: 0.0, 0: 0.09, 1: 0.04, 2: 0.0}
GOODS = {"low": -0.05, "ai": 0.1, "low_ai": 0.22}
NEAR = 3.0


def panel(
    effects: Mapping[int, float] = EFFECTS,
    *,
    countries: int = 120,
    years: int = 14,
    seed: int = 0,
    poisson: bool = False,
) -> pd.DataFrame:
    """Return a panel of invented countries where unrest has these effects, by years to the deals.

    Unrest is independent from year to year, uniform with mean 0 and standard deviation 1. The
    chance of a deal (linear), or the logarithm of the number of deals (`poisson`), is a country's
    level, a year's, and the effects times unrest. Columns as in `graph.panel.panel`.
    """
    draw = np.random.default_rng(seed)
    margin = max(map(abs, effects))
    unrest = draw.uniform(-(3**0.5), 3**0.5, (countries, years + 2 * margin))
    around = {away: unrest[:, margin - away : margin - away + years] for away in effects}
    level = draw.uniform(-0.1, 0.1, (countries, 1)) + draw.uniform(-0.05, 0.05, (1, years))
    size = level + sum(effects[away] * around[away] for away in effects)
    if poisson:
        deals = draw.poisson(np.exp(size))
    else:
        deals = (draw.random((countries, years)) < 0.4 + size).astype(int)
    place, year = np.indices((countries, years))
    columns = {"country": [f"country {n}" for n in place.ravel()], "year": 2008 + year.ravel()}
    columns |= {"deals": deals.ravel(), "bought": (deals > 0).astype(int).ravel()}
    columns |= {"standard": around[0].ravel()}
    columns |= {name: around[away].ravel() for name, away in AROUND.items()}
    return pd.DataFrame(columns)


def goods(
    effects: Mapping[str, float] = GOODS, *, importers: int = 133, products: int = 18, seed: int = 0
) -> pd.DataFrame:
    """Return invented trade of importers in goods, one of them artificial intelligence.

    The chance of trade is 0.4 and the effects; one half of the importers is low. The default sizes
    are those that the study's number of observations implies.
    """
    draw = np.random.default_rng(seed)
    importer, product = (one.ravel() for one in np.indices((importers, products)))
    low, ai = (importer % 2 == 0).astype(int), (product == 0).astype(int)
    terms = {"low": low, "ai": ai, "low_ai": low * ai}
    chance = 0.4 + sum(effects[name] * terms[name] for name in terms)
    names = [f"importer {n}" for n in importer]
    trade = (draw.random(len(low)) < chance).astype(int)
    return pd.DataFrame({"importer": names, "product": product, **terms, "trade": trade})


def recovered(specification: str, *, seed: int = 0) -> pd.DataFrame:
    """Return the coefficients of a specification on invented data, beside the true ones.

    Columns: those of `graph.regress.estimate`, `true` after the term, and `found`, whether the
    estimate lies within three standard errors of it.
    """
    chosen = SPECIFICATIONS[words.choose(specification, SPECIFICATIONS, "specification")]
    true: dict[str, float]
    if chosen.table == "goods":
        frame, true = goods(seed=seed), dict(GOODS)
    else:
        frame = panel(seed=seed, poisson=chosen.method == "poisson")
        true = {name: EFFECTS[away] for name, away in chosen.terms.items() if away is not None}
    found = regress.estimate(frame, specification)
    found["sample"] = "invented"
    found.insert(4, "true", [true[term] for term in found["term"]])
    found["found"] = (found["estimate"] - found["true"]).abs() <= NEAR * found["se"]
    said = f"invented data with known effects, seed {seed}: no deal of the graph is in them"
    found.attrs["notes"] = [said, *found.attrs["notes"]]
    return found
