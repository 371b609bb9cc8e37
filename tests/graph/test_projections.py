"""The networks of the invented world, edge by edge, and what each leaves out."""

from __future__ import annotations

import pandas as pd
import pytest

from panoptrade.graph import merge, projections
from panoptrade.graph.project import edges, project
from panoptrade.graph.workspace import Workspace
from panoptrade.loaders import load
from panoptrade.ontology import names
from panoptrade.ontology.words import UnknownWordError
from tests import world as worlds


def pairs(frame, column="deals"):
    """Return the edges as `source target` to a column's value, without prefixes."""
    keys = (
        f"{s.split(':')[1]} {t.split(':')[1]}"
        for s, t in zip(frame.source, frame.target, strict=True)
    )
    return dict(zip(keys, frame[column], strict=True))


def test_vendors_are_tied_to_the_countries_their_deals_went_to(world):
    assert pairs(edges(world, "vendor-country")) == {
        "acme-lantern-works KEN": 2,
        "acme-lantern-works UGA": 1,
        "borealis-gaze KEN": 1,
        "borealis-gaze UGA": 1,
        "cobalt-owl MEX": 1,
        "cobalt-owl UGA": 1,
        "dune-whisper KEN": 1,
        "dune-whisper UGA": 1,
        "ember-lens CHN": 1,
    }


def test_exporters_are_the_origin_else_the_countries_of_the_sellers(world):
    assert pairs(edges(world, "exporter-importer")) == {
        "ARE KEN": 1,
        "ARE UGA": 1,
        "CHN KEN": 2,
        "CHN UGA": 1,
        "HUN MEX": 1,
        "ISR MEX": 1,
        "ISR UGA": 1,
        "USA KEN": 1,
        "USA MEX": 1,
        "USA UGA": 1,
    }


def test_links_are_the_vendors_of_the_exporting_country(world):
    found = pairs(edges(world, "exporter-importer"), "links")
    assert found["CHN UGA"] == 1, "Borealis, listed beside Acme, is no Chinese vendor"
    assert found["USA MEX"] == 1, "a vendor that is not disclosed is still one"


def test_trade_at_home_is_taken_on_request_only(world):
    found = edges(world, "exporter-importer", domestic=True)
    assert pairs(found)["CHN CHN"] == 1
    assert "taken: 1 deal with a tie of a place or body to itself" in found.attrs["notes"]
    assert edges(world, "exporter-importer").attrs["totals"]["domestic"] == 1


def test_an_edge_says_when_by_whom_and_on_what_evidence(world):
    found = edges(world, "vendor-country").set_index(["source", "target"])
    kenya = found.loc[("org:acme-lantern-works", "country:KEN")]
    assert kenya.to_dict() == {
        "deals": 2,
        "links": 1,
        "first_year": 2015,
        "last_year": 2018,
        "years": [2015, 2018],
        "undated": 0,
        "sources": ["gazette"],
        "kinds": ["contract", "maintenance"],
        "evidence": {"contract": 1, "maintenance": 1},
    }
    uganda = found.loc[("org:dune-whisper", "country:UGA")]
    assert uganda.evidence == {"licence:refused": 1}


def test_a_decade_is_no_year(world):
    found = pairs(edges(world, "vendor-country"), "undated")
    assert found["dune-whisper KEN"] == 1


def test_owners_and_suppliers_are_networks_too(world):
    assert pairs(edges(world, "ownership"), "kinds") == {
        "acme-lantern-works ember-lens": ["equity"],
        "granite-holdings acme-lantern-works": ["equity"],
        "hypatia-quill cobalt-owl": ["control"],
    }
    assert pairs(edges(world, "supply"), "kinds") == {
        "fennel-sensors acme-lantern-works": ["component"],
        "fennel-sensors borealis-gaze": ["product"],
    }


def test_nodes_carry_name_class_country_and_sources(world):
    nodes = project(world, "ownership").nodes.set_index("id")
    assert nodes.loc["org:granite-holdings"].to_dict() == {
        "name": "Granite Holdings",
        "class": "Organization",
        "country": ["country:USA"],
        "sources": ["gazette"],
        "deals": 1,
        "links": 1,
        "undated": 0,
    }
    assert nodes.loc["person:hypatia-quill", "country"] == []


def test_a_node_that_no_source_describes_keeps_its_id_for_a_name(tmp_path):
    extra = [worlds.deal("gazette", 99, "nobody-knows", "KEN", start="2019")]
    nodes = project(worlds.build(tmp_path, extra)).nodes.set_index("id")
    assert nodes.loc["org:nobody-knows", ["name", "class"]].to_list() == ["org:nobody-knows", ""]


def test_a_node_counts_a_deal_once_however_many_ties_it_makes(world):
    nodes = project(world, "vendor-country").nodes.set_index("id")
    assert nodes.loc["country:UGA", ["deals", "links", "undated"]].to_list() == [3, 4, 2]


