"""Point at a place in a text that someone asked in."""

from __future__ import annotations


def pointed(text: str, start: int, message: str) -> str:
    """Return a complaint about a place: line and column, the line, and a caret under it."""
    before = text[:start]
    line, column = before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1
    shown = text.split("\n")[line - 1].rstrip("\r").replace("\t", " ")
    return f"line {line}, column {column}: {message}\n  {shown}\n  {' ' * (column - 1)}^"


def offset(text: str, line: int, column: int) -> int:
    """Return the place of a line and a column, both counted from 1, within the text."""
    before = sum(len(one) + 1 for one in text.split("\n")[: line - 1])
    return min(before + column - 1, len(text))
