"""What holds of every analysis of flows toward weak democracies, whatever it counts."""

from __future__ import annotations

import pytest

import panoptrade as pt
from panoptrade.graph.changes import changed
from panoptrade.graph.goods import goods
from panoptrade.ontology.words import UnknownWordError
from tests import invented
from tests import world as worlds

ASKED = {
    "conclusions": lambda graph, **how: pt.conclusions(graph, **how),
    "changes": lambda graph, **how: pt.changes(graph, **how),
    "changed": lambda graph, **how: changed(graph, **how),
    "placebo": lambda graph, **how: pt.placebo(graph, "row-autocracy", draws=20, **how),
    "panel": lambda graph, **how: pt.panel(graph, exporter=None, **how),
    "goods": lambda graph, **how: goods(graph, regime_year=2016, **how),
}
each = pytest.mark.parametrize("name", ASKED)


@each
def test_nothing_in_the_graph_changes_and_twice_gives_the_same_bytes(world, name):
    before = {one.name: one.read_bytes() for one in (world.path / "graph").iterdir()}
    first, again = (ASKED[name](world, undated_as=2016) for _ in range(2))
    assert first.to_csv() == again.to_csv()
    assert first.attrs["notes"] == again.attrs["notes"]
    assert {one.name: one.read_bytes() for one in (world.path / "graph").iterdir()} == before


@each
def test_the_order_in_which_sources_were_loaded_changes_nothing(world, tmp_path, name):
    turned = invented.built(tmp_path / "g", list(worlds.records())[::-1])
    assert ASKED[name](turned).to_csv() == ASKED[name](world).to_csv()


@each
def test_every_frame_says_what_it_counted(world, name):
    found = ASKED[name](world)
    assert found.attrs["notes"]
    assert all(isinstance(note, str) and note for note in found.attrs["notes"])


@pytest.mark.parametrize("name", sorted(ASKED.keys() - {"placebo"}))
def test_a_single_source_gives_an_answer(world, name):
    found = ASKED[name](world, source="atlas-1")
    assert found.attrs["totals"]["deals"] == 1


def test_a_source_without_dates_leaves_nothing_to_shuffle(world):
    with pytest.raises(ValueError, match="China has no deal that is dated and classified"):
        ASKED["placebo"](world, source="atlas-1")


@each
@pytest.mark.parametrize(
    "wrong",
    [
        {"source": "'; DROP TABLE sold; --"},
        {"kinds": "sale') OR TRUE --"},
        {"grade": "\u202eofficial"},
        {"date": 'start" , 1'},
    ],
)
def test_hostile_words_are_words_that_do_not_exist(world, name, wrong):
    with pytest.raises(UnknownWordError):
        ASKED[name](world, **wrong)


@each
def test_dates_that_may_not_stand_in_leave_more_undated(world, name):
    strict = ASKED[name](world, strict_date=True).attrs["totals"]
    assert strict["undated"] == ASKED[name](world).attrs["totals"]["undated"] + 1
