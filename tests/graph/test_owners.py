"""Who owns a body on a day."""

from __future__ import annotations

import pytest

from panoptrade.graph.owners import COLUMNS, owners
from panoptrade.ontology.words import UnknownWordError
from tests import invented
from tests.owned import body, owns


def test_the_owners_of_the_world_are_those_of_the_day(world):
    found = owners(world, "Acme Lantern Works", "2018-06-01")
    assert list(found.columns) == COLUMNS
    about = found[["owner", "share_min", "share_max", "interest_min", "ultimate", "since", "until"]]
    assert about.to_numpy().tolist() == [
        ["org:granite-holdings", 25.0, 25.0, 25.0, True, "2014", "2019"]
    ]
    assert found["records"][0] == ["ownership:granite-holdings:acme-lantern-works"]
    assert (found["grades"][0], found["sources"][0]) == (["official"], ["gazette"])
    assert owners(world, "Acme Lantern Works", "2020-01-01").empty


def test_owners_of_owners_have_an_interest_and_no_share(world):
    found = owners(world, "Ember Lens", "2018-06-01").set_index("owner")
    assert found["interest_min"].to_dict() == {
        "org:acme-lantern-works": 60.0,
        "org:granite-holdings": 15.0,
    }
    assert found.loc["org:granite-holdings", ["steps", "share_min", "records"]].tolist() == [
        2, 0.0, [],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["org:acme-lantern-works", "org:granite-holdings"]),
        ({"which": "direct"}, ["org:acme-lantern-works"]),
        ({"which": "ultimate"}, ["org:granite-holdings"]),
        ({"which": "ultimate", "threshold": 15}, ["org:granite-holdings"]),
        ({"which": "ultimate", "threshold": 16}, []),
    ],
)
def test_owners_are_all_the_direct_or_the_last_above_a_threshold(world, asked, expected):
    assert owners(world, "Ember Lens", "2018-06-01", **asked)["owner"].tolist() == expected


def test_a_threshold_that_an_unknown_share_may_reach_cannot_be_known(world):
    found = owners(world, "Cobalt Owl", "2020", threshold=30)
    columns = ["owner", "control", "interest_min", "interest_max", "above"]
    assert found[columns].iloc[0].tolist() == [
        "person:hypatia-quill", "yes", 0.0, 100.0, "cannot be known",
    ]  # fmt: skip
    assert "its known ultimate owners have 0 percent of it at least" in found.attrs["notes"]


def test_nobody_known_to_own_it_gives_no_rows(world):
    found = owners(world, "Dune Whisper", "2020-01-01")
    assert (list(found.columns), len(found)) == (COLUMNS, 0)
    assert "nobody is known to own it" in found.attrs["notes"]


def test_circles_and_too_much_are_said(tmp_path):
    graph = invented.built(
        tmp_path / "graph",
        [
            body("a"), body("b"), body("t"), body("u"),
            owns("a", "b", 100), owns("b", "a", 100), owns("a", "t", 100),
            owns("a", "u", 80), owns("t", "u", 80),
        ],
    )  # fmt: skip
    assert (
        "org:a, org:b hold each other wholly: nobody stands behind them"
        in owners(graph, "t", "2020").attrs["notes"]
    )
    said = " ".join(owners(graph, "u", "2020").attrs["notes"])
    assert "org:u adds up to more than 100 percent" in said


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        ({"which": "directt"}, UnknownWordError, "did you mean direct"),
        ({"threshold": 101}, ValueError, "from 0 to 100, not 101"),
        ({"on": "soon"}, ValueError, "not a date"),
    ],
)
def test_wrong_words_and_numbers_are_refused(world, asked, error, says):
    with pytest.raises(error, match=says):
        owners(world, **{"thing": "Ember Lens", "on": "2018", **asked})
