"""Verdicts on which ids mean the same thing move records, and are undone by leaving them out."""

from __future__ import annotations

import pytest

from panoptrade.graph import decisions, merge
from panoptrade.graph.find import find
from panoptrade.graph.workspace import Workspace
from panoptrade.ontology.layout import WorkspaceError
from tests import world as worlds

HEADER = "left,right,verdict,by,when,why\n"
SAME = "org:cobalt-owl,org:cobalt-night,same,me,2022-01-01,renamed\n"


def judge(path, *rows):
    (path / "decisions.csv").write_text(HEADER + "".join(rows), encoding="utf-8")


def test_no_file_is_no_verdict(tmp_path):
    assert decisions.same(tmp_path) == {}


def test_a_group_is_named_by_the_first_of_its_ids(tmp_path):
    judge(tmp_path, "org:c,org:b,same,,,\n", "org:b,org:a,same,,,\n", "org:x,org:y,same,,,\n")
    assert decisions.same(tmp_path) == {"org:b": "org:a", "org:c": "org:a", "org:y": "org:x"}


def test_different_and_unsure_move_nothing(tmp_path):
    judge(tmp_path, "org:a,org:b,different,,,\n", "org:a,org:c,unsure,,,\n")
    assert decisions.same(tmp_path) == {}


def test_the_same_through_others_and_different_contradict(tmp_path):
    judge(
        tmp_path,
        "org:a,org:b,same,,,\n",
        "org:b,org:c,same,,,\n",
        "org:c,org:a,different,,,\n",
    )
    with pytest.raises(WorkspaceError, match="org:c and org:a are judged both same and different"):
        decisions.same(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one,two\na,b\n", "wants the columns left, right, verdict"),
        ("", "wants the columns left, right, verdict"),
        (HEADER + "org:a,org:b,sme,,,\n", r"csv:2: no verdict 'sme'; did you mean same"),
        (HEADER + "org:a,org:b\n", r"csv:2: no verdict ''"),
        (HEADER + "org:a,,same,,,\n", r"csv:2: wants two ids"),
        (HEADER + "org:a,person:a,same,,,\n", r"org:a and person:a are things of different class"),
        (HEADER + '"org:a\n', r"damaged \("),
    ],
    ids=["columns", "empty", "verdict", "short", "blank", "classes", "quote"],
)
def test_a_bad_file_is_said_where_and_why(tmp_path, text, message):
    (tmp_path / "decisions.csv").write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError, match=message):
        decisions.same(tmp_path)


def test_text_that_is_no_utf8_is_said(tmp_path):
    (tmp_path / "decisions.csv").write_bytes(HEADER.encode() + b"org:\xe9,org:b,same,,,\n")
    with pytest.raises(WorkspaceError, match=r"decisions.csv: damaged .* save it as CSV in UTF-8"):
        decisions.same(tmp_path)


def test_a_government_and_an_organization_may_be_the_same(tmp_path):
    judge(tmp_path, "gov:KEN,org:kenya,same,,,\n")
    assert decisions.same(tmp_path) == {"org:kenya": "gov:KEN"}


def test_same_moves_the_thing_and_every_reference_to_it(tmp_path):
    worlds.build(tmp_path)
    judge(tmp_path, SAME)
    merge.build(tmp_path)
    world = Workspace(tmp_path)
    ids = set(world.table("Vendor")["id"])
    assert "org:cobalt-night" in ids
    assert "org:cobalt-owl" not in ids
    deals = world.table("Deal").set_index("id")
    assert list(deals.loc["deal:gazette:4", "seller"]) == ["org:cobalt-night"]
    assert list(
        world.table("Ownership")
        .set_index("id")
        .loc["ownership:hypatia-quill:cobalt-owl", ["asset"]]
    ) == ["org:cobalt-night"]
    assert world.manifest["decisions"] is not None
    assert find(world, "org:cobalt-owl")[:2] == ("org:cobalt-night", "Vendor")
    assert find(world, "org:cobalt-owl").how == "decision"


def test_leaving_the_row_out_undoes_the_verdict(tmp_path):
    before = worlds.build(tmp_path).table("Vendor")
    judge(tmp_path, SAME)
    merge.build(tmp_path)
    judge(tmp_path)
    merge.build(tmp_path)
    assert Workspace(tmp_path).table("Vendor").equals(before)


def test_a_bad_verdict_leaves_the_graph_that_was_there(tmp_path):
    before = worlds.build(tmp_path).table("Vendor")
    judge(tmp_path, "org:a,org:b,sme,,,\n")
    with pytest.raises(WorkspaceError):
        merge.build(tmp_path)
    assert Workspace(tmp_path).table("Vendor").equals(before)
