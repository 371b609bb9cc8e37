"""Which deals came after a listing, by whom, and whether the list reaches them."""

from __future__ import annotations

import pytest

from panoptrade.graph.leakage import COLUMNS, leakage
from panoptrade.ontology import dates
from panoptrade.ontology.words import UnknownWordError
from tests import invented
from tests import world as worlds

EMBER = "deal:gazette:7"


def vendor(name, **found):
    return worlds.said("gazette", "Vendor", f"org:{name}", name=name.title(), **found)


def listed(name, programme="us-ofac-cyber2", **found):
    about = {"target": f"org:{name}", "programme": f"programme:{programme}", **found}
    return worlds.said("gazette", "Sanction", f"sanction:{programme}:{name}", **about)


def sold(number, name, to="KEN", **found):
    return worlds.deal("gazette", number, name, to, **found)


@pytest.fixture
def graph(tmp_path):
    return lambda *records: invented.built(tmp_path / "graph", records)


def only(frame, column):
    (value,) = frame[column]
    return value


def test_a_subsidiary_sells_after_its_owner_was_listed(world):
    found = leakage(world)
    assert list(found.columns) == COLUMNS
    assert found[["deal", "way", "listed", "path", "timing", "regime"]].to_numpy().tolist() == [
        [
            EMBER,
            "subsidiary",
            "org:acme-lantern-works",
            ["ownership:acme-lantern-works:ember-lens"],
            "after",
            "row:0",
        ]
    ]
    assert only(found, "applies") == "no"
    assert "supplied with" in only(found, "why")


def test_what_is_not_shown_is_counted(world):
    notes = " ".join(leakage(world).attrs["notes"])
    assert "1 deals shown, of 9 with a seller" in notes
    assert "1 after, 0 ongoing, 0 same time, 2 before, 0 after delisting, 1 undated" in notes
    assert "no breach" in notes


@pytest.mark.parametrize(
    ("deal", "listing", "timing"),
    [
        ({"start": "2020-01-02"}, {"start": "2020-01-02"}, "after"),
        ({"start": "2020-01-01"}, {"start": "2020-01-02"}, "before"),
        ({"start": "2020"}, {"start": "2020-01-02"}, "same time"),
        ({"start": "2021"}, {"start": "2020"}, "after"),
        ({"start": "2020-03"}, {"start": "2020"}, "same time"),
        ({"start": "2018", "end": "2022"}, {"start": "2020"}, "ongoing"),
        ({"start": "2018", "end": "2020"}, {"start": "2020"}, "before"),
        ({"start": "201X"}, {"start": "2015"}, "same time"),
        ({"disclosed": "2021"}, {"start": "2020"}, "after"),
        ({}, {"start": "2020"}, "undated"),
        ({"start": "2021"}, {}, "undated"),
        ({"start": "2022"}, {"start": "2020", "end": "2021"}, "after delisting"),
        ({"start": "2021"}, {"start": "2020", "end": "2021"}, "after"),
    ],
)
def test_a_deal_lies_to_a_listing_as_its_dates_say(graph, deal, listing, timing):
    one = graph(vendor("acme"), listed("acme", **listing), sold(1, "acme", **deal))
    assert only(leakage(one, timings=None), "timing") == timing


@pytest.mark.parametrize(
    ("programme", "to", "start", "answer"),
    [
        ("us-ofac-cyber2", "USA", "2021", "yes"),
        ("us-ofac-cyber2", "KEN", "2021", "no"),
        ("us-bis-entity-list", "USA", "2021", "no"),
        ("us-ns-cmic", "USA", "2021", "no"),
        ("us-ndaa-889", "USA", "2021", "yes"),
        ("eu-cyber", "FRA", "2021", "yes"),
        ("eu-cyber", "GBR", "2021", "no"),
        ("eu-cyber", "CHE", "2021", "no"),
        ("us-ofac-cyber2", "", "2021", "cannot be known"),
        ("us-ofac-cyber2", "USA", "2020", "cannot be known"),
        ("us-ofac-cyber2", "USA", "2019", "no"),
        ("us-ofac-cyber2", "USA", None, "cannot be known"),
    ],
)
def test_scope_place_and_dates_say_whether_a_list_reaches_a_deal(
    graph, programme, to, start, answer
):
    one = graph(
        vendor("acme"),
        listed("acme", programme, start="2020-06-01"),
        sold(1, "acme", to, **({"start": start} if start else {})),
    )
    found = leakage(one, timings=None)
    assert (only(found, "applies"), bool(only(found, "why"))) == (answer, True)


