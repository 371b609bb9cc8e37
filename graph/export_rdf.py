"""Write a graph as a file of RDF, a part at a time: the same graph gives the same bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from panoptrade.graph import files, rdf_dataset, rdf_text
from panoptrade.ontology import words

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.graph.workspace import Workspace

# What XML 1.0 cannot hold, even escaped.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class ExportError(ValueError):
    """A graph holds what a format cannot."""


@dataclass(frozen=True, slots=True)
class Format:
    """A form of RDF: what the engine calls it, the ending of its files, whether it holds graphs."""

    engine: ox.RdfFormat
    ending: str
    named: bool


FORMATS = {
    "turtle": Format(ox.RdfFormat.TURTLE, "ttl", named=False),
    "trig": Format(ox.RdfFormat.TRIG, "trig", named=True),
    "nq": Format(ox.RdfFormat.N_QUADS, "nq", named=True),
    "jsonld": Format(ox.RdfFormat.JSON_LD, "jsonld", named=True),
    "rdfxml": Format(ox.RdfFormat.RDF_XML, "rdf", named=False),
}


def write(graph: Workspace, to: IO[bytes], format: str = "turtle") -> None:  # noqa: A002
    """Write a graph to an open file: merged facts and concepts, sources too where a format can.

    Things come by class and id. Raises UnknownWordError for a format that does not exist,
    ExportError where RDF/XML cannot hold a character, and WorkspaceError when sources have changed
    since the graph was built.
    """
    chosen = FORMATS[words.choose(format, FORMATS, "format")]
    lines = rdf_dataset.lines(graph, named=chosen.named)
    if chosen.engine == ox.RdfFormat.N_QUADS:
        to.writelines(line.encode() for line in lines)
        return
    # An engine of the same make wrote every line: nothing is to be checked again.
    source = rdf_dataset.stream(lines)
    quads = ox.parse(source, format=ox.RdfFormat.N_QUADS, lenient=True)
    if chosen.named:
        rdf_text.write(quads, to, chosen.engine)
    else:
        rdf_text.write((_checked(quad.triple, format) for quad in quads), to, chosen.engine)


def export(graph: Workspace, path: Path, format: str | None = None) -> str:  # noqa: A002
    """Write a graph to a path and return the format, which else the path's ending tells.

    An error or an interruption leaves the file that was there.
    """
    chosen = format or _by_ending(path)
    with files.replacing(path) as file:
        write(graph, file, chosen)
    return chosen


def _by_ending(path: Path) -> str:
    endings = {one.ending: name for name, one in FORMATS.items()}
    ending = path.suffix.removeprefix(".").lower()
    return endings[words.choose(ending, endings, "format with the ending")]


def _checked(triple: ox.Triple, format: str) -> ox.Triple:  # noqa: A002
    if (
        format == "rdfxml"
        and isinstance(triple.object, ox.Literal)
        and (found := UNWRITABLE.search(triple.object.value))
    ):
        msg = (
            f"{triple.subject} {triple.predicate}: XML cannot hold the character "
            f"U+{ord(found.group()):04X}; choose another format"
        )
        raise ExportError(msg)
    return triple
