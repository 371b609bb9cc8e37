"""Measure the explorer against plain pyvis: `python benchmarks/explorer_pyvis.py [NODES] [ROUNDS]`.

One generated graph of about so many nodes as pages: as the explorer, and as pyvis itself writes it
(physics off, its scripts "in line"), once as it is, when vis-network lays it out, and once with the
explorer's own places, when it has no layout to do. A new tab opens each in turn, in one headless
Chromium. The time runs from the start of the navigation to the first usable view: the second frame
after `data-ready` of ours, and after vis-network's first `afterDrawing`. What pyvis asks of a
network is refused at once. The ratios are pyvis' median times over ours.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from panoptrade.graph.view_explorer import view
from tests.graph import browsing, crowd
from tests.graph.test_view_explorer import held

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Noted inside the page, by the page's own clock, which starts with the navigation. A canvas is
# painted after the script that draws on it: only the second frame from then on shows it.
SEEN = (
    "const seen = () => requestAnimationFrame(() => requestAnimationFrame("
    "() => { window.usableAt ??= performance.now(); }));"
)
OURS = SEEN + (
    "new MutationObserver(seen).observe(document, {subtree: true, attributeFilter: ['data-ready']})"
)
THEIRS = SEEN + (
    "Object.defineProperty(window, 'network', { configurable: true, get() { return this.made; }, "
    "set(made) { this.made = made; made.once('afterDrawing', seen); } })"
)
PATIENCE, PAUSE = 120_000, 100


def plain(data: dict[str, Any], path: Path, *, placed: bool) -> Path:
    """Write the explorer's nodes and edges as pyvis writes a page, and return its path."""
    from pyvis.network import Network

    made = Network(height="860px", width="100%", cdn_resources="in_line")
    made.toggle_physics(status=False)
    nodes, links = data["nodes"], data["links"]
    for number, name in enumerate(nodes["name"]):
        place = {"x": data["x"][number], "y": data["y"][number]} if placed else {}
        size = data["size"][number]
        made.add_node(number, label=name, title=name, size=size, physics=False, **place)
    for pair in sorted(set(zip(links["s"], links["t"], strict=True))):
        made.add_edge(*pair, physics=False)
    path.write_text(made.generate_html(notebook=False), encoding="utf-8")
    return path


def seconds(browser: Browser, path: Path, script: str) -> float:
    """Open a page in a new tab and return after how many seconds it was usable."""
    context = browser.new_context(viewport={"width": 1400, "height": 860})
    page = context.new_page()
    page.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
    page.add_init_script(script)
    page.goto(path.as_uri(), timeout=PATIENCE, wait_until="commit")
    # Asked again and again: the page's policy lets nothing else wait in it.
    for _ in range(PATIENCE // PAUSE):
        if found := page.evaluate("window.usableAt"):
            context.close()
            return float(found) / 1000
        page.wait_for_timeout(PAUSE)
    msg = f"{path.name} was not usable after {PATIENCE / 1000:g} s"
    raise TimeoutError(msg)


def main(nodes: int, rounds: int) -> None:
    """Print the times of alternating runs, and the ratios of their medians."""
    with tempfile.TemporaryDirectory() as folder, browsing.chromium() as browser:
        here = Path(folder)
        ours = view(crowd.build(here / "w", nodes), here / "explorer.html")
        data = held(ours)
        pages = {
            "explorer": (ours, OURS),
            "pyvis": (plain(data, here / "pyvis.html", placed=False), THEIRS),
            "pyvis, placed": (plain(data, here / "placed.html", placed=True), THEIRS),
        }
        print(f"{len(data['nodes']['id'])} nodes, {len(data['links']['s'])} links")
        times: dict[str, list[float]] = {name: [] for name in pages}
        for _ in range(rounds):
            for name, (path, script) in pages.items():
                times[name].append(seconds(browser, path, script))
            print(", ".join(f"{name} {found[-1]:.2f} s" for name, found in times.items()))
        base = statistics.median(times["explorer"])
        for name, found in times.items():
            middle = statistics.median(found)
            size = pages[name][0].stat().st_size / 1e6
            print(f"{name}: {size:.2f} MB, median {middle:.2f} s, ratio {middle / base:.1f}")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *(4980, 5)[len(given) :])
