"""A contract over every command, and what each does with right and with wrong words."""

from __future__ import annotations

import csv
import io
import json

import click
import pytest
from click.testing import CliRunner

from panoptrade.cli import main
from panoptrade.output import FORMATS

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
    ("diff",): ["WORLD", "WORLD"],
    ("explain",): [ACME],
    ("export", "neo4j-import"): ["files"],
    ("exposure",): ["--on", "2025-10-10", "--rule", "bis"],
    ("owners",): ["Ember Lens", "--on", "2018"],
    ("restricted",): ["Ember Lens", "--on", "2025-10-10"],
    ("regress",): ["study-who", "--synthetic"],
    ("sparql",): ["SELECT ?s WHERE { ?s a ?c } ORDER BY ?s LIMIT 3"],
    ("stability",): ["--draws", "3"],
    ("template",): ["Deal"],
}


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
    result = run(*words, *ARGUMENTS.get(words, []), option, word)
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
