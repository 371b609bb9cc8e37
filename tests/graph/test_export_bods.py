"""Who owns whom becomes statements of BODS 0.4 that its own validator finds nothing wrong with."""

from __future__ import annotations

import json

import pytest

from panoptrade.graph import bods_parts, bods_statements, export_bods
from tests import stated
from tests import world as worlds
from tests.graph.test_hostile_names import HOSTILE

SCHEMES = ["XI-LEI", "GB-COH"]


@pytest.fixture(scope="module")
def statements(world):
    return {one["recordId"]: one for one in bods_statements.statements(world)}


def test_a_holding_states_owner_asset_share_and_where_it_is_from(statements):
    one = statements["ownership:granite-holdings:acme-lantern-works"]
    assert len(one.pop("statementId")) == 64
    assert one == {
        "statementDate": "2021-01-01",
        "annotations": [
            _rounded("/recordDetails/interests/0/startDate", "2014"),
            _rounded("/recordDetails/interests/0/endDate", "2019"),
            _rounded("/statementDate", "2021"),
        ],
        "publicationDetails": {
            "publicationDate": "2022-01-01",
            "bodsVersion": "0.4",
            "publisher": {"name": "panoptrade"},
        },
        "source": {
            "type": ["officialRegister"],
            "description": "The Invented Gazette",
            "url": "https://example.org/gazette",
            "retrievedAt": "2022-01-01",
        },
        "declarationSubject": "org:acme-lantern-works",
        "recordId": "ownership:granite-holdings:acme-lantern-works",
        "recordType": "relationship",
        "recordStatus": "new",
        "recordDetails": {
            "isComponent": False,
            "subject": "org:acme-lantern-works",
            "interestedParty": "org:granite-holdings",
            "interests": [
                {
                    "type": "shareholding",
                    "directOrIndirect": "unknown",
                    "details": "equity",
                    "share": {"exact": 25.0},
                    "startDate": "2014-01-01",
                    "endDate": "2019-12-31",
                }
            ],
        },
    }


def test_control_is_an_interest_of_its_own_and_has_no_share(statements):
    both = statements["ownership:acme-lantern-works:ember-lens"]["recordDetails"]["interests"]
    assert [one["type"] for one in both] == ["shareholding", "otherInfluenceOrControl"]
    assert ["share" in one for one in both] == [True, False]
    alone = statements["ownership:hypatia-quill:cobalt-owl"]
    assert alone["recordDetails"]["interests"] == [
        {"type": "otherInfluenceOrControl", "directOrIndirect": "unknown", "details": "control"}
    ]
    assert alone["statementDate"] == "2018-01-01", "the date of which the source says it"


def test_only_owners_and_what_they_own_are_stated_before_their_holdings(world):
    found = list(bods_statements.statements(world))
    assert [one["recordId"] for one in found] == [
        "org:granite-holdings",
        "org:acme-lantern-works",
        "org:cobalt-owl",
        "org:ember-lens",
        "person:hypatia-quill",
        "ownership:acme-lantern-works:ember-lens",
        "ownership:granite-holdings:acme-lantern-works",
        "ownership:hypatia-quill:cobalt-owl",
    ]
    person = found[4]["recordDetails"]
    assert person["personType"] == "knownPerson"
    assert "nationalities" not in person


def test_a_body_states_what_is_known_of_it_and_no_more(tmp_path):
    extra = [
        worlds.said(
            "gazette",
            "Organization",
            "org:a",
            name="Alpha",
            lei=["549300AAAAAAAAAAAA11"],
            registration=["01234567 (GB-COH)", "77 (Freedonia)", "88"],
            country=["country:KEN"],
            dissolved="2019",
        ),
        worlds.said("gazette", "Organization", "org:b", name="Beta", kind="fund"),
        worlds.said(
            "gazette", "Ownership", "ownership:x", owner="gov:KEN", asset="org:a", kind="link",
            share_min=10.0, url=["https://example.org/ä b".replace(" ", "%")],
        ),
        worlds.said(
            "gazette", "Ownership", "ownership:y", owner="org:b", asset="org:gone", kind="control"
        ),
    ]  # fmt: skip
    graph = worlds.build(tmp_path / "w", extra)
    found = {one["recordId"]: one for one in bods_statements.statements(graph)}
    assert found["org:a"]["recordDetails"] == {
        "isComponent": False,
        "entityType": {"type": "registeredEntity"},
        "name": "Alpha",
        "jurisdiction": {"name": "Kenya", "code": "KE"},
        "identifiers": [
            {
                "id": "549300AAAAAAAAAAAA11",
                "scheme": "XI-LEI",
                "schemeName": "Global Legal Entity Identifier Index",
            },
            {"id": "01234567", "scheme": "GB-COH"},
            {"id": "77", "schemeName": "Freedonia"},
            {"id": "88", "schemeName": "company register"},
        ],
        "dissolutionDate": "2019-12-31",
    }
    assert found["gov:KEN"]["recordDetails"]["entityType"]["type"] == "state"
    interest = found["ownership:x"]["recordDetails"]["interests"][0]
    assert (interest["type"], interest["share"]) == ("unknownInterest", {"minimum": 10.0})
    assert found["ownership:x"]["source"]["url"] == "https://example.org/%C3%A4%25b"
    assert "ownership:y" not in found
    assert bods_statements.unstated(graph) == 1


