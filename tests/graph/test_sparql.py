"""Questions in SPARQL: what is refused and where, what values become, what answers look like."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from panoptrade.graph import sparql_guard
from panoptrade.graph.api import Graph, open_graph
from panoptrade.graph.sparql_params import Filled, term
from panoptrade.graph.sparql_text import SparqlError, tokens
from panoptrade.ontology import iris

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.graph.workspace import Workspace

ACME = iris.iri("org:acme-lantern-works")


@pytest.fixture(scope="module")
def graph(world: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    copy = tmp_path_factory.mktemp("asked") / "world"
    return open_graph(shutil.copytree(world.path, copy, ignore=shutil.ignore_patterns("stores")))


def rows(graph: Graph, text: str, **params: Any) -> list[tuple[Any, ...]]:
    return list(graph.sparql(text, **params).itertuples(index=False, name=None))


def test_an_answer_has_the_columns_asked_for_and_plain_values(graph: Graph) -> None:
    found = graph.sparql(
        """SELECT ?deal ?start ?year ?vendor ?none WHERE {
             ?deal pt:seller ?vendor ; pt:start ?start . ?vendor pt:name "Acme Lantern Works"
             OPTIONAL { ?deal pt:start_year ?year } OPTIONAL { ?deal pt:end ?none }
           } ORDER BY ?deal"""
    )
    assert list(found.columns) == ["deal", "start", "year", "vendor", "none"]
    assert found.to_dict("records") == [
        {
            "deal": "deal:gazette:1",
            "start": "2015",
            "year": 2015,
            "vendor": "org:acme-lantern-works",
            "none": None,
        },
        {
            "deal": "deal:gazette:2",
            "start": "2018-02",
            "year": 2018,
            "vendor": "org:acme-lantern-works",
            "none": None,
        },
    ]
    assert found["year"].dtype == "int64"


def test_a_missing_number_does_not_turn_the_others_into_fractions(graph: Graph) -> None:
    found = rows(
        graph,
        """SELECT ?year WHERE { VALUES ?deal { id:deal:gazette:1 id:deal:gazette:6 }
             ?deal pt:kind ?kind OPTIONAL { ?deal pt:start_year ?year } } ORDER BY ?year""",
    )
    assert found == [(None,), (2015,)]
    assert isinstance(found[1][0], int)


def test_ask_answers_one_truth(graph: Graph) -> None:
    assert rows(graph, "ASK { id:tech:facial-recognition skos:broader* id:tech:biometrics }") == [
        (True,)
    ]
    assert rows(graph, "ASK { id:gov:KEN pt:name 'Nowhere' }") == [(False,)]


def test_construct_answers_statements(graph: Graph) -> None:
    found = graph.sparql("CONSTRUCT { ?c pt:name ?n } WHERE { ?c pt:iso3 'KEN' ; pt:name ?n }")
    assert found.to_dict("records") == [
        {"subject": "country:KEN", "predicate": f"{iris.OWN['pt']}name", "object": "Kenya"}
    ]


def test_a_limit_cuts_the_rows_and_says_so(graph: Graph) -> None:
    found = graph.sparql("SELECT ?v { ?v a pt:Vendor } ORDER BY ?v", limit=2)
    assert list(found["v"]) == ["org:acme-lantern-works", "org:borealis-gaze"]
    (note,) = found.attrs["notes"]
    assert note.startswith("only the first 2 rows")
    assert graph.sparql("SELECT ?v { ?v a pt:Vendor }", limit=7).attrs["notes"] == []


def test_each_source_answers_for_itself_in_its_own_graph(graph: Graph) -> None:
    text = """SELECT ?source ?founded ?where ?grade WHERE {
        GRAPH ?source { ?record prov:specializationOf ?acme ; pt:locator ?where ; pt:grade ?grade }
        GRAPH ?said { ?record pt:founded ?founded } } ORDER BY ?source"""
    assert rows(graph, text, acme=rdflib.URIRef(ACME)) == [
        ("source:atlas-1", "2010", "row org:acme-lantern-works", "research"),
        ("source:gazette", "2009-04", "row org:acme-lantern-works", "official"),
    ]


def test_a_question_to_the_whole_can_be_put_to_one_source(graph: Graph) -> None:
    asked = "SELECT ?founded {} WHERE {{ ?v pt:name 'Acme Lantern Works' ; pt:founded ?founded }}"
    assert rows(graph, asked.format("")) == [("2009-04",)]
    assert rows(graph, asked.format("FROM id:source:atlas-1")) == [("2010",)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("org:acme", '"org:acme"'),
        (10, f'"10"^^<{iris.expand("xsd:integer")}>'),
        (True, f'"true"^^<{iris.expand("xsd:boolean")}>'),
        (0.5, f'"0.5"^^<{iris.expand("xsd:double")}>'),
        (date(2014, 3, 2), f'"2014-03-02"^^<{iris.expand("xsd:date")}>'),
        (rdflib.URIRef(ACME), f"<{ACME}>"),
        (ox.NamedNode(ACME), f"<{ACME}>"),
        (rdflib.Literal("chat", lang="fr"), '"chat"@fr'),
        (rdflib.Literal("2014", datatype=rdflib.XSD.gYear), f'"2014"^^<{rdflib.XSD.gYear}>'),
        (rdflib.Literal("plain"), '"plain"'),
        (ox.Literal("chat", language="fr"), '"chat"@fr'),
    ],
)
def test_a_value_becomes_the_term_that_it_means(given: Any, expected: str) -> None:
    assert term(given) == expected


def test_a_value_without_a_form_in_rdf_is_refused() -> None:
    with pytest.raises(TypeError, match="has no form in RDF"):
        term(["KEN"])
    with pytest.raises(ValueError, match="IRI"):
        term(rdflib.URIRef("not an <iri>"))


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("\"'\\ } SERVICE <http://example.org/> {")
@example('""" \n\r\x00 \u2028 ?name #')
@example("\\u0022 } INSERT DATA {")
def test_no_text_breaks_out_of_its_place(text: str) -> None:
    filled = Filled("SELECT ?x WHERE { BIND(?name AS ?x) }", {"name": text})
    (solution,) = ox.Store().query(filled.text)
    assert solution["x"] == ox.Literal(text)


