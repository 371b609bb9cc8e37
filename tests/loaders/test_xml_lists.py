"""A contract over every list in XML: what is damaged or hostile is refused and nothing is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load, spec
from tests.loaders import ofac_xml, uk_lists
from tests.loaders.eu_list import FSF
from tests.loaders.refusals import refused
from tests.loaders.xml_lists import UN, written

if TYPE_CHECKING:
    from pathlib import Path

LISTS = {
    ("un", "consolidated"): UN,
    ("eu", "fsf"): FSF,
    ("ofac", "sdn_advanced"): ofac_xml.sdn(),
    ("uk", "list_xml"): uk_lists.designations(),
    ("uk", "conlist_xml"): uk_lists.targets(),
}
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
ENTRIES = ("ENTITY", "sanctionEntity", "DistinctParty", "Designation", "FinancialSanctionsTarget")
HARM = {
    "cut in half": lambda text: text[: len(text) // 2].encode(),
    "its end is missing": lambda text: text[:-9].encode(),
    "no bytes": lambda text: b"",
    "an entity bomb": lambda text: text.replace("?>", f"?>{BOMB}", 1).encode(),
    "a web page": lambda text: b"<!DOCTYPE html><html><body>503</body></html>",
    "another encoding": lambda text: text.replace("&lt;", "\u00e9").encode("cp1252", "replace"),
    "an element that is new": lambda text: _new(text),
    "an attribute that is new": lambda text: _new(text, attribute=True),
}


def _new(text: str, *, attribute: bool = False) -> bytes:
    """Put an element, or an attribute, that no list has into the last entry of a list."""
    *_, last = re.finditer(rf"<({'|'.join(ENTRIES)})(?=[ >])", text)
    if attribute:
        return f'{text[: last.end()]} brandNew="yes"{text[last.end() :]}'.encode()
    end = text.index(">", last.end()) + 1
    return f"{text[:end]}<BrandNew>yes</BrandNew>{text[end:]}".encode()


def test_every_list_in_xml_is_under_this_contract() -> None:
    found = {
        (loader, table)
        for loader in spec.loaders()
        for table, one in spec.read(loader).files.items()
        if one.root
    }
    assert found - {("ofac", "cons_advanced")} == set(LISTS)


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("listed", LISTS, ids=".".join)
def test_harm_is_refused(tmp_path: Path, listed: tuple[str, str], harm: str) -> None:
    loader, table = listed
    good = written(tmp_path, f"{table}.xml", LISTS[listed])
    load.load(loader, [good], tmp_path / "w", load.Options(part=True))
    bad = written(tmp_path, f"{table}.xml", HARM[harm](LISTS[listed]))
    problems = refused(tmp_path / "w", bad, loader)
    assert all(one.message for one in problems)
    if "new" in harm:
        assert "the format may have changed" in problems[0].message
        assert problems[0].value == "yes"
