"""Read the items of a JSON array, or of JSON lines, one at a time: a file may be of any size."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import ijson

from panoptrade.loaders.problems import LoadError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_LINE = 64 * 2**20  # bytes
PIECE = 16 * 2**10  # bytes read at once
DEEPEST = 2_000  # the parser needs the machine's stack for each level, and ends the program without
AGAIN = "fetch it again"


class DeepError(ValueError):
    """A file of JSON is nested more deeply than any record."""


@dataclass(slots=True)
class Guarded:
    """A file that refuses to be read when more is opened in it than any item closes again."""

    file: IO[bytes]
    depth: int = 0

    def read(self, size: int) -> bytes:
        """Return the next bytes. Brackets in texts count too: `depth` is reset after each item."""
        piece = self.file.read(size)
        opened = piece.count(b"[") + piece.count(b"{")
        if self.depth + opened > DEEPEST + PIECE:
            msg = f"nested more than {DEEPEST:,} levels deep"
            raise DeepError(msg)
        self.depth = max(0, self.depth + opened - piece.count(b"]") - piece.count(b"}"))
        return piece


def items(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield the items of a file with their numbers from 1, as Python's own data.

    Raises LoadError where the file is empty, cut, damaged, not in UTF-8, or neither an array nor
    lines of objects; what was yielded before that is not to be kept.
    """
    number = 0
    try:
        with path.open("rb") as file:
            for number, item in enumerate(_read(path, file), start=1):
                yield number, item
    except (ijson.JSONError, json.JSONDecodeError, RecursionError, DeepError) as error:
        message = f"cut or damaged JSON after {number} whole items ({error}); {AGAIN}"
        raise LoadError([Problem(path.name, " ".join(message.split()), number + 1)]) from error
    except UnicodeDecodeError as error:
        bad = f"byte {error.object[error.start]:#04x}"
        message = f"not UTF-8 ({bad}); save it as UTF-8"
        raise LoadError([Problem(path.name, message, number + 1)]) from error
    if number == 0:
        raise LoadError([Problem(path.name, "holds no item")])


def _read(path: Path, file: IO[bytes]) -> Iterator[Any]:
    first = _first(file)
    if first == b"[":
        guarded = Guarded(file)
        for item in ijson.items(guarded, "item", use_float=True, buf_size=PIECE):
            guarded.depth = 0
            yield item
    elif first == b"{":
        yield from _lines(path, file)
    else:
        message = f"begins with {first!r}: neither a JSON array nor JSON lines in UTF-8"
        raise LoadError([Problem(path.name, message, 1)])


def _first(file: IO[bytes]) -> bytes:
    """Return the first byte that is no white space, and go back to where the text begins."""
    head = file.read(4096)
    skip = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    file.seek(skip)
    return head[skip:].lstrip()[:1]


def _lines(path: Path, file: IO[bytes]) -> Iterator[Any]:
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            message = f"a line of more than {LONGEST_LINE // 2**20} MB; write one item a line"
            raise LoadError([Problem(path.name, message)])
        if line.strip():
            yield json.loads(line.decode("utf-8"), parse_constant=_no_number)


def _no_number(name: str) -> float:
    msg = f"{name} is no JSON"
    raise json.JSONDecodeError(msg, name, 0)
