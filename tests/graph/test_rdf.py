"""The merged tables become RDF: typed, whole, and back to the same things."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest

from panoptrade.graph import rdf
from panoptrade.graph.workspace import merged_schema
from panoptrade.ontology import iris, layout, predicates, schema, turtle

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.graph.workspace import Workspace

XSD = "http://www.w3.org/2001/XMLSchema#"
OWNERSHIP = {
    "id": "ownership:granite:acme & co",
    "owner": "person:hypatia-quill",
    "asset": "org:acme & co",
    "kind": "investment",
    "share_min": 12.5,
    "control": False,
    "start": "2014-03",
    "end": "2016-02-29",
    "as_of": "201X",
    "amount": 5e6,
    "amount_currency": "USD",
    "amount_year": 2014,
    "url": ["https://example.org/a?b"],
    "note": ['</script> \u202e "quoted"\n'],
    "grade": "press",
    "seen": "2021",
    "sources": ["atlas-1", "gazette"],
    "records": 2,
}


def triples(cls: str, *rows: dict[str, object]) -> set[tuple[str, str, str, str]]:
    """Return the triples of rows as id, predicate, value, datatype; both in short."""
    table = pa.Table.from_pylist(list(rows), schema=merged_schema(cls))
    return {short(triple) for triple in rdf.batch_triples(cls, table)}


def short(triple: ox.Triple) -> tuple[str, str, str, str]:
    assert isinstance(triple.subject, ox.NamedNode)
    subject, predicate = iris.id_of(triple.subject.value), triple.predicate.value
    for prefix, iri in iris.prefixes().items():
        if predicate.startswith(iri):
            predicate = f"{prefix}:{predicate.removeprefix(iri)}"
    if isinstance(triple.object, ox.Literal):
        return subject, predicate, triple.object.value, triple.object.datatype.value
    assert isinstance(triple.object, ox.NamedNode)
    return subject, predicate, triple.object.value.replace(iris.THING, "id:"), ""


def test_a_row_becomes_a_resource_with_every_value_typed() -> None:
    found = triples("Ownership", OWNERSHIP)
    assert {subject for subject, *_ in found} == {"ownership:granite:acme & co"}
    said = sorted((p, v, d.replace(XSD, "xsd:")) for _, p, v, d in found)
    assert said == sorted(
        [
            ("rdf:type", f"{iris.OWN['pt']}Ownership", ""),
            ("pt:id", "ownership:granite:acme & co", "xsd:string"),
            ("pt:owner", "id:person:hypatia-quill", ""),
            ("pt:asset", "id:org:acme%20%26%20co", ""),
            ("pt:kind", "investment", "xsd:string"),
            ("pt:share_min", "12.5", "xsd:double"),
            ("pt:control", "false", "xsd:boolean"),
            ("pt:start", "2014-03", "xsd:gYearMonth"),
            ("pt:start_year", "2014", "xsd:integer"),
            ("pt:end", "2016-02-29", "xsd:date"),
            ("pt:end_year", "2016", "xsd:integer"),
            ("pt:as_of", "201X", "http://id.loc.gov/datatypes/edtf/EDTF"),
            ("pt:amount", "5000000.0", "xsd:double"),
            ("pt:amount_currency", "USD", "xsd:string"),
            ("pt:amount_year", "2014", "xsd:integer"),
            ("pt:url", "https://example.org/a?b", "xsd:anyURI"),
            ("pt:note", '</script> \u202e "quoted"\n', "xsd:string"),
            ("pt:grade", "press", "xsd:string"),
            ("pt:seen", "2021", "xsd:gYear"),
            ("prov:wasDerivedFrom", "id:source:atlas-1", ""),
            ("prov:wasDerivedFrom", "id:source:gazette", ""),
            ("pt:records", "2", "xsd:integer"),
        ]
    )


def test_a_thing_has_the_types_of_its_class_and_of_the_classes_above() -> None:
    found = triples("Vendor", {"id": "org:acme", "name": "Acme"})
    types = {value.removeprefix(iris.OWN["pt"]) for _, p, value, _ in found if p == "rdf:type"}
    assert types == {"Vendor", "Organization"}


def test_an_empty_cell_and_an_empty_list_say_nothing() -> None:
    found = triples("Deal", {"id": "deal:g:1", "kind": "sale", "seller": [], "start": None})
    assert {predicate for _, predicate, _, _ in found} == {"rdf:type", "pt:id", "pt:kind"}


def test_a_year_and_a_score_can_be_compared_and_added_to() -> None:
    found = triples(
        "Classification",
        {"id": "c:1", "country": "country:KEN", "regime": "row:1", "year": 2019, "score": 1e-7},
    )
    assert ("c:1", "pt:year", "2019", f"{XSD}integer") in found
    assert ("c:1", "pt:score", "1e-07", f"{XSD}double") in found


def test_every_word_of_the_rdf_is_defined_in_the_ontology(world: Workspace) -> None:
    store = ox.Store()
    store.load(turtle.ontology().encode(), format=ox.RdfFormat.TURTLE)
    defined = {quad.subject.value for quad in store if isinstance(quad.subject, ox.NamedNode)}
    for triple in rdf.triples(layout.graph(world.path)):
        assert triple.predicate.value in defined or not triple.predicate.value.startswith(iris.BASE)


def test_a_graph_folder_gives_everything_that_its_tables_hold(world: Workspace) -> None:
    found = [short(one) for one in rdf.triples(layout.graph(world.path))]
    assert len(set(found)) == len(found)
    by_predicate: dict[tuple[str, str], set[str]] = {}
    for subject, predicate, value, _ in found:
        by_predicate.setdefault((subject, predicate), set()).add(value)
    for cls in world.classes():
        for row in world.arrow(cls).to_pylist():
            for one in predicates.of(cls):
                cell = row[one.column]
                expected = [] if cell is None else cell if one.many else [cell]
                told = by_predicate.get((row["id"], one.curie), set())
                if one.name == one.column:
                    assert len(told) == len(expected), (row["id"], one.name)
                else:
                    assert told == ({cell[:4]} if cell and cell[:4].isdigit() else set())


def test_a_question_in_sparql_has_the_answer_of_the_world(world: Workspace) -> None:
    store = ox.Store()
    store.bulk_extend(ox.Quad(*one) for one in rdf.triples(layout.graph(world.path)))
    answer = store.query(
        """
        PREFIX pt: <https://w3id.org/panoptrade/ontology#>
        PREFIX id: <https://w3id.org/panoptrade/id/>
        SELECT ?deal ?class WHERE {
          ?d pt:id ?deal ; pt:seller id:org:acme-lantern-works ; pt:destination ?country ;
             pt:start_year ?year .
          ?c pt:country ?country ; pt:year ?before ; pt:regime ?r .
          ?r pt:index "row" ; pt:name ?class .
          FILTER(?before = ?year - 1)
        } ORDER BY ?deal"""
    )
    assert isinstance(answer, ox.QuerySolutions)
    assert [(row["deal"].value, row["class"].value) for row in answer] == [
        ("deal:gazette:1", "electoral democracy"),
        ("deal:gazette:2", "electoral autocracy"),
    ]


def test_rows_are_read_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": f"person:{number}", "name": "X"} for number in range(7)]
    table = pa.Table.from_pylist(rows, schema=merged_schema("Person"))
    pq.write_table(table, tmp_path / "Person.parquet")
    whole = list(rdf.triples(tmp_path))
    monkeypatch.setattr(rdf, "BATCH", 2)
    assert list(rdf.triples(tmp_path)) == whole
    assert {short(one)[0] for one in whole} == {row["id"] for row in rows}


def test_a_workspace_says_what_its_graph_folder_says(world: Workspace) -> None:
    assert list(rdf.triples(world.path)) == list(rdf.triples(layout.graph(world.path)))


def test_what_is_no_date_stays_a_text() -> None:
    row: dict[str, object] = {"id": "deal:g:1", "kind": "sale", "start": "soon"}
    assert ("deal:g:1", "pt:start", "soon", f"{XSD}string") in triples("Deal", row)


def test_a_folder_without_tables_is_no_empty_graph(tmp_path: Path) -> None:
    with pytest.raises(layout.WorkspaceError, match="no tables of a graph there"):
        list(rdf.triples(tmp_path))


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "Deal.parquet").write_bytes(b"PAR1 and then nothing")
    with pytest.raises(layout.WorkspaceError, match=r"Deal.parquet: damaged .*build again"):
        list(rdf.triples(tmp_path))


def test_25_000_rows_convert_in_seconds(tmp_path: Path) -> None:
    rows = [
        {
            "id": f"classification:row:{number}",
            "country": f"country:{number % 200}",
            "regime": f"row:{number % 4}",
            "year": 1990 + number % 35,
            "score": number / 25_000,
            "grade": "research",
            "sources": ["vdem"],
            "records": 1,
        }
        for number in range(25_000)
    ]
    table = pa.Table.from_pylist(rows, schema=merged_schema("Classification"))
    pq.write_table(table, tmp_path / "Classification.parquet")
    start = time.perf_counter()
    count = sum(1 for _ in rdf.triples(tmp_path))
    assert count == 25_000 * 9
    assert time.perf_counter() - start < 20  # 2 s measured; the rest is for slow machines


def test_every_class_can_be_turned_into_rdf() -> None:
    for cls in schema.classes():
        assert list(rdf.batch_triples(cls, merged_schema(cls).empty_table())) == []
