"""One text, two engines, the same rows: named questions, and random ones from the ontology."""

from __future__ import annotations

import hashlib
import os
import random
from pathlib import Path

import pytest

import panoptrade as pt
from panoptrade.graph import lpg
from panoptrade.graph.cypher import cypher
from panoptrade.graph.stores import neo4j as store
from tests.asked import CASES, comparable
from tests.random_cypher import Writer

COUNT = 1000 if os.environ.get("CI") else 200
BATCH = 50
ROOT = Path(__file__).resolve().parents[3]


def _seed() -> int:
    if given := os.environ.get("PANOPTRADE_SEED"):
        return int(given)
    if not os.environ.get("CI"):
        return random.randrange(1_000_000)
    # Under CI the same files give the same result, and other files ask other questions.
    kinds = [
        f"{folder}/*.{end}" for folder in ("graph", "ontology", "tests") for end in ("py", "csv")
    ]
    found = sorted(path for kind in kinds for path in ROOT.glob(kind))
    return int(hashlib.sha256(b"".join(path.read_bytes() for path in found)).hexdigest()[:5], 16)


SEED = _seed()


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
    print(f"PANOPTRADE_SEED={SEED}, part {part}")
    writer = Writer(SEED + part, lpg.node_properties(), list(lpg.relationships(starter)))
    for _ in range(BATCH):
        text = writer.question()
        print(text)
        found = comparable(cypher(starter, text))
        assert comparable(cypher(starter, text, on="neo4j")) == found, text
