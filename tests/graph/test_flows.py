"""Flows of the invented world, number by number, and what is never left out of sight."""

from __future__ import annotations

from itertools import permutations

import pytest

from panoptrade.graph.flows import flows
from panoptrade.ontology.words import UnknownWordError
from tests import world as worlds
from tests.graph.counted import counts


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("exporter", {"CHN": 4, "USA": 3, "ARE": 2, "ISR": 2, "HUN": 1}),
        ("importer", {"KEN": 4, "UGA": 3, "MEX": 2, "CHN": 1}),
        (
            "vendor",
            {
                "acme-lantern-works": 3,
                "borealis-gaze": 2,
                "cobalt-owl": 2,
                "dune-whisper": 2,
                "ember-lens": 1,
                "(no vendor named)": 1,
            },
        ),
        (
            "technology",
            {
                "facial-recognition": 4,
                "commercial-spyware": 3,
                "digital-forensics": 1,
                "imsi-catcher": 1,
                "smart-policing": 1,
                "video-analytics": 1,
            },
        ),
        (
            "kind",
            {
                "contract": 3,
                "deployment": 2,
                "detection": 1,
                "licence": 1,
                "maintenance": 1,
                "presence": 1,
                "sale": 1,
            },
        ),
        ("grade", {"official": 7, "press": 2, "research": 1}),
        ("source", {"gazette": 7, "atlas-2": 2, "atlas-1": 1}),
        (
            "year",
            {
                "2012": 1,
                "2015": 1,
                "2016": 1,
                "2017": 1,
                "2018": 1,
                "2019": 1,
                "2020": 1,
                "(undated)": 3,
            },
        ),
    ],
)
def test_each_dimension_counts_in_its_order(world, by, expected):
    found = counts(flows(world, by))
    assert found == expected
    assert list(found) == list(expected)


def test_names_stand_beside_ids(world):
    row = flows(world, ["exporter", "technology"]).iloc[0]
    assert (row["exporter"], row["exporter_name"]) == ("country:CHN", "China")
    assert (row["technology"], row["technology_name"]) == (
        "tech:facial-recognition",
        "Facial recognition",
    )


def test_deals_of_several_exporters_are_split_evenly_on_request(world):
    found = counts(flows(world, "exporter", share="split"))
    assert found == {"CHN": 3.5, "USA": 2.5, "ARE": 2, "ISR": 1.5, "HUN": 0.5}


def test_vendor_links_are_distinct_pairs_each_by_the_vendors_own_country(world):
    frame = flows(world, "exporter", unit="vendor-links")
    assert counts(frame) == {"CHN": 3, "ARE": 2, "ISR": 2, "USA": 2, "HUN": 1}
    assert frame["of"].unique().tolist() == [9]
    assert frame.attrs["totals"]["no_link"] == 1
    assert "1 deals make no link: an end of it is not known" in frame.attrs["notes"]


def test_country_links_of_a_vendor_start_in_its_own_country(world):
    assert counts(flows(world, "vendor", unit="country-links")) == {
        "cobalt-owl": 3,
        "acme-lantern-works": 2,
        "borealis-gaze": 2,
        "dune-whisper": 2,
        "ember-lens": 1,
        "(no vendor named)": 1,
    }


def test_vendors_stand_beside_their_own_country_only(world):
    found = counts(flows(world, ["vendor", "exporter"], source="atlas-1"))
    assert found == {"acme-lantern-works CHN": 1, "borealis-gaze USA": 1}


def test_a_vendor_of_no_known_country_is_not_paired_with_anothers(tmp_path):
    drifter = worlds.said("gazette", "Vendor", "org:drifter", name="Drifter")
    sold = worlds.deal(
        "gazette", 90, "drifter acme-lantern-works borealis-gaze", "MEX", start="2016"
    )
    world = worlds.build(tmp_path, [drifter, sold])
    found = counts(flows(world, ["vendor", "exporter"], years=(2016, 2016)))
    assert found["drifter (not paired)"] == 1
    assert "drifter CHN" not in found


@pytest.mark.parametrize(
    ("by", "unit"),
    [
        (["exporter", "technology"], "deals"),
        (["technology", "exporter"], "deals"),
        (["vendor", "technology"], "deals"),
        (["technology"], "vendor-links"),
        (["technology"], "country-links"),
        (["importer", "technology", "vendor"], "deals"),
    ],
)
def test_possible_deals_never_cross_sellers_with_technologies(world, by, unit):
    frame = flows(world, by, unit=unit, source="atlas-1")
    assert set(frame["technology"]) == {"(not paired)"}
    assert any("without pairing them" in note for note in frame.attrs["notes"])


def test_technologies_alone_are_not_crossed_and_stand_as_listed(world):
    found = counts(flows(world, "technology", source="atlas-1"))
    assert found == {"facial-recognition": 1, "smart-policing": 1}


def test_a_technology_filter_over_possible_deals_says_so(world):
    notes = flows(world, "vendor", technology="smart-policing").attrs["notes"]
    assert any("may have brought another technology" in note for note in notes)


def test_exports_only_leaves_out_what_stays_at_home(world):
    frame = flows(world, "exporter", exports_only=True)
    assert counts(frame) == {"CHN": 3, "USA": 3, "ARE": 2, "ISR": 2, "HUN": 1}
    assert flows(world, "exporter").attrs["totals"]["domestic"] == 1


