"""What of a body belongs to whom, in known cases and by law."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panoptrade.graph.interest import interest
from tests.owned import held


def found(body, *shares):
    """Return the bounds of each owner's interest, rounded."""
    holdings = held(*shares)
    solved = interest(holdings, holdings.places[body])
    return {
        holdings.ids[one]: (round(float(low), 6), round(float(high), 6))
        for one, low, high in zip(solved.owners, solved.low, solved.high, strict=True)
    }


def exactly(body, *shares):
    """Return each owner's interest where the bounds are one."""
    both = found(body, *shares)
    assert all(low == high for low, high in both.values())
    return {one: low for one, (low, _) in both.items()}


def test_interest_through_a_chain_is_the_product():
    assert exactly("C", ("A", "B", 50), ("B", "C", 50)) == {"A": 25.0, "B": 50.0}


def test_interest_through_two_branches_adds_up():
    shares = [("X", "A", 50), ("X", "B", 40), ("A", "T", 30), ("B", "T", 50), ("X", "T", 10)]
    assert exactly("T", *shares)["X"] == 45.0


def test_two_firms_that_hold_each_other():
    # By hand, of T: y = 0.5 + 0.4 (0.5 y) for the circle, so 0.5 / 0.8 goes to Y, 0.3 / 0.8 to X.
    shares = [("A", "T", 50), ("T", "A", 40), ("X", "A", 60), ("Y", "T", 50)]
    assert exactly("T", *shares) == {"A": 50.0, "X": 37.5, "Y": 62.5}


def test_own_shares_belong_to_the_other_owners():
    assert exactly("T", ("X", "T", 60), ("Y", "T", 20), ("T", "T", 20)) == {"X": 75.0, "Y": 25.0}


def test_a_body_that_holds_itself_wholly_has_no_owner():
    holdings = held(("T", "T", 100))
    solved = interest(holdings, 0)
    assert (list(solved.owners), solved.closed) == ([], [[0]])


def test_a_circle_that_sums_to_the_whole_has_nobody_behind_it():
    holdings = held(("A", "B", 100), ("B", "A", 100), ("A", "T", 60), ("B", "T", 40))
    solved = interest(holdings, holdings.places["T"])
    assert [sorted(holdings.ids[one] for one in group) for group in solved.closed] == [["A", "B"]]
    assert found("T", ("A", "B", 100), ("B", "A", 100), ("A", "T", 60), ("B", "T", 40)) == {
        "A": (100.0, 100.0),
        "B": (100.0, 100.0),
    }


def test_an_unknown_share_is_what_the_others_leave():
    assert found("T", ("A", "T", 0, 100), ("B", "T", 30)) == {"A": (0.0, 70.0), "B": (30.0, 30.0)}


def test_an_unknown_share_far_up_bounds_what_comes_through_it():
    shares = [("X", "A", 20, 60), ("A", "T", 50)]
    assert found("T", *shares) == {"A": (50.0, 50.0), "X": (10.0, 30.0)}


def test_a_circle_of_unknown_shares_may_be_the_whole():
    shares = [("A", "T", 0, 100), ("T", "A", 0, 100), ("X", "A", 0, 50)]
    bounds = found("T", *shares)
    assert bounds == {"A": (0.0, 100.0), "X": (0.0, 100.0)}


def test_shares_over_the_whole_are_less_by_what_is_too_much():
    holdings = held(("A", "T", 70), ("B", "T", 70))
    solved = interest(holdings, holdings.places["T"])
    assert solved.over == [holdings.places["T"]]
    assert found("T", ("A", "T", 70), ("B", "T", 70)) == {"A": (30.0, 70.0), "B": (30.0, 70.0)}


def test_a_body_that_nobody_holds_has_no_owners():
    assert found("X", ("X", "A", 50)) == {}


def test_steps_and_the_last_owners():
    holdings = held(("X", "A", 50), ("A", "T", 50), ("X", "T", 1))
    solved = interest(holdings, holdings.places["T"])
    by_name = {
        holdings.ids[one]: (int(steps), bool(last))
        for one, steps, last in zip(solved.owners, solved.steps, solved.ultimate, strict=True)
    }
    assert by_name == {"A": (1, False), "X": (1, True)}


@st.composite
def trees(draw):
    """Return a tree of bodies: each but the first holds one of those before it."""
    size = draw(st.integers(2, 9))
    places = [draw(st.integers(0, one - 1)) for one in range(1, size)]
    return [(one, below, draw(st.sampled_from([10, 25, 33.3]))) for one, below in
            enumerate(places, start=1)]  # fmt: skip


@given(trees())
def test_interest_in_a_tree_is_the_product_along_the_way(tree):
    # At most three owners a body, so that shares stay below the whole.
    taken = [one for at, one in enumerate(tree) if sum(o[1] == one[1] for o in tree[:at]) < 3]
    below = {one: (asset, share) for one, asset, share in taken}
    expected = {}
    for one in below:
        product, at = 1.0, one
        while at in below:
            at, share = below[at]
            product *= share / 100
        if at == 0:
            expected[f"b{one}"] = round(100 * product, 6)
    if not expected:
        return
    shares = [(f"b{one}", f"b{asset}", share) for one, asset, share in taken]
    assert exactly("b0", *shares) == pytest.approx(expected)


@st.composite
def networks(draw):
    """Return shares of up to six bodies in each other, less than the whole of each."""
    size = draw(st.integers(2, 6))
    numbers = st.lists(st.integers(0, 9), min_size=size * size, max_size=size * size)
    shares = np.array(draw(numbers), dtype=float).reshape(size, size)
    return shares / np.maximum(shares.sum(axis=0) * 1.1, 1)


@given(networks())
def test_interest_is_the_dense_solution_with_the_owners_own_part_taken_out(shares):
    size = len(shares)
    pairs = [(f"b{i}", f"b{j}", 100 * shares[i, j]) for i in range(size) for j in range(size)]
    taken = [one for one in pairs if one[2] > 0]
    if not any(one[1] == "b0" for one in taken):
        return
    inverse = np.linalg.inv(np.eye(size) - shares)
    expected = 100 * inverse[:, 0] / np.diag(inverse)
    for one, (low, _) in found("b0", *taken).items():
        assert low == pytest.approx(expected[int(one[1:])], abs=1e-4)


@given(networks())
def test_the_last_owners_have_no_more_than_the_whole(shares):
    size = len(shares)
    pairs = [(f"b{i}", f"b{j}", 100 * shares[i, j]) for i in range(size) for j in range(size)]
    holdings = held(*[one for one in pairs if one[2] > 0])
    for body in range(len(holdings.ids)):
        solved = interest(holdings, body)
        assert solved.low[solved.ultimate].sum() <= 100 + 1e-6
        assert (solved.low <= solved.high + 1e-9).all()
        assert (solved.high <= 100 + 1e-6).all()
