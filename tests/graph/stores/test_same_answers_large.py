"""Every named question has one answer on both engines over a graph of 100,000 nodes."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from panoptrade.graph import export_neo4j, named
from panoptrade.graph.api import open_graph
from tests import neo4j_server
from tests.asked import CASES, comparable

NODES = 100_000
BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
# What the questions name in the starter graph, and what stands for it in the generated one.
PARTS = {
    "org:hikvision": "org:v1",
    "org:dahua": "org:v2",
    "org:huawei": "org:v3",
    "org:nso-group": "org:v4",
}


def _generate(path):
    spec = importlib.util.spec_from_file_location("generated", BENCHMARKS / "generated.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return open_graph(module.generate(path, NODES).path)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A generated graph, on a server of its own as well, filled by the server's own import."""
    folder = tmp_path_factory.mktemp("large")
    neo4j_server.jars()
    graph = _generate(folder / "work")
    export_neo4j.export(graph, folder / "files")
    home = neo4j_server.imported(folder)
    with neo4j_server.running(home) as server, pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment().items():
            patch.setenv(name, value)
        neo4j_server.constrain(server, folder)
        yield graph


def _here(name, params):
    """Return the parameters of a case with the things of the generated graph."""
    asked = {one.name: one.default for one in named.query(name).parameters.values()} | params
    return {
        key: PARTS.get(value, value) if isinstance(value, str) else value
        for key, value in asked.items()
    }


def test_the_graph_has_the_size_that_it_says(large):
    assert large.cypher("MATCH (n) RETURN count(n) AS n").n[0] >= NODES


@pytest.mark.parametrize(("name", "params"), CASES)
def test_a_named_question_has_one_answer(large, name, params):
    given = _here(name, params)
    found = comparable(large.ask(name, timeout=300, **given))
    assert comparable(large.ask(name, on="neo4j", timeout=300, **given)) == found
