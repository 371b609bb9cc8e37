"""Open pages in a real Chromium, and note what they ask of a network and what they complain of."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from io import BytesIO
from unicodedata import normalize

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from tests.missing import give_up

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
    "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip


def program():
    """Return the path of a Chromium; without one the test is skipped, under CI it fails."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or give_up("no Chromium here to open the page with")


@contextmanager
def chromium():
    """Give a browser; without one the test is skipped, under CI it fails."""
    path = program()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Reader:
    """A page in a tab, what it asked for, and its errors."""

    def __init__(self, browser, path, *, hash="", **options):  # noqa: A002
        options = {"viewport": {"width": 1400, "height": 860}, "color_scheme": "light"} | options
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.asked, self.errors = [], []
        # Noted inside the page: the driver's own work is not the page's.
        self.page.add_init_script(
            "new MutationObserver(() => { window.readyAt ??= performance.now(); })"
            ".observe(document, {subtree: true, attributeFilter: ['data-ready']})"
        )
        self.page.on("request", lambda one: self.asked.append(one.url))
        self.page.on("pageerror", lambda one: self.errors.append(str(one)))
        self.page.on("console", self._heard)
        self.address = path.as_uri() + hash
        self.page.goto(self.address)
        if self.page.locator("script:not([type])").count():
            self.page.wait_for_selector("html[data-ready]", state="attached", timeout=60_000)

    def _heard(self, said):
        if said.type == "error":
            self.errors.append(said.text)

    def text(self, selector):
        """Return the text of an element in one line."""
        return re.sub(r"\s+", " ", self.page.inner_text(selector)).strip()

    def counts(self):
        """Return the numbers of the status line, by what they count."""
        said = self.text("#status").replace(",", "")
        pairs = re.findall(r"(\d+)(?: of \d+)? (thing|link|deal|other record|undated)", said)
        return {what: int(number) for number, what in pairs}

    def seek(self, text, field="#find"):
        """Type a name and take the first that is found."""
        self.page.fill(field, text)
        self.page.keyboard.press("Enter")

    def table(self):
        """Return the rows of the table of what is shown."""
        if not self.page.is_visible("#table"):
            self.page.click("#tables")
        rows = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
        return self.page.eval_on_selector_all("#rows tr", rows)

    def broken(self):
        """Return the rules of axe that the page breaks, each with the first place."""
        found = Axe().run(self.page).response["violations"]
        return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]

    def printed(self):
        """Return the texts of the pages that it prints, each in one line."""
        sheets = PdfReader(BytesIO(self.page.pdf(prefer_css_page_size=True))).pages
        # Fonts write some letters as one, as the two of fi.
        texts = (normalize("NFKC", one.extract_text()) for one in sheets)
        return [re.sub(r"\s+", " ", text).strip() for text in texts]

    def close(self):
        """Close the tab."""
        self.context.close()
