"""Flows of the invented world, number by number, and what is never left out of sight."""

from __future__ import annotations

from itertools import permutations

import pytest

from panoptrade.graph.flows import flows
from panoptrade.ontology.words import UnknownWordError
from tests import world as worlds

REMAINDERS = ("(undated)", "(not classified)", "(importer not known)")


def counts(frame):
    """Return the counts by the dimensions' values, without the prefixes of ids."""
    value = "links" if "links" in frame else "deals"
    at = list(frame.columns).index(value)
    keys = [name for name in frame.columns[:at] if not name.endswith("_name")]
    rows = frame[[*keys, value]].itertuples(index=False)
    bare = ([str(one).rpartition(":")[2] for one in row[:-1]] + [row[-1]] for row in rows)
    return {" ".join(row[:-1]): row[-1] for row in bare}


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


def regimes(world, **options):
    return counts(flows(world, "regime", **{"regime": "row", **options}))


def test_importers_are_classified_in_the_year_of_the_deal(world):
    found = regimes(world)
    assert found == {"0": 1, "1": 3, "2": 2, "(not classified)": 1, "(undated)": 3}
    assert list(found) == ["0", "1", "2", "(not classified)", "(undated)"]


def test_a_lag_classifies_them_earlier(world):
    lagged = {"0": 1, "1": 2, "2": 3, "(not classified)": 1, "(undated)": 3}
    assert regimes(world, lag=1) == lagged


def test_undated_deals_are_classified_on_request_only_and_it_is_said(world):
    assert regimes(world, undated_as=2014) == {"0": 1, "1": 5, "2": 3, "(not classified)": 1}
    notes = flows(world, "regime", regime="row", undated_as=2014).attrs["notes"]
    assert any("3 undated deals are counted as of 2014: an assumption" in note for note in notes)


@pytest.mark.parametrize(
    ("options", "undated", "fell_back"),
    [
        ({"date": "start"}, 3, 1),
        ({"date": "start", "strict_date": True}, 4, 0),
        ({"date": "disclosed"}, 3, 6),
        ({"date": "disclosed", "strict_date": True}, 9, 0),
    ],
)
def test_the_date_that_classifies_is_chosen_and_what_stood_in_is_counted(
    world, options, undated, fell_back
):
    frame = flows(world, "year", **options)
    assert counts(frame)["(undated)"] == undated
    assert frame.attrs["totals"]["fell_back"] == fell_back
    assert any(f"{undated} deals are undated and in no year" in n for n in frame.attrs["notes"])


def test_a_decade_is_no_year(world):
    assert "201X" not in set(flows(world, "year")["year"])
    assert counts(flows(world, "year", kinds="sale")) == {"(undated)": 1}


def test_years_take_a_span_and_count_what_lies_outside(world):
    frame = flows(world, "exporter", years=(2016, 2018))
    assert counts(frame) == {"CHN": 1, "HUN": 1, "ISR": 1, "USA": 1}
    assert frame.attrs["totals"]["outside"] == 4
    assert any("3 deals are undated and left out of a span" in n for n in frame.attrs["notes"])


def test_a_span_of_years_by_year_keeps_the_undated_in_sight(world):
    found = counts(flows(world, "year", years=(2016, 2018)))
    assert found == {"2016": 1, "2017": 1, "2018": 1, "(undated)": 3}


def test_a_definition_puts_importers_in_or_out(world):
    frame = flows(world, "regime", definition="polity-below-7")
    assert counts(frame) == {"out": 4, "(not classified)": 3, "(undated)": 3}
    assert frame["regime_name"].iloc[0] == "not autocracy and weak democracy"
    lagged = counts(flows(world, "regime", definition="polity-below-7", lag=1))
    assert lagged == {"in": 1, "out": 4, "(not classified)": 2, "(undated)": 3}


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("row-autocracy", {"in": 4, "out": 2}),
        ("row-not-liberal", {"in": 6}),
        ("row-electoral-democracy", {"in": 2, "out": 4}),
        ("fh-not-free", {"in": 2, "out": 4}),
    ],
)
def test_definitions_by_class(world, definition, expected):
    found = counts(flows(world, "regime", definition=definition))
    assert found == {**expected, "(not classified)": 1, "(undated)": 3}


def rated(iso3, year, score):
    ids = {"country": f"country:{iso3}", "regime": "fh:PF", "year": year, "score": score}
    return worlds.said("atlas-1", "Classification", f"classification:fh:{iso3}:{year}", **ids)


def test_a_definition_with_a_window_gives_one_mean_for_every_year(tmp_path):
    scores = [("KEN", 2010, 3.0), ("KEN", 2012, 1.5), ("UGA", 2011, 5.0), ("UGA", 2008, 1.0)]
    world = worlds.build(tmp_path, [rated(*one) for one in scores])
    found = counts(flows(world, "regime", definition="csis-fh-mean-2009-2018"))
    # Kenya's mean is 2.25, three deals; Uganda's is 5 and leaves 2008 out; no ratings of others.
    assert found == {"in": 1, "out": 3, "(not classified)": 3, "(undated)": 3}


def test_a_missing_score_is_neither_in_nor_out(tmp_path):
    gap = worlds.said(
        "atlas-1",
        "Classification",
        "classification:polity:MEX:2012",
        country="country:MEX",
        regime="polity:autocracy",
        year=2012,
        status="interruption",
    )
    found = counts(flows(worlds.build(tmp_path, [gap]), "regime", definition="polity-below-7"))
    assert found == {"out": 4, "(not classified)": 3, "(undated)": 3}


def test_two_rows_about_one_country_and_year_do_not_count_its_deals_twice(tmp_path):
    twin = worlds.said(
        "atlas-2",
        "Classification",
        "classification:mine:KEN:2015",
        country="country:KEN",
        regime="row:0",
        year=2015,
    )
    frame = flows(worlds.build(tmp_path, [twin]), "regime", regime="row", share="split")
    assert counts(frame) == {"0": 1, "1": 3, "2": 2, "(not classified)": 1, "(undated)": 3}


def test_shares_are_of_what_is_dated_and_classified_and_remainders_have_none(world):
    frame = flows(world, ["importer", "regime"], regime="row").set_index(["importer", "regime"])
    assert frame.loc[("country:KEN", "row:1"), ["deals", "of"]].tolist() == [2, 3]
    assert frame.loc[("country:KEN", "row:1"), "share"] == pytest.approx(200 / 3)
    assert frame.loc[("country:KEN", "(undated)"), "of"] == 3
    assert frame[frame.index.get_level_values(1).isin(REMAINDERS)]["share"].isna().all()


def test_remainders_come_last_in_their_group_and_groups_by_size(world):
    frame = flows(world, ["exporter", "regime"], regime="row")
    assert list(counts(frame)) == [
        "CHN 0",
        "CHN 1",
        "CHN 2",
        "CHN (undated)",
        "USA 1",
        "USA (not classified)",
        "USA (undated)",
        "ARE 1",
        "ARE (undated)",
        "ISR 2",
        "ISR (undated)",
        "HUN 2",
    ]


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