def test_a_variable_takes_its_value_wherever_it_stands(graph: Graph) -> None:
    text = """SELECT ?year (?year - 1 AS ?before) (COUNT(?d) AS ?n) WHERE {
        ?d a pt:Deal ; pt:start_year $year FILTER(?year > 2000)
        { SELECT ?d WHERE { ?d pt:start_year ?year } } } GROUP BY ?year ORDER BY ?year"""
    assert rows(graph, text, year=2015) == [(2015, 2014, 1)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, column 1: there is nothing to ask"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "column 1: INSERT would change something"),
        ("PREFIX a: <a:> delete { ?s ?p ?o } WHERE {}", "column 16: DELETE would change"),
        ("LOAD <http://example.org/x>", "LOAD would change"),
        ("CLEAR ALL", "CLEAR would change"),
        ("SELCT ?x {}", "no kind of question 'SELCT'; did you mean SELECT?"),
        ("SELECT * { service <http://x/> { ?s ?p ?o } }", "column 12: SERVICE would ask another"),
        ("SELECT * { FILTER(1<2)SERVICE#>\n<http://x/> { } }", "SERVICE would ask another"),
        ("SELECT * { ex:a\\#b ?p ?o SERVICE ?x { } }", "SERVICE would ask another"),
        ("SELECT * { ?s pt:selller ?o }", "column 15: no class or property 'selller'; did"),
        ("SELECT * { ?s a pt:Vender }", "did you mean Vendor?"),
        (f"SELECT * {{ ?s <{iris.OWN['pt']}nam> ?o }}", "did you mean name?"),
        ("PREFIX my: <https://w3id.org/panoptrade/ontology#> ASK { ?s my:nam ?o }", "mean name?"),
        ("ASK { ?s scos:broader ?o }", "no prefix 'scos'; did you mean skos?"),
    ],
)
def test_what_is_not_to_be_run_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(SparqlError) as error:
        sparql_guard.check("PREFIX ex: <http://x/>" + text if "ex:" in text else text)
    assert said in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service WHERE { ?service pt:name 'SERVICE <http://x/>' } # SERVICE, INSERT",
        'SELECT ?x { ?x pt:name """a "SERVICE" b""" }',
        "ASK { ?x <http://example.org/service#of> ?insert }",
        "ASK { ?x pt:alias 'it\\'s' , \"SERVICE\" }",
        "SELECT ?delete { ?delete skos:broader/skos:broader* id:tech:biometrics }",
        "PREFIX service: <http://x/> ASK { ?a service:a ?b }",
        "DESCRIBE id:org:acme-lantern-works",
    ],
)
def test_words_that_only_look_like_orders_pass(text: str) -> None:
    sparql_guard.check(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT ?s {\n ?s ?p ?o\n FILTR(?o = 1) }", "line 3, column 2: no word 'FILTR'"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?o", "a variable that is unbound"),
        ("SELECT ?x { ?x ?p", "line 1, column 16: ?p is not understood here"),
        ("SELECT ?x { BIND(1 AS ?k) ?x ?p ?k }", "?k has a value already"),
    ],
)
def test_an_error_shows_its_place_in_the_text_as_it_was_given(
    graph: Graph, text: str, said: str
) -> None:
    params = {"k": "a value much longer than the variable"} if "?k" in text else {}
    with pytest.raises(SparqlError) as error:
        graph.sparql(text, **params)
    assert said in str(error.value)
    assert str(error.value).endswith("^")


