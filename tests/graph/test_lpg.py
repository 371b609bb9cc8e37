"""The property graph of the small world: every label, type, count and property."""

from __future__ import annotations

import datetime

import pytest

from panoptrade.graph import lpg
from panoptrade.ontology import schema, tables
from tests import world as worlds

COUNTRIES, PROGRAMMES = (tables.rows(name) for name in ("countries", "programmes"))
NODES = {
    "Country": len(COUNTRIES), "Deal": 10, "Government": 4, "Organization": 1, "Person": 1,
    "Product": 1, "Programme": len(PROGRAMMES), "RegimeClass": 20, "Sanction": 1,
    "Source": 4, "Technology": 62, "Unrest": 2, "Vendor": 7,
}  # fmt: skip
RELATIONSHIPS = {
    ("COUNTRY", "Organization", "Country"): 1,
    ("COUNTRY", "Vendor", "Country"): 7,
    ("COUNTRY", "Government", "Country"): 4,
    ("BROADER", "Technology", "Technology"): 49,
    ("MAKER", "Product", "Vendor"): 1,
    ("TECHNOLOGY", "Product", "Technology"): 1,
    ("SELLER", "Deal", "Vendor"): 10,
    ("BUYER", "Deal", "Government"): 6,
    ("TECHNOLOGY", "Deal", "Technology"): 11,
    ("ORIGIN", "Deal", "Country"): 3,
    ("DESTINATION", "Deal", "Country"): 10,
    ("TARGET", "Sanction", "Vendor"): 1,
    ("PROGRAMME", "Sanction", "Programme"): 1,
    ("COUNTRY", "Programme", "Country"): sum(bool(one["country"]) for one in PROGRAMMES),
    ("COUNTRY", "Unrest", "Country"): 2,
    ("SUPPLY", "Vendor", "Vendor"): 2,
    ("OWNERSHIP", "Organization", "Vendor"): 1,
    ("OWNERSHIP", "Person", "Vendor"): 1,
    ("OWNERSHIP", "Vendor", "Vendor"): 1,
    ("SUCCESSION", "Vendor", "Vendor"): 1,
    ("CLASSIFICATION", "Country", "RegimeClass"): 114,
    ("EXPORTS_TO", "Country", "Country"): 11,
}
ACME, OWL = "org:acme-lantern-works", "org:cobalt-owl"


def _rows(table):
    return [
        {name: value for name, value in row.items() if value is not None}
        for row in table.to_pylist()
    ]


def _ties(graph, type, **options):  # noqa: A002
    found = (one for one in lpg.relationships(graph, **options) if one.type == type)
    return [row for one in found for row in _rows(one.table)]


def _node(graph, label, id):  # noqa: A002
    [table] = [one.table for one in lpg.nodes(graph) if one.label == label]
    return next(row for row in _rows(table) if row["id"] == id)


def test_every_thing_is_a_node_of_one_label(world):
    assert {one.label: one.table.num_rows for one in lpg.nodes(world)} == NODES


def test_every_reference_and_every_edge_is_a_relationship(world):
    found = {
        (one.type, one.source, one.target): one.table.num_rows for one in lpg.relationships(world)
    }
    assert found == RELATIONSHIPS


def test_a_node_has_its_properties_and_no_references(world):
    assert _node(world, "Vendor", ACME) == {
        "id": ACME,
        "name": "Acme Lantern Works",
        "alias": ["ALW"],
        "founded": "2009-04",
        "founded_year": 2009,
        "grade": "official",
        "seen": "2022",
        "sources": ["atlas-1", "gazette"],
        "records": 3,
    }


def test_only_a_full_date_is_a_date_and_a_decade_has_no_year(world):
    full = _node(world, "Deal", "deal:gazette:7")
    assert (full["start"], full["start_year"]) == ("2020-07-01", 2020)
    assert full["start_date"] == datetime.date(2020, 7, 1)
    month = _node(world, "Deal", "deal:gazette:3")
    assert (month["start"], month["start_year"]) == ("2016-05", 2016)
    assert "start_date" not in month
    decade = _node(world, "Deal", "deal:gazette:6")
    assert decade["start"] == "201X"
    assert not {"start_year", "start_date"} & set(decade)


