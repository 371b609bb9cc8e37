"""Whatever befalls a workspace is said plainly, and what was there is still there."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from panoptrade.cli import main
from panoptrade.graph import merge
from panoptrade.graph.api import open_graph
from panoptrade.graph.workspace import Workspace
from panoptrade.loaders import load
from panoptrade.ontology import layout
from panoptrade.ontology.layout import WorkspaceError
from tests import world as worlds

ROOT = Path(__file__).resolve().parents[2]
# Loads and builds the world over and over, saying when it begins: there is always something to
# be killed in.
BUSY = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests import world as worlds
print("begun", flush=True)
while True:
    worlds.build(Path(sys.argv[1]))
"""


def run(*arguments):
    return CliRunner().invoke(main, [str(one) for one in arguments])


def contents(path):
    return {one.name: one.read_bytes() for one in sorted(path.glob("graph/*"))}


@pytest.fixture
def built(world, tmp_path):
    """A copy of the world to be maltreated."""
    return shutil.copytree(world.path, tmp_path / "work")


def test_a_table_holds_what_the_merge_adds(world):
    frame = world.table("vendor").set_index("id")
    row = frame.loc["org:acme-lantern-works"]
    assert (row["grade"], row["seen"], row["records"]) == ("official", "2022", 3)
    assert list(row["sources"]) == ["atlas-1", "gazette"]


def test_a_class_without_things_is_an_empty_table_and_an_empty_view(tmp_path):
    load.write(tmp_path, [], {"gazette": worlds.meta("gazette")})
    merge.build(tmp_path)
    empty = Workspace(tmp_path)
    assert list(empty.table("Deal").columns) == list(Workspace(tmp_path).arrow("Deal").column_names)
    assert empty.table("Deal").empty
    with empty.connect() as db:
        assert db.execute("SELECT count(*) FROM Deal").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM Country").fetchone() == (
            len(empty.table("Country")),
        )


def test_a_path_with_the_marks_of_a_pattern_is_a_path(tmp_path):
    world = worlds.build(tmp_path / "a[1]*'?")
    with world.connect() as db:
        assert db.execute("SELECT count(*) FROM Vendor").fetchone() == (len(worlds.VENDORS),)


