"""Read the Entity List from the eCFR's XML of part 744, one row of its table at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Safe

from panoptrade.loaders.problems import LoadError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUPPLEMENT = re.compile(r"supplement no\. 4(?: to part 744)?\b", re.IGNORECASE)
DIVISION, HEAD, ROW, CELL = "DIV9", "HEAD", "TR", "TD"
SECTIONS = {"DIV8", DIVISION}
LINES = {"BR", "P", "LI", "DIV", "FP"}
RAISED = {"SU", "SUP"}  # a footnote's number


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row of the supplement's tables; lines stay lines.

    Raises LoadError for a file without the supplement, or that is damaged or declares entities.
    """
    number, inside, seen = 0, False, False
    for event, element in _events(path):
        tag = element.tag.upper()
        if tag == DIVISION:
            inside = event == "start" and bool(SUPPLEMENT.match(element.get("N", "")))
        elif event == "end" and tag == HEAD:
            inside = inside or bool(SUPPLEMENT.match(_text(element).strip()))
        elif event == "end" and tag == ROW and inside and (line := _cells(element)):
            number += 1
            yield number, line
        seen = seen or inside
        if event == "end" and tag in {ROW, *SECTIONS}:
            element.clear()
    if not seen:
        message = "no Supplement No. 4 to Part 744 in it; fetch title-15.xml?part=744 of ecfr.gov"
        raise LoadError([Problem(path.name, message)])


def _events(path: Path) -> Iterator[tuple[str, Any]]:
    try:
        with path.open("rb") as file:
            yield from Safe.iterparse(file, events=("start", "end"))
    except ParseError as error:
        message = f"damaged or cut XML ({error}); fetch it again"
        raise LoadError([Problem(path.name, message, error.position[0])]) from error
    except DefusedXmlException as error:
        message = f"declares entities, which no file of the eCFR does ({type(error).__name__})"
        raise LoadError([Problem(path.name, message)]) from error


def _cells(row: Any) -> list[str]:
    return [_text(one).strip() for one in row if one.tag.upper() == CELL]


def _text(element: Any) -> str:
    tag = element.tag.upper()
    inner = _flat(element.text) + "".join(_text(one) + _flat(one.tail) for one in element)
    if tag in RAISED:
        return f" [footnote {inner.strip()}]"
    return f"\n{inner}" if tag in LINES else inner


def _flat(text: str | None) -> str:
    # Line breaks of the file itself mean nothing.
    return re.sub(r"\s+", " ", text or "")
