"""The command `report`."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(("name", "start"), [("r.html", "<!DOCTYPE html>"), ("r.md", "# Trade")])
def test_a_report_is_written_by_its_ending(run, tmp_path, name, start):
    result = run("report", "-o", name, "--definition", "row-autocracy", "--top", "2")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"written: {name}\n"
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith(start)
    assert "definition row-autocracy, version 1" in text
    assert "polity-below-7" not in text


def test_the_commands_of_a_report_hold_the_filters_that_were_given(run, tmp_path):
    run("report", "-o", "r.md", "--source", "atlas", "--kinds", "presence,detection")
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "panoptrade coverage --by source --kinds presence,detection --source atlas" in text


def test_a_wrong_word_is_told_and_nothing_is_written(run, tmp_path):
    for words in (["--definition", "row-autocracies"], ["--exporter", "CHN"], ["-o", "r.pdf"]):
        result = run("report", *words)
        assert result.exit_code == 2
        assert result.stderr.startswith("Error: ") or "Error: " in result.stderr
    assert list(tmp_path.iterdir()) == []
