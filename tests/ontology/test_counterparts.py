"""What our codes are in other standards is said of codes that exist."""

from __future__ import annotations

from panoptrade.ontology import counterparts, schema, tables


def test_every_row_is_about_a_code_of_ours() -> None:
    ours = {
        "country": {row["iso3"] for row in tables.rows("countries")},
        "class": set(schema.classes()),
    }
    for row in tables.rows("counterparts"):
        assert row["code"] in (ours.get(row["list"]) or tables.terms(row["list"])), row
        assert row["term"] or row["why"], f"{row}: say why there is none"


def test_a_term_is_found_blank_or_not_said() -> None:
    assert counterparts.term("deal-kind", "detection", "ftm") == "Event"
    assert counterparts.term("country", "RVN", "ftm") == ""
    assert counterparts.term("deal-kind", "contract", "ftm") is None
