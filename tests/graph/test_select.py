"""Words of filters become what they mean, and wrong words name the right ones."""

from __future__ import annotations

import pytest

from panoptrade.graph import select
from panoptrade.ontology.words import UnknownWordError


def test_a_technology_takes_its_narrower_concepts_along():
    found = select.technologies(["digital-forensics"])
    assert found == ["tech:computer-forensics", "tech:digital-forensics", "tech:mobile-forensics"]


@pytest.mark.parametrize(
    "word", ["imsi-catcher", "tech:imsi-catcher", "IMSI catcher"], ids=["code", "id", "name"]
)
def test_a_technology_is_meant_by_code_id_or_name(word):
    assert select.technologies([word]) == ["tech:imsi-catcher"]


def test_the_name_of_a_loader_means_all_its_sources(world):
    assert select.sources(world, ["atlas"]) == ["atlas-1", "atlas-2"]
    assert select.sources(world, ["atlas-2", "gazette"]) == ["atlas-2", "gazette"]


def test_a_lowest_grade_takes_the_better_ones():
    assert select.grades("research") == ["official", "filing", "research"]


def test_kinds_are_those_of_the_class():
    assert select.kinds(["presence"]) == ["presence"]
    assert select.kinds(["equity"], "Ownership") == ["equity"]


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"technology": "facial-recogniton"}, "did you mean facial-recognition"),
        ({"kinds": "presense"}, "did you mean presence"),
        ({"source": "gazete"}, "did you mean gazette"),
        ({"grade": "pres"}, "did you mean press"),
    ],
)
def test_a_wrong_word_names_the_nearest(world, filters, message):
    with pytest.raises(UnknownWordError, match=message):
        select.deals(world, select.filters(**filters))


def test_a_single_word_stands_for_a_list_of_it():
    assert select.filters(kinds="sale") == select.filters(kinds=["sale"])


def test_no_filter_takes_everything(world):
    assert select.deals(world, select.filters()) == "TRUE"


def test_quotes_in_a_value_stay_inside_it():
    assert select.quoted("O'Hara") == "'O''Hara'"
