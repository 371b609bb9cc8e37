"""What touches restricted parties, and what a rule changes."""

from __future__ import annotations

import pytest

from panoptrade.graph.exposure import COLUMNS, exposure
from panoptrade.ontology.words import UnknownWordError
from tests import invented, world
from tests.owned import body, listed, owns


def sold(number, name, to="KEN", **found):
    return world.deal("gazette", number, name, to, **found)


@pytest.fixture
def graph(tmp_path):
    """Acme, on the Entity List, holds half of Lens; both sell, and Chips supplies Lens."""
    found = {"supplier": "org:chips", "customer": "org:lens", "kind": "component"}
    return invented.built(
        tmp_path / "graph",
        [
            body("acme"), body("lens"), body("chips"), body("other"),
            world.said("gazette", "Government", "gov:KEN", name="Kenya", kind="state"),
            owns("acme", "lens", 50, start="2018"), listed("acme", "bis", start="2019-10-09"),
            sold(1, "acme", start="2015"), sold(2, "lens", start="2021"),
            sold(3, "lens", kind="detection"), sold(4, "other", start="2021"),
            sold(5, "other", intermediary=["org:acme"], start="2022"),
            world.said("gazette", "Supply", "supply:1", **found, as_of="2020"),
        ],
    )  # fmt: skip


def told(frame, *columns):
    return sorted(frame[list(columns)].to_numpy().tolist())


def test_deals_buyers_and_suppliers_of_restricted_parties_are_found(graph):
    found = exposure(graph, "2025-10-10", "bis")
    assert list(found.columns) == COLUMNS
    assert told(found, "what", "id", "role", "party", "how") == [
        ["buyer", "gov:KEN", "intermediary", "org:acme", "named"],
        ["buyer", "gov:KEN", "seller", "org:acme", "named"],
        ["buyer", "gov:KEN", "seller", "org:lens", "reached"],
        ["deal", "deal:gazette:1", "seller", "org:acme", "named"],
        ["deal", "deal:gazette:2", "seller", "org:lens", "reached"],
        ["deal", "deal:gazette:3", "seller", "org:lens", "reached"],
        ["deal", "deal:gazette:5", "intermediary", "org:acme", "named"],
        ["party", "org:acme", None, "org:acme", "named"],
        ["party", "org:lens", None, "org:lens", "reached"],
        ["supplier", "org:chips", "customer", "org:lens", "reached"],
    ]
    assert found["answer"].unique().tolist() == ["restricted"]


def test_a_switch_against_another_shows_only_what_it_changes(graph):
    found = exposure(graph, "2025-12-01", "bis", switch="on", against="off")
    assert told(found, "what", "id", "answer", "against") == [
        ["buyer", "gov:KEN", "restricted", "not restricted"],
        ["deal", "deal:gazette:2", "restricted", "not restricted"],
        ["deal", "deal:gazette:3", "restricted", "not restricted"],
        ["party", "org:lens", "restricted", "not restricted"],
        ["supplier", "org:chips", "restricted", "not restricted"],
    ]
    notes = found.attrs["notes"]
    assert "BIS Affiliates Rule (suspended), switch on: 2 parties restricted and 0" in notes[0]
    assert "switch off: 1 parties restricted" in notes[1]
    assert "1 parties differ between the two" in notes[2]


def test_a_switch_that_changes_nothing_gives_no_rows(graph):
    found = exposure(graph, "2025-12-01", "bis", switch="off", against="dated")
    assert (list(found.columns), len(found)) == (COLUMNS, 0)


def test_deals_and_undated_ones_are_counted(graph):
    found = exposure(graph, "2025-10-10", "bis", what="deal")
    assert found["first"].tolist() == [2015, 2021, None, 2022]
    assert "4 deals shown: of 4 the party is restricted, 1 have no date" in found.attrs["notes"]
    buyers = exposure(graph, "2025-10-10", "bis", what="buyer").set_index(["party", "role"])
    assert buyers.loc[("org:acme", "seller"), ["deals", "first", "last"]].tolist() == [
        1,
        2015,
        2015,
    ]


def test_filters_take_away_deals_and_no_suppliers(graph):
    found = exposure(graph, "2025-10-10", "bis", kinds="contract")
    assert "deal:gazette:3" not in found["id"].tolist()
    assert "supplier" in found["what"].tolist()


def test_a_share_that_is_not_known_is_told_apart(tmp_path):
    unknown = invented.built(
        tmp_path / "other",
        [
            body("acme"), body("lens"), owns("acme", "lens", start="2018"),
            listed("acme", "bis", start="2019"), sold(1, "lens", start="2021"),
        ],
    )  # fmt: skip
    found = exposure(unknown, "2025-10-10", "bis", what="deal")
    assert found[["id", "answer"]].to_numpy().tolist() == [["deal:gazette:1", "cannot be known"]]
    assert "1 deals shown: of 0 the party is restricted, 0 have no date" in found.attrs["notes"]


def test_a_restricted_buyer_touches_its_deals(graph, tmp_path):
    records = [
        world.said("gazette", "Government", "gov:KEN", name="Kenya", kind="state"),
        body("acme"), sold(1, "acme", start="2021"), listed("gov:KEN", start="2019"),
    ]  # fmt: skip
    found = exposure(invented.built(tmp_path / "buyer", records), "2020-01-01", "ofac", what="deal")
    assert found[["id", "role", "party"]].to_numpy().tolist() == [
        ["deal:gazette:1", "buyer", "gov:KEN"]
    ]


def test_nobody_restricted_gives_no_rows(world):
    found = exposure(world, "2020-01-01", "eu")
    assert (list(found.columns), len(found)) == (COLUMNS, 0)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"rule": "biss"}, "did you mean bis"),
        ({"against": "of"}, "no switch 'of'"),
        ({"what": "deals"}, "did you mean deal"),
    ],
)
def test_a_wrong_word_names_the_nearest(graph, asked, says):
    with pytest.raises(UnknownWordError, match=says):
        exposure(graph, "2025-10-10", **asked)
