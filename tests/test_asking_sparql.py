"""The commands that ask in SPARQL and write RDF: text, file or stdin in, every format out."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from panoptrade import exporting
from panoptrade.cli import main
from panoptrade.graph import export_rdf
from panoptrade.ontology import iris

TEXT = "SELECT ?id ?name { ?v a pt:Vendor ; pt:id ?id ; pt:name ?name ; pt:country/pt:iso3 ?iso3 }"


@pytest.fixture
def run(world):
    def _run(*args, **options):
        return CliRunner().invoke(main, [*args, "-w", str(world.path)], **options)

    return _run


def test_a_question_is_answered_in_every_format(run):
    done = run("sparql", TEXT, "--param", "iso3=JPN")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == [{"id": "org:fennel-sensors", "name": "Fennel Sensors"}]
    csv = run("sparql", TEXT, "--param", "iso3=JPN", "--format", "csv").stdout
    assert csv == "id,name\norg:fennel-sensors,Fennel Sensors\n"
    assert "Fennel" in run("sparql", TEXT, "--param", "iso3=JPN", "--format", "table").stdout


@pytest.mark.parametrize("ending", ["rq", "sparql"])
def test_a_question_comes_from_a_file_or_from_stdin(run, tmp_path, ending):
    path = tmp_path / f"vendors.{ending}"
    path.write_text(f"# which vendors?\n{TEXT}\n", encoding="utf-8")
    for args, given in ((str(path), None), ("-", TEXT)):
        done = run("sparql", args, "--param", "iso3=JPN", input=given)
        assert json.loads(done.stdout)[0]["id"] == "org:fennel-sensors", done.output


def test_statements_are_printed_as_turtle_or_as_rows_when_asked(run, tmp_path):
    text = "CONSTRUCT { ?v pt:name ?n } WHERE { ?v pt:name ?n ; a pt:Vendor } ORDER BY ?v"
    done = run("sparql", text, "--limit", "1")
    assert done.stdout == (
        f"@prefix id: <{iris.THING}> .\n@prefix pt: <{iris.OWN['pt']}> .\n"
        'id:org:acme-lantern-works pt:name "Acme Lantern Works" .\n'
    )
    assert "only the first 1 row" in done.stderr
    path = tmp_path / "out.ttl"
    assert run("sparql", text, "--limit", "1", "-o", str(path)).exit_code == 0
    assert path.read_text(encoding="utf-8") == done.stdout
    (row,) = json.loads(run("sparql", text, "--limit", "1", "--format", "json").stdout)
    assert row["subject"] == "org:acme-lantern-works"


def test_an_error_is_one_message_with_the_place_and_exit_code_1(run):
    done = run("sparql", "ASK { ?s pt:nam ?o }")
    assert done.exit_code == 1
    assert "line 1, column 10: no class or property 'nam'; did you mean name?" in done.stderr
    assert run("sparql", "DROP ALL").exit_code == 1
    assert "no answer within" in run(
        "sparql", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.2"
    ).stderr  # fmt: skip


@pytest.mark.parametrize("form", exporting.FORMATS)
def test_the_graph_is_exported_to_stdout_and_to_a_file(run, tmp_path, form):
    done = run("export", "rdf", "--format", form)
    assert done.exit_code == 0, done.output
    path = tmp_path / f"graph.{export_rdf.FORMATS[form].ending}"
    told = run("export", "rdf", "-o", str(path))
    assert told.stdout == ""
    assert told.stderr == f"written: {path}\n"
    assert path.read_bytes() == done.stdout_bytes
    assert any(ox.parse(path=str(path), format=export_rdf.FORMATS[form].engine))


def test_the_command_offers_the_formats_that_there_are():
    assert tuple(export_rdf.FORMATS) == exporting.FORMATS


def test_an_ending_that_is_no_format_is_a_wrong_word(run, tmp_path):
    done = run("export", "rdf", "-o", str(tmp_path / "graph.txt"))
    assert done.exit_code == 2
    assert "ttl, trig, nq, jsonld, rdf" in done.stderr
