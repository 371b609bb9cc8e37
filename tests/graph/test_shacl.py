"""Each breach of a shape is found, said, and the same as plain pySHACL finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH

from panoptrade.graph import check, rdf, shacl
from panoptrade.graph.complaints import Complaint
from panoptrade.ontology import iris, turtle
from tests.graph.broken import ACME, GRANITE, put, together

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.graph.broken import Change

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
