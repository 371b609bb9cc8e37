"""A graph becomes entities of FollowTheMoney by the ontology's tables, and says no more than it."""

from __future__ import annotations

import io
import json

import pytest

from panoptrade.graph import export_ftm, ftm_entities
from panoptrade.ontology import ftm, schema, tables
from tests import world as worlds
from tests.graph.test_hostile_names import HOSTILE

GAZETTE = {"datasets": ["gazette"]}
TOLD = {
    "publisher": ["Nobody in particular"],
    "publisherUrl": ["https://example.org/gazette"],
    "retrievedAt": ["2022-01-01"],
}


@pytest.fixture(scope="module")
def entities(world):
    return {one["id"]: one for one in ftm_entities.entities(world)}


def test_a_vendor_is_a_company_and_says_where_it_comes_from(entities):
    assert entities["org.acme-lantern-works"] == {
        "id": "org.acme-lantern-works",
        "schema": "Company",
        "properties": {
            "alias": ["ALW"],
            "country": ["cn"],
            "incorporationDate": ["2009-04"],
            "name": ["Acme Lantern Works"],
            "notes": ["grade: official", "seen: 2022"],
            "publisher": ["Nobody in particular"],
            "publisherUrl": ["https://example.org/atlas-1", "https://example.org/gazette"],
            "retrievedAt": ["2022-01-01"],
        },
        "datasets": ["atlas-1", "gazette"],
    }


def test_governments_persons_and_other_bodies_have_schemata_of_their_own(entities):
    wanted = {
        "gov.KEN": "PublicBody",
        "person.hypatia-quill": "Person",
        "org.granite-holdings": "Organization",
    }
    assert {id_: entities[id_]["schema"] for id_ in wanted} == wanted


def test_a_holding_keeps_its_share_and_its_dates(entities):
    found = entities["ownership.granite-holdings.acme-lantern-works"]
    assert found["schema"] == "Ownership"
    assert found["properties"] == {
        "owner": ["org.granite-holdings"],
        "asset": ["org.acme-lantern-works"],
        "percentage": ["25"],
        "role": ["equity"],
        "startDate": ["2014"],
        "endDate": ["2019"],
        "description": ["grade: official", "seen: 2021"],
        **TOLD,
    }
    control = entities["ownership.hypatia-quill.cobalt-owl"]["properties"]
    assert "percentage" not in control
    assert control["date"] == ["2018"], "a date on which it was so is no start"


def test_a_contract_is_awarded_to_its_seller(entities):
    contract = entities["deal.gazette.1"]
    assert contract["schema"] == "Contract"
    assert contract["properties"]["authority"] == ["gov.KEN"]
    assert contract["properties"]["type"] == ["contract"]
    assert contract["properties"]["keywords"] == ["Facial recognition"]
    award = entities["deal.gazette.1.seller.org.acme-lantern-works"]
    assert award == {
        "id": "deal.gazette.1.seller.org.acme-lantern-works",
        "schema": "ContractAward",
        "properties": {
            "contract": ["deal.gazette.1"],
            "supplier": ["org.acme-lantern-works"],
            "role": ["seller"],
            "startDate": ["2015"],
            **TOLD,
        },
        **GAZETTE,
    }


@pytest.mark.parametrize(
    ("id_", "what"),
    [
        ("deal.atlas-1.uga", "kind: presence"),
        ("deal.atlas-2.4", "kind: detection"),
        ("deal.gazette.5", "status: refused"),
    ],
)
def test_what_is_no_agreement_is_no_contract_and_nothing_is_awarded(entities, id_, what):
    assert entities[id_]["schema"] == "Event"
    assert what in entities[id_]["properties"]["notes"]
    links = [one for one in entities.values() if one["id"].startswith(f"{id_}.")]
    assert {one["schema"] for one in links} == {"UnknownLink"}
    assert {role for one in links for role in one["properties"]["role"]} == {"seller"}


def test_a_decade_is_no_date_but_is_not_lost(entities):
    found = entities["deal.gazette.6"]["properties"]
    assert "contractDate" not in found
    assert "start: 201X" in found["notes"]


def test_a_restriction_says_who_keeps_the_list_and_what_it_restricts(entities):
    found = entities["sanction.us-bis-entity-list.acme-lantern-works"]["properties"]
    assert found["authority"] == ["Bureau of Industry and Security (Commerce)"]
    assert found["program"] == ["BIS Entity List"]
    assert found["country"] == ["us"]
    assert found["provisions"] == ["export licence"]
    assert found["namesMentioned"] == ["ACME LANTERN WORKS CO., LTD."]
    assert "citation: 84 FR 00000 (invented)" in found["description"]


def test_supplies_and_successions_point_the_right_way(entities):
    supply = entities["supply.fennel-sensors.borealis-gaze.product"]
    assert supply["schema"] == "UnknownLink"
    assert supply["properties"]["subject"] == ["org.fennel-sensors"]
    assert supply["properties"]["object"] == ["org.borealis-gaze"]
    assert supply["properties"]["role"] == ["product"]
    after = entities["succession.cobalt-owl.cobalt-night.renamed"]["properties"]
    assert (after["predecessor"], after["successor"]) == (["org.cobalt-owl"], ["org.cobalt-night"])


