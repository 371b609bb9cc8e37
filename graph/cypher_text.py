"""Read Cypher as tokens with their places, enough to judge a text without running it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from panoptrade.graph import places

if TYPE_CHECKING:
    from collections.abc import Iterator

# The order matters: a comment before the stroke it begins with, `..` before a full stop.
_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<comment>//[^\r\n]*|/\*.*?\*/)
    | (?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    | (?P<quoted>`(?:``|[^`])*`)
    | (?P<number>\d(?:[eE][+-]\d|\w)*(?:\.\d(?:[eE][+-]\d|\w)*)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<open>/\*|['"`])
    | (?P<symbol>\.\.|::|.)
    """,
    re.VERBOSE | re.DOTALL,
)
UNENDED = {"/*": "comment", "'": "string", '"': "string", "`": "quoted name"}


class CypherError(ValueError):
    """A Cypher text cannot be run; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of Cypher: its kind (word, quoted, string, number, symbol, comment), text, place."""

    kind: str
    text: str
    start: int

    @property
    def name(self) -> str:
        """What a word or a quoted name names; blank for all else."""
        if self.kind == "quoted":
            return self.text[1:-1].replace("``", "`")
        return self.text if self.kind == "word" else ""

    @property
    def keyword(self) -> str:
        """The word in upper case; blank for all else, a quoted name among it."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text without spaces and comments.

    Raises CypherError where a string, a quoted name or a comment does not end.
    """
    return [token for token in all_tokens(text) if token.kind != "comment"]


def all_tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, comments among them; raises CypherError as `tokens` does."""
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        if kind == "open":
            raise at(text, found.start(), f"this {UNENDED[found.group()]} does not end")
        if kind != "space":
            yield Token(kind, found.group(), found.start())


def at(text: str, start: int, message: str) -> CypherError:
    """Return the error of a place in a text: line, column, the line and a caret under it."""
    return CypherError(places.pointed(text, start, message))
