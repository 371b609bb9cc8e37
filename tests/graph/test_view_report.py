"""The report: its numbers are those of the functions that it names, and it says what is missing."""

from __future__ import annotations

import json
import re
import shlex

import pytest
from click.testing import CliRunner

import panoptrade as pt
from panoptrade.cli import main
from panoptrade.graph.report import report
from panoptrade.graph.report_parts import Asked, pair
from panoptrade.graph.report_words import call, listed, of, percent, ratio
from panoptrade.graph.select import filters
from panoptrade.graph.view_report import view
from panoptrade.ontology.words import UnknownWordError
from tests import hostile, world
from tests.graph import browsing, few, pages

A4 = (595, 842)


def asked(**changed):
    given = {
        "definitions": ("row-not-liberal", "polity-below-7"),
        "regime": "row",
        "lag": 0,
        "exporter": ("CHN", "USA"),
        "filters": filters(),
        "years": None,
        "top": 50,
        "seed": 0,
    }
    return Asked(**given | changed)


def part(found, key):
    return next(one for one in found.sections if one.key == key)


@pytest.fixture(scope="module")
def starter():
    return report(pt.starter(), asked(top=500))


@pytest.fixture(scope="module")
def known(world):
    return report(world, asked())


def test_the_flow_table_holds_what_flows_counts(starter):
    table = part(starter, "flows").tables[0]
    frame = pt.flows(pt.starter(), ["exporter", "regime"], regime="row", exports_only=True)
    heads = [one.label for one in table.columns]
    rows = {row[0]: dict(zip(heads, row, strict=True)) for row in table.rows}
    for one in frame.itertuples():
        name = str(one.regime_name).strip("()").capitalize()
        text = f"{one.deals} ({one.share:.1f}%)" if one.share == one.share else str(one.deals)
        assert rows[one.exporter_name][name] == text
        assert rows[one.exporter_name]["Dated and classified"] == str(one.of)
    assert len(rows) == 1 + frame["exporter"].nunique()


def test_each_definition_has_the_shares_and_odds_of_conclusions(starter):
    tables = part(starter, "definitions").tables
    frame = pt.conclusions(
        pt.starter(), exporter=("CHN", "USA"), definitions=asked().definitions, lags=0,
        units="deals",
    )  # fmt: skip
    cells = [row for table in tables for row in table.rows]
    assert len(cells) == len(frame) == 8
    for row, one in zip(cells, frame.itertuples(), strict=True):
        assert row[:4] == [one.exporter_name, str(one.inside), str(one.of), percent(one.share)]
        assert ratio(one.odds_ratio) in row
        assert (row[-1] == "yes") == (one.shows == "not told apart from 1")


def test_vendors_and_chokepoints_are_those_of_their_functions(starter):
    graph = pt.starter()
    ranked = pt.centrality(graph, "betweenness", "vendor-country")
    ranked = ranked[ranked["class"] == "Vendor"]
    shown = [(row[0], row[1], row[3], row[4]) for row in part(starter, "vendors").tables[0].rows]
    assert shown == [
        (str(r), n, f"{v:.4f}", str(d))
        for r, n, v, d in zip(*(ranked[c] for c in ("rank", "name", "value", "deals")), strict=True)
    ]
    found = pt.chokepoints(graph, "points", exports_only=True)
    table = part(starter, "chokepoints").tables[0]
    assert [row[:3] for row in table.rows] == [
        [n, str(t), str(f)]
        for n, t, f in zip(*(found[c] for c in ("name", "through", "falls")), strict=True)
    ]


def test_restricted_vendors_are_counted_as_the_cypher_beneath_counts_them(starter):
    table = part(starter, "restrictions").tables[0]
    found = eval(table.calls[0].python, {"g": pt.starter()})
    assert [int(row[2]) for row in table.rows] == list(found["vendors"])


def test_deals_by_time_of_a_listing_are_those_of_leakage(starter):
    timed, later = part(starter, "restrictions").tables[1:]
    graph = pt.starter()
    every = pt.leakage(graph, timings=None, regime="row")
    names = dict(graph.cypher("MATCH (p:Programme) RETURN p.id AS id, p.name AS name").values)
    times = [one.label.lower() for one in timed.columns[1:]]
    deals = every.groupby([every["programme"].map(names), "timing"])["deal"].nunique()
    shown = {
        (row[0], at): int(n) for row in timed.rows for at, n in zip(times, row[1:], strict=True)
    }
    assert {key: n for key, n in shown.items() if n} == deals.to_dict()
    rows = every[every["timing"].isin(["after", "ongoing"])]
    assert sorted((row[0], row[2], row[4], row[6], row[7], row[9]) for row in later.rows) == sorted(
        (one.seller_name, one.date, one.importer[8:], one.listed_from, one.timing, one.grade)
        for one in rows.fillna("").itertuples()
    )


