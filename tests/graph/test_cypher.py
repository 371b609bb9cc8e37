"""Known answers in Cypher on the small world, limits, parameters, errors with their places."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from panoptrade.graph.api import Graph
from panoptrade.graph.cypher import cypher, parameters
from panoptrade.graph.cypher_text import CypherError
from panoptrade.ontology.words import UnknownWordError

SELLERS = (
    "MATCH (v:Vendor)<-[:SELLER]-(d:Deal) RETURN v.name, count(d) AS deals "
    "ORDER BY deals DESC, v.name LIMIT $n"
)
ENDLESS = "MATCH (a), (b), (c), (d) WHERE a.id < b.id AND c.id > d.id RETURN count(*) AS n"


@pytest.fixture(scope="module")
def graph(world):
    return Graph(world.path)


def _records(frame):
    return frame.to_dict("records")


def test_the_query_of_the_design_works(graph):
    found = graph.cypher(
        "MATCH (v:Vendor)<-[:SELLER]-(d:Deal) RETURN v.name, count(d) AS deals "
        "ORDER BY deals DESC LIMIT $n",
        n=10,
    )
    assert list(found.columns) == ["v.name", "deals"]
    assert list(found.deals) == [3, 2, 2, 2, 1]


def test_sellers_are_counted(graph):
    assert _records(graph.cypher(SELLERS, n=3)) == [
        {"v.name": "Acme Lantern Works", "deals": 3},
        {"v.name": "Borealis Gaze", "deals": 2},
        {"v.name": "Cobalt Owl", "deals": 2},
    ]


def test_owners_of_owners_are_found(graph):
    found = graph.cypher(
        "MATCH (o)-[:OWNERSHIP*1..3]->(v:Vendor {id: $id}) RETURN o.id AS id ORDER BY id",
        id="org:ember-lens",
    )
    assert list(found.id) == ["org:acme-lantern-works", "org:granite-holdings"]


def test_a_deal_to_a_weak_democracy_is_found_by_its_year(graph):
    found = graph.cypher(
        "MATCH (d:Deal)-[:DESTINATION]->(c:Country)-[k:CLASSIFICATION]->(r:RegimeClass) "
        "WHERE r.index = 'row' AND r.order <= 1 AND k.year = d.start_year "
        "RETURN d.id AS deal, c.name AS country, r.name AS regime ORDER BY deal"
    )
    assert [(row.deal, row.country) for row in found.itertuples()] == [
        ("deal:gazette:2", "Kenya"),
        ("deal:gazette:3", "Kenya"),
        ("deal:gazette:5", "Uganda"),
        ("deal:gazette:7", "China"),
    ]


def test_a_deal_without_an_end_has_none(graph):
    found = graph.cypher("MATCH (d:Deal {id: 'deal:gazette:1'}) RETURN d.end, d.start AS start")
    assert _records(found) == [{"d.end": None, "start": "2015"}]


def test_reserved_words_are_read_as_properties(graph):
    found = graph.cypher(
        "MATCH (a)-[o:OWNERSHIP {end: '2019'}]->(b) RETURN o.end, {end: o.end} AS tie /* x\n */"
    )
    assert _records(found) == [{"o.end": "2019", "tie": {"end": "2019"}}]
    found = graph.cypher("MATCH (d:Deal {start: '2015'}) RETURN d {.end, .start} AS found")
    assert found.found[0] == {"end": None, "start": "2015"}


def test_nodes_relationships_and_paths_come_as_maps(graph):
    found = graph.cypher(
        "MATCH p = (s:Sanction)-[r:PROGRAMME]->(b:Programme) "
        "RETURN s, r, p, [r] AS list, {s: s} AS map"
    )
    [row] = _records(found)
    assert row["s"] == {
        "id": "sanction:us-bis-entity-list:acme-lantern-works",
        "listed_name": ["ACME LANTERN WORKS CO., LTD."],
        "start": "2019-10-09",
        "start_year": 2019,
        "start_date": "2019-10-09",
        "citation": ["84 FR 00000 (invented)"],
        "grade": "official",
        "seen": "2021",
        "sources": ["gazette"],
        "records": 1,
    }
    assert row["r"] == {"sources": ["gazette"], "grade": "official"}
    assert row["p"][:2] == [row["s"], row["r"]]
    assert len(row["p"]) == 3
    assert row["list"] == [row["r"]]
    assert row["map"] == {"s": row["s"]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("date('2014-03-02')", "2014-03-02"),
        ("duration('P14M2DT3661S')", "P1Y2M2DT1H1M1S"),
        ("duration('PT0S')", "PT0S"),
        ("[1, null, {a: date('2014-01-01')}]", [1, None, {"a": "2014-01-01"}]),
        ("{id: 'x', labels: [], properties: 2}", {"id": "x", "labels": [], "properties": 2}),
    ],
)  # fmt: skip
def test_values_come_plain(graph, text, value):
    assert graph.cypher(f"RETURN {text} AS value").value[0] == value


def test_dates_are_dates_inside_the_engine(graph):
    found = graph.cypher(
        "MATCH (d:Deal) WHERE d.start_date >= date('2020-06-01') RETURN d.id AS id, "
        "d.start_date.month AS month"
    )
    assert _records(found) == [{"id": "deal:gazette:7", "month": 7}]


def test_parameters_are_values_whatever_they_hold(graph):
    for value in [
        "'}) DETACH DELETE n //",
        "`",
        "a\\'b",
        "$n",
        7,
        1.5,
        True,
        None,
        ["x"],
        {"k": 1},
    ]:
        assert graph.cypher("RETURN $value AS value", value=value).value[0] == value
    assert graph.cypher("MATCH (v:Vendor {name: $name}) RETURN v.id", name="' OR 1=1 //").empty


def test_a_parameter_may_be_called_as_an_option(graph):
    found = graph.cypher("MATCH (v:Vendor) RETURN v.id ORDER BY v.id LIMIT $limit", limit=2)
    assert len(found) == 2
    assert graph.cypher("RETURN $on AS x, $timeout AS y", timeout=5).to_dict("list") == {
        "x": ["embedded"],
        "y": [5],
    }


def test_a_missing_parameter_is_an_error_with_its_place(graph):
    with pytest.raises(CypherError, match=r"line 1, column 8: .*\$name; given: names"):
        graph.cypher("RETURN $name AS x", names=1)
    with pytest.raises(CypherError, match=r"no value for the parameter \$limit"):
        graph.cypher("RETURN $limit AS x")


def test_parameters_are_read_outside_of_strings_and_comments():
    assert parameters("RETURN $a, '$b', `$c`, $`d e`, $1 // $f") == {"a": 7, "d e": 23, "1": 31}


def test_the_limit_cuts_and_says_so(graph):
    found = graph.cypher("MATCH (v:Vendor) RETURN v.id AS id ORDER BY id", limit=2)
    assert list(found.id) == ["org:acme-lantern-works", "org:borealis-gaze"]
    assert found.attrs["notes"] == [
        "only the first 2 of 7 rows; raise the limit (--limit) to see more"
    ]
    assert graph.cypher("MATCH (v:Vendor) RETURN v.id", limit=7).attrs["notes"] == []
    assert len(graph.cypher("MATCH (v:Vendor) RETURN v.id", limit=0)) == 0


def test_the_time_limit_ends_a_query(graph):
    with pytest.raises(CypherError, match=r"no answer within 0\.2 seconds"):
        graph.cypher(ENDLESS, timeout=0.2)


def test_a_query_can_be_interrupted(graph):
    graph.cypher("RETURN 1 AS x")
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        graph.cypher(ENDLESS, timeout=30)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("MATCH (d:Deal) RETURN d.end, LIMIT 3", "line 1, column 30: "),
        ("MATCH (d:Deal {end: 'x'})\nRETURN d.end d.id", "line 2, column 14: "),
        ("MATCH (d:Deal RETURN d", "line 1, column 15: "),
        ("MATCH (d:Deal) RETURN foo(d) AS x", "line 1, column 23: no function 'foo'"),
        ("MATCH (d:Deal) DELETE d", "line 1, column 16: DELETE does not only read"),
        ("MATCH (d:Dael) RETURN d.id", "did you mean Deal?"),
        ("RETURN 1 / 0 AS x", "division by zero"),
        ("MATCH ()-[o:SUPPLY]->() RETURN o {.id} AS x", "column 32: write {key: o.key}"),
    ],
)
def test_an_error_says_where_and_what(graph, text, said):
    with pytest.raises(CypherError) as error:
        graph.cypher(text)
    assert said in str(error.value)


def test_a_number_too_large_for_the_engine_is_an_error(graph):
    with pytest.raises(CypherError, match="64-bit"):
        graph.cypher("RETURN $n AS n", n=2**70)


def test_an_unknown_engine_is_an_error_with_those_that_exist(world):
    with pytest.raises(UnknownWordError, match="embedded, neo4j"):
        cypher(world, "RETURN 1 AS x", on="kuzu")


def test_no_rows_have_their_columns(graph):
    found = graph.cypher("MATCH (p:Deal {id: 'none'}) RETURN p.id AS id, p.kind AS kind")
    assert list(found.columns) == ["id", "kind"]
    assert found.empty
