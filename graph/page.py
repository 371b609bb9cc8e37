"""Put a self-contained page together that runs its own scripts and asks no network for anything."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def compose(
    name: str, texts: Mapping[str, str], *, scripts: Sequence[str], style: str, data: object
) -> str:
    """Return the HTML of a page of `pages/`: its template filled, its scripts and style inlined.

    `texts` fill the template's placeholders and are HTML already: escape what comes from data.
    `data` goes in as JSON that no markup can end.
    """
    clean = [_normal(script) for script in scripts]
    look = _normal(style)
    template = Template(read(f"{name}.html"))
    return template.substitute(
        texts,
        policy=escape(policy(clean, look)),
        style=f"<style>{look}</style>",
        scripts="\n".join(f"<script>{script}</script>" for script in clean),
        data=f'<script type="application/json" id="data">{inert(data)}</script>',
    )


def read(name: str) -> str:
    """Return the text of a file of `pages/`."""
    return files("panoptrade.graph").joinpath("pages", name).read_text(encoding="utf-8")


def policy(scripts: Sequence[str], style: str) -> str:
    """Return the Content-Security-Policy that lets these scripts and this style run, only them."""
    allowed = " ".join(f"'{digest(script)}'" for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{digest(style)}'; img-src data:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """Return the hash of an inlined text as a Content-Security-Policy names it."""
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


def inert(data: object) -> str:
    """Return data as JSON in which nothing can end or open an element."""
    found = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return found.replace("<", "\\u003c")


def link(text: str, url: str) -> str:
    """Return a link to an http or https address; of any other address only the text."""
    if urlsplit(url).scheme not in {"http", "https"}:
        return escape(text)
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(text)}</a>'


def _normal(text: str) -> str:
    # A parser of HTML turns other line ends into this one before it hashes; a source map would be
    # asked of the network.
    found = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [line for line in found.split("\n") if not line.startswith("//# sourceMappingURL=")]
    if "</script" in found.lower() or "</style" in found.lower() or "<!--" in found:
        msg = "a script or style holds the end of its own element"
        raise ValueError(msg)
    return "\n".join(lines)
