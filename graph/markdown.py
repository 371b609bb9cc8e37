"""Write texts and tables as Markdown that shows every text as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What Markdown would read as markup; a pipe ends a cell, and a line break a row.
MARKUP = re.compile(r"([\\`*_{}\[\]#|~<>&$])")
# At the start of a line: a list, a rule, a numbered item.
LEADING = re.compile(r"^([-+=]|\d+(?=[.)]))")


def plain(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return MARKUP.sub(r"\\\1", " ".join(text.split()))


def line(text: str) -> str:
    """Return a text as a paragraph of its own, which begins no list."""
    return LEADING.sub(_led, plain(text))


def items(texts: Iterable[str]) -> list[str]:
    """Return the lines of a list."""
    return [f"- {line(text)}" for text in texts]


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool]) -> list[str]:
    """Return the lines of a table; numeric columns stand to the right."""
    rule = "|".join("--:" if one else "---" for one in numeric)
    cells = [f"| {' | '.join(map(plain, row))} |" for row in (head, *rows)]
    return [cells[0], f"|{rule}|", *cells[1:]]


def code(text: str) -> str:
    """Return a text as code in a line; its backticks cannot end it."""
    flat = " ".join(text.split())
    longest = max((len(one) for one in re.findall(r"`+", flat)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if "`" in flat else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def _led(found: re.Match[str]) -> str:
    # A backslash before a digit is shown; the point behind a number ends the list instead.
    return f"{found[1]}\\" if found[1][0].isdigit() else f"\\{found[1]}"
