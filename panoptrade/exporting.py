"""Commands that write the graph as one file: RDF, FollowTheMoney, statements of ownership."""
# ruff: noqa: D301 - `\b` is click's mark for lines that stay as they are

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from panoptrade import options, output
from panoptrade.options import FILE

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.graph.api import Graph

FORMATS = ("turtle", "trig", "nq", "jsonld", "rdfxml")


@click.command()
@options.reading
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Default: the ending of the output file (.ttl, .trig, .nq, .jsonld, .rdf), else turtle.",
)
@click.option("-o", "--output", "path", type=FILE, help="File to write instead of stdout.")
def rdf(graph: Graph, form: str | None, path: Path | None) -> None:
    """Write the graph as RDF: merged facts, and in trig, nq and jsonld what each source says.

    \b
    Examples:
      panoptrade export rdf -o graph.ttl
      panoptrade export rdf --format nq | gzip > graph.nq.gz
    """
    from panoptrade.graph import export_rdf

    if path is None:
        export_rdf.write(graph, sys.stdout.buffer, form or "turtle")
        return
    with output.working(f"writing {path}"):
        export_rdf.export(graph, path, form)
    sys.stderr.write(f"written: {path}\n")


@click.command()
@options.reading
@click.option("-o", "--output", "path", type=FILE, help="File to write instead of stdout.")
def ftm(graph: Graph, path: Path | None) -> None:
    """Write the graph as entities of FollowTheMoney, one JSON object a line.

    What a deal's kind or status says is no agreement becomes an Event and not a Contract. Products,
    technologies, classifications and unrest have no schema there; what refers to one names it.

    \b
    Examples:
      panoptrade export ftm -o graph.ftm.json
      panoptrade export ftm | ftm validate > checked.ftm.json
    """
    from panoptrade.graph import export_ftm, ftm_entities

    if path is None:
        counts = export_ftm.write(graph, sys.stdout.buffer)
    else:
        with output.working(f"writing {path}"):
            counts = export_ftm.export(graph, path)
        sys.stderr.write(f"written: {path}\n")
    _say("entities", counts)
    _say("without a schema of their own", ftm_entities.left_out(graph))


@click.command()
@options.reading
@click.option("--published", help="Date of publication; default: the latest copy of a source.")
@click.option("-o", "--output", "path", type=FILE, help="File to write instead of stdout.")
def bods(graph: Graph, published: str | None, path: Path | None) -> None:
    """Write who owns whom as statements of the Beneficial Ownership Data Standard 0.4.

    Shares are exact or between bounds; a date that is known in part is written as the first day, an
    end as the last day that it may mean, with an annotation of what the source says.

    \b
    Examples:
      panoptrade export bods -o owners.json
      panoptrade export bods --published 2026-01-31 -w work > owners.json
    """
    from panoptrade.graph import bods_statements, export_bods

    if path is None:
        counts = export_bods.write(graph, sys.stdout.buffer, published)
    else:
        with output.working(f"writing {path}"):
            counts = export_bods.export(graph, path, published)
        sys.stderr.write(f"written: {path}\n")
    _say("statements", counts)
    if left := bods_statements.unstated(graph):
        sys.stderr.write(f"not stated: {left:,} holdings of a party that the graph lacks\n")


def _say(what: str, counts: dict[str, int]) -> None:
    said = ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items()))
    sys.stderr.write(f"{what}: {said or 'none'}\n")
