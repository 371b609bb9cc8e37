"""What became of importers after a deal, number by number on the invented world."""

from __future__ import annotations

from math import isnan

import pytest

from panoptrade.graph.changes import BASE, DIRECTIONS, EVERY, changed, changes
from panoptrade.ontology.words import UnknownWordError
from tests import invented
from tests import world as worlds


def row(frame, exporter):
    (found,) = frame[frame["exporter"] == exporter].to_dict("records")
    return found


def counts(frame, exporter):
    return [row(frame, exporter)[name] for name in ("deals", *DIRECTIONS, "of")]


def test_a_change_counts_where_every_year_after_the_deal_is_known(world):
    found = changes(world)
    # Kenya fell in 2016: after the deal of 2015, before that of 2018, whose years end too soon.
    assert counts(found, "CHN") == [2, 0, 1, 0, 1, 1]
    assert counts(found, "USA") == [1, 0, 0, 1, 0, 1]
    assert counts(found, "EUE") == [1, 0, 0, 1, 0, 1]
    assert counts(found, "rest") == [1, 0, 0, 0, 1, 0]
    assert counts(found, EVERY) == [5, 0, 1, 2, 2, 3]
    assert (row(found, EVERY)["undated"], row(found, EVERY)["unclassified"]) == (3, 1)


def test_the_base_rate_is_of_all_countries_in_the_years_of_the_deals(world):
    found = changes(world)
    # Six countries, 2014 to 2019; the index ends in 2020, so 2018 and 2019 are not known.
    assert counts(found, BASE) == [36, 0, 2, 22, 12, 24]


def test_what_was_expected_is_that_of_the_same_class_and_year(world):
    found = row(changes(world), EVERY)
    # Of electoral democracies in 2015, Kenya fell and Mexico did not; none of the others changed.
    assert found["expected_down"] == pytest.approx(100 * (0.5 + 0 + 0) / 3)
    assert found["share_down"] == pytest.approx(100 / 3)
    assert found["down_low"] < found["share_down"] < found["down_high"]
    assert isnan(row(changes(world), BASE)["expected_down"])


def test_a_shorter_span_knows_more_and_sees_less(world):
    assert counts(changes(world, within=1), EVERY) == [5, 0, 1, 4, 0, 5]
    assert counts(changes(world, within=6), EVERY) == [5, 0, 0, 0, 5, 0]


def test_rising_is_up_by_the_order_of_the_classes(tmp_path):
    rising = [
        worlds.said(
            "atlas-1", "Classification", f"classification:row:UKR:{year}",
            country="country:UKR", regime=f"row:{code}", year=year,
        )
        for year, code in ((2015, 0), (2016, 1), (2017, 0))
    ]  # fmt: skip
    sold = worlds.deal("gazette", 90, "", "UKR", origin="CHN", kind="sale", start="2015")
    world = worlds.build(tmp_path, [*rising, sold])
    # The first change counts, though the country fell back.
    assert counts(changes(world, within=2), "CHN") == [3, 1, 1, 1, 0, 3]


def test_the_deals_before_a_change_are_listed(world):
    (found,) = changed(world).to_dict("records")
    assert found["deal"] == "deal:gazette:1"
    assert (found["regime"], found["direction"], found["became"]) == ("row:2", "down", "row:1")
    assert (found["year"], found["in_year"], found["importer_name"]) == (2015, 2016, "Kenya")
    assert list(found["exporters"]) == ["country:CHN"]
    assert changed(world, regime="fh").empty


def test_an_index_of_one_year_knows_no_change(world):
    assert counts(changes(world, regime="aigs"), EVERY) == [0] * 6


def test_the_order_of_countries_in_a_deal_changes_nothing(tmp_path):
    def found(name, origin):
        sold = worlds.deal("gazette", 90, "", "KEN", origin=origin, kind="sale", start="2015")
        return changes(worlds.build(tmp_path / name, [sold])).to_csv()

    assert found("a", "CHN USA") == found("b", "USA CHN")


def test_directions_add_up_to_the_deals(world):
    found = changes(world, domestic=True)
    assert (found[list(DIRECTIONS)].sum(axis=1) == found["deals"]).all()


def test_a_graph_without_deals_has_rows_of_none(tmp_path):
    vendor = worlds.said("g", "Vendor", "org:acme", name="Acme")
    found = changes(invented.built(tmp_path / "g", [vendor]))
    assert set(found["deals"]) == {0}
    assert changed(invented.built(tmp_path / "g", [vendor])).empty


def test_wrong_words_and_spans_are_refused(world):
    with pytest.raises(UnknownWordError, match="did you mean row"):
        changes(world, regime="rwo")
    with pytest.raises(ValueError, match="one year or more, not 0"):
        changed(world, within=0)
