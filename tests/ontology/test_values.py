"""Each type of properties.csv has one cleaner: what it takes, what it makes, what it refuses."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panoptrade.ontology import schema, tables, values
from panoptrade.ontology.values import Money
from panoptrade.ontology.words import UnknownWordError

if TYPE_CHECKING:
    from panoptrade.ontology.schema import Property


def kind(type_: str) -> Property:
    """Return a property of a type, for what the cleaner does with it."""
    return replace(schema.properties("Deal")["kind"], type=type_)


KNOWN = [
    ("text", " Safe\tcity \n 2014 ", "Safe city 2014"),
    ("text", "", ""),
    ("text", "e\u0301cole", "\u00e9cole"),
    ("text", "Acme\u202e\u200b Works\ufeff\x07", "Acme Works"),
    ("text", "\u0645\u06cc\u200c\u0631\u0648\u062f", "\u0645\u06cc\u200c\u0631\u0648\u062f"),
    ("text", "</script>", "</script>"),
    ("name", "  Acme   Lantern Works ", "Acme Lantern Works"),
    ("name", "\u6d77\u5eb7\u5a01\u89c6", "\u6d77\u5eb7\u5a01\u89c6"),
    ("iso3", "KEN", "KEN"),
    ("iso3", " Kenya ", "KEN"),
    ("iso3", "na", "NAM"),
    ("date", "2010s", "201X"),
    ("year", "2014", 2014),
    ("year", " 2014.0 ", 2014),
    ("number", "1,234,567.5", 1234567.5),
    ("number", "-7", -7.0),
    ("number", "1e3", 1000.0),
    ("number", ".5", 0.5),
    ("percent", "51 %", 51.0),
    ("percent", "0", 0.0),
    ("boolean", "Yes", True),
    ("boolean", "0", False),
    ("url", " https://example.org/a?b=c#d ", "https://example.org/a?b=c#d"),
    ("money", "USD 1,200,000", Money(1200000.0, "USD", None)),
    ("money", "1200000.50 EUR (2014)", Money(1200000.5, "EUR", 2014)),
    ("money", "USD 5 2014", Money(5.0, "USD", 2014)),
    ("code:deal-kind", "contract", "contract"),
    ("code:deal-kind", "Sale Reported", "sale"),
    ("ref:Country", "Kenya", "country:KEN"),
    ("ref:Country", "country:KEN", "country:KEN"),
    ("ref:Government", "Kenya", "gov:KEN"),
    ("ref:Government", "gov:KEN", "gov:KEN"),
    ("ref:Vendor", "Acme Lantern Works", "org:acme-lantern-works"),
    ("ref:Vendor", "org:acme-lantern-works", "org:acme-lantern-works"),
    ("ref:Organization|Person", "Acme Lantern Works", "org:acme-lantern-works"),
    ("ref:Organization|Person", "person:hypatia-quill", "person:hypatia-quill"),
    ("ref:Technology", "facial-recognition", "tech:facial-recognition"),
    ("ref:Technology", "Facial Recognition", "tech:facial-recognition"),
    ("ref:Programme", "us-bis-entity-list", "programme:us-bis-entity-list"),
    ("ref:RegimeClass", "polity:autocracy", "polity:autocracy"),
    ("ref:Product", "Lantern Eye 2", "product:lantern-eye-2"),
]

WRONG = [
    ("name", " -- ", "no letter or digit in the name"),
    ("iso3", "Kenia", "no country 'Kenia'; did you mean Kenya?"),
    ("iso3", "Xanadu-upon-Sea", "no country 'Xanadu-upon-Sea'"),
    ("iso3", "", "no country ''"),
    ("date", "March", "not a date"),
    ("year", "20222", "not a year between 1000 and 2100"),
    ("year", "999", "not a year"),
    ("year", "2014.5", "not a year"),
    ("number", "about 5", "not a number; write 1234.5"),
    ("number", "1_000", "not a number"),
    ("number", "1.234.567", "not a number"),
    ("number", "nan", "not a number"),
    ("number", "1e999", "not a finite number"),
    ("percent", "101", "not a percentage between 0 and 100"),
    ("percent", "-1%", "not a percentage"),
    ("boolean", "perhaps", "neither true nor false"),
    ("url", "example.org", "not an http or https address"),
    ("url", "javascript:alert(1)", "not an http or https address"),
    ("url", "https://example.org/a b", "not an http or https address"),
    ("money", "5 million", "not money; write USD 1200000 or USD 1200000 \\(2014\\)"),
    ("money", "1200000", "not money"),
    ("money", "USD 5 EUR", "not money"),
    ("money", "USD 1,2", "not a number"),
    ("code:deal-kind", "contrct", "no deal kind 'contrct'; did you mean contract\\?"),
    ("code:deal-kind", "", "no deal kind ''; there are: contract, sale"),
    ("ref:Country", "country:XXX", "no country 'XXX'"),
    ("ref:Technology", "tech:facial-recogniton", "did you mean facial-recognition\\?"),
    ("ref:Technology", "mind reading", "no technology 'mind reading'"),
    ("ref:Programme", "programme:no-such", "no programme 'no-such'"),
    ("ref:RegimeClass", "row:9", "no regime class 'row:9'"),
    ("ref:Vendor", "???", "no letter or digit in the name"),
    ("ref:Vendor", "", "no letter or digit in the name"),
]


@pytest.mark.parametrize(("type_", "cell", "expected"), KNOWN)
def test_a_cell_becomes_the_value_that_it_means(type_: str, cell: str, expected: object) -> None:
    found = values.clean(kind(type_), cell)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(("type_", "cell", "message"), WRONG)
def test_a_wrong_cell_says_what_would_be_right(type_: str, cell: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        values.clean(kind(type_), cell)


def test_every_type_of_the_tables_is_tested() -> None:
    types = {
        one.type.partition(":")[0]
        for cls in schema.classes()
        for one in schema.properties(cls).values()
    }
    assert types == {type_.partition(":")[0] for type_, _, _ in KNOWN}
    assert types - {"text"} == {type_.partition(":")[0] for type_, _, _ in WRONG}


def test_an_unknown_word_can_be_told_from_other_errors() -> None:
    with pytest.raises(UnknownWordError):
        values.code("contrct", "deal-kind")


@given(st.text())
def test_text_cleaned_twice_changes_nothing_and_hides_nothing(cell: str) -> None:
    found = values.text(cell)
    assert values.text(found) == found
    assert unicodedata.is_normalized("NFC", found)
    assert "".join(c for c in found if c not in "\u200c\u200d").isprintable()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_as_python_writes_it(value: float) -> None:
    assert values.number(repr(value)) == value


@given(st.integers(1000, 2100))
def test_a_year_is_read_as_it_is_written(value: int) -> None:
    assert values.year(str(value)) == value


@given(st.floats(0, 1e15), st.sampled_from(["USD", "EUR", "CNY"]), st.integers(1000, 2100))
def test_money_is_read_as_it_is_written(amount: float, currency: str, year: int) -> None:
    written = f"{amount:.2f} {currency} ({year})"
    assert values.money(written) == Money(float(f"{amount:.2f}"), currency, year)


@given(
    st.sampled_from(
        [
            (type_, cell)
            for type_, cell, _ in KNOWN
            if type_.startswith(("ref", "code", "name", "iso3", "url", "date"))
        ]
    )
)
def test_what_has_been_cleaned_stays_as_it_is(case: tuple[str, str]) -> None:
    found = values.clean(kind(case[0]), case[1])
    assert isinstance(found, str)
    assert values.clean(kind(case[0]), found) == found


def test_a_party_may_be_a_person_whom_the_alias_table_knows() -> None:
    row = next(row for row in tables.rows("aliases") if row["kind"] == "person")
    assert values.clean(kind("ref:Organization|Person"), row["alias"]) == f"person:{row['key']}"
