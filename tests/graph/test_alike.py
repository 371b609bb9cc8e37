"""Names are taken apart and compared by what tells a firm; each expected answer stands here."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings

from panoptrade.graph.alike import alike, consonants, sounds
from panoptrade.graph.name_forms import form, forms
from tests.invented import texts
from tests.missing import resolve_extra


@pytest.fixture(autouse=True, scope="module")
def extra():
    resolve_extra()


def best(left: str, right: str):
    return max((alike(a, b) for a in forms(left) for b in forms(right)), key=lambda one: one.score)


def test_a_registered_name_is_parted_into_brand_place_trade_and_legal_form():
    one = form("Hangzhou Hikvision Digital Technology Co., Ltd.")
    assert one.core == ("hikvision",)
    assert one.places == {"Hangzhou"}
    assert one.trades == {"digital", "technology"}
    assert one.legal == {"llc"}


def test_a_chinese_name_is_parted_as_its_english_one():
    one = form("杭州海康威视数字技术股份有限公司")
    assert one.core == ("hai", "kang", "wei", "shi")
    assert one.places == {"Hangzhou"}
    assert one.trades == {"digital", "technology"}
    assert one.han


def test_a_name_of_trade_words_only_keeps_them():
    one = form("Digital Technology Ltd")
    assert one.core == ("digital", "technology")
    assert one.bare


def test_brackets_and_strokes_hold_names_of_their_own():
    assert [one.core for one in forms("Naji Research and Development Company (NRDC)")] == [
        ("naji", "research"),
        ("nrdc",),
    ]
    assert ("equus",) in [one.core for one in forms("Merlinx / Equus Technologies")]


@pytest.mark.parametrize("name", ["", "???", "  ", "\u202e", "()"])
def test_a_name_without_a_letter_has_no_form(name):
    assert forms(name) == ()


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("Hikvision", "Hangzhou Hikvision Digital Technology Co., Ltd.", "brand 'hikvision'"),
        ("Hikvision", "海康威视", "syllables of hai-kang-wei-shi sound as hikvision"),
        (
            "Hangzhou Hikvision Digital Technology Co., Ltd.",
            "杭州海康威视数字技术股份有限公司",
            "syllables",
        ),
        ("Hikvision", "Hikvsion", "spelled alike"),
        ("SenseTime", "Sense Time", "same but for legal form, spacing or script"),
        ("Huawei", "华为", "same but for legal form, spacing or script"),
        ("華為", "华为", "same name but for its legal form or script"),
        ("NTechLab", "Нтехлаб", "sound alike"),
        ("Citadel", "ООО Цитадель", "sound alike"),
        ("Synesis", "SINEZIS OOO", "sound alike"),
        ("Sahab Pardaz", "سحاب پرداز", "sound alike"),
        ("ZTE", "ZTE Corporation", "same name but for its legal form"),
        ("CETC", "China Electronics Technology Group Corporation", "cetc are the first letters"),
    ],
)
def test_names_of_one_firm_are_found_and_the_reason_is_said(left, right, reason):
    found = best(left, right)
    assert found.score >= 0.7
    assert reason in found.reason
    assert best(right, left).score == found.score


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("CETC 14th Research Institute", "CETC 15th Research Institute", "numbers differ: 14 / 15"),
        ("Ministry of Interior of Kenya", "Ministry of Interior of Uganda", "Kenya / Uganda"),
        ("Hikvision", "Hikvision Canada Inc.", "one names a country or region: none / Canada"),
        ("Dahua", "Chengdu Dahua Wisdom Information Technology Co., Ltd.", "more words: wisdom"),
        ("Shanghai Lantern", "Beijing Lantern", "places differ: Shanghai / Beijing"),
        ("Ability Computer & Software", "Ability Security Systems", "trades differ"),
    ],
)
def test_near_neighbours_stay_under_the_bar_and_the_reason_is_said(left, right, reason):
    found = best(left, right)
    assert 0 < found.score < 0.7
    assert reason in found.reason


@pytest.mark.parametrize(
    ("left", "right"),
    [("Dahua", "Huawei"), ("大华股份", "华为"), ("NEC Corporation", "ZTE Corporation"),
     ("GLARUN Technology Co., Ltd.", "Leon Technology Co., Ltd.")],
)  # fmt: skip
def test_names_that_share_only_what_all_share_are_nothing_alike(left, right):
    assert best(left, right).score < 0.3


def test_ways_of_transliterating_a_sound_are_one():
    assert sounds("tsitadel") == sounds("citadel")
    assert consonants("hikvision") == "hkvsn"


@settings(max_examples=60, deadline=None)
@given(left=texts, right=texts)
@example(left="0$id0:0", right="1$id0:0")
@example(left="NEC Technology Company", right="Nippon Electric Company")
def test_any_two_names_are_alike_both_ways_and_between_none_and_one(left, right):
    for a in forms(left):
        for b in forms(right):
            assert 0 <= alike(a, b).score <= 1
            assert alike(a, b).score == alike(b, a).score
        assert alike(a, a).score == 1
