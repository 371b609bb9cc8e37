"""The flows page in a real browser: what is switched and clicked gives the numbers of pt.flows."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from panoptrade import opening
from panoptrade.graph import select, trade
from panoptrade.graph.api import open_graph
from panoptrade.graph.flows import flows
from panoptrade.graph.view_flows import view
from tests.graph import browsing

BY = ["exporter", "technology", "regime"]


@pytest.fixture(scope="module")
def worlds(world, tmp_path_factory):
    """The invented world and the starter graph, each with its page."""
    folder = tmp_path_factory.mktemp("flows")
    graphs = {"world": open_graph(world.path), "starter": opening.starter()}
    return {
        name: (graph, view(graph, folder / f"{name}.html", title="Flows <of> & lanterns"))
        for name, graph in graphs.items()
    }


@pytest.fixture
def read(browser, worlds):
    """Open the page of a graph; it must ask and complain of nothing."""
    opened = []

    def give(name, **how):
        opened.append(browsing.Reader(browser, worlds[name][1], **how))
        return opened[-1]

    yield give
    for one in opened:
        assert (one.asked, one.errors) == ([one.address.partition("#")[0]], [])
        one.close()


def scales(reader):
    """Return the ids of all indices and definitions that the page offers."""
    return reader.page.eval_on_selector_all("#scale option", "all => all.map(one => one.value)")


def how(scale):
    return {"regime": scale} if ":" not in scale and "-" not in scale else {"definition": scale}


def table(reader):
    """Return the table of flows as the page's own CSV has it."""
    with reader.page.expect_download() as got:
        reader.page.click("#flows-csv")
    return frame(got.value)


def frame(download):
    text = download.path().read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def same(found, wanted, *, ordered=True):
    """Compare the page's CSV with a frame of pt.flows, row by row and in its order.

    Where only some of its rows are chosen, exporters may come in another order.
    """
    rows = [
        (one.exporter, one.regime, one.deals, one.of, None if pd.isna(one.share) else one.share)
        for one in wanted.itertuples()
    ]
    mine = [
        (
            one["exporter"],
            one["regime"],
            int(one["deals"]),
            int(one["of"]),
            float(one["share"]) if one["share"] else None,
        )
        for one in found
    ]
    if not ordered:
        mine, rows = sorted(mine, key=str), sorted(rows, key=str)
    assert [row[:4] for row in mine] == [row[:4] for row in rows]
    assert [row[4] for row in mine] == pytest.approx([row[4] for row in rows])


def nodes(reader, column):
    """Return the deals at each node of a column of the Sankey."""
    script = (
        "(all, column) => all.filter(one => one.dataset.key.startsWith(column + '|'))"
        ".map(one => [one.dataset.key.split('|')[1], Number(one.dataset.deals)])"
    )
    return dict(reader.page.eval_on_selector_all("#sankey .node", script, column))


def summed(graph, by, **options):
    """Return the deals of pt.flows by one dimension."""
    rows = flows(graph, by=by, **options)
    return dict(zip(rows[by], rows["deals"], strict=True))


def unfolded(reader):
    while reader.page.locator("[data-key='exporter|others']").count():
        reader.page.focus("[data-key='exporter|others']")
        reader.page.keyboard.press("Enter")


@pytest.mark.parametrize("name", ["world", "starter"])
def test_every_index_and_definition_gives_the_table_of_flows(read, worlds, name):
    reader, graph = read(name), worlds[name][0]
    offered = scales(reader)
    assert len(offered) >= 8
    for scale in offered:
        reader.page.select_option("#scale", scale)
        wanted = flows(graph, by=["exporter", "regime"], **how(scale))
        same(table(reader), wanted)
        regimes = summed(graph, "regime", **how(scale))
        assert nodes(reader, "regime") == regimes
        totals = wanted.attrs["totals"]
        assert reader.text("#status").startswith(
            f"{totals['counted']} of {totals['deals']} deals · {totals['undated']} undated · "
            f"{totals['unclassified']} not classified · "
            f"{totals['no_importer']} importer not known"
        )


