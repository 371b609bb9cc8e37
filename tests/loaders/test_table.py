"""A user's own table becomes records of the class that its name or an option tells."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import openpyxl
import pyarrow.parquet as pq
import pytest

from panoptrade.loaders import keys, load
from panoptrade.loaders.problems import LoadError, Problems
from panoptrade.loaders.rows import Row
from panoptrade.loaders.template import template
from panoptrade.ontology import records as ontology_records
from panoptrade.ontology import schema
from panoptrade.ontology.values import Money
from panoptrade.ontology.words import UnknownWordError

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

DEALS = """kind,seller,destination,buyer,technology,start,value,value_currency,value_year,url
contract,Acme Lantern Works|Hikvsion,Kenya,gov:KEN,facial-recognition,2014-03,"1,200.5",USD,2015,
presence,Acme Lantern Works,Zambia,,,,,,,https://example.org/1|https://example.org/2
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(*paths: Path, **extra: str) -> list[Record]:
    return load.read("table", list(paths), load.Options(extra=extra))[0]


def problems(*paths: Path, **extra: str) -> list[str]:
    with pytest.raises(LoadError) as error:
        read(*paths, **extra)
    return [str(one) for one in error.value.problems]


def said(record: Record) -> dict[str, object]:
    return {name: value for name, value in record.values.items() if value not in ([], None)}


def ids(found: list[Record]) -> list[tuple[str, str]]:
    return [(record.cls, record.id) for record in found]


def test_rows_become_deals_and_what_only_a_cell_names_gets_a_record(tmp_path: Path) -> None:
    found = read(write(tmp_path, "deals.csv", DEALS))
    contract, presence, *named = found
    assert contract.id == ("deal:deals:acme-lantern-works+hikvision:KEN:facial-recognition:2014-03")
    assert said(contract) == {
        "kind": "contract",
        "seller": ["org:acme-lantern-works", "org:hikvision"],
        "buyer": ["gov:KEN"],
        "destination": ["country:KEN"],
        "technology": ["tech:facial-recognition"],
        "start": "2014-03",
        "value": Money(1200.5, "USD", 2015),
    }
    assert presence.id == "deal:deals:acme-lantern-works:ZMB"
    assert presence.values["url"] == ["https://example.org/1", "https://example.org/2"]
    assert [(one.cls, one.id, said(one)) for one in named] == [
        ("Vendor", "org:acme-lantern-works", {"name": "Acme Lantern Works"}),
        ("Vendor", "org:hikvision", {"name": "Hikvision", "alias": ["Hikvsion"]}),
        (
            "Government",
            "gov:KEN",
            {"name": "Government of Kenya", "country": ["country:KEN"], "kind": "state"},
        ),
    ]


def test_records_say_which_file_and_row_they_come_from(tmp_path: Path) -> None:
    table = "name,grade,seen,locator\nAcme,filing,2014-03,page 7\nBeta Optics,,,\n"
    acme, beta = read(write(tmp_path, "Vendor.csv", table))
    assert (acme.source, acme.grade, acme.seen, acme.locator) == (
        "vendor",
        "filing",
        "2014-03",
        "Vendor.csv row 2 page 7",
    )
    assert (beta.grade, beta.seen, beta.locator) == ("research", None, "Vendor.csv row 3")


@pytest.mark.parametrize(
    ("name", "extra", "cls", "source"),
    [
        ("vendor.csv", {}, "Vendor", "vendor"),
        ("VENDORS.csv", {}, "Vendor", "vendors"),
        ("technologies.csv", {}, "Technology", "technologies"),
        ("My list (2).csv", {"class": "vendor"}, "Vendor", "my-list-2"),
        ("x.csv", {"class": "Organizations", "as": "Field work!"}, "Organization", "field-work"),
    ],
)
def test_the_name_or_an_option_tells_class_and_source(
    tmp_path: Path, name: str, extra: dict[str, str], cls: str, source: str
) -> None:
    (found,) = read(write(tmp_path, name, "id,name\n,Facial recognition\n"), **extra)
    assert (found.cls, found.source) == (cls, source)


def test_a_file_that_names_no_class_is_told_how_to_say_it(tmp_path: Path) -> None:
    (one,) = problems(write(tmp_path, "vendr.csv", "name\nAcme\n"))
    assert one.startswith("vendr.csv: no class 'vendr'; did you mean Vendor? There are: Country,")
    assert one.endswith("name the file so, or say --class")
    (two,) = problems(write(tmp_path, "….csv", "name\nAcme\n"), **{"class": "Vendor"})
    assert two == "….csv: no letter or digit in the name; say --as NAME"
    (three,) = problems(write(tmp_path, "Vendor.csv", "name\nAcme\n"), **{"as": "Ontology"})
    assert three == "Vendor.csv: 'ontology' is the ontology's own name; say --as NAME"


