"""A sound graph has no complaints; each breach of a rule is found and said, and no other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from panoptrade.graph import check, cycles, rules
from panoptrade.graph.workspace import merged_schema
from panoptrade.ontology import layout
from tests.graph.broken import ACME, GRANITE, add, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from panoptrade.graph.workspace import Workspace
    from tests.graph.broken import Change

TODAY = date(2026, 11, 24)
RENAMED = "succession:cobalt-owl:cobalt-night:renamed"
BACK = {"predecessor": "org:cobalt-night", "successor": "org:cobalt-owl"}
KEN_2015, KEN_POLITY = "classification:row:KEN:2015", "classification:polity:KEN:2015"

BREACHES: list[tuple[str, dict[str, Change], tuple[str, str]]] = [
    (
        "unique-ids",
        {"Deal": add("deal:gazette:1")},
        ("deal:gazette:1", "stands several times: Deal, Deal"),
    ),
    (
        "unique-ids",
        {"Person": add("person:hypatia-quill", id="org:cobalt-owl")},
        ("org:cobalt-owl", "stands several times: Person, Vendor"),
    ),
    (
        "required-values",
        {"Product": put("product:acme-lantern-works:lantern-eye", maker=[])},
        ("product:acme-lantern-works:lantern-eye", "Product without maker"),
    ),
    (
        "required-values",
        {"Deal": put("deal:gazette:1", kind=None)},
        ("deal:gazette:1", "Deal without kind"),
    ),
    (
        "dangling-references",
        {"Deal": put("deal:gazette:1", seller=["org:nobody"])},
        ("deal:gazette:1", "seller org:nobody is not in the graph"),
    ),
    (
        "dangling-references",
        {"Deal": put("deal:gazette:1", sources=["hearsay"])},
        ("deal:gazette:1", "sources source:hearsay is not in the graph"),
    ),
    (
        "dangling-references",
        {"Product": put("product:acme-lantern-works:lantern-eye", maker=["org:nobody"])},
        ("product:acme-lantern-works:lantern-eye", "maker org:nobody is not in the graph"),
    ),
    (
        "misplaced-references",
        {"Deal": put("deal:gazette:1", seller=["org:granite-holdings"])},
        ("deal:gazette:1", "seller org:granite-holdings is of class Organization, not Vendor"),
    ),
    (
        "misplaced-references",
        {"Ownership": put(GRANITE, owner="country:KEN")},
        (GRANITE, "owner country:KEN is of class Country, not Organization or Person"),
    ),
    (
        "ordered-values",
        {"Ownership": put(GRANITE, end="2013")},
        (GRANITE, "start 2014 is after end 2013"),
    ),
    (
        "ordered-values",
        {"Deal": put("deal:gazette:2", end="200X")},
        ("deal:gazette:2", "start 2018-02 is after end 200X"),
    ),
    (
        "ordered-values",
        {"Sanction": put("sanction:us-bis-entity-list:acme-lantern-works", end="2019-10-08")},
        (
            "sanction:us-bis-entity-list:acme-lantern-works",
            "start 2019-10-09 is after end 2019-10-08",
        ),
    ),
    (
        "ordered-values",
        {"Ownership": put(GRANITE, share_max=5.0)},
        (GRANITE, "share_min 25.0 is after share_max 5.0"),
    ),
    (
        "deals-with-a-party",
        {"Deal": put("deal:gazette:1", seller=None, destination=[])},
        ("deal:gazette:1", "neither seller nor destination"),
    ),
    (
        "relations-between-two",
        {"Ownership": put(GRANITE, owner=ACME)},
        (GRANITE, f"owner and asset are both {ACME}"),
    ),
    (
        "relations-between-two",
        {
            "Supply": put(
                "supply:fennel-sensors:borealis-gaze:product", supplier="org:borealis-gaze"
            )
        },
        (
            "supply:fennel-sensors:borealis-gaze:product",
            "supplier and customer are both org:borealis-gaze",
        ),
    ),
    (
        "hierarchies",
        {"Vendor": put(ACME, part_of=[ACME])},
        (ACME, f"part_of goes round: {ACME} > {ACME}"),
    ),
    (
        "hierarchies",
        {"Technology": put("tech:biometrics", broader="tech:facial-recognition")},
        (
            "tech:biometrics",
            "broader goes round: tech:biometrics > tech:facial-recognition > tech:biometrics",
        ),
    ),
    (
        "hierarchies",
        {"Succession": add(RENAMED, id="succession:back", **BACK)},
        (
            "org:cobalt-night",
            "Succession goes round: org:cobalt-night > org:cobalt-owl > org:cobalt-night",
        ),
    ),
    (
        "scores-in-class",
        {"Classification": put(KEN_POLITY, score=10.0)},
        (KEN_POLITY, "score 10 is outside democracy, 6 to 9"),
    ),
    (
        "scores-in-class",
        {"Classification": put(KEN_POLITY, score=5.9)},
        (KEN_POLITY, "score 5.9 is outside democracy, 6 to 9"),
    ),
    (
        "one-class-a-year",
        {"Classification": add(KEN_2015, id="classification:row:KEN:2015:b", regime="row:3")},
        (KEN_2015, "row puts country:KEN into several classes for 2015: row:2, row:3"),
    ),
    (
        "nothing-to-come",
        {"Deal": put("deal:gazette:1", start="2026-12")},
        ("deal:gazette:1", "start 2026-12 lies in the future"),
    ),
    (
        "nothing-to-come",
        {"Deal": put("deal:gazette:1", seen="2027")},
        ("deal:gazette:1", "seen 2027 lies in the future"),
    ),
    (
        "nothing-to-come",
        {"Classification": put(KEN_2015, year=2027)},
        (KEN_2015, "year 2027 lies in the future"),
    ),
]

SOUND = [
    {"Deal": put("deal:gazette:1", start="2026", seen="2026-11-24")},
    {"Deal": put("deal:gazette:1", start="2030", status="planned")},
    {"Deal": put("deal:gazette:1", end="2031")},
    {"Ownership": put(GRANITE, start="2014-05", end="2014")},
    {"Ownership": put(GRANITE, start="2014-05", end="201X")},
    {"Ownership": add(GRANITE, id="ownership:back", owner=ACME, asset="org:granite-holdings")},
    {"Deal": put("deal:gazette:1", disclosed="2014", start="2015")},
    {"Classification": put(KEN_POLITY, score=9.5)},
]


def test_a_sound_graph_has_no_complaints(world: Workspace) -> None:
    assert check.check(layout.graph(world.path), today=TODAY) == []
    assert check.shacl(layout.graph(world.path)) == []


def test_a_folder_without_tables_is_not_sound(tmp_path: Path) -> None:
    for run in (check.check, check.shacl):
        with pytest.raises(layout.WorkspaceError, match="no tables of a graph there"):
            run(tmp_path)


def test_a_workspace_is_checked_as_its_graph_folder_is(world: Workspace) -> None:
    then = date(2015, 1, 1)
    found = check.check(world.path, today=then)
    assert found == check.check(layout.graph(world.path), today=then) != []
    assert found[0].data() == {
        "rule": "nothing-to-come",
        "id": found[0].id,
        "message": found[0].message,
        "remedy": found[0].remedy,
    }


def test_today_is_today_unless_another_day_is_given(world: Workspace) -> None:
    assert check.check(layout.graph(world.path)) == []
    then = check.check(layout.graph(world.path), today=date(2015, 1, 1))
    assert {one.rule for one in then} == {"nothing-to-come"}


@pytest.mark.parametrize(("rule", "changes", "said"), BREACHES)
def test_a_breach_of_a_rule_is_found_and_said(
    broken: Callable[..., Path], rule: str, changes: dict[str, Change], said: tuple[str, str]
) -> None:
    found = [one for one in check.check(broken(**changes), today=TODAY) if one.rule == rule]
    assert [(one.id, one.message) for one in found] == [said]
    assert found[0].remedy


@pytest.mark.parametrize("changes", SOUND)
def test_what_may_be_is_not_complained_of(
    broken: Callable[..., Path], changes: dict[str, Change]
) -> None:
    assert check.check(broken(**changes), today=TODAY) == []


def test_every_rule_has_a_breach_to_find() -> None:
    assert {rule.__name__.replace("_", "-") for rule in rules.RULES} == {r for r, *_ in BREACHES}


def test_all_complaints_come_at_once_and_sorted(broken: Callable[..., Path]) -> None:
    folder = broken(
        Deal=put("deal:gazette:1", kind=None, seller=["org:nobody"]),
        Ownership=put(GRANITE, end="2013"),
    )
    found = check.check(folder, today=TODAY)
    assert [one.rule for one in found] == [
        "dangling-references",
        "ordered-values",
        "required-values",
    ]
    assert found == sorted(found)


def test_a_folder_whose_name_is_a_pattern_is_read_as_a_name(
    world: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "it's [all]*"
    folder.mkdir()
    row = {"id": "person:x", "grade": "press", "sources": [], "records": 1}
    table = pa.Table.from_pylist([row], schema=merged_schema("Person"))
    pq.write_table(table, folder / "Person.parquet")
    found = check.check(folder, today=TODAY)
    assert [(one.id, one.message) for one in found] == [("person:x", "Person without name")]


def test_several_ways_around_are_each_found_once() -> None:
    pairs = [("b", "a"), ("a", "b"), ("c", "d"), ("d", "c"), ("e", "a")]
    assert sorted(cycles.cycles(pairs)) == [["a", "b", "a"], ["c", "d", "c"]]
    assert list(cycles.cycles([("a", "b"), ("b", "c"), ("a", "c")])) == []
    assert list(cycles.cycles([])) == []
