"""Questions put to a real Neo4j, and what comes back."""

from __future__ import annotations

import pytest

from panoptrade.graph.cypher_text import CypherError
from panoptrade.graph.stores import neo4j as store
from tests import invented
from tests import world as worlds

SHARP = "x'\"`}) DETACH DELETE n // /* $id {\\u0027} \\"


@pytest.fixture(scope="module")
def pushed(neo4j, tmp_path_factory):
    """The invented world with a vendor whose name is written to break statements."""
    vendor = worlds.said("gazette", "Vendor", f"org:{SHARP}", name=SHARP, note=[SHARP, "b"])
    graph = invented.built(tmp_path_factory.mktemp("sharp"), [*worlds.records(), vendor])
    neo4j.clear()
    store.push(graph)
    return neo4j


def _rows(text, **params):
    return store.query(text, params).to_dict("records")


def test_rows_come_back_in_order_with_their_names(pushed):
    found = _rows(
        "MATCH (v:Vendor)<-[:SELLER]-(d:Deal) RETURN v.name AS name, count(d) AS deals "
        "ORDER BY deals DESC, name LIMIT $n",
        n=2,
    )
    assert found == [
        {"name": "Acme Lantern Works", "deals": 3},
        {"name": "Borealis Gaze", "deals": 2},
    ]


def test_nodes_relationships_and_paths_are_maps_and_lists_without_our_mark(pushed):
    [row] = _rows(
        "MATCH p = (d:Deal {id: 'deal:gazette:7'})-[r:SELLER]->(v:Vendor) "
        "RETURN p, r, d {.start_date} AS d, properties(v) AS v, [v] AS l"
    )
    assert row["r"] == {"sources": ["gazette"], "grade": "official"}
    assert row["d"] == {"start_date": "2020-07-01"}
    assert row["v"]["name"] == "Ember Lens"
    assert "_panoptrade" not in row["v"]
    assert row["l"] == [row["v"]]
    assert [one.get("id") for one in row["p"]] == ["deal:gazette:7", None, "org:ember-lens"]


def test_a_name_written_to_break_statements_is_only_a_name(pushed):
    [row] = _rows(
        "MATCH (v:Vendor {name: $name}) RETURN v.id AS id, v.name AS name, v.note AS note",
        name=SHARP,
    )
    assert row == {"id": f"org:{SHARP}", "name": SHARP, "note": sorted(["b", SHARP])}


def test_a_limit_cuts_and_says_so(pushed):
    found = store.query("MATCH (c:Country) RETURN c.id AS id ORDER BY id", {}, limit=3)
    assert len(found) == 3
    assert found.attrs["notes"] == [
        "only the first 3 rows; there are more; raise the limit (--limit) to see more"
    ]
    whole = store.query("UNWIND [1, 2, 3] AS n RETURN n", {}, limit=3)
    assert (list(whole["n"]), whole.attrs["notes"]) == ([1, 2, 3], [])


def test_no_rows_keep_their_columns(pushed):
    found = store.query("MATCH (v:Vendor {id: 'no'}) RETURN v.id AS id, v.name AS name", {})
    assert list(found.columns) == ["id", "name"]
    assert found.empty


def test_a_wrong_text_is_refused_with_its_place(pushed):
    with pytest.raises(CypherError, match=r"line 2, column 3: (?s:.*)\^"):
        _rows("MATCH (v:Vendor)\n  RETRUN v.name")


def test_a_missing_parameter_is_said(pushed):
    with pytest.raises(CypherError, match="name"):
        _rows("MATCH (v:Vendor {name: $name}) RETURN v.id")


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Vendor {id: 'x'})",
        "MATCH (v:Vendor) SET v.name = 'x'",
        "MATCH (v:Vendor) DETACH DELETE v",
        "CREATE INDEX FOR (n:Vendor) ON (n.note)",
    ],
)
def test_a_writing_text_is_refused_by_the_server_too(pushed, text):
    before = pushed.run("MATCH (n) RETURN count(n) AS nodes, count(n.name) AS names")
    with pytest.raises(CypherError, match=r"(?i)not allowed|access mode"):
        _rows(text)
    assert pushed.run("MATCH (n) RETURN count(n) AS nodes, count(n.name) AS names") == before


def test_time_runs_out(pushed):
    text = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN max(a * b) AS most"
    with pytest.raises(CypherError, match=r"time ran out after 0\.5 seconds"):
        store.query(text, {}, timeout=0.5)
