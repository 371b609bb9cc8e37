"""The page of published figures: one file, every text escaped, nothing that runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

import panoptrade as pt
from panoptrade.graph import view_published
from panoptrade.graph.markdown import plain
from panoptrade.graph.reproduce import reproduce
from panoptrade.graph.view_published import view
from panoptrade.ontology.words import UnknownWordError
from tests import world as worlds
from tests.world import deal, said

EVIL = '<script>alert(1)</script> | "quoted" & `ticked` [link](javascript:x) \u202e'


class Read(HTMLParser):
    """The elements and the words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.meta: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        given = dict(attrs)
        if tag == "meta" and "http-equiv" in given:
            self.meta[given["http-equiv"]] = given["content"]

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    return view(pt.starter(), tmp_path_factory.mktemp("page") / "reproduce.html").read_text()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A graph whose 2019 index has a title and a record that would be markup."""
    evil = deal("aigs-2019", EVIL, "", "KEN", technology="smart-policing")
    vendor = said("aigs-2019", "Vendor", "org:ibm", name=EVIL, alias=[EVIL])
    metas = {"aigs-2019": worlds.meta("aigs-2019", title=EVIL)}
    return worlds.build(tmp_path_factory.mktemp("hostile"), [evil, vendor], metas)


def test_the_page_holds_every_figure_and_its_status(page):
    found = reproduce(pt.starter())
    rows = re.findall(r'<tr id="([^"]+)">', page)
    assert rows == list(found["id"])
    assert page.count('class="status differs"') == (found["status"] == "differs").sum()
    assert "105 of 238" in page


def test_the_page_may_run_nothing_and_ask_for_nothing(page):
    read = Read(page)
    assert "script" not in read.tags
    policy = read.meta["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'none';" in policy
    assert not re.findall(r'(?:src|href)="(?!data:|https://[a-z])', page)


def test_hostile_names_stay_text_in_the_page(hostile, tmp_path):
    text = view(hostile, tmp_path / "page.html").read_text()
    read = Read(text)
    assert "script" not in read.tags
    assert any("<script>alert(1)</script>" in one for one in read.words)


def test_hostile_names_stay_text_in_markdown(hostile, tmp_path):
    text = view(hostile, tmp_path / "page.md").read_text()
    assert "\\<script\\>alert(1)" in text
    assert "<script" not in re.sub(r"\\<", "", text)
    cells = {len(re.findall(r"(?<!\\)\|", line)) for line in text.splitlines() if line[:1] == "|"}
    assert cells == {len(view_published.HEAD) + 1}


def test_markup_and_line_breaks_become_plain_text():
    assert plain("a|b\n# c *d*") == "a\\|b \\# c \\*d\\*"


def test_the_same_graph_gives_the_same_bytes(page, tmp_path):
    assert view(pt.starter(), tmp_path / "again.html").read_text() == page


def test_another_ending_is_refused_and_nothing_written(world, tmp_path):
    with pytest.raises(UnknownWordError, match=r"no ending of the page '\.txt'"):
        view(world, tmp_path / "page.txt")
    assert list(tmp_path.iterdir()) == []
