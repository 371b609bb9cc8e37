"""Fixtures that the tests of the graph share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from panoptrade import opening
from panoptrade.graph.api import open_graph
from panoptrade.graph.view_explorer import view as explore
from panoptrade.graph.view_flows import view as draw_flows
from panoptrade.graph.view_network import view
from tests.graph import broken as copies
from tests.graph import browsing, flowing, pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from panoptrade.graph.workspace import Workspace


@pytest.fixture
def broken(world: Workspace, tmp_path: Path) -> Callable[..., Path]:
    """Return what copies the world's graph with the rows of some classes changed."""
    return lambda **changes: copies.copy(world, tmp_path, changes)


@pytest.fixture(scope="session")
def shown(world: Workspace, tmp_path_factory: pytest.TempPathFactory) -> pages.Parsed:
    """The invented world's quick view."""
    return pages.Parsed(view(world, tmp_path_factory.mktemp("view") / "network.html"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a real Chromium."""
    with browsing.chromium() as found:
        yield found


@pytest.fixture(scope="session")
def written(world: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of the invented world's explorer."""
    return explore(world, tmp_path_factory.mktemp("explorer") / "explorer.html")


@pytest.fixture(scope="session")
def flow_pages(world: Workspace, tmp_path_factory: pytest.TempPathFactory) -> flowing.Pages:
    """The invented world and the starter graph, each with its flows page."""
    folder = tmp_path_factory.mktemp("flows")
    graphs = {"world": open_graph(world.path), "starter": opening.starter()}
    return {
        name: (graph, draw_flows(graph, folder / f"{name}.html", title="Flows <of> & lanterns"))
        for name, graph in graphs.items()
    }


@pytest.fixture
def read(browser: Browser, flow_pages: flowing.Pages) -> Iterator[Callable[..., browsing.Reader]]:
    """Open the flows page of a graph; it must ask and complain of nothing."""
    opened: list[browsing.Reader] = []

    def give(name: str, **how: str) -> browsing.Reader:
        opened.append(browsing.Reader(browser, flow_pages[name][1], **how))
        return opened[-1]

    yield give
    for one in opened:
        assert (one.asked, one.errors) == ([one.address.partition("#")[0]], [])
        one.close()
