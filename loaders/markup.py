"""Read XML entry by entry in little memory, refusing what is damaged or hostile."""

from __future__ import annotations

from itertools import islice
from typing import IO, TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import ParseError, TreeBuilder
from xml.parsers.expat import errors

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from panoptrade.loaders.problems import LoadError, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

CHUNK = 2**16
DEEPEST = 64  # elements inside one another
LARGEST_ENTRY = 2**24  # characters of an entry, markup not counted
PAGE = (b"<!doctype html", b"<html")
PACKED = (b"PK\x03\x04", b"\x1f\x8b")
CUT = {errors.XML_ERROR_NO_ELEMENTS, errors.XML_ERROR_UNCLOSED_TOKEN}
Above = tuple[tuple[str, dict[str, str]], ...]


class Entry(NamedTuple):
    """An element asked for: the line where it begins, what it stands in, and the element itself.

    Names come without their namespace.
    """

    line: int
    element: Element
    above: Above


class Wanted(NamedTuple):
    """What to read: the root's name, the elements to give, those passed over, and those around.

    Any element outside these stops the reading, unless nothing is said of what is around.
    """

    root: str
    entries: Collection[str]
    passed: Collection[str] = ()
    around: Collection[str] = ()


def entries(path: Path, wanted: Wanted, encoding: str = "") -> Iterator[Entry]:
    """Yield the entries of an XML file one after another; what was given is forgotten.

    Raises LoadError for a file that is empty, cut, damaged, no XML, in another encoding than it
    says, or that declares a document type or entities; and when there is no entry at all.
    """
    _refuse_others(path)
    with path.open("rb") as file:
        count = 0
        for entry in stream(path, file, wanted, encoding):
            count += 1
            yield entry
    if not count and not wanted.passed:
        raise _error(path, f"no {' or '.join(sorted(wanted.entries))} in it; fetch it again")


def stream(
    path: Path, file: IO[bytes], wanted: Wanted, encoding: str = "", part: str = ""
) -> Iterator[Entry]:
    """Yield the entries of an open file; `part` names the part of an archive that it is."""
    target = _Target(wanted)
    # No DTD at all: then neither entities nor anything from outside can be declared.
    parser = DefusedXMLParser(target=target, encoding=encoding or None, forbid_dtd=True)
    target.parser = parser
    try:
        while chunk := file.read(CHUNK):
            parser.feed(chunk)
            yield from target.given()
        parser.close()
        yield from target.given()
    except DefusedXmlException as error:
        message = "declares a document type or entities, which can do harm; no list needs them"
        raise _error(path, message, target.line(), part) from error
    except _RefusedError as error:
        raise _error(path, str(error), target.line(), part) from error
    except ParseError as error:
        raise _error(path, _said(path, error, encoding, part), error.position[0], part) from error
    except (LookupError, ValueError) as error:  # an encoding that Python or expat does not have
        raise _error(
            path, f"cannot be decoded ({error}); say --encoding utf-8", target.line(), part
        ) from error


def root(path: Path) -> tuple[str, dict[str, str]]:
    """Return the name and attributes of a file's root element; ("", {}) where it has none."""
    found = Wanted("", ())
    target = _Target(found)
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    target.parser = parser
    with path.open("rb") as file:
        try:
            while not target.above and (chunk := file.read(CHUNK)):
                parser.feed(chunk)
        except (ParseError, ValueError, LookupError, _RefusedError):
            pass  # reading the whole says what is wrong, and where
    return target.first


class _RefusedError(Exception):
    """An element that no list of this kind has, or more of it than can be right."""