def test_the_coverage_is_that_of_coverage(starter):
    table, kinds = part(starter, "coverage").tables
    found = pt.coverage(pt.starter())
    assert [row[1] for row in table.rows] == [str(one) for one in found["deals"]]
    assert sum(int(row[2]) for row in kinds.rows) == sum(found["alone"]) == 702


def test_each_call_runs_and_its_command_gives_as_many_rows(known, world, monkeypatch):
    monkeypatch.setenv("PANOPTRADE_WORKSPACE", str(world.path))
    calls = [one for section in known.sections for table in section.tables for one in table.calls]
    assert len(calls) >= 11
    for one in calls:
        frame = eval(one.python, {"pt": pt, "g": pt.open(world.path)})
        program, *words = shlex.split(one.command)
        said = CliRunner().invoke(main, [*words, "--format", "json"])
        rows = json.loads(said.stdout)
        if "--all-definitions" in words:  # the command has no way to ask for one of them
            rows = [row for row in rows if row["definition"] == frame["definition"][0]]
        assert (program, len(rows)) == ("panoptrade", len(frame)), one


def test_the_summary_says_what_is_known_and_what_is_not(known):
    text = " ".join(known.summary)
    assert (
        "Of 9 deals abroad, 5 are dated and their importer is classified by Regimes of the World. "
        "Not among these: 3 undated and 1 without a class for that country and year." in text
    )
    assert "“All but liberal democracies” (row-not-liberal): China, 2 of 2 dated" in text
    assert "2 (20.0%) of 10 deals" in text
    assert "Neither is a sale." in text
    assert (
        "The odds cannot be compared: a side has no such deal, or all or none are in the group."
        in text
    )
    assert "Counted among the deals: 1 refused or cancelled." in text
    assert "restricts them: 1 of 7; 1 list or law names them." in text


def test_allegations_are_called_so(tmp_path):
    deal = world.deal("gazette", 1, "acme", "KEN", status="alleged", start="2019")
    found = report(few.build(tmp_path / "one", [deal]), asked())
    assert "Counted among the deals: 1 alleged, which by their source is not established." in (
        " ".join(found.summary)
    )


def test_a_graph_of_one_deal_without_classes_says_what_cannot_be_said(tmp_path):
    deal = world.deal("gazette", 1, "acme", "KEN", start="2019")
    graph = few.build(tmp_path / "one", [deal])
    text = pages.Parsed(view(graph, tmp_path / "one.html")).text()
    assert "Of 1 deal abroad, 0 are dated and their importer is classified" in text
    assert "No share can therefore be given." in text
    assert "the graph holds no classes of Polity5, so nothing can be said" in text
    assert "No vendor in this graph is named by a list or law that restricts it." in text
    assert "so no chokepoint can be named for it" in text
    assert "nan" not in text.lower().split()


def test_an_index_that_the_graph_does_not_hold_is_no_finding(tmp_path):
    ends = {"country": "country:KEN", "regime": "row:1", "year": 2019}
    known = world.said("gazette", "Classification", "classification:KEN:row:2019", **ends)
    deal = world.deal("gazette", 1, "acme", "KEN", origin="CHN", start="2019")
    graph = few.build(tmp_path / "one", [deal, known])
    made = report(graph, asked(definitions=("polity-below-7", "row-autocracy")))
    text = " ".join(made.summary)
    assert "(polity-below-7): the graph holds no classes of Polity5, so nothing can be said" in text
    assert "(row-autocracy): China, 1 of 1 dated and classified deals abroad" in text


@pytest.mark.parametrize("ending", ["html", "md"])
def test_a_graph_without_deals_gives_sentences_and_no_table_but_the_sources(tmp_path, ending):
    path = view(few.build(tmp_path / "none"), tmp_path / f"none.{ending}")
    text = path.read_text(encoding="utf-8")
    for sentence in (
        "No deal that leaves its country passes the filters, so there is no flow to count.",
        "so no vendor can be ranked.",
        "so nothing hangs on anybody.",
        "so no source is seen to cover anything.",
    ):
        assert sentence in text
    assert text.count("<table>") == (1 if ending == "html" else 0)


