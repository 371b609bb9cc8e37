"""The gathered tables become owners, suppliers and makers, and say no more than they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError
from tests.loaders.gathered import CITED, LINK, of, rows, said

if TYPE_CHECKING:
    from pathlib import Path


def test_an_owner_and_an_asset_are_organizations_of_the_gatherers_grade(tmp_path: Path) -> None:
    line = f"Acme Lantern Works,fund,KEN,Beta Optics,PER,10,20,,2014-03,,{CITED},about"
    acme, beta, held = rows(tmp_path, "ownership", line)
    assert (acme.cls, acme.id, acme.grade, acme.seen) == (
        "Organization",
        "org:acme-lantern-works",
        "research",
        "2020-05",
    )
    assert said(acme) == {
        "name": "Acme Lantern Works",
        "country": ["country:KEN"],
        "kind": "fund",
    }
    assert said(beta) == {"name": "Beta Optics", "country": ["country:PER"]}
    assert held.id == "ownership:acme-lantern-works:beta-optics:equity:2014-03"
    assert (held.grade, held.seen, held.locator) == ("press", "2020-05", "ownership row 2")
    assert said(held) == {
        "owner": "org:acme-lantern-works",
        "asset": "org:beta-optics",
        "kind": "equity",
        "share_min": 10.0,
        "share_max": 20.0,
        "start": "2014-03",
        "url": [LINK],
        "note": ["about"],
    }


@pytest.mark.parametrize(
    ("cells", "note", "kind", "control"),
    [
        ("5,5,", "", "equity", None),
        ("5,5,true", "", "equity", True),
        (",,true", "", "control", True),
        (",,false", "", "equity", False),
        (",,", "OFAC remark: linked to Acme", "link", None),
        (",,", "beneficial owner", "equity", None),
        (",,", "backed founder-led buyout", "investment", None),
    ],
)
def test_what_ties_two_is_what_the_row_says_and_no_more(
    tmp_path: Path, cells: str, note: str, kind: str, *, control: bool | None
) -> None:
    line = f"Acme Lantern Works,company,,Beta Optics,,{cells},,,{CITED},{note}"
    (held,) = of("Ownership", rows(tmp_path, "ownership", line))
    assert held.values["kind"] == kind
    assert held.values["control"] is control


@pytest.mark.parametrize(
    ("asset", "note", "ended"),
    [
        ("Beta Optics", "sold", True),
        ("Beta Optics", "end is report date", False),
        ("Beta Optics", "owner in 2011", False),
        ("Huawei Investment & Holding", "", False),
    ],
)
def test_an_end_that_is_the_reports_date_is_no_end_of_a_holding(
    tmp_path: Path, asset: str, note: str, *, ended: bool
) -> None:
    line = f"Acme Lantern Works,company,,{asset},,5,5,,,2020-05,{CITED},{note}"
    (held,) = of("Ownership", rows(tmp_path, "ownership", line))
    expected = {"end": "2020-05"} if ended else {"as_of": "2020-05"}
    assert {name: said(held)[name] for name in ("end", "as_of") if name in said(held)} == expected


def test_persons_states_and_groups_are_told_apart(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        "ownership",
        f"Jane Doe,person,KEN,Beta Optics,,5,5,,,,{CITED},",
        f"Government of China,state,CHN,Beta Optics,,5,5,,,,{CITED},",
        f"Hinkel family,person,DEU,Beta Optics,,5,5,,,,{CITED},",
        f"Italian Ministry of Finance,state,ITA,Beta Optics,,5,5,,,,{CITED},",
    )
    assert [(one.cls, one.id, one.values.get("kind")) for one in found[::3]] == [
        ("Person", "person:jane-doe", None),
        ("Government", "gov:CHN", "state"),
        ("Organization", "org:hinkel-family", None),
        ("Organization", "org:italian-ministry-of-finance", "state"),
    ]
    assert "kind" not in found[0].values
    assert [one.values["owner"] for one in of("Ownership", found)] == [one.id for one in found[::3]]


def test_an_investment_keeps_its_round_and_its_money_with_the_year(tmp_path: Path) -> None:
    line = f"Acme Fund,KEN,Beta Optics,series A,2014-03,1200000,USD,round_total,{CITED},"
    *_, held = rows(tmp_path, "investment", line)
    assert held.id == "ownership:acme-fund:beta-optics:investment:2014-03"
    assert held.values["amount"] == (1200000.0, "USD", 2014)
    assert said(held)["amount_scope"] == "round_total"
    assert said(held)["round"] == "series A"


def test_a_currency_without_an_amount_is_a_problem(tmp_path: Path) -> None:
    line = f"Acme Fund,KEN,Beta Optics,series A,2014-03,,USD,,{CITED},"
    with pytest.raises(LoadError, match=r"investment.csv:2: column 'amount' .* no amount"):
        rows(tmp_path, "investment", line)


def test_a_new_name_of_the_same_body_is_a_note_and_no_succession(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        "succession",
        f"Acme Lantern Works,Beta Optics,merged,2014,{CITED},",
        f"AnyVision,Oosto,rebranded,2021-09,{CITED},",
    )
    (merged,) = of("Succession", found)
    assert said(merged) == {
        "predecessor": "org:acme-lantern-works",
        "successor": "org:beta-optics",
        "kind": "merged",
        "date": "2014",
        "url": [LINK],
    }
    assert found[-1].id == "org:anyvision"
    assert said(found[-1])["note"] == ["rebranded: AnyVision, then Oosto (2021-09)"]
    assert said(found[-2])["alias"] == ["Oosto"]


def test_a_supply_is_told_by_its_word_and_its_parties_by_their_part(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        "supply",
        f"Acme Lantern Works,KEN,Beta Optics,PER,gpu,,2019,{CITED},",
        f"Acme Lantern Works,KEN,Beta Optics,PER,reseller,,,{CITED},",
        f"Gamma Cloud,KEN,Beta Optics,PER,cloud hosting,,,{CITED},",
        f"Acme Lantern Works,KEN,Government of Qatar,QAT,monitoring centre,,,{CITED},",
    )
    assert [one.cls for one in found] == [
        *("Vendor", "Organization", "Supply"),
        *("Vendor", "Vendor", "Supply"),
        *("Organization", "Organization", "Supply"),
        *("Vendor", "Government", "Supply"),
    ]
    first, *_, last = of("Supply", found)
    assert first.id == "supply:acme-lantern-works:beta-optics:component:gpu"
    assert said(first) == {
        "supplier": "org:acme-lantern-works",
        "customer": "org:beta-optics",
        "kind": "component",
        "technology": ["tech:ai-processor"],
        "component": ["gpu"],
        "end": "2019",
        "url": [LINK],
    }
    assert last.values["customer"] == "gov:QAT"


@pytest.mark.parametrize(
    ("end", "note", "kept"),
    [
        ("2019", "", "end"),
        ("2020", "", "as_of"),
        ("2020-05", "", "as_of"),
        ("2020-05", "Intel says it ended business", "end"),
        ("2019", "2022 tender contracts", "as_of"),
        ("", "", None),
    ],
)
def test_a_supply_ends_only_where_the_source_says_so(
    tmp_path: Path, end: str, note: str, kept: str | None
) -> None:
    line = f"Acme Lantern Works,,Beta Optics,,gpu,,{end},{CITED},{note}"
    (found,) = of("Supply", rows(tmp_path, "supply", line))
    assert [name for name in ("end", "as_of") if found.values[name]] == ([kept] if kept else [])


def test_a_component_word_that_no_table_knows_is_a_problem(tmp_path: Path) -> None:
    line = f"Acme Lantern Works,,Beta Optics,,lantern oil,,,{CITED},"
    with pytest.raises(LoadError) as error:
        rows(tmp_path, "supply", line)
    assert [(one.row, one.column, one.value) for one in error.value.problems] == [
        (2, "component", "lantern oil"),
        (2, "component", "lantern oil"),
    ]


def test_a_product_is_made_by_the_vendor_that_the_row_names(tmp_path: Path) -> None:
    line = f"Lantern 9,Acme Lantern Works,acme,facial-recognition,2016,{LINK},research,text,guess,n"
    maker, product = rows(tmp_path, "products", line)
    assert (maker.cls, maker.id) == ("Vendor", "org:acme")
    assert product.id == "product:lantern-9"
    assert product.locator == f"products row 2 {LINK}"
    assert said(product) == {
        "name": "Lantern 9",
        "maker": ["org:acme"],
        "technology": ["tech:facial-recognition"],
        "first_year": 2016,
        "note": ["n", "year: text", "technology: guess"],
    }


def test_an_alias_belongs_to_the_body_that_the_alias_table_names(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        "vendor_aliases",
        "Hikvision,CHN,Hikvsion,misspelling,Latn,x,hikvision,x,,002415 CN,CNE100000PM8,X1,,x",
        "Hikvision,CHN,Ezviz,brand,Latn,x,hikvision,x,,002415 CN,CNE100000PM8,X1,,x",
        "(undisclosed),,Undisclosed,not_a_vendor,Latn,x,,,,,,,,x",
    )
    assert [(one.cls, one.id) for one in found] == [
        ("Vendor", "org:hikvision"),
        ("Organization", "org:ezviz"),
    ]
    assert said(found[0]) == {
        "name": "Hikvision",
        "alias": ["Hikvsion"],
        "country": ["country:CHN"],
        "ticker": ["002415 CN"],
        "isin": ["CNE100000PM8"],
        "uscc": ["X1"],
    }
    assert said(found[1]) == {"name": "EZVIZ", "alias": ["Ezviz"]}


def test_tables_that_the_ontology_holds_are_recognised_and_not_read(tmp_path: Path) -> None:
    for name in ("programmes", "technologies", "upstream_aliases"):
        (tmp_path / f"{name}.csv").write_text("whatever\n1\n", encoding="utf-8")
    assert load.read("curated", [tmp_path], load.Options(part=True))[0] == []


def test_an_empty_name_is_a_problem_and_loses_no_row_silently(tmp_path: Path) -> None:
    line = f",company,,Beta Optics,,5,5,,,,{CITED},"
    with pytest.raises(LoadError, match=r"ownership.csv:2: column 'owner_name' has '': empty"):
        rows(tmp_path, "ownership", line)


@pytest.mark.parametrize(
    ("table", "line", "complaint"),
    [
        ("ownership", f"Mult,company,,Beta,,5,5,,,,{CITED},", "names no party; leave the row out"),
        ("ownership", f"...,company,,Beta,,5,5,,,,{CITED},", "no letter or digit in the name"),
        ("ownership", f"Acme,company,Kenia,Beta,,5,5,,,,{CITED},", "did you mean Kenya?"),
        ("ownership", f"Acme,company,,Beta,,5,500,,,,{CITED},", "between 0 and 100"),
        ("investment", f"Acme,,...,,,,,,{CITED},", "no letter or digit in the name"),
        ("succession", f"Acme,Beta,eaten,,{CITED},", "no succession kind 'eaten'"),
        ("products", f"...,Acme,acme,anpr,,{LINK},press,,,", "no letter or digit in the name"),
        ("products", f"Lantern,Acme,acme,lamps,,{LINK},press,,,", "no technology 'lamps'"),
        ("listings", f"Acme,acme,,us-dod,listed,2020,,{LINK},press,", "no programme 'us-dod'"),
        ("listings", f"Drones,(category) x,,us-dod-1260h,listed,,,{LINK},press,", "names no party"),
        ("listings", f"Acme,acme,,us-dod-1260h,listed,,,{LINK},gossip,", "no grade 'gossip'"),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_problem_with_its_place(
    tmp_path: Path, table: str, line: str, complaint: str
) -> None:
    with pytest.raises(LoadError, match=complaint) as error:
        rows(tmp_path, table, line)
    assert {(one.file, one.row) for one in error.value.problems} == {(f"{table}.csv", 2)}
