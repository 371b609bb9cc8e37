"""Add verdicts to decisions.csv, and read them from a file that someone has filled in."""

from __future__ import annotations

import csv
import io
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from panoptrade.graph import decisions
from panoptrade.ontology import layout, schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from panoptrade.graph.workspace import Workspace

# How long a verdict waits for another panoptrade to end its writing, in seconds.
WAIT = 30.0
REQUIRED = ("left", "right", "verdict")
SHOWN = 20


class VerdictError(ValueError):
    """Verdicts cannot be taken; nothing was written."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two ids mean one thing: same, different or unsure, by whom, when and why."""

    left: str
    right: str
    verdict: str
    by: str
    when: str
    why: str


def today() -> str:
    """Return the date on which a verdict is given."""
    return datetime.now(UTC).date().isoformat()


def add(workspace: Path, found: Iterable[Verdict]) -> int:
    """Append verdicts to a workspace's decisions.csv, whole or not at all; return how many.

    Rows that are there stay as they are, to the byte; columns that the header lacks are added to
    it. Raises VerdictError when the verdicts contradict each other or those that are there.
    """
    rows = [asdict(one) for one in found]
    if not rows:
        return 0
    with layout.locked(workspace, wait=WAIT):
        try:
            decisions.moves([*decisions.read(workspace), *rows])
        except layout.WorkspaceError as error:
            msg = f"{error}; nothing was written"
            raise VerdictError(msg) from error
        path = workspace / "decisions.csv"
        _replace(path, _with(path.read_bytes() if path.exists() else b"", rows))
    return len(rows)


def automatic(
    workspace: Path, rows: Iterable[Mapping[str, Any]], above: float, algorithm: str
) -> list[Verdict]:
    """Return the verdicts `same` of a score alone: of candidates that score `above` or more.

    Left out are pairs that no score may merge, and those that would contradict a verdict given.
    """
    known = decisions.read(workspace)
    found: list[Verdict] = []
    for row in rows:
        if not row["automatic"] or row["score"] < above or row["verdict"]:
            continue
        why = f"score {row['score']:g} of {algorithm}: {'; '.join(row['reasons'])}"
        one = Verdict(row["left"], row["right"], "same", "auto", today(), why)
        try:
            decisions.moves([*known, asdict(one)])
        except layout.WorkspaceError:
            continue
        known.append(asdict(one))
        found.append(one)
    return found


def filled(path: Path, graph: Workspace, by: str) -> list[Verdict]:
    """Return the verdicts of a file made to be filled in; rows without one are left out.

    `by` stands where a row names nobody. Raises VerdictError with all problems of the file.
    """
    rows = _read(path)
    known = _ids(graph)
    problems = [f"{path}:{at}: {said}" for at, row in rows for said in _problems(row, known)]
    problems += _twice(path, rows)
    if problems:
        more = f"\n… and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
        msg = "\n".join([*problems[:SHOWN]]) + more + "\nnothing was written"
        raise VerdictError(msg)
    return [
        Verdict(
            row["left"],
            row["right"],
            row["verdict"],
            row.get("by") or by,
            row.get("when") or today(),
            row.get("why") or "",
        )
        for _, row in rows
    ]


def _read(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the rows that hold a verdict, with their lines, cells stripped of outer blanks."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"{path}: no UTF-8 ({error}); save it as CSV in UTF-8"
        raise VerdictError(msg) from error
    head = text.partition("\n")[0]
    # Spreadsheets of half the world part cells by semicolons.
    sign = ";" if head.count(";") > head.count(",") else ","
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
        missing = [name for name in REQUIRED if name not in (reader.fieldnames or ())]
        if missing:
            msg = f"{path}: no column {', '.join(missing)}; make the file with --to-file"
            raise VerdictError(msg)
        rows = [(reader.line_num, _stripped(row)) for row in reader]
    except csv.Error as error:
        msg = f"{path}: damaged ({error}); save it as CSV in UTF-8"
        raise VerdictError(msg) from error
    return [(at, row) for at, row in rows if row["verdict"]]


def _stripped(row: Mapping[str | None, str | list[str] | None]) -> dict[str, str]:
    told = {name: (value or "") for name, value in row.items() if name is not None}
    found = {name: str(value).strip() for name, value in told.items()}
    return found | {"verdict": found["verdict"].casefold()}


def _problems(row: dict[str, str], known: set[str]) -> Iterator[str]:
    if said := decisions.wrong(row):
        yield said
        return
    if row["left"] == row["right"]:
        yield f"left and right are both {row['left']}"
    for side in ("left", "right"):
        if row[side] not in known:
            yield f"{side}: nothing in the graph has the id {row[side]!r}"


def _twice(path: Path, rows: list[tuple[int, dict[str, str]]]) -> Iterator[str]:
    seen: dict[frozenset[str], tuple[int, str]] = {}
    for at, row in rows:
        pair = frozenset((row["left"], row["right"]))
        first, verdict = seen.setdefault(pair, (at, row["verdict"]))
        if verdict != row["verdict"]:
            yield f"{path}:{at}: the pair is judged {verdict} in line {first}"


def _ids(graph: Workspace) -> set[str]:
    """Return the ids of a graph, and those that were merged into them."""
    found = {one for cls in schema.classes() for one in graph.arrow(cls)["id"].to_pylist()}
    return found | set(decisions.same(graph.path))


def _with(there: bytes, rows: list[dict[str, str]]) -> bytes:
    """Return a file's bytes with rows behind them, written in the order of its own header."""
    if not there.strip():
        there = (",".join(decisions.COLUMNS) + "\n").encode()
    head, sign, rest = there.partition(b"\n")
    end = "\r\n" if head.endswith(b"\r") else "\n"
    columns = next(csv.reader([head.decode("utf-8-sig").strip()]))
    if more := [name for name in decisions.COLUMNS if name not in columns]:
        head = head.rstrip(b"\r") + "".join(f",{name}" for name in more).encode()
        head += b"\r" if end == "\r\n" else b""
        columns += more
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator=end, restval="", extrasaction="ignore")
    writer.writerows(rows)
    kept = head + (sign or end[-1:].encode()) + rest
    gap = b"" if kept.endswith(b"\n") else end.encode()
    return kept + gap + text.getvalue().encode()


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name("decisions.csv.new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
