"""Take what an entry in XML holds by its path, as cells of a row are taken by their column.

A path is written `ENTITY/ENTITY_ADDRESS/COUNTRY`, an attribute `sanctionEntity/@logicalId`. What
the toml leaves unread it leaves with all that stands below.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from panoptrade.loaders import days, markup
from panoptrade.loaders.problems import Problem
from panoptrade.loaders.rows import BLANK, SKIP
from panoptrade.ontology import dates, values, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.loaders.spec import FileSpec

READ, UNREAD, STRANGE = "read", "unread", "strange"
LOOSE = "(text between elements)"
JOINED = " | "  # several texts of one path, where a reviewed lookup looks at them


@dataclass(frozen=True, slots=True)
class Part:
    """An entry, or an element within one: take what you read by its path below it."""

    row: Row
    element: Element
    path: str

    def texts(self, path: str) -> list[str]:
        """Take the texts of a path, corrected by the reviewed lookups; blank ones give none."""
        full = f"{self.path}/{path}".rstrip("/")
        self.row.taken.add(full)
        steps, at, attribute = path.partition("@")
        below = self.element.iterfind(steps.rstrip("/")) if steps else [self.element]
        raw = (one.get(attribute) if at else one.text for one in below)
        return [text for cell in raw if (text := _corrected(self.row, full, cell or ""))]

    def text(self, path: str) -> str:
        """Take the one text of a path; blank where there is none, a problem where there are two."""
        found = self.texts(path)
        if len(set(found)) > 1:
            self.problem(path, found[1], f"a second one beside {found[0]!r}")
        return found[0] if found else ""

    def value(self, path: str, of: str) -> Any:
        """Take the one text of a path as the value of a property, written `Class.property`."""
        return self.row.clean(f"{self.path}/{path}", self.text(path), of)

    def day(self, path: str, of: str) -> str | None:
        """Take the one text of a path as a date, whose time and zone are left away."""
        found: str | None = self.row.clean(f"{self.path}/{path}", days.bare(self.text(path)), of)
        return found

    def parts(self, path: str) -> list[Part]:
        """Return the elements of a path, to take what is in each of them apart."""
        return [Part(self.row, one, f"{self.path}/{path}") for one in self.element.iterfind(path)]

    def problem(self, path: str, value: str | None, message: str) -> None:
        """Note what is wrong with this element."""
        self.row.problem(f"{self.path}/{path}", value, message)


def parts(files: Files, table: str, only: Collection[str] = ()) -> Iterator[Part]:
    """Yield the entries of every file that is this table; `only` those of the names given.

    What the toml does not know, and what the loader did not take, is noted as a problem.
    """
    one = files.spec.files[table]
    for path in files.paths.get(table, []):
        for part in _read(files, path, one, only):
            for _ in files.kept([part.row]):
                yield part


def _made(element: Element) -> str | None:
    """Return the day that an element gives, as text or as year, month and day."""
    text = (element.text or "").strip()
    numbers = [(element.findtext(one) or "").strip() for one in ("Year", "Month", "Day")]
    return _day(days.parts(*numbers) if numbers[0] else text)


def _day(text: str) -> str | None:
    """Return a day as a date; None for none, since a list is read all the same, undated."""
    try:
        return dates.clean(days.iso(text) or days.bare(text))
    except ValueError:
        return None


def _read(files: Files, path: Path, one: FileSpec, only: Collection[str]) -> Iterator[Part]:
    wanted = {*(only or one.entries), one.dated}
    passed = set(one.entries) - wanted
    reading = markup.Wanted(one.root, wanted, passed, (one.root, *one.around))
    made = _day(markup.root(path)[1].get(one.dated, ""))
    verdicts: dict[str, str] = {}
    for entry in markup.entries(path, reading, files.encoding):
        if entry.element.tag == one.dated:
            made = _made(entry.element)
            continue
        held: dict[str, list[str]] = {}
        _flatten(entry.element, entry.element.tag, held)
        for column in held.keys() - verdicts.keys():
            verdicts[column] = _verdict(one, column)
            if verdicts[column] == STRANGE:
                files.problems.add(_stranger(path, one, entry.line, column, held[column][0]))
        cells = {one: JOINED.join(held[one]) for one in held if verdicts[one] == READ}
        row = files.row(path, one, entry.line, cells)
        row.unit, row.seen = "line", row.seen or made
        yield Part(row, entry.element, entry.element.tag)


def _flatten(element: Element, path: str, held: dict[str, list[str]]) -> None:
    """Gather the texts and attributes of an element and of what is below it, by path."""
    for name, cell in element.items():
        if cell.strip():
            held.setdefault(f"{path}/@{name}", []).append(cell)
    if element.text and element.text.strip():
        held.setdefault(path, []).append(element.text)
    for child in element:
        _flatten(child, f"{path}/{child.tag}", held)
        if child.tail and child.tail.strip():
            held.setdefault(f"{path}/{LOOSE}", []).append(child.tail)


def _verdict(one: FileSpec, column: str) -> str:
    if column in one.columns or column in one.optional:
        return READ
    steps = column.split("/")
    if any(known.endswith("/*") and column.startswith(known[:-1]) for known in one.columns):
        return UNREAD  # the loader reads all of it in its own way
    above = ("/".join(steps[:count]) for count in range(1, len(steps) + 1))
    return UNREAD if any(path in one.unread for path in above) else STRANGE


def _stranger(path: Path, one: FileSpec, line: int, column: str, cell: str) -> Problem:
    known = {**one.columns, **one.optional, **one.unread}
    message = words.unknown(column, known, f"element or attribute known to {one.name!r}")
    return Problem(path.name, f"{message}; the format may have changed", line, column, cell)


def _corrected(row: Row, column: str, cell: str) -> str:
    plain = cell.strip()
    found = row.lookups.get((column, plain), plain)
    return "" if found in {BLANK, SKIP} else values.text(found)
