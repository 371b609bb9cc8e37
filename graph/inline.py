"""Hold a page that was written, so that a notebook shows it where it was asked for."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape
from itertools import count
from pathlib import Path

# A frame may run its own scripts, save a file and open a source's address in a tab. It may not
# reach the notebook: without allow-same-origin it is of no origin at all.
SANDBOX = "allow-scripts allow-downloads allow-popups"
HEIGHT = 720
# In a frame `#part` would lead to that part of the notebook; scripts are left as they are hashed.
LEADS = re.compile(r'(<script\b.*?</script>)|<a href="#', re.DOTALL)
_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was written: usable as its path, and shown whole by a notebook.

    `text` is what was written; `height` is that of the frame in a notebook, in pixels.
    """

    path: Path
    text: str = field(repr=False)
    height: int = HEIGHT

    def __fspath__(self) -> str:
        """Return the path, as `open` and `Path` want it."""
        return str(self.path)

    def __str__(self) -> str:
        """Return the path as text."""
        return str(self.path)

    @property
    def title(self) -> str:
        """The page's title; that of its file for a page that is no HTML."""
        found = re.search(r"<title>(.*?)</title>", self.text, re.DOTALL)
        return unescape(found[1]) if found else self.path.name

    def _repr_html_(self) -> str | None:
        """Return a frame that holds the page; None for one that is no HTML."""
        if not self._is_html():
            return None
        held = LEADS.sub(lambda found: found[1] or '<a href="about:srcdoc#', self.text)
        return (
            f'<iframe srcdoc="{escape(held)}" sandbox="{SANDBOX}" title="{escape(self.title)}" '
            f'width="100%" height="{self.height}" style="border:0"></iframe>'
        )

    def _repr_markdown_(self) -> str | None:
        """Return the text of a page in Markdown; None for HTML."""
        return None if self._is_html() else self.text

    def _is_html(self) -> bool:
        return self.path.suffix.lower() in {".html", ".htm"}


def held(path: Path, height: int = HEIGHT) -> Page:
    """Return a page that was written, with its text."""
    return Page(path, path.read_text(encoding="utf-8"), height)


def passing(kind: str) -> Path:
    """Return a path for a page of which nobody named one; it lasts as long as the program."""
    return _folder() / f"{kind}-{next(_NUMBERS)}.html"


@cache
def _folder() -> Path:
    found = Path(tempfile.mkdtemp(prefix="panoptrade-"))
    atexit.register(shutil.rmtree, found, ignore_errors=True)
    return found
