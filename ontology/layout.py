"""Know where a workspace keeps what, and replace its parts whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT = 1


class WorkspaceError(ValueError):
    """A folder is no workspace, is in use, or was made by another version."""


def sources(workspace: Path) -> Path:
    """Return the folder of what the sources say."""
    return workspace / "sources"


def source(workspace: Path, name: str) -> Path:
    """Return the folder of one source."""
    return sources(workspace) / name


def graph(workspace: Path) -> Path:
    """Return the folder of the merged tables."""
    return workspace / "graph"


def check_format(meta: dict[str, Any], path: Path) -> None:
    """Refuse what a newer version has written.

    Raises WorkspaceError naming both versions.
    """
    found = meta.get("format")
    if not isinstance(found, int) or found > FORMAT:
        msg = (
            f"{path}: written in format {found}, this panoptrade reads up to {FORMAT}; "
            "install the newer version, or load the sources again into a new folder"
        )
        raise WorkspaceError(msg)


def read_json(path: Path) -> dict[str, Any]:
    """Return the object that a JSON file of the workspace holds, its format checked.

    Raises WorkspaceError when it is damaged or of a newer format.
    """
    try:
        meta = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        msg = f"{path}: damaged ({error}); load or build again"
        raise WorkspaceError(msg) from error
    if not isinstance(meta, dict):
        msg = f"{path}: damaged (no object); load or build again"
        raise WorkspaceError(msg)
    check_format(meta, path)
    return meta


def write_json(path: Path, meta: dict[str, Any]) -> None:
    """Write an object as JSON with sorted keys, flushed to disk, ending in a newline."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(meta, file, ensure_ascii=False, indent=2, sort_keys=True)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def locked(workspace: Path, *, wait: float = 0) -> Iterator[None]:
    """Hold the workspace for writing.

    Raises WorkspaceError when another process holds it, at once or after `wait` seconds.
    """
    workspace.mkdir(parents=True, exist_ok=True)
    lock = FileLock(workspace / ".lock")
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        msg = f"{workspace}: another panoptrade is writing there; wait for it to end"
        raise WorkspaceError(msg) from None
    try:
        recover(workspace)
        yield
    finally:
        lock.release()


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a temporary sibling to fill, and put it in the place of `target` when all went well.

    An error leaves the target as it was; a crash leaves it, or what `recover` puts back.
    """
    fresh, old = _siblings(target)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        yield fresh
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    if target.exists():
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def recover(workspace: Path) -> None:
    """Put back what a crash in mid-replacement left aside, and sweep away what it left behind."""
    for folder in (workspace, sources(workspace)):
        for old in sorted(folder.glob(".*.old")) if folder.is_dir() else []:
            target = old.with_name(old.name[1 : -len(".old")])
            if target.exists():
                shutil.rmtree(old)
            else:
                old.rename(target)
        for fresh in sorted(folder.glob(".*.new")) if folder.is_dir() else []:
            shutil.rmtree(fresh)


def _siblings(target: Path) -> tuple[Path, Path]:
    return target.with_name(f".{target.name}.new"), target.with_name(f".{target.name}.old")
