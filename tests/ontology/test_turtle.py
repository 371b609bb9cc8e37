"""ontology.ttl and shapes.ttl are what the tables say, current, whole and valid."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from panoptrade.ontology import iris, predicates, schema, tables, turtle, writer
from panoptrade.ontology.words import UnknownWordError

if TYPE_CHECKING:
    from pathlib import Path

PT = iris.OWN["pt"]
FILES = turtle.files()


def pt(name: str) -> URIRef:
    return URIRef(PT + name)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=FILES["ontology.ttl"], format="turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=FILES["shapes.ttl"], format="turtle")


@pytest.mark.parametrize("name", FILES)
def test_the_committed_file_is_current(name: str) -> None:
    committed = (turtle.HERE / name).read_text(encoding="utf-8")
    assert committed == FILES[name], "run python -m panoptrade.ontology.turtle (make ontology)"


def test_the_module_writes_both_files_anew(tmp_path: Path) -> None:
    assert [path.name for path in turtle.write(tmp_path)] == ["ontology.ttl", "shapes.ttl"]
    for name, text in FILES.items():
        assert (tmp_path / name).read_bytes() == text.encode()


def test_the_bytes_do_not_depend_on_the_order_of_hashes() -> None:
    code = "from panoptrade.ontology import turtle; print(hash('x'), *turtle.files().values())"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout.partition(b" ")
        for seed in ("1", "2")
    ]
    assert runs[0][0] != runs[1][0]
    assert runs[0][2] == runs[1][2]


@pytest.mark.parametrize("name", FILES)
def test_two_parsers_read_the_same_statements(name: str) -> None:
    store = pyoxigraph.Store()
    store.load(FILES[name].encode(), format=pyoxigraph.RdfFormat.TURTLE)
    assert len(store) == len(Graph().parse(data=FILES[name], format="turtle"))


def test_the_shapes_are_valid_shacl() -> None:
    # In a process of its own: counting covered lines makes pySHACL three times slower.
    code = (
        "import pyshacl, rdflib, sys\n"
        "shapes = rdflib.Graph().parse(sys.stdin.buffer, format='turtle')\n"
        "found = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)\n"
        "sys.exit(0 if found[0] else found[2])"
    )
    text = FILES["shapes.ttl"].encode()
    done = subprocess.run(
        [sys.executable, "-c", code], input=text, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_no_word_of_ours_is_used_without_being_defined(ontology: Graph, shapes: Graph) -> None:
    used = {
        str(term)
        for graph in (ontology, shapes)
        for triple in graph
        for term in triple
        if isinstance(term, URIRef) and term.startswith(PT)
    }
    used |= {
        str(term.datatype)
        for term in ontology.objects()
        if isinstance(term, Literal) and (term.datatype or "").startswith(PT)
    }
    kinds = (
        OWL.Class,
        OWL.ObjectProperty,
        OWL.DatatypeProperty,
        OWL.AnnotationProperty,
        RDFS.Datatype,
    )
    defined = {str(one) for kind in kinds for one in ontology.subjects(RDF.type, kind)}
    assert used <= defined
    things = {
        str(o) for o in ontology.objects() if isinstance(o, URIRef) and o.startswith(iris.BASE)
    }
    assert things - defined <= {str(one) for one in ontology.subjects()}


def test_every_class_and_property_of_the_tables_is_there_with_its_kind(ontology: Graph) -> None:
    for cls in schema.classes():
        assert (pt(cls), RDF.type, OWL.Class) in ontology
        for one in schema.properties(cls).values():
            kind = OWL.ObjectProperty if one.targets else OWL.DatatypeProperty
            assert (pt(one.name), RDF.type, kind) in ontology


def test_a_shared_name_has_the_union_of_its_classes_as_domain(ontology: Graph) -> None:
    union = ontology.value(ontology.value(pt("date"), RDFS.domain), OWL.unionOf)
    assert union is None
    assert ontology.value(pt("date"), RDFS.domain) == pt("Succession")
    union = ontology.value(ontology.value(pt("start"), RDFS.domain), OWL.unionOf)
    assert isinstance(union, BNode)
    assert set(Collection(ontology, union)) == {
        pt(cls) for cls in schema.classes() if "start" in schema.properties(cls)
    }
    assert ontology.value(pt("start"), RDFS.range) == pt("PartialDate")
    assert ontology.value(pt("start_year"), RDFS.range) == XSD.integer


def test_only_what_holds_of_every_owner_is_a_sub_property(ontology: Graph) -> None:
    schema_org = iris.expand("schema:startDate")
    assert (pt("start"), RDFS.subPropertyOf, URIRef(schema_org)) in ontology
    # A page about a programme is its schema:url; the documents cited for a deal are not.
    assert (pt("url"), RDFS.seeAlso, URIRef(iris.expand("schema:url"))) in ontology
    assert (pt("url"), RDFS.subPropertyOf, None) not in ontology
    # FollowTheMoney's contract is a contract: a presence is none.
    assert (pt("Deal"), RDFS.seeAlso, URIRef(iris.expand("ftm:Contract"))) in ontology
    assert (pt("Deal"), RDFS.subClassOf, None) not in ontology


def test_a_followthemoney_property_is_named_as_its_own_export_names_it() -> None:
    assert iris.expand("ftm:Thing:name") == "https://schema.followthemoney.tech/#Thing:name"


def test_a_technology_is_a_concept_with_its_place_and_its_codes(ontology: Graph) -> None:
    face = URIRef(iris.iri("tech:facial-recognition"))
    biometrics = URIRef(iris.iri("tech:biometrics"))
    assert (face, RDF.type, SKOS.Concept) in ontology
    assert (face, SKOS.broader, biometrics) in ontology
    assert (biometrics, SKOS.narrower, face) in ontology
    assert (face, SKOS.topConceptOf, None) not in ontology
    for row in tables.rows("technologies"):
        codes = {
            (str(one), str(one.datatype).removeprefix(PT))
            for one in ontology.objects(URIRef(iris.iri(f"tech:{row['code']}")), SKOS.notation)
            if isinstance(one, Literal) and one.datatype is not None
        }
        assert {code for code, datatype in codes if datatype == "HS"} == set(
            tables.items(row["hs"])
        )
        assert {code for code, datatype in codes if datatype == "ECCN"} == set(
            tables.items(row["eccn"])
        )


def test_a_regime_class_is_a_concept_of_its_index(ontology: Graph) -> None:
    autocracy = URIRef(iris.iri("polity:autocracy"))
    assert (autocracy, SKOS.inScheme, URIRef(iris.expand("scheme:polity"))) in ontology
    assert ontology.value(autocracy, pt("score_max")) == Literal("-6.0", datatype=XSD.double)


def test_a_definition_holds_its_classes_and_its_limits(ontology: Graph) -> None:
    not_free = URIRef(iris.expand("definition:fh-not-or-partly-free"))
    assert set(ontology.objects(not_free, SKOS.member)) == {
        URIRef(iris.iri("fh:NF")),
        URIRef(iris.iri("fh:PF")),
    }
    below = URIRef(iris.expand("definition:polity-below-7"))
    assert ontology.value(below, pt("below")) == Literal("7.0", datatype=XSD.double)
    assert len(set(ontology.subjects(RDF.type, pt("Definition")))) == len(
        tables.rows("definitions")
    )


def test_every_code_of_a_closed_list_is_a_concept(ontology: Graph) -> None:
    for row in tables.rows("terms"):
        concept = URIRef(iris.expand(f"term:{row['list']}:{row['code']}"))
        assert (concept, SKOS.notation, Literal(row["code"])) in ontology


def test_a_class_has_a_shape_with_a_shape_for_each_of_its_own_properties(shapes: Graph) -> None:
    for cls in schema.classes():
        (node,) = shapes.subjects(SH.targetClass, pt(cls))
        paths = {shapes.value(shape, SH.path) for shape in shapes.objects(node, SH.property)}
        expected = {URIRef(iris.expand(one.curie)) for one in predicates.own(cls)}
        if not schema.get(cls).parent:
            expected |= {URIRef(iris.expand(one.curie)) for one in predicates.provenance()}
        assert paths == expected


def test_a_shape_asks_for_what_is_required_single_and_of_the_list(shapes: Graph) -> None:
    kind = URIRef(iris.expand("pts:Ownership-kind"))
    assert shapes.value(kind, SH.minCount) == Literal(1)
    assert shapes.value(kind, SH.maxCount) == Literal(1)
    codes = shapes.value(kind, SH["in"])
    assert codes is not None
    assert [str(one) for one in Collection(shapes, codes)] == list(tables.terms("ownership-kind"))
    seller = URIRef(iris.expand("pts:Deal-seller"))
    assert (seller, SH.minCount, None) not in shapes
    assert (seller, SH.maxCount, None) not in shapes
    assert shapes.value(seller, SH["class"]) == pt("Vendor")


@given(st.text(alphabet=st.characters()))
@example("deal:sii:a/b c%20\u202e\ud800")
@example("")
@example("..")
def test_the_iri_of_an_id_leads_back_to_it_whatever_the_text(text: str) -> None:
    found = iris.iri(text)
    assert iris.id_of(found) == text
    assert pyoxigraph.NamedNode(found).value == found
    assert found.isascii()


def test_an_iri_that_is_not_ours_has_no_id() -> None:
    with pytest.raises(ValueError, match="names none of our things"):
        iris.id_of("https://example.org/id/org:acme")


def test_a_prefix_that_is_not_known_is_named() -> None:
    with pytest.raises(UnknownWordError, match="no prefix 'gist'"):
        iris.expand("gist:Thing")


@pytest.mark.parametrize(
    ("curie", "expected"),
    [
        ("id:org:acme", "id:org:acme"),
        ("id:fh:PF", "id:fh:PF"),
        ("id:a/b", f"<{iris.THING}a/b>"),
        ("id:a.", f"<{iris.THING}a.>"),
    ],
)
def test_a_name_is_written_as_turtle_takes_it(curie: str, expected: str) -> None:
    assert iris.written(curie) == expected


@given(
    st.text(), st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="%#"))
)
def test_any_text_and_any_address_survive_the_writer(text: str, path: str) -> None:
    page = writer.address(f"https://example.org/{path}")
    written = writer.document("x", [writer.block("pt:a", ("pt:b", [writer.literal(text), page]))])
    found = {
        quad.object
        for quad in pyoxigraph.parse(written.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    }
    assert pyoxigraph.Literal(text) in found
    assert len(found) == 2


@pytest.mark.parametrize(
    ("partial", "datatype"),
    [
        ("2014", "xsd:gYear"),
        ("2014-03", "xsd:gYearMonth"),
        ("2014-03-02", "xsd:date"),
        ("201X", "edtf:EDTF"),
    ],
)
def test_a_partial_date_has_the_datatype_of_its_precision(partial: str, datatype: str) -> None:
    assert predicates.precision(partial) == datatype


def test_what_is_no_partial_date_has_no_datatype() -> None:
    with pytest.raises(ValueError, match="'soon' is no partial date"):
        predicates.precision("soon")


def test_money_takes_three_predicates_and_a_date_two() -> None:
    found = {one.name: one.column for one in predicates.of("Deal")}
    assert found["value"] == "value"
    assert found["value_currency"] == "value_currency"
    assert found["value_year"] == "value_year"
    assert found["start"] == found["start_year"] == "start"
