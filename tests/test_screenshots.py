"""The pictures in the documents: of every page, as large as they say, taken by one command."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from tests.graph import browsing
from tests.graph.every_page import PAGES

DOCS = Path(__file__).resolve().parent.parent / "docs"
PICTURED = tomllib.loads((DOCS / "pictures.toml").read_text(encoding="utf-8"))
SHOTS = {name: shot for page in PICTURED.values() for name, shot in page["pictures"].items()}


@pytest.fixture(scope="module")
def screenshots():
    """The module behind `make screenshots`."""
    found = importlib.util.spec_from_file_location("screenshots", DOCS / "screenshots.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_every_page_has_its_pictures():
    assert set(PICTURED) == set(PAGES)
    schemes = {(shot.get("scheme", "light"), shot.get("size", "wide")) for shot in SHOTS.values()}
    wanted = {("dark", "wide"), ("light", "narrow"), ("light", "sheet"), ("light", "landscape")}
    assert schemes == {("light", "wide"), *wanted}


@pytest.mark.parametrize("name", SHOTS)
def test_a_picture_is_there_and_shows_something(screenshots, name):
    with Image.open(DOCS / "pictures" / f"{name}.webp") as picture:
        assert picture.size == screenshots.SIZES[SHOTS[name].get("size", "wide")]
        assert len(picture.convert("RGB").getcolors(1 << 24)) > 20


def test_every_picture_that_is_kept_is_one_of_these():
    assert {one.stem for one in (DOCS / "pictures").iterdir()} == set(SHOTS)


def test_one_command_takes_them(screenshots, tmp_path, capsys):
    browsing.program()  # no browser, no picture: then this is the place to say so
    screenshots.run(["dossiers"], tmp_path / "pictures")
    assert capsys.readouterr().out == "written: pictures/dossiers.webp\n"
    with Image.open(tmp_path / "pictures" / "dossiers.webp") as picture:
        assert picture.size == (1400, 900)
        assert len(picture.convert("RGB").getcolors(1 << 24)) > 20
