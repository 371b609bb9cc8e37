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

    Gaps inside the span are lost; keep the text beside it. Blank text gives a period of nothing.
    Raises ValueError when a part is no year.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    spans = [_span(part) for part in parts]
    if not spans:
        return Period(None, None, ongoing=False)
    ends = [end for _, end in spans]
    ongoing = any(end in OPEN for end in ends)
    known = [end for end in ends if end not in OPEN | UNKNOWN]
    return Period(
        start=None if spans[0][0] in UNKNOWN else dates.clean(spans[0][0]),
        end=None if ongoing or not known or ends[-1] in UNKNOWN else dates.clean(known[-1]),
        ongoing=ongoing,
    )


def _span(part: str) -> tuple[str, str]:
    halves = [half.strip().casefold() for half in re.split(r"\s*[-–]\s*", part, maxsplit=1)]
    return halves[0], halves[-1]
