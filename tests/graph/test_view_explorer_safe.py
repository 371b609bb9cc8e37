"""The explorer in a real browser: nothing gets out, no name runs, everybody can read it."""

from __future__ import annotations

import pytest

from panoptrade.graph.view_explorer import view
from tests import hostile as hostiles
from tests.graph import browsing, crowd
from tests.hostile import HOSTILE


def test_dark_is_dark_and_light_is_light(browser, written):
    grounds = []
    for scheme in ("light", "dark"):
        one = browsing.Reader(browser, written, color_scheme=scheme)
        grounds.append(one.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        one.page.click("#theme")
        grounds.append(one.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        one.close()
    light, dark = "rgb(255, 255, 255)", "rgb(24, 29, 38)"
    assert grounds == [light, dark, dark, light]


def test_hostile_names_are_only_names(browser, tmp_path):
    graph = hostiles.build(tmp_path / "workspace")
    path = view(graph, tmp_path / "explorer.html", title=HOSTILE[0])
    one = browsing.Reader(browser, path)
    for number in range(len(HOSTILE)):
        one.seek(f"org:hostile-{number}")
        assert one.page.locator("#card img, #card script").count() == 0
        hrefs = one.page.eval_on_selector_all("a", "all => all.map(one => one.protocol)")
        assert set(hrefs) <= {"https:"}
    one.table()
    one.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert one.page.locator("#rows img, #print img, #print script").count() == 0
    assert not one.page.title().startswith("owned")
    assert one.page.locator("script").count() == 2
    assert (one.asked, one.errors) == ([one.address], [])
    one.close()


def test_without_webgl_there_is_still_a_picture(browser, written):
    context = browser.new_context()
    context.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page = context.new_page()
    page.goto(written.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.locator("#network svg circle").count() > 10
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 420])
def test_axe_finds_nothing(browser, written, scheme, width):
    size = {"width": width, "height": 860}
    one = browsing.Reader(browser, written, color_scheme=scheme, viewport=size, bypass_csp=True)
    one.seek("Acme Lantern Works")
    assert one.broken() == []
    one.table()
    one.page.fill("#find", "o")
    assert one.broken() == []
    one.close()


SEARCHED = """() => {
  const field = document.querySelector("#find");
  const start = performance.now();
  field.value = "falcon";
  field.dispatchEvent(new Event("input"));
  return [performance.now() - start, document.querySelectorAll("#found li").length];
}"""


@pytest.mark.parametrize(
    ("size", "megabytes", "seconds"), [(490, 0.3, 1.5), (4980, 0.5, 3), (29_970, 1.6, 10)]
)
def test_pages_of_any_size_are_small_open_soon_and_answer_at_once(
    browser, tmp_path, size, megabytes, seconds
):
    path = view(crowd.build(tmp_path / "w", size), tmp_path / "explorer.html")
    assert path.stat().st_size < megabytes * 1e6
    one = browsing.Reader(browser, path)
    # Twice the time that a quiet machine is given: others work on this one too.
    assert one.page.evaluate("readyAt") < 2000 * seconds
    took, found = one.page.evaluate(SEARCHED)
    assert (took < 150, found) == (True, 12)
    assert one.page.is_visible("#whole") == (size > 4000)
    if size > 4000:
        assert one.counts()["thing"] == 72, "60 vendors and the 12 countries that there are"
        one.seek("org:body-5")
        assert one.counts()["thing"] > 72
        one.page.click("#whole")
        assert one.counts()["thing"] >= size
    assert (one.asked, one.errors) == ([one.address], [])
    one.close()
