"""The flows page in a real browser: what is switched and clicked gives the numbers of pt.flows."""

from __future__ import annotations

import re

import pytest

from panoptrade.graph import select, trade
from panoptrade.graph.flows import flows
from tests.graph.flowing import how, nodes, same, scales, summed, table, unfolded

BY = ["exporter", "technology", "regime"]


@pytest.mark.parametrize("name", ["world", "starter"])
def test_every_index_and_definition_gives_the_table_of_flows(read, flow_pages, name):
    reader, graph = read(name), flow_pages[name][0]
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
def test_nodes_and_ribbons_are_rows_of_flows(read, flow_pages, name, scale):
    reader, graph = read(name, hash=f"#regimes={scale}"), flow_pages[name][0]
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


def test_the_small_exporters_stand_together_as_so_many_deals(read, flow_pages):
    reader, graph = read("starter"), flow_pages["starter"][0]
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


def test_a_click_on_an_exporter_filters_the_other_views(read, flow_pages):
    reader, graph = read("starter"), flow_pages["starter"][0]
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


def test_a_choice_of_technology_is_the_filter_of_flows(read, flow_pages):
    reader, graph = read("starter"), flow_pages["starter"][0]
    reader.page.click("[data-key='technology|tech:facial-recognition']")
    wanted = flows(graph, by=["exporter", "regime"], regime="row", technology="facial-recognition")
    same(table(reader), wanted)
    assert reader.text("#status").startswith("142 of 702 deals")
    paired = flows(graph, by=["technology", "exporter"], technology="facial-recognition")
    assert set(nodes(reader, "technology")) <= set(paired["technology"])
    assert nodes(reader, "technology")["(not paired)"] == 125


def test_a_regime_and_a_kind_are_chosen_by_their_buttons(read, flow_pages):
    reader, graph = read("starter"), flow_pages["starter"][0]
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


def test_years_lag_and_deals_at_home_are_those_of_flows(read, flow_pages):
    reader, graph = read("starter"), flow_pages["starter"][0]
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
