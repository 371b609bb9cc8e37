"""Whom a rule reaches: OFAC's own examples, the other rules, circles, unknown shares."""

from __future__ import annotations

import pytest

from panoptrade.graph.interest import interest
from panoptrade.graph.proof import prove
from tests.owned import answers, held, listing, restricted, solved_for

RESTRICTED, FREE, OPEN = "restricted", "not restricted", "cannot be known"

# Shares, the listed, who is restricted, and where the answer stands.
OFAC = [
    ([("X", "A", 50), ("A", "B", 50)], "X", "A B", "FAQ 401, example 1"),
    (
        [("X", "A", 50), ("X", "B", 50), ("A", "C", 25), ("B", "C", 25)],
        "X",
        "A B C",
        "FAQ 401, example 2",
    ),
    ([("X", "A", 50), ("X", "B", 10), ("A", "B", 40)], "X", "A B", "FAQ 401, example 3"),
    (
        [("X", "A", 50), ("X", "B", 25), ("A", "C", 25), ("B", "C", 25)],
        "X",
        "A",
        "FAQ 401, example 4 (told from memory, not read in the original)",
    ),
    (
        [("X", "A", 25), ("X", "B", 25), ("A", "C", 50), ("B", "C", 50)],
        "X",
        "",
        "FAQ 401, example 5 (told from memory, not read in the original)",
    ),
    ([("X", "A", 25), ("Y", "A", 25)], "X Y", "A", "guidance of 13 August 2014: aggregate"),
    ([("X", "A", 25), ("Y", "A", 25)], "X", "", "the same with one of them listed"),
    ([("X", "A", 49.99)], "X", "", "less than half"),
    ([("X", "A", 10, "control")], "X", "", "FAQ 398: ownership and not control"),
    ([("X", "A", 33.3), ("Y", "A", 16.7)], "X Y", "A", "half, though not in floating point"),
]


@pytest.mark.parametrize(("shares", "named", "reached", "source"), OFAC, ids=lambda one: str(one))
def test_ofac_adds_shares_up_through_bodies_that_are_owned_by_half(shares, named, reached, source):
    assert restricted(shares, named) == set(reached.split()), source
    assert OPEN not in answers(shares, named).values()


def test_a_product_of_shares_would_fail_the_first_example():
    shares = [("X", "A", 50), ("A", "B", 50)]
    assert 0.5 * 0.5 < 0.5
    assert restricted(shares, "X") == {"A", "B"}


@pytest.mark.parametrize(
    ("on", "answer"),
    # The guidance of 13 August 2014 first added the shares of several blocked persons together.
    [("2014-08-12", FREE), ("2014-08-13", RESTRICTED)],
)
def test_ofac_adds_shares_of_several_since_august_2014(on, answer):
    shares = [("X", "A", 25), ("Y", "A", 25)]
    assert answers(shares, "X Y", on=on)["A"] == answer


def test_before_the_guidance_of_2008_nothing_is_claimed():
    found = answers([("X", "A", 60), ("Y", "B", 10)], "X Y", on="2007-06-01")
    assert found == {"X": RESTRICTED, "Y": RESTRICTED, "A": OPEN, "B": FREE}


@pytest.mark.parametrize(
    ("on", "share", "answer"),
    # Best Practices: more than 50 percent until their update of 3 July 2024, then 50 or more.
    [
        ("2024-07-02", 50, FREE),
        ("2024-07-02", 50.1, RESTRICTED),
        ("2024-07-03", 50, RESTRICTED),
        ("2024-07-03", 49.9, FREE),
    ],
)
def test_the_eu_asks_for_half_since_july_2024_and_for_more_before(on, share, answer):
    assert answers([("X", "A", share)], "X", "eu", on)["A"] == answer
    half = [("X", "A", share / 2), ("Y", "A", share / 2)]
    assert answers(half, "X Y", "eu", on)["A"] == answer


@pytest.mark.parametrize("rule", ["eu", "uk"])
def test_control_counts_where_the_rule_says_so(rule):
    found = answers([("X", "A", 5, "control"), ("A", "B", 5, "control")], "X", rule)
    assert (found["A"], found["B"]) == (RESTRICTED, RESTRICTED)


@pytest.mark.parametrize(
    ("shares", "answer"),
    # OFSI general guidance: more than 50 percent; 4.14: holdings of several are not simply added.
    [
        ([("X", "A", 50)], FREE),
        ([("X", "A", 50.1)], RESTRICTED),
        ([("X", "A", 30), ("Y", "A", 30)], OPEN),
        ([("X", "A", 25), ("Y", "A", 25)], FREE),
        ([("X", "B", 60), ("B", "A", 30), ("X", "A", 30)], RESTRICTED),
        ([("X", "B", 60), ("B", "A", 30), ("Y", "A", 30)], OPEN),
    ],
)
def test_the_uk_asks_for_more_than_half_of_one_party(shares, answer):
    assert answers(shares, "X Y", "uk")["A"] == answer


@pytest.mark.parametrize(
    ("on", "answer"),
    # FR Doc 2025-19001; suspended from 10 November 2025; its text returns on 10 November 2026.
    [
        ("2025-09-28", FREE),
        ("2025-09-29", RESTRICTED),
        ("2025-11-09", RESTRICTED),
        ("2025-11-10", FREE),
        ("2026-11-09", FREE),
        ("2026-11-10", RESTRICTED),
    ],
)
def test_the_affiliates_rule_reaches_as_its_dates_say(on, answer):
    found = answers([("X", "A", 25), ("Y", "A", 25)], "X Y", "bis", on)
    assert found == {"X": RESTRICTED, "Y": RESTRICTED, "A": answer}