@pytest.mark.parametrize("scale", ["row", "polity-below-7"])
@pytest.mark.parametrize("name", ["world", "starter"])
def test_nodes_and_ribbons_are_rows_of_flows(read, worlds, name, scale):
    reader, graph = read(name, hash=f"#regimes={scale}"), worlds[name][0]
    unfolded(reader)
    wanted = flows(graph, by=BY, **how(scale))
    assert nodes(reader, "exporter") == summed(graph, "exporter")
    drawn = reader.page.eval_on_selector_all(
        "#sankey .ribbon[data-from^='exporter|']",
        "all => all.map(({dataset: one}) => [one.from.split('|')[1], one.to.split('|')[1],"
        " one.regime, Number(one.deals)])",
    )
    assert sorted(map(tuple, drawn)) == sorted(
        zip(wanted.exporter, wanted.technology, wanted.regime, wanted.deals, strict=True)
    )
    beside = flows(graph, by=["technology", "exporter"])
    assert set(nodes(reader, "technology")) == set(beside["technology"])


def test_the_small_exporters_stand_together_as_so_many_deals(read, worlds):
    reader, graph = read("starter"), worlds["starter"][0]
    wanted = flows(graph, by="exporter")
    known = wanted[~wanted["exporter"].str.startswith("(")]
    rest = set(known["exporter"].iloc[11:])
    with graph.connect() as db:
        trade.create(db, graph, select.filters())
        listed = ", ".join(f"'{one}'" for one in rest)
        either = f"list_has_any(exporters, [{listed}])"
        deals = db.execute(f"SELECT count(*) FROM trade WHERE {either}").fetchone()[0]
    said = reader.page.text_content("[data-key='exporter|others']")
    assert nodes(reader, "exporter")["others"] == deals == 63
    assert re.match(rf"{len(rest)} other .*63$", said)
    unfolded(reader)
    assert "others" not in nodes(reader, "exporter")
    reader.page.click("#fold")
    assert "others" in nodes(reader, "exporter")


def test_a_click_on_an_exporter_filters_the_other_views(read, worlds):
    reader, graph = read("starter"), worlds["starter"][0]
    reader.page.click("[data-key='exporter|country:ISR']")
    wanted = flows(graph, by=["exporter", "regime"], regime="row")
    wanted = wanted[wanted["exporter"] == "country:ISR"]
    same(table(reader), wanted)
    assert reader.text("#status").startswith("100 of 702 deals · 15 undated")
    years = summed(graph, "year")
    with graph.connect() as db:
        israel = "list_contains(origin, 'country:ISR')"
        years = dict(
            db.execute(
                "SELECT coalesce(left(coalesce(try_cast(left(start, 4) AS INT)::VARCHAR, "
                f"left(disclosed, 4)), 4), ''), count(*) FROM Deal WHERE {israel} GROUP BY 1"
            ).fetchall()
        )
        places = db.execute(
            f"SELECT count(DISTINCT destination[1]) FROM Deal WHERE {israel}"
        ).fetchone()[0]
    bars = reader.page.eval_on_selector_all(
        "#timeline .bar",
        "all => all.map(({dataset: one}) => [one.key.split('|')[1], Number(one.deals)])",
    )
    assert {key: deals for key, deals in bars if deals} == years
    assert reader.page.locator("#map .dot").count() == places
    assert reader.text("#chips") == "Exporter: Israel ×"
    reader.page.click("#chips button")
    assert reader.text("#status").startswith("702 of 702")


def test_a_choice_of_technology_is_the_filter_of_flows(read, worlds):
    reader, graph = read("starter"), worlds["starter"][0]
    reader.page.click("[data-key='technology|tech:facial-recognition']")
    wanted = flows(graph, by=["exporter", "regime"], regime="row", technology="facial-recognition")
    same(table(reader), wanted)
    assert reader.text("#status").startswith("142 of 702 deals")
    paired = flows(graph, by=["technology", "exporter"], technology="facial-recognition")
    assert set(nodes(reader, "technology")) <= set(paired["technology"])
    assert nodes(reader, "technology")["(not paired)"] == 125


