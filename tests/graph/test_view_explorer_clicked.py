"""The explorer in a real browser: what is clicked does what it says, and the numbers are true."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from panoptrade.graph.api import open_graph
from panoptrade.graph.view_explorer import view
from tests.graph import browsing

ACME = "org:acme-lantern-works"


@pytest.fixture
def reader(browser, written):
    """The invented world's explorer, freshly opened; it must ask and complain of nothing."""
    found = browsing.Reader(browser, written)
    yield found
    assert found.asked == [found.address]
    assert found.errors == []
    found.close()


@pytest.fixture(scope="module")
def graph(world):
    return open_graph(world.path)


def only(graph, text, **params):
    return int(graph.cypher(text, **params).iloc[0, 0])


def test_the_numbers_on_screen_are_those_of_the_graph(reader, graph):
    known = "MATCH (v:Vendor)<-[:SELLER]-(d:Deal)-[:DESTINATION]->(c:Country)"
    deals = only(graph, f"{known} RETURN count(DISTINCT d) AS n")
    ties = only(graph, "MATCH (:Organization|Vendor|Person)-[r:OWNERSHIP]->() RETURN count(r) AS n")
    assert (deals, ties) == (9, 3)
    others = len(graph.table("Supply")) + len(graph.table("Succession")) + 1
    found = reader.counts()
    assert found["deal"] == deals
    assert found["other record"] == ties + others == 7
    assert found["undated"] == 3


def test_search_finds_names_and_aliases_by_keyboard(reader):
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("alw")
    assert reader.text("#found") == "ALW vendor, now called Acme Lantern Works"
    reader.page.keyboard.press("Enter")
    assert reader.text("#name") == "Acme Lantern Works"
    assert reader.page.url.endswith("#org%3Aacme-lantern-works")
    reader.page.keyboard.press("Escape")
    reader.page.fill("#find", "no such body")
    assert reader.text("#found") == "nothing is called so"


def test_the_dossier_gives_each_link_with_year_grade_source_and_kind(reader, graph):
    reader.seek("Acme Lantern Works")
    said = reader.text("#card")
    assert "vendor · China" in said
    assert "contract · 2015 · official record · importer: electoral democracy" in said
    assert "maintenance · 2018 · official record · importer: electoral autocracy" in said
    assert "presence · undated · research" in said
    assert "The Invented Atlas-1 [atlas-1]: row deal:atlas-1:uga" in said
    assert "owns: equity · 2014–2019 · official record 25 %" in said
    assert "restriction · since 2019" in said
    deals = only(graph, "MATCH (d:Deal)-[:SELLER]->(v {id: $id}) RETURN count(d) AS n", id=ACME)
    assert len(re.findall(r"contract ·|maintenance ·|presence ·", said)) == deals == 3
    assert "sale" not in said


@pytest.mark.parametrize(
    ("technology", "deals"),
    [("tech:facial-recognition", 4), ("tech:commercial-spyware", 3), ("tech:imsi-catcher", 1)],
)
def test_the_filter_of_technology_takes_narrower_ones_along(reader, graph, technology, deals):
    reader.page.select_option("#technology", technology)
    asked = (
        "MATCH (d:Deal)-[:TECHNOLOGY]->(t:Technology)-[:BROADER*0..9]->(:Technology {id: $id}) "
        "RETURN count(DISTINCT d) AS n"
    )
    assert reader.counts()["deal"] == only(graph, asked, id=technology) == deals


def test_the_filter_of_the_regime_is_the_importers_in_the_deals_year(reader, graph):
    asked = (
        "MATCH (d:Deal)-[:DESTINATION]->(c:Country)-[k:CLASSIFICATION]->(r:RegimeClass {id: $id}), "
        "(d)-[:SELLER]->(:Vendor) WHERE "
        "k.year = coalesce(d.start_year, d.disclosed_year) RETURN count(DISTINCT d) AS n"
    )
    codes = {
        label: value
        for value, label in reader.page.eval_on_selector_all(
            "#regime option", "all => all.map(one => [one.value, one.textContent])"
        )
    }
    for label, code in (("electoral autocracy", "row:1"), ("closed autocracy", "row:0")):
        reader.page.select_option("#regime", codes[label])
        assert reader.counts()["deal"] == only(graph, asked, id=code)
    reader.page.select_option("#regime", codes["undated"])
    assert reader.counts() == {"thing": 6, "link": 4, "deal": 3, "other record": 0, "undated": 3}


def test_years_keep_or_hide_the_undated(reader):
    reader.page.fill("#from", "2016")
    reader.page.fill("#to-year", "2017")
    kept = reader.counts()
    reader.page.uncheck("#undated")
    found = reader.counts()
    assert (kept["deal"], kept["undated"]) == (5, 3)
    assert (found["deal"], found["undated"]) == (2, 0)


