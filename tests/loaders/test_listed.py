"""What every list's loader makes of an entry, and what it says of words it does not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from panoptrade.loaders import listed
from panoptrade.loaders.files import Files
from panoptrade.loaders.problems import Problems
from panoptrade.loaders.spec import FileSpec, Spec


@pytest.fixture
def files():
    one = FileSpec(name="list", what="a list", source="un-sc")
    return Files(Spec("un", "", "", "", "", "official", {"list": one}, {}), {}, Problems())


@pytest.fixture
def row(files):
    return files.row(Path("list.xml"), files.spec.files["list"], 7, {})


def test_a_body_that_no_table_knows_keeps_the_number_of_its_list(row):
    found = listed.body(row, "Acme Lantern Works", "QDe.9", "un", alias=["Acme", ""])
    assert found.id == "org:un-qde-9"
    assert found.values == {"name": "Acme Lantern Works", "alias": ["Acme"]}


def test_a_body_that_the_alias_table_knows_is_that_body(row):
    found = listed.body(row, "Hangzhou Hikvision Digital Technology Co., Ltd.", "1", "un")
    assert found.id == "org:hikvision"
    assert "Hangzhou Hikvision Digital Technology Co., Ltd." in found.values["alias"]


def test_a_name_without_a_letter_is_kept_as_a_name(row):
    assert listed.body(row, "…", "12", "un").id == "org:un-12"


def test_a_person_is_nobody_else_whatever_the_name(row):
    assert listed.person(row, "Hikvision", "3", "un").id == "person:un-3"


def test_an_unknown_programme_falls_to_the_general_one_and_is_told(files, row):
    assert listed.programme(files, row, "Moon", "un-sc") == ("programme:un-sc", ["programme Moon"])
    assert list(files.remarks["un-sc"]) == [
        "programme 'Moon' is not in programme_tags.csv: taken as un-sc"
    ]


def test_two_spells_under_one_programme_are_two_restrictions(row):
    party = listed.body(row, "Acme Lantern Works", "9", "un")
    first = listed.restriction(row, party, "programme:un-sc", "9", start="2010")
    again = listed.restriction(row, party, "programme:un-sc", "9", start="2020", spell="2020")
    assert (first.id, again.id) == ("sanction:un-sc:9:un-sc", "sanction:un-sc:9:un-sc:2020")
    assert first.values["target"] == "org:un-9"