def test_libcovebods_finds_nothing_in_the_world_nor_in_hostile_names(tmp_path, monkeypatch):
    extra = []
    for number, name in enumerate(HOSTILE):
        extra.append(worlds.said("gazette", "Vendor", f"org:h{number}", name=name, alias=[name]))
        extra.append(
            worlds.said(
                "gazette", "Ownership", f"ownership:h{number}", owner="person:hypatia-quill",
                asset=f"org:h{number}", kind="equity", share_min=0.0, share_max=50.0, note=[name],
                start="2019-06", end="2019",
            )
        )  # fmt: skip
    bad = worlds.meta("gazette", title=HOSTILE[0], url="javascript:alert(1)")
    graph = worlds.build(tmp_path / "w", extra, {"gazette": bad})
    path = tmp_path / "owners.json"
    counts = export_bods.export(graph, path)
    assert counts == {"entity": 4 + len(HOSTILE), "person": 1, "relationship": 3 + len(HOSTILE)}
    assert stated.faults(path) == []
    assert stated.doubts(path, monkeypatch, SCHEMES) == []


def test_the_bytes_are_the_same_each_time(world, tmp_path):
    paths = [tmp_path / name for name in ("a.json", "b.json")]
    for path in paths:
        export_bods.export(world, path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_date_of_publication_must_be_whole_and_must_come_from_somewhere(world, tmp_path):
    given = list(bods_statements.statements(world, "2024-05-06"))
    assert {one["publicationDetails"]["publicationDate"] for one in given} == {"2024-05-06"}
    with pytest.raises(ValueError, match="no whole date; write 2014-03-02"):
        list(bods_statements.statements(world, "2024"))
    metas = {name: worlds.meta(name, retrieved=None) for name in worlds.GRADES}
    undated = worlds.build(tmp_path / "undated", metas=metas)
    dates = {
        one["publicationDetails"]["publicationDate"] for one in bods_statements.statements(undated)
    }
    assert dates == {"2021-01-01"}, "when a source last said that somebody owns somebody"


def test_a_graph_without_holdings_gives_an_empty_list(tmp_path):
    from panoptrade.graph import merge
    from panoptrade.graph.workspace import Workspace
    from panoptrade.loaders import load

    one = worlds.said("gazette", "Vendor", "org:a", name="Alpha")
    load.write(tmp_path / "w", [one], {"gazette": worlds.meta("gazette", retrieved=None)})
    merge.build(tmp_path / "w")
    path = tmp_path / "none.json"
    assert export_bods.export(Workspace(tmp_path / "w"), path) == {}
    assert json.loads(path.read_bytes()) == []


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://example.org", "https://example.org"),
        ("https://example.org/a[1]#b#c", "https://example.org/a%5B1%5D#b%23c"),
        ("https://example.org/#", "https://example.org/"),
        ("javascript:alert(1)", None),
        ("https:///x", None),
    ],
)
def test_addresses_are_written_in_the_characters_of_a_uri(url, wanted):
    assert bods_parts.uri(url) == wanted


def test_the_command_writes_statements_and_says_how_many(run, tmp_path):
    said = run("export", "bods", "-o", "out.json", "--published", "2024-05-06")
    assert said.exit_code == 0, said.output
    assert "4 entity, 1 person, 3 relationship" in said.stderr
    assert len(json.loads((tmp_path / "out.json").read_bytes())) == 8
    wrong = run("export", "bods", "--published", "yesterday")
    assert wrong.exit_code == 1
    assert "not a date" in wrong.stderr


def _rounded(place, partial):
    return {
        "statementPointerTarget": place,
        "motivation": "commenting",
        "description": f"The source says {partial}; the standard wants a whole date.",
        "original": partial,
    }
