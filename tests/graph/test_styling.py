"""Frames in a notebook: units, aligned numbers, grey remainders, notes, and nothing that runs."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import panoptrade as pt
from panoptrade.graph.api import open_graph
from panoptrade.graph.styling import NONE, styled
from panoptrade.ontology import tables
from tests import hostile
from tests.graph import pages


@pytest.fixture(scope="module")
def graph(world):
    return open_graph(world.path)


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """A session as a notebook has one, without its history; it is gone afterwards."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    # IPython warns of an environment that was activated beside the one that runs the tests.
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    InteractiveShell.clear_instance()
    yield InteractiveShell.instance(config=Config(HistoryManager={"enabled": False}))
    InteractiveShell.clear_instance()


def heads(frame):
    text = styled(frame).to_html()
    found = re.findall(r'<th [^>]*class="col_heading[^>]*>(.*?)</th>', text)
    return dict(one.partition("<br>")[::2] for one in found)


def cells(frame):
    text = styled(frame).to_html()
    rows = re.findall(r"<tr>(.*?)</tr>", text.partition("<tbody>")[2], re.DOTALL)
    return [re.findall(r"<td [^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]


def test_columns_have_the_units_of_what_is_counted(graph):
    found = heads(pt.flows(graph, ["exporter", "regime"], regime="row"))
    assert found["share"] == "<small>percent</small>"
    assert found["of"] == "<small>denominator</small>"
    assert (found["deals"], found["exporter_name"]) == ("", "")
    found = heads(pt.conclusions(graph, lags=0))
    assert (found["low"], found["odds_low"]) == (
        "<small>percent</small>", "<small>ratio</small>"
    )  # fmt: skip
    assert heads(pt.centrality(graph, samples=3))["low"] == "<small>of the measure</small>"


def test_records_of_ownership_are_not_called_deals(graph):
    assert heads(pt.centrality(graph, "degree", "ownership"))["deals"] == "<small>records</small>"


def test_the_units_of_properties_are_those_of_the_ontology(graph):
    frame = graph.cypher("MATCH (:Organization)-[o:OWNERSHIP]->(:Vendor) RETURN o.share_min AS s")
    assert heads(frame.rename(columns={"s": "share_min"}))["share_min"] == "<small>percent</small>"
    frame = graph.table("Classification")[["year", "score"]]
    assert heads(frame) == {
        "year": "",
        "score": "<small>the index's own</small>".replace("'", "&#x27;"),
    }
    assert cells(frame.head(1))[0][0] == "2014"


def test_numbers_and_dates_are_written_as_people_read_them():
    frame = pd.DataFrame({
        "deals": [1234567.0, 0.5], "share": [12.345, None], "odds_ratio": [float("inf"), 1234.5],
        "year": [2019.0, 2020.0], "start": ["2019-05", None], "control": [True, False],
        "sources": [["a", "b"], []], "x": [1234.5678, 2.0],
    })  # fmt: skip
    assert cells(frame) == [
        ["1,234,567", "12.3", "infinite", "2019", "2019-05", "yes", "a, b", "1234.57"],
        ["0.5", NONE, "1,234.50", "2020", NONE, "no", "", "2"],
    ]


def test_numbers_stand_to_the_right_and_remainders_are_grey(graph):
    frame = pt.flows(graph, ["regime"], regime="row")
    text = styled(frame).to_html()
    grey = re.search(r"([^}]*)\{[^}]*opacity: *0\.62[^}]*italic", text)[1]
    at = list(frame["regime"]).index("(undated)")
    assert f"row{at}_col0" in grey
    assert "row0_col0" not in grey
    right = re.findall(r"([^}]*)\{\s*text-align: right;\s*\}", text)
    assert any("row0_col2" in one and "row0_col0" not in one for one in right)


def test_the_notes_are_the_caption_and_a_long_frame_says_how_much_is_shown(graph):
    frame = graph.table("Classification")
    frame.attrs["notes"] = ["<b>noted</b>"]
    text = styled(frame, rows=5).to_html()
    assert f"5 of {len(frame)} rows shown\n&lt;b&gt;noted&lt;/b&gt;</caption>" in text
    assert len(cells(frame.head(5))) == 5


def test_hostile_texts_stay_texts(tmp_path):
    graph = hostile.build(tmp_path / "hostile")
    frame = graph.table("Vendor")[["id", "name", "alias"]]
    frame = frame.rename(columns={"id": "<img src=x>"})
    frame.index = pd.Index([f"<i>{at}</i>" for at in range(len(frame))])
    found = pages.Parsed(styled(frame).to_html())
    assert {tag for tag, _ in found.elements} == {
        "style", "table", "thead", "tbody", "tr", "th", "td"
    }  # fmt: skip
    assert hostile.HOSTILE[1] in found.text()
    assert "<i>0</i>" in found.text()


def test_an_empty_frame_gives_its_headings_and_rows_of_one_name_are_told_apart():
    frame = pd.DataFrame({"exporter": [], "deals": []})
    assert heads(frame) == {"exporter": "", "deals": ""}
    twice = pd.DataFrame({"deals": [1, 2]}, index=["a", "a"])
    assert cells(twice) == [["1"], ["2"]]


def test_a_notebook_shows_our_frames_styled_and_others_as_they_were(graph, shell):
    plain = pd.DataFrame({"share": [1.0]})
    before = shell.display_formatter.format(plain)[0]["text/html"]
    pt.notebook()
    show = shell.display_formatter.format
    ours = show(pt.flows(graph, ["regime"], regime="row"))[0]["text/html"]
    assert "<small>percent</small>" in ours
    assert "unit: deals" in ours
    asked = show(graph.cypher("MATCH (v:Vendor) RETURN v.name AS name ORDER BY name"))[0]
    assert "Acme Lantern Works" in asked["text/html"]
    assert "dataframe" not in asked["text/html"]
    assert show(plain)[0]["text/html"] == before


def test_without_a_notebook_it_is_said():
    InteractiveShell.clear_instance()
    with pytest.raises(ValueError, match=r"there is no notebook here"):
        pt.notebook()


def test_every_row_of_the_table_of_columns_is_one_and_has_a_known_form():
    rows = tables.rows("columns")
    assert len({(row["column"], row["beside"]) for row in rows}) == len(rows)
    assert {row["form"] for row in rows} == {"count", "percent", "ratio", "decimal", "year"}
