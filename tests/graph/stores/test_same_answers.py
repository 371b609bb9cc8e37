"""One text, two engines, the same rows: named questions, and random ones from the ontology."""

from __future__ import annotations

import os
import random

import pytest

import panoptrade as pt
from panoptrade.graph import lpg
from panoptrade.graph.cypher import cypher
from panoptrade.graph.stores import neo4j as store
from tests.asked import CASES, comparable
from tests.random_cypher import Writer

COUNT = 1000 if os.environ.get("CI") else 200
BATCH = 50
# Under CI one commit gives one result; elsewhere each run asks others.
SEED = 1 if os.environ.get("CI") else random.randrange(1_000_000)


@pytest.fixture(scope="module")
def starter(neo4j):
    """The starter graph, on the server as well."""
    graph = pt.starter()
    neo4j.clear()
    store.push(graph)
    return graph


@pytest.mark.parametrize(("name", "params"), CASES)
def test_a_named_question_has_one_answer(starter, name, params):
    found = comparable(starter.ask(name, **params))
    assert comparable(starter.ask(name, on="neo4j", **params)) == found


@pytest.mark.parametrize("part", range(COUNT // BATCH))
def test_random_questions_have_one_answer(starter, part):
    seed = int(os.environ.get("PANOPTRADE_SEED", SEED)) + part
    print(f"PANOPTRADE_SEED={seed - part}, part {part}")
    writer = Writer(seed, lpg.node_properties(), list(lpg.relationships(starter)))
    for _ in range(BATCH):
        text = writer.question()
        print(text)
        found = comparable(cypher(starter, text))
        assert comparable(cypher(starter, text, on="neo4j")) == found, text