def test_a_place_behind_a_value_is_found_again(graph: Graph) -> None:
    text = "SELECT ?x { ?x pt:name ?n ; ; pt:iso3 ?i . . }"
    with pytest.raises(SparqlError) as error:
        graph.sparql(text, n="a name that takes far more room than its variable")
    line = str(error.value).splitlines()
    assert line[1].strip() == text
    assert line[2].index("^") > line[1].index("?n")


def test_a_value_for_no_variable_is_refused(graph: Graph) -> None:
    with pytest.raises(SparqlError, match="no variable 'yaer'; did you mean year"):
        graph.sparql("SELECT ?d { ?d pt:start_year ?year }", yaer=2015)


@given(st.text(st.characters(codec="utf-8")))
def test_the_tokens_of_any_text_are_found(text: str) -> None:
    assert all(token.text == text[token.start :][: len(token.text)] for token in tokens(text))


def test_the_words_known_are_those_of_the_ontology() -> None:
    assert {"Vendor", "seller", "start_year", "of_class", "locator"} <= set(sparql_guard.known())
    assert "selller" not in sparql_guard.known()


def test_rdflib_sees_the_same_graph(graph: Graph, tmp_path: Path) -> None:
    found = graph.rdf()
    pt = rdflib.Namespace(iris.OWN["pt"])
    assert found.value(rdflib.URIRef(ACME), pt.name) == rdflib.Literal(
        "Acme Lantern Works", datatype=rdflib.XSD.string
    )
    (row,) = found.query('SELECT ?n WHERE { ?c pt:iso3 "KEN" ; pt:name ?n }')
    assert str(row[0]) == "Kenya"
    source = rdflib.URIRef(iris.iri("source:gazette"))
    assert (rdflib.URIRef(ACME), pt.founded, None) in found.graph(source)
    assert source in {one.identifier for one in found.graphs()}
    with pytest.raises(RuntimeError, match="read"):
        found.add((rdflib.URIRef(ACME), pt.name, rdflib.Literal("x")))
