"""See that an input is refused and that what was loaded before stays byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError, Problem

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "name,country\nAcme Lantern Works,Kenya\n"


def loaded(folder: Path) -> Path:
    """Return a workspace that holds a good table."""
    path = folder / "good" / "Vendor.csv"
    path.parent.mkdir()
    path.write_text(GOOD, encoding="utf-8")
    load.load("table", [path], folder / "w")
    return folder / "w"


def everything(workspace: Path) -> dict[str, bytes]:
    found = sorted(path for path in workspace.rglob("*") if path.is_file())
    return {str(path.relative_to(workspace)): path.read_bytes() for path in found}


def refused(workspace: Path, path: Path, loader: str = "table") -> list[Problem]:
    """Return the problems of a file that is refused, once the workspace is seen to be untouched."""
    before = everything(workspace)
    with pytest.raises(LoadError) as error:
        load.load(loader, [path], workspace)
    assert everything(workspace) == before
    assert all(str(one).startswith(one.file) for one in error.value.problems)
    return error.value.problems


def text(folder: Path, content: str | bytes, name: str = "Vendor.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
