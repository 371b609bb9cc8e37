"""A push makes a real Neo4j hold the graph, exactly."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings

from panoptrade import cli
from panoptrade.graph import lpg
from panoptrade.graph.stores import neo4j as store
from panoptrade.graph.stores import neo4j_read
from tests import invented
from tests import world as worlds

NODES = "MATCH (n) WHERE n._panoptrade RETURN labels(n) AS labels, count(*) AS count"
TIES = "MATCH ()-[r]->() WHERE r._panoptrade RETURN type(r) AS type, count(*) AS count"


@pytest.fixture(scope="module")
def pushed(neo4j, world):
    """The database with the invented world in it: only read it."""
    neo4j.clear()
    store.push(world)
    return neo4j


def _read_graph(graph):
    return {cls: graph.arrow(cls) for cls in graph.classes()}


def _totals(changes):
    names = ("rows", "created", "updated", "removed")
    return {name: sum(getattr(one, name) for one in changes) for name in names}


def test_every_thing_is_a_node_with_one_label(pushed, world):
    there = {tuple(row["labels"]): row["count"] for row in pushed.run(NODES)}
    assert there == {(one.label,): one.table.num_rows for one in lpg.nodes(world)}


def test_every_relationship_of_the_graph_is_there(pushed, world):
    wanted = {}
    for one in lpg.relationships(world):
        wanted[one.type] = wanted.get(one.type, 0) + one.table.num_rows
    assert {row["type"]: row["count"] for row in pushed.run(TIES)} == wanted


def test_values_keep_their_types(pushed):
    [row] = pushed.run(
        "MATCH (d:Deal {id: 'deal:gazette:7'})-[r:SELLER]->(v:Vendor) "
        "RETURN d.start AS start, d.start_year AS year, d.start_date AS date, "
        "d.sources AS sources, r.sources AS said, r.grade AS grade, v.id AS seller"
    )
    assert row.pop("date").iso_format() == "2020-07-01"
    assert row == {
        "start": "2020-07-01",
        "year": 2020,
        "sources": ["gazette"],
        "said": ["gazette"],
        "grade": "official",
        "seller": "org:ember-lens",
    }


def test_each_label_has_a_constraint_and_each_name_an_index(pushed):
    unique = pushed.run("SHOW CONSTRAINTS YIELD labelsOrTypes AS of, properties AS what")
    assert {row["of"][0] for row in unique if row["what"] == ["id"]} >= set(lpg.node_properties())
    named = pushed.run("SHOW INDEXES YIELD labelsOrTypes AS of, properties AS what")
    assert "Vendor" in {row["of"][0] for row in named if row["what"] == ["name"]}


def test_a_second_push_changes_nothing(pushed, world):
    totals = _totals(store.push(world))
    assert totals.pop("rows") > 300
    assert totals == {"created": 0, "updated": 0, "removed": 0}


def test_what_was_pushed_is_read_back(pushed, world):
    assert neo4j_read.read() == _read_graph(world)


def test_a_changed_graph_is_followed_exactly(empty, world, tmp_path):
    fewer = [one for one in worlds.records() if "dune" not in str(one) and "fh:" not in str(one)]
    other = [*fewer, worlds.said("gazette", "Vendor", "org:granite-holdings", name="Granite")]
    changed = invented.built(tmp_path, other)
    store.push(world)
    planned = store.push(changed, dry_run=True)
    done = store.push(changed)
    assert sorted(map(str, planned)) == sorted(map(str, done))
    assert neo4j_read.read() == _read_graph(changed)
    by_name = {one.name: one for one in done}
    assert (by_name["Deal"].removed, by_name["Deal"].created) == (2, 0)
    assert (by_name["Organization"].removed, by_name["Vendor"].created) == (1, 1)


def test_what_a_hand_changed_is_put_right(empty, world):
    store.push(world)
    empty.run("MATCH (v:Vendor {id: 'org:cobalt-owl'}) SET v.name = 'Owl', v.note = ['new']")
    empty.run("MATCH (:Deal {id: 'deal:gazette:1'})-[r:SELLER]->() DELETE r")
    empty.run(
        "MATCH (a)-[r:OWNERSHIP]->(b) WITH a, r, b LIMIT 1 CREATE (a)-[c:OWNERSHIP]->(b) "
        "SET c = properties(r)"
    )
    empty.run(
        "CREATE (:Abolished {id: 'x', _panoptrade: true})-[:GONE {_panoptrade: true}]->(:Kept)"
    )
    planned = store.push(world, dry_run=True)
    assert _totals(store.push(world)) | {"rows": 0} == {
        "rows": 0,
        "created": 1,
        "updated": 1,
        "removed": 3,
    }
    assert _totals(planned)["removed"] == 3
    assert empty.run("MATCH (n) WHERE n:Abolished OR n:Kept RETURN labels(n) AS of") == [
        {"of": ["Kept"]}
    ]
    assert neo4j_read.read() == _read_graph(world)


@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(records=invented.records())
def test_whatever_the_ontology_allows_comes_back_as_it_went_in(neo4j, records):
    with tempfile.TemporaryDirectory() as folder:
        graph = invented.built(Path(folder), records)
        store.push(graph)
        assert neo4j_read.read() == _read_graph(graph)


def test_the_command_pushes_and_says_what_changed(empty, world):
    for created in (True, False):
        said = CliRunner().invoke(
            cli.main, ["push", "neo4j", "-w", str(world.path), "--format", "jsonl"]
        )
        assert said.exit_code == 0, said.output
        rows = [json.loads(line) for line in said.stdout.splitlines()]
        [vendors] = [row for row in rows if row["name"] == "Vendor"]
        count = world.classes()["Vendor"]
        assert vendors["rows"] == count
        assert vendors["created"] == (count if created else 0)
    assert said.stderr == "  created: 0, updated: 0, removed: 0\n"
