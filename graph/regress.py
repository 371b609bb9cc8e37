"""Run the study's regressions, on the deals of the graph or on a table of your own."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from panoptrade.graph import goods, panel
from panoptrade.graph.specifications import SPECIFICATIONS, Specification
from panoptrade.ontology import words

if TYPE_CHECKING:
    import pandas as pd

    from panoptrade.graph.workspace import Workspace

SAMPLES = ("in", "out", "all")
COLUMNS = [
    "specification", "sample", "outcome", "term", "at", "estimate", "se", "low", "high", "p",
    "rows", "clusters", "ones",
]  # fmt: skip
FEWEST = 2
EXACT = 1e-12


def regress(
    graph: Workspace, specification: str = "event-study", *, sample: str = "in", **options: Any
) -> pd.DataFrame:
    """Return the coefficients of a specification, run on the deals of the graph.

    `specification`: event-study, event-study-poisson, study-when, study-who. `sample` takes only
    the countries that a definition holds (`in`, as the study does), those it does not (`out`), or
    `all`; study-who takes all. `options` are those of `graph.panel.panel`, for study-who those of
    `graph.goods.goods`. Columns and errors as in `estimate`.
    """
    chosen = SPECIFICATIONS[words.choose(specification, SPECIFICATIONS, "specification")]
    words.choose(sample, SAMPLES, "sample")
    require()
    whole = chosen.table == "goods"
    made = goods.goods(graph, **options) if whole else panel.panel(graph, **options)
    taken = made if whole or sample == "all" else made[made["sample"] == sample]
    found = estimate(taken, specification)
    found["sample"] = "all" if whole else sample
    found.attrs["notes"] = [*made.attrs["notes"], *found.attrs["notes"]]
    return found


def estimate(frame: pd.DataFrame, specification: str) -> pd.DataFrame:
    """Return the coefficients of a specification, run on a table of goods or a panel.

    The table has the columns of `graph.panel.panel` or `graph.goods.goods` that the specification's
    formula names. Errors are clustered by country (CRV1); intervals are of 95 percent.

    Columns: specification, sample, outcome, term, at (years from the unrest to the deals), estimate
    (ols: change of the outcome for one standard deviation of unrest; poisson: of its logarithm),
    se, low, high, p, rows, clusters, ones (rows with a deal). `attrs["notes"]` says what was
    dropped. Raises ValueError where the extra `regression` is not installed, a column is missing,
    or there are too few countries, or deals, to estimate anything.
    """
    chosen = SPECIFICATIONS[words.choose(specification, SPECIFICATIONS, "specification")]
    pyfixest = require()
    data, dropped = _data(frame, chosen)
    told, kept = _fit(pyfixest, data, chosen)
    found = _table(told, chosen)
    found["rows"], found["clusters"] = kept, data[chosen.cluster].nunique()
    found["ones"] = int((data[chosen.outcome] > 0).sum())
    dropped["empty"] += len(data) - kept
    found.attrs["notes"] = _notes(chosen, dropped, found)
    return found[COLUMNS]


def require() -> Any:
    """Return pyfixest, which the extra `regression` installs.

    Raises ValueError naming the extra where it is not installed.
    """
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=DeprecationWarning)
            import pyfixest
    except ImportError as error:
        msg = "regressions want pyfixest: pip install 'panoptrade[regression]'"
        raise ValueError(msg) from error
    return pyfixest


def stacked(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a panel stacked around the unrest of each year, from two years before to two after.

    One row a country, year of unrest and year of deals. `at_0` and its like are the unrest where
    the years are so far apart and 0 elsewhere, one year before left out; `prior_year` tells apart
    who had a deal the year before the unrest, by year: the study's "residualized" as we read it.
    """
    import pandas as pd

    outcomes = frame[["country", "year", "bought"]]
    unrest = frame[["country", "year", "standard"]].rename(columns={"year": "event"})
    parts = []
    for away in panel.AWAY:
        part = unrest.assign(year=unrest["event"] + away, away=away)
        parts.append(part.merge(outcomes, on=["country", "year"]))
    found = pd.concat(parts, ignore_index=True)
    prior = outcomes.rename(columns={"year": "event", "bought": "prior"})
    found = found.merge(prior.assign(event=prior["event"] + 1), on=["country", "event"])
    for away, name in ((-2, "at_minus_2"), (0, "at_0"), (1, "at_1"), (2, "at_2")):
        found[name] = found["standard"].where(found["away"] == away, 0.0)
    found["prior_year"] = found["prior"].astype(str) + " in " + found["year"].astype(str)
    return found


