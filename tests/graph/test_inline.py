"""A page that was written is a path, and in a notebook the page itself, closed off from it."""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path

import pytest
from IPython.core.formatters import DisplayFormatter

from panoptrade.graph.api import open_graph
from panoptrade.ontology.words import UnknownWordError
from tests.graph import browsing

INSIDE = "iframe"


@pytest.fixture(scope="module")
def graph(world):
    return open_graph(world.path)


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """Write pages one under the other into another page, as a notebook shows them."""

    def write(*pages):
        path = tmp_path_factory.mktemp("notebook") / "notebook.html"
        frames = "".join(page._repr_html_() for page in pages)
        head = (
            '<!DOCTYPE html><html lang="en"><title>notebook</title><link rel="icon" href="data:,">'
        )
        path.write_text(f"{head}<body>{frames}</body></html>", encoding="utf-8")
        return path

    return write


def frame(one):
    return next(frame for frame in one.page.frames if frame.url.startswith("about:srcdoc"))


def test_a_page_is_its_path(graph, tmp_path):
    page = graph.view(tmp_path / "n.html")
    assert os.fspath(page) == str(page) == str(tmp_path / "n.html")
    assert Path(page).read_text(encoding="utf-8") == page.text
    assert page.title.endswith("– panoptrade")


def test_a_page_without_a_path_is_kept_as_long_as_the_program_runs(graph):
    first, second = graph.view(), graph.view(kind="explorer", about="Cobalt Owl")
    assert first.path != second.path
    assert first.path.exists()
    assert "Cobalt Owl" in second.text


def test_a_kind_in_the_place_of_the_path_is_refused(graph):
    with pytest.raises(ValueError, match=r"write view\(kind='report'\)"):
        graph.view("report")
    with pytest.raises(UnknownWordError, match="did you mean report"):
        graph.view(kind="reports")


def test_a_notebook_is_given_the_page_in_a_closed_frame(graph):
    page = graph.view(kind="report", title='A "quoted" <title>', height=500)
    shown = DisplayFormatter().format(page)[0]
    text = shown["text/html"]
    assert shown["text/plain"].startswith("Page(path=")
    assert 'sandbox="allow-scripts allow-downloads allow-popups"' in text
    assert 'title="A &quot;quoted&quot; &lt;title&gt; – panoptrade"' in text
    assert 'height="500"' in text
    held = unescape(re.search(r'srcdoc="(.*?)"', text, re.DOTALL)[1])
    assert held.replace("about:srcdoc#", "#") == page.text


def test_a_report_in_markdown_is_shown_as_markdown(graph, tmp_path):
    shown = DisplayFormatter().format(graph.view(tmp_path / "r.md", "report"))[0]
    assert shown["text/markdown"].startswith("# Trade in surveillance technology")
    assert "text/html" not in shown


def test_the_network_is_ready_in_a_frame_and_asks_for_nothing(browser, graph, notebook):
    one = browsing.Reader(browser, notebook(graph.view()))
    frame(one).wait_for_selector("html[data-ready]", state="attached", timeout=60_000)
    assert (one.asked, one.errors) == ([one.address], [])
    one.close()


def test_the_explorer_answers_in_a_frame(browser, graph, notebook):
    one = browsing.Reader(browser, notebook(graph.view(kind="explorer")))
    inside = frame(one)
    inside.wait_for_selector("html[data-ready]", state="attached", timeout=60_000)
    inside.fill("#find", "Cobalt Owl")
    inside.press("#find", "Enter")
    assert "Cobalt Owl" in inside.inner_text("#card")
    assert (one.asked, one.errors) == ([one.address], [])
    one.close()


def test_the_links_of_a_report_lead_to_its_parts_inside_the_frame(browser, graph, notebook):
    one = browsing.Reader(browser, notebook(graph.view(kind="report")))
    inside = frame(one)
    assert inside.inner_text("h1") == "Trade in surveillance technology"
    inside.click("nav a[href$='#sources']")
    inside.wait_for_function("scrollY > 1000")
    assert inside.url == "about:srcdoc#sources"
    assert (one.asked, one.errors) == ([one.address], [])
    one.close()


def test_a_frame_cannot_reach_the_notebook(browser, graph, notebook):
    one = browsing.Reader(browser, notebook(graph.view(kind="explorer")))
    tried = "() => { try { return parent.document.title } catch (error) { return error.name } }"
    assert frame(one).evaluate(tried) == "SecurityError"
    one.close()