def test_classes_kinds_and_grades_leave_out(reader, graph):
    reader.page.uncheck("#kinds label:has-text('presence') input")
    reader.page.uncheck("#kinds label:has-text('detection') input")
    firm = only(
        graph,
        "MATCH (d:Deal)-[:SELLER]->() WHERE NOT d.kind IN ['presence', 'detection'] "
        "RETURN count(DISTINCT d) AS n",
    )
    assert reader.counts()["deal"] == firm == 7
    reader.page.select_option("#grade", label="official record")
    assert reader.counts()["deal"] == 7
    reader.page.uncheck("#classes label:has-text('country') input")
    assert reader.counts()["deal"] == 0


def test_a_neighbourhood_a_path_and_a_core(reader):
    reader.seek("Granite Holdings")
    reader.page.click("#ego1")
    assert reader.counts()["thing"] == 2
    reader.page.click("#ego2")
    assert reader.counts()["thing"] == 7
    reader.page.click("#unfocus")
    reader.seek("Mexico", "#to")
    assert (
        "a shortest path: Granite Holdings – Acme Lantern Works – Uganda – Cobalt Owl – Mexico"
        in (reader.text("#status"))
    )
    assert reader.counts()["thing"] == 5
    reader.page.click("#unfocus")
    reader.page.fill("#core", "2")
    assert reader.counts()["thing"] == 6
    reader.page.fill("#core", "0")
    reader.page.check("#main")
    assert reader.counts()["thing"] < 16


def test_a_click_on_a_line_opens_its_records(reader):
    reader.seek("Borealis Gaze")
    reader.page.click("#ego1")
    reader.page.uncheck("#undated")
    supplies = reader.page.locator("#kinds details", has_text="supplies")
    supplies.evaluate("one => { one.open = true; }")
    supplies.locator("label", has_text="product").locator("input").uncheck()
    assert reader.counts()["link"] == 1, "Borealis Gaze and Kenya"
    reader.page.click("#close")
    reader.page.click("#reset")
    reader.page.wait_for_timeout(300)
    box = reader.page.locator("#network").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    reader.page.mouse.move(*middle)
    reader.page.mouse.click(*middle)
    reader.page.wait_for_selector("#card:visible")
    assert reader.text("#name") == "Borealis Gaze – Kenya"
    assert "contract · 2016 · official record · importer: electoral autocracy" in reader.text(
        "#ties"
    )


def test_a_deep_link_opens_a_thing_or_a_record(browser, written):
    thing = browsing.Reader(browser, written, hash="#org:cobalt-owl")
    assert thing.text("#name") == "Cobalt Owl"
    record = browsing.Reader(browser, written, hash="#deal:gazette:3")
    assert record.text("#name") == "Borealis Gaze – Kenya"
    assert "contract · 2016 · official record" in record.text("#ties")
    for one in (thing, record):
        assert one.errors == []
        one.close()


def test_the_table_says_what_is_shown(reader, graph):
    reader.page.fill("#from", "2015")
    reader.page.fill("#to-year", "2015")
    reader.page.uncheck("#undated")
    reader.page.uncheck("#classes label:has-text('organization') input")
    rows = reader.table()
    assert len(rows) == reader.counts()["link"]
    row = next(row for row in rows if row[1] == "contract")
    assert row == [
        "Acme Lantern Works", "contract", "Kenya", "2015", "electoral democracy",
        "Facial recognition", "official record", "gazette: row deal:gazette:1",
    ]  # fmt: skip


def test_svg_and_png_hold_what_is_shown(reader, tmp_path):
    reader.seek("Cobalt Owl")
    reader.page.click("#ego1")
    with reader.page.expect_download() as got:
        reader.page.click("#svg")
    got.value.save_as(tmp_path / "picture.svg")
    root = ET.parse(tmp_path / "picture.svg").getroot()
    texts = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Cobalt Owl", "Mexico", "Uganda", "Hypatia Quill"} <= set(texts)
    assert "Kenya" not in texts
    with reader.page.expect_download() as got:
        reader.page.click("#png")
    got.value.save_as(tmp_path / "picture.png")
    image = (tmp_path / "picture.png").read_bytes()
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(image[16:20]), int.from_bytes(image[20:24])) == (3200, 2000)
    assert len(image) > 10_000, "a blank one would be far smaller"


def test_it_prints_on_one_page_with_the_picture_on_it(reader, tmp_path):
    (sheet,) = reader.printed()
    assert "Who makes, owns, supplies, sells and restricts" in sheet
    assert "Acme Lantern Works" in sheet
    assert reader.text("#status") in sheet
    assert "A presence or a detection is not a sale." in sheet
    reader.page.emulate_media(media="print")
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert reader.page.locator("#print svg circle").count() > 10
    assert reader.page.locator("#print svg").bounding_box()["height"] > 300
    reader.page.screenshot(path=tmp_path / "print.png")


def test_a_page_from_a_querys_rows_shows_these_things(browser, world, tmp_path):
    rows = pd.DataFrame({"vendor": [{"id": ACME, "name": "Acme"}], "n": [3]})
    path = view(world, tmp_path / "explorer.html", rows=rows)
    one = browsing.Reader(browser, path)
    assert "1 things and 0 records whose ids stand in 1 rows" in one.page.text_content("footer")
    assert one.counts()["thing"] == 7
    one.close()
