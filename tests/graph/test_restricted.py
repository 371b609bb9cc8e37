"""Is a body restricted on a day: the answer, its reason and what proves it."""

from __future__ import annotations

import pytest

from panoptrade.graph.owners import owners
from panoptrade.graph.restricted import COLUMNS, NOT_ADVICE, STEPS, restricted
from panoptrade.ontology.words import UnknownWordError
from tests import invented, world
from tests.owned import body, listed, owns


@pytest.fixture
def graph(tmp_path):
    return lambda *records: invented.built(tmp_path / "graph", records)


@pytest.fixture
def chain(graph):
    """Acme, listed in 2019 and delisted in 2022, holds half of Lens, which holds half of Shop."""
    return graph(
        body("acme"), body("lens"), body("shop", alias=["The Shop"]), body("other"),
        owns("acme", "lens", 50, start="2018"), owns("lens", "shop", 50, start="2020-06-01"),
        owns("other", "shop", 50, start="2018"),
        listed("acme", start="2019-03-05", end="2022-01-01"),
    )  # fmt: skip


def one(frame):
    assert len(frame) == 1
    return frame.iloc[0]


def test_the_chain_that_proves_it_is_told_with_its_records(chain):
    found = one(restricted(chain, "The Shop", "2021-01-01", "ofac"))
    assert found[["id", "name", "on", "answer"]].tolist() == [
        "org:shop", "Shop", "2021-01-01", "restricted",
    ]  # fmt: skip
    assert found["why"] == (
        "Acme is named (us-ofac-cyber2 since 2019-03-05 until 2022-01-01); "
        "Acme holds 50 percent of Lens; Lens holds 50 percent of Shop; "
        "the rule asks for 50 percent or more"
    )
    assert found["records"] == [
        "sanction:ofac:acme", "ownership:acme:lens", "ownership:lens:shop",
    ]  # fmt: skip
    assert found["listed"] == ["org:acme"]
    assert (found["share_min"], found["share_max"], found["undecided"]) == (50, 50, [])
    assert "FAQ 398, 399 and 401" in found["rule_source"]


def test_the_proof_has_a_row_a_step_with_source_and_grade(chain):
    found = restricted(chain, "shop", "2021-01-01", "ofac", proof=True)
    assert list(found.columns) == STEPS
    assert found[["step", "kind", "from", "to", "share_min"]].fillna("").to_numpy().tolist() == [
        [1, "listing", "programme:us-ofac-cyber2", "org:acme", ""],
        [2, "holding", "org:acme", "org:lens", 50.0],
        [3, "holding", "org:lens", "org:shop", 50.0],
    ]
    assert found["sources"].tolist() == [["gazette"]] * 3
    assert found["grades"].tolist() == [["official"]] * 3
    assert found["start"].tolist() == ["2019-03-05", "2018", "2020-06-01"]


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        ("2019-03-04", "not restricted"),
        ("2019-03-05", "not restricted"),  # its own holding of Shop began later
        ("2020-06-01", "restricted"),
        ("2021-12-31", "restricted"),
        ("2022-01-01", "not restricted"),  # delisted
    ],
)
def test_a_day_decides_by_holdings_and_listings(chain, on, answer):
    assert one(restricted(chain, "shop", on, "ofac"))["answer"] == answer


def test_all_rules_stand_in_one_table(chain):
    found = restricted(chain, "lens", "2021-01-01")
    assert list(found.columns) == COLUMNS
    assert found.set_index("rule")["answer"].to_dict() == {
        "ofac": "restricted", "eu": "not restricted", "uk": "not restricted",
        "bis": "not restricted",
    }  # fmt: skip


def test_a_rule_reaches_the_parties_of_its_own_lists_only(graph):
    one_list = graph(
        body("acme"), body("lens"), owns("acme", "lens", 100, start="2018"),
        listed("acme", "eu", start="2019"), listed("acme", "us-ns-cmic", start="2019"),
    )  # fmt: skip
    found = restricted(one_list, "lens", "2025-10-10").set_index("rule")["answer"]
    assert found[found == "restricted"].index.tolist() == ["eu"]


