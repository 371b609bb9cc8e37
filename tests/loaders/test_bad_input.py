"""Bad input is refused by file, row and column, and what was loaded before stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from panoptrade.loaders import cells, load
from panoptrade.loaders.problems import LoadError
from tests.loaders.refusals import GOOD, loaded, refused, text

if TYPE_CHECKING:
    from pathlib import Path

MARKS = "\u202e\u2066\u200b\ufeff"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return loaded(tmp_path)


@pytest.mark.parametrize(
    ("content", "row", "column", "value", "message"),
    [
        (b"", None, None, None, "the file is empty"),
        (b"\n\n \n", None, None, None, "the file is empty"),
        (b"name,country\n", None, None, None, "no row under the header"),
        (b"name,name\nAcme,Beta\n", 1, None, None, "columns name stand twice"),
        (b"country\nKenya\n", 1, "name", None, "missing; the file has country"),
        (b"name,contry\nAcme,Kenya\n", 1, "contry", None, "did you mean country?"),
        (b"name,country\nAcme,Kenia\n", 2, "country", "Kenia", "did you mean Kenya?"),
        (b"name,country\nAcme,Freedonia\n", 2, "country", "Freedonia", "no country 'Freedonia'"),
        (b"name,founded\nAcme,20222\n", 2, "founded", "20222", "not a date; write 2014, 2014-03"),
        (b"name,founded\nAcme,2022-02-30\n", 2, "founded", "2022-02-30", "no such date"),
        (b"name,founded\nAcme,0022\n", 2, "founded", "0022", "no plausible year"),
        (
            b"name,website\nAcme,javascript:1\n",
            2,
            "website",
            "javascript:1",
            "not an http or https",
        ),
        (b"name,country\n...,Kenya\n", 2, "name", "...", "no letter or digit in the name"),
        (b"name,country\nAcme\n", 2, None, None, "1 cells under 2 columns"),
        (b"name,country\nAcme,Kenya,Peru\n", 2, None, None, "3 cells under 2 columns"),
        (b"name,country\nAc\0me,Kenya\n", 2, None, None, "holds NUL bytes; save it as UTF-8"),
        ("name\nAcme\n".encode("utf-16-le"), 1, None, None, "holds NUL bytes; save it as UTF-8"),
        (
            "name\nAcmé\n".encode("latin-1"),
            2,
            None,
            None,
            "not utf-8-sig (byte 0xe9); save it as UTF-8, or say --encoding latin-1",
        ),
        (b'name,country\n"Acme,Kenya\n', 2, None, None, "damaged CSV"),
        (b"name,country\n" + b"A" * 2**20 + b"A,Kenya\n", 2, None, None, "damaged CSV"),
    ],
)
def test_a_bad_csv_is_refused_with_its_place(
    tmp_path: Path,
    workspace: Path,
    content: bytes,
    row: int | None,
    column: str | None,
    value: str | None,
    message: str,
) -> None:
    (one,) = refused(workspace, text(tmp_path, content))
    assert (one.file, one.row, one.column, one.value) == ("Vendor.csv", row, column, value)
    assert message in one.message


def test_latin_1_loads_once_the_user_says_so(tmp_path: Path) -> None:
    path = text(tmp_path, "name\nAcmé Lantern Works\n".encode("latin-1"))
    (found,), _ = load.read("table", [path], load.Options(encoding="latin-1"))
    assert found.values["name"] == "Acmé Lantern Works"


def test_all_problems_of_a_file_come_at_once(tmp_path: Path, workspace: Path) -> None:
    lines = [f"Acme {at},Kenia,20222" for at in range(30)]
    found = refused(workspace, text(tmp_path, "\n".join(["name,country,founded", *lines])))
    assert [(one.row, one.column) for one in found] == [
        (at, column) for at in range(2, 32) for column in ("country", "founded")
    ]
    assert "… and 40 more" in str(LoadError(found))


def test_markup_and_marks_of_direction_load_and_do_nothing(tmp_path: Path) -> None:
    name = '</script><img src=x onerror="alert(1)">'
    row = f'"{MARKS}{name.replace(chr(34), chr(34) * 2)}{MARKS}"'
    workspace = tmp_path / "w"
    load.load("table", [text(tmp_path, f"name\n{row}\n")], workspace)
    path = workspace / "sources" / "vendor" / "Vendor.parquet"
    (found,) = pq.read_table(path).to_pylist()
    assert found["name"] == name
    assert found["id"] == "org:script-img-src-x-onerror-alert-1"


def test_a_formula_in_a_csv_is_text_and_nothing_more(tmp_path: Path) -> None:
    (found,), _ = load.read("table", [text(tmp_path, 'name\n"=1+1"\n')])
    assert found.values["name"] == "=1+1"


def test_a_missing_file_and_an_empty_folder_are_told(tmp_path: Path, workspace: Path) -> None:
    (one,) = refused(workspace, tmp_path / "nowhere.csv")
    assert str(one) == "nowhere.csv: no such file"
    folder = tmp_path / "Vendor.csv"
    folder.mkdir()
    (two,) = refused(workspace, folder)
    assert str(two) == "Vendor.csv: a folder without .csv or .xlsx"


def test_a_file_of_another_source_is_told_what_is_wanted(tmp_path: Path, workspace: Path) -> None:
    (one,) = refused(workspace, text(tmp_path, GOOD, name="notes.txt"))
    assert one.message.startswith("no file of 'table'; it wants a CSV file or workbook")


def test_a_source_with_too_few_rows_is_refused_as_a_part(tmp_path: Path, workspace: Path) -> None:
    header = "product_name,vendor_name,vendor_key,technology_code,first_known_year,source_url,"
    header += "evidence_grade,year_basis,technology_basis,note"
    line = "Lantern 9,Acme Lantern Works,acme,facial-recognition,,https://example.org,press,,,"
    path = text(tmp_path, f"{header}\n{line}\n", name="products.csv")
    found = refused(workspace, path, "curated")
    assert "1 Product records; the whole source gives 219 to 1000" in found[-2].message
    assert all("say --part" in one.message for one in found)


def test_the_limits_are_those_that_the_messages_name() -> None:
    assert (cells.LARGEST_UNPACKED, cells.LARGEST_FIELD) == (512 * 2**20, 2**20)