def test_everything_with_a_schema_becomes_one_entity_and_the_rest_is_counted(world, entities):
    counts = world.classes()
    for cls, count in counts.items():
        prefix = schema.get(cls).prefix
        if ftm.schema_of(cls) and prefix not in {"org", "deal"}:
            assert sum(id_.startswith(f"{prefix}.") for id_ in entities) == count
    assert ftm_entities.left_out(world)["Product"] == 1
    assert set(ftm_entities.left_out(world)) == {c for c in counts if not ftm.schema_of(c)}


def test_every_reference_leads_to_an_entity(entities):
    for one in entities.values():
        for name, values in one["properties"].items():
            for slot in (ftm.Slot(parent, name) for parent in _lineage(one["schema"])):
                if ftm.target(slot):
                    assert set(values) <= set(entities)
                    assert all(
                        ftm.fits(entities[value]["schema"], ftm.target(slot)) for value in values
                    )


def test_the_bytes_are_the_same_each_time_and_an_error_keeps_the_old_file(world, tmp_path):
    first, second = io.BytesIO(), io.BytesIO()
    counts = export_ftm.write(world, first)
    export_ftm.write(world, second)
    assert first.getvalue() == second.getvalue()
    assert sum(counts.values()) == first.getvalue().count(b"\n")
    path = tmp_path / "out.json"
    assert export_ftm.export(world, path) == counts
    assert path.read_bytes() == first.getvalue()


def test_what_an_owned_body_lacks_and_what_has_no_place_is_written_all_the_same(tmp_path):
    said = worlds.said
    extra = [
        said("gazette", "Organization", "org:a", name="Alpha", part_of=["org:b"], kind="fund"),
        said("gazette", "Organization", "org:b", name="Beta", isin=["US0378331005", "US1"]),
        said("gazette", "Government", "gov:KEN-x", name="Bureau X", country=["country:SCG"]),
        said("gazette", "Person", "person:p", name="Pi", country=["country:RVN"]),
        *(
            said(
                "gazette",
                "Ownership",
                f"ownership:p:{to}",
                owner="person:p",
                asset=of,
                kind="equity",
                **share,
            )
            for to, of, share in [
                ("a", "org:a", {"share_min": 25.0, "share_max": 50.0}),
                ("x", "gov:KEN-x", {"share_min": 12.5}),
                ("gone", "org:not-here", {"share_max": 0.1}),
            ]
        ),
    ]
    found = {one["id"]: one for one in ftm_entities.entities(worlds.build(tmp_path, extra))}
    assert found["org.a"]["schema"] == "Company", "only what is an asset can be owned"
    assert found["org.b"]["schema"] == "Company", "only a company has an ISIN"
    assert found["org.b"]["properties"]["isinCode"] == ["US0378331005"]
    assert "isin: US1" in found["org.b"]["properties"]["notes"], "no such number can be"
    assert found["gov.KEN-x"]["schema"] == "Company"
    assert found["gov.KEN-x"]["properties"]["country"] == ["csxx"]
    assert "country: South Vietnam" in found["person.p"]["properties"]["notes"]
    assert found["org.a.part-of.org.b"]["properties"]["object"] == ["org.b"]
    shares = {to: found[f"ownership.p.{to}"]["properties"] for to in ("a", "x", "gone")}
    assert [shares[to]["percentage"] for to in shares] == [["25-50"], ["12.5-100"], ["0-0.1"]]
    assert "asset: org:not-here" in shares["gone"]["description"]


def test_hostile_names_are_only_names_and_a_long_one_is_cut_and_kept_whole(tmp_path):
    extra = [
        worlds.said("gazette", "Vendor", f"org:hostile-{number}", name=name)
        for number, name in enumerate(HOSTILE)
    ]
    graph = worlds.build(tmp_path, extra)
    out = io.BytesIO()
    export_ftm.write(graph, out)
    found = {one["id"]: one for one in map(json.loads, out.getvalue().splitlines())}
    for number, name in enumerate(HOSTILE):
        properties = found[f"org.hostile-{number}"]["properties"]
        assert properties["name"] == [name[:384]]
        assert (f"name: {name}" in properties["notes"]) == (len(name) > 384)


def test_ids_are_written_as_the_model_can_hold_them_and_stay_apart():
    ids = ["org:a", "deal:x:a+b", "deal:x:a-b", "org:é", "org:" + "a" * 200, "org:" + "a" * 201]
    written = [ftm.encoded(one) for one in ids]
    assert written[:1] == ["org.a"]
    assert len(set(written)) == len(ids)
    assert all(len(one) <= ftm.LONGEST_ID for one in written)


def test_every_slot_of_the_tables_is_one_of_a_schema_that_is_known():
    known = {row["schema"] for row in tables.rows("ftm_schemata")}
    named = {ftm.schema_of(cls) for cls in schema.classes()} - {None}
    slots = {
        slot.schema
        for cls in schema.classes()
        for one in schema.properties(cls).values()
        for slot in ftm.slots(one)
    }
    assert named | slots <= known


def test_the_command_writes_lines_and_says_what_has_no_schema(run, tmp_path):
    said = run("export", "ftm", "-o", "out.json")
    assert said.exit_code == 0, said.output
    assert "1 Product" in said.stderr
    assert "5 ContractAward, 5 Event" in said.stderr
    lines = (tmp_path / "out.json").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 42
    assert run("export", "ftm").stdout.splitlines() == lines


def _lineage(name):
    row = next(row for row in tables.rows("ftm_schemata") if row["schema"] == name)
    return [name, *(one for parent in tables.items(row["extends"]) for one in _lineage(parent))]
