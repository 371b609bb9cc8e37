"""Questions known by their names: what they answer in the invented world, and what they refuse."""

from __future__ import annotations

import pandas as pd
import pytest
from click.testing import CliRunner

import panoptrade as pt
from panoptrade.cli import main
from panoptrade.graph import named
from panoptrade.graph.api import open_graph
from panoptrade.ontology.words import UnknownWordError
from tests.asked import CASES, comparable

SPYWARE = "tech:commercial-spyware"


@pytest.fixture(scope="module")
def graph(world):
    return open_graph(world.path)


def _rows(graph, question, /, *columns, **params):
    found = graph.ask(question, **params)
    return [tuple(row) for row in found[list(columns)].itertuples(index=False)]


def test_deals_are_judged_by_the_class_of_the_year_before_them(graph):
    wanted = ("vendor", "destination", "year", "regime")
    asked = {"technology": "facial-recognition"}
    # Kenya is an electoral autocracy from 2016 on: the deal of 2015 was made with a democracy.
    assert _rows(graph, "deals-to-weak-democracies", *wanted, **asked) == [
        ("Acme Lantern Works", "KEN", 2018, "electoral autocracy"),
        ("Ember Lens", "CHN", 2020, "closed autocracy"),
    ]


def test_an_undated_deal_is_judged_only_by_a_year_that_is_assumed(graph):
    asked = {"technology": SPYWARE, "lag": 0}
    assert _rows(graph, "deals-to-weak-democracies", "vendor", "assumed", **asked) == [
        ("Dune Whisper", False)
    ]
    found = _rows(graph, "deals-to-weak-democracies", "vendor", "assumed", undated_as=2018, **asked)
    assert found == [("Dune Whisper", False), ("Cobalt Owl", True)]


def test_exporters_are_those_that_the_source_names_else_the_countries_of_sellers(graph):
    wanted = ("regime", "exporter", "deals", "of")
    found = _rows(graph, "exporter-shares-by-regime", *wanted, index="row", lag=0)
    assert [one for one in found if one[0] == "electoral democracy"] == [
        ("electoral democracy", "CHN", 1, 2),
        ("electoral democracy", "HUN", 1, 2),
        ("electoral democracy", "ISR", 1, 2),
    ]


def test_a_refused_licence_is_counted_with_the_presences(graph):
    asked = {"index": "row", "lag": 0, "presences": False}
    found = _rows(graph, "exporter-shares-by-regime", "exporter", **asked)
    assert ("ARE",) not in found


def test_evidence_names_each_source(graph):
    found = _rows(graph, "evidence-for-a-country", "deal", "kind", "source", country="Uganda")
    assert ("deal:atlas-2:4", "detection", "atlas-2") in found
    assert len(found) == 4
    assert _rows(graph, "evidence-for-a-country", "vendor", country="UGA", exporter="Israel") == [
        ("Cobalt Owl",)
    ]


def test_a_presence_with_a_sale_elsewhere_is_still_a_presence_without_a_deal(graph):
    found = _rows(graph, "presence-without-deal", "vendor", "country", "presences")
    assert found == [
        ("Acme Lantern Works", "UGA", 1),
        ("Borealis Gaze", "UGA", 1),
        ("Cobalt Owl", "UGA", 1),
    ]


def test_a_single_vendor_is_told_by_all_deals_or_by_those_that_are_no_presence(graph):
    assert _rows(graph, "countries-of-one-vendor", "country", "vendor", min_deals=1) == [
        ("CHN", "Ember Lens"),
        ("MEX", "Cobalt Owl"),
    ]
    found = _rows(
        graph, "countries-of-one-vendor", "country", "vendor", min_deals=1, presences=False
    )
    assert found == [("CHN", "Ember Lens"), ("MEX", "Cobalt Owl")]


def test_restrictions_reach_what_was_owned_on_the_date(graph):
    wanted = ("party", "steps", "programme")
    asked = {"party": "Granite Holdings"}
    assert _rows(graph, "restrictions-on-a-date", *wanted, date="2019-10-09", **asked) == [
        ("Acme Lantern Works", 1, "BIS Entity List")
    ]
    assert _rows(graph, "restrictions-on-a-date", *wanted, date="2019-10-08", **asked) == []
    assert _rows(graph, "restrictions-on-a-date", *wanted, date="2020", **asked) == []
    assert _rows(graph, "restrictions-on-a-date", "steps", party="ALW", date=2020) == [(0,)]


def test_deals_after_a_designation_lie_within_the_months(graph):
    assert _rows(graph, "deals-after-designation", "deal") == []


def test_unrest_before_a_deal_is_found_where_it_is_loaded(graph):
    found = _rows(graph, "deals-after-unrest", "country", "unrest_year", "year", at_least=5)
    assert found == [("KEN", 2016, 2016), ("KEN", 2016, 2018)]


def test_an_owner_of_several_vendors_is_found_through_steps(graph):
    asked = {"technology": "tech:facial-recognition"}
    found = _rows(graph, "owners-of-several-vendors", "owner", "vendors", **asked)
    assert found == [("Granite Holdings", ["Acme Lantern Works", "Ember Lens"])]


def test_suppliers_of_those_on_a_list(graph):
    found = _rows(graph, "upstream-of-restricted", "supplier", "customer", "since", "as_of")
    assert found == [("Fennel Sensors", "Acme Lantern Works", None, "2018-03")]


