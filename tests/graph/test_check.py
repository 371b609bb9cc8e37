"""A sound graph has no complaints; each breach is found, said, and the same in plain pySHACL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH

from panoptrade.graph import check, cycles, rdf, rules, shacl
from panoptrade.graph.complaints import Complaint
from panoptrade.graph.workspace import merged_schema
from panoptrade.ontology import iris, layout, turtle

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.graph.workspace import Workspace

TODAY = date(2026, 11, 24)
Row = dict[str, Any]
Change = Callable[[list[Row]], object]


@pytest.fixture
def broken(world: Workspace, tmp_path: Path) -> Callable[..., Path]:
    """Return what copies the world's graph with the rows of some classes changed."""

    def copy(**changes: Change) -> Path:
        for cls in {*world.classes(), *changes}:
            rows = [row for row in world.arrow(cls).to_pylist() if matters(cls, row)]
            if cls in changes:
                changes[cls](rows)
            table = pa.Table.from_pylist(rows, schema=merged_schema(cls))
            pq.write_table(table, tmp_path / f"{cls}.parquet")
        return tmp_path

    return copy


def matters(cls: str, row: Row) -> bool:
    """Tell the rows of the world from most of the reference tables: checking is slow."""
    if cls == "Country":
        return row["id"][-3:] in {"KEN", "UGA", "MEX", "CHN", "USA", "ISR", "ARE", "JPN", "HUN"}
    return cls != "Programme" or row["id"] == "programme:us-bis-entity-list"


def put(key: str, **changed: object) -> Change:
    """Return what changes the row with an id."""

    def change(rows: list[Row]) -> None:
        (row,) = [row for row in rows if row["id"] == key]
        row.update(changed)

    return change


def add(like: str, **changed: object) -> Change:
    """Return what adds a row: that of an id, with some cells changed."""
    return lambda rows: rows.append({**next(r for r in rows if r["id"] == like), **changed})


ACME, GRANITE = "org:acme-lantern-works", "ownership:granite-holdings:acme-lantern-works"
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


EYE, QUILL = "product:acme-lantern-works:lantern-eye", "person:hypatia-quill"
SHAPELESS: list[tuple[dict[str, Change], set[tuple[str, str]]]] = [
    ({"Deal": put("deal:gazette:1", kind="gift")}, {("deal:gazette:1", "kind: gift (In)")}),
    ({"Deal": put("deal:gazette:2", kind=None)}, {("deal:gazette:2", "kind: nothing (MinCount)")}),
    (
        {"Deal": put("deal:gazette:3", seller=["org:nobody"], buyer=[ACME])},
        {
            ("deal:gazette:3", "seller: org:nobody (Class)"),
            ("deal:gazette:3", f"buyer: {ACME} (Class)"),
        },
    ),
    (
        {"Deal": put("deal:gazette:4", value=5.0, value_currency="dollars", value_year=20222)},
        {
            ("deal:gazette:4", "value_currency: dollars (Pattern)"),
            ("deal:gazette:4", "value_year: 20222 (MaxInclusive)"),
        },
    ),
    (
        {"Deal": put("deal:gazette:5", url=["ftp://example.org"], period="", records=None)},
        {
            ("deal:gazette:5", "url: ftp://example.org (Pattern)"),
            ("deal:gazette:5", "period:  (MinLength)"),
            ("deal:gazette:5", "records: nothing (MinCount)"),
        },
    ),
    (
        {"Deal": put("deal:gazette:6", start="2015-02-30", end="2016-13", disclosed="soon")},
        {
            ("deal:gazette:6", "start: 2015-02-30 (Or)"),
            ("deal:gazette:6", "end: 2016-13 (Or)"),
            ("deal:gazette:6", "disclosed: soon (Or)"),
        },
    ),
    (
        {"Deal": put("deal:gazette:7", id="sanction:gazette:7")},
        {("sanction:gazette:7", "id: sanction:gazette:7 (Pattern)")},
    ),
    (
        {"Ownership": put(GRANITE, share_max=101.0, owner="country:KEN", asset=None)},
        {
            (GRANITE, "share_max: 101.0 (MaxInclusive)"),
            (GRANITE, "owner: country:KEN (Or)"),
            (GRANITE, "asset: nothing (MinCount)"),
        },
    ),
    (
        {"Vendor": put(ACME, technology=["tech:mind-reading"], kind="cabal", sources=[])},
        {
            (ACME, "technology: tech:mind-reading (Class)"),
            (ACME, "kind: cabal (In)"),
            (ACME, "wasDerivedFrom: nothing (MinCount)"),
        },
    ),
    (
        {"Person": put(QUILL, name=None, grade=None)},
        {(QUILL, "name: nothing (MinCount)"), (QUILL, "grade: nothing (MinCount)")},
    ),
    ({"Country": put("country:KEN", iso3="Kenya")}, {("country:KEN", "iso3: Kenya (Pattern)")}),
    ({"RegimeClass": put("row:1", order=None)}, {("row:1", "order: nothing (MinCount)")}),
    (
        {"Unrest": lambda rows: [row.update(measure="mood") for row in rows]},
        {
            ("unrest:KEN:2016:mm-protests", "measure: mood (In)"),
            ("unrest:KEN:2016:mm-violent-protests", "measure: mood (In)"),
        },
    ),
]