def test_notes_on_exports_only_speak_of_the_deals_that_are_left(tmp_path):
    at_home = [
        worlds.deal("gazette", "h1", "ember-lens", "CHN"),
        worlds.deal("gazette", "h2", "ember-lens", "CHN", disclosed="2019"),
    ]
    graph = worlds.build(tmp_path, at_home)
    for options in ({"exports_only": True}, {}):
        found = flows(graph, "year", **options)
        undated = found.loc[found["year"] == "(undated)", "deals"].sum()
        assert found.attrs["totals"]["undated"] == undated
        assert f"{undated} deals are undated" in " ".join(found.attrs["notes"])
    assert flows(graph, "year").attrs["totals"]["undated"] == undated
    left = flows(graph, "year", exports_only=True).attrs["totals"]
    assert left["undated"] == undated - 1
    assert left["fell_back"] == found.attrs["totals"]["fell_back"] - 1


def test_a_deal_at_home_and_abroad_keeps_what_is_exported(tmp_path):
    sold = worlds.deal("gazette", 91, "cobalt-owl", "ISR KEN", origin="ISR HUN", start="2016-01")
    world = worlds.build(tmp_path, [sold])
    found = flows(
        world, ["exporter", "importer"], exports_only=True, share="split", years=(2016, 2016)
    )
    assert counts(found) == {
        "HUN ISR": 0.5,
        "HUN KEN": 0.25,
        "ISR KEN": 0.25,
        "USA KEN": 1,
    }


def test_an_importer_is_the_destination_else_the_country_of_the_buyer(tmp_path):
    bought = worlds.deal(
        "gazette", 92, "cobalt-owl", "", buyer=["gov:UGA"], kind="sale", start="2015"
    )
    nobody = worlds.deal("gazette", 93, "cobalt-owl", "", kind="sale", start="2015")
    world = worlds.build(tmp_path, [bought, nobody])
    frame = flows(world, ["importer", "regime"], regime="row", years=(2015, 2015), kinds="sale")
    assert counts(frame) == {
        "UGA 1": 1,
        "KEN (undated)": 1,
        "(importer not known) (importer not known)": 1,
    }
    assert frame.attrs["totals"]["no_importer"] == 1


@pytest.mark.parametrize(
    ("filters", "deals"),
    [
        ({"source": "atlas"}, 3),
        ({"source": ["gazette", "atlas-1"]}, 8),
        ({"grade": "official"}, 7),
        ({"grade": "research"}, 8),
        ({"kinds": ["contract", "maintenance"]}, 4),
        ({"technology": "digital-forensics"}, 1),
        ({"technology": "Facial recognition", "kinds": "presence"}, 1),
        ({"grade": "official", "source": "atlas"}, 0),
    ],
)
def test_filters_take_part_of_the_deals(world, filters, deals):
    frame = flows(world, "kind", **filters)
    assert frame.attrs["totals"]["deals"] == deals
    assert frame["deals"].sum() == deals


def test_no_deals_give_no_rows_with_the_same_columns(world):
    frame = flows(world, ["exporter", "kind"], grade="official", source="atlas")
    assert list(frame.columns) == ["exporter", "exporter_name", "kind", "deals", "of", "share"]
    assert frame.empty


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "exportr"}, "no dimension 'exportr'; did you mean exporter"),
        ({"by": "kind", "unit": "deal"}, "no unit 'deal'; did you mean deals"),
        ({"by": "kind", "share": "splitt"}, "did you mean split"),
        ({"by": "kind", "date": "began"}, "no date of a deal 'began'"),
        ({"by": "regime", "regime": "rows"}, "no regime index 'rows'; did you mean row"),
        ({"by": "regime", "definition": "polity-below-8"}, "did you mean polity-below-7"),
        ({"by": "kind", "technology": "spywar"}, "no technology 'spywar'"),
        ({"by": "kind", "kinds": "sales"}, "did you mean sale"),
        ({"by": "kind", "source": "gazete"}, "did you mean gazette"),
        ({"by": "kind", "grade": "oficial"}, "did you mean official"),
    ],
)
def test_a_wrong_word_names_the_nearest(world, options, message):
    with pytest.raises(UnknownWordError, match=message):
        flows(world, **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": []}, "one or more dimensions"),
        ({"by": ["kind", "kind"]}, "each named once"),
        ({"by": "regime"}, "wants an index"),
        ({"by": "regime", "regime": "row", "definition": "row-autocracy"}, "not both"),
        ({"by": "kind", "years": (2018, 2016)}, "not 2018 to 2016"),
        ({"by": "kind", "unit": "vendor-links", "share": "split"}, "cannot be split"),
    ],
)
def test_options_that_contradict_are_refused(world, options, message):
    with pytest.raises(ValueError, match=message):
        flows(world, **options)


DIMENSIONS = ("exporter", "importer", "vendor", "technology", "kind", "source", "year", "regime")


@pytest.mark.parametrize("by", [*permutations(DIMENSIONS, 2)], ids="-".join)
def test_split_deals_add_up_and_each_counts_no_fewer(world, by):
    split = flows(world, by, regime="row", share="split")
    each = flows(world, by, regime="row")
    assert split["deals"].sum() == pytest.approx(split.attrs["totals"]["counted"])
    assert each["deals"].sum() >= each.attrs["totals"]["counted"]
    whole = split[split["share"].notna()]
    for _, group in whole.groupby(by[0]):
        assert group["share"].sum() == pytest.approx(100)
        assert group["deals"].sum() == pytest.approx(group["of"].iloc[0])


def test_nothing_in_the_graph_changes(world):
    before = {one.name: one.read_bytes() for one in (world.path / "graph").iterdir()}
    flows(world, "regime", regime="row", undated_as=2016, years=(2012, 2018))
    assert {one.name: one.read_bytes() for one in (world.path / "graph").iterdir()} == before
