"""What the facts that ship say of owners and restrictions, as read off their tables by hand."""

from __future__ import annotations

import pytest

import panoptrade as pt

# The rows of loaders/starter/curated/Ownership.csv on Hikvision that are not of the kind `link`.
HIKVISION = {
    "org:cetc": (41.55, 41.55, "yes"),
    "person:gong-hongjia": (17.09, 17.09, "no"),
    "person:hu-yangzhong": (7.07, 7.07, "no"),
    # No share given: what the three above leave.
    "org:cethik-group": (0.0, 34.29, "yes"),
    "org:jpmorgan-asset-management": (0.0, 34.29, "not said"),
    "org:sasac": (0.0, 34.29, "not said"),
}


@pytest.fixture(scope="module")
def graph():
    return pt.starter()


def test_the_owners_of_hikvision_in_2022(graph):
    found = pt.owners(graph, "Hikvision", "2022", "direct").set_index("owner")
    assert {
        one: (row["share_min"], round(row["share_max"], 6), row["control"])
        for one, row in found.iterrows()
    } == HIKVISION
    assert found.loc["org:cetc", "interest_min"] == 41.55


@pytest.mark.parametrize(
    ("who", "on", "rule", "answer", "begins"),
    [
        # Sanction.csv: us-ofac-cyber2, 2024-03-05; us-bis-entity-list, 2023-07-18.
        ("Intellexa", "2024-03-06", "ofac", "restricted", "named: us-ofac-cyber2 since 2024-03"),
        ("Intellexa", "2024-03-04", "ofac", "not restricted", "not named"),
        ("Intellexa", "2024-03-04", "bis", "restricted", "named: us-bis-entity-list since 202"),
        ("Intellexa", "2024-03-06", "eu", "not restricted", "not named"),
        # Dahua, listed 2019-10-09, holds 100 percent of Lorex by an undated record; by two others
        # its control ended in 2022.
        ("Lorex", "2025-10-10", "bis", "cannot be known", "restricted owners hold 0 to 100 percen"),
        ("Lorex", "2025-12-01", "bis", "not restricted", "not named, and only what is named"),
        # Hikvision controls Hikrobot; no source gives a share.
        ("Hikrobot", "2025-10-10", "bis", "cannot be known", "restricted owners hold 0 to 100 p"),
    ],
)  # fmt: skip
def test_answers_are_those_of_the_tables(graph, who, on, rule, answer, begins):
    found = pt.restricted(graph, who, on, rule).iloc[0]
    assert found["answer"] == answer
    assert found["why"].startswith(begins)


def test_what_the_affiliates_rule_adds_is_not_named_by_any_list(graph):
    found = pt.exposure(graph, "2026-11-25", "bis", switch="on", against="off", what="party")
    listed = set(graph.table("Sanction")["target"])
    lists = {"programme:us-bis-entity-list", "programme:us-bis-meu"}
    named = {row.target for row in graph.table("Sanction").itertuples() if row.programme in lists}
    assert set(found["id"]) & named == set()
    assert "org:lorex" in set(found["id"]) - listed
    assert set(found["answer"]) == {"cannot be known"}
