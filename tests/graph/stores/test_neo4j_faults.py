"""A push is cut short, shut out, or meets others, and nothing is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading

import pytest

from panoptrade.graph.stores import neo4j as store
from panoptrade.graph.stores import neo4j_read
from panoptrade.graph.stores.bolt import ServerError
from panoptrade.graph.stores.neo4j_changes import PushError
from tests.neo4j_server import LEASH

# The process ends without a word when a third of the rows are there.
KILLED = """
import os, signal, sys
from pathlib import Path
from panoptrade.graph.stores import neo4j
from panoptrade.graph.workspace import Workspace

def progress(name, done, total):
    if done > total / 3:
        os.kill(os.getpid(), signal.SIGKILL)

neo4j.push(Workspace(Path(sys.argv[1])), progress=progress)
"""


def _tables(graph):
    return {cls: graph.arrow(cls) for cls in graph.classes()}


def test_a_killed_push_is_finished_by_the_next(empty, world):
    killed = subprocess.run([sys.executable, "-c", KILLED, str(world.path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    [there] = empty.run("MATCH (n) WHERE n._panoptrade RETURN count(n) AS nodes")
    assert there["nodes"] > 0
    assert neo4j_read.read() != _tables(world)
    [lock] = empty.run("MATCH (l:_Panoptrade) RETURN l.graph AS graph")
    assert lock["graph"] is None
    done = store.push(world)
    assert 0 < sum(one.created for one in done) < sum(one.rows for one in done)
    assert neo4j_read.read() == _tables(world)


def test_a_second_push_at_once_is_refused_and_harms_nothing(empty, world, later, monkeypatch):
    monkeypatch.setattr(store, "WAIT", 1.0)
    refused = []

    def meanwhile(name, done, total):
        if not refused:
            with pytest.raises(PushError, match=r"another push .* wait for it to end") as caught:
                store.push(later)
            refused.append(caught.value)

    store.push(world, progress=meanwhile)
    assert len(refused) == 1
    assert neo4j_read.read() == _tables(world)


def test_a_push_that_waits_for_another_then_has_its_way(empty, world, later, monkeypatch):
    monkeypatch.setattr(store, "WAIT", 120.0)
    second = threading.Thread(target=store.push, args=(later,))

    def meanwhile(name, done, total):
        if second.ident is None:
            second.start()

    store.push(world, progress=meanwhile)
    second.join()
    assert neo4j_read.read() == _tables(later)


def test_a_wrong_password_is_said_without_the_password(neo4j, world, monkeypatch):
    monkeypatch.setenv("NEO4J_PASSWORD", "hunter2")
    with pytest.raises(ServerError, match="refuses the name or the password") as caught:
        store.push(world)
    assert "hunter2" not in str(caught.value)


def test_credentials_in_the_address_are_refused_and_not_shown(world, monkeypatch):
    monkeypatch.setenv("NEO4J_URI", "bolt://neo4j:hunter2@localhost:7687")
    with pytest.raises(ServerError, match="set NEO4J_USERNAME and NEO4J_PASSWORD") as caught:
        store.push(world)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("", "no Neo4j named; set NEO4J_URI, as neo4j://localhost:7687"),
        ("http://localhost:7474", "is no address of a Neo4j; set NEO4J_URI"),
        ("bolt://127.0.0.1:1", "no Neo4j answers at bolt://127.0.0.1:1; start it"),
    ],
)
def test_no_server_is_said(world, monkeypatch, uri, said):
    monkeypatch.setenv("NEO4J_URI", uri)
    with pytest.raises(ServerError, match=said):
        store.push(world)


def test_a_database_that_is_not_there_is_said(neo4j, world):
    with pytest.raises(ServerError, match="no such database; leave out --database"):
        store.push(world, database="elsewhere")


def test_the_server_ends_with_the_process_that_holds_it():
    held = subprocess.Popen(["sh", "-c", LEASH, "leash", "sleep", "600"], stdin=subprocess.PIPE)
    held.stdin.close()
    assert held.wait(timeout=20) == -signal.SIGKILL
