"""Take the pictures that `pictures.toml` names: `python docs/screenshots.py [PICTURE…]`."""

from __future__ import annotations

import shlex
import shutil
import sys
import tomllib
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from panoptrade.cli import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS = Path(__file__).resolve().parent
PICTURES = DOCS / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
# A sheet is A4 at 96 dots an inch, with so much margin.
SIZES = {
    "wide": (1400, 900),
    "narrow": (390, 844),
    "sheet": (794, 1123),
    "landscape": (1123, 794),
}
PRINTED, MARGIN = ("sheet", "landscape"), 45
# What a layout, a font or a picture that is still being drawn may take at most, in milliseconds.
PATIENCE, REST = 60_000, 1200
# Of WebP: letters stay sharp, and a picture is a fifth as large as a PNG.
QUALITY = 88


def take(browser: Browser, page: Path, shot: dict[str, str], picture: Path) -> None:
    """Take one picture of a page."""
    size = shot.get("size", "wide")
    edge = MARGIN if size in PRINTED else 0
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width - 2 * edge, "height": height - 2 * edge},
        color_scheme="dark" if shot.get("scheme") == "dark" else "light",
    )
    tab = context.new_page()
    tab.goto(page.as_uri() + shot.get("hash", ""))
    if tab.locator("script:not([type])").count():
        tab.wait_for_selector("html[data-ready]", state="attached", timeout=PATIENCE)
    if "click" in shot:
        tab.click(shot["click"])
    if size in PRINTED:
        tab.evaluate("dispatchEvent(new Event('beforeprint'))")
        tab.emulate_media(media="print")
    tab.wait_for_timeout(REST)
    found = Image.open(BytesIO(tab.screenshot())).convert("RGB")
    context.close()
    sheet = Image.new("RGB", (width, height), "white")
    sheet.paste(found, (edge, edge))
    sheet.save(picture, quality=QUALITY, method=6)


def run(wanted: list[str], into: Path = PICTURES) -> None:
    """Write the pages and take the pictures that are wanted, all where none is named."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        sys.exit(f"no browser to take pictures with; one of {', '.join(BROWSERS)} is wanted")
    into.mkdir(exist_ok=True)
    pages = tomllib.loads((DOCS / "pictures.toml").read_text(encoding="utf-8"))
    with TemporaryDirectory() as made, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, page in pages.items():
            shots = {
                key: one for key, one in page["pictures"].items() if not wanted or key in wanted
            }
            folder = Path(made, name)
            file = folder / "index.html"
            if shots:
                names = {"file": shlex.quote(str(file)), "folder": shlex.quote(str(folder))}
                main(shlex.split(page["command"].format(**names)), standalone_mode=False)
            for key, shot in shots.items():
                take(browser, file, shot, into / f"{key}.webp")
                print(f"written: {into.name}/{key}.webp")
        browser.close()


if __name__ == "__main__":
    run(sys.argv[1:])
