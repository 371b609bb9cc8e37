"""Every statement about a thing with its place, and what disagrees."""

from __future__ import annotations

from panoptrade.graph import merge
from panoptrade.graph.explain import COLUMNS, explain, summary
from tests import world as worlds

ACME = "org:acme-lantern-works"


def of(frame, name):
    return frame[frame["property"] == name].drop(columns="property").to_dict("records")


def test_who_says_what_where_and_with_which_grade(world):
    assert of(explain(world, ACME), "alias") == [
        {
            "value": "ALW",
            "source": "atlas-1",
            "locator": f"row {ACME}",
            "grade": "research",
            "seen": "2022",
            "chosen": True,
            "disagrees": False,
        }
    ]


def test_what_disagrees_is_marked_and_the_better_grade_is_chosen(world):
    said = {row["value"]: row for row in of(explain(world, ACME), "founded")}
    assert {value: row["chosen"] for value, row in said.items()} == {"2009-04": True, "2010": False}
    assert all(row["disagrees"] for row in said.values())


def test_values_of_a_list_do_not_disagree(world):
    frame = explain(world, "deal:gazette:4")
    assert [row["value"] for row in of(frame, "origin")] == ["country:HUN", "country:ISR"]
    assert not frame["disagrees"].any()


def test_an_unknown_id_gives_no_rows_with_the_same_columns(world):
    frame = explain(world, "org:nobody")
    assert list(frame.columns) == COLUMNS
    assert frame.empty
    assert summary(frame) == []


def test_reference_tables_and_sources_are_explained_too(world):
    assert [row["source"] for row in of(explain(world, "country:KEN"), "iso3")] == ["ontology"]
    assert [row["value"] for row in of(explain(world, "source:atlas-1"), "loader")] == ["atlas"]


def test_people_read_a_row_a_value_with_those_who_say_it(world):
    rows = {(row["property"], row["value"]): row for row in summary(explain(world, ACME))}
    assert rows["founded", "2009-04"] == {
        "property": "founded",
        "value": "2009-04",
        "grade": "official",
        "said by": f"gazette: row {ACME}",
        "note": "sources disagree: chosen",
    }
    assert rows["founded", "2010"]["note"] == "sources disagree: not chosen"
    name = rows["name", "Acme Lantern Works"]
    assert name["said by"] == f"gazette: row {ACME}\natlas-1: row {ACME}"
    assert name["note"] == ""


def test_people_read_three_places_and_how_many_more(tmp_path):
    found = [
        worlds.Record("Vendor", "org:zed", {"name": "Zed"}, "gazette", f"row {at}", "press")
        for at in range(5)
    ]
    rows = summary(explain(worlds.build(tmp_path, found), "org:zed"))
    assert rows[0]["said by"] == "gazette: row 0\ngazette: row 1\ngazette: row 2\nand 2 more"


def test_statements_of_ids_judged_the_same_stand_together(tmp_path):
    world = worlds.build(tmp_path)
    row = "org:cobalt-owl,org:cobalt-night,same,me,2022-01-01,renamed\n"
    (tmp_path / "decisions.csv").write_text(f"left,right,verdict,by,when,why\n{row}")
    merge.build(tmp_path)
    found = of(explain(world, "org:cobalt-night"), "name")
    assert sorted(row["value"] for row in found) == ["Cobalt Night", "Cobalt Owl"]
    assert [row["chosen"] for row in found].count(True) == 1
