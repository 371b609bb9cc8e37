"""What a push does not touch: anything in a dry run, and what others hold there.

The two tests that need a database without constraints come first: to drop them is to wait for all
plans to be made again.
"""

from __future__ import annotations

import pytest

from panoptrade.graph.stores import neo4j as store
from panoptrade.graph.stores import neo4j_read
from panoptrade.graph.stores.neo4j_changes import PushError


def _tables(graph):
    return {cls: graph.arrow(cls) for cls in graph.classes()}


def test_a_node_of_others_with_our_label_and_id_stops_the_push(empty, world):
    empty.clear(schema=True)
    empty.run("CREATE (:Person {id: 'person:hypatia-quill', name: 'Another'})")
    with pytest.raises(PushError, match=r"nothing was written: \(:Person \{id: 'person:hypatia"):
        store.push(world)
    assert empty.run("MATCH (n) RETURN n.name AS name") == [{"name": "Another"}]
    assert empty.run("SHOW CONSTRAINTS YIELD name") == []


def test_a_dry_run_writes_nothing_and_says_what_a_push_would_do(empty, world):
    empty.clear(schema=True)
    planned = store.push(world, dry_run=True)
    assert empty.run("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    assert empty.run("SHOW CONSTRAINTS YIELD name") == []
    assert planned == store.push(world)


def test_what_others_hold_there_is_left_as_it_was(empty, world, later):
    empty.run(
        "CREATE (:Film {title: 'Ours'})<-[:SAW {times: 2}]-(p:Person {id: 'p1', name: 'A'}) "
        "CREATE (p)-[:OWNERSHIP {share: 1}]->(:Vendor {name: 'no id'}), (:Vendor {id: 5})"
    )
    text = (
        "MATCH (n) WHERE n._panoptrade IS NULL AND NOT n:_Panoptrade "
        "OPTIONAL MATCH (n)-[r]->(m) RETURN labels(n) AS labels, properties(n) AS node, "
        "type(r) AS type, properties(r) AS tie, properties(m) AS other ORDER BY elementId(n), type"
    )
    before = empty.run(text)
    for graph in (world, later, world):
        store.push(graph)
    assert empty.run(text) == before
    assert neo4j_read.read() == _tables(world)


def test_a_node_that_others_hold_on_to_is_not_taken_from_them(empty, world, later):
    store.push(world)
    empty.run("MATCH (v:Vendor {id: 'org:dune-whisper'}) CREATE (v)<-[:ABOUT]-(:Note {text: 'x'})")
    with pytest.raises(PushError, match=r"id: 'org:dune-whisper'\}\) with ABOUT are to vanish"):
        store.push(later)
    assert neo4j_read.read() == _tables(world)
    empty.run("MATCH (n:Note) DETACH DELETE n")
    store.push(later)
    assert neo4j_read.read() == _tables(later)
