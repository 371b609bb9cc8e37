"""Tell which of a loader's tables each given file is, and read its rows."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from panoptrade.loaders import cells, days, markup
from panoptrade.loaders.problems import LoadError, Problem, Problems
from panoptrade.loaders.rows import Row, lookups, skips
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from panoptrade.loaders.spec import FileSpec, Spec


class Told(NamedTuple):
    """What a file's name, or else its spec, says of its edition and date."""

    edition: str
    seen: str


@dataclass(slots=True)
class Files:
    """The files given to a loader, by the table that each one is."""

    spec: Spec
    paths: Mapping[str, list[Path]]
    problems: Problems
    encoding: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    skipped: dict[str, Counter[str]] = field(default_factory=dict)
    remarks: dict[str, Counter[str]] = field(default_factory=dict)

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows of every file that is this table; none when no such file was given."""
        for path in self.paths.get(table, []):
            yield from self.kept(self._read(path, self.spec.files[table]))

    def kept(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows that no reviewed lookup leaves out; note what is left unread of each."""
        rules = skips(self.spec.name)
        for row in rows:
            why = next((found for rule in rules if (found := rule.why(row.cells))), None)
            if why:
                self.skip(row, why)
            else:
                yield row
                row.close()

    def skip(self, row: Row, why: str) -> None:
        """Count a row that gives no record, by the reason."""
        self.skipped.setdefault(row.source, Counter())[why] += 1
        row.taken.update(row.cells)

    def remark(self, row: Row, text: str) -> None:
        """Count what the user is to hear of a row that is loaded all the same."""
        self.remarks.setdefault(row.source, Counter())[text] += 1

    def split(self, made: Mapping[Path, FileSpec]) -> None:
        """Make each file a table of its own, named by its path: for columns that users choose."""
        self.spec = replace(self.spec, files={str(path): one for path, one in made.items()})
        self.paths = {str(path): [path] for path in made}

    def source(self, table: str) -> str:
        """Return the id of the source that a table's rows belong to."""
        return self.spec.files[table].source or self.spec.name

    def row(self, path: Path, one: FileSpec, number: int, found: dict[str, str]) -> Row:
        """Return a row of one file; for loaders whose files are no plain tables."""
        return Row(
            file=path.name,
            number=number,
            cells=found,
            lookups=lookups(self.spec.name),
            problems=self.problems,
            loader=self.spec.name,
            source=one.source or self.spec.name,
            grade=self.spec.grade,
            seen=told(path, one).seen or None,
            label=one.label,
        )

    def _read(self, path: Path, one: FileSpec) -> Iterator[Row]:
        lines, seen = _top(cells.sheet(path, one.sheet, self.encoding or one.encoding), one)
        header = list(one.header) or _header(path, lines, one)
        self.problems.found += _missing(path, header, one)
        self.problems.stop()
        keep = _keep(header, one)
        for number, line in _below_header(path, lines, one):
            if len(line) != len(header) and any(line[len(header) :]) | (len(line) < len(header)):
                self._note(path, number, f"{len(line)} cells under {len(header)} columns")
                continue
            found = {name: line[at] if line[at] != one.null else "" for at, name in keep}
            row = self.row(path, one, number, found)
            row.seen = row.seen or seen
            yield row

    def _note(self, path: Path, number: int, message: str) -> None:
        self.problems.add(Problem(path.name, message, number))


def recognise(spec: Spec, given: list[Path]) -> dict[str, list[Path]]:
    """Return the given files by the table of the spec that each one is; folders are opened.

    Raises LoadError for a file that is none of them, saying what the loader wants.
    """
    found: dict[str, list[Path]] = {}
    problems = Problems()
    for path in _opened(spec, given, problems):
        try:
            found.setdefault(_table(spec, path).name, []).append(path)
        except LoadError as error:
            problems.found += error.problems
    problems.stop()
    return found


def told(path: Path, one: FileSpec) -> Told:
    """Return a file's edition and when it was published, by its name or else by the spec.

    A spec's date is that of the spec's edition: another edition has none unless its name tells.
    """
    named = _named(one.match, path.name.lower())
    edition = named.get("edition") or one.edition
    return Told(edition, named.get("seen") or (one.seen if edition == one.edition else ""))


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _named(match: str, name: str) -> dict[str, str]:
    found = re.search(match, name) if match else None
    return found.groupdict(default="") if found else {}


