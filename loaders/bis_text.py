"""Take apart the cells of the Entity List: name, aliases and address; notices and their days."""

from __future__ import annotations

import re
from typing import NamedTuple

from panoptrade.ontology import dates, values

ALIASES = re.compile(
    r"[,;]?\s*\(?[afn]\.?k\.?a\.?,?\s+the following(?:\s+[\w-]+){0,3}?\s+alias(?:es)?:?\s*",
    re.IGNORECASE,
)
ALIAS = re.compile(r"[,;]?\s*\(?\b[afn]\.k\.a\.,?:?\s*", re.IGNORECASE)
DASH = re.compile(r"\s*[—–]\s*|(?:^|\n)\s*-\s*|(?<=[;:])\s+-\s+|(?<=\band)\s+-\s+")
# A party that stands under several destinations.
ELSEWHERE = re.compile(r"\s*\(see alternate address[^()]*\)", re.IGNORECASE)
FOOTNOTE = re.compile(r"\s*\[footnote \w+\]")
# What follows a comma and still belongs to a name.
SUFFIX = re.compile(
    r"(?:(?:ltd|limited|inc|incorporated|llc|l\.l\.c|llp|lp|co|corp|corporation|plc|pty|pte|pvt|sa|"
    r"s\.a|ag|gmbh|bv|b\.v|nv|n\.v|spa|s\.p\.a|srl|s\.r\.l|sarl|s\.a\.r\.l|fze|fzc|fzco|fz-llc|dmcc|"
    r"jsc|ojsc|pjsc|ooo|oao|zao|pao|ao|as|a\.s|jr|sr|ii|iii)\b\.?\s*)+(?:\(.*\))?\.?",
    re.IGNORECASE,
)
# A full stop after one of these ends no sentence.
SHORT = re.compile(r"(?:\b(?:\w|co|st|no|dr|mr|mrs|bros|san|tic|ve|dis|ith|ihr))$", re.IGNORECASE)
PLACE = re.compile(
    r"\b(?:room|unit|building|block|floor|street|road|p\.?o\.? box)\b", re.IGNORECASE
)
CITATION = re.compile(
    r"(?P<printed>(?P<volume>\d{2,3})\s*F\.?\s?R\.?\s*(?P<page>\d+)"
    r"(?:,?\s*\(?(?P<day>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))\b\)?)?)"
)
FIRST_YEAR = 1997  # of the list; a year of two digits is this or later


class Entry(NamedTuple):
    """A party of the list: its name and other names, and whether one was cut by a guess."""

    name: str
    aliases: list[str]
    guessed: bool


class Cited(NamedTuple):
    """The notices of an entry as printed, and the day of the first; None where it has none."""

    citations: list[str]
    start: str | None


def entry(cell: str) -> Entry:
    """Return the party that a cell names; a line ends what stands on it.

    Where no line parts an alias from the address behind it, a comma or a full stop must, which is
    a guess: it is told, and the cell is to be kept beside it.
    """
    cell = ELSEWHERE.sub("", cell)
    found = ALIASES.search(cell)
    if found:
        return Entry(_plain(cell[: found.start()]), *_several(cell[found.end() :]))
    single = ALIAS.search(cell)
    if single:
        alias, guessed = _cut(cell[single.end() :])
        return Entry(_plain(cell[: single.start()]), [alias] if alias else [], guessed)
    return Entry(_plain(_before_address(cell)), [], guessed=False)


def cited(cell: str) -> Cited:
    """Return the notices of a cell and the day of the earliest, by its volume and page.

    Later notices amend an entry and do not change its start. Raises ValueError for a day that
    does not exist.
    """
    found = list(CITATION.finditer(cell))
    first = min(found, key=lambda one: (int(one["volume"]), int(one["page"])), default=None)
    day = first["day"] if first else None
    return Cited([_plain(one["printed"]) for one in found], _iso(day) if day else None)


def _several(text: str) -> tuple[list[str], bool]:
    *whole, last = [part for part in DASH.split(text) if part.strip()] or [""]
    alias, guessed = _cut(last)
    names = [re.sub(r"[;,]?\s*(?:\band\b)?\s*$", "", one.strip()) for one in whole]
    return [name for name in map(_plain, [*names, alias]) if name], guessed


def _cut(text: str) -> tuple[str, bool]:
    """Return the alias that a text begins with, and whether its end is a guess."""
    stripped = text.strip()
    line, broken, _ = stripped.partition("\n")
    if broken:
        return _plain(line), False
    for stop in re.finditer(r"[.)] (?![SsŞş]ti\b)(?=[\"“(#]?[A-Z0-9])", stripped):
        before = stripped[: stop.start() + 1]
        if stop[0][0] == ")" or not _short(before):
            return _plain(before), True
    alias = _plain(_before_address(stripped))
    # A word of addresses in what is left is one that no rule could cut off.
    return ("" if PLACE.search(alias) else alias), "," in stripped


def _short(before: str) -> bool:
    # "Co., Ltd." may end a name, "Co." alone goes on in it.
    return bool(SHORT.search(before.rstrip(".")))


def _before_address(text: str) -> str:
    first, *rest = re.split(r",\s+|\n", text.strip())
    kept = [first]
    for part in rest:
        if not SUFFIX.fullmatch(part.strip()):
            break
        kept.append(part.strip())
    return ", ".join(kept)


def _plain(text: str) -> str:
    found = values.text(FOOTNOTE.sub("", text)).strip(" ;,:")
    if found.endswith(")") and found.count(")") > found.count("("):
        found = found[:-1]
    ends_short = re.search(
        r"(?:\b\w|\b(?:ltd|inc|co|corp|llc|bros|jr|sti|şti))\.$", found, re.IGNORECASE
    )
    return found if ends_short else found.rstrip(".")


def _iso(day: str) -> str:
    month, date, year = day.split("/")
    full = int(year) if len(year) == 4 else _century(int(year))
    return dates.clean(f"{full:04}-{int(month):02}-{int(date):02}")


def _century(year: int) -> int:
    return year + (1900 if year >= FIRST_YEAR % 100 else 2000)
