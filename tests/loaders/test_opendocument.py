"""Spreadsheets in OpenDocument format are read row by row, and hostile ones are refused."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import cells
from panoptrade.loaders.problems import LoadError
from tests.loaders.uk_lists import ods, row

if TYPE_CHECKING:
    from pathlib import Path

BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><office>&a;</office>'


def read(path: Path, sheet: str = "") -> list[tuple[int, list[str]]]:
    return list(cells.sheet(path, sheet))


def test_cells_are_read_as_they_stand(tmp_path: Path) -> None:
    spaced = "<text:p>a<text:s text:c='2'/>b <text:span>c</text:span></text:p><text:p>d</text:p>"
    note = "<office:annotation><text:p>a remark</text:p></office:annotation>"
    twice = f"<table:table-cell table:number-columns-repeated='2'>{spaced}{note}</table:table-cell>"
    rows = row(["one", "", "three"]) + f"<table:table-row>{twice}</table:table-row>"
    again = row(["same"]).replace(
        "<table:table-row>", "<table:table-row table:number-rows-repeated='2'>"
    )
    path = ods(tmp_path / "a.ods", {"A": rows + again, "B": row(["other"])})
    assert read(path) == [
        (1, ["one", "", "three"]),
        (2, ["a  b c\nd", "a  b c\nd"]),
        (3, ["same"]),
        (4, ["same"]),
    ]
    assert read(path, "B") == [(1, ["other"])]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (row(["2"], ' table:formula="of:=1+1"'), "a formula; paste its value instead"),
        (row(["a"]).replace("-row>", "-row table:number-rows-repeated='9999999'>", 1), "more than"),
    ],
)
def test_what_no_list_needs_is_refused(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(LoadError, match=message):
        read(ods(tmp_path / "a.ods", {"A": rows}))


def test_a_sheet_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="no sheet 'B'; it has A"):
        read(ods(tmp_path / "a.ods", {"A": row(["x"])}), "B")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (BOMB, r"a.ods:1: content.xml: declares a document type or entities"),
        ("<cut", r"content.xml: cut off here"),
        ("<html/>", r"content.xml: begins with <html>"),
        (None, "damaged or no OpenDocument spreadsheet"),
    ],
)
def test_hostile_and_damaged_ones_are_refused(
    tmp_path: Path, content: str | None, message: str
) -> None:
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("other.xml" if content is None else "content.xml", content or "")
    with pytest.raises(LoadError, match=message):
        read(tmp_path / "a.ods")


def test_a_cut_file_and_one_that_unpacks_to_too_much_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ods(tmp_path / "a.ods", {"A": row(["x"]) * 1000})
    monkeypatch.setattr(cells, "LARGEST_UNPACKED", 10_000)
    with pytest.raises(LoadError, match="unpacks to"):
        read(path)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(LoadError, match="damaged or no workbook"):
        read(path)