def test_several_files_are_sources_of_their_own_unless_one_name_is_given(tmp_path: Path) -> None:
    vendor = write(tmp_path, "Vendor.csv", "name,country\nAcme Lantern Works,Kenya\n")
    deals = write(tmp_path, "deals.csv", DEALS)
    found, metas = load.read("table", [vendor, deals])
    assert {name: list(meta["inputs"]) for name, meta in metas.items()} == {
        "vendor": ["Vendor.csv"],
        "deals": ["deals.csv"],
    }
    assert metas["deals"]["title"] == "deals.csv"
    # The vendor has a row of its own: the deals need not name it again.
    assert [one.source for one in found if one.id == "org:acme-lantern-works"] == ["vendor"]
    _, together = load.read("table", [vendor, deals], load.Options(extra={"as": "mine"}))
    assert list(together["mine"]["inputs"]) == ["Vendor.csv", "deals.csv"]


def test_a_vendor_goes_by_the_identity_of_its_name(tmp_path: Path) -> None:
    (found,) = read(write(tmp_path, "Vendor.csv", "name,alias\n海康威视,HK\n"))
    assert (found.id, found.values["name"]) == ("org:hikvision", "Hikvision")
    assert found.values["alias"] == ["HK", "海康威视"]
    (given,) = read(write(tmp_path, "Vendor.csv", "id,name\norg:hik,海康威视\n"))
    assert (given.id, given.values["name"]) == ("org:hik", "海康威视")


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        ("Ownership", "owner,asset,kind,start\nA,B,equity,2014\n", "ownership:a:b:equity:2014"),
        ("Ownership", "owner,asset,kind\nPeter Thiel,B,link\n", "ownership:peter-thiel:b:link"),
        ("Supply", "supplier,customer,kind,component\nA,B,oem,gpu\n", "supply:a:b:oem:gpu"),
        ("Sanction", "target,programme\nA,us-ofac-cyber2\n", "sanction:us-ofac-cyber2:a"),
        (
            "Classification",
            "country,regime,year\nKenya,row:1,2014\n",
            "classification:row:KEN:2014",
        ),
        ("Unrest", "country,year,measure,value\nKEN,2014,mm-protests,3\n", None),
        ("Product", "name,maker\nLantern 9,A\n", "product:lantern-9"),
        ("Person", "name\nJane Doe\n", "person:jane-doe"),
        ("Country", "name,iso3,status\nKenya,KEN,official\n", "country:KEN"),
        ("Government", "name\nKenya\n", "gov:KEN"),
    ],
)
def test_ids_come_from_natural_keys(tmp_path: Path, name: str, text: str, made: str | None) -> None:
    found = read(write(tmp_path, f"{name}.csv", text))[0]
    assert found.id == (made or "unrest:mm-protests:KEN:2014")


def test_a_known_person_is_a_person_where_a_person_may_stand(tmp_path: Path) -> None:
    table = "owner,asset,kind\nPeter Thiel,Acme Lantern Works,link\n"
    found = read(write(tmp_path, "Ownership.csv", table))
    assert found[0].values["owner"] == "person:peter-thiel"
    assert ids(found[1:]) == [
        ("Person", "person:peter-thiel"),
        ("Organization", "org:acme-lantern-works"),
    ]


def test_rows_that_make_the_same_id_must_be_told_apart(tmp_path: Path) -> None:
    table = "kind,seller,destination\nsale,Acme,Kenya\ncontract,Acme,KEN\n"
    (one,) = problems(write(tmp_path, "deals.csv", table))
    assert one == (
        "deals.csv:3: column 'id' has '': makes the same id as row 2, deal:deals:acme:KEN; "
        "give both rows an id, or join them"
    )
    given = "id,kind,seller\ndeal:a,sale,Acme\ndeal:a,sale,Beta Optics\n"
    assert [one.id for one in read(write(tmp_path, "deals.csv", given))][:2] == ["deal:a"] * 2


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("deals", "kind\nsale\n", "nothing to make an id of; fill one of seller, destination"),
        ("deals", "id,kind\norg:a,sale\n", "an id of a Deal is written deal:…"),
        ("Vendor", "id,name\ndeal:a,Acme\n", "an id of a Vendor is written gov:… or org:…"),
        ("Government", "name\nAcme Police\n", "no country 'Acme Police'; or give the row an id"),
        ("deals", "kind,seller\nsale,Undisclosed\n", "names no organization; leave the cell empty"),
        ("deals", "kind,seller,value\nsale,Acme,12\n", "not money; write USD 1200000"),
        ("Vendor", "name\n", "no row under the header"),
    ],
)
def test_a_row_that_cannot_stand_says_why(
    tmp_path: Path, name: str, text: str, complaint: str
) -> None:
    (one,) = problems(write(tmp_path, f"{name}.csv", text))
    assert complaint in one


