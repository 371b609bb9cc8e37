"""The files for Neo4j's own import fill a database with the same graph as a push."""

from __future__ import annotations

import stat

import pytest
from click.testing import CliRunner

from panoptrade import cli
from panoptrade.graph import export_neo4j, lpg
from panoptrade.graph.stores import neo4j as store
from tests import invented, neo4j_server
from tests import world as worlds

SHARP = "a'b\"c`d;e,f|g\\h\ni}"


def _all(server):
    """Return everything that a database holds, but the node that says what was pushed."""
    nodes = "MATCH (n) WHERE NOT n:_Panoptrade RETURN labels(n) AS of, properties(n) AS has"
    ties = "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS of, b.id AS b, properties(r) AS has"
    return [sorted(map(repr, map(_ordered, server.run(text)))) for text in (nodes, ties)]


def _ordered(row):
    return {**row, "has": sorted(row["has"].items())}


def test_the_import_gives_the_database_that_a_push_would(neo4j, tmp_path):
    vendor = worlds.said("gazette", "Vendor", "org:sharp", name=SHARP, note=[SHARP, "b"])
    graph = invented.built(tmp_path / "work", [*worlds.records(), vendor])
    neo4j.clear()
    store.push(graph)
    export_neo4j.export(graph, tmp_path / "files")
    home = neo4j_server.imported(tmp_path)
    with neo4j_server.running(home) as imported:
        assert _all(imported) == _all(neo4j)


def test_the_constraints_are_those_of_a_push(neo4j, world, tmp_path):
    export_neo4j.export(world, tmp_path / "files")
    for statement in (tmp_path / "files" / "constraints.cypher").read_text().split(";"):
        if statement.strip():
            neo4j.run(statement)
    shown = neo4j.run("SHOW CONSTRAINTS YIELD labelsOrTypes AS of, properties AS what")
    assert {row["of"][0] for row in shown if row["what"] == ["id"]} >= set(lpg.node_properties())


def test_a_header_says_the_type_of_each_column(world, tmp_path):
    export_neo4j.export(world, tmp_path / "files")
    first = (tmp_path / "files" / "nodes-Deal.csv").read_text(encoding="utf-8").split("\n")[0]
    header = first.replace('"', "").split(",")
    assert header[:3] == ["id:ID(Deal)", "kind:string", "status:string"]
    assert {"start_year:long", "start_date:date", "value:double", "url:string[]"} <= set(header)
    name = "relationships-SELLER-Deal-Vendor.csv"
    first = (tmp_path / "files" / name).read_text(encoding="utf-8").split("\n")[0]
    ends = [":START_ID(Deal)", ":END_ID(Vendor)", "sources:string[]", "grade:string"]
    assert first.replace('"', "").split(",")[:4] == ends


def test_a_list_that_holds_the_separator_is_refused_and_nothing_written(tmp_path):
    vendor = worlds.said("gazette", "Vendor", "org:odd", name="Odd", note=["a\x1fb"])
    graph = invented.built(tmp_path / "work", [vendor])
    with pytest.raises(ValueError, match=r"note holds the character U\+001F"):
        export_neo4j.export(graph, tmp_path / "files")
    assert not (tmp_path / "files").exists()


def test_a_folder_in_use_is_not_written_into(world, tmp_path):
    (tmp_path / "mine").write_text("kept")
    with pytest.raises(FileExistsError, match="not empty; name a new folder"):
        export_neo4j.export(world, tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["mine"]


def test_the_command_prints_what_to_run(world, tmp_path):
    folder = tmp_path / "my files"
    arguments = ["export", "neo4j-import", str(folder), "-w", str(world.path)]
    said = CliRunner().invoke(cli.main, arguments)
    assert (said.exit_code, said.stdout) == (0, f"sh '{folder}/import.sh'\n")
    assert f"files written to {folder}" in said.stderr
    assert (folder / "import.sh").stat().st_mode & stat.S_IRUSR
