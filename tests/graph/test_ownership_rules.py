"""The rules as they stood on a day, and the programmes that they reach from."""

from __future__ import annotations

import pytest

from panoptrade.graph import ownership_rules
from panoptrade.ontology import tables
from panoptrade.ontology.words import UnknownWordError


@pytest.mark.parametrize(
    ("name", "on", "status", "asks", "aggregate", "reaches"),
    [
        ("ofac", "2007-01-01", "unread", "50 percent or more", "no", False),
        ("ofac", "2008-02-14", "in_force", "50 percent or more", "no", True),
        ("ofac", "2014-08-13", "in_force", "50 percent or more", "yes", True),
        ("eu", "2024-07-02", "in_force", "more than 50 percent, or control", "yes", True),
        ("eu", "2024-07-03", "in_force", "50 percent or more, or control", "yes", True),
        ("uk", "2022-03-22", "in_force", "more than 50 percent, or control", "joint", True),
        ("bis", "2019-10-09", "not_yet", "50 percent or more", "yes", False),
        ("bis", "2025-09-29", "in_force", "50 percent or more", "yes", True),
        ("bis", "2025-11-10", "suspended", "50 percent or more", "yes", False),
        ("bis", "2026-11-10", "scheduled", "50 percent or more", "yes", True),
    ],
)
def test_a_rule_is_that_of_the_day(name, on, status, asks, aggregate, reaches):
    found = ownership_rules.rule(name, on)
    assert (found.status, found.asks, found.aggregate, found.reaches) == (
        status, asks, aggregate, reaches,
    )  # fmt: skip
    assert found.source


@pytest.mark.parametrize("name", ownership_rules.names())
@pytest.mark.parametrize("switch", ["on", "off"])
def test_a_switch_changes_what_is_owned_and_not_who_is_named(name, switch):
    dated = ownership_rules.rule(name, "2025-12-01")
    switched = ownership_rules.rule(name, "2025-12-01", switch=switch)
    assert switched.programmes == dated.programmes
    assert (switched.reaches, switched.may_reach) == (switch == "on", switch == "on")
    assert switched.caution == f"the rule {name} is switched {switch} by hand"


def test_each_rule_reaches_from_the_blocking_lists_of_its_authority():
    country = {f"programme:{row['code']}": row for row in tables.rows("programmes")}
    for name, iso3 in (("ofac", "USA"), ("eu", "EUE"), ("uk", "GBR")):
        found = [country[one] for one in ownership_rules.rule(name, "2025-01-01").programmes]
        assert {(row["country"], row["scope"]) for row in found} == {(iso3, "blocking")}


def test_the_affiliates_rule_reaches_from_two_lists_and_fourteen_blocking_programmes():
    # 89 FR 20107: fourteen programmes of blocked persons in 15 CFR 744.8(a)(1).
    found = ownership_rules.rule("bis", "2025-10-10").programmes
    own = [one for one in found if "us-ofac" in one]
    assert (len(own), len(set(own))) == (14, 14)
    assert {"programme:us-bis-entity-list", "programme:us-bis-meu"} <= set(found)
    assert not any("us-ofac" in one for one in ownership_rules.rule("bis", "2024-03-20").programmes)


def test_a_list_that_reaches_named_parties_only_has_no_rule():
    assert ownership_rules.of_list("programme:us-ofac-cyber2") == "ofac"
    assert ownership_rules.of_list("eu-cyber") == "eu"
    assert ownership_rules.of_list("programme:us-ns-cmic") is None


def test_a_wrong_rule_names_those_there_are():
    with pytest.raises(UnknownWordError, match="there are: ofac, eu, uk, bis"):
        ownership_rules.rule("swiss", "2025-01-01")
