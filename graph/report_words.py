"""Word numbers, sentences and calls the way a report prints them."""

from __future__ import annotations

import shlex
from math import isinf
from typing import TYPE_CHECKING, Any

from panoptrade.graph.report_parts import Call

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

NONE = "–"


def count(number: float) -> str:
    """Return a number of things, with thousands apart; none is a zero, unknown a dash."""
    return NONE if number != number else f"{number:,.0f}"


def percent(share: float) -> str:
    """Return a share in percent with one decimal; a dash where there is none."""
    return NONE if share != share else f"{share:.1f}%"


def of(number: float, whole: float) -> str:
    """Return a number with its percent of a whole: 26 (31.3%)."""
    return (
        f"{count(number)} ({percent(100 * number / whole)})" if number and whole else count(number)
    )


def ratio(value: float) -> str:
    """Return a ratio with two decimals; a dash where it cannot be known."""
    if value != value:
        return NONE
    return "infinite" if isinf(value) else f"{value:,.2f}"


def span(low: float, high: float, word: Any = percent) -> str:
    """Return an interval, a dash where it is not known."""
    return NONE if low != low else f"{word(low)} to {word(high)}"


def some(number: float, one: str, many: str = "") -> str:
    """Return a number with its noun, in the singular for one."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def listed(texts: Iterable[str]) -> str:
    """Return texts as a sentence lists them: a, b and c."""
    *first, last = list(texts)
    return f"{', '.join(first)} and {last}" if first else last


def sentence(note: str) -> str:
    """Return a note as a sentence."""
    return capitalized(note) + ("" if note[-1:] in ".?!" else ".")


def capitalized(text: str) -> str:
    """Return a text with its first letter large."""
    return text[:1].upper() + text[1:]


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame by column."""
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in frame.itertuples(index=False)]


def call(function: str, command: str, *given: Any, **options: Any) -> Call:
    """Return how to ask the same: `pt.flows(g, …)`, and the command with the same options.

    What an option is called in the command, when that differs, is in `NAMES`.
    """
    words = [repr(one) for one in given] + [f"{key}={value!r}" for key, value in options.items()]
    flags = [flag for key, value in options.items() for flag in _flags(key, value)]
    return Call(f"pt.{function}({', '.join(['g', *words])})", f"panoptrade {command}".strip()
                + "".join(f" {one}" for one in flags))  # fmt: skip


def _flags(key: str, value: Any) -> list[str]:
    name = f"--{NAMES.get(key, key).replace('_', '-')}"
    if key in ONLY_PYTHON:
        return []
    if value is None:
        return [f"{name} all"] if key == "timings" else []
    if value is True:
        return [name]
    if key == "years":
        return [f"{name} {value[0]}:{value[1]}"]
    if isinstance(value, (tuple, list)):
        return [f"{name} {shlex.quote(','.join(map(str, value)))}"]
    return [f"{name} {shlex.quote(str(value))}"]


# Python takes several where the command takes one, or the command has no such option.
NAMES = {"lags": "lag", "units": "unit", "timings": "timing"}
ONLY_PYTHON = {"definitions"}
