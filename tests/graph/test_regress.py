"""The specifications find the coefficients that invented data were made with."""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
import pytest

from panoptrade.graph import synthetic
from panoptrade.graph.regress import COLUMNS, estimate, regress, require, stacked
from panoptrade.graph.specifications import SPECIFICATIONS
from panoptrade.ontology.words import UnknownWordError
from tests.missing import give_up


@pytest.fixture
def fitting():
    try:
        require()
    except ValueError:
        give_up("pyfixest is not installed: pip install 'panoptrade[regression]'")


@pytest.mark.parametrize("name", SPECIFICATIONS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_known_coefficients_are_found_again(fitting, name, seed):
    found = synthetic.recovered(name, seed=seed)
    assert found["found"].all(), found
    assert found["term"].tolist() == sorted(
        SPECIFICATIONS[name].terms, key=lambda term: SPECIFICATIONS[name].terms[term] or 0
    )


def test_an_effect_that_is_there_is_told_from_none(fitting):
    found = synthetic.recovered("event-study", seed=5).set_index("at")
    assert found.loc[0, "low"] > 0
    assert found.loc[1, "low"] > 0
    assert found.loc[2, "low"] < 0 < found.loc[2, "high"]


def mean_error(name, years, runs):
    true = [synthetic.EFFECTS[away] for away in SPECIFICATIONS[name].terms.values()]
    frames = (synthetic.panel(seed=200 + run, years=years) for run in range(runs))
    errors = [estimate(one, name).set_index("term")["estimate"] for one in frames]
    terms = list(SPECIFICATIONS[name].terms)
    return np.mean([one.loc[terms] - true for one in errors], axis=0)


def test_the_event_study_is_unbiased(fitting):
    assert np.abs(mean_error("event-study", 14, 12)).max() < 0.009


def test_the_stacked_specification_errs_downward_in_a_short_panel(fitting):
    # Unrest of the other years is left out, and fixed effects of few years bring it back in: about
    # the sum of the effects over the number of years. docs/weak-democracies.md says so.
    short = mean_error("study-when", 14, 24).mean()
    assert -0.013 < short < -0.002


def test_the_estimates_are_those_of_least_squares_with_a_dummy_for_each_country_and_year(fitting):
    frame = synthetic.panel(countries=15, years=8, seed=9)
    found = estimate(frame, "event-study").set_index("term")
    terms = list(SPECIFICATIONS["event-study"].terms)
    dummies = [pd.get_dummies(frame[one], dtype=float) for one in ("country", "year")]
    x = np.column_stack([frame[terms], *dummies])
    beta, _, rank, _ = np.linalg.lstsq(x, frame["bought"], rcond=None)
    assert found.loc[terms, "estimate"].to_numpy() == pytest.approx(beta[: len(terms)])
    # CRV1: the sum over countries of x'ee'x between two breads, times G/(G-1) (N-1)/(N-K), where
    # fixed effects of the clusters themselves take no degree of freedom.
    scores = x * (frame["bought"] - x @ beta).to_numpy()[:, None]
    summed = pd.DataFrame(scores).groupby(frame["country"]).sum().to_numpy()
    bread = np.linalg.pinv(x.T @ x)
    covariance = bread @ summed.T @ summed @ bread
    rows, groups = len(frame), 15
    free = rows - (rank - groups + 1)
    scale = groups / (groups - 1) * (rows - 1) / free
    errors = np.sqrt(scale * np.diag(covariance))[: len(terms)]
    assert found.loc[terms, "se"].to_numpy() == pytest.approx(errors, rel=1e-3)


def test_the_stack_has_a_row_for_each_year_around_each_unrest():
    frame = synthetic.panel(countries=2, years=6, seed=0)
    found = stacked(frame)
    one = found[(found["country"] == "country 1") & (found["event"] == 2010)]
    assert one["year"].tolist() == [2008, 2009, 2010, 2011, 2012]
    assert one["away"].tolist() == [-2, -1, 0, 1, 2]
    unrest = frame.set_index(["country", "year"]).loc[("country 1", 2010), "standard"]
    assert one["at_0"].tolist() == [0, 0, unrest, 0, 0]
    assert one["at_minus_2"].tolist() == [unrest, 0, 0, 0, 0]
    before = frame.set_index(["country", "year"]).loc[("country 1", 2009), "bought"]
    assert set(one["prior"]) == {before}
    # The first year has no year before it.
    assert found["event"].min() == 2009


def test_the_same_data_give_the_same_bytes(fitting):
    first, again = (estimate(synthetic.panel(seed=4), "event-study") for _ in range(2))
    assert first.to_csv() == again.to_csv()
    assert list(first.columns) == COLUMNS


def test_the_data_are_not_changed(fitting):
    frame = synthetic.panel(seed=4, poisson=True)
    before = frame.copy()
    estimate(frame, "event-study-poisson")
    assert frame.equals(before)


def test_countries_that_never_buy_tell_a_poisson_regression_nothing(fitting):
    frame = synthetic.panel(seed=4, poisson=True, countries=30)
    never = frame["country"] == "country 3"
    frame.loc[never, ["deals", "bought"]] = 0
    found = estimate(frame, "event-study-poisson")
    assert (found["clusters"].iloc[0], found["rows"].iloc[0]) == (29, 29 * 14)
    assert "0 rows lack a value; 14 more tell nothing" in found.attrs["notes"][1]


def test_too_few_deals_are_refused_in_words(fitting, world):
    with pytest.raises(ValueError, match=r"with a deal: that varies too little"):
        regress(world, "event-study", exporter=None, sample="all")
    with pytest.raises(ValueError, match="finds no answer: 3 rows with a deal are too few"):
        estimate(three_deals(), "event-study-poisson")


def three_deals():
    frame = synthetic.panel(seed=0, countries=60)
    frame["deals"] = 0
    frame.loc[frame.sample(3, random_state=0).index, "deals"] = 1
    return frame


def test_a_term_that_fits_exactly_has_no_error(fitting, world):
    found = regress(world, "study-who", definition="row-autocracy", regime_year=2016)
    exact = found.set_index("term").loc[["low", "ai"]]
    assert exact["se"].isna().all()
    assert any("fitted exactly, so without an error: low, ai" in n for n in found.attrs["notes"])


def test_the_studys_second_equation_runs_on_the_world_and_says_whose_deals_they_are(fitting, world):
    found = regress(world, "study-who", definition="row-autocracy", regime_year=2016)
    estimates = dict(zip(found["term"], found["estimate"], strict=True))
    # Kenya and Uganda are low: 3 of 6 sales of what is smart, and none of the rest.
    assert estimates == pytest.approx({"low": 0, "ai": 0, "low_ai": 0.5}, abs=1e-12)
    assert "not the deal list of the study" in found.attrs["notes"][0]
    assert found["at"].tolist() == [None, None, None]


def test_a_missing_column_is_named(fitting):
    frame = synthetic.panel(seed=0).drop(columns="before_2")
    with pytest.raises(ValueError, match="event-study wants the columns before_2"):
        estimate(frame, "event-study")


def test_wrong_words_name_the_nearest(fitting, world):
    with pytest.raises(UnknownWordError, match="did you mean study-who"):
        regress(world, "study-why")
    with pytest.raises(UnknownWordError, match="there are: in, out, all"):
        regress(world, sample="everyone")


def test_without_pyfixest_the_extra_is_named(world, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyfixest", None)
    with pytest.raises(ValueError, match=r"pip install 'panoptrade\[regression\]'"):
        regress(world, "event-study")