class _Target:
    """What the parser tells of each element; it builds the entries and forgets the rest."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.parser: DefusedXMLParser | None = None
        self.above: list[tuple[str, dict[str, str]]] = []
        self.first: tuple[str, dict[str, str]] = ("", {})
        self.done: list[Entry] = []
        self.builder: TreeBuilder | None = None
        self.inside = 0  # depth within an entry, or within what is passed over
        self.began = 0
        self.size = 0

    def line(self) -> int:
        """Return the line that is being read."""
        return int(self.parser.parser.CurrentLineNumber) if self.parser else 0

    def given(self) -> list[Entry]:
        """Return the entries done, once."""
        done, self.done = self.done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if len(self.above) + self.inside >= DEEPEST:
            msg = f"elements stand more than {DEEPEST} deep in one another"
            raise _RefusedError(msg)
        if not self.inside and not self._opens(name):
            self.above.append((name, {_local(key): value for key, value in attributes.items()}))
            self.first = self.above[0] if len(self.above) == 1 else self.first
            return
        self.inside += 1
        if self.builder is not None:
            if attributes:
                self.size += sum(map(len, attributes.values()))
                attributes = {_local(key): cell for key, cell in attributes.items()}
            self.builder.start(name, attributes)

    def end(self, tag: str) -> None:
        if not self.inside:
            self.above.pop()
            return
        self.inside -= 1
        if self.builder is not None:
            self.builder.end(_local(tag))
            if not self.inside:
                self.done.append(Entry(self.began, self.builder.close(), tuple(self.above)))
                self.builder = None

    def data(self, text: str) -> None:
        if self.builder is not None:
            self.size += len(text)
            if self.size > LARGEST_ENTRY:
                msg = f"an entry of more than {LARGEST_ENTRY:,} characters"
                raise _RefusedError(msg)
            self.builder.data(text)
        elif not self.inside and self.wanted.around and text.strip():
            msg = f"text between the entries, {text.strip()[:40]!r}"
            raise _RefusedError(msg)

    def close(self) -> None:
        """Do nothing: the entries were given."""

    def _opens(self, name: str) -> bool:
        """Tell whether an element begins an entry, or what is passed over; refuse a stranger."""
        if not self.above and self.wanted.root and name != self.wanted.root:
            msg = f"begins with <{name}>; this file begins with <{self.wanted.root}>"
            raise _RefusedError(msg)
        if name in self.wanted.entries:
            self.builder, self.began, self.size = TreeBuilder(), self.line(), 0
            return True
        if name in self.wanted.passed:
            return True
        if self.above and self.wanted.around and name not in self.wanted.around:
            msg = f"an element <{name}> that this list did not have; the format may have changed"
            raise _RefusedError(msg)
        return False


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _refuse_others(path: Path) -> None:
    if not path.is_file():
        raise _error(path, "no such file")
    with path.open("rb") as file:
        start = file.read(1024)
    if not start.strip():
        raise _error(path, "the file is empty")
    if start.startswith(PACKED):
        raise _error(path, "a packed file; unpack it first")
    if any(mark in start.lower() for mark in PAGE):
        raise _error(path, "a web page (HTML) and no list; fetch it again")


def _said(path: Path, error: ParseError, encoding: str, part: str) -> str:
    what = errors.messages[error.code]
    if what in CUT:
        return f"cut off here ({what}); fetch it again"
    if what in {errors.XML_ERROR_INCORRECT_ENCODING, errors.XML_ERROR_UNKNOWN_ENCODING}:
        return f"not in the encoding that it declares ({what}); say --encoding utf-16, or another"
    bad = None if encoding or part else _undecodable(path, error.position[0])
    if bad is not None:
        return f"not UTF-8 (byte {bad:#04x}); say --encoding latin-1, or the one that it is in"
    return f"damaged XML, or none ({what}); fetch it again"


def _undecodable(path: Path, line: int) -> int | None:
    """Return the byte of a line that is no UTF-8; None when all are."""
    with path.open("rb") as file:
        for content in islice(file, line - 1, line):
            try:
                content.decode("utf-8")
            except UnicodeDecodeError as error:
                return content[error.start]
    return None


def _error(path: Path, message: str, line: int | None = None, part: str = "") -> LoadError:
    return LoadError([Problem(path.name, f"{part}: {message}" if part else message, row=line)])
