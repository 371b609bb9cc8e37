"""Make columns short: steps between numbers, texts without what they share, gzip over all."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

# Half a megabyte of columns is a hundred kilobytes when compressed: only small ones stay readable.
PLAIN = 50_000
SHARED, ZERO = 40, ord("0")


@dataclass(frozen=True)
class Words:
    """The values of a column, each with the number that stands for it: in the order they came."""

    numbers: dict[Any, int] = field(default_factory=dict)

    def number(self, word: Any) -> int:
        """Return the number of a value; a new one has the next."""
        return self.numbers.setdefault(word, len(self.numbers))

    def several(self, words: Iterable[Any]) -> list[int]:
        """Return the numbers of values."""
        return [self.number(word) for word in words]


def steps(numbers: Iterable[int]) -> list[int]:
    """Return the first number, then what each is more than the one before it."""
    found, before = [], 0
    for number in numbers:
        found.append(number - before)
        before = number
    return found


def fronted(texts: Iterable[str]) -> list[str]:
    """Return texts without the beginning that each shares with the one before it.

    A letter in its place, from `0` up, says how long that was.
    """
    found, before = [], ""
    for text in texts:
        size = _shared(before[:SHARED], text)
        found.append(chr(ZERO + size) + text[size:])
        before = text
    return found


def _shared(before: str, text: str) -> int:
    for at, (one, other) in enumerate(zip(before, text, strict=False)):
        # Only plain letters are as long in JavaScript as they are here.
        if one != other or not one.isascii():
            return at
    return min(len(before), len(text))


def packed(data: dict[str, Any]) -> dict[str, Any]:
    """Return data as it is, or compressed where its JSON is longer than 50 kB."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    if len(text) <= PLAIN:
        return data
    # Without a time in it the same data give the same bytes.
    return {"gzip": b64encode(gzip.compress(text, 9, mtime=0)).decode()}
