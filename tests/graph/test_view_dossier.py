"""The dossier says what the graph knows of one thing: who, when, with whom, and who says so."""

from __future__ import annotations

import re

import pytest

import panoptrade as pt
from panoptrade.graph import dossier_read, dossier_sections, view_dossier
from panoptrade.graph import dossier_words as words
from panoptrade.graph.api import Graph
from panoptrade.ontology import records, schema, values
from panoptrade.ontology.words import UnknownWordError
from tests import hostile as hostiles
from tests import world as worlds
from tests.graph import browsing
from tests.graph.pages import Parsed

ACME = "org:acme-lantern-works"


@pytest.fixture(scope="module")
def acme(world, tmp_path_factory):
    """Path of Acme's page."""
    return view_dossier.view(world, tmp_path_factory.mktemp("dossier") / "acme.html", ACME)


@pytest.fixture(scope="module")
def starter():
    """The starter graph, and its rows."""
    graph = pt.starter()
    return graph, dossier_read.book(graph)


def _words(path, section=""):
    text = path.read_text(encoding="utf-8").partition("<body>")[2]
    if section:
        text = re.search(rf'<section id="{section}">(.*?)</section>', text, re.DOTALL)[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip()


def _write(graph, tmp_path, thing):
    return view_dossier.view(graph, tmp_path / "one.html", thing)


def test_a_dossier_says_who_it_is_and_which_source_says_so(acme):
    said = _words(acme)
    assert "vendor org:acme-lantern-works Acme Lantern Works" in said
    assert "country China atlas-1, gazette founded 2009-04 sources disagree" in said
    assert "other names (1) ALW atlas-1" in said
    where = f"atlas-1: row {ACME}; gazette: row {ACME}"
    assert f"evidence official record · {where}" in said


def test_owners_and_what_is_owned_have_share_and_years(acme):
    assert "Granite Holdings equity · 25 % 2014 – 2019 official record" in _words(acme, "owners")
    assert "Ember Lens equity · 60 %, control since 2012" in _words(acme, "assets")


def test_a_restriction_has_its_programme_scope_beginning_and_citation(acme):
    said = _words(acme, "restrictions")
    assert "BIS Entity List export licence since 2019-10-09 84 FR 00000 (invented)" in said
    assert "listed as ACME LANTERN WORKS CO., LTD." in said


def test_every_deal_has_kind_parties_grade_place_and_id_and_the_undated_stand_apart(acme):
    said = _words(acme, "deals")
    assert "3 deals: 2 with a year, 1 undated; 1 presence or detection, which is no sale" in said
    dated, _, late = said.partition("Undated 1 ")
    first = "2015 contract government Government of KEN country Kenya Facial recognition "
    assert first + "official record · gazette: row deal:gazette:1 deal:gazette:1" in dated
    assert "2018-02 maintenance" in dated
    assert late == (
        "undated presence not paired also Borealis Gaze country Uganda Facial recognition, "
        "Smart policing research · atlas-1: row deal:atlas-1:uga deal:atlas-1:uga"
    )


def test_counterparts_are_counted_by_kind(acme):
    assert "Kenya 2 1 contract, 1 maintenance 2015–2018 Uganda 1 1 presence 1 undated" in _words(
        acme, "deals"
    )


def test_what_sources_disagree_on_is_shown_with_what_was_chosen(acme):
    said = _words(acme, "disagreements")
    assert f"itself founded 2009-04 chosen gazette: row {ACME} (official record)" in said
    assert f"itself founded 2010 not chosen atlas-1: row {ACME} (research)" in said


def test_the_rules_are_asked_on_the_day_of_the_sources(acme):
    said = _words(acme, "rules")
    assert said.startswith("What the ownership rules say on 2022-01-01")
    assert "not yet restricted named: us-bis-entity-list since 2019-10-09" in said
    assert "is no legal advice" in said


def test_a_page_can_be_cited_and_is_the_same_each_time(world, acme, tmp_path):
    said = _words(acme, "cite")
    digest = dossier_read.book(world).digest
    assert said.endswith(f"has the SHA-256 {digest}; sources as of 2022-01-01.")
    assert len(digest) == 64
    again = _write(world, tmp_path, "Acme Lantern Works")
    assert again.read_bytes() == acme.read_bytes()


def test_a_government_shows_its_regimes_and_the_deals_without_a_buyer(world, tmp_path):
    said = _write(world, tmp_path, "gov:KEN")
    assert "2014–2015 electoral democracy 2016–2020 electoral autocracy" in _words(said, "regimes")
    assert "3 deals: 3 with a year, 0 undated" in _words(said, "deals")
    assert "2010s, no year sale reported vendor Dune Whisper" in _words(said, "elsewhere")


def test_a_country_tells_what_went_to_it_from_what_it_is_an_origin_of(world, tmp_path):
    mexico, israel = (
        _write(world, tmp_path, one).read_text(encoding="utf-8")
        for one in ("country:MEX", "country:ISR")
    )
    assert 'id="imports"' in mexico
    assert 'id="exports"' not in mexico
    assert 'id="exports"' in israel


def test_a_programme_counts_the_listed_and_those_with_deals(world, tmp_path):
    said = _words(_write(world, tmp_path, "programme:us-bis-entity-list"), "listed")
    assert "1 restrictions of 1 parties in this graph" in said
    assert "1 are vendors, 1 of them with deals" in said
    assert "Acme Lantern Works ACME LANTERN WORKS CO., LTD. since 2019-10-09 3 official" in said


def test_a_product_and_one_with_nothing_have_pages_too(world, tmp_path):
    product = _write(world, tmp_path, "product:acme-lantern-works:lantern-eye")
    assert "maker Acme Lantern Works gazette technology Facial recognition" in _words(product)
    nobody = _write(world, tmp_path, "person:hypatia-quill")
    assert "Cobalt Owl control as of 2018" in _words(nobody, "assets")
    assert "No record in this graph refers to it" in _words(
        _write(world, tmp_path, "programme:us-bis-uvl")
    )


def test_successions_lead_both_ways(world, tmp_path):
    assert "Cobalt Night renamed 2021" in _words(_write(world, tmp_path, "org:cobalt-owl"), "after")
    later = _words(_write(world, tmp_path, "org:cobalt-night"), "before")
    assert "Cobalt Owl renamed 2021" in later


def test_documents_are_numbered_once_and_spelled_out(tmp_path):
    url = "https://example.org/a?b=1"
    extra = [
        worlds.deal("gazette", f"u{one}", "cobalt-owl", "KEN", start="2016", url=[url])
        for one in range(2)
    ]
    graph = worlds.build(tmp_path / "w", extra)
    found = Parsed(_write(graph, tmp_path, "org:cobalt-owl"))
    links = [one["href"] for one in found.all("a") if one["href"] == url]
    assert len(links) == 3
    assert found.text().count("example.org [1]") == 2
    assert "[2]" not in found.text()


def test_values_are_written_with_their_currency(tmp_path):
    paid = values.Money(1200000.0, "USD", 2014)
    extra = [worlds.deal("gazette", "v", "cobalt-owl", "KEN", start="2016", value=paid)]
    said = _words(_write(worlds.build(tmp_path / "w", extra), tmp_path, "org:cobalt-owl"), "deals")
    assert "1,200,000 USD (2014)" in said


def test_what_has_no_dossier_is_refused_with_what_has(world, tmp_path):
    with pytest.raises(UnknownWordError, match="a RegimeClass; a dossier is of a Vendor, Gov"):
        _write(world, tmp_path, "row:1")
    assert list(tmp_path.iterdir()) == []


def test_hostile_names_and_addresses_are_only_text(tmp_path):
    bad = records.Record("Deal", "deal:gazette:z", {
        "kind": "contract", "seller": ["org:hostile-1"], "destination": ["country:KEN"],
        "start": "2019", "url": ["http://[", "javascript:alert(1)", "https://\u202eexample.org/"],
    }, "gazette", "http://[ <img>", "press")  # fmt: skip
    named = (hostiles._about(*one) for one in enumerate(hostiles.HOSTILE))
    graph = worlds.build(tmp_path / "w", [*(one for several in named for one in several), bad])
    for one in range(len(hostiles.HOSTILE)):
        found = Parsed(_write(graph, tmp_path, f"org:hostile-{one}"))
        assert {"script", "img", "iframe"} & {tag for tag, _ in found.elements} == set()
        leads = {attrs["href"] for attrs in found.all("a")}
        assert all(one.startswith(("#", "https://", "http://ex")) for one in leads)
        assert "\u202e" not in found.text()


@pytest.mark.parametrize(
    ("thing", "section", "tie"),
    [
        ("org:huawei", "deals", "SELLER"),
        ("org:huawei", "products", "MAKER"),
        ("org:nso-group", "deals", "SELLER"),
        ("org:nso-group", "owners", "OWNERSHIP"),
        ("org:hacking-team", "deals", "SELLER"),
        ("org:hikvision", "restrictions", "TARGET"),
        ("org:hikvision", "suppliers", "SUPPLY"),
        ("gov:MEX", "deals", "BUYER"),
        ("country:MEX", "imports", "DESTINATION"),
        ("programme:us-bis-entity-list", "listed", "PROGRAMME"),
    ],
)
def test_counts_are_those_of_cypher(starter, thing, section, tie):
    graph, book = starter
    found = {one.key: one.rows for one in dossier_sections.sections(book, thing)}
    question = f"MATCH ({{id: $id}})<-[r:{tie}]-() RETURN count(r) AS n"
    assert len(found[section]) == graph.cypher(question, id=thing)["n"][0] > 0


def test_every_reference_of_the_ontology_has_its_section():
    """What a new property refers to must not be left out of dossiers without a word."""
    spec = words.layout()
    shown = {(one["record"], role) for one in [*spec["sections"], spec["indices"]]
             for role in one.get("roles", [one.get("role")])}  # fmt: skip
    missing = {
        (cls, one.name)
        for cls in schema.classes()
        for one in schema.properties(cls).values()
        if set(one.targets) & {up for each in spec["classes"] for up in schema.lineage(each)}
        and not any((up, one.name) in shown for up in schema.lineage(cls))
    }
    assert missing == set()


def test_the_thing_read_as_one_with_its_successor_has_both_names_and_deals(world, tmp_path):
    said = _words(_write(Graph(world.path).as_one(), tmp_path, "org:cobalt-night"))
    assert "other names (1) Cobalt Owl" in said
    assert "2 deals: 1 with a year, 1 undated; 1 presence or detection" in said


def test_the_python_face_writes_a_dossier(world, tmp_path):
    path = Graph(world.path).view(tmp_path / "x" / "acme.html", "dossier", about="ALW")
    assert "<h1>Acme Lantern Works</h1>" in path.text


def test_a_dossier_prints_on_numbered_pages_with_the_addresses_of_documents(browser, tmp_path):
    url = "https://example.org/a-document-with-an-address"
    extra = [
        worlds.deal("gazette", f"p{one}", "cobalt-owl", "KEN", start="2016", url=[f"{url}-{one}"])
        for one in range(40)
    ]
    path = _write(worlds.build(tmp_path / "w", extra), tmp_path, "org:cobalt-owl")
    reader = browsing.Reader(browser, path)
    sheets = reader.printed()
    reader.close()
    assert len(sheets) > 2
    assert all(f"{one} / {len(sheets)}" in text for one, text in enumerate(sheets, start=1))
    assert sum("Year Kind Parties" in text for text in sheets) >= 2
    assert all(f"{url}-{one}" in "".join(sheets).replace(" ", "") for one in range(40))
