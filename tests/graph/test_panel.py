"""The panel of deals and unrest, and the table of goods, on the invented world."""

from __future__ import annotations

from math import isnan

import pytest

from panoptrade.graph.goods import goods
from panoptrade.graph.panel import panel
from panoptrade.ontology.words import UnknownWordError
from tests import invented
from tests import world as worlds

KENYA = {2013: 1.0, 2014: 4.0, 2015: 1.0, 2017: 3.0, 2018: 5.0, 2019: 0.0}  # and 7 in 2016


@pytest.fixture(scope="module")
def unruly(tmp_path_factory):
    more = [
        worlds.said(
            "atlas-1", "Unrest", f"unrest:KEN:{year}", country="country:KEN", year=year,
            measure="mm-protests", value=value,
        )
        for year, value in KENYA.items()
    ]  # fmt: skip
    return worlds.build(tmp_path_factory.mktemp("unruly"), more)


def test_a_row_is_a_country_and_year_that_the_measure_covers(unruly):
    found = panel(unruly, definition="row-autocracy")
    assert found["year"].tolist() == [2015, 2016, 2017, 2018]  # from China's first deal to its last
    assert found["deals"].tolist() == [1, 0, 0, 1]
    assert found["bought"].tolist() == [1, 0, 0, 1]
    assert found["unrest"].tolist() == [1, 7, 3, 5]
    assert found["regime"].tolist() == ["out", "in", "in", "in"]
    assert set(found["sample"]) == {"out"}


def test_unrest_is_scaled_over_the_panel_and_stands_beside_its_neighbours(unruly):
    found = panel(unruly, definition="row-autocracy")
    spread = 5**0.5  # of 1, 7, 3 and 5
    scaled = {**KENYA, 2016: 7.0}
    for row in found.to_dict("records"):
        around = [row[name] for name in ("before_2", "before_1", "now", "after_1", "after_2")]
        for away, value in enumerate(around, start=-2):
            if row["year"] + away in scaled:
                assert value == pytest.approx((scaled[row["year"] + away] - 4) / spread)
            else:
                assert isnan(value)
    assert found["standard"].sum() == pytest.approx(0)


def test_all_exporters_together_and_a_span_of_years(unruly):
    found = panel(unruly, exporter=None, years=(2014, 2016), definition="row-autocracy")
    assert dict(zip(found["year"], found["deals"], strict=True)) == {2014: 0, 2015: 1, 2016: 1}


def test_the_notes_say_what_is_not_in_the_panel(unruly):
    notes = " ".join(panel(unruly, exporter=None).attrs["notes"])
    assert "not the deal list of the study" in notes
    assert "3 deals in the panel, of 6 dated ones; 3 more are undated" in notes


def test_an_undated_deal_changes_no_row(unruly, tmp_path):
    before = panel(unruly, definition="row-autocracy")
    more = [worlds.deal("gazette", 90, "acme-lantern-works", "KEN")]
    unrest = [one for one in worlds.records() if one.cls == "Unrest"]
    assert unrest
    without = panel(worlds.build(tmp_path / "a"), exporter=None)
    after = panel(worlds.build(tmp_path / "b", more), exporter=None)
    assert after.to_csv() == without.to_csv()
    assert len(before) == 4


def test_a_measure_of_one_value_has_no_spread(world):
    found = panel(world, exporter=None, years=(2016, 2016))
    assert found["unrest"].tolist() == [7]
    assert found["standard"].isna().all()


def test_a_graph_without_unrest_says_how_to_load_it(tmp_path):
    bare = invented.built(tmp_path / "g", [worlds.deal("g", 1, "", "KEN", origin="CHN")])
    with pytest.raises(ValueError, match=r"no unrest of the measure mm-protests; load it first"):
        panel(bare)


def test_no_dated_deal_gives_no_rows(world):
    assert panel(world, exporter="FRA").empty


def test_wrong_words_name_the_nearest(world):
    with pytest.raises(UnknownWordError, match="did you mean mm-protests"):
        panel(world, measure="mm-protest")
    with pytest.raises(UnknownWordError, match="did you mean row-autocracy"):
        panel(world, definition="row-autocrasy")


def test_goods_cross_every_classified_country_with_every_technology(world):
    found = goods(world, definition="row-autocracy", regime_year=2016)
    places, products = found["importer"].nunique(), found["product"].nunique()
    assert (places, products, len(found)) == (5, 6, 30)  # China, the exporter, is left out
    bought = found[found["trade"] == 1]
    assert list(zip(bought["importer"], bought["product"], strict=True)) == [
        ("country:KEN", "tech:facial-recognition"),
        ("country:UGA", "tech:facial-recognition"),  # undated, and unpaired
        ("country:UGA", "tech:smart-policing"),
    ]
    assert found.groupby("importer")["low"].first().to_dict() == {
        "country:ISR": 0, "country:KEN": 1, "country:MEX": 0, "country:UGA": 1, "country:USA": 0,
    }  # fmt: skip
    smart = {"tech:facial-recognition", "tech:smart-policing", "tech:video-analytics"}
    assert set(found.loc[found["ai"] == 1, "product"]) == smart
    assert (found["low_ai"] == found["low"] * found["ai"]).all()
    assert any("1 deals list technologies and vendors unpaired" in n for n in found.attrs["notes"])
