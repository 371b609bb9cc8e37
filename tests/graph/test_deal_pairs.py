"""Deals that two sources tell of are found with reasons, and count once when judged the same."""

from __future__ import annotations

import pytest

import panoptrade as pt
from panoptrade.graph import deal_pairs, merge, verdicts
from panoptrade.graph.api import Graph
from panoptrade.graph.flows import flows
from tests import world as worlds

FACE = {"technology": "facial-recognition"}
OTHER = "atlas-1"
NAMED = {"org:acme": "Acme", "country:KEN": "Kenya"}


def deal(**values):
    """A deal of Acme Lantern Works to Kenya, as the gazette's first one but for some values."""
    found = {
        "id": "deal:x", "kind": "contract", "status": None, "pairing": None, "start": "2015",
        "end": None, "disclosed": None, "value": None, "technology": ["tech:facial-recognition"],
        "product": None, "buyer": ["gov:KEN"], "destination": ["country:KEN"],
        "sources": ["gazette"], "sellers": ["org:acme"], "places": ["country:KEN"],
    }  # fmt: skip
    return found | values


def compared(**values):
    return deal_pairs.compare(deal(), deal(id="deal:y", sources=["atlas"], **values), NAMED)


def test_one_deal_of_two_sources_is_found_with_its_reasons():
    found = compared()
    assert found["score"] == 0.93
    assert found["automatic"]
    assert found["reasons"] == [
        "one seller: Acme",
        "one buyer or destination: Kenya",
        "one technology: facial-recognition",
        "one date: 2015",
        "both contract",
        "one buyer",
    ]
    assert (found["left_sources"], found["right_sources"]) == (["gazette"], ["atlas"])
    assert found["right_name"] == "Acme → Kenya: facial-recognition"
    assert found["right_identifiers"] == ["kind contract", "start 2015"]


@pytest.mark.parametrize(
    "values",
    [
        {"technology": ["tech:commercial-spyware"]},
        {"start": "2016"},
        {"start": "2016", "end": "2018"},
        {"start": None, "disclosed": "2014"},
    ],
    ids=["technology", "year", "span", "disclosed-before"],
)
def test_another_technology_or_time_is_another_deal(values):
    assert compared(**values) is None


@pytest.mark.parametrize(
    ("values", "reason", "score"),
    [
        ({"technology": ["tech:biometrics"]}, "biometrics is broader than facial-recogn", 0.87),
        ({"technology": None}, "technology not stated by both", 0.81),
        ({"start": None}, "one is not dated", 0.68),
        ({"start": "2015-06"}, "dates overlap: 2015 / 2015-06", 0.83),
        ({"start": "2014", "end": "2016"}, "dates overlap: 2015 / 2014", 0.83),
        ({"start": None, "disclosed": "2017"}, "dates overlap: 2015 / 2017", 0.83),
        ({"start": "201X"}, "dates overlap: 2015 / 201X", 0.83),
        ({"kind": "deployment"}, "kinds contract / deployment", 0.85),
        ({"kind": "training"}, "one may come beside the other", 0.68),
        ({"pairing": "possible"}, "one lists sellers and technologies side by side", 0.83),
        ({"sellers": ["org:acme", "org:ember"]}, "one names more sellers", 0.85),
        ({"buyer": ["gov:KEN:police"]}, "buyers differ", 0.8),
    ],
)
def test_what_is_less_certain_lowers_the_score_and_is_said(values, reason, score):
    found = compared(**values)
    assert any(reason in one for one in found["reasons"])
    assert found["score"] == score


def test_undated_on_both_sides_is_said():
    found = deal_pairs.compare(deal(start=None), deal(start=None), NAMED)
    assert "neither is dated" in found["reasons"]


@pytest.mark.parametrize("kind", ["presence", "detection"])
def test_a_presence_beside_a_sale_is_scored_low_and_never_automatic(kind):
    found = compared(kind=kind)
    assert found["score"] == 0.63
    assert f"kinds contract / {kind}: a presence is no sale" in found["reasons"]
    assert not found["automatic"]


def test_amounts_and_products_speak_for_and_against():
    costly = deal(value=5.0, product=["product:eye"])
    same = deal_pairs.compare(costly, costly, NAMED)["reasons"]
    other = deal(value=6.0, product=["product:ear"])
    differing = deal_pairs.compare(costly, other, NAMED)["reasons"]
    assert {"one amount", "one product"} <= set(same)
    assert {"amounts differ", "products differ"} <= set(differing)


def test_another_seller_or_place_is_another_deal(tmp_path):
    more = [
        worlds.deal(OTHER, "a", "borealis-gaze", "KEN", start="2015", **FACE),
        worlds.deal(OTHER, "b", "acme-lantern-works", "UGA", start="2015", **FACE),
    ]
    assert deal_pairs.pairs(worlds.build(tmp_path, more)) == []


def test_two_deals_of_one_source_are_two(tmp_path):
    again = worlds.deal(worlds.GAZETTE, "again", "acme-lantern-works", "KEN", start="2015", **FACE)
    assert deal_pairs.pairs(worlds.build(tmp_path, [again])) == []


def test_a_deal_that_fits_two_of_another_source_is_never_automatic(tmp_path):
    more = [
        worlds.deal(OTHER, at, "acme-lantern-works", "KEN", start="2015", **FACE) for at in (1, 2)
    ]
    found = deal_pairs.pairs(worlds.build(tmp_path, more))
    assert [row["score"] for row in found] == [0.88, 0.88]
    assert not any(row["automatic"] for row in found)
    assert found[0]["reasons"][-1] == "one of 2 that fit one of the two"


def test_judged_the_same_they_count_once_and_keep_both_sources(tmp_path):
    more = worlds.deal(OTHER, "more", "acme-lantern-works", "KEN", start="2015", **FACE)
    graph = Graph(worlds.build(tmp_path, [more]).path)
    before = flows(graph, ["importer"]).set_index("importer").loc["country:KEN", "deals"]
    row = pt.candidates(graph, cls="Deal").iloc[0]
    one = verdicts.Verdict(row["left"], row["right"], "same", "me", "2022-01-01", "one order")
    verdicts.add(tmp_path, [one])
    merge.build(tmp_path)
    after = flows(graph, ["importer"]).set_index("importer").loc["country:KEN", "deals"]
    assert after == before - 1
    merged = graph.rows("Deal", ["deal:atlas-1:more"])[0]
    assert merged["sources"] == ["atlas-1", "gazette"]
    assert merged["grade"] == "official"
    assert graph.rows("Deal", ["deal:gazette:1"]) == []
    (tmp_path / "decisions.csv").write_text("left,right,verdict,by,when,why\n")
    merge.build(tmp_path)
    assert flows(graph, ["importer"]).set_index("importer").loc["country:KEN", "deals"] == before


def test_real_deals_that_two_indices_tell_of_are_found():
    found = pt.candidates(pt.starter(), cls="Deal", at_least=0.65)
    wanted = {
        "deal:sii-sales:hacking-team-ecuador-2013",
        "deal:spyware-inventory:ECU:hacking-team:commercial-spyware",
    }
    assert wanted in [{row.left, row.right} for row in found.itertuples()]
