"""The quick view of hostile names: on the page and in a browser they are only names."""

from __future__ import annotations

import subprocess

import pytest

from panoptrade.graph.view_network import view
from tests import hostile as hostiles
from tests.graph import browsing
from tests.graph.pages import Parsed, data
from tests.hostile import HOSTILE


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Path of a view whose names, title and source would run if they were markup."""
    folder = tmp_path_factory.mktemp("hostile")
    graph = hostiles.build(folder / "workspace")
    return view(graph, folder / "network.html", title=HOSTILE[0])


@pytest.fixture
def chromium():
    """Path of a Chromium; without one the test is skipped, under CI it fails."""
    return browsing.program()


def test_hostile_names_add_no_element_and_no_attribute(hostile, shown):
    found = Parsed(hostile)
    added = [one for one in found.elements if one[0] not in {"li", "small", "a", "h2", "i", "b"}]
    usual = [one for one in shown.elements if one[0] not in {"li", "small", "a", "h2", "i", "b"}]
    assert [tag for tag, _ in added] == [tag for tag, _ in usual]
    assert [sorted(attrs) for _, attrs in added] == [sorted(attrs) for _, attrs in usual]
    assert not [attrs for attrs in found.all("a") if not attrs["href"].startswith("https://")]


def test_hostile_names_stay_readable_and_turn_no_line_around(hostile):
    labels = {node["label"] for node in data(Parsed(hostile))["nodes"]}
    assert HOSTILE[0] in labels
    assert "txt.exe" in labels


def browsed(chromium, path, tmp_path):
    """Return the page as a browser made it, and what its console said."""
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"]
    command += ["--no-first-run", "--disable-background-networking", "--disable-component-update"]
    command += ["--disable-sync", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
    command += ["--virtual-time-budget=5000", "--enable-logging=stderr", path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


def test_a_browser_draws_hostile_names_and_runs_none_of_them(hostile, chromium, tmp_path):
    made, console = browsed(chromium, hostile, tmp_path)
    assert console == []
    found = Parsed(made)
    assert len(found.all("canvas")) == 1
    assert len(found.all("option")) == len(data(found)["nodes"])
    assert len(found.scripts) == 3
    assert not found.all("img")
    assert "owned" in found.text(), "the name is shown"
    assert "<title>owned" not in made
