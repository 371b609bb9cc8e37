"""Fixtures that all tests share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import world as worlds

if TYPE_CHECKING:
    from panoptrade.graph.workspace import Workspace

CHECKOUT = Path(__file__).resolve().parent.parent


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
