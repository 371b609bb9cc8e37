"""Put a report together: its summary, its sections and its sources, before they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from panoptrade.graph import (
    report_coverage,
    report_definitions,
    report_flows,
    report_methods,
    report_restrictions,
    report_vendors,
)
from panoptrade.graph.report_parts import SIZES
from panoptrade.graph.report_words import count

if TYPE_CHECKING:
    from panoptrade.graph.report_parts import Asked, Section
    from panoptrade.graph.workspace import Workspace

TITLE = "Trade in surveillance technology"


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is read: a title, what the graph holds, a summary, sections, sources."""

    title: str
    holds: str
    summary: list[str]
    sections: list[Section]
    sources: list[dict[str, Any]]


def report(graph: Workspace, asked: Asked, title: str | None = None) -> Report:
    """Return the report of a graph; a part of which nothing is known says so in a sentence."""
    sections = [
        report_flows.section(graph, asked),
        report_definitions.section(graph, asked),
        report_vendors.central(graph, asked),
        report_vendors.chokes(graph, asked),
        report_restrictions.section(graph, asked),
        report_coverage.section(graph, asked),
    ]
    # The same sentence may be due in two parts of an empty graph.
    summary = list(dict.fromkeys(one for part in sections for one in part.leads))
    return Report(
        title or TITLE,
        _holds(graph),
        summary,
        [*sections, report_methods.section(graph, asked)],
        report_methods.sources(graph),
    )


def _holds(graph: Workspace) -> str:
    known = graph.classes()
    parts = [f"{count(known.get(cls, 0))} {word}" for cls, word in SIZES.items()]
    return f"{', '.join(parts)}, from {count(len(graph.sources()))} sources"