@pytest.mark.parametrize(("changes", "said"), SHAPELESS)
def test_a_breach_of_a_shape_is_found_and_said(
    broken: Callable[..., Path], changes: dict[str, Change], said: set[tuple[str, str]]
) -> None:
    found = check.shacl(broken(**changes))
    assert {(one.id, one.message) for one in found} == said
    assert all(one.rule == "shacl" and one.remedy for one in found)


def test_a_complaint_of_a_shape_says_what_would_be_right(broken: Callable[..., Path]) -> None:
    assert check.shacl(broken(Deal=put("deal:gazette:1", pairing="perhaps"))) == [
        Complaint(
            "shacl",
            "deal:gazette:1",
            "pairing: perhaps (In)",
            "Deal: pairing is one of paired, possible or nothing",
        )
    ]


def test_checking_each_value_once_finds_what_plain_pyshacl_finds(
    broken: Callable[..., Path],
) -> None:
    changes: dict[str, list[Change]] = {}
    for one, _ in SHAPELESS:
        for cls, change in one.items():
            changes.setdefault(cls, []).append(change)
    folder = broken(**{cls: together(*several) for cls, several in changes.items()})
    found = {(one.id, one.message) for one in check.shacl(folder)}
    assert found == plain(folder)
    assert found >= {one for _, said in SHAPELESS for one in said}


def test_rows_are_validated_in_batches(
    broken: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = broken(Deal=lambda rows: [row.update(status="sold") for row in rows])
    whole = check.shacl(folder)
    monkeypatch.setattr(shacl, "BATCH", 4)
    assert check.shacl(folder) == whole
    assert len(whole) == pq.read_metadata(folder / "Deal.parquet").num_rows


def together(*changes: Change) -> Change:
    def change(rows: list[Row]) -> None:
        for one in changes:
            one(rows)

    return change


def plain(folder: Path) -> set[tuple[str, str]]:
    """Validate a whole graph in the slow and obvious way."""
    text = "\n".join(f"{one} ." for one in rdf.triples(folder))
    data = rdflib.Graph().parse(data=text, format="nt")
    shapes = rdflib.Graph().parse(data=turtle.shape_graph(), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        said = {p: str(o).removeprefix(iris.THING) for p, o in report.predicate_objects(result)}
        name = said.get(SH.resultPath, "id").rpartition("#")[2]
        why = said[SH.sourceConstraintComponent].rpartition("#")[2]
        why = why.removesuffix("ConstraintComponent")
        found.add((said[SH.focusNode], f"{name}: {said.get(SH.value, 'nothing')} ({why})"))
    return found