def _fit(pyfixest: Any, data: pd.DataFrame, chosen: Specification) -> tuple[pd.DataFrame, int]:
    run = pyfixest.fepois if chosen.method == "poisson" else pyfixest.feols
    with warnings.catch_warnings():
        # Its own use of pandas, and rows that it drops, which the notes count.
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        warnings.filterwarnings("ignore", category=UserWarning)
        warnings.filterwarnings("ignore", category=RuntimeWarning)
        try:
            fit = run(chosen.formula, data=data, vcov={"CRV1": chosen.cluster})
            return fit.tidy(), len(fit.resid())
        except (ValueError, RuntimeError) as error:
            ones = int((data[chosen.outcome] > 0).sum())
            msg = f"{chosen.name} finds no answer: {ones} rows with a deal are too few ({error})"
            raise ValueError(msg) from error


def _data(frame: pd.DataFrame, chosen: Specification) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return the rows that a formula can be run on, and how many were dropped for what."""
    made = stacked(frame) if chosen.table == "stacked" else frame
    used = [chosen.outcome, chosen.cluster, *chosen.terms]
    used += [one.strip() for one in chosen.formula.partition("|")[2].split("+") if one.strip()]
    if missing := sorted(set(used) - set(made.columns)):
        msg = f"{chosen.name} wants the columns {', '.join(missing)}"
        raise ValueError(msg)
    data = made[list(dict.fromkeys(used))].dropna()
    whole = len(data)
    if chosen.method == "poisson":
        # Where a fixed effect has no deal at all, its own estimate fits it exactly.
        for one in ("country", "year"):
            data = data[data.groupby(one)[chosen.outcome].transform("sum") > 0]
    several = data[chosen.cluster].nunique() >= FEWEST
    if not several or data[chosen.outcome].nunique() < FEWEST:
        ones = int((data[chosen.outcome] > 0).sum())
        rows = f"{len(data)} rows of {data[chosen.cluster].nunique()} countries, {ones} with a deal"
        msg = f"{chosen.name}: {rows}: that varies too little to estimate anything from"
        raise ValueError(msg)
    return data, {"lacking": len(made) - whole, "empty": whole - len(data)}


def _table(told: pd.DataFrame, chosen: Specification) -> pd.DataFrame:
    order = sorted(chosen.terms, key=lambda term: chosen.terms[term] or 0)
    columns = {"Estimate": "estimate", "Std. Error": "se", "2.5%": "low", "97.5%": "high"}
    told = told.rename(columns={**columns, "Pr(>|t|)": "p"}).reindex(order)
    # Where a term fits every country exactly there is nothing to judge its error by.
    told.loc[told["se"] < EXACT, ["se", "low", "high", "p"]] = float("nan")
    found = told[["estimate", "se", "low", "high", "p"]].reset_index(names="term")
    found["at"] = found["term"].map(chosen.terms).astype(object).where(found["term"].notna(), None)
    return found.assign(specification=chosen.name, sample="", outcome=chosen.outcome)


def _notes(chosen: Specification, dropped: dict[str, int], found: pd.DataFrame) -> list[str]:
    alone = "they are alone in their group, or it has no deal at all"
    notes = [
        f"{chosen.name}: {chosen.label}: {chosen.formula}; errors clustered by {chosen.cluster}",
        f"{dropped['lacking']} rows lack a value; {dropped['empty']} more tell nothing: {alone}",
    ]
    exact = found["estimate"].notna() & found["se"].isna()
    if exact.any():
        notes.append(f"fitted exactly, so without an error: {', '.join(found.loc[exact, 'term'])}")
    if gone := found.loc[found["estimate"].isna(), "term"].tolist():
        notes.append(f"not identified: {', '.join(gone)}")
    return notes
