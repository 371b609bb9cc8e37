"""Take the pictures that `pictures.toml` names: `python docs/screenshots.py [PICTURE…]`."""

from __future__ import annotations

import shlex
import shutil
import sys
import tomllib
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
# A sheet is A4 at 96 dots an inch.
SIZES = {"wide": (1400, 900), "narrow": (390, 844), "sheet": (794, 1123)}
# What a layout, a font or a picture that is still being drawn may take at most, in milliseconds.
PATIENCE, REST = 60_000, 1200
# So many colours are enough for a page, and a picture of them is a third as large.
COLOURS = 200


def take(browser: Browser, page: Path, shot: dict[str, str], picture: Path) -> None:
    """Take one picture of a page."""
    size = shot.get("size", "wide")
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.get("scheme") == "dark" else "light",
    )
    tab = context.new_page()
    tab.emulate_media(media="print" if size == "sheet" else "screen")
    tab.goto(page.as_uri() + shot.get("hash", ""))
    if tab.locator("script:not([type])").count():
        tab.wait_for_selector("html[data-ready]", state="attached", timeout=PATIENCE)
    if "click" in shot:
        tab.click(shot["click"])
    tab.wait_for_timeout(REST)
    tab.screenshot(path=picture)
    context.close()
    with Image.open(picture) as found:
        small = found.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(picture, optimize=True)


def run(wanted: list[str]) -> None:
    """Write the pages and take the pictures that are wanted, all where none is named."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        sys.exit(f"no browser to take pictures with; one of {', '.join(BROWSERS)} is wanted")
    PICTURES.mkdir(exist_ok=True)
    pages = tomllib.loads((DOCS / "pictures.toml").read_text(encoding="utf-8"))
    with TemporaryDirectory() as made, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, page in pages.items():
            shots = {
                key: one for key, one in page["pictures"].items() if not wanted or key in wanted
            }
            file = Path(made, f"{name}.html")
            if shots:
                words = shlex.split(page["command"].format(file=shlex.quote(str(file))))
                main(words, standalone_mode=False)
            for key, shot in shots.items():
                take(browser, file, shot, PICTURES / f"{key}.png")
                print(f"written: docs/pictures/{key}.png")
        browser.close()


if __name__ == "__main__":
    run(sys.argv[1:])