def test_filters_are_passed_on_and_named(world, tmp_path):
    path = view(
        world, tmp_path / "r.md", technology="facial-recognition", years=(2014, 2016), lag=1,
        title="Faces",
    )  # fmt: skip
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Faces\n")
    assert "technology, narrower ones included: facial-recognition; years 2014 to 2016" in text
    assert "--technology facial-recognition --years 2014:2016 --exports-only" in text
    assert "classified 1 year(s) before the year of the deal" in text


def test_the_same_graph_gives_the_same_bytes(world, tmp_path):
    first, second = (view(world, tmp_path / f"{one}.html").read_bytes() for one in "ab")
    assert first == second


def test_hostile_names_stay_text_in_markdown(tmp_path):
    graph = hostile.build(tmp_path / "hostile")
    text = view(graph, tmp_path / "r.md", top=50).read_text(encoding="utf-8")
    assert "\\<img src=x onerror=" in text
    assert "<" not in re.sub(r"\\<", "", re.sub(r"`[^`]*`", "", text))
    table = []
    for line in text.splitlines():
        if line[:1] == "|":
            table.append(len(re.findall(r"(?<!\\)\|", line)))
        elif table:
            assert len(set(table)) == 1
            table = []


def test_the_page_runs_nothing_and_links_only_to_itself_and_to_sources(world, tmp_path):
    found = pages.Parsed(view(world, tmp_path / "r.html"))
    assert found.all("script") == []
    ids = {attrs["id"] for _, attrs in found.elements if "id" in attrs}
    leads = [one["href"] for one in found.all("a")]
    assert {one[1:] for one in leads if one[0] == "#"} <= ids
    assert all(one.startswith("https://") for one in leads if one[0] != "#")


def test_bars_are_as_long_as_their_numbers(world, tmp_path):
    path = view(world, tmp_path / "r.html")
    found = pages.Parsed(path)
    labels = [one["aria-label"] for one in found.all("svg")]
    assert "China: 1 electoral autocracy, 1 electoral democracy, 1 undated or not classified" in (
        labels
    )
    bars = re.findall(r'aria-label="China: .*?</svg>', path.read_text(encoding="utf-8"))
    widths = [float(one) for one in re.findall(r'class="of-.*?width="([0-9.]+)"', bars[0])]
    assert len(set(widths)) == 1  # three parts of one deal each
    assert sum(widths) == pytest.approx(1000, abs=0.1)


def test_the_report_prints_on_a4_with_its_tables_under_their_captions(browser, tmp_path):
    one = browsing.Reader(browser, view(pt.starter(), tmp_path / "r.html"))
    sheets = one.printed()
    text = " ".join(sheets)
    for heading in ("Summary", "Chokepoints", "Restrictions", "Methods", "Sources"):
        assert heading in text
    for caption, row in (
        ("Deals by exporter and by regime", "All, each deal once"),
        ("definition row-not-liberal, version 1", "all others"),
        ("Vendors named by each list or law", "BIS Entity List"),
        ("Deals by what their source says", "deployment"),
    ):
        sheet = next(sheet for sheet in sheets if caption in sheet)
        assert row in sheet.partition(caption)[2]
    assert "(exporter not known)" in text
    one.close()


def test_wrong_words_are_refused_and_nothing_is_written(world, tmp_path):
    for error, how in (
        (UnknownWordError, {"definitions": "polity-below-8"}),
        (UnknownWordError, {"regime": "rows"}),
        (UnknownWordError, {"exporter": ("CHN", "Atlantis")}),
        (ValueError, {"exporter": ("CHN",)}),
        (ValueError, {"top": 0}),
        (ValueError, {"definitions": ()}),
    ):
        with pytest.raises(error):
            view(world, tmp_path / "r.html", **how)
    with pytest.raises(UnknownWordError, match=r"no ending of a report '\.pdf'"):
        view(world, tmp_path / "r.pdf")
    assert list(tmp_path.iterdir()) == []


def test_words_and_calls_read_as_they_should():
    assert (of(26, 83), of(3, 0), percent(float("nan"))) == ("26 (31.3%)", "3", "–")
    assert (listed(["a"]), listed(["a", "b", "c"])) == ("a", "a, b and c")
    assert pair(("china", "EUE")) == ("CHN", "EUE")
    one = call("leakage", "leakage", timings=None, source=("a b", "c"), years=(2011, 2012))
    assert one.python == "pt.leakage(g, timings=None, source=('a b', 'c'), years=(2011, 2012))"
    assert one.command == "panoptrade leakage --timing all --source 'a b,c' --years 2011:2012"
