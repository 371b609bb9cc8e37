"""The command `resolve`: pairs side by side, verdicts by file, by terminal and by score."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys

import pytest
from click.testing import CliRunner

import panoptrade as pt
from panoptrade.cli import main
from panoptrade.graph import merge
from tests import world as worlds
from tests.missing import resolve_extra

OTHER, BODIES = "atlas-1", "atlas-2"
PAIR = {"org:acme-lantern", "org:acme-lantern-works"}
LONG = "Acme Lantern Works Co., Ltd."
HOSTILE = '=cmd|"/c calc"!A1 \u202e<b>|`${x}`\n[red]Acme Lantern'


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A world in which a second source calls Acme otherwise, and tells its first deal again."""
    face = {"technology": "facial-recognition", "start": "2015"}
    more = [
        worlds.said(BODIES, "Vendor", "org:acme-lantern", name=LONG, country=["country:CHN"]),
        worlds.said(BODIES, "Vendor", "org:dune-whisper-fze", name="Dune Whisper FZE"),
        worlds.said(BODIES, "Vendor", "org:hostile", name=HOSTILE, alias=["Dune Whisperer"]),
        worlds.deal(OTHER, "more", "acme-lantern-works", "KEN", **face),
    ]
    path = tmp_path_factory.mktemp("resolving")
    worlds.build(path, more)
    return path


@pytest.fixture
def work(made, monkeypatch, tmp_path):
    """The made world without any verdict."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PANOPTRADE_WORKSPACE", raising=False)
    (made / "decisions.csv").unlink(missing_ok=True)
    yield made
    (made / "decisions.csv").unlink(missing_ok=True)


def resolve(*words):
    return CliRunner().invoke(main, ["resolve", *map(str, words)])


def decided(path):
    with (path / "decisions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def filled(path, **verdicts):
    """Fill in the verdicts of a file by the left id, as a person would."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["verdict"], row["why"] = verdicts.get(row["left"], ("", ""))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return rows


def test_candidates_are_ranked_with_reasons_and_both_sides(work):
    resolve_extra()
    result = resolve("-w", work)
    rows = json.loads(result.stdout)
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    first = next(row for row in rows if {row["left"], row["right"]} == PAIR)
    assert first["score"] == 0.97
    assert first["reasons"][0] == "same name but for its legal form or script"
    assert first["left_names"] == ["Acme Lantern Works Co., Ltd."]
    assert first["right_names"] == ["Acme Lantern Works", "ALW"]
    assert first["right_countries"] == ["CHN"]
    assert first["left_sources"] == [BODIES]
    assert first["right_sources"] == [OTHER, "gazette"]
    assert first["automatic"]
    assert "nothing is merged before one is given" in result.stderr


def test_a_table_shows_both_sides_and_their_sources(work):
    result = resolve("-w", work, "--class", "Deal", "--format", "table")
    for part in ("deal:atlas-1:more", "deal:gazette:1", "sources: atlas-1", "both contract"):
        assert part in result.stdout


def test_a_file_is_filled_in_read_back_built_and_undone(work, tmp_path):
    resolve_extra()
    before = pt.open(work).table("Vendor")
    file = tmp_path / "pairs.csv"
    result = resolve("-w", work, "--to-file", file)
    assert result.exit_code == 0, result.output
    filled(
        file,
        **{
            "org:acme-lantern": ("Same", "one register number"),
            "org:dune-whisper-fze": ("different", ""),
        },
    )
    result = resolve("-w", work, "--from-file", file, "--by", "Hypatia Quill")
    assert "2 verdicts written" in result.stderr
    assert f"now run: panoptrade build -w {work}" in result.stderr
    row = next(row for row in decided(work) if row["verdict"] == "same")
    assert (row["left"], row["by"], row["why"]) == (
        "org:acme-lantern", "Hypatia Quill", "one register number",
    )  # fmt: skip
    assert len(row["when"]) == 10
    again = json.loads(resolve("-w", work).stdout)
    assert PAIR not in [{one["left"], one["right"]} for one in again]
    shown = json.loads(resolve("-w", work, "--again").stdout)
    assert "same" in [one["verdict"] for one in shown if {one["left"], one["right"]} == PAIR]
    merge.build(work)
    assert "org:acme-lantern-works" not in set(pt.open(work).table("Vendor")["id"])
    (work / "decisions.csv").unlink()
    merge.build(work)
    assert pt.open(work).table("Vendor").equals(before)


def test_all_problems_of_a_file_are_said_at_once_and_nothing_is_written(work, tmp_path):
    file = tmp_path / "wrong.csv"
    file.write_text(
        "left,right,verdict\n"
        "org:acme-lantern,org:acme-lantern-works,sme\n"
        "org:acme-lantern,org:no-such,same\n"
        "org:acme-lantern,person:hypatia-quill,same\n"
        "org:dune-whisper,org:dune-whisper,same\n"
        "org:dune-whisper,org:ember-lens,same\n"
        "org:ember-lens,org:dune-whisper,different\n"
        "org:cobalt-owl,org:cobalt-night,\n"
    )
    result = resolve("-w", work, "--from-file", file)
    assert result.exit_code == 1
    for part in (
        "wrong.csv:2: no verdict 'sme'; did you mean same?",
        "wrong.csv:3: right: nothing in the graph has the id 'org:no-such'",
        "wrong.csv:4: org:acme-lantern and person:hypatia-quill are things of different classes",
        "wrong.csv:5: left and right are both org:dune-whisper",
        "wrong.csv:7: the pair is judged same in line 6",
        "nothing was written",
    ):
        assert part in result.stderr
    assert not (work / "decisions.csv").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no column left, right, verdict"),
        (b"left,right\na,b\n", "no column verdict"),
        (b"left,right,verdict\n\xe9,b,same\n", "save it as CSV in UTF-8"),
        (b'left,right,verdict\n"a,b,same\n', "damaged"),
    ],
    ids=["empty", "column", "latin", "cut"],
)
def test_a_file_that_cannot_be_read_is_said(work, tmp_path, content, said):
    (tmp_path / "bad.csv").write_bytes(content)
    result = resolve("-w", work, "--from-file", tmp_path / "bad.csv")
    assert result.exit_code == 1
    assert said in result.stderr
    assert not (work / "decisions.csv").exists()


