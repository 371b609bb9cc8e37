"""The bundled script is what its sources give, and its sources are clean: with node and npm."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.missing import give_up

ROOT = Path(__file__).parent.parent
ASSETS, PAGES = ROOT / "assets", ROOT / "graph" / "pages"
PATIENCE = 60


def npm(folder, *command):
    """Run npm in a folder; what it says where it fails."""
    done = subprocess.run(
        ["npm", *command], cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def assets(tmp_path_factory):
    """A copy of `assets/` with its packages, as the lock file names them."""
    if not (shutil.which("node") and shutil.which("npm")):
        give_up("no node and npm here to bundle the script with")
    folder = tmp_path_factory.mktemp("made") / "assets"
    shutil.copytree(ASSETS, folder, ignore=shutil.ignore_patterns("node_modules"))
    try:
        code, said = npm(folder, "ci", "--prefer-offline", "--ignore-scripts")
    except subprocess.TimeoutExpired:
        give_up(f"npm had no packages after {PATIENCE} seconds")
    if code:
        give_up(f"npm could not get the packages: {said[-500:]}")
    return folder


def test_the_bundle_and_its_licences_are_current(assets, tmp_path):
    code, said = npm(assets, "run", "build", "--", str(tmp_path))
    assert code == 0, said
    for name in ("explorer.js", "explorer.licences.txt", "flows.js", "flows.licences.txt"):
        made = (tmp_path / name).read_bytes()
        assert made == (PAGES / name).read_bytes(), f"{name} is stale; run `make assets`"


@pytest.mark.parametrize("what", ["check", "test"])
def test_the_sources_are_clean_and_their_tests_pass(assets, what):
    code, said = npm(assets, "run", what)
    assert code == 0, said


@pytest.mark.parametrize("page", ["explorer", "flows"])
def test_the_bundle_is_small_and_asks_nothing(page):
    script = (PAGES / f"{page}.js").read_text(encoding="utf-8")
    assert len(script.encode()) < 210_000
    assert not re.search(r"XMLHttpRequest|fetch\(|WebSocket|EventSource|sendBeacon|eval\(", script)


def test_every_package_is_exact_and_names_no_registry():
    package = json.loads((ASSETS / "package.json").read_text(encoding="utf-8"))
    wanted = package["dependencies"] | package["devDependencies"]
    assert [one for one in wanted.values() if not re.fullmatch(r"[0-9]+(\.[0-9]+){2}", one)] == []
    lock = json.loads((ASSETS / "package-lock.json").read_text(encoding="utf-8"))
    assert [one for one in lock["packages"].values() if "resolved" in one] == []


def test_the_licences_name_each_package_with_its_terms():
    text = (PAGES / "explorer.licences.txt").read_text(encoding="utf-8")
    heads = re.findall(r"^(\S+) [0-9.]+ \((\S+)\)$", text, re.MULTILINE)
    assert [name for name, _ in heads] == [
        "events", "graphology", "graphology-layout-forceatlas2", "graphology-utils", "sigma",
    ]  # fmt: skip
    assert {terms for _, terms in heads} == {"MIT"}
    assert text.count("Permission is hereby granted") == len(heads)


def test_the_licences_of_the_map_credit_natural_earth():
    text = (PAGES / "flows.licences.txt").read_text(encoding="utf-8")
    heads = re.findall(r"^(\S+) [0-9.]+ \((\S+)\)$", text, re.MULTILINE)
    assert dict(heads) == {
        "d3-array": "ISC", "d3-geo": "ISC", "d3-path": "BSD-3-Clause", "d3-sankey": "BSD-3-Clause",
        "d3-shape": "BSD-3-Clause", "topojson-client": "ISC", "world-atlas": "ISC",
    }  # fmt: skip
    assert "those of Natural Earth, which are in the public\ndomain" in text


def test_the_places_of_countries_are_what_natural_earth_gives(assets):
    command = ["node", "places.js", str(ROOT / "ontology" / "countries.csv")]
    made = subprocess.run(command, cwd=assets, capture_output=True, check=True, timeout=PATIENCE)
    assert made.stdout == (ROOT / "ontology" / "centroids.csv").read_bytes()
