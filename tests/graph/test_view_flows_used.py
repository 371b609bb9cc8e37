"""The flows page as a reader uses it: by links, keys, files and on paper."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import pytest

from panoptrade.graph.flows import flows
from tests.graph.flowing import frame, same, table


def test_a_link_opens_what_was_chosen(read, flow_pages):
    first = read("starter")
    first.page.select_option("#scale", "fh-not-free")
    first.page.select_option("#exporter", "country:ITA")
    first.page.click("#regimes [data-value=in]")
    first.page.fill("#from", "2012")
    first.page.keyboard.press("Tab")
    address = first.page.evaluate("location.hash")
    assert address == "#regimes=fh-not-free&exporter=country:ITA&regime=in&from=2012"
    second = read("starter", hash=address)
    assert second.text("#status") == first.text("#status")
    wanted = flows(
        flow_pages["starter"][0],
        by=["exporter", "regime"],
        definition="fh-not-free",
        years=(2012, 2100),
    )
    chosen = (wanted["exporter"] == "country:ITA") & (wanted["regime"] == "in")
    same(table(second), wanted[chosen])
    strange = read("starter", hash="#regimes=nothing&exporter=country:XXX&from=abc&lag=99")
    assert strange.text("#status").startswith("702 of 702")


def test_a_click_on_a_ribbon_chooses_both_of_its_ends(read, flow_pages):
    reader = read("starter")
    ends = "[data-from='exporter|country:ITA'][data-to='technology|tech:commercial-spyware']"
    reader.page.locator(f".ribbon{ends}").first.dispatch_event("click")
    assert reader.text("#chips") == "Exporter: Italy × Technology: Commercial spyware ×"
    wanted = flows(
        flow_pages["starter"][0],
        by=["exporter", "regime"],
        regime="row",
        technology="commercial-spyware",
    )
    same(table(reader), wanted[wanted["exporter"] == "country:ITA"])
    reader.page.click("#clear")
    folded = ".ribbon[data-from='exporter|others'][data-to='technology|tech:digital-forensics']"
    reader.page.locator(folded).first.dispatch_event("click")
    assert reader.text("#chips") == "Technology: Digital forensics ×"


# The labels of each column: their boxes, and the bars that they may not run into.
LABELS = """() => {
  const svg = document.querySelector("#sankey svg").getBoundingClientRect();
  const box = one => { const b = one.getBoundingClientRect();
    return [b.left - svg.left, b.top - svg.top, b.right - svg.left, b.bottom - svg.top]; };
  const of = column => [...document.querySelectorAll(`#sankey .node.${column}`)];
  const columns = ["exporter", "technology", "regime"];
  const bars = of("regime").map(n => box(n.querySelector("rect"))[0]);
  const texts = c => [c, of(c).map(n => box(n.querySelector("text")))];
  const labels = Object.fromEntries(columns.map(texts));
  const words = Object.fromEntries(columns.map(c => [c, of(c).map(n => n.textContent)]));
  return { width: svg.width, bars: Math.min(...bars), labels, words };
}"""


@pytest.mark.parametrize("width", [1400, 1000, 390])
def test_no_label_is_cut_or_runs_into_another(read, width):
    reader = read("starter", viewport={"width": width, "height": 900})
    found = reader.page.evaluate(LABELS)
    assert found["width"] <= width
    for labels in found["labels"].values():
        assert labels
        assert all(left >= 0 and right <= found["width"] for left, _, right, _ in labels)
        tops = sorted(labels, key=lambda one: one[1])
        # Letters are lower than their boxes.
        assert all(one[3] - 4 <= two[1] for one, two in pairwise(tops))
    assert all(right <= found["bars"] for _, _, right, _ in found["labels"]["technology"])
    assert not [one for ones in found["words"].values() for one in ones if "…" in one]


PLACES = """() => {
  const svg = document.querySelector("#map svg").getBoundingClientRect();
  const box = one => { const b = one.getBoundingClientRect();
    return [b.left, b.top, b.right, b.bottom]; };
  const all = s => [...document.querySelectorAll(s)];
  return {
    frame: [svg.left, svg.top, svg.right, svg.bottom],
    names: all("#map .place").map(n => [n.textContent, box(n)]),
    dots: all("#map .dot").map(n => n.dataset.key.split("|")[1]),
    title: document.querySelector("#map-says").textContent };
}"""


def test_the_map_shows_a_part_of_the_world_and_counts_what_lies_elsewhere(read, flow_pages):
    reader = read("starter")
    whole, before = reader.page.evaluate(PLACES), table(reader)
    assert (whole["names"], "went elsewhere" in whole["title"]) == ([], False)
    reader.page.select_option("#part", "middle-east")
    found = reader.page.evaluate(PLACES)
    assert reader.page.evaluate("location.hash") == "#map=middle-east"
    assert {"country:SAU", "country:ARE", "country:IRN"} < set(found["dots"]) < set(whole["dots"])
    assert "country:MEX" not in found["dots"]
    # Nothing is counted otherwise than before.
    assert table(reader) == before
    placed, shown = (", ".join(f"'{one}'" for one in page["dots"]) for page in (whole, found))
    with flow_pages["starter"][0].connect() as db:
        (elsewhere,) = db.execute(
            f"SELECT count(*) FROM Deal WHERE list_has_any(destination, [{placed}]) "
            f"AND NOT list_has_any(destination, [{shown}])"
        ).fetchone()
    cut = "The map is cut to a part, Middle East, and what lies beside it"
    assert f"{cut}: {elsewhere} deals went elsewhere." in found["title"]
    with reader.page.expect_download() as got:
        reader.page.click("#map-svg")
    assert f"{cut}." in got.value.path().read_text(encoding="utf-8")
    left, top, right, bottom = found["frame"]
    assert len(found["names"]) > 10
    for name, (x0, y0, x1, y1) in found["names"]:
        assert left - 1 <= x0 < x1 <= right + 1, name
        assert top - 3 <= y0 < y1 <= bottom + 3, name
    for one, two in combinations(found["names"], 2):
        # Letters are lower than their boxes.
        apart = one[1][2] <= two[1][0] or two[1][2] <= one[1][0]
        assert apart or one[1][3] - 4 <= two[1][1] or two[1][3] - 4 <= one[1][1], (one, two)
    again = read("starter", hash="#map=middle-east")
    assert again.page.evaluate(PLACES)["dots"] == found["dots"]


def test_the_keyboard_goes_through_the_pictures(read):
    reader = read("starter")
    reader.page.focus("#sankey [tabindex='0']")
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    assert reader.text("#chips") == "Exporter: China ×"
    now = "document.activeElement.dataset.key"
    assert reader.page.evaluate(now) == "exporter|country:CHN"
    reader.page.keyboard.press("Enter")
    reader.page.focus("#timeline [tabindex='0']")
    reader.page.keyboard.press("Enter")
    assert reader.text("#chips") == "Years: 2000 ×"
    for _ in range(4):
        reader.page.keyboard.press("ArrowRight")
    reader.page.keyboard.press("Shift+Enter")
    assert reader.text("#chips") == "Years: 2000 to 2004 ×"
    reader.page.click("#clear")
    reader.page.focus("#map [tabindex='0']")
    reader.page.keyboard.press("Enter")
    assert reader.text("#chips") == "Importer: United States ×"
    assert reader.text("#status").startswith("30 of 702")


def test_every_deal_stands_with_its_source(read, flow_pages):
    reader = read("world")
    rows = reader.page.eval_on_selector_all(
        "#deal-rows tr", "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    )
    assert len(rows) == len(flow_pages["world"][0].table("Deal"))
    lines = next(row for row in rows if "deal:atlas-1:uga" in row[-1])
    assert lines[:2] == ["undated", "presence"]
    assert "The Invented Atlas-1 [atlas-1]: row deal:atlas-1:uga" in lines[-1]
    assert "Acme Lantern Works, Borealis Gaze" in lines[5]
    with reader.page.expect_download() as got:
        reader.page.click("#deals-csv")
    found = frame(got.value)
    assert sorted(one["id"] for one in found) == sorted(flow_pages["world"][0].table("Deal")["id"])
    assert {one["sources"] for one in found} <= {"gazette", "atlas-1", "atlas-2"}


def test_the_pictures_come_as_files_in_their_colours(read):
    reader = read("starter")
    for name in ("sankey", "map", "timeline"):
        with reader.page.expect_download() as got:
            reader.page.click(f"#{name}-svg")
        root = ET.fromstring(got.value.path().read_text(encoding="utf-8"))
        texts = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
        assert texts[-2].startswith("702 of 702 deals")
        fills = {one.get("fill") for one in root.iter("{http://www.w3.org/2000/svg}rect")}
        assert "rgb(255, 255, 255)" in fills
    with reader.page.expect_download() as got:
        reader.page.click("#timeline-png")
    assert got.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_pages_stay_small(flow_pages):
    assert flow_pages["world"][1].stat().st_size < 250_000
    assert flow_pages["starter"][1].stat().st_size < 260_000


def test_the_printed_page_holds_pictures_numbers_and_sources(read):
    sheets = read("starter").printed()
    assert "Flows <of> & lanterns" in sheets[0]
    assert "702 of 702 deals" in sheets[0]
    assert "United States 187" in sheets[0]
    assert any("From where to where" in sheet and "By year" in sheet for sheet in sheets[:3])
    assert any("electoral autocracy" in sheet and "29.8 %" in sheet for sheet in sheets)
