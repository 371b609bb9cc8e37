"""Laws of the cascade, for any holdings."""

from __future__ import annotations

import string

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.owned import answers

ORDER = {"not restricted": 0, "cannot be known": 1, "restricted": 2}
names = st.sampled_from(string.ascii_uppercase[:7])
shares = st.sampled_from([0, 10, 25, 33.3, 50, 51, 100])
holding = st.tuples(names, names, shares, shares).map(
    lambda one: (one[0], one[1], min(one[2:]), max(one[2:]))
)
holdings = st.lists(holding, max_size=12, unique_by=lambda one: one[:2])
rules = st.sampled_from(["ofac", "eu", "uk", "bis"])
named = st.lists(names, max_size=3, unique=True).map(" ".join)


@given(holdings, holding, named, rules)
def test_another_holding_never_frees_who_is_restricted(held, more, listed, rule):
    assume(more[:2] not in {one[:2] for one in held})
    before, after = answers(held, listed, rule), answers([*held, more], listed, rule)
    assert all(after[one] == "restricted" for one in before if before[one] == "restricted")


@given(holdings, named, names, rules)
def test_another_listing_never_frees_anybody(held, listed, more, rule):
    before, after = answers(held, listed, rule), answers(held, f"{listed} {more}", rule)
    assert all(ORDER[after[one]] >= ORDER[before[one]] for one in before)


@given(holdings, named, rules, st.randoms())
def test_the_order_of_rows_changes_nothing(held, listed, rule, random):
    turned = list(held)
    random.shuffle(turned)
    assert answers(turned, listed, rule) == answers(held, listed, rule)


@given(holdings, named, rules, st.permutations(string.ascii_uppercase[:7]))
def test_other_names_change_nothing(held, listed, rule, others):
    called = dict(zip(string.ascii_uppercase[:7], others, strict=True))
    renamed = [(called[one[0]], called[one[1]], *one[2:]) for one in held]
    found = answers(renamed, " ".join(called[one] for one in listed.split()), rule)
    expected = answers(held, listed, rule)
    assert found == {called[one]: answer for one, answer in expected.items()}


@given(holdings, named, rules)
def test_knowing_a_share_better_never_contradicts_what_was_certain(held, listed, rule):
    exact = [(owner, asset, low, low) for owner, asset, low, _ in held]
    before, after = answers(held, listed, rule), answers(exact, listed, rule)
    total = {}
    for _, asset, low, _ in held:
        total[asset] = total.get(asset, 0) + low
    if max(total.values(), default=0) <= 100:
        settled = [one for one in before if before[one] != "cannot be known"]
        assert all(after[one] == before[one] for one in settled)


@given(holdings, named)
def test_half_reaches_whatever_more_than_half_does(held, listed):
    half, more = answers(held, listed, "eu"), answers(held, listed, "eu", "2024-07-02")
    assert all(ORDER[half[one]] >= ORDER[more[one]] for one in half)


@given(holdings, named)
def test_a_plain_fixpoint_finds_the_same(held, listed):
    blocked, size = set(listed.split()), -1
    while len(blocked) != size:
        size = len(blocked)
        for asset in {one[1] for one in held}:
            if sum(low for owner, of, low, _ in held if of == asset and owner in blocked) >= 50:
                blocked.add(asset)
    found = answers(held, listed)
    assert {one for one in found if found[one] == "restricted"} == blocked & set(found)
