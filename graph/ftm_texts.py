"""Write values of ours as the texts that FollowTheMoney holds, and say which it does not take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from panoptrade.ontology import checksums, ftm, tables

if TYPE_CHECKING:
    from panoptrade.ontology.schema import Property

WEB = re.compile(r"https?://[^/]", re.IGNORECASE)
LONGEST_NAME, LONGEST_IDENTIFIER, LONGEST_STRING = 384, 64, 1024
# The longest value by our type; what is longer becomes a remark, which may have 65,000 characters.
LONGEST = {"name": LONGEST_NAME, "url": 4096, "date": 32}


def texts(one: Property, value: Any) -> list[str]:
    """Return the values of a cell as texts: labels for codes, words for truths."""
    items = list(value) if one.many else [value]
    if one.terms:
        known = tables.terms(one.terms)
        return [known[item]["label"] if item in known else str(item) for item in items]
    if one.type == "boolean":
        return ["yes" if item else "no" for item in items]
    if one.type == "url":
        return [ftm.address(item) for item in items]
    return [number(item) if isinstance(item, float) else str(item) for item in items]


def fits(one: Property, text: str) -> bool:
    """Tell whether FollowTheMoney takes a text: no decade as a date, nothing too long.

    An identifier that cannot be one becomes a remark: the model drops most such without a word.
    """
    if (one.type == "date" and "X" in text) or (one.type == "url" and not WEB.match(text)):
        return False
    if one.name in checksums.CHECKS and not checksums.CHECKS[one.name](text):
        return False
    return len(text) <= LONGEST.get(one.type, LONGEST_STRING)


def number(value: float) -> str:
    """Write a number without a point where it is whole, and all its digits where it is not."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def interval(low: float | None, high: float | None) -> str:
    """Write a share: `25`, or `25-50` for bounds, the unknown one as 0 or 100; blank for none."""
    if low is None and high is None:
        return ""
    least, most = number(0 if low is None else low), number(100 if high is None else high)
    return least if least == most else f"{least}-{most}"
