"""All dossiers: a page each, an index that leads to every one, names that are safe as files."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panoptrade.graph import dossier_files, view_dossiers
from panoptrade.graph.api import Graph
from panoptrade.ontology.layout import WorkspaceError
from panoptrade.ontology.words import UnknownWordError
from tests.graph.pages import Parsed

ACME = "org.acme-lantern-works.html"
SAFE = set(string.ascii_lowercase + string.digits + "._-")


@pytest.fixture(scope="module")
def folder(world, tmp_path_factory):
    """Folder of all dossiers of the invented world."""
    return view_dossiers.view(world, tmp_path_factory.mktemp("all") / "dossiers").parent


def test_there_is_a_page_for_each_and_the_index_leads_to_all(world, folder):
    counts = world.classes()
    wanted = sum(counts[one] for one in ("Vendor", "Government", "Product", "Programme"))
    links = {one["href"] for one in Parsed(folder / "index.html").all("a")}
    pages = {one for one in links if not one.startswith("#")}
    assert len(pages) == wanted
    assert pages == {one.name for one in folder.iterdir()} - {"index.html"}


def test_anchors_and_links_between_pages_lead_somewhere(folder):
    names = {one.name for one in folder.iterdir()}
    for path in folder.iterdir():
        found = Parsed(path)
        ids = [attrs["id"] for _, attrs in found.elements if "id" in attrs]
        assert len(ids) == len(set(ids))
        leads = [one["href"] for one in found.all("a")]
        assert {one[1:] for one in leads if one.startswith("#")} <= set(ids)
        assert {one for one in leads if not one.startswith(("#", "http"))} <= names


def test_a_page_leads_to_those_beside_it_and_back(folder):
    links = {one["href"] for one in Parsed(folder / ACME).all("a")}
    assert {"index.html", "org.ember-lens.html", "org.fennel-sensors.html"} <= links
    assert ACME not in links


def test_the_index_counts_deals_undated_years_and_restrictions(folder):
    text = (folder / "index.html").read_text(encoding="utf-8")
    row = next(re.findall(r"<td[^>]*>(.*?)</td>", one) for one in text.split("<tr>") if ACME in one)
    assert row[1:] == ["China", "3", "1", "2015–2018", "1", "1"]
    product = next(one for one in text.split("<tr>") if "lantern-eye" in one)
    assert "<td>Acme Lantern Works</td>" in product


def test_what_else_is_in_the_folder_stays_and_all_is_the_same_again(world, folder, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    again = view_dossiers.view(world, tmp_path).parent
    assert (again / "mine.txt").read_text() == "mine"
    for path in folder.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes()


def test_the_classes_can_be_chosen_whatever_their_case(world, tmp_path):
    path = Graph(world.path).view(tmp_path, "dossiers", classes=["person"])
    assert path.path == tmp_path / "index.html"
    assert {one.name for one in tmp_path.iterdir()} == {"index.html", "person.hypatia-quill.html"}


def test_a_class_without_dossiers_or_a_file_as_folder_is_refused(world, tmp_path):
    with pytest.raises(UnknownWordError, match="no class with dossiers 'Deal'"):
        view_dossiers.view(world, tmp_path / "d", ["Deal"])
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkspaceError, match="a file; name a folder"):
        view_dossiers.view(world, tmp_path / "file")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("thing", "name"),
    [
        ("org:acme", "org.acme.html"),
        ("product:acme:eye-2", "product.acme.eye-2.html"),
        ("con:x", "_con.x.html"),
    ],
)
def test_a_plain_id_is_its_own_name(thing, name):
    assert dossier_files.name(thing) == name


@pytest.mark.parametrize(
    "thing", ["org:../../etc/passwd", "gov:KEN", "..", "", "org:a\0b", "index"]
)
def test_any_other_id_has_its_hash_in_a_safe_name(thing):
    assert re.fullmatch(r"[a-z0-9._-]*_[0-9a-f]{12}\.html", dossier_files.name(thing))
    assert not dossier_files.name(thing).startswith(".")


@given(st.lists(st.text() | st.text("orgKEN:-._/\\", min_size=1), min_size=2, unique=True))
def test_names_of_different_ids_differ_without_regard_to_case(things):
    names = [dossier_files.name(one) for one in things]
    assert len({one.casefold() for one in names}) == len(things)
    assert all(set(one) <= SAFE and len(one) < 120 for one in names)
