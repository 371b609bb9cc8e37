"""On whom buyers depend: known answers on small worlds, the published index, and laws."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panoptrade.graph.dependence import COLUMNS, dependence
from panoptrade.graph.traded import Deal
from panoptrade.ontology.values import Money
from panoptrade.ontology.words import UnknownWordError
from tests import invented
from tests import world as worlds


@pytest.fixture
def graph(tmp_path):
    return lambda *records: invented.built(tmp_path / "graph", records)


def vendor(name, iso3):
    about = {"name": name.title(), "country": [f"country:{iso3}"]}
    return worlds.said("gazette", "Vendor", f"org:{name}", **about)


def sold(number, names, to="KEN", **found):
    return worlds.deal("gazette", number, names, to, **found)


def shown(frame, *columns):
    return frame[list(columns)].to_numpy().tolist()


def test_countries_depend_on_vendors(world):
    found = dependence(world)
    assert list(found.columns) == ["importer", "importer_name", *COLUMNS]
    assert shown(found, "importer", "deals", "unknown", "holders", "top", "single") == [
        ["country:MEX", 2.0, 1.0, 1, "org:cobalt-owl", "as far as known"],
        ["country:CHN", 1.0, 0.0, 1, "org:ember-lens", "yes"],
        ["country:KEN", 4.0, 0.0, 3, "org:acme-lantern-works", "no"],
        ["country:UGA", 2.0, 0.0, 3, "org:cobalt-owl", "no"],
    ]
    mexico, _, kenya, uganda = found.to_dict("records")
    assert (mexico["top_share"], mexico["top_share_low"], mexico["top_share_high"]) == (
        100,
        50,
        100,
    )
    assert (mexico["hhi"], mexico["hhi_low"], mexico["hhi_high"]) == (1, 0.5, 1)
    assert kenya["hhi"] == pytest.approx(0.25 + 1 / 16 + 1 / 16)
    assert uganda["hhi"] == pytest.approx(0.25 + 1 / 16 + 1 / 16)


def test_notes_say_what_was_left_out_and_not_known(world):
    notes = dependence(world).attrs["notes"]
    assert "10 deals pass the filters" in notes
    assert "left out: 1 deals refused" in notes
    assert "taken: 3 deals without a year" in notes
    assert "1 of 9 deals have no known vendor: bounds say what they allow" in notes
    assert "1 deals have several vendors: each is split evenly among them" in notes
    alone = "2 of 4 groups with a known vendor have a single one (1 of them without anything "
    assert f"{alone}unknown)" in notes
    assert "the single vendor most often: Cobalt Owl in 1, Ember Lens in 1" in notes


def test_a_deal_of_several_vendors_stands_whole_with_each_where_asked(world):
    found = dependence(world, share="each").set_index("importer")
    assert found.loc["country:UGA", "hhi"] == pytest.approx(1 / 3)
    assert "shares are of mentions" in " ".join(found.attrs["notes"])


def test_governments_are_only_those_that_a_source_names(world):
    found = dependence(world, "government", of="exporter")
    assert shown(found, "government", "deals", "top_name", "single") == [
        ["gov:CHN", 1.0, "China", "yes"],
        ["gov:KEN", 3.0, "China", "no"],
        ["gov:MEX", 2.0, "United States", "no"],
        ["(government not named)", 3.0, "United Arab Emirates", "no"],
    ]


def test_what_is_not_paired_stands_apart_unless_it_is_taken_as_possible(world):
    apart = dependence(world, "technology").set_index("technology")
    assert apart.loc["(not paired)", "deals"] == 1
    assert "tech:smart-policing" not in apart.index
    possible = dependence(world, "technology", unpaired="possible").set_index("technology")
    assert possible.loc["tech:smart-policing", "holders"] == 2
    assert "(not paired)" not in possible.index


def test_a_vendor_counts_only_for_its_own_country_among_several_exporters(graph):
    pair = sold(1, "ash birch", origin="CHN USA"), vendor("ash", "CHN"), vendor("birch", "ISR")
    found = dependence(graph(*pair), "exporter")
    assert shown(found, "exporter", "top", "unknown", "single") == [
        ["country:CHN", "org:ash", 0.0, "yes"],
        ["country:USA", None, 1.0, "no"],
        ["(not paired)", "org:birch", 0.0, "yes"],
    ]


def test_what_was_paid_weighs_in_one_currency_only(graph):
    records = [
        vendor("ash", "CHN"),
        vendor("birch", "ISR"),
        sold(1, "ash", value=Money(0.1, "USD", 2014)),
        sold(2, "ash", value=Money(0.2, "USD", 2014)),
        sold(3, "birch", value=Money(0.7, "USD", 2014)),
        sold(4, "birch", value=Money(9.0, "EUR", 2014)),
        sold(5, "birch"),
    ]
    world = graph(*records)
    with pytest.raises(ValueError, match="values are in EUR, USD, which do not add up"):
        dependence(world, weight="value")
    found = dependence(world, weight="value", currency="USD")
    assert shown(found, "value", "top", "top_value", "top_share") == [[1.0, "org:birch", 0.7, 70.0]]
    assert "left out: 1 deals without a value" in found.attrs["notes"]
    assert "left out: 1 deals not in USD" in found.attrs["notes"]
    with pytest.raises(UnknownWordError, match="no currency of a value 'GBP'; there are: EUR, USD"):
        dependence(world, weight="value", currency="GBP")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"by": "importr"}, "did you mean importer"),
        ({"by": []}, "group by one or more dimensions"),
        ({"by": ["importer", "importer"]}, "each once"),
        ({"by": "exporter", "of": "exporter"}, "none of them exporter"),
        ({"of": "vender"}, "did you mean vendor"),
        ({"share": "half"}, "no way of sharing 'half'"),
        ({"unpaired": "maybe"}, "no way with the unpaired 'maybe'"),
        ({"weight": "money"}, "no weight 'money'"),
        ({"undated": "guess"}, "no way with the undated 'guess'"),
        ({"years": (2020, 2010)}, "years run from the first to the last"),
    ],
)
def test_wrong_words_are_named(world, options, said):
    with pytest.raises(ValueError, match=said):
        dependence(world, **options)


def test_years_leave_the_undated_out_unless_they_are_kept(world):
    dropped = dependence(world, years=(2015, 2016))
    assert shown(dropped, "importer", "deals") == [["country:KEN", 2.0]]
    assert "left out: 3 deals without a year" in dropped.attrs["notes"]
    kept = dependence(world, years=(2015, 2016), undated="keep").set_index("importer")
    assert kept.loc["country:KEN", "deals"] == 3


def test_a_country_is_not_its_own_importer_for_exports(world):
    found = dependence(world, exports_only=True)
    assert "country:CHN" not in set(found["importer"])
    assert "left out: 1 deals inside one country" in found.attrs["notes"]


def test_an_empty_graph_gives_no_rows(graph):
    found = dependence(graph(worlds.said("gazette", "Source", "source:gazette", name="Gazette")))
    assert (len(found), list(found.columns)) == (0, ["importer", "importer_name", *COLUMNS])
    assert "0 of 0 groups with a known vendor have a single one" in " ".join(found.attrs["notes"])


def test_only_single_ones_are_shown_where_asked(world):
    assert dependence(world, single=True)["importer"].tolist() == ["country:MEX", "country:CHN"]
    assert len(dependence(world, limit=1)) == 1


def test_the_published_index_rests_on_one_vendor_in_18_countries():
    import panoptrade as pt

    found = dependence(pt.starter(), source="aigs-2019")
    assert (found["holders"] > 0).sum() == 74
    alone = found[found["single"] == "yes"]
    assert (alone["top"] == "org:huawei").sum() == 18
    deals = pt.starter().table("Deal")
    rows = deals[deals["sources"].map(lambda one: "aigs-2019" in one)]
    one_tick = rows[rows["origin"].map(lambda one: one is not None and len(one) == 1)]
    origins = dependence(pt.starter(), of="exporter", source="aigs-2019", single=True)
    ticked = {place for places in one_tick["destination"] for place in places}
    # Two rows have no tick; there the country of their only vendor stands in.
    assert (len(ticked), len(origins)) == (39, 41)
    assert ticked < set(origins["importer"])


PLACES = st.sets(st.sampled_from(["country:KEN", "country:UGA"]), max_size=2)
SELLERS = st.lists(st.sampled_from(["org:a", "org:b", "org:c"]), max_size=3, unique=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SELLERS, PLACES), max_size=8), st.sampled_from(["split", "each"]))
def test_shares_sum_to_one_and_lie_within_their_bounds(drawn, share):
    from panoptrade.graph import dependence as module

    deals = [
        Deal(str(at), tuple(sellers), (), (), tuple(places), (), (), True, None, 1, {})
        for at, (sellers, places) in enumerate(drawn)
    ]
    row = module._row(("all",), deals, "vendor", share, "deals")
    if share == "split":
        known = sum(1 for one in deals if one.vendors)
        assert row["deals"] == known + row["unknown"] == len(deals)
    if row["top"] is None:
        assert row["hhi"] is None
        return
    assert row["top_share_low"] <= row["top_share"] <= row["top_share_high"] <= 100 + 1e-9
    assert row["hhi_low"] - 1e-12 <= row["hhi"] <= 1 + 1e-12
    assert row["hhi"] >= 1 / row["holders"] - 1e-12
    assert row["hhi"] >= (row["top_share"] / 100) ** 2 - 1e-12
