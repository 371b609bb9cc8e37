"""Fixtures that all tests share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from panoptrade.cli import main
from tests import neo4j_server
from tests import world as worlds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click.testing import Result

    from panoptrade.graph.workspace import Workspace

CHECKOUT = Path(__file__).resolve().parent.parent


# What takes longest begins first, so that no process waits for another at the end.
LONG = ("neo4j", "test_same_answers_large.py", "test_view_explorer_safe.py", "test_every_page.py")


# First: xdist reads the groups in its own hook of this name.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file together when several processes share them, so that what a file
    makes once is made once; those that want Neo4j all go to one, which starts the only server.
    """
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
    items.sort(key=lambda item: _turn(_group(item)))


def _group(item: pytest.Item) -> str:
    return "neo4j" if "neo4j" in getattr(item, "fixturenames", ()) else item.path.as_posix()


def _turn(group: str) -> int:
    return next((at for at, one in enumerate(LONG) if group.endswith(one)), len(LONG))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the real files beside the checkout; without it the test is skipped."""
    found = Path(os.environ.get("PANOPTRADE_SHARED", CHECKOUT.parent / "shared")) / "data"
    if not found.is_dir():
        pytest.skip(f"the real files are not at {found}; set PANOPTRADE_SHARED to their folder")
    return found


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The small invented world of tests/world.py, built once: read it, do not write into it."""
    return worlds.build(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[neo4j_server.Server]:
    """A real Neo4j, started once; the environment names it, and a test clears it before use."""
    with (
        neo4j_server.running(tmp_path_factory.mktemp("neo4j")) as server,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in server.environment().items():
            patch.setenv(name, value)
        yield server


@pytest.fixture
def run(world: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """Run a command on the invented world, from an empty folder; `WORLD` is the world's."""
    monkeypatch.setenv("PANOPTRADE_WORKSPACE", str(world.path))
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(
        main, [str(world.path if word == "WORLD" else word) for word in words]
    )