def test_the_undated_are_left_out_of_years_and_counted(world):
    found = edges(world, "vendor-country", years=(2015, 2017))
    assert pairs(found) == {
        "acme-lantern-works KEN": 1,
        "borealis-gaze KEN": 1,
        "cobalt-owl MEX": 1,
    }
    assert found.attrs["totals"] == {
        "selected": 10,
        "unplaced": 1,
        "undated": 3,
        "outside": 3,
        "domestic": 0,
        "possible": 0,
        "counted": 3,
    }
    assert "left out: 3 deals without a year" in found.attrs["notes"]


def test_the_undated_are_kept_beside_years_on_request(world):
    found = edges(world, "vendor-country", years=(2015, 2017), undated="keep")
    assert pairs(found)["cobalt-owl UGA"] == 1
    assert "taken: 3 deals without a year" in found.attrs["notes"]


@pytest.mark.parametrize(
    ("years", "owners"),
    [
        ((2010, 2011), set()),
        ((2013, 2013), {"acme-lantern-works ember-lens"}),
        ((2019, 2019), {"acme-lantern-works ember-lens", "granite-holdings acme-lantern-works"}),
        ((2018, 2018), {"hypatia-quill cobalt-owl"}),
        ((2020, 2024), {"acme-lantern-works ember-lens"}),
    ],
)
def test_a_relation_is_known_from_its_start_to_its_end_or_on_its_date(world, years, owners):
    found = set(pairs(edges(world, "ownership", years=years)))
    assert found >= owners
    assert ("hypatia-quill cobalt-owl" in found) == (years == (2018, 2018))


def test_a_technology_keeps_a_deal_of_which_it_is_one_possibility(world):
    found = edges(world, technology="biometrics")
    assert "acme-lantern-works UGA" in pairs(found)
    assert found.attrs["totals"]["possible"] == 1
    assert found.attrs["notes"][-1].startswith("taken as possible: 1 deal that list")


def test_filters_narrow_by_kind_source_and_grade(world):
    assert set(pairs(edges(world, kinds=["presence", "detection"]))) == {
        "acme-lantern-works UGA",
        "borealis-gaze UGA",
        "cobalt-owl UGA",
    }
    assert set(pairs(edges(world, source="atlas-2"))) == {"cobalt-owl UGA"}
    assert "cobalt-owl UGA" not in pairs(edges(world, grade="research"))
    assert set(pairs(edges(world, "ownership", kinds="control"))) == {"hypatia-quill cobalt-owl"}


def test_what_was_asked_is_kept_as_data(world):
    found = edges(world, years=(2015, 2017), technology="biometrics", grade="press", domestic=True)
    assert found.attrs["projection"] == "vendor-country"
    assert found.attrs["filters"] == {
        "years": [2015, 2017],
        "undated": "drop",
        "domestic": True,
        "technology": ["biometrics"],
        "grade": "press",
    }


def test_nothing_that_passes_gives_no_edges_and_no_nodes(world):
    found = project(world, technology="iris-recognition")
    assert found.edges.empty
    assert found.nodes.empty
    assert found.notes == ["0 of 0 deals that pass the filters"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"projection": "vendor-county"}, "did you mean vendor-country"),
        ({"undated": "kep"}, "did you mean keep"),
        ({"projection": "ownership", "kinds": "contract"}, "kind of Ownership"),
    ],
)
def test_a_wrong_word_names_those_that_exist(world, options, message):
    with pytest.raises(UnknownWordError, match=message):
        project(world, **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"years": (2017, 2015)}, "not 2017 to 2015"),
        ({"projection": "ownership", "technology": "biometrics"}, "Ownership says nothing of"),
    ],
)
def test_a_filter_that_cannot_apply_says_so(world, options, message):
    with pytest.raises(ValueError, match=message):
        project(world, **options)


@pytest.mark.parametrize("name", projections.PROJECTIONS)
def test_every_projection_is_named_and_gives_the_same_columns(world, name):
    found = project(world, name)
    assert found.projection.name == name
    assert list(found.edges) == list(project(world).edges)
    assert found.projection.description.endswith(".")
    ends = set(found.edges["source"]) | set(found.edges["target"])
    assert set(found.nodes["id"]) == ends


@pytest.mark.parametrize("name", projections.PROJECTIONS)
def test_every_projection_of_a_graph_gives_the_same_twice(world, name):
    first, second = project(world, name), project(world, name)
    assert first.edges.equals(second.edges)
    assert first.nodes.equals(second.nodes)


def test_the_spyware_inventory_gives_the_pairs_of_countries_that_its_rows_name(shared, tmp_path):
    path = next((shared / "spyware-inventory").glob("*.csv"))
    load.load("spyware-inventory", [path], tmp_path)
    merge.build(tmp_path)
    found = edges(Workspace(tmp_path), "exporter-importer")

    rows = pd.read_csv(path, dtype=str)[["Country of origin", "Country of deployment"]]
    rows = rows.apply(lambda column: column.str.strip())
    rows["Country of origin"] = rows["Country of origin"].str.split(r"\s*,\s*", regex=True)
    rows = rows.explode("Country of origin").drop_duplicates()
    rows = rows[rows["Country of origin"] != "Undisclosed"]
    named = rows.map(names.country)
    expected = {
        (f"country:{origin}", f"country:{importer}")
        for origin, importer in named.itertuples(index=False)
        if origin != importer
    }
    assert set(zip(found["source"], found["target"], strict=True)) == expected
