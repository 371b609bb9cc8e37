"""A person judges pairs one after the other; what is not judged gives no verdict."""

from __future__ import annotations

import pytest

from panoptrade import judging


def row(at: int) -> dict:
    found = {"left": f"org:l{at}", "right": f"org:r{at}", "score": 0.9, "reasons": ["same name"]}
    for which in ("left", "right"):
        found |= {f"{which}_names": [f"Name {at}"], f"{which}_countries": ["KEN"]}
        found |= {f"{which}_identifiers": [], f"{which}_sources": ["gazette", "atlas"]}
    return found


def judged(answers: list[str], count: int = 3):
    """The verdicts that answers give, and what was said; no more answers end the input."""
    left, said = list(answers), []

    def ask(question: str) -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    given = judging.judge([row(at) for at in range(count)], ask, said.append)
    return [(one.row["left"], one.verdict, one.why) for one in given], said


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["s", "seen"], [("org:l0", "same", "seen")]),
        (["k", "D", " ", "q"], [("org:l1", "different", "")]),
        (["skip", "unsure", "", "quit"], [("org:l1", "unsure", "")]),
        (["s"], []),
        (["q"], []),
        ([], []),
        (["k", "k", "k"], []),
    ],
    ids=["same", "letters", "words", "no-why", "quit", "end", "skipped"],
)
def test_each_answer_is_a_verdict_a_skip_or_the_end(answers, expected):
    assert judged(answers)[0] == expected


def test_a_wrong_answer_is_asked_again_with_the_words_that_exist():
    found, said = judged(["maybe", "u", "", "q"])
    assert found == [("org:l0", "unsure", "")]
    assert any("'maybe' is none of them: same, different, unsure" in one for one in said)


def test_both_sides_stand_one_above_the_other_with_the_reasons():
    assert judging.shown(row(1)) == (
        "   left: org:l1\n"
        "         names: Name 1\n"
        "         countries: KEN\n"
        "         sources: gazette, atlas\n"
        "  right: org:r1\n"
        "         names: Name 1\n"
        "         countries: KEN\n"
        "         sources: gazette, atlas\n"
        "      · same name"
    )


def test_a_name_cannot_write_lines_or_move_the_cursor():
    hostile = row(1) | {"left_names": ["Acme\nright: org:fake\u202e\x1b[2J"]}
    lines = judging.shown(hostile).splitlines()
    assert lines[1].startswith("         names: Acme right: org:fake")
    assert "\x1b" not in "".join(lines)
    assert "\u202e" not in "".join(lines)
