"""Partial dates are read in their own precision, and compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panoptrade.ontology import dates

PARTIALS = st.one_of(
    st.integers(1000, 2100).map(str),
    st.dates().filter(lambda day: 1000 <= day.year <= 2100).map(lambda day: day.isoformat()),
    st.dates().filter(lambda day: 1000 <= day.year <= 2100).map(lambda day: day.isoformat()[:7]),
    st.integers(100, 209).map(lambda decade: f"{decade}0s"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014", "2014"),
        ("2014-03", "2014-03"),
        (" 2014-03-02 ", "2014-03-02"),
        ("2016-02-29", "2016-02-29"),
        ("2010s", "201X"),
        ("201X", "201X"),
    ],
)
def test_a_date_keeps_its_precision(text: str, expected: str) -> None:
    assert dates.clean(text) == expected


@pytest.mark.parametrize(
    "text", ["", "14", "2014-3", "02.03.2014", "2014-03-02T10:00", "2015s", "٢٠١٤"]
)
def test_another_form_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="not a date; write 2014, 2014-03, 2014-03-02 or 2010s"):
        dates.clean(text)


@pytest.mark.parametrize("text", ["0999", "2101", "9990s", "0000-01"])
def test_a_year_far_off_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no plausible year; dates lie between 1000 and 2100"):
        dates.clean(text)


@pytest.mark.parametrize("text", ["2014-13", "2014-00", "2015-02-29", "2014-04-31"])
def test_a_day_that_never_was_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no such date"):
        dates.clean(text)


@pytest.mark.parametrize(
    ("partial", "expected"),
    [("2014", 2014), ("2014-03-02", 2014), ("201X", None), ("", None), (None, None)],
)
def test_a_year_is_known_unless_it_is_a_decade(partial: str | None, expected: int | None) -> None:
    assert dates.year(partial) == expected


def test_the_first_of_several_dates_is_the_earliest_and_the_vaguer_of_two_equal_ones() -> None:
    assert dates.first(["2015-06", "2014-12-31", "2015"]) == "2014-12-31"
    assert dates.first(["2015-06", "2015"]) == "2015"
    assert dates.first([]) is None


@given(PARTIALS)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert dates.clean(dates.clean(text)) == dates.clean(text)
