"""Read entities of FollowTheMoney one at a time, from JSON lines or from a table of statements."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from panoptrade.loaders import cells, columns
from panoptrade.loaders.problems import LoadError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from panoptrade.loaders.files import Files

LONGEST_LINE = 32 * 2**20
ENOUGH = 1000  # problems of one file; one of another kind would give as many as it has lines
# The plainer of two schemata that statements give one entity.
PLAIN = ("Thing", "LegalEntity", "Organization")
EXTERNAL = "statements marked external: candidates, not yet part of the data"


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity: its id and schema, its properties, and where and when it was seen."""

    number: int
    id: str
    schema: str
    caption: str
    properties: Mapping[str, list[str]]
    datasets: list[str]
    seen: str

    def all(self, *names: str) -> list[str]:
        """Return the values of properties, each once, in their order."""
        return list(
            dict.fromkeys(one for name in names for one in self.properties.get(name, ()) if one)
        )


def entities(files: Files, *, checked: bool) -> Iterator[Entity]:
    """Yield the entities of the file given; `checked` says that its problems are known already.

    Raises LoadError for a file that is no such file at all.
    """
    for path in files.paths.get("entities", []):
        yield from _lines(files, path, checked=checked)
    for path in files.paths.get("statements", []):
        yield from _statements(files, path, checked=checked)


def _lines(files: Files, path: Path, *, checked: bool) -> Iterator[Entity]:
    found, number = len(files.problems.found), 0
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if not line.strip():
                continue
            try:
                yield _entity(number, _parsed(line, first=number == 1))
            except (ValueError, TypeError, RecursionError) as error:
                if not checked:
                    files.problems.add(Problem(path.name, _told(error, line), number))
                if len(files.problems.found) - found >= ENOUGH:
                    files.problems.stop()
                if len(line) > LONGEST_LINE:
                    return


def _parsed(line: bytes, *, first: bool) -> Any:
    if len(line) > LONGEST_LINE:
        msg = f"a line of more than {LONGEST_LINE // 2**20} MiB; an entity stands on one line"
        raise ValueError(msg)
    return json.loads(line.decode("utf-8-sig" if first else "utf-8"))


def _entity(number: int, data: Any) -> Entity:
    if not isinstance(data, dict):
        msg = "no entity of FollowTheMoney: it is no object"
        raise TypeError(msg)
    for name in ("id", "schema"):
        if not isinstance(data.get(name), str) or not data[name].strip():
            msg = f"no entity of FollowTheMoney: {name} is no text"
            raise TypeError(msg)
    given = data.get("properties", {})
    texts = isinstance(given, dict) and all(
        isinstance(values, list) and all(isinstance(one, str) for one in values)
        for values in given.values()
    )
    if not texts:
        msg = "properties are no lists of texts; OpenSanctions' targets.nested.json is not read"
        raise TypeError(msg)
    return Entity(
        number=number,
        id=data["id"],
        schema=data["schema"],
        caption=str(data.get("caption") or ""),
        properties=given,
        datasets=[str(one) for one in data.get("datasets") or []],
        seen=str(data.get("last_seen") or ""),
    )


def _told(error: Exception, line: bytes) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 (byte {error.object[error.start]:#04x}); fetch it again"
    if isinstance(error, json.JSONDecodeError):
        cut = "" if line.endswith(b"\n") else "cut or "
        return f"{cut}damaged JSON ({error.msg} at {error.pos}); one entity a line; fetch it again"
    if isinstance(error, RecursionError):
        return "JSON nested too deeply"
    return str(error)


@dataclass(slots=True)
class _Group:
    """The statements of one entity so far."""

    number: int
    id: str
    schemata: Counter[str] = field(default_factory=Counter)
    properties: dict[str, dict[str, None]] = field(default_factory=dict)
    datasets: dict[str, None] = field(default_factory=dict)
    seen: str = ""

    def entity(self) -> Entity:
        plain = {name: at for at, name in enumerate(PLAIN)}
        schema = max(sorted(self.schemata), key=lambda name: plain.get(name, len(PLAIN)))
        found = {name: list(values) for name, values in self.properties.items()}
        caption = next(iter(found.get("name", [])), "")
        return Entity(
            self.number, self.id, schema, caption, found, sorted(self.datasets), self.seen
        )


def _statements(files: Files, path: Path, *, checked: bool) -> Iterator[Entity]:
    one = files.spec.files["statements"]
    lines = cells.sheet(path, one.sheet, files.encoding or one.encoding)
    _, header = next(lines, (1, []))
    at = columns.places(path, header, one)
    group: _Group | None = None
    before: set[int] = set()
    for number, line in lines:
        if len(line) != len(header):
            if not checked:
                message = f"{len(line)} cells under {len(header)} columns"
                files.problems.add(Problem(path.name, message, number))
            continue
        id_ = line[at["canonical_id"]] or (line[at["entity_id"]] if "entity_id" in at else "")
        if group is None or group.id != id_:
            if group is not None:
                yield group.entity()
            group = _Group(number, id_)
            _apart(path, number, id_, before)
        _add(files, group, line, at, checked=checked)
    if group is not None:
        yield group.entity()


def _apart(path: Path, number: int, id_: str, before: set[int]) -> None:
    """Refuse an entity whose statements stand apart: half of it would be lost."""
    # Eight bytes an entity and not its text: a table of statements has millions of them.
    key = hash(id_)
    if not id_ or key in before:
        message = f"the statements of {id_!r} stand apart; sort the file by canonical_id"
        raise LoadError([Problem(path.name, message, number, "canonical_id", id_)])
    before.add(key)


def _add(
    files: Files, group: _Group, line: list[str], at: Mapping[str, int], *, checked: bool
) -> None:
    if "external" in at and line[at["external"]].casefold() in {"t", "true", "1"}:
        group.schemata[line[at["schema"]]] += 0
        if not checked:
            files.skipped.setdefault(files.spec.name, Counter())[EXTERNAL] += 1
        return
    group.schemata[line[at["schema"]]] += 1
    group.datasets[line[at["dataset"]]] = None
    if "last_seen" in at:
        group.seen = max(group.seen, line[at["last_seen"]])
    if line[at["prop"]] != "id":  # the checksum of the entity
        group.properties.setdefault(line[at["prop"]], {})[line[at["value"]]] = None
