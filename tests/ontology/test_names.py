"""Names become the identities that they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panoptrade.ontology import names, tables


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The  Netherlands", "netherlands"),
        ("C\u00f4te d\u2019Ivoire", "cote d ivoire"),
        ("Bosnia & Herzegovina", "bosnia and herzegovina"),
        ("Korea, Rep.", "korea rep"),
        ("\uff21\uff23\uff2d\uff25 Works", "acme works"),
        ("stra\u00dfe_1", "strasse 1"),
        ("...", ""),
    ],
)
def test_a_name_is_folded_for_look_ups(name: str, expected: str) -> None:
    assert names.key(name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u30ab\u30e1\u30e9", "\u30ac\u30e1\u30e9"),
        ("\u0e15\u0e35", "\u0e15\u0e32"),
        ("\u0915\u093f", "\u0915\u093e"),
    ],
)
def test_marks_that_are_letters_in_their_script_keep_names_apart(one: str, other: str) -> None:
    assert names.key(one) != names.key(other)


def test_a_slug_is_ascii_whatever_the_script() -> None:
    assert names.slug("Acme Lantern Works Co., Ltd.") == "acme-lantern-works-co-ltd"
    assert names.slug("\uc0bc\uc131") == "samseong"
    assert names.slug("\u041f\u0440\u043e\u0442\u0435\u0439") == "protei"


def test_a_name_without_letters_has_no_slug() -> None:
    with pytest.raises(ValueError, match="no letter or digit in the name"):
        names.slug("--- \u2605")


@pytest.mark.parametrize(
    ("spelling", "iso3"),
    [
        ("KEN", "KEN"),
        ("ke", "KEN"),
        ("Kenya", "KEN"),
        ("C\u00f4te d'Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("T\u00fcrkiye", "TUR"),
        ("Turkey", "TUR"),
        ("United States", "USA"),
        ("UAE", "ARE"),
        ("United Kingdom", "GBR"),
        ("UK", "GBR"),
        ("South Korea", "KOR"),
        ("Burma/Myanmar", "MMR"),
        ("Czechia", "CZE"),
        ("Czech Republic", "CZE"),
        ("Swaziland", "SWZ"),
        ("Macedonia", "MKD"),
        ("Kosovo", "XKX"),
        ("The Gambia", "GMB"),
        ("Soviet Union", "SUN"),
        ("NA", "NAM"),
    ],
)
def test_countries_are_known_in_the_spellings_of_the_sources(spelling: str, iso3: str) -> None:
    assert names.country(spelling) == iso3


@pytest.mark.parametrize("word", ["Undisclosed", "Mult", "", "Korea", "Atlantis"])
def test_a_word_that_names_no_country_is_not_guessed(word: str) -> None:
    assert names.country(word) is None


def test_a_country_has_a_short_name() -> None:
    assert names.country_name("KEN") == "Kenya"
    with pytest.raises(KeyError):
        names.country_name("XXX")


@pytest.mark.parametrize(
    "spelling",
    [
        "Hikvision",
        "hikvision",
        "Hikvsion",
        "\u6d77\u5eb7\u5a01\u89c6",
        "Hangzhou Hikvision Digital Technology Co., Ltd.",
    ],
)
def test_every_spelling_of_a_vendor_is_one_identity(spelling: str) -> None:
    assert names.organization(spelling) == names.Named("org:hikvision", "Hikvision", known=True)


def test_a_name_that_the_table_does_not_know_is_its_own_identity() -> None:
    found = names.organization("Acme Lantern Works")
    assert found == names.Named("org:acme-lantern-works", "Acme Lantern Works", known=False)


def test_a_person_is_known_by_the_alias_table_only() -> None:
    row = next(row for row in tables.rows("aliases") if row["kind"] == "person")
    assert names.person(row["alias"]) == names.Named(
        f"person:{row['key']}", row["name"], known=True
    )
    assert names.person("Hypatia Quill") is None
    assert names.person("Hikvision") is None


def test_a_word_for_no_vendor_is_told_from_a_vendor() -> None:
    assert names.is_no_vendor("Mult")
    assert not names.is_no_vendor("Hikvision")
    assert not names.is_no_vendor("Acme Lantern Works")


@given(st.text())
def test_folding_gives_text_that_compares(name: str) -> None:
    found = names.key(name)
    assert found == found.strip()
    assert "  " not in found
    assert names.key(name.upper().lower()) == names.key(name.lower().upper().lower())


@given(st.text(alphabet="abcdefghij XYZ-&.0123456789", min_size=1))
def test_a_slug_is_its_own_slug(name: str) -> None:
    if names.key(name):
        found = names.slug(name)
        assert names.slug(found) in {found, found.removeprefix("the-")}


@given(st.text(st.characters(max_codepoint=127), max_size=20))
def test_plain_names_are_folded_as_all_others_are(name: str) -> None:
    assert names.key(f"x {name} \u00e9") == f"{names.key(f'x {name}')} e"
