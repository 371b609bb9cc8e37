"""Read a period of use as sources print it, without making it more exact than it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from panoptrade.ontology import dates

OPEN = {"present", "ongoing"}
UNKNOWN = {"?", ""}


class Period(NamedTuple):
    """First and last partial date of a period, None where unknown, and whether it goes on."""

    start: str | None
    end: str | None
    ongoing: bool


def read(text: str) -> Period:
    """Return the span of `2012`, `2012-2014`, `2016-2018, 2021`, `2010s - present`, `?-2021`.

    The earliest and the latest count, in whatever order they stand. Gaps inside the span are lost;
    keep the text beside it. Blank text gives a period of nothing. Raises ValueError when a part is
    no year, or when it ends before it starts.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    spans = [_span(part) for part in parts]
    if not spans:
        return Period(None, None, ongoing=False)
    starts = [dates.clean(start) for start, _ in spans if start not in UNKNOWN]
    ends = [dates.clean(end) for _, end in spans if end not in OPEN | UNKNOWN]
    ongoing = any(end in OPEN for _, end in spans)
    start = None if spans[0][0] in UNKNOWN else min(starts, key=_earliest)
    end = None if ongoing or not ends or spans[-1][1] in UNKNOWN else max(ends, key=_latest)
    if start and end and _latest(end) < _earliest(start):
        msg = f"ends in {end}, before it starts in {start}"
        raise ValueError(msg)
    return Period(start, end, ongoing)


def _earliest(partial: str) -> str:
    return partial.replace("X", "0")


def _latest(partial: str) -> str:
    return partial.replace("X", "9")


def _span(part: str) -> tuple[str, str]:
    halves = [half.strip().casefold() for half in re.split(r"\s*[-–]\s*", part, maxsplit=1)]
    return halves[0], halves[-1]
