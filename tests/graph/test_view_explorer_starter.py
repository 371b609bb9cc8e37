"""The explorer of the starter graph in a real browser: its numbers are those of other ways."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import pytest

import panoptrade as pt
from panoptrade.graph.explorer_links import links
from panoptrade.graph.view_explorer import view
from tests.graph import browsing

KNOWN = "MATCH (d:Deal)-[:SELLER]->(:Vendor), (d)-[:DESTINATION]->(:Country)"
COUNTED = "RETURN count(DISTINCT d) AS n"


@pytest.fixture(scope="module")
def graph():
    return pt.starter()


@pytest.fixture(scope="module")
def page_file(graph, tmp_path_factory):
    return view(graph, tmp_path_factory.mktemp("starter") / "explorer.html")


@pytest.fixture
def reader(browser, page_file):
    """The page, with its smaller parts too; it must ask and complain of nothing."""
    found = browsing.Reader(browser, page_file)
    found.page.uncheck("#main")
    yield found
    assert (found.asked, found.errors) == ([found.address], [])
    found.close()


@pytest.fixture(scope="module")
def seen(graph):
    """What the page shows at first as a network of its own: neither products nor technologies."""
    apart = ("product:", "tech:")
    made = nx.Graph()
    for one in links(graph).rows:
        if not one.source.startswith(apart) and not one.target.startswith(apart):
            made.add_edge(one.source, one.target)
    return made


def only(graph, text, **params):
    return int(graph.cypher(text, **params).iloc[0, 0])


def test_the_page_opens_on_the_largest_part_and_says_what_is_left_out(browser, page_file, seen):
    one = browsing.Reader(browser, page_file)
    parts = sorted(map(len, nx.connected_components(seen)))
    assert one.page.is_checked("#main")
    assert one.counts()["thing"] == parts[-1]
    said = one.text("#status")
    assert f"{sum(parts[:-1])} in smaller parts left out" in said
    assert "219 products and 52 technologies hidden" in said
    one.page.uncheck("#main")
    assert one.counts()["thing"] == len(seen) == sum(parts)
    one.close()


def test_deals_undated_and_others_are_those_of_the_graph(reader, graph):
    found = reader.counts()
    undated = (
        f"{KNOWN} WHERE d.start_year IS NULL AND d.disclosed_year IS NULL AND d.end_year IS NULL "
        f"{COUNTED}"
    )
    assert found["deal"] == only(graph, f"{KNOWN} {COUNTED}") == 687
    reader.page.uncheck("#classes label:has-text('organization') input")
    for group in ("owns", "supplies", "became"):
        part = reader.page.locator("#kinds details", has_text=group)
        part.evaluate("one => { one.open = true; }")
        for box in part.locator("input").all():
            box.uncheck()
    reader.page.uncheck("#kinds label:has-text('restriction') input")
    found = reader.counts()
    assert (found["deal"], found["other record"]) == (687, 0)
    assert found["undated"] == only(graph, undated)


@pytest.mark.parametrize(
    "technology", ["tech:facial-recognition", "tech:biometrics", "tech:commercial-spyware"]
)
def test_a_technology_with_the_narrower_ones(reader, graph, technology):
    reader.page.select_option("#technology", technology)
    asked = (
        f"{KNOWN}, (d)-[:TECHNOLOGY]->(:Technology)-[:BROADER*0..9]->(:Technology {{id: $id}}) "
        f"{COUNTED}"
    )
    assert reader.counts()["deal"] == only(graph, asked, id=technology) > 10


def test_the_regimes_are_those_of_the_flows(reader, graph):
    """What is not drawn, since its vendor is not known, the flows count: it is added here."""
    flows = pt.flows(graph, by=["regime"], regime="row").set_index("regime")["deals"]
    dated = (
        "MATCH (d:Deal)-[:DESTINATION]->(c:Country)-[k:CLASSIFICATION]->(r:RegimeClass {id: $id}) "
        "WHERE k.year = coalesce(d.start_year, d.disclosed_year, d.end_year)"
    )
    drawn = f"{dated} AND EXISTS {{ MATCH (d)-[:SELLER]->(:Vendor) }} {COUNTED}"
    options = reader.page.eval_on_selector_all(
        "#regime option", "all => all.map(one => [one.textContent, one.value])"
    )
    values = dict(options)
    ids = {"closed autocracy": "row:0", "electoral autocracy": "row:1",
           "electoral democracy": "row:2", "liberal democracy": "row:3"}  # fmt: skip
    assert set(ids) <= set(values)
    for label, code in ids.items():
        reader.page.select_option("#regime", values[label])
        deals = reader.counts()["deal"]
        assert deals == only(graph, drawn, id=code) > 0
        undrawn = only(graph, f"{dated} {COUNTED}", id=code) - deals
        assert flows[code] == deals + undrawn


def test_years_with_and_without_the_undated(reader, graph):
    reader.page.fill("#from", "2015")
    reader.page.fill("#to-year", "2018")
    kept = reader.counts()["deal"]
    reader.page.uncheck("#undated")
    dated = reader.counts()
    year = "coalesce(d.start_year, d.disclosed_year, d.end_year)"
    inside = only(graph, f"{KNOWN} WHERE {year} >= 2015 AND {year} <= 2018 {COUNTED}")
    undated = only(graph, f"{KNOWN} WHERE {year} IS NULL {COUNTED}")
    assert (dated["deal"], dated["undated"]) == (inside, 0)
    assert kept == inside + undated


def test_grades_and_kinds(reader, graph):
    grades = reader.page.eval_on_selector_all("#grade option", "all => all.map(o => o.textContent)")
    assert grades[-1] == "official record"
    reader.page.select_option("#grade", label="research or better")
    best = f"{KNOWN} WHERE d.grade IN ['official', 'filing', 'research'] {COUNTED}"
    assert reader.counts()["deal"] == only(graph, best)
    reader.page.select_option("#grade", label=grades[0])
    for kind in ("presence", "detection"):
        reader.page.uncheck(f"#kinds label:has-text('{kind}') input")
    firm = f"{KNOWN} WHERE NOT d.kind IN ['presence', 'detection'] {COUNTED}"
    assert reader.counts()["deal"] == only(graph, firm)


def test_neighbourhood_path_and_core_are_those_of_networkx(reader, seen):
    for hops in (1, 2):
        reader.seek("NSO Group")
        reader.page.click(f"#ego{hops}")
        near = nx.ego_graph(seen, "org:nso-group", radius=hops)
        assert reader.counts()["thing"] == len(near)
        reader.page.click("#unfocus")
    reader.seek("Hikvision")
    reader.seek("Saudi Arabia", "#to")
    way = nx.shortest_path_length(seen, "org:hikvision", "country:SAU")
    assert reader.counts()["thing"] == way + 1
    assert "a shortest path: Hikvision – " in reader.text("#status")
    reader.page.click("#unfocus")
    for k in (3, 5):
        reader.page.fill("#core", str(k))
        assert reader.counts()["thing"] == len(nx.k_core(seen, k))
    reader.page.fill("#core", "0")


def test_the_table_has_a_row_a_link_and_the_dossier_a_record_a_link(reader, graph):
    reader.page.select_option("#technology", "tech:facial-recognition")
    rows = reader.table()
    assert len(rows) == min(reader.counts()["link"], 300)
    assert all(row[6] and row[7] for row in rows), "each has its grade and its source"
    reader.page.select_option("#technology", "")
    reader.page.click("#tables")
    reader.seek("NSO Group")
    deals = Counter(
        graph.cypher(
            "MATCH (d:Deal)-[:SELLER]->(:Vendor {id: 'org:nso-group'}), "
            "(d)-[:DESTINATION]->(c:Country) RETURN d.kind AS kind, c.id AS c, d.id AS d"
        )["kind"]
    )
    shown = reader.page.eval_on_selector_all(
        "#ties li:has(.tie)", "all => all.flatMap(one => [...one.querySelectorAll('.record b')])"
        ".map(one => one.textContent)"
    )  # fmt: skip
    assert sum(word.startswith("detection") for word in shown) == deals["detection"]


def test_a_product_is_found_and_its_class_turned_on(reader, graph):
    reader.seek("Pegasus")
    assert reader.page.is_checked("#classes label:has-text('product') input")
    assert not reader.page.is_checked("#classes label:has-text('technology') input")
    said = reader.text("#card")
    assert "NSO Group makes it" in said
    assert "product · known by 2012 · research" in said
    assert "[curated]: products row" in said
    reader.seek("tech:imsi-catcher")
    makers = only(
        graph, "MATCH (p:Product)-[:TECHNOLOGY]->(t {id: 'tech:imsi-catcher'}) RETURN count(p) AS n"
    )
    assert reader.text("#ties").count("classed as it") == makers > 0


def test_what_is_searched_outside_the_largest_part_is_shown(browser, page_file, seen):
    lone = min(nx.connected_components(seen), key=lambda part: (len(part), min(part)))
    one = browsing.Reader(browser, page_file)
    one.seek(min(lone))
    assert not one.page.is_checked("#main")
    assert one.text("#about").endswith(min(lone))
    assert one.counts()["thing"] == len(seen)
    one.close()
