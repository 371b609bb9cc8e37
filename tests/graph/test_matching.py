"""Two parties are scored with reasons: names, identifiers, countries, the alias table, logic-v2."""

from __future__ import annotations

import sys

import pytest

from panoptrade.graph import blocking, matching
from panoptrade.graph.matching import THRESHOLD, match
from panoptrade.graph.parties import Party
from tests.missing import resolve_extra


@pytest.fixture(autouse=True)
def extra():
    resolve_extra()


def party(name: str, country: str = "", cls: str = "Vendor", **values) -> Party:
    key = f"{cls}:{name}:{country}:{sorted(values)}"
    names = name.split("|")
    return Party(key, cls, tuple(names), frozenset(country.split()), **values)


def test_brand_registered_name_and_cross_script_names_are_found_without_the_table():
    brand = party("Hikvision", "CHN")
    for name in ("Hangzhou Hikvision Digital Technology Co., Ltd.", "海康威视"):
        assert match(brand, party(name), table=False).score >= THRESHOLD


def test_the_alias_table_knows_what_names_alone_do_not_show():
    left, right = party("SenseTime"), party("商汤科技")
    assert match(left, right, table=False).score < THRESHOLD
    found = match(left, right)
    assert found.score == 0.97
    assert "the alias table knows both as sensetime" in found.reasons


def test_the_alias_table_holds_apart_what_it_knows_to_be_two():
    found = match(party("Protei", "RUS"), party("Protei ST", "RUS"))
    assert any("holds them apart: protei / protei-st" in one for one in found.reasons)
    assert found.score < THRESHOLD
    assert not found.clear


def test_a_namesake_in_another_country_is_not_merged():
    found = match(party("Cellebrite", "ISR"), party("Cellebrite", "DEU"))
    assert found.score < THRESHOLD
    assert "countries differ: ISR / DEU" in found.reasons
    assert not found.clear


def test_a_ministry_is_not_that_of_another_country():
    left, right = (party("Ministry of Interior", one, "Government") for one in ("KEN", "UGA"))
    assert match(left, right).score == 0.2


def test_ministries_of_one_name_and_no_country_are_never_merged_by_a_score():
    left, right = (party("Ministry of Interior", one, "Government") for one in ("KEN", ""))
    assert match(left, right).score == 1.0
    assert not match(left, right).clear
    assert match(left, party("Ministry of the Interior", "KEN", "Government")).clear


@pytest.mark.parametrize(("country", "clear"), [("KOR", True), ("", False)])
def test_a_name_alone_is_never_clear_without_a_country_in_common(country, clear):
    found = match(party("Amber Lantern", "KOR"), party("Amber Lantern Ltd", country))
    assert found.score == 0.97
    assert found.clear is clear
    assert ("country not known of both" in found.reasons) is not clear


def test_an_identifier_they_share_is_a_reason_and_one_that_differs_is_against():
    lei = "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R13"
    left = party("Amber Lantern", identifiers=frozenset({("lei", lei[0])}))
    same = party("Obscure Holdings", identifiers=frozenset({("lei", lei[0])}))
    other = party("Amber Lantern", identifiers=frozenset({("lei", lei[1])}))
    assert match(left, same).score == 0.98
    assert f"same lei {lei[0]}" in match(left, same).reasons
    assert match(left, other).score == 0.3
    assert "lei differs" in match(left, other).reasons


def test_a_symbol_of_an_exchange_alone_is_a_weak_reason():
    symbol = frozenset({("ticker", "2222")})
    left, right = party("Amber Lantern", identifiers=symbol), party("Zed", identifiers=symbol)
    assert match(left, right).score == 0.6
    assert not match(left, party("Amber Lantern", cls="Government", identifiers=symbol)).clear


def test_two_that_one_source_keeps_apart_are_less_likely_one():
    left = party("Amber Lantern", sources=("gazette",))
    right = party("Amber Lantern Ltd", sources=("gazette", "atlas"))
    found = match(left, right)
    assert "one source keeps them apart: gazette" in found.reasons
    assert found.score < match(left, party("Amber Lantern Ltd", sources=("atlas",))).score
    assert not found.clear


def test_persons_are_matched_by_the_fields_matcher_and_never_by_a_score_alone():
    found = match(party("Hypatia Quill", cls="Person"), party("QUILL, Hypatia", cls="Person"))
    assert found.score >= 0.9
    assert not found.clear


def test_what_logic_v2_says_stands_among_the_reasons():
    found = match(party("Amber Lantern"), party("Amber Lantern Systems"))
    assert any(one.startswith("logic-v2 0.") and "name_match" in one for one in found.reasons)


def test_what_is_known_of_an_id_may_change_between_two_questions():
    first = Party("org:a", "Vendor", ("Amber Lantern",))
    later = Party("org:a", "Vendor", ("Cobalt Owl",))
    other = Party("org:b", "Vendor", ("Amber Lantern",))
    assert matching.logic_v2(first, other)[0] == 1.0
    assert matching.logic_v2(later, other)[0] == 0.0


def test_pairs_are_blocked_by_words_sounds_short_forms_and_the_table():
    names = ["Hikvision", "海康威视", "SenseTime", "商汤科技", "Cobalt Owl", "Кобальт Оул", "Zed"]
    found = [Party(f"org:{at}", "Vendor", (name,)) for at, name in enumerate(names)]
    pairs = blocking.pairs(found)
    assert {("org:0", "org:1"), ("org:2", "org:3")} <= set(pairs)
    assert not [pair for pair in pairs if "org:6" in pair]


def test_parties_of_two_kinds_are_no_pair():
    found = [Party("org:a", "Vendor", ("Quill",)), Party("person:a", "Person", ("Quill",))]
    assert blocking.pairs(found) == []


def test_nothing_to_compare_gives_no_pairs():
    assert blocking.pairs([]) == []


@pytest.mark.parametrize("name", ["nomenklatura", "rigour.names", "followthemoney"])
def test_without_the_extra_the_error_names_it_and_the_packages(monkeypatch, name):
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(matching.MissingExtraError) as caught:
        matching.needed()
    assert "pip install 'panoptrade[resolve]'" in str(caught.value)
    assert "libicu-dev pkg-config g++" in str(caught.value)
