"""Every row of the real gathered tables is read, or left out and counted."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load
from panoptrade.ontology import names
from tests.loaders.gathered import of

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record


def source(shared: Path, table: str) -> list[dict[str, str]]:
    with (shared / "curated" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def real(shared: Path) -> list[Record]:
    return load.read("curated", [shared / "curated"])[0]


def test_every_row_of_the_real_tables_is_read_or_counted_as_left_out(
    shared: Path, real: list[Record]
) -> None:
    count = Counter(one.cls for one in real)
    unnamed = {"unnamed investors", "undisclosed investors", "unnamed private equity firms"}
    owners = [row["owner_name"] for row in source(shared, "ownership")]
    owners += [row["investor"] for row in source(shared, "investment")]
    assert (len(owners), count["Ownership"]) == (
        385 + 134,
        385 + 134 - sum(name in unnamed for name in owners),
    )
    assert count["Supply"] == len(source(shared, "supply")) - 2
    assert count["Product"] == len(source(shared, "products")) == 219
    assert count["Sanction"] == len(source(shared, "listings")) - 11
    pairs = [(row["predecessor"], row["successor"]) for row in source(shared, "succession")]
    same = sum(names.organization(one).id == names.organization(two).id for one, two in pairs)
    assert (len(pairs), count["Succession"]) == (90, 90 - same)


def test_the_real_grades_and_controls_are_kept(shared: Path, real: list[Record]) -> None:
    rows = [row for row in source(shared, "ownership") if not row["owner_name"].startswith("unnam")]
    found = [one for one in of("Ownership", real) if one.locator.startswith("ownership")]
    assert Counter(one.grade for one in found) == Counter(row["evidence_grade"] for row in rows)
    told = {"true": True, "false": False, "": None}
    expected = Counter(told[row["control"]] for row in rows)
    assert Counter(one.values["control"] for one in found) == expected


def test_no_real_restriction_is_on_a_bracketed_key_or_on_itself(real: list[Record]) -> None:
    assert not [one.id for one in real if "(" in one.id]
    edges = {"Ownership": ("owner", "asset"), "Supply": ("supplier", "customer")}
    edges["Succession"] = ("predecessor", "successor")
    for cls, (one, other) in edges.items():
        assert not [r.id for r in of(cls, real) if r.values[one] == r.values[other]]


def test_the_real_1260h_editions_give_one_restriction_a_party(real: list[Record]) -> None:
    found = [one for one in of("Sanction", real) if one.id.startswith("sanction:us-dod-1260h:")]
    starts = {one.values["target"]: one.values["start"] for one in found}
    ends = {one.values["target"]: one.values["end"] for one in found if one.values["end"]}
    assert len({one.id for one in found}) == len(starts)
    assert starts["org:hikvision"] == "2021-06-03"
    assert starts["org:megvii"] == "2024-01-31"
    assert ends == {
        "org:megvii": "2025-01-07",
        "org:anhui-sun-create-electronics": "2026-02-17",
        "org:china-international-information-services": "2026-02-17",
        "org:costar-group": "2026-02-17",
        "org:glarun-technology": "2026-02-17",
        "org:taiji-computer": "2026-02-17",
    }


def test_only_owners_are_natural_persons_in_the_real_tables(real: list[Record]) -> None:
    owners = {one.values["owner"] for one in of("Ownership", real)}
    assert {one.id for one in of("Person", real)} <= owners
