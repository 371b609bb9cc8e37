"""What every page owes its reader, in a real browser: safe, readable, printable, without a net."""

from __future__ import annotations

import pytest

from panoptrade.graph import page as pages
from tests import hostile as hostiles
from tests.graph import browsing
from tests.graph.every_page import PAGES
from tests.graph.pages import Parsed

SIZES = {"wide": {"width": 1400, "height": 860}, "narrow": {"width": 390, "height": 780}}
EACH = pytest.mark.parametrize("name", PAGES)


@pytest.fixture(scope="module")
def paths(world, tmp_path_factory):
    """Give the path of each page of the invented world, written when it is first asked for."""
    return _written(world, tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The same of a world whose names would run if they were markup."""
    folder = tmp_path_factory.mktemp("hostile")
    return _written(hostiles.build(folder / "workspace"), folder)


def _written(graph, folder):
    made = {}

    def path(name):
        if name not in made:
            made[name] = PAGES[name](graph, folder / f"{name}.html")
        return made[name]

    return path


@EACH
def test_a_page_is_one_file_whose_policy_names_what_may_run(paths, name):
    found = Parsed(paths(name))
    policy = next(meta["content"] for meta in found.all("meta") if "http-equiv" in meta)
    held = "application/json"
    scripts = [one for one in found.all("script") if one.get("type") != held]
    texts = found.scripts[len(found.all("script")) - len(scripts) :]
    allowed = " ".join(f"'{pages.digest(text)}'" for text in texts) or "'none'"
    assert f"script-src {allowed}; style-src '{pages.digest(found.styles[0])}';" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "connect-src 'none'" in policy
    assert found.all("html") == [{"lang": "en"}]
    assert not [attrs for _, attrs in found.elements if {"src", "style", "onclick"} & set(attrs)]
    assert "url(" not in found.styles[0]
    assert "@import" not in found.styles[0]


@EACH
def test_a_page_asks_nothing_and_complains_of_nothing(browser, paths, name):
    one = browsing.Reader(browser, paths(name))
    assert (one.asked, one.errors) == ([one.address], [])
    one.close()


@EACH
def test_a_page_blocks_an_injected_script_and_a_fetch(browser, paths, name):
    one = browsing.Reader(browser, paths(name))
    one.page.evaluate(
        "() => { const s = document.createElement('script');"
        "s.textContent = \"document.title = 'owned'\"; document.body.append(s); }"
    )
    said = one.page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'blocked')")
    assert said == "blocked"
    assert "owned" not in one.page.title()
    assert sum("Content Security Policy" in error for error in one.errors) >= 2
    assert one.asked == [one.address]
    one.close()


@EACH
def test_hostile_names_are_only_names(browser, hostile, paths, name):
    one = browsing.Reader(browser, hostile(name))
    assert not one.page.title().startswith("owned")
    assert one.page.locator("img, iframe, object, embed, [onerror], [onfocus]").count() == 0
    scripts = len(Parsed(paths(name)).all("script"))
    assert one.page.locator("script").count() == scripts
    leads = one.page.eval_on_selector_all("a[href]", "all => all.map(one => one.protocol)")
    assert set(leads) <= {"https:", "http:", "file:"}
    assert (one.asked, one.errors) == ([one.address], [])
    one.close()


@EACH
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_and_nothing_sticks_out(browser, paths, name, scheme, size):
    # axe is put into the page from outside, which the page's policy would forbid.
    how = {"color_scheme": scheme, "viewport": SIZES[size], "bypass_csp": True}
    one = browsing.Reader(browser, paths(name), **how)
    assert one.broken() == []
    wide = one.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= SIZES[size]["width"]
    one.close()


@EACH
def test_dark_is_dark_and_light_is_light(browser, paths, name):
    grounds = []
    for scheme in ("light", "dark"):
        one = browsing.Reader(browser, paths(name), color_scheme=scheme)
        grounds.append(one.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        one.close()
    assert grounds == ["rgb(255, 255, 255)", "rgb(24, 29, 38)"]


@EACH
def test_a_page_prints_its_heading_and_on_white(browser, paths, name):
    one = browsing.Reader(browser, paths(name), color_scheme="dark")
    sheets = one.printed()
    assert one.page.inner_text("h1").strip() in sheets[0]
    one.page.emulate_media(media="print")
    ground = one.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    one.close()