def test_a_regime_and_a_kind_are_chosen_by_their_buttons(read, worlds):
    reader, graph = read("starter"), worlds["starter"][0]
    reader.page.click("#faint [data-value=detection]")
    wanted = flows(graph, by=["exporter", "regime"], regime="row", kinds="detection")
    same(table(reader), wanted)
    reader.page.click("#faint [data-value=detection]")
    reader.page.click("#firm [data-value=deployment]")
    reader.page.click("#regimes [data-value='row:1']")
    wanted = flows(graph, by=["exporter", "regime"], regime="row", kinds="deployment")
    same(table(reader), wanted[wanted["regime"] == "row:1"], ordered=False)
    regimes = summed(graph, "regime", regime="row", kinds="deployment")
    assert nodes(reader, "regime") == {"row:1": regimes["row:1"]}


def test_years_lag_and_deals_at_home_are_those_of_flows(read, worlds):
    reader, graph = read("starter"), worlds["starter"][0]
    reader.page.fill("#from", "2011")
    reader.page.fill("#to", "2016")
    reader.page.fill("#lag", "2")
    reader.page.check("#abroad")
    wanted = flows(
        graph,
        by=["exporter", "regime"],
        regime="row",
        years=(2011, 2016),
        lag=2,
        exports_only=True,
    )
    same(table(reader), wanted)
    reader.page.uncheck("#undated")
    same(table(reader), wanted[wanted["regime"] != "(undated)"], ordered=False)
    assert "0 undated" in reader.text("#status")
    reader.page.click("#clear")
    wanted = flows(graph, by=["exporter", "regime"], regime="row", lag=2, exports_only=True)
    same(table(reader), wanted)


def test_what_is_not_known_is_drawn(read):
    reader = read("world")
    said = {"(undated)", "(not classified)"} & set(nodes(reader, "regime"))
    assert said == {"(undated)", "(not classified)"}
    assert "(not paired)" in nodes(reader, "technology")
    assert reader.page.get_attribute("[data-key='undated|']", "data-deals") == "3"
    assert reader.page.is_visible("[data-key='undated|']")


def test_a_link_opens_what_was_chosen(read, worlds):
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
        worlds["starter"][0],
        by=["exporter", "regime"],
        definition="fh-not-free",
        years=(2012, 2100),
    )
    chosen = (wanted["exporter"] == "country:ITA") & (wanted["regime"] == "in")
    same(table(second), wanted[chosen])
    strange = read("starter", hash="#regimes=nothing&exporter=country:XXX&from=abc&lag=99")
    assert strange.text("#status").startswith("702 of 702")


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


def test_every_deal_stands_with_its_source(read, worlds):
    reader = read("world")
    rows = reader.page.eval_on_selector_all(
        "#deal-rows tr", "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    )
    assert len(rows) == len(worlds["world"][0].table("Deal"))
    lines = next(row for row in rows if "deal:atlas-1:uga" in row[-1])
    assert lines[:2] == ["undated", "presence"]
    assert "The Invented Atlas-1 [atlas-1]: row deal:atlas-1:uga" in lines[-1]
    assert "Acme Lantern Works, Borealis Gaze" in lines[5]
    with reader.page.expect_download() as got:
        reader.page.click("#deals-csv")
    found = frame(got.value)
    assert sorted(one["id"] for one in found) == sorted(worlds["world"][0].table("Deal")["id"])
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


def test_the_pages_stay_small(worlds):
    assert worlds["world"][1].stat().st_size < 250_000
    assert worlds["starter"][1].stat().st_size < 260_000


def test_the_printed_page_holds_pictures_numbers_and_sources(read):
    sheets = read("starter").printed()
    assert "Flows <of> & lanterns" in sheets[0]
    assert "702 of 702 deals" in sheets[0]
    assert "United States 187" in sheets[0]
    assert any("From where to where" in sheet and "By year" in sheet for sheet in sheets[:3])
    assert any("electoral autocracy" in sheet and "29.8 %" in sheet for sheet in sheets)
