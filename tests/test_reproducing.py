"""The command `reproduce`."""

from __future__ import annotations

import json


def test_rows_come_as_json_with_the_rows_behind_them(run):
    result = run("reproduce", "--target", "nber-more-deals,22")
    rows = json.loads(result.stdout)
    assert [row["status"] for row in rows] == ["differs", "differs", "reproduced", "differs"]
    assert rows[0]["explanation"] == "238 against 211"
    assert "4 figures: 1 reproduced, 3 differs, 0 not reproducible" in result.stderr


def test_people_see_what_fits(run):
    shown = run("reproduce", "--target", "15", "--format", "table").stdout
    assert "nber-odds-deals" in shown
    assert all(len(line) <= 120 for line in shown.splitlines())


def test_a_page_is_written_by_its_ending(run, tmp_path):
    for name, start in (("r.html", "<!DOCTYPE html>"), ("r.md", "# Published figures")):
        result = run("reproduce", "-o", name)
        assert result.exit_code == 0, result.output
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
        assert result.stderr == f"written: {name}\n"


def test_another_format_is_written_as_data(run, tmp_path):
    assert run("reproduce", "-o", "r.csv", "--target", "16").exit_code == 0
    assert (tmp_path / "r.csv").read_text(encoding="utf-8").startswith("id,target,claim,")


def test_a_wrong_target_is_named(run):
    result = run("reproduce", "--target", "nber-hh")
    assert result.exit_code == 2
    assert "no target 'nber-hh'; did you mean nber-hhi?" in result.stderr