def test_a_reference_carries_the_sources_and_the_grade_of_its_row(world):
    assert _ties(world, "ORIGIN")[0] == {
        "source": "deal:atlas-2:9",
        "target": "country:USA",
        "sources": ["atlas-2"],
        "grade": "press",
    }


def test_an_edge_carries_all_that_is_said_of_it(world):
    supply = _ties(world, "SUPPLY")[0]
    assert supply == {
        "source": "org:fennel-sensors",
        "target": ACME,
        "id": "supply:fennel-sensors:acme-lantern-works:component",
        "kind": "component",
        "technology": ["tech:image-sensor"],
        "as_of": "2018-03",
        "as_of_year": 2018,
        "grade": "official",
        "seen": "2021",
        "sources": ["gazette"],
        "records": 1,
    }


def test_exports_are_counted_by_technology_and_year(world):
    found = {row["id"]: row for row in _ties(world, "EXPORTS_TO")}
    assert found["exports-to:CHN:KEN:tech:facial-recognition:2015"] == {
        "source": "country:CHN",
        "target": "country:KEN",
        "id": "exports-to:CHN:KEN:tech:facial-recognition:2015",
        "technology": "tech:facial-recognition",
        "year": 2015,
        "deals": 1,
        "refused": 0,
        "kinds": ["contract"],
        "sources": ["gazette"],
        "derived": True,
    }
    assert found["exports-to:ARE:UGA:tech:commercial-spyware:2019"]["refused"] == 1
    undated = found["exports-to:ISR:UGA:tech:commercial-spyware:-"]
    assert "year" not in undated


def test_unpaired_vendors_and_technologies_are_not_crossed(world):
    found = [row for row in _ties(world, "EXPORTS_TO") if row.get("pairing") == "possible"]
    assert [(row["source"], row["target"]) for row in found] == [
        ("country:CHN", "country:UGA"),
        ("country:USA", "country:UGA"),
    ]
    assert all("technology" not in row for row in found)


def test_trade_at_home_is_no_export(world):
    assert all(row["source"] != row["target"] for row in _ties(world, "EXPORTS_TO"))
    assert not [row for row in _ties(world, "EXPORTS_TO") if row["target"] == "country:CHN"]


def test_what_is_derived_can_be_left_out(world):
    assert not _ties(world, "EXPORTS_TO", derived=False)
    assert [one.type for one in lpg.relationships(world) if one.derived] == ["EXPORTS_TO"]


def test_references_to_nothing_are_counted_and_left_out(tmp_path):
    lost = {"owner": "org:nobody", "asset": ACME, "kind": "equity"}
    extra = [
        worlds.deal("gazette", 20, "acme-lantern-works nobody", "KEN", start="2020"),
        worlds.said("gazette", "Ownership", "ownership:x", **lost),
    ]
    graph = worlds.build(tmp_path, extra)
    assert lpg.dangling(graph) == {"Deal.seller": 1, "Ownership": 1}
    sold = [row["target"] for row in _ties(graph, "SELLER") if row["source"] == "deal:gazette:20"]
    assert sold == [ACME]
    assert len(_ties(graph, "OWNERSHIP")) == 3


def test_nothing_dangles_in_the_world(world):
    assert lpg.dangling(world) == {}


def test_the_vocabulary_names_what_the_tables_hold(world):
    labels, types = lpg.node_properties(), lpg.relationship_properties()
    for one in lpg.nodes(world):
        assert tuple(one.table.column_names) == labels[one.label]
    for one in lpg.relationships(world):
        assert tuple(one.table.column_names) == (*lpg.ENDS, *types[one.type])


@pytest.mark.parametrize("names", [lpg.node_properties(), lpg.relationship_properties()])
def test_no_derived_property_hides_a_given_one(names):
    for found in names.values():
        assert len(found) == len(set(found))
        assert not set(lpg.ENDS) & set(found)


def test_labels_and_types_come_from_the_ontology():
    kinds = {name: one.kind for name, one in schema.classes().items()}
    assert set(lpg.node_properties()) == {name for name, kind in kinds.items() if kind == "node"}
    edges = {name.upper() for name, kind in kinds.items() if kind == "edge"}
    assert edges < set(lpg.relationship_properties())


def test_the_same_graph_gives_the_same_tables(world):
    assert all(
        one.table.equals(other.table)
        for one, other in zip(lpg.relationships(world), lpg.relationships(world), strict=True)
    )
