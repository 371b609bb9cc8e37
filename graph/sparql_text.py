"""Read SPARQL as tokens with their places, enough to judge a text without running it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from panoptrade.graph import places

# Characters of names; a backslash takes the meaning from the character behind it.
_NAME = r"(?:[^\W\d_]|[0-9_\-\u00b7\u0300-\u036f\u203f\u2040])"
_ESCAPED = r"\\[_~.\-!$&'()*+,;=/?\#@%]"
_LOCAL = rf"(?:{_NAME}|:|%[0-9A-Fa-f]{{2}}|{_ESCAPED})"
_TOKEN = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<comment>\#[^\n\r]*)
    | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
    | (?P<string>\"\"\"(?:\\.|"{{0,2}}[^"\\])*\"\"\"|'''(?:\\.|'{{0,2}}[^'\\])*'''
        |"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*')
    | (?P<variable>[?$]\w+)
    | (?P<tag>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)
    | (?P<name>(?:[^\W\d_](?:(?:{_NAME}|\.)*{_NAME})?)?:(?:{_LOCAL}(?:(?:{_LOCAL}|\.)*{_LOCAL})?)?)
    | (?P<blank>_:\w+)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)
    | (?P<symbol>.)
    """,
    re.VERBOSE | re.DOTALL,
)

KEYWORDS = (
    "A ABS ADD ALL AND AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT "
    "CONTAINS COUNT DATATYPE DAY DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER "
    "FLOOR FROM GRAPH GROUP GROUP_CONCAT HAVING HOURS IF IN IRI ISBLANK ISIRI ISLITERAL "
    "ISNUMERIC ISURI LANG LANGMATCHES LATERAL LCASE LIMIT MAX MD5 MIN MINUS MINUTES MONTH NAMED "
    "NOT NOW OFFSET OPTIONAL ORDER PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE "
    "SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512 SILENT STR STRAFTER STRBEFORE "
    "STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TIMEZONE TRUE TZ UCASE UNDEF "
    "UNION URI UUID VALUES WHERE YEAR "
)


class SparqlError(ValueError):
    """A SPARQL text cannot be run; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of SPARQL: its kind (word, name, iri, string, variable, symbol…), text and place."""

    kind: str
    text: str
    start: int

    @property
    def keyword(self) -> str:
        """The word in upper case; blank for all else."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text without spaces and comments."""
    found = (Token(str(one.lastgroup), one.group(), one.start()) for one in _TOKEN.finditer(text))
    return [token for token in found if token.kind not in {"space", "comment"}]


def at(text: str, start: int, message: str) -> SparqlError:
    """Return the error of a place in a text: line, column, the line and a caret under it."""
    return SparqlError(places.pointed(text, start, message))
