"""Take a page apart: what a reader, and a browser, would find in it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path


class Parsed(HTMLParser):
    """What a page is made of: its elements, its scripts, its texts."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.scripts, self.styles, self.texts, self.inside = [], [], [], [], ""
        self.feed(page if isinstance(page, str) else Path(page).read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        into = {"script": self.scripts, "style": self.styles}.get(self.inside, self.texts)
        into.append(data)

    def all(self, tag):
        """Return the attributes of each element of a tag."""
        return [attrs for name, attrs in self.elements if name == tag]

    def text(self):
        """Return the visible text in one line."""
        return re.sub(r"\s+", " ", " ".join(self.texts))


def data(parsed):
    """Return the nodes, edges and options that a page holds."""
    return json.loads(parsed.scripts[0])
