"""The facts that ship are what the loaders make of the real files, with a source on every row."""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

import panoptrade as pt
from panoptrade import opening
from panoptrade.loaders import starter
from panoptrade.loaders.starter import make
from panoptrade.ontology import records, tables
from panoptrade.ontology.layout import WorkspaceError
from panoptrade.ontology.values import Money

PACKAGE = Path(str(files("panoptrade.loaders.starter")))


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache of the test's own."""
    monkeypatch.setattr(opening, "user_cache_path", lambda _: tmp_path / "cache")
    return tmp_path / "cache"


def by_table(found):
    """Return records as the tables that they make, by source and class."""
    groups = {}
    for record in found:
        groups.setdefault((record.source, record.cls), []).append(record)
    return {key: records.table(key[1], mine).to_pylist() for key, mine in groups.items()}


def shipped(folder):
    paths = [*folder.glob("*/*.csv"), *folder.glob("*/source.json")]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_the_starter_is_what_the_loaders_make_of_the_real_files(shared):
    found, metas = make.selected(shared)
    assert by_table(found) == by_table(starter.read())
    assert metas == starter.metas()


def test_the_committed_tables_are_current(shared, tmp_path):
    counts = make.make(shared, tmp_path)
    assert shipped(tmp_path) == shipped(PACKAGE)
    assert counts["aigs-2022"] > 97


def test_every_row_says_where_it_stands_and_how_good_it_is():
    grades = set(tables.terms("grade"))
    for record in starter.read():
        assert record.locator, record
        assert record.grade in grades, record


def test_every_source_says_who_published_it_under_what_terms_and_which_bytes_were_read():
    for source, meta in starter.metas().items():
        assert meta["id"] == source
        for name in ("title", "publisher", "licence", "retrieved"):
            assert meta[name], f"{source} lacks {name}"
        assert meta["inputs"], source
        assert all(re.fullmatch("[0-9a-f]{64}", one) for one in meta["inputs"].values())


def test_a_person_ships_only_as_an_owner_supplier_or_customer_of_a_body():
    found = list(starter.read())
    tied = {
        end
        for one in found
        if one.cls in {"Ownership", "Supply"}
        for end in (one.values.get("owner"), one.values.get("supplier"), one.values.get("customer"))
    }
    persons = {one.id for one in found if one.cls == "Person"}
    assert persons
    assert persons <= tied
    assert not [one for one in found if one.cls == "Person" and one.source.startswith("ofac")]


def test_a_listed_person_that_ships_owns_something():
    found = list(starter.read())
    owners = {one.values["owner"] for one in found if one.cls == "Ownership"}
    targets = {one.values["target"] for one in found if one.cls == "Sanction"}
    assert {target for target in targets if target.startswith("person:")} <= owners


def test_the_starter_graph_is_merged_once_into_the_cache(cache, monkeypatch):
    before = {path: path.stat().st_mtime_ns for path in PACKAGE.parent.rglob("*.csv")}
    graph = pt.starter()
    assert graph.path.parent == cache
    assert graph.classes()["Deal"] > 600
    monkeypatch.setattr(starter, "put", lambda _: pytest.fail("merged again"))
    assert pt.starter().path == graph.path
    assert [one.name for one in cache.iterdir()] == [graph.path.name]
    assert {path: path.stat().st_mtime_ns for path in PACKAGE.parent.rglob("*.csv")} == before


def test_a_damaged_cache_is_made_anew(cache):
    path = pt.starter().path
    (path / "graph" / "manifest.json").write_text("{")
    assert pt.starter().classes()["Deal"] > 600


def test_another_process_that_was_faster_is_no_error(cache, monkeypatch):
    put = starter.put

    def put_while_another_does(folder):
        monkeypatch.setattr(starter, "put", put)
        shutil.copytree(pt.starter().path, folder, dirs_exist_ok=True)
        monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)

    monkeypatch.setattr(starter, "put", put_while_another_does)
    assert pt.starter().path.parent == cache


def test_without_a_cache_a_temporary_folder_serves(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(opening, "user_cache_path", lambda _: tmp_path / "file")
    opening._temporary.cache_clear()
    graph = pt.starter()
    assert graph.path.name.startswith("panoptrade-")
    assert graph.classes()["Deal"] > 600
    assert pt.starter() == graph
    shutil.rmtree(graph.path)
    opening._temporary.cache_clear()


def test_without_any_folder_to_write_in_it_is_said(tmp_path, monkeypatch):
    def refused(**_):
        raise PermissionError

    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(opening, "user_cache_path", lambda _: tmp_path / "file")
    monkeypatch.setattr("tempfile.mkdtemp", refused)
    opening._temporary.cache_clear()
    with pytest.raises(WorkspaceError, match="set XDG_CACHE_HOME"):
        pt.starter()


def test_an_item_that_holds_the_mark_of_lists_cannot_ship():
    with pytest.raises(ValueError, match="holds the mark that separates"):
        make._cell(["a|b"])
    assert [make._cell(one) for one in (None, ["a", "b"], True, 2.5)] == ["", "a|b", "true", "2.5"]


def test_every_type_of_cell_is_read_back():
    money = starter._with_money("Deal", {"value": 5.0, "value_currency": "USD", "kind": "sale"})
    assert money == {"value": Money(5.0, "USD", None), "kind": "sale"}
    types = records.columns("Ownership")
    assert starter._value(types["control"], "true") is True
    assert starter._value(types["share_min"], "25.0") == 25.0
    assert starter._value(types["url"], "a|b") == ["a", "b"]
    assert starter._value(records.columns("Classification")["year"], "2014") == 2014