def test_circles_end():
    circle = [("A", "B", 60), ("B", "C", 60), ("C", "A", 60)]
    assert restricted(circle, "") == set()
    assert restricted([*circle, ("X", "A", 40)], "X") == set()
    assert restricted(circle, "B") == {"A", "C"}


def test_two_who_hold_each_other_reach_nobody_by_themselves():
    assert restricted([("A", "B", 100), ("B", "A", 100)], "X") == set()


def test_own_shares_are_no_holding_of_somebody_else():
    assert restricted([("A", "A", 100)], "") == set()
    assert answers([("A", "A", 60), ("X", "A", 40)], "X")["A"] == FREE


@pytest.mark.parametrize(
    ("shares", "named", "answer"),
    [
        ([("X", "A", 0, 100)], "X", OPEN),
        ([("X", "A", 50, 100)], "X", RESTRICTED),
        ([("X", "A", 0, 49)], "X", FREE),
        # The others' known shares leave less than half.
        ([("X", "A", 0, 100), ("Z", "A", 51)], "X", FREE),
        ([("X", "A", 0, 100), ("Y", "A", 0, 100), ("Z", "A", 60)], "X Y", FREE),
        ([("X", "A", 0, 100), ("Y", "A", 0, 100), ("Z", "A", 40)], "X Y", OPEN),
        ([("X", "A", 30), ("Y", "A", 0, 100)], "X Y", OPEN),
        ([("X", "B", 0, 100), ("B", "A", 100)], "X", OPEN),
        # Where the known shares are more than the whole they bound nobody.
        ([("X", "A", 0, 100), ("Y", "A", 80), ("Z", "A", 80)], "X", OPEN),
    ],
)
def test_a_share_that_is_not_known_gives_a_third_answer(shares, named, answer):
    assert answers(shares, named)["A"] == answer


def test_a_restriction_whose_dates_are_open_gives_the_third_answer_too():
    from panoptrade.graph import ownership_rules
    from panoptrade.graph.cascade import solve

    rule = ownership_rules.rule("ofac", "2020-01-01")
    found = solve(held(("X", "A", 80)), {"X": [listing("X", certain=False)]}, rule)
    assert (found.answer("X"), found.answer("A"), found.answer("Z")) == (OPEN, OPEN, FREE)


def test_nothing_held_and_nobody_listed_reach_nobody():
    solved = solved_for([], "")
    assert solved.held.ids == []
    assert (list(solved.touched()), solved.answer("A")) == ([], FREE)


def test_a_listed_party_that_holds_nothing_is_named():
    solved = solved_for([], "X")
    assert (solved.answer("X"), list(solved.touched())) == (RESTRICTED, ["X"])


def steps(solved, one):
    held = solved.held
    return [
        (held.ids[held.owner[step.edge]], held.ids[held.asset[step.edge]], step.undecided)
        for step in prove(solved, one).steps
    ]


def test_the_proof_is_the_chain_from_the_listed_party():
    solved = solved_for([("X", "A", 50), ("A", "B", 40), ("X", "B", 10), ("Z", "B", 50)], "X")
    assert steps(solved, "B") == [("X", "A", False), ("X", "B", False), ("A", "B", False)]
    assert [one.party for one in prove(solved, "B").listings] == ["X"]


def test_the_proof_takes_the_fewest_holdings_that_suffice():
    solved = solved_for([("X", "A", 60), ("Y", "A", 40)], "X Y")
    assert steps(solved, "A") == [("X", "A", False)]


def test_the_proof_takes_control_where_it_counts():
    solved = solved_for([("X", "A", 1, "control"), ("Y", "A", 60)], "X Y", "eu")
    assert steps(solved, "A") == [("X", "A", False)]


def test_the_proof_of_a_circle_ends():
    solved = solved_for([("X", "A", 50), ("B", "A", 50), ("A", "B", 100)], "X")
    assert steps(solved, "B") == [("X", "A", False), ("A", "B", False)]


def test_the_third_answer_names_the_shares_that_would_decide_it():
    solved = solved_for([("X", "A", 0, 100), ("A", "B", 60), ("Z", "B", 0, 40)], "X")
    assert steps(solved, "B") == [("X", "A", True), ("A", "B", False)]


def test_who_is_not_restricted_has_no_proof():
    solved = solved_for([("X", "A", 10)], "X")
    assert prove(solved, "A") == ([], [])


def test_solving_changes_no_holding():
    shares = [("X", "A", 0, 100), ("A", "A", 10), ("A", "B", 60), ("B", "A", 30), ("Z", "B", 50)]
    solved = solved_for(shares, "X", "uk")
    for one in solved.held.ids:
        prove(solved, one)
        interest(solved.held, solved.held.places[one])
    fresh = held(*shares)
    for name in ("owner", "asset", "low", "high", "controls", "may_control", "silent", "undated"):
        assert (getattr(solved.held, name) == getattr(fresh, name)).all()
    assert (solved.held.ids, solved.held.records) == (fresh.ids, fresh.records)
