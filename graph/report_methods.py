"""Say in a report how its numbers were made, and of which sources."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from panoptrade.graph import exporters, page, regimes
from panoptrade.graph.flow_options import UNITS
from panoptrade.graph.report_parts import Section
from panoptrade.ontology import tables

if TYPE_CHECKING:
    from panoptrade.graph.report_parts import Asked
    from panoptrade.graph.workspace import Workspace

WORDS = {"technology": "technology, narrower ones included", "grade": "grade, at the lowest"}


def section(graph: Workspace, asked: Asked) -> Section:
    """Return the definitions, rules and filters that the numbers were made with."""
    index = tables.terms("regime-index")[asked.regime]
    first, base = (exporters.name(one) for one in asked.exporter)
    when = f"{asked.lag} year(s) before" if asked.lag else "in"
    said = [
        *(_definition(regimes.definition(one)) for one in asked.definitions),
        f"Index of the table by regime: {index['label']}. {index['description']}",
        f"Importers are classified {when} the year of the deal; no class is carried forward.",
        (
            "A deal is dated by its start, else by the date on which it became known. A "
            "decade gives no year, and what is undated is in no year."
        ),
        f"Unit: deals, which are {UNITS['deals']}. Two sources may report one deal under two ids.",
        (
            "A deal with several exporters or importers stands in the row of each. Deals that do "
            "not leave their country are left out, but where sources and kinds are counted."
        ),
        (
            f"Compared: {first} against {base}. Shares have Wilson's interval, odds ratios the "
            "exact one given both margins, of 95 percent both. The tests hold deals to be "
            "independent, and they are not; the definitions overlap."
        ),
        f"Filters: {_filters(asked)}.",
        (
            f"Seed of what is drawn by chance: {asked.seed}. Nothing is drawn but where a network "
            "of more than 5,000 vendors makes the ranking an estimate."
        ),
        (
            f"Made with panoptrade {page.release()} from the graph {fingerprint(graph)}: "
            "the same graph and options give this report again, byte for byte."
        ),
        (
            "Beneath each table stands what gives its numbers: pt is panoptrade, and g the "
            "graph: pt.open(WORKSPACE) or pt.starter(). A command takes -w WORKSPACE."
        ),
    ]
    return Section("methods", "Methods", said=said)


def fingerprint(graph: Workspace) -> str:
    """Return a short name of all that went into a graph: the hash of its manifest."""
    text = json.dumps(graph.manifest, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def sources(graph: Workspace) -> list[dict[str, Any]]:
    """Return what is known of each source: title, edition, publisher, licence, retrieved, url."""
    names = ("title", "edition", "publisher", "licence", "retrieved", "url")
    return [
        {"id": name, **{one: str(meta.get(one) or "") for one in names}}
        for name, meta in sorted(graph.sources().items())
    ]


def _definition(one: regimes.Definition) -> str:
    return (
        f"Definition {one.name}, version {one.version}: {one.label} = {one.group}. "
        f"{one.description}"
    )


def _filters(asked: Asked) -> str:
    found = [
        f"{WORDS.get(name, name)}: {value if isinstance(value, str) else ', '.join(value)}"
        for name, value in asked.taken().items()
    ]
    if asked.years:
        found.append(f"years {asked.years[0]} to {asked.years[1]}")
    return "; ".join(found) or "none"
