"""Protests are counted by country and year, and a year without protest is a real zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

REAL = "unrest/mm_main_data_subset.csv"
HEADER = ",country,year,protest,protesterviolence,violent_response"
# Kenya: three protests, one violent, two met with violence. Peru: none. Germany: two states.
TABLE = f"""{HEADER}
1,Kenya,1992,1,1,1
2,Kenya,1992,1,0,1
3,Kenya,1992,1,0,0
4,Peru,1991,0,0,0
5,Germany,1990,1,0,0
6,Germany East,1990,1,0,0
7,Germany West,1990,1,1,0
"""


def read(folder: Path, text: str) -> list[Record]:
    path = folder / "protests.csv"
    path.write_text(text, encoding="utf-8")
    return load.read("unrest", [path], load.Options(part=True))[0]


def test_each_measure_is_counted_by_country_and_year(tmp_path: Path) -> None:
    found = {one.id: one.values["value"] for one in read(tmp_path, TABLE)}
    assert found == {
        "unrest:mm-protests:KEN:1992": 3,
        "unrest:mm-violent-protests:KEN:1992": 1,
        "unrest:mm-violent-responses:KEN:1992": 2,
        "unrest:mm-protests:PER:1991": 0,
        "unrest:mm-violent-protests:PER:1991": 0,
        "unrest:mm-violent-responses:PER:1991": 0,
        "unrest:mm-protests:DEU:1990": 2,
        "unrest:mm-violent-protests:DEU:1990": 1,
        "unrest:mm-violent-responses:DEU:1990": 0,
        "unrest:mm-protests:DDR:1990": 1,
        "unrest:mm-violent-protests:DDR:1990": 0,
        "unrest:mm-violent-responses:DDR:1990": 0,
    }


def test_a_count_says_where_its_rows_stand(tmp_path: Path) -> None:
    found = read(tmp_path, TABLE)
    assert found[0].locator == "protests row 2 and 2 more"
    assert found[0].values["measure"] == "mm-protests"
    assert found[3].locator == "protests row 5"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("1,Kenya,1992,2,0,0", "'protest' has '2': neither 0 nor 1"),
        ("1,Kenya,1992,,0,0", "'protest' has '': neither 0 nor 1"),
        ("1,Kenya,1992,0,1,0", "violence without a protest"),
        ("1,Atlantis,1992,1,0,0", "no country 'Atlantis'"),
    ],
)
def test_a_wrong_cell_is_named_with_its_row(tmp_path: Path, row: str, complaint: str) -> None:
    with pytest.raises(LoadError) as error:
        read(tmp_path, f"{HEADER}\n{row}\n")
    assert complaint in str(error.value)


def test_the_real_file_gives_the_counts_that_pandas_gives(shared: Path) -> None:
    table = pd.read_csv(shared / REAL)
    assert len(table) == 17145
    table["country"] = table["country"].replace("Germany West", "Germany")
    columns = ["protest", "protesterviolence", "violent_response"]
    wanted = table.groupby(["country", "year"])[columns].sum()
    records, metas = load.read("unrest", [shared / REAL])
    assert len(records) == 3 * len(wanted) == 14625
    assert metas["unrest"]["skipped"] == {}
    totals = dict.fromkeys(("mm-protests", "mm-violent-protests", "mm-violent-responses"), 0)
    for one in records:
        totals[one.values["measure"]] += one.values["value"]
    assert list(totals.values()) == wanted.sum().tolist() == [15239, 4035, 1899]
    zeros = sum(one.values["value"] == 0 for one in records if "mm-protests" in one.id)
    assert zeros == int((wanted["protest"] == 0).sum()) == 1906
    kenya = {one.id: one.values["value"] for one in records if ":KEN:" in one.id}
    for year, row in wanted.loc["Kenya"].iterrows():
        assert kenya[f"unrest:mm-protests:KEN:{year}"] == row["protest"]
        assert kenya[f"unrest:mm-violent-responses:KEN:{year}"] == row["violent_response"]
