"""A contract over every loader: its toml is complete, its corrections are alive."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from importlib.metadata import EntryPoint
from importlib.resources import files

import pytest

from panoptrade.loaders import load, rows, spec
from panoptrade.loaders.listing import rows as listed
from panoptrade.ontology import schema, tables
from panoptrade.ontology.words import UnknownWordError

LOADERS = sorted(spec.loaders())
WITH_FILES = [name for name in LOADERS if name != "table"]
GIVEN = {
    "aigs": ["aigs/aigs-2022.xlsx", "aigs/aigs-2019-table.csv"],
    "csl": ["sanctions/csl-samples/csl_2019_sample.csv"],
    "curated": ["curated"],
    "freedom-house": ["regimes/FH_Country_and_Territory_Ratings_and_Statuses_FIW_1973-2023.xlsx"],
    "misp": ["misp/surveillance-vendor.json"],
    "ofac": [
        "sanctions/ofac/sdn-2024-05-03.csv",
        "sanctions/ofac/alt-2025-08.csv",
        "sanctions/ofac/cons_prim.csv",
        "sanctions/ofac/cons_alt.csv",
        "sanctions/ofac/cons_add.csv",
    ],
    "polity5": ["regimes/polity5_1946_2018.csv"],
    "sii-companies": ["sii/sii_companies_clean.csv"],
    "sii-sales": ["sii/sii_company_sales.csv"],
    "spyware-inventory": ["spyware-inventory/spyware-inventory-v10.csv"],
    "uk": ["sanctions/uk/uk_FCDO_SL_2025-08-11.ods"],
    "un": ["sanctions/un/UN_consolidated_2026-02-27.xml"],
    "unrest": ["unrest/mm_main_data_subset.csv"],
    "us-1260h": ["sanctions/us-restriction-lists/us_dod_chinese_milcorps_sanctions.csv"],
    "vdem": ["regimes/vdem_v15_regime_country_year_1990_2024.csv"],
}


# Addresses of the SDN list (add.csv) write these countries so; that file is not among ours. Nor is
# the whole Consolidated Screening List, one of whose dates is in no year yet.
UNSEEN = {
    ("Country", "Man, Isle of"),
    ("Country", "North Macedonia, The Republic of"),
    ("start_date", "3033-01-17"),
    ("end_date", "3033-01-17"),
}


def corrections():
    text = files("panoptrade.loaders").joinpath("lookups.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("name", WITH_FILES)
def test_a_toml_says_what_the_source_is_and_where_a_person_gets_it(name):
    one = spec.read(name)
    assert one.title
    assert one.publisher
    assert one.licence
    assert one.url or name == "curated"
    assert one.grade in tables.terms("grade")
    for file in one.files.values():
        assert file.what, f"{name} {file.name} does not say what it is"
        assert file.where or one.url or name == "curated"


@pytest.mark.parametrize("name", LOADERS)
def test_every_column_is_read_or_has_a_reason(name):
    for file in spec.read(name).files.values():
        told = {**file.columns, **file.optional, **file.unread}
        assert all(told.values()), f"{name} {file.name}"
        counts = Counter([*file.columns, *file.optional, *file.unread])
        assert counts.most_common(1)[:1] == [] or counts.most_common(1)[0][1] == 1


@pytest.mark.parametrize("name", WITH_FILES)
def test_counts_are_of_classes_and_leave_room_for_no_nonsense(name):
    counts = spec.read(name).counts
    assert counts, f"{name} accepts any number of records"
    for what, (low, high) in counts.items():
        assert what.split()[-1] in schema.classes()
        assert 0 < low <= high


@pytest.mark.parametrize("name", LOADERS)
def test_every_loader_is_listed_with_the_files_it_wants(name):
    found = [row for row in listed() if row["source"] == name]
    assert len(found) == max(1, len(spec.read(name).files)) or name == "table"
    assert all(row["title"] for row in found)


def test_a_loader_of_another_package_is_found_by_its_entry_point(tmp_path, monkeypatch):
    (tmp_path / "lantern_loader.py").write_text(
        "def records(files):\n"
        "    for row in files.rows('sheet'):\n"
        "        yield row.record('Vendor', 'org:' + row.text('key'), name=row.text('name'))\n"
    )
    (tmp_path / "lantern_loader.toml").write_text(
        'title = "Lanterns"\npublisher = "Nobody"\nurl = "https://example.org"\n'
        'licence = "CC0"\ngrade = "press"\n[files.sheet]\nwhat = "lanterns"\n'
        '[files.sheet.columns]\nkey = "id"\nname = "Vendor.name"\n'
    )
    point = EntryPoint("lanterns", "lantern_loader", spec.GROUP)
    known = list(spec.loaders().values())
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(spec, "entry_points", lambda group: [*known, point])
    spec.loaders.cache_clear()
    try:
        assert list(spec.loaders()) == sorted([*LOADERS, "lanterns"])
        (tmp_path / "sheet.csv").write_text("key,name\nacme,Acme Lantern Works\n")
        found, metas = load.read("lanterns", [tmp_path / "sheet.csv"])
        assert [(one.id, one.values["name"], one.locator) for one in found] == [
            ("org:acme", "Acme Lantern Works", "row 2")
        ]
        assert metas["lanterns"]["licence"] == "CC0"
    finally:
        spec.loaders.cache_clear()
        spec.read.cache_clear()
        sys.modules.pop("lantern_loader", None)


def test_a_wrong_loader_names_the_nearest():
    with pytest.raises(UnknownWordError, match="no source 'vdme'; did you mean vdem"):
        spec.module("vdme")


def test_corrections_are_of_loaders_say_why_and_stand_once():
    found = corrections()
    assert {row["source"] for row in found} <= set(LOADERS)
    assert all(row["why"] for row in found)
    counts = Counter((row["source"], row["column"], row["value"]) for row in found)
    assert [key for key, count in counts.items() if count > 1] == []


class Noting(dict):
    """Look-ups that remember which of them were asked for and found."""

    used: set

    def get(self, key, default=None):
        if key in self:
            self.used.add(key)
        return super().get(key, default)

    def __getitem__(self, key):
        self.used.add(key)
        return super().__getitem__(key)


@pytest.mark.parametrize("name", sorted({row["source"] for row in corrections()}))
def test_no_correction_is_dead(name, shared, monkeypatch):
    mine = [row for row in corrections() if row["source"] == name]
    plain = {(row["column"], row["value"]) for row in mine if row["becomes"] != rows.SKIP}
    skips = Counter(row["why"] for row in mine if row["becomes"] == rows.SKIP)
    noting = Noting(rows.lookups(name))
    noting.used = set()
    monkeypatch.setattr("panoptrade.loaders.files.lookups", lambda _: noting)
    given = [shared / one for one in GIVEN[name]]
    everything = {"all": "yes"} if name in {"ofac", "un"} else {}
    options = load.Options(part=name == "csl", extra=everything)
    _, metas = load.read(name, given, options)
    assert sorted(plain - noting.used - UNSEEN) == []
    skipped = {why for meta in metas.values() for why in meta["skipped"]}
    assert sorted(set(skips) - skipped) == []
