"""Verdicts are appended whole or not at all, and what was written by hand stays to the byte."""

from __future__ import annotations

import csv
import subprocess
import sys

import pytest

from panoptrade.graph import decisions, verdicts
from panoptrade.graph.verdicts import Verdict, VerdictError
from panoptrade.ontology import layout

HEADER = "left,right,verdict,by,when,why\n"


def verdict(left: str, right: str, said: str = "same", why: str = "") -> Verdict:
    return Verdict(left, right, said, "Hypatia", "2022-01-01", why)


def rows(path):
    with (path / "decisions.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_first_verdict_makes_the_file(tmp_path):
    assert verdicts.add(tmp_path, [verdict("org:a", "org:b", why='said "so", twice\n')]) == 1
    (row,) = rows(tmp_path)
    assert row["why"] == 'said "so", twice\n'
    assert decisions.same(tmp_path) == {"org:b": "org:a"}


def test_no_verdicts_make_no_file(tmp_path):
    assert verdicts.add(tmp_path, []) == 0
    assert not (tmp_path / "decisions.csv").exists()


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "org:a,org:b,same,me,2021,old\n",
        HEADER + "org:a,org:b,same,me,2021,no newline at the end",
        "\ufeff" + HEADER + "org:a,org:b,same,,,\n",
        HEADER.replace("\n", "\r\n") + "org:a,org:b,same,,,\r\n",
        HEADER + 'org:a,org:b,same,me,,"two\nlines"\n\n',
        "verdict,why,left,right,when,by,mine\nsame,,org:a,org:b,,,x\n",
    ],
    ids=["plain", "cut", "mark", "crlf", "quoted", "order"],
)
def test_what_was_written_by_hand_stays_to_the_byte(tmp_path, text):
    path = tmp_path / "decisions.csv"
    path.write_bytes(text.encode())
    verdicts.add(tmp_path, [verdict("org:c", "org:d", "different", "two")])
    assert path.read_bytes().startswith(text.encode())
    found = rows(tmp_path)[-1]
    assert found["left"], found["why"] == ("org:c", "two")
    assert found["verdict"] == "different"
    assert len(decisions.read(tmp_path)) == 2


def test_columns_that_a_hand_made_file_lacks_are_added_to_its_header(tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_text("left,right,verdict\norg:a,org:b,same\n")
    verdicts.add(tmp_path, [verdict("org:c", "org:d", why="x")])
    assert path.read_text() == (
        "left,right,verdict,by,when,why\norg:a,org:b,same\norg:c,org:d,same,Hypatia,2022-01-01,x\n"
    )


def test_a_verdict_that_contradicts_is_refused_and_nothing_is_written(tmp_path):
    given = [verdict("org:a", "org:b"), verdict("org:b", "org:c")]
    verdicts.add(tmp_path, given)
    before = (tmp_path / "decisions.csv").read_bytes()
    with pytest.raises(VerdictError, match="both same and different; nothing was written"):
        verdicts.add(tmp_path, [verdict("org:x", "org:y"), verdict("org:a", "org:c", "different")])
    assert (tmp_path / "decisions.csv").read_bytes() == before


def test_the_last_verdict_on_a_pair_counts(tmp_path):
    verdicts.add(tmp_path, [verdict("org:a", "org:b")])
    verdicts.add(tmp_path, [verdict("org:b", "org:a", "different")])
    assert decisions.same(tmp_path) == {}
    assert decisions.judged(decisions.read(tmp_path)) == {
        frozenset({"org:a", "org:b"}): "different"
    }


def test_a_damaged_file_is_left_as_it_is(tmp_path):
    (tmp_path / "decisions.csv").write_text("one,two\na,b\n")
    with pytest.raises(VerdictError, match="wants the columns left, right, verdict"):
        verdicts.add(tmp_path, [verdict("org:a", "org:b")])
    assert (tmp_path / "decisions.csv").read_text() == "one,two\na,b\n"


def test_a_busy_workspace_is_waited_for_and_then_said(tmp_path, monkeypatch):
    monkeypatch.setattr(verdicts, "WAIT", 0.1)
    with (
        layout.locked(tmp_path),
        pytest.raises(layout.WorkspaceError, match="another panoptrade is writing there"),
    ):
        verdicts.add(tmp_path, [verdict("org:a", "org:b")])


WRITER = """
import sys
from pathlib import Path
from panoptrade.graph.verdicts import Verdict, add
for at in range(15):
    add(Path(sys.argv[1]), [Verdict(f"org:{sys.argv[2]}-{at}", "org:z", "different", "x", "", "")])
"""


def test_two_writers_at_once_lose_nothing(tmp_path):
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    both = [subprocess.Popen([*command, name]) for name in ("a", "b")]
    assert [one.wait(timeout=120) for one in both] == [0, 0]
    found = {row["left"] for row in rows(tmp_path)}
    assert found == {f"org:{name}-{at}" for name in "ab" for at in range(15)}
    assert not (tmp_path / "decisions.csv.new").exists()


def test_what_scores_high_is_judged_alone_only_where_nothing_speaks_against_it(tmp_path):
    verdicts.add(tmp_path, [verdict("org:a", "org:c", "different")])
    row = {"automatic": True, "verdict": "", "reasons": ["same name"]}
    found = verdicts.automatic(
        tmp_path,
        [
            row | {"left": "org:a", "right": "org:b", "score": 0.95},
            row | {"left": "org:b", "right": "org:c", "score": 0.94},
            row | {"left": "org:d", "right": "org:e", "score": 0.93, "automatic": False},
            row | {"left": "org:f", "right": "org:g", "score": 0.89},
            row | {"left": "org:h", "right": "org:i", "score": 0.99, "verdict": "unsure"},
        ],
        0.9,
        "names-1",
    )
    assert [(one.left, one.right) for one in found] == [("org:a", "org:b")]
    assert found[0].by == "auto"
    assert found[0].why == "score 0.95 of names-1: same name"