def test_the_affiliates_rule_reaches_parties_of_certain_blocking_lists_too(graph):
    # 15 CFR 744.8(a)(1): blocked under EO 14024, but not under the cyber programme.
    blocked = graph(
        body("acme"), body("bolt"), body("lens"), body("case"),
        owns("acme", "lens", 100, start="2018"), owns("bolt", "case", 100, start="2018"),
        listed("acme", "us-ofac-russia-eo14024", start="2023"),
        listed("bolt", "us-ofac-cyber2", start="2023"),
    )  # fmt: skip
    answers = [
        one(restricted(blocked, name, "2025-10-10", "bis"))["answer"] for name in ("lens", "case")
    ]
    assert answers == ["restricted", "not restricted"]


@pytest.mark.parametrize(
    ("on", "switch", "answer"),
    [
        ("2025-12-01", "dated", "not restricted"),
        ("2025-12-01", "on", "restricted"),
        ("2025-10-10", "dated", "restricted"),
        ("2025-10-10", "off", "not restricted"),
        ("2026-11-25", "dated", "restricted"),
        ("2026-11-25", "off", "not restricted"),
    ],
)
def test_the_affiliates_rule_is_a_dated_switch(graph, on, switch, answer):
    owned = graph(
        body("acme"), body("lens"), owns("acme", "lens", 50, start="2018"),
        listed("acme", "bis", start="2019"),
    )  # fmt: skip
    found = restricted(owned, "lens", on, "bis", switch=switch)
    assert one(found)["answer"] == answer
    by_hand = f"the rule bis is switched {switch} by hand"
    assert (by_hand in found.attrs["notes"]) == (switch != "dated")
    assert one(restricted(owned, "acme", on, "bis", switch=switch))["answer"] == "restricted"


def test_every_answer_that_rests_on_the_resumption_says_that_it_is_not_verified(graph):
    owned = graph(
        body("acme"), body("lens"), body("other"), owns("acme", "lens", 50, start="2018"),
        listed("acme", "bis", start="2019"),
    )  # fmt: skip
    why = {
        name: one(restricted(owned, name, "2026-11-25", "bis"))["why"]
        for name in ("acme", "lens", "other")
    }
    assert "no source read tells whether it was" in why["lens"]
    assert "no source read tells whether it was" in why["other"]
    assert why["acme"] == "named: us-bis-entity-list since 2019"
    earlier = one(restricted(owned, "lens", "2025-10-10", "bis"))["why"]
    assert "no source read tells" not in earlier


def test_what_cannot_be_known_names_the_shares_that_decide_it(graph):
    unknown = graph(
        body("acme"), body("lens"), body("shop"),
        owns("acme", "lens", start="2018"), owns("lens", "shop", 80, start="2018"),
        listed("acme", start="2019"),
    )  # fmt: skip
    found = one(restricted(unknown, "shop", "2021-01-01", "ofac"))
    assert (found["answer"], found["share_min"], found["share_max"]) == ("cannot be known", 0, 80)
    assert found["undecided"] == ["ownership:acme:lens"]
    assert "what is not known decides: Acme holds 0 to 100 percent of Lens" in found["why"]


def test_listed_parties_that_may_act_together_leave_the_answer_open_in_the_uk(graph):
    joint = graph(
        body("acme"), body("bolt"), body("lens"),
        owns("acme", "lens", 30, start="2018"), owns("bolt", "lens", 30, start="2018"),
        listed("acme", "uk", start="2019"), listed("bolt", "uk", start="2019"),
    )  # fmt: skip
    found = one(restricted(joint, "lens", "2022-01-01", "uk"))
    assert found["answer"] == "cannot be known"
    assert "only if they act together" in found["why"]


def test_a_restriction_counts_from_when_its_source_saw_it_where_it_says_no_day(graph):
    # The gazette saw it in 2021.
    undated = graph(body("acme"), listed("acme"))
    answers = [
        one(restricted(undated, "acme", on, "ofac"))["answer"]
        for on in ("2020-01-01", "2022-01-01")
    ]
    assert answers == ["cannot be known", "restricted"]
    why = one(restricted(undated, "acme", "2020-01-01", "ofac"))["why"]
    assert why.endswith("us-ofac-cyber2 since a day that is not known, seen 2021")