def test_a_file_saved_by_a_spreadsheet_with_semicolons_is_read(work, tmp_path):
    text = "\ufeffleft;right;verdict;why\r\ndeal:atlas-1:more;deal:gazette:1;same;one, order\r\n"
    (tmp_path / "sheet.csv").write_bytes(text.encode())
    result = resolve("-w", work, "--from-file", tmp_path / "sheet.csv", "--by", "me")
    assert result.exit_code == 0, result.output
    assert decided(work)[0]["why"] == "one, order"


def test_nothing_is_judged_by_a_score_unless_it_is_asked_for(work):
    result = resolve("-w", work, "--class", "Deal", "--auto-above", "0.9")
    assert "1 verdicts written" in result.stderr
    (row,) = decided(work)
    assert (row["left"], row["right"], row["by"]) == ("deal:atlas-1:more", "deal:gazette:1", "auto")
    assert row["why"].startswith("score 0.93 of panoptrade-deals-1: one seller: Acme")
    assert (
        "0 verdicts written" in resolve("-w", work, "--class", "Deal", "--auto-above", "0.9").stderr
    )


def test_names_are_judged_by_a_score_with_the_algorithm_named(work):
    resolve_extra()
    resolve("-w", work, "--auto-above", "0.95")
    assert {"org:acme-lantern", "org:acme-lantern-works"} in [
        {row["left"], row["right"]} for row in decided(work)
    ]
    assert all("logic-v2" in row["why"] for row in decided(work))
    # Of the other body of one name, no source tells the country.
    assert "org:dune-whisper-fze" not in [row[side] for row in decided(work) for side in row]


def test_a_person_judges_on_a_terminal(work):
    command = [sys.executable, "-m", "panoptrade.cli", "resolve", "-w", str(work)]
    command += ["--class", "Deal", "--judge", "--by", "Hypatia"]
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdin=theirs, stderr=subprocess.PIPE, text=True) as running:
        os.write(ours, b"x\ns\nread both papers\n")
        said = running.communicate(timeout=120)[1]
    os.close(ours)
    os.close(theirs)
    assert "'x' is none of them: same, different, unsure, skip, quit" in said
    assert "left: deal:atlas-1:more" in said
    assert "· one seller: Acme Lantern Works" in said
    (row,) = decided(work)
    assert (row["verdict"], row["by"], row["why"]) == ("same", "Hypatia", "read both papers")


def test_judging_without_a_terminal_is_refused(work):
    result = resolve("-w", work, "--class", "Deal", "--judge")
    assert result.exit_code == 2
    assert "use --to-file and --from-file" in result.stderr


def test_two_ways_at_once_are_refused(work):
    result = resolve("-w", work, "--judge", "--auto-above", "0.9")
    assert result.exit_code == 2
    assert "--judge and --auto-above are ways of their own" in result.stderr


def test_hostile_names_harm_neither_table_nor_file(work, tmp_path):
    resolve_extra()
    table = resolve("-w", work, "--min-score", "0", "--format", "table").stdout
    assert "\u202e" not in table
    file = tmp_path / "pairs.csv"
    resolve("-w", work, "--min-score", "0", "--to-file", file)
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    names = [row[f"{side}_name"] for row in rows for side in ("left", "right")]
    assert any("cmd|" in name for name in names)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_the_starter_graph_is_listed_and_not_judged(work):
    listed = resolve("--class", "Deal", "--limit", "2")
    assert len(json.loads(listed.stdout)) == 2
    for words in (("--judge",), ("--auto-above", "0.9"), ("--from-file", "x.csv")):
        result = resolve(*words)
        assert result.exit_code == 2
        assert "the starter graph is read-only" in result.stderr


def test_a_workspace_without_a_graph_is_said(work, tmp_path):
    result = resolve("-w", tmp_path / "none")
    assert result.exit_code == 1
    assert "no such folder" in result.stderr


def test_a_workspace_without_candidates_gives_no_rows(work, tmp_path):
    resolve_extra()
    lonely = worlds.said("gazette", "Vendor", "org:zed", name="Zed")
    from panoptrade.loaders import load

    load.write(tmp_path / "lonely", [lonely], {"gazette": worlds.meta("gazette")})
    merge.build(tmp_path / "lonely")
    result = resolve("-w", tmp_path / "lonely", "--format", "csv")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("class,left,left_name,right,right_name,score,reasons")
    assert len(result.stdout.splitlines()) == 1
    assert "0 pairs shown of 0" in result.stderr


def test_a_wrong_class_is_said_with_those_that_exist(work):
    result = resolve("-w", work, "--class", "Vender")
    assert result.exit_code == 2
    assert "did you mean Vendor?" in result.stderr


def test_without_the_extra_names_are_refused_and_deals_are_not(work, monkeypatch):
    monkeypatch.setitem(sys.modules, "nomenklatura", None)
    result = resolve("-w", work)
    assert result.exit_code == 1
    assert "pip install 'panoptrade[resolve]'" in result.stderr
    assert "libicu-dev" in result.stderr
    assert len(json.loads(resolve("-w", work, "--class", "Deal").stdout)) == 1
