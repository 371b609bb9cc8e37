"""The flows page's data are the deals as pt.flows takes them, and wrong words are told."""

from __future__ import annotations

import gzip
import json
from base64 import b64decode

import pytest

from panoptrade.graph import flows_data, select
from panoptrade.graph.api import open_graph
from panoptrade.graph.flows import flows
from panoptrade.graph.flows_scales import NOTHING
from panoptrade.graph.view_flows import NothingToShowError, view
from panoptrade.ontology import tables, words
from tests import world as worlds
from tests.graph import few
from tests.graph.pages import Parsed


@pytest.fixture(scope="module")
def data(world):
    return flows_data.columns(world, select.filters(), date="start")


def held(path):
    """Return the data that a page holds."""
    found = json.loads(Parsed(path).scripts[0])
    return json.loads(gzip.decompress(b64decode(found["gzip"]))) if "gzip" in found else found


def classes(data, scale):
    """Return what a scale says of each country and year."""
    found = next(one for one in data["scales"] if one["id"] == scale)
    return {
        (country, data["span"][0] + at): found["classes"][int(letter)][0]
        for country, letters in found["years"].items()
        for at, letter in enumerate(letters)
        if letter != NOTHING
    }


def counted(data, scale):
    """Count deals by regime from the page's data, in Python."""
    known = classes(data, scale)
    found = {}
    deals = data["deals"]
    for importers, year in zip(deals["importers"], deals["year"], strict=True):
        keys = set()
        for country in (data["countries"][one]["id"] for one in importers):
            keys.add(
                "(undated)" if year is None else known.get((country, year), "(not classified)")
            )
        for key in keys or {"(importer not known)"}:
            found[key] = found.get(key, 0) + 1
    return found


def test_every_deal_is_there_once_with_its_kind_and_year(world, data):
    table = world.table("Deal").sort_values("id")
    assert len(data["deals"]["id"]) == len(table) == 10
    kinds = [data["kinds"][one]["code"] for one in data["deals"]["kind"]]
    assert kinds == list(table["kind"])
    years = [one for one in data["deals"]["year"] if one is not None]
    assert sorted(years) == [2012, 2015, 2016, 2017, 2018, 2019, 2020]
    faint = {one["code"] for one in data["kinds"] if one["faint"]}
    assert faint == {"presence", "detection"}


def test_every_scale_that_classifies_is_there_and_counts_as_flows(world, data):
    ids = [one["id"] for one in data["scales"]]
    indices = [one for one in ids if one in tables.terms("regime-index")]
    assert {"row", "fh", "polity"} <= set(indices)
    assert "eiu" not in ids
    assert ids == [*indices, *ids[len(indices) :]]
    for scale in ids:
        how = {"regime": scale} if scale in indices else {"definition": scale}
        wanted = flows(world, by="regime", **how)
        assert counted(data, scale) == dict(zip(wanted["regime"], wanted["deals"], strict=True))


def test_a_source_and_its_place_stand_with_each_deal(data):
    rows = {data["sources"][one]["id"] for many in data["deals"]["source"] for one in many}
    assert rows == {"gazette", "atlas-1", "atlas-2"}
    assert data["deals"]["place"][0] == "0row deal:atlas-1:uga"
    assert data["deals"]["says"][0].startswith("the source does not say which vendor goes with")


def test_filters_say_which_deals_the_page_holds(world, tmp_path):
    path = view(world, tmp_path / "page.html", technology="commercial-spyware", kinds=["detection"])
    found = held(path)
    assert len(found["deals"]["id"]) == 1
    text = path.read_text(encoding="utf-8")
    assert "only a part of the graph&#x27;s deals: technology: commercial-spyware; kinds" in text


def test_a_date_of_disclosure_dates_the_deals(world, tmp_path):
    found = held(view(world, tmp_path / "page.html", date="disclosed"))
    wanted = flows(world, by="year", date="disclosed").attrs["totals"]
    assert sum(found["deals"]["otherDate"]) == wanted["fell_back"] == 6
    assert found["date"] == "disclosed"


