"""What single commands do with an invented world, and what a shell sees of them."""

from __future__ import annotations

import json
import subprocess
import sys

from click.testing import CliRunner

from panoptrade.cli import main
from panoptrade.graph import merge
from panoptrade.loaders import load
from tests import world as worlds

ACME = "org:acme-lantern-works"


def test_flows_count_what_the_function_counts(run):
    found = json.loads(run("flows", "--by", "regime", "--lag", "1", "--years", "2014:2020").stdout)
    assert [(row["regime"], row["deals"]) for row in found] == [
        ("row:0", 1),
        ("row:1", 2),
        ("row:2", 3),
        ("(undated)", 3),
    ]


def test_filters_may_be_repeated_or_joined_by_commas(run):
    joined = run("flows", "--by", "kind", "--kinds", "sale,presence")
    repeated = run("flows", "--by", "kind", "--kinds", "sale", "--kinds", "presence")
    assert joined.stdout == repeated.stdout
    assert [row["kind"] for row in json.loads(joined.stdout)] == ["presence", "sale"]
    label = run("flows", "--by", "kind", "--technology", "AI processor (SoC, GPU)")
    assert (label.exit_code, label.stdout) == (0, "[]\n")


def test_rank_shows_so_many_rows_or_all(run):
    assert len(json.loads(run("rank", "--limit", "2").stdout)) == 2
    assert len(json.loads(run("rank", "--limit", "0").stdout)) > 5


def test_explain_says_which_thing_it_took(run):
    result = run("explain", "alw")
    assert f"'alw' is taken as {ACME} (Acme Lantern Works, by its alias)" in result.stderr
    assert json.loads(result.stdout)[0]["property"] == "alias"
    assert "taken as" not in run("explain", ACME).stderr


def test_explain_marks_for_people_what_disagrees(run):
    shown = run("explain", ACME, "--format", "table").stdout
    assert "sources disagree: chosen" in " ".join(shown.split())
    assert "official" in shown


def test_view_network_writes_a_page(run, tmp_path):
    result = run("view", "network", "-o", tmp_path / "page.html", "--limit", "5")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "page.html").read_text().startswith("<!DOCTYPE html>")


def test_check_ends_with_1_on_a_broken_graph_and_0_on_a_sound_one(tmp_path):
    dangling = worlds.deal("gazette", 77, "nobody-at-all", "KEN", start="2016")
    sound, broken = tmp_path / "sound", tmp_path / "broken"
    worlds.build(broken, [dangling])
    result = CliRunner().invoke(main, ["check", "-w", str(broken), "--no-shacl"])
    assert result.exit_code == 1
    complaints = json.loads(result.stdout)
    assert any("org:nobody-at-all" in one["message"] for one in complaints)
    assert f"{len(complaints)} complaints" in result.stderr
    load.write(sound, [], {"gazette": worlds.meta("gazette")})
    merge.build(sound)
    result = CliRunner().invoke(main, ["check", "-w", str(sound)])
    assert (result.exit_code, result.stdout) == (0, "[]\n")


TABLE = "name,country,founded\nAcme Lantern Works,CHN,{}\n"


def test_a_table_is_loaded_built_and_read(tmp_path):
    path, work = tmp_path / "Vendor.csv", str(tmp_path / "work")
    path.write_text(TABLE.format("2009"))
    loaded = CliRunner().invoke(main, ["load", "table", str(path), "--as", "mine", "-w", work])
    assert (loaded.exit_code, loaded.stdout) == (0, "")
    assert loaded.stderr.splitlines() == [
        "mine: 1 Vendor",
        f"now run: panoptrade build -w {work}",
    ]
    built = CliRunner().invoke(main, ["build", "-w", work])
    assert (built.exit_code, built.stdout) == (0, "")
    assert "        1 Vendor" in built.stderr.splitlines()
    told = CliRunner().invoke(main, ["explain", "acme lantern works", "-w", work])
    assert "2009" in told.stdout


def test_a_report_gives_every_problem_as_data(tmp_path):
    path, work, report = tmp_path / "Vendor.csv", tmp_path / "work", tmp_path / "problems.json"
    path.write_text(TABLE.format("20222"))
    words = ["load", "table", str(path), "-w", str(work), "--report", str(report)]
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, result.stdout) == (1, "")
    problem = json.loads(report.read_text())[0]
    assert (problem["file"], problem["row"], problem["column"]) == ("Vendor.csv", 2, "founded")
    assert problem["value"] == "20222"
    assert not work.exists()
    path.write_text(TABLE.format("2022"))
    assert CliRunner().invoke(main, words).exit_code == 0
    assert json.loads(report.read_text()) == []


def test_csv_is_defused_on_the_way_out(tmp_path):
    wicked = worlds.said("gazette", "Vendor", "org:hyperlink-1", name="=HYPERLINK(1)")
    worlds.build(tmp_path, [wicked])
    result = CliRunner().invoke(main, ["unresolved", "-w", str(tmp_path), "--format", "csv"])
    assert "'=HYPERLINK(1)" in result.stdout


def test_a_template_can_be_loaded_again(run):
    header = run("template", "Deal").stdout
    assert header.startswith("id,kind,status,seller,")
    assert header.count("\n") == 1


def fresh(*words):
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=False, timeout=60
    )


def test_help_imports_nothing_heavy():
    result = fresh("-X", "importtime", "-m", "panoptrade.cli", "--help")
    assert result.returncode == 0
    assert "Commands:" in result.stdout
    imported = {line.rpartition("|")[2].strip() for line in result.stderr.splitlines()}
    heavy = {"pandas", "pyarrow", "duckdb", "networkx", "rdflib", "rich", "numpy", "openpyxl"}
    assert "click" in imported
    assert not heavy & imported


def test_a_reader_that_has_read_enough_is_no_error(world):
    line = f"{sys.executable} -m panoptrade.cli flows --by vendor,year -w {world.path} --format csv"
    code = f"{line} 2>/dev/null | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() in {"0", "1"}
    result = subprocess.run(
        ["bash", "-c", f"{line} | head -c 1 >/dev/null"], capture_output=True, text=True, check=True
    )
    assert "Traceback" not in result.stderr
    assert "Broken pipe" not in result.stderr


def test_the_version_is_told(run):
    assert run("--version").stdout.startswith("panoptrade, version ")
