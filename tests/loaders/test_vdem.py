"""V-Dem's country-years become classes of Regimes of the World; nothing is counted twice."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError

if TYPE_CHECKING:
    from pathlib import Path

REAL = "regimes/vdem_v15_regime_country_year_1990_2024.csv"
HEADER = (
    "country_text_id,year,v2x_regime,v2x_polyarchy,v2x_polyarchy_codelow,v2x_polyarchy_codehigh"
)
# Kenya: plain. Gaza: not Palestine's twin. Peru: no class. Kosovo: a code that is not ISO's.
TABLE = f"""{HEADER}
KEN,2014,1.0,0.25,0.2,0.3
PSG,2014,0.0,0.1,0.1,0.1
PER,2014,,,,
XKX,2014,2,0.5,0.45,0.55
"""


def write(folder: Path, text: str, name: str = "vdem-v15.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> tuple[list[dict[str, object]], dict[str, object]]:
    records, metas = load.read("vdem", [path], load.Options(part=True))
    return [{"id": one.id, **one.values, "seen": one.seen} for one in records], metas["vdem"]


def test_a_country_year_becomes_a_class_with_polyarchy_as_its_score(tmp_path: Path) -> None:
    kenya, kosovo = read(write(tmp_path, TABLE))[0]
    assert kenya == {
        "id": "classification:row:KEN:2014",
        "country": "country:KEN",
        "regime": "row:1",
        "year": 2014,
        "score": 0.25,
        "low": 0.2,
        "high": 0.3,
        "seen": "2025",
    }
    assert (kosovo["country"], kosovo["regime"]) == ("country:XKX", "row:2")


def test_what_is_left_out_is_counted_with_its_reason(tmp_path: Path) -> None:
    skipped = read(write(tmp_path, TABLE))[1]["skipped"]
    assert isinstance(skipped, dict)
    assert sorted((why.split()[0], rows) for why, rows in skipped.items()) == [
        ("Gaza,", 1),
        ("V-Dem", 1),
    ]


def test_the_file_of_v_dem_itself_is_read_without_its_other_columns(tmp_path: Path) -> None:
    text = (
        f"country_name,{HEADER},v2elfrfair,histname\n"
        "Kenya,KEN,2014,1,0.25,0.2,0.3,1.5,Republic of Kenya\n"
        "Baden,BDN,1850,0,0.1,0.1,0.1,0.5,Grand Duchy\n"
    )
    found, meta = read(write(tmp_path, text, "V-Dem-CY-Core-v14.csv"))
    assert [one["id"] for one in found] == ["classification:row:KEN:2014"]
    assert meta["edition"] == "v14"
    assert found[0]["seen"] is None, "the date in the toml is that of v15"
    assert meta["skipped"] == {"before 1990: many units of earlier years have no ISO code": 1}


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("KEN,2014,7,0.2,0.1,0.3", "'v2x_regime' has '7': no class of row '7'; there are: 0, 1"),
        ("QQQ,2014,1,0.2,0.1,0.3", "'country_text_id' has 'QQQ': no country 'QQQ'"),
        ("KEN,20222,1,0.2,0.1,0.3", "'year' has '20222': not a year"),
        ("KEN,2014,x,0.2,0.1,0.3", "'v2x_regime' has 'x': not a number"),
        ("KEN,2014,1,0.2,0.1,0.3\nKEN,2014,0,0.2,0.1,0.3", "row 2 has this country and year too"),
    ],
)
def test_a_wrong_cell_is_named_with_its_row(tmp_path: Path, row: str, complaint: str) -> None:
    with pytest.raises(LoadError) as error:
        read(write(tmp_path, f"{HEADER}\n{row}\n"))
    assert complaint in str(error.value)


def test_the_real_file_gives_every_country_year_that_has_a_class_and_a_code(shared: Path) -> None:
    with (shared / REAL).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6204
    wanted = {
        (row["country_text_id"], int(row["year"])): (
            f"row:{int(float(row['v2x_regime']))}",
            float(row["v2x_polyarchy"]),
        )
        for row in rows
        if row["v2x_regime"] and row["country_text_id"] not in {"PSG", "SML", "ZZB"}
    }
    records, metas = load.read("vdem", [shared / REAL])
    found = {
        (one.id.split(":")[2], one.values["year"]): (one.values["regime"], one.values["score"])
        for one in records
    }
    assert found == wanted
    assert len(records) == 6116
    assert len(records) + sum(metas["vdem"]["skipped"].values()) == len(rows)
    assert len({country for country, _ in found}) == 178
