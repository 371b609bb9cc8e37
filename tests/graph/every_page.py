"""Every page that the program writes: one of each kind, of any graph."""

from __future__ import annotations

from panoptrade.graph import (
    view_dossier,
    view_dossiers,
    view_explorer,
    view_flows,
    view_network,
    view_published,
    view_report,
)

ACME = "org:acme-lantern-works"


def explorer(graph, path):
    """Write the explorer."""
    return view_explorer.view(graph, path)


def flows(graph, path):
    """Write the flows page."""
    return view_flows.view(graph, path)


def network(graph, path):
    """Write the quick view of a network."""
    return view_network.view(graph, path)


def published(graph, path):
    """Write the page of published figures."""
    return view_published.view(graph, path)


def report(graph, path):
    """Write the report."""
    return view_report.view(graph, path)


def dossier(graph, path):
    """Write the dossier of a vendor that has some of everything."""
    return view_dossier.view(graph, path, ACME)


def dossiers(graph, path):
    """Write the dossiers of all, and give their index."""
    return view_dossiers.view(graph, path.with_suffix(""))


# A new page takes its place here: the tests of all pages are then its tests too.
PAGES = {
    "dossier": dossier,
    "dossiers": dossiers,
    "explorer": explorer,
    "flows": flows,
    "network": network,
    "published": published,
    "report": report,
}
