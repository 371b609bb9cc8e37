"""Whether a list reaches a subsidiary's deal by its rule of ownership, and counts of leakage."""

from __future__ import annotations

import pytest

from panoptrade.graph.leakage import leakage
from panoptrade.ontology.words import UnknownWordError
from tests import invented
from tests import world as worlds
from tests.graph.test_leakage import listed, only, sold, vendor


@pytest.fixture
def graph(tmp_path):
    return lambda *records: invented.built(tmp_path / "graph", records)


def owned(owner, asset, **found):
    ends = {"owner": f"org:{owner}", "asset": f"org:{asset}"}
    found = {"kind": "equity", **found}
    return worlds.said("gazette", "Ownership", f"ownership:{owner}:{asset}", **ends, **found)


@pytest.mark.parametrize(
    ("programme", "share", "start", "to", "answer"),
    [
        ("us-ofac-cyber2", 50.0, "2021-05-01", "USA", "yes"),
        ("us-ofac-cyber2", 50.0, "2021-05-01", "KEN", "no"),
        ("eu-cyber", 50.0, "2021-05-01", "FRA", "no"),  # more than half until July 2024
        ("eu-cyber", 50.0, "2025-05-01", "FRA", "yes"),
        ("eu-cyber", 50.0, "2024", "FRA", "cannot be known"),  # the rule changed within the year
        ("uk-cyber", 51.0, "2021-05-01", "GBR", "yes"),
        ("us-ndaa-889", 100.0, "2021-05-01", "USA", "cannot be known"),  # no rule by shares
    ],
)
def test_a_subsidiary_is_judged_by_the_rule_of_the_list_on_the_day_of_the_deal(
    graph, programme, share, start, to, answer
):
    one = graph(
        vendor("acme"), vendor("lens"), listed("acme", programme, start="2019"),
        owned("acme", "lens", share_min=share, share_max=share, start="2018"),
        sold(1, "lens", to, start=start),
    )  # fmt: skip
    found = leakage(one)
    assert (only(found, "way"), only(found, "applies")) == ("subsidiary", answer)


def test_the_reason_tells_the_rule_and_the_shares(graph):
    one = graph(
        vendor("acme"), vendor("lens"), listed("acme", start="2019"),
        owned("acme", "lens", share_min=60.0, share_max=60.0, start="2018"),
        sold(1, "lens", "USA", start="2021-05-01"),
    )  # fmt: skip
    assert only(leakage(one), "why") == (
        "OFAC 50 Percent Rule: Acme is named (us-ofac-cyber2 since 2019); "
        "Acme holds 60 percent of Lens; the rule asks for 50 percent or more"
    )


@pytest.mark.parametrize(
    ("held", "found"),
    [
        ({"start": "2018", "end": "2020"}, []),
        ({"start": "2022"}, []),
        ({"start": "2018", "end": "2021"}, ["subsidiary"]),
        ({}, ["subsidiary"]),
    ],
)
def test_who_owned_the_seller_at_another_time_stands_not_behind_the_deal(graph, held, found):
    one = graph(
        vendor("acme"), vendor("lens"), listed("acme", start="2019"),
        owned("acme", "lens", share_min=60.0, share_max=60.0, **held),
        sold(1, "lens", "USA", start="2021-05-01"),
    )  # fmt: skip
    assert leakage(one)["way"].tolist() == found


def test_deals_are_counted_by_importer_and_regime(graph):
    one = graph(
        vendor("acme"), listed("acme", start="2019"),
        sold(1, "acme", "KEN", start="2021"), sold(2, "acme", "KEN USA", start="2021"),
        sold(3, "acme", ""),
    )  # fmt: skip
    found = leakage(one, timings=None, by=["importer"])
    assert found.to_numpy().tolist() == [
        ["country:KEN", 2, 0, 0, 2, 0],
        ["(not known)", 1, 1, 0, 0, 1],
        ["country:USA", 1, 0, 1, 0, 0],
    ]
    assert found.columns.tolist() == [
        "importer", "deals", "undated", "yes", "no", "cannot_be_known",
    ]  # fmt: skip
    assert found.attrs["notes"] == leakage(one, timings=None).attrs["notes"]


def test_counting_nothing_gives_no_rows(graph):
    found = leakage(graph(vendor("acme")), by=["importer", "regime"])
    assert (len(found), found.columns.tolist()[:3]) == (0, ["importer", "regime", "deals"])
    with pytest.raises(UnknownWordError, match="did you mean importer"):
        leakage(graph(vendor("acme")), by="importr")
