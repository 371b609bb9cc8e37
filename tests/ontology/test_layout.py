"""A part of a workspace is replaced whole or not at all, whatever happens."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from panoptrade.ontology import layout
from panoptrade.ontology.layout import WorkspaceError

if TYPE_CHECKING:
    from pathlib import Path


def fill(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "said.txt").write_text(text)


def said(folder: Path) -> str:
    return (folder / "said.txt").read_text()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_parts_of_a_workspace_have_their_places(tmp_path: Path) -> None:
    assert layout.source(tmp_path, "gazette") == tmp_path / "sources" / "gazette"
    assert layout.graph(tmp_path) == tmp_path / "graph"


def test_what_is_filled_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    target = layout.source(tmp_path, "gazette")
    for text in ("old", "new"):
        with layout.replacing(target) as folder:
            fill(folder, text)
            assert not target.exists() or said(target) == "old"
        assert said(target) == text
    assert names(target.parent) == ["gazette"]


def write_to_a_full_disk(folder: Path) -> None:
    fill(folder, "half")
    raise OSError(28, "disk full")


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "graph"
    fill(target, "old")
    with pytest.raises(OSError, match="disk full"), layout.replacing(target) as folder:
        write_to_a_full_disk(folder)
    assert said(target) == "old"
    assert names(tmp_path) == ["graph"]


def test_an_interruption_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "graph"
    fill(target, "old")
    with pytest.raises(KeyboardInterrupt), layout.replacing(target):
        raise KeyboardInterrupt
    assert said(target) == "old"


# In a process of its own: it dies as a process does, and not as a test can.
KILLED = """
import os, sys
from pathlib import Path
from panoptrade.ontology import layout

rename = Path.rename
Path.rename = lambda self, to: os._exit(9) if self.name.endswith(".new") else rename(self, to)
with layout.replacing(Path(sys.argv[1])) as folder:
    (folder / "said.txt").write_text("new")
"""
HOLDING = """
import sys
from pathlib import Path
from panoptrade.ontology import layout

with layout.locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_crash_between_the_two_renames_is_recovered(tmp_path: Path) -> None:
    target = layout.source(tmp_path, "gazette")
    fill(target, "old")
    crash = subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False)
    assert crash.returncode == 9
    assert names(target.parent) == [".gazette.new", ".gazette.old"]
    with layout.locked(tmp_path):
        pass
    assert names(target.parent) == ["gazette"]
    assert said(target) == "old"


def test_a_crash_before_and_after_the_renames_is_swept_up(tmp_path: Path) -> None:
    fill(tmp_path / ".graph.new", "half")
    fill(tmp_path / "graph", "new")
    fill(tmp_path / ".graph.old", "old")
    layout.recover(tmp_path)
    assert names(tmp_path) == ["graph"]
    assert said(tmp_path / "graph") == "new"


def test_a_half_written_sibling_of_an_earlier_crash_does_not_leak_in(tmp_path: Path) -> None:
    fill(tmp_path / ".graph.new", "half")
    with layout.replacing(tmp_path / "graph") as folder:
        (folder / "other.txt").write_text("whole")
    assert names(tmp_path / "graph") == ["other.txt"]


def test_a_workspace_that_another_process_writes_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        refused = pytest.raises(WorkspaceError, match="another panoptrade is writing there")
        with refused, layout.locked(tmp_path):
            pass
        other.communicate()
    with layout.locked(tmp_path):
        pass


def test_an_error_inside_lets_the_workspace_go(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), layout.locked(tmp_path / "new"):
        raise RuntimeError
    with layout.locked(tmp_path / "new"):
        pass


def test_json_is_written_the_same_whatever_the_order_of_its_keys(tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    layout.write_json(one, {"format": 1, "title": "Côte", "counts": {"b": 1, "a": 2}})
    layout.write_json(other, {"counts": {"a": 2, "b": 1}, "title": "Côte", "format": 1})
    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes().endswith(b"}\n")
    assert layout.read_json(one) == {"format": 1, "title": "Côte", "counts": {"b": 1, "a": 2}}


@pytest.mark.parametrize("meta", [{"format": layout.FORMAT + 1}, {"format": "2"}, {}])
def test_a_newer_format_is_refused(tmp_path: Path, meta: dict[str, object]) -> None:
    path = tmp_path / "source.json"
    path.write_text(json.dumps(meta))
    with pytest.raises(WorkspaceError, match=r"source.json: written in format .*reads up to 1"):
        layout.read_json(path)


@pytest.mark.parametrize("text", ["", "{", "[1]"])
def test_a_damaged_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "source.json"
    path.write_text(text)
    with pytest.raises(WorkspaceError, match=r"source.json: damaged .*load or build again"):
        layout.read_json(path)
