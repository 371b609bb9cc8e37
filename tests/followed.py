"""FollowTheMoney's own library, for tests that ask it whether it takes what we write."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tests.missing import give_up

if TYPE_CHECKING:
    from pathlib import Path

WHY = "followthemoney is not installed; pip install 'panoptrade[resolve]' (Debian: libicu-dev g++)"
# The console script stands beside no module of its own name.
MAIN = "from followthemoney.cli.cli import cli; cli()"


def library(name: str = "followthemoney") -> Any:
    """Return a module of the library; without it the test is skipped, and fails under CI."""
    try:
        return importlib.import_module(name)
    except ImportError:
        give_up(WHY)


def validated(path: Path) -> list[dict[str, Any]]:
    """Return what `ftm validate` gives back of a file of entities."""
    library()
    command = [sys.executable, "-c", MAIN, "validate", "-i", str(path)]
    said = subprocess.run(command, capture_output=True, check=True)
    assert b"WARN" not in said.stderr
    assert b"ERROR" not in said.stderr
    return [_plain(json.loads(line)) for line in said.stdout.splitlines()]


def _plain(entity: dict[str, Any]) -> dict[str, Any]:
    del entity["referents"]
    entity["datasets"] = sorted(entity["datasets"])
    entity["properties"] = {k: sorted(v) for k, v in sorted(entity["properties"].items())}
    return entity
