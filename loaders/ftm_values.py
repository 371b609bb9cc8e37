"""Clean the values that FollowTheMoney gives for one thing into those of our properties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from panoptrade.ontology import dates, names, values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row

NUMBER = r"(\d{1,3}(?:[.,]\d+)?)\s*%?"
EXACT = re.compile(NUMBER)
RANGE = re.compile(rf"{NUMBER}\s*(?:-|–|to)\s*{NUMBER}", re.IGNORECASE)
AT_LEAST = re.compile(rf"(?:>=?|≥|more than|over|at least)\s*{NUMBER}|{NUMBER}\s*\+", re.IGNORECASE)
AT_MOST = re.compile(rf"(?:<=?|≤|less than|under|up to)\s*{NUMBER}", re.IGNORECASE)


class Share(NamedTuple):
    """Bounds of a share in percent, None where unknown, and the text where it is no share."""

    low: float | None
    high: float | None
    unread: list[str]


def share(texts: Iterable[str]) -> Share:
    """Return the bounds that percentages give together: the lowest and the highest."""
    lows: list[float] = []
    highs: list[float] = []
    unread: list[str] = []
    for text in texts:
        found = _bounds(text.strip())
        if found is None:
            unread.append(f"percentage as printed: {values.text(text)}")
        else:
            lows += [found[0]] if found[0] is not None else []
            highs += [found[1]] if found[1] is not None else []
    return Share(min(lows, default=None), max(highs, default=None), unread)


def day(row: Row, column: str, texts: Iterable[str], *, last: bool = False) -> str | None:
    """Return the first of several dates, or the last; one that cannot be read is a problem."""
    found = []
    for text in texts:
        try:
            found.append(dates.clean(text.strip()[:10]))
        except ValueError as error:
            row.problem(column, text, str(error))
    return (max if last else min)(found, default=None)


def countries(files: Files, row: Row, codes: Iterable[str]) -> list[str]:
    """Return the ids of countries; a part of one counts as it, a code that is none is told."""
    found = set()
    for code in codes:
        # Parts are written ua-cri, countries of the past suhh.
        known = names.country(code) or (names.country(code[:2]) if _is_part(code) else None)
        if known is None:
            files.remark(row, f"country {code[:40]!r} is not known, and not read")
        else:
            found.add(f"country:{known}")
    return sorted(found)


def addresses(files: Files, row: Row, texts: Iterable[str]) -> list[str]:
    """Return the addresses that are http or https; another is told and not read."""
    found = []
    for text in texts:
        try:
            found.append(values.url(text))
        except ValueError:
            files.remark(row, "address that is not http or https, not read")
    return found


def _is_part(code: str) -> bool:
    return bool(re.fullmatch(r"[a-z]{2}(-[a-z0-9]+|[a-z]{2})", code))


def _bounds(text: str) -> tuple[float | None, float | None] | None:
    for form, low, high in ((EXACT, 1, 1), (RANGE, 1, 2), (AT_MOST, 0, 1), (AT_LEAST, 1, 0)):
        if found := form.fullmatch(text):
            given = [one for one in found.groups() if one]
            numbers = [None, *(float(one.replace(",", ".")) for one in given)]
            low_, high_ = numbers[low], numbers[high]
            whole = all(one is None or one <= 100 for one in (low_, high_))
            return (low_, high_) if whole else None
    return None
