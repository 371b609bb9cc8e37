"""Records of all sources become one row a thing, the same whatever the order of loading."""

from __future__ import annotations

import random

import pytest

from panoptrade.graph import merge
from panoptrade.graph.workspace import Workspace
from panoptrade.loaders import load
from panoptrade.ontology import layout
from panoptrade.ontology.layout import WorkspaceError
from panoptrade.ontology.records import Record
from panoptrade.ontology.values import Money
from tests import world as worlds


def vendor(source="a", locator="row 1", grade="press", seen=None, id="org:acme", **values):  # noqa: A002
    values.setdefault("name", "Acme")
    return Record("Vendor", id, values, source, locator, grade, seen)


def merged(path, *records, cls="Vendor", key=None):
    """Return the one row of a class, or the row of a key, that records become."""
    metas = {record.source: worlds.meta(record.source) for record in records}
    load.write(path, records, metas)
    merge.build(path)
    rows = [row for row in Workspace(path).arrow(cls).to_pylist() if key in {None, row["id"]}]
    assert len(rows) == 1
    return rows[0]


def contents(path):
    return {one.name: one.read_bytes() for one in sorted(layout.graph(path).iterdir())}


def test_the_better_grade_wins_over_the_later_word(tmp_path):
    row = merged(
        tmp_path,
        vendor("a", grade="press", seen="2024", founded="2010"),
        vendor("b", grade="official", seen="2001", founded="2009"),
    )
    assert row["founded"] == "2009"
    assert row["grade"] == "official"


def test_the_later_word_wins_within_a_grade_and_a_dated_one_over_an_undated(tmp_path):
    row = merged(
        tmp_path,
        vendor("a", seen=None, founded="2008"),
        vendor("b", seen="2021", founded="2010"),
        vendor("c", seen="2022-03", founded="2011"),
    )
    assert row["founded"] == "2011"
    assert row["seen"] == "2022-03"


def test_the_alphabet_of_sources_and_places_breaks_a_tie(tmp_path):
    row = merged(
        tmp_path,
        vendor("b", "row 1", founded="2001"),
        vendor("a", "row 2", founded="2002"),
        vendor("a", "row 1", founded="2003"),
    )
    assert row["founded"] == "2003"


def test_a_blank_of_the_best_record_is_filled_from_the_next(tmp_path):
    row = merged(tmp_path, vendor("a", grade="official"), vendor("b", grade="leak", founded="2010"))
    assert row["founded"] == "2010"


def test_lists_are_united_sorted_and_without_doubles(tmp_path):
    row = merged(
        tmp_path,
        vendor("a", alias=["ALW", "Zeta"], country=["country:KEN"]),
        vendor("b", alias=["ALW", "Beta"]),
    )
    assert row["alias"] == ["ALW", "Beta", "Zeta"]
    assert row["country"] == ["country:KEN"]
    assert row["isin"] is None


def test_sources_and_records_are_counted(tmp_path):
    row = merged(tmp_path, vendor("b", "row 1"), vendor("a", "row 1"), vendor("a", "row 2"))
    assert row["sources"] == ["a", "b"]
    assert row["records"] == 3


@pytest.mark.parametrize("given", [("Organization", "Vendor"), ("Vendor", "Organization")])
def test_a_thing_gets_the_most_specific_class_that_a_source_gives(tmp_path, given):
    records = [
        Record(cls, "org:acme", {"name": "Acme", "alias": [cls]}, f"s{at}", "row 1", "press")
        for at, cls in enumerate(given)
    ]
    row = merged(tmp_path, *records)
    assert row["alias"] == ["Organization", "Vendor"]
    assert Workspace(tmp_path).arrow("Organization").num_rows == 0


def test_organizations_alone_need_no_vendor(tmp_path):
    record = Record("Organization", "org:acme", {"name": "Acme"}, "a", "row 1", "press")
    assert merged(tmp_path, record, cls="Organization")["name"] == "Acme"
    assert Workspace(tmp_path).table("Vendor").empty


def deal(source, money, locator="row 1", grade="press"):
    found = {"kind": "contract", "value": money}
    return Record("Deal", "deal:x:1", found, source, locator, grade)


def test_money_is_taken_whole_from_one_record(tmp_path):
    row = merged(
        tmp_path,
        deal("a", Money(5.0, "USD", None), grade="official"),
        deal("b", Money(4.0, "EUR", 2019), grade="press"),
        cls="Deal",
    )
    assert (row["value"], row["value_currency"], row["value_year"]) == (5.0, "USD", None)


