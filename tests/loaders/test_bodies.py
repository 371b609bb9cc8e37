"""Words of a name tell a body from what may be a person, and a country keeps namesakes apart."""

from __future__ import annotations

import pytest

from panoptrade.loaders import bodies


@pytest.mark.parametrize(
    "name",
    ["Acme Lantern Works", "ACME, INC.", "Acme S.A.", "OOO Acme", "Acme (Peru) Ltd. Lima"],
)  # fmt: skip
def test_a_legal_form_or_a_word_of_bodies_tells(name):
    assert bodies.is_body(name)


@pytest.mark.parametrize("name", ["Jane Doe", "AO LI", "Sa Roe", "Richard Roe, Jr.", "Acme", "…"])
def test_without_such_a_word_it_stays_open(name):
    assert not bodies.is_body(name)


@pytest.mark.parametrize(
    ("countries", "key"),
    [
        (["country:PER"], "per-acme-works"),
        (["country:PER", "country:PER"], "per-acme-works"),
        (["country:PER", "country:KEN"], "acme-works"),
        ([], "acme-works"),
    ],
)
def test_an_entry_is_keyed_by_its_only_country(countries, key):
    assert bodies.key("Acme Works", countries) == key
