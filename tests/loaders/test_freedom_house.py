"""Freedom House's statuses count for the years reviewed, and are never worked out anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

REAL = "regimes/FH_Country_and_Territory_Ratings_and_Statuses_FIW_1973-2023.xlsx"
SHEETS = ("Country Ratings, Statuses ", "Territory Ratings, Statuses")
TOP: list[list[object]] = [
    ["Survey Edition", "Jan.-Feb. 1973", "", "", 1982, "", "", 2014, "", ""],
    ["Year(s) Under Review", 1972, "", "", "Jan.1981-Aug. 1982", "", "", 2013, "", ""],
    ["", *["PR", "CL ", "Status"] * 3],
]
# Kenya: plain. South Africa: two statuses at once. Latvia: not rated. 5 and 6: status as published.
COUNTRIES: list[list[object]] = [
    ["Kenya", 5, 4, "PF", 5, 5, "PF", 4, 4, "PF"],
    ["South Africa", "2(5)", "3(6)", "F (NF)", 5, 6, "PF", 2, 2, "F"],
    ["Latvia", "-", "-", "-", "-", "-", "-", 2, 2, "F"],
]
# Hong Kong has a code of its own; the West Bank is a part of one; Tibet has none.
TERRITORIES: list[list[object]] = [
    ["Hong Kong", 3, 2, "PF", 4, 2, "PF", 5, 2, "PF"],
    ["West Bank", "-", "-", "-", "-", "-", "-", 6, 5, "NF"],
    ["Tibet", "", "", "", 7, 7, "NF", 7, 7, "NF"],
]


def workbook(
    folder: Path,
    top: list[list[object]] | None = None,
    countries: list[list[object]] | None = None,
    name: str = "ratings_1973-2014.xlsx",
) -> Path:
    book: Any = openpyxl.Workbook()
    book.active.title = "INDEX"
    for title, rows in zip(SHEETS, (countries or COUNTRIES, TERRITORIES), strict=True):
        sheet = book.create_sheet(title)
        for row in [*(top or TOP), *rows]:
            sheet.append([cell if cell != "" else None for cell in row])
    book.save(folder / name)
    return folder / name


def read(path: Path) -> list[Record]:
    return load.read("freedom-house", [path], load.Options(part=True))[0]


def test_a_status_counts_for_the_year_reviewed_with_the_mean_of_its_ratings(tmp_path: Path) -> None:
    found = [
        (one.id, one.values["regime"], one.values["score"], one.locator)
        for one in read(workbook(tmp_path))
    ]
    assert found == [
        ("classification:fh:KEN:1972", "fh:PF", 4.5, "countries row 4 edition Jan.-Feb. 1973"),
        ("classification:fh:KEN:1982", "fh:PF", 5.0, "countries row 4 edition 1982"),
        ("classification:fh:KEN:2013", "fh:PF", 4.0, "countries row 4 edition 2014"),
        ("classification:fh:ZAF:1982", "fh:PF", 5.5, "countries row 5 edition 1982"),
        ("classification:fh:ZAF:2013", "fh:F", 2.0, "countries row 5 edition 2014"),
        ("classification:fh:LVA:2013", "fh:F", 2.0, "countries row 6 edition 2014"),
        ("classification:fh:HKG:1972", "fh:PF", 2.5, "territories row 4 edition Jan.-Feb. 1973"),
        ("classification:fh:HKG:1982", "fh:PF", 3.0, "territories row 4 edition 1982"),
        ("classification:fh:HKG:2013", "fh:PF", 3.5, "territories row 4 edition 2014"),
    ]


def test_the_name_of_the_workbook_tells_its_edition_and_date(tmp_path: Path) -> None:
    records, metas = load.read("freedom-house", [workbook(tmp_path)], load.Options(part=True))
    assert metas["freedom-house"]["edition"] == "2014"
    assert {one.seen for one in records} == {"2014"}


def test_what_is_not_rated_or_has_no_code_is_counted_with_its_reason(tmp_path: Path) -> None:
    _, metas = load.read("freedom-house", [workbook(tmp_path)], load.Options(part=True))
    assert metas["freedom-house"]["skipped"] == {
        "a territory without an ISO code": 2,
        "not rated in that edition": 4,
        "not rated in that edition; blank instead of a dash": 1,
        "one of two parts of what ISO codes as PSE: neither status is that of the whole": 1,
        "two statuses, of the white and of the black population of South Africa in 1972: "
        "no one class": 1,
    }


@pytest.mark.parametrize(
    ("countries", "complaint"),
    [
        ([["Kenya", 5, 4, "PX", 5, 5, "PF", 4, 4, "PF"]], "'Status' has 'PX': no class of fh 'PX'"),
        (
            [["Kenia", 5, 4, "PF", 5, 5, "PF", 4, 4, "PF"]],
            "no country 'Kenia'; did you mean Kenya?",
        ),
        ([["Kenya", "x", 4, "PF", 5, 5, "PF", 4, 4, "PF"]], "'PR' has 'x': not a number"),
        ([COUNTRIES[0], COUNTRIES[0]], "row 4 has this country and year too"),
    ],
)
def test_a_wrong_cell_is_named_with_its_row(
    tmp_path: Path, countries: list[list[object]], complaint: str
) -> None:
    with pytest.raises(LoadError) as error:
        read(workbook(tmp_path, countries=countries))
    assert complaint in str(error.value)


@pytest.mark.parametrize(
    ("at", "row"),
    [
        (0, ["Edition", *TOP[0][1:]]),
        (2, ["", "CL", "PR", "Status", *TOP[2][4:]]),
        (0, ["Survey Edition", "1973", "", "", "", "1982", "", "2014", "", ""]),
    ],
)
def test_another_layout_is_refused(tmp_path: Path, at: int, row: list[object]) -> None:
    top = [row if place == at else line for place, line in enumerate(TOP)]
    with pytest.raises(LoadError, match="no sheet of ratings"):
        read(workbook(tmp_path, top=top))


def _independent(path: Path) -> dict[tuple[str, str, int], tuple[str, float]]:
    """Statuses by sheet, printed name and year, straight from the cells."""
    found: dict[tuple[str, str, int], tuple[str, float]] = {}
    book: Any = openpyxl.load_workbook(path)
    for title in SHEETS:
        rows = list(book[title].iter_rows(values_only=True))
        for row in rows[3:]:
            for at in range(1, 151, 3):
                rights, liberties, status = row[at : at + 3]
                if row[0] and status in {"F", "PF", "NF"}:
                    year = int(str(rows[1][at])[-4:])
                    found[title, row[0].strip(), year] = (status, (rights + liberties) / 2)
    return found


def test_the_real_workbook_gives_what_its_cells_say(shared: Path) -> None:
    wanted = _independent(shared / REAL)
    read_here = {"Hong Kong", "Kosovo", "Macao", "Puerto Rico", "West Bank and Gaza Strip"}
    read_here |= {"Western Sahara"}
    kept = {
        key: value for key, value in wanted.items() if key[0] == SHEETS[0] or key[1] in read_here
    }
    records, _ = load.read("freedom-house", [shared / REAL])
    assert len(records) == len(kept) == 9207
    assert len({one.id for one in records}) == len(records)
    found = {
        one.id: (one.values["regime"].removeprefix("fh:"), one.values["score"]) for one in records
    }
    for name, code in (
        ("Kenya", "KEN"),
        ("Germany, W.", "DEU"),
        ("USSR", "SUN"),
        ("Taiwan", "TWN"),
    ):
        for (title, printed, year), value in kept.items():
            if (title, printed) == (SHEETS[0], name):
                assert found[f"classification:fh:{code}:{year}"] == value


def test_the_latest_edition_has_the_published_totals(shared: Path) -> None:
    """Freedom House printed 84 Free, 54 Partly Free and 57 Not Free countries for 2022."""
    records, _ = load.read("freedom-house", [shared / REAL])
    latest = [
        one.values["regime"]
        for one in records
        if one.values["year"] == 2022 and one.locator.startswith("countries")
    ]
    assert [latest.count(f"fh:{code}") for code in ("F", "PF", "NF")] == [84, 54, 57]
