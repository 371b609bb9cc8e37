"""Say which words exist when a wrong one was given."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class UnknownWordError(ValueError):
    """A word is not among those that exist."""


def choose(word: str, existing: Iterable[str], what: str) -> str:
    """Return `word` when it is among the existing ones.

    Raises UnknownWordError naming what exists, the nearest first.
    """
    known = list(existing)
    if word in known:
        return word
    raise UnknownWordError(unknown(word, known, what))


def unknown(word: str, existing: Iterable[str], what: str) -> str:
    """Word the complaint about a word that does not exist, with the nearest that does."""
    known = list(existing)
    near = get_close_matches(word.casefold(), [k.casefold() for k in known], n=1, cutoff=0.6)
    hint = next((f"; did you mean {k}?" for k in known if near and k.casefold() == near[0]), "")
    shown = ", ".join(known[:40]) + (f" and {len(known) - 40} more" if len(known) > 40 else "")
    return f"no {what} {word!r}{f'{hint} There' if hint else '; there'} are: {shown}"
