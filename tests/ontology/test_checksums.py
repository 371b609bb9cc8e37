"""An identifier with a wrong digit cannot be one."""

from __future__ import annotations

import pytest

from panoptrade.ontology import checksums, tables

# ISO 17442's, ISO 6166's, the alias table's own.
RIGHT = {
    "lei": ["300300PV91RY9GH3CT16"],
    "isin": ["US0378331005", "CNE100000PM8"],
    "uscc": ["91330000733796106P"],
    "wikidata": ["Q42"],
}


@pytest.mark.parametrize(("name", "text"), [(name, one) for name in RIGHT for one in RIGHT[name]])
def test_a_right_one_passes_and_a_slip_does_not(name: str, text: str) -> None:
    check = checksums.CHECKS[name]
    assert check(text)
    assert not check(text[:-2])
    assert not check(text.lower())
    if name != "wikidata":
        assert not check(text[:-1] + ("1" if text[-1] != "1" else "2"))


def test_the_identifiers_of_the_alias_table_are_right() -> None:
    wrong = [
        (name, one)
        for row in tables.rows("aliases")
        for name in ("lei", "isin", "uscc")
        for one in tables.items(row[name])
        if not checksums.CHECKS[name](one)
    ]
    assert wrong == []
