"""The store of RDF is a cache: made once, made anew when stale or damaged, safe among processes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from panoptrade.graph import merge, rdf_records
from panoptrade.graph.api import Graph, open_graph
from panoptrade.graph.sparql_text import SparqlError
from panoptrade.graph.stores import rdf, rdf_process
from panoptrade.ontology import layout
from tests import world as worlds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from panoptrade.graph.workspace import Workspace
    from panoptrade.ontology.records import Record

COUNT = "SELECT (COUNT(?v) AS ?n) WHERE { ?v a pt:Vendor }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h }"
ASK = (
    "import sys, pathlib; from panoptrade.graph.api import open_graph;"
    "print(open_graph(pathlib.Path(sys.argv[1])).sparql(sys.argv[2], timeout=None).iloc[0, 0])"
)


@pytest.fixture
def graph(world: Workspace, tmp_path: Path) -> Iterator[Graph]:
    copy = tmp_path / "world"
    yield open_graph(shutil.copytree(world.path, copy, ignore=shutil.ignore_patterns("stores")))
    rdf_process.close()


def vendors(graph: Graph) -> int:
    return int(graph.sparql(COUNT).iloc[0, 0])


def asking(graph: Graph, text: str = COUNT) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", ASK, str(graph.path), text],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_store_is_made_once_and_found_again(graph: Graph) -> None:
    assert vendors(graph) == 7
    made = rdf.place(graph).stat()
    assert vendors(open_graph(graph.path)) == 7
    assert rdf.place(graph).stat().st_ino == made.st_ino
    assert list(rdf.place(graph).parent.iterdir()) == [rdf.place(graph)]


def test_a_graph_that_was_built_anew_is_asked_anew(graph: Graph) -> None:
    assert vendors(graph) == 7
    before = rdf.place(graph)
    shutil.rmtree(layout.source(graph.path, worlds.GAZETTE))
    merge.build(graph.path)
    # The vendors that are left are those that the other sources name.
    assert vendors(open_graph(graph.path)) == 2
    assert not before.exists()


@pytest.mark.parametrize("damage", ["emptied", "overwritten", "cut", "gone"])
def test_a_damaged_store_is_made_anew(graph: Graph, damage: str) -> None:
    assert vendors(graph) == 7
    rdf_process.close()
    tables = sorted(rdf.place(graph).glob("*.sst"))
    for path in tables if damage != "gone" else [rdf.place(graph) / "CURRENT"]:
        data = path.read_bytes()
        if damage == "gone":
            path.unlink()
        elif damage == "overwritten":
            path.write_bytes(b"\x55" * len(data))
        else:
            path.write_bytes(b"" if damage == "emptied" else data[: len(data) // 2])
    assert vendors(graph) == 7
    assert graph.rdf().query("ASK { ?s ?p ?o }").askAnswer


def test_several_processes_ask_at_once_while_the_store_is_not_there_yet(graph: Graph) -> None:
    asked = [asking(graph) for _ in range(3)]
    assert [one.communicate(timeout=120) for one in asked] == [("7\n", "")] * 3
    kept = graph.rdf()
    other = asking(graph)
    assert other.communicate(timeout=120) == ("7\n", "")
    assert kept.query("ASK { ?s ?p ?o }").askAnswer


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_process_killed_in_mid_build_leaves_nothing_that_is_asked(graph: Graph) -> None:
    code = (
        "import sys, pathlib, time\n"
        "from panoptrade.graph import rdf_dataset\n"
        "from panoptrade.graph.api import open_graph\n"
        "from panoptrade.graph.stores import rdf\n"
        "whole = rdf_dataset.lines\n"
        "def slow(*args, **options):\n"
        "    for number, line in enumerate(whole(*args, **options)):\n"
        "        if number == 300:\n"
        "            print('half', flush=True); time.sleep(60)\n"
        "        yield line\n"
        "rdf_dataset.lines = slow\n"
        "rdf.opened(open_graph(pathlib.Path(sys.argv[1])))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(graph.path)], stdout=subprocess.PIPE, text=True
    ) as half:
        assert half.stdout is not None
        assert half.stdout.readline() == "half\n"
        half.kill()
    assert not rdf.place(graph).exists()
    assert list(rdf.place(graph).parent.iterdir()) != []
    assert vendors(graph) == 7
    assert list(rdf.place(graph).parent.iterdir()) == [rdf.place(graph)]


def test_a_workspace_that_cannot_be_written_to_is_asked_all_the_same(graph: Graph) -> None:
    (graph.path / "stores").write_text("no folder", encoding="utf-8")
    assert vendors(graph) == 7
    assert (graph.path / "stores").read_text(encoding="utf-8") == "no folder"


def test_a_question_that_takes_too_long_is_stopped_and_the_next_one_answered(graph: Graph) -> None:
    assert vendors(graph) == 7
    start = time.perf_counter()
    with pytest.raises(SparqlError, match=r"no answer within 0\.5 seconds"):
        graph.sparql(ENDLESS, timeout=0.5)
    assert time.perf_counter() - start < 20
    assert vendors(graph) == 7


def test_a_process_that_died_is_said_and_the_next_question_answered(graph: Graph) -> None:
    assert vendors(graph) == 7
    for worker in rdf_process._kept.values():
        worker._process.kill()
        worker._process.wait()
    with pytest.raises(SparqlError, match="stopped"):
        vendors(graph)
    assert vendors(graph) == 7


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_ends_a_question_and_the_process_that_answers_it(graph: Graph) -> None:
    assert vendors(graph) == 7
    other = asking(graph, ENDLESS)
    time.sleep(3)
    os.kill(other.pid, signal.SIGINT)
    out, err = other.communicate(timeout=30)
    assert out == ""
    assert err.rstrip().endswith("KeyboardInterrupt")


def test_sources_that_changed_since_the_build_are_said(graph: Graph) -> None:
    shutil.rmtree(layout.source(graph.path, worlds.ATLAS))
    with pytest.raises(layout.WorkspaceError, match=r"atlas-1 changed .* run `panoptrade build"):
        vendors(graph)


def test_a_graph_without_its_sources_answers_of_what_was_merged(graph: Graph) -> None:
    shutil.rmtree(layout.sources(graph.path))
    assert vendors(graph) == 7
    named = graph.sparql("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s pt:name ?n } } ORDER BY ?g")
    # What we say ourselves: the reference tables, and of each source that it was loaded.
    found = [name for name in named["g"] if name.startswith("source:")]
    assert found == ["source:atlas-1", "source:atlas-2", "source:gazette", "source:ontology"]


def test_every_record_of_the_world_comes_back_from_the_store(graph: Graph) -> None:
    def plain(one: Record) -> tuple[str, ...]:
        told = {k: sorted(v) if isinstance(v, list) else v for k, v in one.values.items() if v}
        place = (one.source, one.cls, one.id, one.locator, one.grade, one.seen or "")
        return (*place, repr(sorted(told.items())))

    back = {plain(one) for one in rdf_records.read(rdf.read(graph))}
    assert {plain(one) for one in worlds.records()} <= back


def test_the_default_graph_holds_the_merged_facts_and_the_concepts_only(graph: Graph) -> None:
    store = rdf.read(graph)
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        assert isinstance(quad.subject, ox.NamedNode)
        assert not quad.subject.value.startswith(rdf_records.RECORD)