def test_two_amounts_of_one_place_are_not_mixed(tmp_path):
    row = merged(
        tmp_path,
        deal("a", Money(4.0, "USD", 2020)),
        deal("a", Money(5.0, "EUR", 2019)),
        cls="Deal",
    )
    assert (row["value"], row["value_currency"], row["value_year"]) == (4.0, "USD", 2020)


def test_the_same_inputs_give_the_same_bytes_of_every_file(tmp_path):
    worlds.build(tmp_path / "one")
    first = contents(tmp_path / "one")
    merge.build(tmp_path / "one")
    assert contents(tmp_path / "one") == first
    assert {"manifest.json", "Deal.parquet", "Vendor.parquet"} <= set(first)


def test_the_order_of_loading_does_not_show(tmp_path):
    worlds.build(tmp_path / "one")
    found = list(worlds.records())
    random.Random(7).shuffle(found)
    for source in (worlds.ATLAS_2, worlds.GAZETTE, worlds.ATLAS):
        mine = [record for record in found if record.source == source]
        load.write(tmp_path / "two", mine, {source: worlds.meta(source)})
    merge.build(tmp_path / "two")
    assert contents(tmp_path / "two") == contents(tmp_path / "one")


def test_dropping_a_source_leaves_what_the_others_say(tmp_path):
    dropped = vendor("b", grade="official", founded="2009", alias=["B"])
    row = merged(tmp_path, vendor("a", founded="2010", alias=["A"]), dropped)
    assert (row["founded"], row["alias"]) == ("2009", ["A", "B"])
    for file in layout.source(tmp_path, "b").iterdir():
        file.unlink()
    merge.build(tmp_path)
    row = Workspace(tmp_path).arrow("Vendor").to_pylist()[0]
    assert (row["founded"], row["alias"], row["sources"]) == ("2010", ["A"], ["a"])


def test_loading_again_replaces_what_a_source_said(tmp_path):
    load.write(
        tmp_path,
        [vendor("a", alias=["Old"]), vendor("a", id="org:gone", name="Gone")],
        {"a": worlds.meta("a")},
    )
    assert merged(tmp_path, vendor("a", alias=["New"]))["alias"] == ["New"]


def test_the_manifest_says_what_went_in(tmp_path):
    world = worlds.build(tmp_path)
    assert sorted(world.sources()) == ["atlas-1", "atlas-2", "gazette"]
    gazette = world.sources()["gazette"]
    assert gazette["licence"] == "CC0-1.0"
    assert set(gazette["tables"]) == set(gazette["counts"])
    assert all(len(checksum) == 64 for checksum in gazette["tables"].values())
    assert world.manifest["format"] == layout.FORMAT
    assert world.manifest["decisions"] is None
    assert world.classes()["Vendor"] == len(worlds.VENDORS)


def test_what_was_loaded_is_a_source_of_the_graph(world):
    row = next(row for row in world.arrow("Source").to_pylist() if row["id"] == "source:atlas-1")
    assert row["name"] == "The Invented Atlas-1"
    assert row["url"] == ["https://example.org/atlas-1"]


def test_a_workspace_of_earlier_columns_is_read_and_lacks_them(tmp_path):
    import pyarrow.parquet as pq

    load.write(tmp_path, [vendor("a", founded="2010")], {"a": worlds.meta("a")})
    path = layout.source(tmp_path, "a") / "Vendor.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["founded"]), path)
    merge.build(tmp_path)
    assert Workspace(tmp_path).arrow("Vendor").to_pylist()[0]["founded"] is None


def test_a_column_that_is_no_more_stops_the_merge(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    load.write(tmp_path, [vendor("a")], {"a": worlds.meta("a")})
    path = layout.source(tmp_path, "a") / "Vendor.parquet"
    table = pq.read_table(path)
    pq.write_table(table.append_column("colour", pa.array(["red"])), path)
    with pytest.raises(WorkspaceError, match="Vendor has no colour any more; load the source"):
        merge.build(tmp_path)


def test_nothing_loaded_is_said_and_nothing_is_made(tmp_path):
    with pytest.raises(WorkspaceError, match="no such folder"):
        merge.build(tmp_path / "typo")
    assert not (tmp_path / "typo").exists()
    with pytest.raises(WorkspaceError, match="no source loaded"):
        merge.build(tmp_path)
