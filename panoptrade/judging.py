"""Show pairs that may be one thing side by side, and ask a person for a verdict on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Row = Mapping[str, Any]

ANSWERS = {"s": "same", "d": "different", "u": "unsure", "k": "skip", "q": "quit"}
VERDICTS = ("same", "different", "unsure")
QUESTION = "[s]ame, [d]ifferent, [u]nsure, s[k]ip or [q]uit?"
SIDES = ("names", "countries", "identifiers", "sources")


class Answer(NamedTuple):
    """What a person said of a pair: same, different or unsure, and why."""

    row: Row
    verdict: str
    why: str


def judge(
    rows: Iterable[Row], ask: Callable[[str], str], say: Callable[[str], None]
) -> Iterator[Answer]:
    """Show each pair, ask, and yield each verdict as it is given; skipped pairs give none.

    Ends when there are no more pairs, or at `quit` or the end of the input.
    """
    taken = list(rows)
    for number, row in enumerate(taken, start=1):
        say(f"\n{number} of {len(taken)}, score {row['score']:g}")
        say(shown(row))
        try:
            word = _answer(ask, say)
            why = ask("why? (may stay empty)").strip() if word in VERDICTS else ""
        except EOFError:
            return
        if word == "quit":
            return
        if word != "skip":
            yield Answer(row, word, why)


def shown(row: Row) -> str:
    """Return a pair side by side, with the reasons for its score."""
    from panoptrade.output import seen

    lines = [f"  {which:>5}: {seen(_side(row, which))}" for which in ("left", "right")]
    return "\n".join([*lines, *(f"      · {seen(reason)}" for reason in row["reasons"])])


def side(row: Row, which: str) -> str:
    """Return what is known of one side of a pair, a line each."""
    lists = {name: [" ".join(one.split()) for one in row[f"{which}_{name}"]] for name in SIDES}
    told = (f"{name}: {', '.join(values)}" for name, values in lists.items() if values)
    return "\n".join([row[which], *told])


def _side(row: Row, which: str) -> str:
    return side(row, which).replace("\n", "\n         ")


def _answer(ask: Callable[[str], str], say: Callable[[str], None]) -> str:
    while True:
        said = ask(QUESTION).strip().casefold()
        found = ANSWERS.get(said, said)
        if found in ANSWERS.values():
            return found
        say(f"{said!r} is none of them: {', '.join(ANSWERS.values())}, or their letters")