def test_membership_of_the_union_is_that_of_the_date(graph):
    one = graph(
        vendor("acme"),
        listed("acme", "eu-cyber", start="2019"),
        sold(1, "acme", "GBR", start="2020"),
    )
    found = leakage(one)
    assert only(found, "applies") == "cannot be known"


def test_a_listed_body_behind_a_seller_is_a_question_of_the_ownership_rule(graph):
    owns = worlds.said(
        "gazette", "Ownership", "ownership:1", owner="org:acme", asset="org:lens", kind="control"
    )
    one = graph(
        vendor("acme"), vendor("lens"), owns, listed("acme", start="2019"),
        sold(1, "lens", "USA", start="2021"),
    )  # fmt: skip
    found = leakage(one)
    assert (only(found, "way"), only(found, "applies")) == ("subsidiary", "cannot be known")


def test_a_successor_counts_from_when_it_took_over(graph):
    became = worlds.said(
        "gazette", "Succession", "succession:1", predecessor="org:acme", successor="org:lens",
        kind="renamed", date="2022",
    )  # fmt: skip
    one = graph(
        vendor("acme"), vendor("lens"), became, listed("acme", start="2019"),
        sold(1, "lens", start="2021"), sold(2, "lens", start="2023"),
    )  # fmt: skip
    found = leakage(one, timings=None).set_index("deal")
    assert found["way"].tolist() == ["successor", "successor"]
    assert found["timing"].to_dict() == {"deal:gazette:1": "before", "deal:gazette:2": "after"}


def test_a_reseller_of_a_subsidiary_is_found_with_the_way_there(graph):
    owns = worlds.said(
        "gazette", "Ownership", "ownership:1", owner="org:acme", asset="org:lens", kind="equity",
        share_min=50.0, share_max=50.0,
    )  # fmt: skip
    resells = worlds.said(
        "gazette", "Supply", "supply:1", supplier="org:lens", customer="org:shop", kind="reselling"
    )
    one = graph(
        vendor("acme"), vendor("lens"), vendor("shop"), owns, resells,
        listed("acme", start="2019"), sold(1, "shop", start="2021"),
    )  # fmt: skip
    found = leakage(one)
    assert only(found, "way") == "reseller of a subsidiary"
    assert only(found, "path") == ["supply:1", "ownership:1"]
    assert leakage(one, ways="direct").empty


def test_a_minority_share_and_a_component_lead_nowhere(graph):
    owns = worlds.said(
        "gazette", "Ownership", "ownership:1", owner="org:acme", asset="org:lens", kind="equity",
        share_min=25.0, share_max=75.0,
    )  # fmt: skip
    part = worlds.said(
        "gazette", "Supply", "supply:1", supplier="org:acme", customer="org:lens", kind="component"
    )
    one = graph(
        vendor("acme"), vendor("lens"), owns, part, listed("acme", start="2019"),
        sold(1, "lens", start="2021"),
    )  # fmt: skip
    assert leakage(one, timings=None).empty


def test_a_circle_of_owners_ends(graph):
    circle = [
        worlds.said(
            "gazette", "Ownership", f"ownership:{a}", owner=f"org:{a}", asset=f"org:{b}",
            kind="control",
        )
        for a, b in (("acme", "lens"), ("lens", "acme"))
    ]  # fmt: skip
    one = graph(
        vendor("acme"), vendor("lens"), *circle, listed("acme", start="2019"),
        sold(1, "acme", start="2021"),
    )  # fmt: skip
    assert leakage(one)["way"].tolist() == ["direct"]


def test_a_graph_without_restrictions_gives_no_rows(graph):
    found = leakage(graph(vendor("acme"), sold(1, "acme", start="2021")))
    assert (list(found.columns), len(found)) == (COLUMNS, 0)


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [({"timings": "aftr"}, "after"), ({"ways": "dirct"}, "direct"),
     ({"scope": "blockng"}, "blocking"), ({"programme": "us-ns-cmi"}, "us-ns-cmic")],
)  # fmt: skip
def test_a_wrong_word_names_the_nearest(world, wrong, nearest):
    with pytest.raises(UnknownWordError, match=f"did you mean {nearest}"):
        leakage(world, **wrong)


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2014", "2014-01-01", "2014-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2014-03-02", "2014-03-02", "2014-03-02"),
        ("201X", "2010-01-01", "2019-12-31"),
    ],
)
def test_a_partial_date_has_a_first_and_a_last_day(partial, first, last):
    assert dates.bounds(partial) == (first, last)
