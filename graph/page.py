"""Put a self-contained page together that runs its own scripts and asks no network for anything."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from functools import cache
from html import escape
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from panoptrade.graph import files, palette

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def compose(
    name: str,
    texts: Mapping[str, str],
    *,
    title: str,
    scripts: Sequence[str] = (),
    style: str = "",
    data: object = None,
) -> str:
    """Return the HTML of a page of `pages/`: its template filled, its scripts and style inlined.

    `texts` fill the template's placeholders and are HTML already: escape what comes from data.
    `style` comes after the design that all pages share and the page's own.
    `data` goes in as JSON that no markup can end; None gives none.
    """
    clean = [_normal(script) for script in scripts]
    own = read(f"{name}.css")
    look = _normal("\n".join([read("design.css"), palette.style(), own, style]))
    return Template(read("frame.html")).substitute(
        title=escape(title),
        generator=escape(f"panoptrade {release()}"),
        policy=escape(policy(clean, look)),
        style=f"<style>{look}</style>",
        body=Template(read(f"{name}.html")).substitute(texts, version=release()),
        scripts="\n".join(f"<script>{script}</script>" for script in clean),
        data="" if data is None else _held(data),
    )


@cache
def release() -> str:
    """Return the version of the program; it is read once, for folders of many pages."""
    return version("panoptrade")


class UnwritableError(OSError):
    """A page cannot be written where it was asked for."""


def write(path: str | Path, text: str, remedy: str = "another file with -o, --output") -> Path:
    """Write a page at once or not at all, its folder too, and return its path.

    Raises UnwritableError where there can be no such file; `remedy` is what to name instead.
    """
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with files.replacing(target) as file:
            file.write(text.encode())
    except OSError as error:
        reason = error.strerror or str(error)
        msg = f"{target} cannot be written ({reason}); name {remedy}"
        raise UnwritableError(msg) from error
    return target


@cache
def read(name: str) -> str:
    """Return the text of a file of `pages/`; it is read once, for folders of many pages."""
    return resources.files("panoptrade.graph").joinpath("pages", name).read_text(encoding="utf-8")


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


def _held(data: object) -> str:
    return f'<script type="application/json" id="data">{inert(data)}</script>'


def link(text: str, url: str) -> str:
    """Return a link to an http or https address; of any other address only the text."""
    if not safe(url):
        return escape(text)
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(text)}</a>'


def safe(url: str) -> bool:
    """Tell whether an address may be a link: http or https, and well formed."""
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False


def items(texts: Iterable[str]) -> str:
    """Return texts as items of a list, each escaped."""
    return "".join(f"<li>{escape(text)}</li>" for text in texts)


def sources(metas: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    """Return sources as items of a list: title, edition, publisher and licence of each."""
    return "".join(f"<li>{_source(name, meta)}</li>" for name, meta in metas)


def _source(name: str, meta: Mapping[str, Any]) -> str:
    title = link(meta.get("title") or name, meta.get("url") or "")
    edition = f" ({escape(meta['edition'])})" if meta.get("edition") else ""
    rest = [meta.get("publisher"), f"licence: {meta.get('licence') or 'not stated'}"]
    said = "; ".join(escape(one) for one in rest if one)
    return f"{title}{edition} <small>[{escape(name)}] {said}</small>"


def _normal(text: str) -> str:
    # A parser of HTML turns other line ends into this one before it hashes; a source map would be
    # asked of the network.
    found = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [line for line in found.split("\n") if not line.startswith("//# sourceMappingURL=")]
    if "</script" in found.lower() or "</style" in found.lower() or "<!--" in found:
        msg = "a script or style holds the end of its own element"
        raise ValueError(msg)
    return "\n".join(lines)
