"""Every page that the program writes: one of each kind, of any graph."""

from __future__ import annotations

from panoptrade.graph import view_explorer, view_flows, view_network, view_published

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


# A new page takes its place here: the tests of all pages are then its tests too.
PAGES = {"explorer": explorer, "flows": flows, "network": network, "published": published}
