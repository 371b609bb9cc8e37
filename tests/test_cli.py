"""A contract over every command, and what each does with right and with wrong words."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from panoptrade.cli import main
from panoptrade.graph import merge
from panoptrade.loaders import load
from panoptrade.output import FORMATS
from tests import world as worlds

ACME = "org:acme-lantern-works"


def commands(group=main, path=()):
    """Yield the words of every command, those of groups too."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        yield (*path, name)


ALL = list(commands())


def command(words):
    found = main
    for word in words:
        found = found.commands[word]
    return found


def options(words):
    return {name for one in command(words).params for name in one.opts}


READING = [words for words in ALL if "--workspace" in options(words) and words not in
           {("load",), ("build",)}]  # fmt: skip


def prints(words):
    """Tell whether a command prints rows; a push wants a server, and has tests with one."""
    kinds = [tuple(one.type.choices) for one in command(words).params if one.name == "format"]
    return kinds == [FORMATS] and words[0] != "push"


PRINTING = [words for words in ALL if "--format" in options(words) and prints(words)]
FILTERING = [words for words in ALL if "--grade" in options(words)]
ARGUMENTS = {
    ("cypher",): ["MATCH (v:Vendor) RETURN v.id ORDER BY v.id"],
    ("explain",): [ACME],
    ("export", "neo4j-import"): ["files"],
    ("sparql",): ["SELECT ?s WHERE { ?s a ?c } ORDER BY ?s LIMIT 3"],
    ("template",): ["Deal"],
}


@pytest.fixture
def run(world, monkeypatch, tmp_path):
    """Run a command on the invented world, from an empty folder."""
    monkeypatch.setenv("PANOPTRADE_WORKSPACE", str(world.path))
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_command_has_help_that_ends_with_an_example(words):
    result = CliRunner().invoke(main, [*words, "--help"])
    assert result.exit_code == 0
    assert "\\b" not in result.stdout
    if not isinstance(command(words), click.Group):
        assert "Example" in result.stdout
        assert f"panoptrade {' '.join(words)}" in result.stdout


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_option_says_what_it_is_for(words):
    for one in command(words).params:
        if isinstance(one, click.Option):
            assert one.help or one.show_default, one.name


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_an_option_that_is_not_there_ends_with_2(run, words):
    result = run(*words, "--nonsense")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "--nonsense" in result.stderr


@pytest.mark.parametrize("words", PRINTING, ids=" ".join)
@pytest.mark.parametrize("kind", ["json", "jsonl", "csv", "table"])
def test_data_goes_to_stdout_in_the_format_asked_for(run, words, kind):
    result = run(*words, *ARGUMENTS.get(words, []), "--format", kind)
    assert result.exit_code in {0, 1} if words == ("check",) else result.exit_code == 0
    if kind == "json":
        assert isinstance(json.loads(result.stdout), list)
    if kind == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in result.stdout.splitlines())
    if kind == "csv":
        widths = {len(row) for row in csv.reader(io.StringIO(result.stdout))}
        assert len(widths) == 1
    if kind == "table":
        assert all(len(line) <= 120 for line in result.stdout.splitlines())


@pytest.mark.parametrize("words", PRINTING, ids=" ".join)
def test_a_file_holds_what_stdout_would(run, words, tmp_path):
    given = ARGUMENTS.get(words, [])
    told = run(*words, *given, "--format", "csv").stdout
    result = run(*words, *given, "--output", tmp_path / "out.csv")
    assert result.stdout == ""
    assert f"written to {tmp_path / 'out.csv'}" in result.stderr
    assert (tmp_path / "out.csv").read_text() == told


@pytest.mark.parametrize("words", PRINTING, ids=" ".join)
def test_a_wrong_format_ends_with_2(run, words):
    result = run(*words, *ARGUMENTS.get(words, []), "--format", "xml")
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_workspace_that_is_not_there_ends_with_1(run, words, tmp_path):
    result = run(*words, *ARGUMENTS.get(words, []), "-w", tmp_path / "typo")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no such folder; load a source into it first" in result.stderr


@pytest.mark.parametrize("words", FILTERING, ids=" ".join)
@pytest.mark.parametrize(
    ("option", "word", "nearest"),
    [
        ("--technology", "facial-recogniton", "facial-recognition"),
        ("--kinds", "presense", "presence"),
        ("--source", "gazete", "gazette"),
        ("--grade", "pres", "press"),
    ],
)
def test_a_wrong_word_in_a_filter_ends_with_2_and_the_nearest(run, words, option, word, nearest):
    result = run(*words, option, word)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"did you mean {nearest}?" in result.stderr


@pytest.mark.parametrize("words", FILTERING, ids=" ".join)
@pytest.mark.parametrize("span", ["2011-2021", "2011:", "abc", "20111"])
def test_a_wrong_span_of_years_ends_with_2(run, words, span):
    result = run(*words, "--years", span)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is no span of years; write 2011:2021" in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["flow"], "no command 'flow'; did you mean flows?"),
        (["explain", "Acme Lantern Work"], f"near it: Acme Lantern Works ({ACME})"),
        (["ontology", "Deel"], "no class 'Deel'; did you mean Deal?"),
        (["template", "Deel"], "did you mean Deal?"),
        (["rank", "--measure", "pagerang"], "did you mean pagerank?"),
        (["rank", "--projection", "vendor-cuntry"], "did you mean vendor-country?"),
        (["flows", "--by", "exporter,regim"], "did you mean regime?"),
        (["flows", "--unit", "links"], "there are: deals, vendor-links, country-links"),
        (["flows", "--date", "began"], "there are: start, disclosed"),
        (["flows", "--definition", "polity-below-8"], "did you mean polity-below-7?"),
        (["load", "aig", "x.xlsx", "-w", "w"], "no source 'aig'; did you mean aigs?"),
        (["load", "aigs"], "Missing argument 'FILES...'"),
        (["view", "netwrk"], "No such command 'netwrk'"),
    ],
)
def test_a_wrong_word_ends_with_2_and_the_nearest(run, words, message):
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr.replace("\n", " ")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["flows", "--regime", "row", "--definition", "row-autocracy"], "not both"),
        (["flows", "--unit", "vendor-links", "--share", "split"], "cannot be split"),
        (["flows", "--years", "2018:2016"], "not 2018 to 2016"),
        (["load", "vdem", "none.csv", "-w", "w"], "none.csv: no such file"),
        (["load", "vdem", "x", "-w", "w", "--encoding", "utf-9"], "no encoding 'utf-9'"),
        (["load", "vdem", "x", "-w", "w", "--retrieved", "May"], "--retrieved 'May': not a date"),
        (["build", "-w", "typo"], "typo: no such folder"),
    ],
)
def test_what_cannot_be_done_ends_with_1_and_a_sentence(run, words, message, tmp_path):
    result = run(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


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