def test_every_wrong_cell_is_told_at_once_with_what_would_be_right(tmp_path: Path) -> None:
    table = "country,year,measure,value,seen,grade\nKenia,20222,riots,=1+1,2014-13,reserch\n"
    with pytest.raises(LoadError) as error:
        read(write(tmp_path, "Unrest.csv", table))
    found = error.value.problems
    assert {(one.file, one.row) for one in found} == {("Unrest.csv", 2)}
    assert [(one.column, one.value, one.message.partition(";")[0]) for one in found] == [
        ("country", "Kenia", "no country 'Kenia'"),
        ("year", "20222", "not a year between 1000 and 2100"),
        ("measure", "riots", "no unrest measure 'riots'"),
        ("value", "=1+1", "not a number"),
        ("grade", "reserch", "no grade 'reserch'"),
        ("seen", "2014-13", "no such date (month must be in 1..12)"),
    ]


def test_unknown_and_missing_columns_are_told_with_the_nearest(tmp_path: Path) -> None:
    one, two, three = problems(write(tmp_path, "Vendor.csv", "nme,contry\nAcme,Kenya\n"))
    assert one == "Vendor.csv:1: column 'name' missing; the file has nme, contry"
    assert "no column known to 'Vendor' 'nme'; did you mean name?" in two
    assert "did you mean country?" in three


def test_an_empty_required_cell_is_told_with_its_meaning(tmp_path: Path) -> None:
    (one,) = problems(write(tmp_path, "Product.csv", "name,maker\nLantern 9,\n"))
    assert one == (
        "Product.csv:2: column 'maker' has '': empty; every Product needs it: "
        "Who makes or sells it under this name."
    )


def test_a_workbook_is_read_like_a_csv(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(DEALS)):
        book.active.append([2015 if cell == "2015" else cell or None for cell in row])
    book.save(tmp_path / "deals.xlsx")
    text = read(write(tmp_path, "deals.csv", DEALS))
    found = read(tmp_path / "deals.xlsx")
    assert [(one.id, one.values) for one in found] == [(one.id, one.values) for one in text]


def test_a_table_loads_into_a_workspace(tmp_path: Path) -> None:
    deals = write(tmp_path, "deals.csv", DEALS)
    counts = load.load("table", [deals], tmp_path / "w")
    assert counts == {"deals": {"Deal": 2, "Government": 1, "Vendor": 2}}
    table = pq.read_table(tmp_path / "w" / "sources" / "deals" / "Deal.parquet").to_pylist()
    assert [(row["value"], row["value_currency"], row["value_year"]) for row in table] == [
        (1200.5, "USD", 2015),
        (None, None, None),
    ]


@pytest.mark.parametrize("cls", list(schema.classes()))
def test_a_template_has_every_column_of_its_class(cls: str) -> None:
    (header,) = csv.reader(io.StringIO(template(cls)))
    assert header[0] == "id"
    assert header[-3:] == ["locator", "grade", "seen"]
    assert set(ontology_records.columns(cls)) == set(header) - {"id", "locator", "grade", "seen"}


@pytest.mark.parametrize("cls", list(schema.classes()))
def test_a_filled_template_is_what_the_loader_reads(tmp_path: Path, cls: str) -> None:
    path = write(tmp_path, f"{cls}.csv", template(cls))
    assert problems(path) == [f"{cls}.csv: no row under the header"]


def test_a_template_of_no_class_names_the_nearest() -> None:
    with pytest.raises(UnknownWordError, match="did you mean Vendor"):
        template("Vendr")


def test_a_class_that_no_key_is_written_for_goes_by_what_it_requires() -> None:
    row = Row("x.csv", 2, {}, {}, Problems(), "table", "x", "research", None)
    found = {"country": "country:KEN", "year": 2014, "measure": "mm-protests", "value": 3.0}
    assert keys.made(row, "Unrest", found, {}) == "unrest:KEN:2014:mm-protests:3-0"
