"""The quick view in a real browser: the canvas is drawn for the ground that it stands on."""

from __future__ import annotations

from panoptrade.graph import palette
from panoptrade.graph.view_network import view
from tests.graph import browsing

DRAWN = """hex => {
  const canvas = document.querySelector("#network canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const wanted = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
  let found = 0;
  for (let at = 0; at < data.length; at += 4)
    if (wanted.every((one, part) => data[at + part] === one)) found += 1;
  return found;
}"""


def test_the_canvas_follows_the_ground_and_paper_is_white(browser, world, tmp_path):
    vendor, ink = palette.of_class("Vendor"), palette.surface("ink")
    one = browsing.Reader(browser, view(world, tmp_path / "n.html"), color_scheme="dark")

    def drawn():
        return [
            [one.page.evaluate(DRAWN, one_of) > 20 for one_of in pair] for pair in (vendor, ink)
        ]

    assert drawn() == [[False, True], [False, True]]
    one.page.emulate_media(color_scheme="light")
    one.page.wait_for_timeout(200)
    assert drawn() == [[True, False], [True, False]]
    one.page.emulate_media(color_scheme="dark")
    one.page.wait_for_timeout(200)
    one.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert drawn() == [[True, False], [True, False]]
    one.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert drawn() == [[False, True], [False, True]]
    assert one.errors == []
    one.close()