def test_a_chain_between_two_runs_over_facts_in_both_directions(graph):
    found = _rows(graph, "between", "things", first="Hypatia Quill", second="Cobalt Night")
    assert found == [(["person:hypatia-quill", "org:cobalt-owl", "org:cobalt-night"],)]


def test_a_dossier_holds_every_kind_of_fact(graph):
    found = _rows(graph, "vendor-dossier", "fact", "other", "since", vendor="ALW")
    assert ("owned by", "Granite Holdings", "2014") in found
    assert ("owns", "Ember Lens", "2012") in found
    assert ("supplied by", "Fennel Sensors", None) in found
    assert ("restricted under", "BIS Entity List", "2019-10-09") in found
    assert ("seller in a deal to", "Uganda", None) in found
    assert ("makes", "Lantern Eye", None) in found


def test_what_changed_is_what_began_or_became_known(graph):
    assert _rows(graph, "changed-since", "record", date="2019-06") == [
        ("succession:cobalt-owl:cobalt-night:renamed",),
        ("deal:gazette:7",),
        ("sanction:us-bis-entity-list:acme-lantern-works",),
    ]


def test_a_vendor_without_owner_is_one_that_no_ownership_reaches(graph):
    found = _rows(graph, "vendors-without-owner", "vendor", "deals", min_deals=1)
    assert found == [("Borealis Gaze", 2), ("Dune Whisper", 2)]


def test_suppliers_of_a_government_keep_kinds_apart(graph):
    found = _rows(graph, "government-suppliers", "vendor", "kind", "deals", government="KEN")
    assert found == [
        ("Acme Lantern Works", "contract", 1),
        ("Acme Lantern Works", "maintenance", 1),
        ("Borealis Gaze", "contract", 1),
    ]


@pytest.mark.parametrize(("name", "params"), CASES)
def test_every_question_runs_on_the_starter_graph(name, params):
    found = pt.starter().ask(name, **params)
    assert list(found.columns)


@pytest.mark.parametrize(
    ("name", "params"), [one for one in CASES if one[0] in named.queries("sparql")]
)
def test_sparql_gives_the_same_rows(name, params):
    graph = pt.starter()
    found = graph.ask(name, language="sparql", **params)
    assert comparable(found) == comparable(graph.ask(name, **params))


@pytest.mark.parametrize("name", named.queries())
def test_a_question_is_asked_in_one_sentence_and_explains_what_it_takes(name):
    one = named.query(name)
    assert one.question.endswith("?")
    assert all(each.says for each in one.parameters.values())
    used = [each for each in one.parameters if f"${each}" not in one.text]
    assert used == []
    assert {case for case, _ in CASES} == set(named.queries())


@pytest.mark.parametrize("name", named.queries("sparql"))
def test_both_languages_ask_and_take_the_same(name):
    one, other = named.query(name), named.query(name, "sparql")
    assert (one.question, one.note, one.parameters) == (
        other.question,
        other.note,
        other.parameters,
    )


def test_a_name_is_understood_and_said(graph):
    found = graph.ask("vendor-dossier", vendor="ALW")
    assert found.attrs["notes"] == [
        "vendor: Acme Lantern Works (org:acme-lantern-works), by its alias"
    ]


def test_the_name_of_a_country_means_its_government_where_one_is_asked_for(graph):
    found = graph.ask("government-suppliers", government="Kenya")
    assert found.attrs["notes"][0].startswith("government: Government of KEN (gov:KEN), by its")
    pd.testing.assert_frame_equal(found, graph.ask("government-suppliers", government="gov:KEN"))


@pytest.mark.parametrize(
    ("name", "params", "error", "said"),
    [
        ("vendor-dosier", {}, UnknownWordError, "did you mean vendor-dossier"),
        ("vendor-dossier", {"vender": "x"}, UnknownWordError, "did you mean vendor"),
        ("vendor-dossier", {"vendor": "Kenya"}, named.QueryError, "and no vendor"),
        ("vendor-dossier", {"vendor": 3}, named.QueryError, "not an id or a name"),
        ("vendor-dossier", {"vendor": "nobody at all"}, UnknownWordError, "nothing in the graph"),
        ("changed-since", {"date": "soon"}, named.QueryError, "not a date"),
        ("between", {"hops": "many"}, named.QueryError, "not a whole number"),
    ],
)
def test_what_is_wrong_is_said(graph, name, params, error, said):
    with pytest.raises(error, match=said):
        graph.ask(name, **params)


def test_the_command_lists_explains_and_answers():
    run = CliRunner().invoke
    assert "vendor-dossier" in run(main, ["query"]).stdout
    explained = run(main, ["query", "vendor-dossier", "--help"])
    assert explained.stdout.startswith("What is known of a vendor")
    assert "org:hikvision" in explained.stdout
    given = ["query", "government-suppliers", "--param", "government=KEN", "--format", "csv"]
    answered = run(main, given)
    assert answered.stdout.startswith("vendor,")
    assert "by its code" in answered.stderr
    assert run(main, ["query", "vendor-dosier"]).exit_code == 2
    text = run(main, ["query", "between", "--text"]).stdout
    assert text == named.query("between").text


def test_an_ownership_without_a_date_has_none_and_not_the_id_of_its_end(graph):
    found = graph.cypher(
        "MATCH (o:Person)-[w:OWNERSHIP]->(v:Vendor) WHERE w.start IS NULL RETURN w.start, w.end, "
        "w.as_of ORDER BY w.start, w.id"
    )
    assert found.to_dict("records") == [{"w.start": None, "w.end": None, "w.as_of": "2018"}]
