"""Find the columns of a table by its header, for readers that take cells and not rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.loaders.problems import LoadError, Problem
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from panoptrade.loaders.spec import FileSpec


def places(
    path: Path, header: Sequence[str], one: FileSpec, fold: Callable[[str], str] = str
) -> Mapping[str, int]:
    """Return where each column stands; `fold` makes a printed name that of the spec.

    Raises LoadError naming every column that is missing, unknown or there twice.
    """
    plain = [fold(name) for name in header]
    known = {**one.columns, **one.optional, **one.unread}
    problems = [
        Problem(path.name, f"missing; the file has {', '.join(header)}", 1, name)
        for name in one.columns
        if name not in plain
    ]
    for printed, name in zip(header, plain, strict=True):
        if name not in known and name:
            message = words.unknown(printed, known, f"column known to {one.name!r}")
            problems.append(Problem(path.name, message, 1, printed))
        elif name and plain.count(name) > 1:
            problems.append(Problem(path.name, "stands twice", 1, printed))
    if problems:
        raise LoadError(problems)
    return {name: at for at, name in enumerate(plain) if name}
