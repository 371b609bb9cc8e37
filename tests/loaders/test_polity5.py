"""Polity5's scores become classes by the published cut-offs; special years say what they are."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

REAL = "regimes/polity5_1946_2018.csv"
HEADER = "polity_annual_ccode,scode,polity_annual_country,year,polity2,democ,autoc,durable"
# Kenya: plain. Sudan: two states in 2011. Cambodia: interregnum, interruption. Mali: transition.
TABLE = f"""{HEADER}
501.0,KEN,Kenya,2014.0,9.0,9.0,0.0,12.0
625.0,SUD,Sudan,2011.0,-2.0,1.0,3.0,0.0
626.0,SDN,Sudan-North,2011.0,-4.0,0.0,4.0,0.0
811.0,CAM,Cambodia,1978.0,0.0,-77.0,-77.0,0.0
811.0,CAM,Cambodia,1979.0,,-66.0,-66.0,0.0
432.0,MLI,Mali,1991.0,1.0,-88.0,-88.0,
"""


def read(folder: Path, text: str, name: str = "polity.csv") -> list[Record]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load.read("polity5", [path], load.Options(part=True))[0]


def test_a_score_falls_into_its_class_and_special_years_say_so(tmp_path: Path) -> None:
    found = [
        (one.id, one.values["regime"], one.values["score"], one.values["status"], one.locator)
        for one in read(tmp_path, TABLE)
    ]
    assert found == [
        ("classification:polity:KEN:2014", "polity:democracy", 9, "normal", "annual row 2 KEN"),
        (
            "classification:polity:SDN:2011",
            "polity:closed-anocracy",
            -4,
            "normal",
            "annual row 4 SDN",
        ),
        (
            "classification:polity:KHM:1978",
            "polity:closed-anocracy",
            0,
            "interregnum",
            "annual row 5 CAM",
        ),
        (
            "classification:polity:MLI:1991",
            "polity:open-anocracy",
            1,
            "transition",
            "annual row 7 MLI",
        ),
    ]


def test_the_projects_own_table_is_read_from_1946_on(tmp_path: Path) -> None:
    text = (
        "p5,cyear,ccode,scode,country,year,flag,fragment,democ,autoc,polity,polity2,durable\n"
        "0,5012014,501,KEN,Kenya,2014,0,,9,0,9,9,12\n"
        "0,2601990,260,GFR,Germany West,1990,0,,10,0,10,10,41\n"
        "0,2671850,267,BAD,Baden,1850,0,,1,7,-6,-6,3\n"
    )
    assert [one.id for one in read(tmp_path, text)] == ["classification:polity:KEN:2014"]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("1,KEN,Kenya,2014,11,9,0,1", "'polity2' has '11': in no class of polity"),
        ("1,KEN,Kenya,2014,9,-99,0,1", "'democ' has '-99': neither 0 to 10"),
        ("1,KEN,Kenyya,2014,9,9,0,1", "no country 'Kenyya'; did you mean Kenya?"),
        ("1,KEN,Kenya,2014,9,9,0,1\n1,KN2,Kenya,2014,8,8,0,1", "row 2 has this country and year"),
    ],
)
def test_a_wrong_cell_is_named_with_its_row(tmp_path: Path, row: str, complaint: str) -> None:
    with pytest.raises(LoadError) as error:
        read(tmp_path, f"{HEADER}\n{row}\n")
    assert complaint in str(error.value)


def _class(score: float) -> str:
    cuts = [(-6, "autocracy"), (0, "closed-anocracy"), (5, "open-anocracy"), (9, "democracy")]
    return next((name for top, name in cuts if score <= top), "full-democracy")


def test_the_real_file_gives_each_scored_country_year_once(shared: Path) -> None:
    with (shared / REAL).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 9952
    scored = [row for row in rows if row["polity2"]]
    gone = {("ETH", 1993), ("GFR", 1990), ("SUD", 2011), ("YAR", 1990), ("YUG", 1991)}
    kept = [row for row in scored if (row["scode"], int(float(row["year"]))) not in gone]
    records, metas = load.read("polity5", [shared / REAL])
    assert len(records) == len(kept) == 9832
    assert len({one.id for one in records}) == len(records)
    assert sum(metas["polity5"]["skipped"].values()) == 120
    assert Counter(one.values["regime"] for one in records) == Counter(
        f"polity:{_class(float(row['polity2']))}" for row in kept
    )
    special = {"-77.0": "interregnum", "-88.0": "transition"}
    assert Counter(one.values["status"] for one in records) == Counter(
        special.get(row["democ"], "normal") for row in kept
    )


def test_states_that_ended_keep_their_own_codes(shared: Path) -> None:
    records, _ = load.read("polity5", [shared / REAL])
    years: dict[str, list[int]] = {}
    for one in records:
        years.setdefault(one.values["country"].removeprefix("country:"), []).append(
            one.values["year"]
        )
    ends = {code: max(years[code]) for code in ("SUN", "CSK", "DDR", "YMD", "YUG", "SCG", "VDR")}
    assert ends == {
        "SUN": 1991,
        "CSK": 1992,
        "DDR": 1988,  # 1989 and 1990 are a transition without a score
        "YMD": 1990,
        "YUG": 2002,
        "SCG": 2006,
        "VDR": 1976,
    }
    assert max(years["RUS"]) == 2018
