"""Damaged and hostile workbooks are refused, and what was loaded before stays as it was."""

from __future__ import annotations

import io
import time
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.loaders.refusals import GOOD, loaded, refused, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENTITIES = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{a}">{rest}]>"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return loaded(tmp_path)


def book(folder: Path, *rows: list[object], name: str = "Vendor.xlsx", sheet: str = "A") -> Path:
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    made.save(folder / name)
    return folder / name


def rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Put a workbook together anew, each of its parts changed."""
    held = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info)))
    path.write_bytes(held.getvalue())
    return path


def test_a_formula_in_a_workbook_is_refused_with_its_cell(tmp_path: Path, workspace: Path) -> None:
    path = book(tmp_path, ["name", "note"], ["Acme", "=1+1"], ["Beta", '=HYPERLINK("x")'])
    assert [(one.row, one.column, one.value) for one in refused(workspace, path)] == [
        (2, "B", "=1+1"),
        (3, "B", '=HYPERLINK("x")'),
    ]


@pytest.mark.parametrize("share", [0.2, 0.6, 0.99])
def test_a_truncated_workbook_is_refused(tmp_path: Path, workspace: Path, share: float) -> None:
    path = book(tmp_path, ["name"], *([f"Acme {at}"] for at in range(500)))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    (one,) = refused(workspace, path)
    assert "damaged" in one.message


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_workbook_with_a_cut_part_is_refused(tmp_path: Path, workspace: Path, part: str) -> None:
    path = book(tmp_path, ["name"], *([f"Acme {at}"] for at in range(500)))
    changed = rewritten(path, lambda name, data: data[: len(data) // 2] if name == part else data)
    (one,) = refused(workspace, changed)
    assert "damaged" in one.message


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_workbook_without_one_of_its_parts_is_refused(
    tmp_path: Path, workspace: Path, part: str
) -> None:
    def renamed(name: str, data: bytes) -> bytes:
        return data.replace(part.removeprefix("xl/").encode(), b"nothing.xml")

    (one,) = refused(workspace, rewritten(book(tmp_path, ["name"], ["Acme"]), renamed))
    assert "damaged" in one.message


def test_a_workbook_whose_parts_openpyxl_cannot_name_is_refused(
    tmp_path: Path, workspace: Path
) -> None:
    path = book(tmp_path, ["name"], ["Acme"])
    changed = rewritten(path, lambda _, data: data.replace(b"PartName", b"PartNome"))
    (one,) = refused(workspace, changed)
    assert "damaged" in one.message


def test_a_workbook_with_flipped_bits_is_refused(tmp_path: Path, workspace: Path) -> None:
    path = book(tmp_path, ["name"], *([f"Acme {at}"] for at in range(5000)))
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 200
    data = bytearray(path.read_bytes())
    data[start : start + 400] = bytes(byte ^ 0xFF for byte in data[start : start + 400])
    path.write_bytes(data)
    (one,) = refused(workspace, path)
    assert "damaged" in one.message


def test_what_only_looks_like_a_workbook_is_refused(tmp_path: Path, workspace: Path) -> None:
    (one,) = refused(workspace, text(tmp_path, GOOD, name="Vendor.xlsx"))
    assert "damaged or no workbook" in one.message


def test_a_workbook_of_two_gibibytes_is_refused_by_its_declared_size(
    tmp_path: Path, workspace: Path
) -> None:
    path = book(tmp_path, ["name"], ["Acme"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(2**20))
        archive.filelist[-1].file_size = 2**31
    start = time.perf_counter()
    (one,) = refused(workspace, path)
    assert time.perf_counter() - start < 2
    assert one.message == "unpacks to 2048 MiB; the limit is 512 MiB"


def test_a_workbook_that_unpacks_to_more_than_it_declares_is_refused(
    tmp_path: Path, workspace: Path
) -> None:
    path = book(tmp_path, ["name"], *([f"Acme {at}"] for at in range(500)))
    with zipfile.ZipFile(path, "a") as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
        sheet.file_size //= 2
        archive.writestr("again", b"")  # has the directory written anew
    (one,) = refused(workspace, path)
    assert "damaged" in one.message


@pytest.mark.parametrize(
    "doctype",
    [
        ENTITIES.format(
            a="aaaaaaaaaa",
            rest="".join(
                f'<!ENTITY {name} "{f"&{before};" * 10}">'
                for before, name in zip("abcdefgh", "bcdefghi", strict=True)
            ),
        ),
        ENTITIES.format(a="a", rest='<!ENTITY i SYSTEM "file:///etc/hostname">'),
    ],
)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_entities_in_a_workbook_are_not_expanded(
    tmp_path: Path, workspace: Path, doctype: str, part: str
) -> None:
    def bomb(name: str, data: bytes) -> bytes:
        if name != part:
            return data
        body = data.decode().partition("?>")[2] if data.startswith(b"<?xml") else data.decode()
        return (doctype + body.replace("Acme", "&i;").replace('"A"', '"&i;"')).encode()

    path = rewritten(book(tmp_path, ["name"], ["Acme"]), bomb)
    start = time.perf_counter()
    (one,) = refused(workspace, path)
    assert time.perf_counter() - start < 2
    assert "damaged" in one.message


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(
    tmp_path: Path, workspace: Path
) -> None:
    path = book(tmp_path, ["Country"], name="aigs-2022.xlsx", sheet="AIGS 2021")
    (one,) = refused(workspace, path, "aigs")
    assert one.message == "no sheet 'AIGS 2022'; it has AIGS 2021"