def test_the_page_opens_as_it_was_asked_to(world, tmp_path):
    path = tmp_path / "page.html"
    found = held(view(world, path, definition="fh-not-free", lag=2, exports_only=True))
    assert found["opening"] == {"scale": "fh-not-free", "lag": 2, "abroad": True}
    assert held(view(world, path))["opening"] == {"scale": "row", "lag": 0, "abroad": False}


def test_the_same_graph_gives_the_same_bytes(world, tmp_path):
    one, other = (view(world, tmp_path / name) for name in ("one.html", "other.html"))
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"regime": "rwo"}, "did you mean row"),
        ({"definition": "fh-notfree"}, "did you mean fh-not-free"),
        ({"kinds": "presense"}, "did you mean presence"),
        ({"date": "end"}, "date of a deal"),
        ({"regime": "row", "definition": "fh-not-free"}, "not both"),
        ({"lag": 11}, "0 to 10 years before a deal, not 11"),
        ({"regime": "eiu"}, "says nothing of eiu .*; it classifies by row, polity"),
        ({"kinds": "donation"}, "no deal passes the filters"),
    ],
)
def test_what_cannot_be_shown_is_told_and_nothing_is_written(world, tmp_path, options, said):
    with pytest.raises((words.UnknownWordError, ValueError), match=said):
        view(world, tmp_path / "page.html", **options)
    assert not list(tmp_path.iterdir())


def test_a_graph_without_regimes_has_a_page_that_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(worlds, "_regimes", lambda: iter(()))
    bare = worlds.build(tmp_path / "bare")
    found = held(view(bare, tmp_path / "page.html"))
    assert (found["scales"], found["opening"]["scale"]) == ([], "")
    with pytest.raises(NothingToShowError, match="it classifies no country"):
        view(bare, tmp_path / "other.html", regime="row")


def test_every_country_of_iso_has_a_place_or_is_known_to_have_none():
    placed = {row["iso3"] for row in tables.rows("centroids")}
    rows = {row["iso3"]: row for row in tables.rows("countries")}
    assert placed <= set(rows)
    lacking = {iso3 for iso3, row in rows.items() if row["status"] == "official"} - placed
    # Natural Earth counts these to the country that they belong to.
    assert lacking == {
        "BES", "BVT", "CCK", "CXR", "GLP", "GUF", "MTQ", "MYT", "REU", "SJM", "TKL",
    }  # fmt: skip
    where = {
        row["iso3"]: (float(row["lon"]), float(row["lat"])) for row in tables.rows("centroids")
    }
    assert where["SGP"] == pytest.approx((103.8, 1.35), abs=0.2)
    assert where["MLT"] == pytest.approx((14.4, 35.9), abs=0.2)
    assert where["XKX"] == pytest.approx((20.9, 42.6), abs=0.2)
    assert all(row["source"] for row in tables.rows("centroids"))


def test_the_command_writes_the_page(run, tmp_path):
    done = run("view", "flows", "--definition", "row-autocracy", "-o", "page.html")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "written: page.html" in done.stderr
    assert held(tmp_path / "page.html")["opening"]["scale"] == "row-autocracy"
    wrong = run("view", "flows", "--years", "2011:2012")
    assert wrong.exit_code == 2
    assert "the page filters by years itself" in wrong.stderr


def test_the_graph_writes_it_by_its_kind(world, tmp_path):
    graph = open_graph(world.path)
    one = graph.view(tmp_path / "one.html", "flows", regime="fh")
    assert held(one)["opening"]["scale"] == "fh"


def test_a_graph_without_deals_says_where_some_are(tmp_path):
    with pytest.raises(NothingToShowError, match="holds no deal; `panoptrade sources`"):
        view(few.build(tmp_path / "none"), tmp_path / "flows.html")
    assert not (tmp_path / "flows.html").exists()
