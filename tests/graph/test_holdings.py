"""Who holds what of whom on a day."""

from __future__ import annotations

import pytest

from panoptrade.graph.holdings import day, holdings
from tests import invented
from tests.owned import body, owns


@pytest.fixture
def shares(tmp_path):
    """Return the holdings of a day: owner and asset, least and most, control."""

    def read(*records, on="2020-06-15", **options):
        names = {
            one.values[end].removeprefix("org:") for one in records for end in ("owner", "asset")
        }
        graph = invented.built(tmp_path / "graph", [*(body(name) for name in names), *records])
        found = holdings(graph, on, **options)
        return {
            f"{found.ids[found.owner[edge]][4:]} {found.ids[found.asset[edge]][4:]}": (
                float(found.low[edge]),
                float(found.high[edge]),
                found.control(edge),
            )
            for edge in range(len(found.owner))
        }

    return read


def test_a_share_is_an_interval_and_control_stands_apart(shares):
    assert shares(
        owns("a", "t", 30, control=False),
        owns("b", "t", share_min=10.0),
        owns("c", "t", kind="control"),
        owns("d", "t", control=True),
    ) == {
        "a t": (30, 30, "no"),
        "b t": (10, 70, "not said"),
        "c t": (0, 60, "yes"),
        "d t": (0, 60, "yes"),
    }


def test_money_put_in_through_a_round_is_a_share_of_unknown_size(shares):
    found = shares(owns("a", "t", 100, kind="investment"), owns("b", "u", kind="link"))
    assert found == {"a t": (0, 100, "not said")}


@pytest.mark.parametrize(
    ("dates", "bounds"),
    [
        ({"start": "2020-06-15"}, (60, 60)),
        ({"start": "2020-06-16"}, None),
        ({"start": "2019", "end": "2020-06-14"}, None),
        ({"start": "2019", "end": "2020-06-15"}, (60, 60)),
        ({"start": "2020"}, (0, 60)),
        ({"start": "2019", "end": "2020"}, (0, 60)),
        ({"start": "2021"}, None),
        ({"as_of": "2019"}, (60, 60)),
        ({"as_of": "2022"}, (60, 60)),
        ({}, (60, 60)),
        ({"end": "2022"}, (60, 60)),
        ({"end": "2019"}, None),
    ],
)
def test_a_holding_is_of_the_days_that_its_dates_say(shares, dates, bounds):
    found = shares(owns("a", "t", 60, **dates), owns("z", "u", 1))
    assert found.get("a t") == (None if bounds is None else (*bounds, "not said"))


@pytest.mark.parametrize(
    ("dates", "low"),
    [({}, 0), ({"as_of": "2022"}, 0), ({"as_of": "2019"}, 60), ({"start": "2019"}, 60)],
)
def test_strictly_a_holding_without_a_beginning_is_only_perhaps_held(shares, dates, low):
    found = shares(owns("a", "t", 60, control=True, **dates), strict=True)
    assert found == {"a t": (low, 60, "yes" if low else "perhaps")}


def test_records_of_one_holding_are_intersected(shares):
    first, second = owns("a", "t", share_min=20.0), owns("a", "t", key=":2", share_max=50.0)
    third = owns("a", "t", key=":3", kind="control")
    assert shares(first, second, third) == {"a t": (20, 50, "yes")}


def test_records_that_contradict_each_other_leave_what_either_says(shares):
    other = owns("a", "t", 40, key=":2")
    assert shares(owns("a", "t", 60), other) == {"a t": (40, 60, "not said")}


def test_what_is_perhaps_held_says_nothing_beside_what_certainly_is(shares):
    other = owns("a", "t", 10, key=":2", start="2020")
    assert shares(owns("a", "t", 60, start="2019"), other) == {"a t": (60, 60, "not said")}


def test_shares_over_the_whole_bound_nobody_else(shares):
    found = shares(owns("a", "t", 80), owns("b", "t", 80), owns("c", "t"))
    assert found["c t"] == (0, 100, "not said")


def test_assumptions_are_said_in_numbers(tmp_path):
    records = [
        body("a"), body("t"), body("u"), body("v"),
        owns("a", "t", 80), owns("a", "u", 80, start="2020"), owns("a", "v", kind="link"),
        owns("u", "t", 80, end="1999"),
    ]  # fmt: skip
    notes = holdings(invented.built(tmp_path / "graph", records), "2020-06-15").notes
    assert notes == [
        "2 of 3 holdings are of 2020-06-15",
        "1 of them do not say since when, and are taken as held",
        "1 have dates too coarse to tell, and are perhaps held",
        "1 ties of no stated right are no holdings",
    ]


def test_a_graph_without_holdings_gives_empty_arrays(tmp_path):
    found = holdings(invented.built(tmp_path / "graph", [body("a")]), "2020-06-15")
    assert (found.ids, found.owner.tolist(), found.records) == ([], [], [])
    assert found.notes == ["no holdings in this graph: only what is named is reached"]


def test_a_partial_day_is_its_last_and_that_is_said():
    assert day("2024-02") == ("2024-02-29", ["2024-02 is read as its last day, 2024-02-29"])
    assert day("2024-07-03") == ("2024-07-03", [])
    with pytest.raises(ValueError, match="not a date"):
        day("yesterday")


@pytest.mark.parametrize(
    ("other", "bounds"),
    [
        ({"end": "2019-12"}, (0, 100)),
        ({"end": "2021"}, (100, 100)),
        ({"start": "2015", "end": "2019"}, (0, 100)),
    ],
)
def test_a_record_without_an_end_is_perhaps_over_where_another_says_so(shares, other, bounds):
    found = shares(owns("a", "t", 100), owns("a", "t", kind="control", key="other", **other))
    assert found["a t"][:2] == bounds


def test_what_was_taken_up_again_after_an_end_is_held(shares):
    found = shares(
        owns("a", "t", 100, start="2020-01"), owns("a", "t", 60, key="other", end="2018")
    )
    assert found == {"a t": (100, 100, "not said")}