@pytest.mark.parametrize(
    ("on", "answer"),
    [("2019-12-31", "not restricted"), ("2020-06-01", "cannot be known"), ("2021", "restricted")],
)
def test_a_listing_known_by_its_year_is_open_within_it(graph, on, answer):
    yearly = graph(body("acme"), listed("acme", start="2020"))
    assert one(restricted(yearly, "acme", on, "ofac"))["answer"] == answer


def test_a_holding_that_does_not_say_since_when_is_said(graph):
    undated = graph(
        body("acme"), body("lens"), owns("acme", "lens", 60), listed("acme", start="2019")
    )
    found = restricted(undated, "lens", "2021-01-01", "ofac")
    assert "Acme holds 60 percent of Lens (no source says since when)" in one(found)["why"]
    assert "1 of them do not say since when, and are taken as held" in found.attrs["notes"]
    strict = restricted(undated, "lens", "2021-01-01", "ofac", strict=True)
    assert one(strict)["answer"] == "cannot be known"


def test_silence_about_control_is_no_control_and_is_said(graph):
    silent = graph(
        body("acme"), body("lens"), owns("acme", "lens", 20, start="2018"),
        listed("acme", "eu", start="2019"),
    )  # fmt: skip
    found = one(restricted(silent, "lens", "2025-01-01", "eu"))
    assert found["answer"] == "not restricted"
    assert "no source says whether 1 of them control it" in found["why"]


def test_a_body_that_is_its_own_owner_is_not_restricted_by_it(graph):
    circle = graph(body("acme"), owns("acme", "acme", 100, start="2018"))
    assert one(restricted(circle, "acme", "2021-01-01", "ofac"))["answer"] == "not restricted"


def test_a_graph_of_one_body_and_no_holding_has_an_answer(graph):
    alone = graph(body("acme"))
    found = restricted(alone, "acme", "2021-01-01")
    assert found["answer"].tolist() == ["not restricted"] * 4
    assert "no holdings in this graph: only what is named is reached" in found.attrs["notes"]
    assert restricted(alone, "acme", "2021-01-01", proof=True).empty
    assert owners(alone, "acme", "2021-01-01").empty


def test_names_are_told_as_they_are_and_do_no_harm(graph):
    sharp = "=cmd|'/c'!A1 [red]\u202ealive</b>"
    hostile = graph(
        body("acme"), world.said("gazette", "Vendor", "org:lens", name=sharp),
        owns("acme", "lens", 60, start="2018"), listed("acme", start="2019"),
    )  # fmt: skip
    found = one(restricted(hostile, "org:lens", "2021-01-01", "ofac"))
    assert (found["name"], found["answer"]) == (sharp, "restricted")
    assert f"Acme holds 60 percent of {sharp};" in found["why"]


def test_the_notes_say_what_was_chosen_and_that_it_is_no_advice(chain):
    notes = restricted(chain, "The Shop", "2021", "ofac").attrs["notes"]
    assert notes[:2] == [
        "'The Shop' is taken as org:shop (Shop)", "2021 is read as its last day, 2021-12-31",
    ]  # fmt: skip
    assert notes[-1] == NOT_ADVICE


def test_asking_changes_no_file_of_the_graph(chain):
    before = {one: one.read_bytes() for one in chain.path.rglob("*") if one.is_file()}
    restricted(chain, "shop", "2021-01-01")
    assert {one: one.read_bytes() for one in chain.path.rglob("*") if one.is_file()} == before


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"rule": "ofca"}, "did you mean ofac"),
        ({"rule": "ofac", "switch": "onn"}, "no switch 'onn'"),
        ({"thing": "Nobody"}, "nothing in the graph is called 'Nobody'"),
        ({"thing": "Kenya"}, "means country:KEN, a Country; only a Vendor, Organization, Gov"),
    ],
)
def test_a_wrong_word_names_what_there_is(chain, asked, says):
    with pytest.raises(UnknownWordError, match=says):
        restricted(chain, **{"thing": "shop", "on": "2021-01-01", **asked})


def test_a_wrong_day_says_how_to_write_one(chain):
    with pytest.raises(ValueError, match="not a date; write"):
        restricted(chain, "shop", "3 July 2024")
