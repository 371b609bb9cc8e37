"""A graph written as RDF is the same graph when it is read back, whoever reads it."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

from panoptrade.graph import export_rdf, rdf_dataset, rdf_records
from panoptrade.graph.api import Graph, open_graph
from panoptrade.graph.export_rdf import FORMATS, ExportError
from panoptrade.ontology.words import UnknownWordError
from tests import world as worlds

if TYPE_CHECKING:
    from pathlib import Path

NASTY = "\"'`\\ \n\r\n\t</script> <!-- & ]]> \u202e \u05d0 \U0001f441 {$x} #; \x85\u2028 %41"
RDFLIB = {"turtle": "turtle", "trig": "trig", "nq": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    extra = [
        worlds.said("gazette", "Person", "person:nasty", name="N", note=[NASTY]),
        worlds.said("atlas-1", "Person", 'person:ünal & "co"/x#?', name="Ü", alias=["'"]),
    ]
    return open_graph(worlds.build(tmp_path_factory.mktemp("exported") / "w", extra).path)


def written(graph: Graph, format: str) -> bytes:  # noqa: A002
    to = io.BytesIO()
    export_rdf.write(graph, to, format)
    return to.getvalue()


def expected(graph: Graph, format: str) -> set[ox.Quad]:  # noqa: A002
    lines = rdf_dataset.lines(graph, named=FORMATS[format].named)
    return set(ox.parse(rdf_dataset.stream(lines), format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("format", FORMATS)
def test_what_was_written_is_read_back_as_the_same_graph(graph: Graph, format: str) -> None:  # noqa: A002
    found = set(ox.parse(written(graph, format), format=FORMATS[format].engine))
    assert found == expected(graph, format)
    notes = {quad.object for quad in found if quad.predicate.value.endswith("#note")}
    assert ox.Literal(NASTY) in notes


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize("format", FORMATS)
def test_another_reader_finds_the_same_graph(graph: Graph, format: str) -> None:  # noqa: A002
    theirs, ours = rdflib.Dataset(), rdflib.Dataset()
    theirs.parse(data=written(graph, format), format=RDFLIB[format])
    plain = b"".join(f"{quad} .\n".encode() for quad in expected(graph, format))
    ours.parse(data=plain, format="nquads")
    assert set(theirs.quads()) == set(ours.quads())


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_bytes_in_another_process(graph: Graph, format: str) -> None:  # noqa: A002
    code = (
        "import sys, pathlib; from panoptrade.graph import api, export_rdf;"
        "graph = api.open_graph(pathlib.Path(sys.argv[1]));"
        "export_rdf.write(graph, sys.stdout.buffer, sys.argv[2])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(graph.path), format], capture_output=True, check=True
    )
    assert done.stdout == written(graph, format)


def test_it_validates_against_the_shapes(graph: Graph) -> None:
    # In a process of its own: counting covered lines makes pySHACL three times slower.
    code = (
        "import pyshacl, rdflib, sys\n"
        "shapes = rdflib.Graph().parse(sys.argv[1], format='turtle')\n"
        "data = rdflib.Graph().parse(sys.stdin.buffer, format='turtle')\n"
        "found = pyshacl.validate(data, shacl_graph=shapes)\n"
        "sys.exit(0 if found[0] else found[2])"
    )
    shapes = str(files("panoptrade.ontology").joinpath("shapes.ttl"))
    done = subprocess.run(
        [sys.executable, "-c", code, shapes],
        input=written(graph, "turtle"),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


def test_things_come_once_by_class_and_id_and_no_statement_twice(graph: Graph) -> None:
    lines = written(graph, "nq").decode().split("\n")
    assert len(set(lines)) == len(lines)
    merged = lines[: next(at for at, line in enumerate(lines) if "/id/source:atlas-1> ." in line)]
    ids = [line.split('"')[1] for line in merged if "ontology#id> " in line]
    assert len(set(ids)) == len(ids)
    assert [one for one in ids if one.startswith("deal:")] == sorted(
        one for one in ids if one.startswith("deal:")
    )


def test_the_records_come_back_out_of_a_file(graph: Graph) -> None:
    back = rdf_records.read(ox.parse(written(graph, "trig"), format=ox.RdfFormat.TRIG))
    (nasty,) = [one for one in back if one.id == "person:nasty"]
    assert nasty == worlds.said("gazette", "Person", "person:nasty", name="N", note=[NASTY])


def test_the_ending_of_the_file_tells_the_format(graph: Graph, tmp_path: Path) -> None:
    assert export_rdf.export(graph, tmp_path / "g.ttl") == "turtle"
    assert (tmp_path / "g.ttl").read_bytes() == written(graph, "turtle")
    with pytest.raises(UnknownWordError, match="no format with the ending 'txt'"):
        export_rdf.export(graph, tmp_path / "g.txt")
    with pytest.raises(UnknownWordError, match="no format 'n3'"):
        export_rdf.export(graph, tmp_path / "g.ttl", "n3")


def test_a_character_that_xml_cannot_hold_is_named_and_the_old_file_stays(
    tmp_path: Path,
) -> None:
    extra = [worlds.said("gazette", "Person", "person:bell", name="N", note=["a\x07b"])]
    graph = open_graph(worlds.build(tmp_path / "w", extra).path)
    path = tmp_path / "g.rdf"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(ExportError, match=r"person:bell.*note.* U\+0007; choose another format"):
        export_rdf.export(graph, path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()].count("g.rdf") == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == ["g.rdf", "w"]
    export_rdf.export(graph, tmp_path / "g.ttl")


def test_sources_that_changed_are_missed_only_where_they_are_written(
    graph: Graph, tmp_path: Path
) -> None:
    copy = open_graph(shutil.copytree(graph.path, tmp_path / "w"))
    shutil.rmtree(copy.path / "sources" / "atlas-1")
    assert written(copy, "turtle") == written(graph, "turtle")
    with pytest.raises(ValueError, match="atlas-1 changed since"):
        written(copy, "trig")