@pytest.mark.parametrize("moment", [0.0, 0.1, 0.25, 0.4, 0.6, 0.9])
def test_killed_in_mid_write_it_opens_with_what_was_there_or_what_was_to_be(built, moment):
    before = contents(built)
    command = [sys.executable, "-c", BUSY, str(built), str(ROOT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as busy:
        assert busy.stdout is not None
        assert busy.stdout.readline() == b"begun\n"
        time.sleep(moment)
        busy.send_signal(signal.SIGKILL)
    assert open_graph(built).classes()["Vendor"] == len(worlds.VENDORS)
    assert contents(built) == before
    merge.build(built)
    assert contents(built) == before
    assert [one.name for one in built.glob("**/.*.new")] == []
    assert [one.name for one in built.glob("**/.*.old")] == []


def test_killed_between_the_two_renames_the_old_graph_is_put_back_on_opening(built):
    before = contents(built)
    (built / "graph").rename(built / ".graph.old")
    shutil.copytree(built / ".graph.old", built / ".graph.new")
    open_graph(built)
    assert contents(built) == before


def full(*_, **__):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_what_was_there(built, monkeypatch):
    before = contents(built)
    monkeypatch.setattr(pq, "write_table", full)
    result = run("build", "-w", built)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "Error: [Errno 28] No space left on device"
    assert contents(built) == before
    with pytest.raises(OSError, match="No space left"):
        load.write(built, worlds.records(), {s: worlds.meta(s) for s in worlds.GRADES})
    merged = Workspace(built)
    assert merged.classes()["Vendor"] == len(worlds.VENDORS)
    assert list(built.glob("**/.*.new")) == []


@pytest.fixture
def tiny_disk(tmp_path):
    """A real file system of a few kilobytes, unmounted afterwards."""
    place = tmp_path / "tiny"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=640k", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("no tiny file system can be mounted here; run as root to try a full disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_really_full_leaves_what_was_there(tiny_disk):
    workspace = tiny_disk / "work"
    worlds.build(workspace)
    before = contents(workspace)
    free = shutil.disk_usage(tiny_disk).free
    (tiny_disk / "ballast").write_bytes(b"x" * max(free - 16_384, 0))
    result = run("build", "-w", workspace)
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert contents(workspace) == before
    (tiny_disk / "ballast").unlink()
    assert run("build", "-w", workspace).exit_code == 0
    assert contents(workspace) == before


@pytest.mark.parametrize(
    ("part", "command"),
    [("graph/manifest.json", "flows"), ("sources/gazette/source.json", "build")],
)
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: json.dumps({**json.loads(text), "format": 99}), "written in format 99"),
        (lambda text: text[: len(text) // 2], "damaged"),
        (lambda text: "", "damaged"),
    ],
    ids=["newer", "cut", "empty"],
)
def test_a_newer_or_damaged_description_is_refused(built, part, command, change, message):
    path = built / part
    path.write_text(change(path.read_text()))
    before = contents(built)
    result = run(command, "-w", built)
    assert result.exit_code == 1
    assert message in result.stderr
    assert path.name in result.stderr
    assert contents(built) == before


@pytest.mark.parametrize(
    ("part", "command"),
    [
        ("graph/Deal.parquet", ("flows",)),
        ("graph/Vendor.parquet", ("explain", "org:cobalt-owl")),
        ("graph/Vendor.parquet", ("unresolved",)),
        ("sources/gazette/Vendor.parquet", ("build",)),
        ("sources/gazette/Vendor.parquet", ("explain", "org:cobalt-owl")),
    ],
)
def test_a_damaged_table_is_named_with_a_remedy(built, part, command):
    path = built / part
    path.write_bytes(path.read_bytes()[:-40])
    before = contents(built)
    result = run(*command, "-w", built)
    assert result.exit_code == 1
    assert f"{path}: damaged" in result.stderr
    assert "load or build again" in result.stderr
    assert contents(built) == before


def test_a_table_damaged_inside_is_an_error_without_a_traceback(built):
    path = built / "graph/Deal.parquet"
    text = bytearray(path.read_bytes())
    text[4:3000] = bytes(2996)
    path.write_bytes(bytes(text))
    result = run("flows", "-w", built)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")


def test_a_table_that_is_gone_is_missed_on_opening(built):
    (built / "graph/Deal.parquet").unlink()
    with pytest.raises(WorkspaceError, match=r"Deal.parquet: missing; run `panoptrade build -w"):
        open_graph(built)


def test_a_folder_that_is_missing_or_not_built_is_said(tmp_path):
    with pytest.raises(WorkspaceError, match="no such folder; load a source into it first"):
        open_graph(tmp_path / "typo")
    load.write(tmp_path, worlds.records(), {s: worlds.meta(s) for s in worlds.GRADES})
    with pytest.raises(WorkspaceError, match="no graph there; run `panoptrade build -w"):
        open_graph(tmp_path)


def test_two_writers_at_once_do_not_meet(built):
    before = contents(built)
    with layout.locked(built):
        result = run("build", "-w", built)
        refused = pytest.raises(WorkspaceError, match="another panoptrade is writing there")
        with refused:
            load.write(built, worlds.records(), {s: worlds.meta(s) for s in worlds.GRADES})
    assert result.exit_code == 1
    assert "another panoptrade is writing there; wait for it to end" in result.stderr
    assert contents(built) == before
    assert run("build", "-w", built).exit_code == 0


def test_a_table_as_arrow_has_the_merged_schema(world):
    assert world.arrow("Deal").schema.field("sources").type == pa.list_(pa.string())
