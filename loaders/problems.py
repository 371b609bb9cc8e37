"""Gather what is wrong with an input, so that its owner hears of everything at once."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where it stands, what stands there, and what would be right."""

    file: str
    message: str
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        """Write it as file, line, column and value, then what would be right."""
        place = self.file + (f":{self.row}" if self.row is not None else "")
        at = f" column {self.column!r}" if self.column else ""
        value = f" has {self.value[:80]!r}:" if self.value is not None else ""
        return f"{place}:{at}{value} {self.message}"

    def data(self) -> dict[str, Any]:
        """Return it for a report in JSON."""
        return asdict(self)


class LoadError(ValueError):
    """An input cannot be loaded; nothing was written."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        rest = len(problems) - SHOWN
        lines = [str(problem) for problem in problems[:SHOWN]]
        lines += [f"… and {rest} more; --report FILE gives them all"] if rest > 0 else []
        super().__init__("\n".join(lines))


@dataclass(slots=True)
class Problems:
    """The problems found so far while an input is read."""

    found: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Note a problem and go on reading."""
        self.found.append(problem)

    def stop(self) -> None:
        """Raise LoadError when anything was found."""
        if self.found:
            raise LoadError(self.found)