def _opened(spec: Spec, given: list[Path], problems: Problems) -> list[Path]:
    suffixes = {suffix for one in spec.files.values() for suffix in one.suffixes}
    opened = [path for path in given if not path.is_dir()]
    for folder in (path for path in given if path.is_dir()):
        inside = sorted(p for p in folder.iterdir() if p.is_file())
        found = [path for path in inside if path.suffix.lower() in suffixes]
        if not found:
            problems.add(Problem(folder.name, f"a folder without {' or '.join(sorted(suffixes))}"))
        opened += found
    return opened


def _table(spec: Spec, path: Path) -> FileSpec:
    if not path.exists():
        raise LoadError([Problem(path.name, "no such file")])
    if path.stat().st_size == 0:
        raise LoadError([Problem(path.name, "the file is empty")])
    fitting = [one for one in spec.files.values() if path.suffix.lower() in one.suffixes]
    named = [one for one in fitting if one.match and re.search(one.match, path.name.lower())]
    if len(named or fitting) == 1:
        return (named or fitting)[0]
    plain = [one for one in named or fitting if one.columns]
    best = max(plain, key=lambda one: _overlap(path, one), default=None)
    if best is None or not any(_overlap(path, best)):
        wanted = "; ".join(f"{one.what}" for one in spec.files.values())
        raise LoadError([Problem(path.name, f"no file of {spec.name!r}; it wants {wanted}")])
    return best


def _overlap(path: Path, one: FileSpec) -> tuple[float, int]:
    if one.root:
        return (1.0, 1) if markup.root(path)[0] == one.root else (0.0, 0)
    try:
        first = next(_top(cells.sheet(path, one.sheet, one.encoding), one)[0], None)
    except LoadError:
        return 0.0, 0
    names = set(first[1]) if first else set()
    needed = len(names & {*one.columns}) / max(len(one.columns), 1)
    return needed, len(names & {*one.columns, *one.optional, *one.unread})


def _top(
    lines: Iterator[tuple[int, list[str]]], one: FileSpec
) -> tuple[Iterator[tuple[int, list[str]]], str | None]:
    """Return the lines without the one above the header, and the date that it gives."""
    first = next(lines, None) if one.preface else None
    if first is None:
        return lines, None
    found = re.fullmatch(one.preface, " ".join(filter(None, first[1])))
    if found is None:
        return chain([first], lines), None
    return lines, days.iso(found["seen"])


def _header(path: Path, lines: Iterator[tuple[int, list[str]]], one: FileSpec) -> list[str]:
    _, first = next(lines, (0, []))
    if not first:
        raise LoadError([Problem(path.name, "the file is empty")])
    named = [name or f"unnamed {_letters(at)}" for at, name in enumerate(first)]
    counts = Counter(named)
    doubled = sorted(name for name in counts if counts[name] > 1 and name not in one.unread)
    if doubled:
        raise LoadError([Problem(path.name, f"columns {', '.join(doubled)} stand twice", 1)])
    return named


def _below_header(
    path: Path, lines: Iterator[tuple[int, list[str]]], one: FileSpec
) -> Iterator[tuple[int, list[str]]]:
    first = next(lines, None) if one.header else None
    if first and len(first[1]) != len(one.header):
        message = f"{len(first[1])} columns; {one.what} has {len(one.header)}"
        raise LoadError([Problem(path.name, message, first[0])])
    # A first line without a number is a header that somebody added.
    if first and first[1][0].isdigit():
        yield first
    yield from lines


def _keep(header: list[str], one: FileSpec) -> list[tuple[int, str]]:
    wanted = {*one.columns, *one.optional} if one.rest else set(header) - set(one.unread)
    return [(at, name) for at, name in enumerate(header) if name in wanted]


def _letters(at: int) -> str:
    return (_letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def _missing(path: Path, header: list[str], one: FileSpec) -> list[Problem]:
    known = {**one.columns, **one.optional, **one.unread}
    problems = [
        Problem(path.name, f"missing; the file has {', '.join(header)}", 1, name)
        for name in one.columns
        if name not in header
    ]
    return problems + [
        Problem(path.name, words.unknown(name, known, f"column known to {one.name!r}"), 1, name)
        for name in header
        if name not in known and not one.rest
    ]
