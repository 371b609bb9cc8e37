"""The commands that ask: text, file or stdin in, every format out, exit codes."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from panoptrade.cli import main

TEXT = (
    "MATCH (v:Vendor) WHERE v.name STARTS WITH $start "
    "RETURN v.id AS id, v.alias AS alias ORDER BY id"
)


@pytest.fixture
def run(world):
    def _run(*args, **options):
        return CliRunner().invoke(main, ["cypher", *args, "-w", str(world.path)], **options)

    return _run


def test_a_query_is_answered_as_json(run):
    done = run(TEXT, "--param", "start=A")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == [{"id": "org:acme-lantern-works", "alias": ["ALW"]}]


def test_a_query_is_answered_as_csv_json_lines_and_a_table(run):
    csv = run(TEXT, "--param", "start=A", "--format", "csv").stdout
    assert csv == "id,alias\norg:acme-lantern-works,ALW\n"
    lines = run(TEXT, "--param", "start=C", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["org:cobalt-night", "org:cobalt-owl"]
    assert "org:acme-lantern-works" in run(TEXT, "--param", "start=A", "--format", "table").stdout


def test_a_query_comes_from_a_file_or_from_stdin(run, tmp_path):
    path = tmp_path / "my query.cypher"
    path.write_text(f"// which vendors?\n{TEXT}\n", encoding="utf-8")
    for args, given in ((str(path), None), ("-", TEXT)):
        done = run(args, "--param", "start=A", input=given)
        assert json.loads(done.stdout)[0]["id"] == "org:acme-lantern-works"


def test_values_read_as_json_where_they_are_and_as_text_else(run):
    given = {"n": "10", "s": "010", "q": '"10"', "l": '["a", 1]', "t": "a=b", "b": "true", "e": ""}
    options = [part for name, value in given.items() for part in ("--param", f"{name}={value}")]
    done = run("RETURN $n AS n, $s AS s, $q AS q, $l AS l, $t AS t, $b AS b, $e AS e", *options)
    assert json.loads(done.stdout) == [
        {"n": 10, "s": "010", "q": "10", "l": ["a", 1], "t": "a=b", "b": True, "e": ""}
    ]


def test_a_limit_is_said_on_stderr(run):
    done = run("MATCH (v:Vendor) RETURN v.id AS id ORDER BY id", "--limit", "2", "--format", "csv")
    assert done.stdout.splitlines() == ["id", "org:acme-lantern-works", "org:borealis-gaze"]
    assert "only the first 2 of 7 rows" in done.stderr


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["MATCH (v:Vendr) RETURN v.id"], 2, "did you mean Vendor?"),
        (["MATCH (v:Vendor RETURN v.id"], 1, "line 1, column 17"),
        (["CREATE (v:Vendor)"], 1, "CREATE does not only read"),
        (["RETURN $n AS n"], 1, "no value for the parameter $n"),
        (["RETURN 1 AS x", "--on", "neo"], 2, "There are: embedded, neo4j"),
        (["RETURN 1 AS x", "--param", "n"], 2, "write n=10"),
        (["RETURN $n AS n", "--param", f"n={2**70}"], 1, "64-bit"),
        (["nowhere.cypher"], 1, "nowhere.cypher"),
        (["MATCH (a), (b), (c) RETURN count(*) AS n", "--timeout", "0.1"], 1, "no answer within"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_an_exit_code(run, args, code, said):
    done = run(*args)
    assert done.exit_code == code, done.output
    assert said in done.stderr
    assert done.stdout == ""


def test_the_help_ends_with_examples():
    done = CliRunner().invoke(main, ["cypher", "--help"])
    assert "panoptrade cypher suppliers.cypher" in done.stdout
