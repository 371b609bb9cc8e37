"""Read the toml beside a loader: what its source is, which files it wants, what they hold."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

GROUP = "panoptrade.loaders"
LISTS = ("suffixes", "header", "entries", "around")


@dataclass(frozen=True, slots=True)
class FileSpec:
    """One kind of file that a loader reads: its look, its columns read and left unread.

    `match` is searched in the file's name; what its groups `edition` and `seen` find there goes
    before the spec's own. `header` names the columns of a file that has none, whose first cell is
    a number. `null` is what the file writes for nothing. `rest` says why all columns that are not
    named here stay unread. `preface` is what the line above the header may say; its group `seen` is
    the date of the file. Of XML, `root` is the first element, `entries` are those that hold an
    entry, `around` those that they stand in, and `dated` is the
    root's attribute, or the element, of its date.
    """

    name: str
    what: str
    where: str = ""
    suffixes: tuple[str, ...] = (".csv",)
    match: str = ""
    sheet: str = ""
    encoding: str = "utf-8-sig"
    header: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    optional: Mapping[str, str] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""
    null: str = ""
    label: str = ""
    source: str = ""
    title: str = ""
    edition: str = ""
    seen: str = ""
    preface: str = ""
    root: str = ""
    entries: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Spec:
    """A loader's source: publisher, terms, files, and how many records it should give.

    Counts are of a class, or of a class in one source of several: `aigs-2022 Deal`. `extra` holds
    what else the toml says, for the loader's own use.
    """

    name: str
    title: str
    publisher: str
    url: str
    licence: str
    grade: str
    files: Mapping[str, FileSpec]
    counts: Mapping[str, tuple[int, int]]
    note: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


@cache
def loaders() -> dict[str, EntryPoint]:
    """Return the installed loaders by name, those of other packages among them."""
    return {point.name: point for point in sorted(entry_points(group=GROUP), key=_by_name)}


def module(name: str) -> ModuleType:
    """Return the module of a loader.

    Raises UnknownWordError naming the nearest loader.
    """
    loaded: ModuleType = loaders()[words.choose(name, loaders(), "source")].load()
    return loaded


@cache
def read(name: str) -> Spec:
    """Return the toml of a loader; it stands beside the loader's module."""
    path = Path(str(module(name).__file__)).with_suffix(".toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Spec(
        name=name,
        **{key: data.pop(key, "") for key in ("title", "publisher", "url", "licence", "note")},
        grade=data.pop("grade"),
        files={key: _file(key, found) for key, found in data.pop("files", {}).items()},
        counts={key: (low, high) for key, (low, high) in data.pop("counts", {}).items()},
        extra=data,
    )


def _file(name: str, data: dict[str, Any]) -> FileSpec:
    lists: dict[str, Any] = {key: tuple(data.pop(key)) for key in LISTS if key in data}
    return FileSpec(name=name, **lists, **data)


def _by_name(point: EntryPoint) -> str:
    return point.name
