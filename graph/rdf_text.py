"""Write RDF in a form that people and programs read, the same bytes for the same statements."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from panoptrade.ontology import iris

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFIX = b"@prefix "
CHUNK = 1 << 20


class _Ordered(io.RawIOBase):
    """A file whose prefixes come in the order of the alphabet; the engine's change each time."""

    def __init__(self, to: IO[bytes]) -> None:
        super().__init__()
        self._to, self._head, self._past = to, b"", False

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if self._past:
            self._to.write(data)
        else:
            self._head += bytes(data)
            self._past = self._settle(last=False)
        return len(data)

    def close(self) -> None:
        if not self.closed and not self._past:
            self._past = self._settle(last=True)
        super().close()

    def _settle(self, *, last: bool) -> bool:
        """Write what there is once something that is no prefix has come."""
        lines = self._head.splitlines(keepends=True)
        head = [line for line in lines if line.startswith(PREFIX)]
        following = lines[len(head) :]
        if last or (following and not PREFIX.startswith(following[0][: len(PREFIX)])):
            self._to.writelines([*sorted(head), *following])
            return True
        return False


class _Escaped(io.RawIOBase):
    """A file of XML whose carriage returns are escaped: a reader takes plain ones for line ends."""

    def __init__(self, to: IO[bytes]) -> None:
        super().__init__()
        self._to = to

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._to.write(bytes(data).replace(b"\r", b"&#xD;"))
        return len(data)


def write(said: Iterable[ox.Triple] | Iterable[ox.Quad], to: IO[bytes], form: ox.RdfFormat) -> None:
    """Write statements in their order, with the prefixes of the ontology."""
    raw = _Escaped(to) if form == ox.RdfFormat.RDF_XML else _Ordered(to)
    with io.BufferedWriter(raw, CHUNK) as file:
        ox.serialize(said, file, form, prefixes=iris.prefixes())


def turtle(said: Iterable[ox.Triple]) -> str:
    """Return statements as Turtle, sorted, with the prefixes that they use."""
    found = sorted(set(said), key=str)
    text = "".join(f"{triple} " for triple in found)
    used = {prefix: iri for prefix, iri in sorted(iris.prefixes().items()) if f"<{iri}" in text}
    body = ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=used)
    assert body is not None
    lines = body.decode().split("\n")
    head = sorted(line for line in lines if line.startswith("@prefix "))
    return "\n".join([*head, *lines[len(head) :]])
