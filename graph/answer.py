"""Hold what a figure comes to, and the records that it or its difference rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure computed anew; without a value when the data do not allow it.

    `behind` are the ids of records that may explain a difference, `said` why. `unit` is given
    where it is another than the published one: then the two figures differ, whatever they are.
    """

    value: float | None
    behind: tuple[str, ...] = ()
    said: str = ""
    unit: str = ""
