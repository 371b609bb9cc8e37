"""Random networks: what they keep, that each is as likely, and what chance then says."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panoptrade.graph import chance, null
from panoptrade.graph.engines import by_columns
from panoptrade.graph.rank import centrality
from tests.graph import networks


def ends(edges):
    codes, names = pd.factorize(pd.concat([edges["source"], edges["target"]]), sort=True)
    return codes[: len(edges)], codes[len(edges) :], len(names)


@given(edges=networks.random(loops=False, parallel=False), seed=st.integers(0, 99))
@settings(max_examples=50, deadline=None)
def test_every_node_keeps_its_ties_in_and_out_and_no_tie_is_made_twice(edges, seed):
    source, target, size = ends(edges)
    before = target.copy()
    for drawn in null.draw(source, target, size, 3, seed=seed):
        assert sorted(drawn.tolist()) == sorted(target.tolist())
        assert len(set(zip(source.tolist(), drawn.tolist(), strict=True))) == len(edges)
        assert not (source == drawn).any()
    assert (target == before).all()


@given(edges=networks.random(parallel=False))
@settings(max_examples=30, deadline=None)
def test_ties_to_themselves_are_drawn_only_where_they_may_be(edges):
    source, target, size = ends(edges)
    for drawn in null.draw(source, target, size, 3, seed=1, loops=True):
        assert sorted(drawn.tolist()) == sorted(target.tolist())
        assert len(set(zip(source.tolist(), drawn.tolist(), strict=True))) == len(edges)


def _shares(edges, number, **options):
    source, target, size = ends(edges)
    drawn = null.draw(source, target, size, number, seed=5, **options)
    found = Counter(tuple(sorted(zip(source.tolist(), one.tolist(), strict=True))) for one in drawn)
    return sorted(count / number for count in found.values())


@pytest.mark.parametrize(
    ("ties", "networks_there_are"),
    [
        # Two vendors of two ties and one of one, in three countries with 2, 2 and 1.
        (["a>x", "a>y", "b>x", "b>z", "c>y"], 5),
        # Permutations of four.
        (["a>w", "b>x", "c>y", "d>z"], 24),
        # A triangle, which only turning round changes.
        (["a>b", "b>c", "c>a"], 2),
    ],
)
def test_every_network_with_the_degrees_is_as_likely(ties, networks_there_are, monkeypatch):
    monkeypatch.setattr(null, "ROUNDS", 25)
    found = _shares(networks.edges(*ties), 1600)
    assert len(found) == networks_there_are
    # Four standard deviations of a share of 1600 draws.
    off = 4 * np.sqrt(1 / networks_there_are / 1600)
    assert found == pytest.approx([1 / networks_there_are] * networks_there_are, abs=off)


def test_the_same_seed_draws_the_same_networks():
    source, target, size = ends(networks.edges("a>x", "a>y", "b>x", "b>z", "c>y"))
    first, again, other = (
        np.array(list(null.draw(source, target, size, 20, seed=seed))) for seed in (1, 1, 2)
    )
    assert first.tolist() == again.tolist()
    assert first.tolist() != other.tolist()


@pytest.mark.parametrize("ties", [[], ["a>x"], ["a>x", "a>y", "a>z"]])
def test_a_network_that_cannot_be_otherwise_stays_as_it_is(ties):
    source, target, size = ends(networks.edges(*ties))
    drawn = [sorted(one.tolist()) for one in null.draw(source, target, size, 3, seed=0)]
    assert drawn == [sorted(target.tolist())] * 3


def test_chance_follows_its_formulas():
    edges = networks.edges("a>x", "b>y")
    frame = pd.DataFrame({"id": ["a", "b"], "value": [3.0, 1.0]})
    drawn = iter([{"a": float(one), "b": 1.0} for one in range(19)])
    chance.add(frame, edges, lambda _: next(drawn), null=19, seed=0, loops=False)
    # 0, 1 … 18: mean 9, 16 of 19 at least 3; b never varies.
    assert frame["expected"].tolist() == [9, 1]
    sd = np.std(range(19), ddof=1)
    assert frame["sd"].tolist() == pytest.approx([sd, 0])
    assert frame["z"][0] == pytest.approx(-6 / sd, abs=1e-6)
    assert np.isnan(frame["z"][1])
    assert frame["p"].tolist() == [17 / 20, 1]


def test_what_degrees_fix_has_no_z(world):
    found = centrality(world, "degree", null=19, seed=1)
    assert found["z"].isna().all()
    assert set(found["p"]) == {1.0}
    assert found["expected"].tolist() == found["value"].tolist()
    assert any("z is empty" in note for note in found.attrs["notes"])
    # A tie's weight stays with its source.
    assert centrality(world, "out-strength", null=19, seed=1)["z"].isna().all()


def test_a_bridge_between_two_clubs_is_more_than_chance():
    # Six sellers of four ties each, in two closed halves; one of them reaches over.
    half = [f"{a}>{b}" for a in ("s1", "s2", "s3") for b in ("k", "l", "m", "n")]
    other = [f"{a}>{b}" for a in ("t1", "t2", "t3") for b in ("w", "x", "y", "z")]
    edges = networks.edges(*half[:-1], "s3>w", *other)

    def value(edges):
        return by_columns(edges, "betweenness", None)["value"]

    first = value(edges)
    frame = pd.DataFrame({"id": list(first), "value": list(first.values())})
    chance.add(frame, edges, value, null=99, seed=3, loops=False)
    found = frame.set_index("id")
    assert found.loc["s3", "p"] == 0.01
    assert found.loc["s3", "z"] > 3
    assert found.loc["t1", "p"] > 0.5


def test_p_of_a_network_that_chance_made_is_spread_evenly():
    source, target, size = ends(networks.edges(*(f"{a}>{b}" for a, b in pairwise("abcdefgh"))))
    names = np.array([f"n{one}" for one in range(size)])

    def value(edges):
        return by_columns(edges, "closeness", None)["value"]

    small = []
    for made in null.draw(source, target, size, 12, seed=8):
        edges = pd.DataFrame({"source": names[source], "target": names[made]})
        first = value(edges)
        frame = pd.DataFrame({"id": list(first), "value": list(first.values())})
        chance.add(frame, edges, value, null=19, seed=9, loops=False)
        small += (frame["p"] <= 0.2).tolist()
    assert np.mean(small) < 0.3


def test_chance_repeats_by_its_seed_and_changes_no_edges(world):
    first = centrality(world, "betweenness", null=19, seed=4)
    assert first.equals(centrality(world, "betweenness", null=19, seed=4))
    assert not first.equals(centrality(world, "betweenness", null=19, seed=5))
    assert list(first)[-4:] == ["expected", "sd", "z", "p"]


def test_chance_of_an_empty_network_is_empty(world):
    found = centrality(world, "betweenness", technology="iris-recognition", null=19)
    assert found.empty
    assert list(found)[-4:] == ["expected", "sd", "z", "p"]


def test_too_few_random_networks_are_an_error(world):
    with pytest.raises(ValueError, match="19 random networks or more, not 3"):
        centrality(world, "betweenness", null=3)
