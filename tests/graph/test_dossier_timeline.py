"""What is dated lies where its dates say; what is open, vague or undated is drawn as such."""

from __future__ import annotations

import re

import pytest

from panoptrade.graph import dossier_read, dossier_sections, dossier_timeline
from panoptrade.graph.dossier_drawing import LEFT, MOST, RIGHT, timeline
from panoptrade.graph.dossier_timeline import Axis, Bar
from tests import world as worlds

ACME = "org:acme-lantern-works"


def _bars(graph, thing, key):
    book = dossier_read.book(graph)
    found = {one.key: one for one in dossier_sections.sections(book, thing)}
    return dossier_timeline.bars(book, found[key])


def _drawn(graph, thing):
    book = dossier_read.book(graph)
    return timeline(book, thing, dossier_sections.sections(book, thing))


def test_a_bar_reaches_from_the_first_day_of_its_start_to_the_last_of_its_end(world):
    (bar,) = _bars(world, ACME, "owners")
    assert (bar.text, bar.note) == ("Granite Holdings", "25 %")
    assert bar.left == 2014.0
    assert bar.right == pytest.approx(2020.0, abs=0.01)


def test_no_end_known_is_open_and_an_as_of_date_is_a_point(world):
    (listed,) = _bars(world, ACME, "restrictions")
    assert (listed.left, listed.right) == (pytest.approx(2019.77, abs=0.01), None)
    (seen,) = _bars(world, ACME, "suppliers")
    assert (seen.left, seen.right, seen.points) == (None, None, (pytest.approx(2018.16, abs=0.01),))
    assert not seen.undated


def test_the_year_by_which_a_product_was_known_is_no_beginning(tmp_path):
    told = {"name": "Lamp", "maker": ["org:ember-lens"], "first_year": 2012}
    extra = [worlds.said("gazette", "Product", "product:lamp", **told)]
    book = dossier_read.book(worlds.build(tmp_path / "w", extra))
    bar = dossier_timeline.life(book, "product:lamp")
    assert (bar.left, bar.right, bar.points) == (None, None, (2012.0,))


def test_an_axis_places_years_and_cuts_what_is_outside():
    axis = Axis(2010, 2019)
    assert [axis.at(when) for when in (2010, 2015, 2020, 1900, 2100)] == [0, 0.5, 1, 0, 1]
    assert axis.ticks() == list(range(2010, 2020))
    assert Axis(1980, 2026).ticks() == [1980, 1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020, 2025]


def test_an_axis_reaches_to_the_day_of_the_sources_and_cuts_old_bars_but_no_deals():
    old = Bar("old", 1900.0, None, (), vague=False)
    assert dossier_timeline.axis([old], [2001], [], "2022-01-01") == Axis(1982, 2022)
    assert dossier_timeline.axis([old], [1950], [], "2022-01-01") == Axis(1950, 2022)
    assert dossier_timeline.axis([], [], [], "2022-01-01") is None


def test_bars_are_drawn_between_their_years(world):
    drawn = _drawn(world, ACME)
    first, last = 2009, 2022
    step = (RIGHT - LEFT) / (last + 1 - first)
    assert ">Granite Holdings · 25 %</text>" in drawn
    owner = re.search(r'class="bar whole" d="M([\d.]+) [\d.]+H([\d.]+)v', drawn)
    assert float(owner[1]) == pytest.approx(LEFT + 5 * step, abs=0.1)
    assert float(owner[2]) == pytest.approx(LEFT + 11 * step, abs=0.5)
    assert drawn.count("bar open") == 3


def test_deals_are_counted_a_year_and_the_undated_apart(world):
    drawn = _drawn(world, ACME)
    assert len(re.findall(r'<g class="of-Deal">', drawn)) == 1
    assert 'class="of-remainder"' in drawn
    assert re.findall(r'class="tick mid">(\d+)<', drawn) == ["1", "1", "1"]


def test_more_undated_than_the_scale_holds_break_their_bar(tmp_path):
    extra = [worlds.deal("gazette", f"x{one}", "cobalt-owl", "KEN") for one in range(3)]
    extra.append(worlds.deal("gazette", "y", "cobalt-owl", "KEN", start="2016", kind="presence"))
    drawn = _drawn(worlds.build(tmp_path / "w", extra), "org:cobalt-owl")
    assert drawn.count('class="break"') == 1
    assert re.findall(r'class="tick mid">(\d+)<', drawn) == ["1", "1", "4"]
    assert drawn.count("bar pale") == 1


def test_a_start_that_is_not_known_is_vague_and_no_date_is_a_hollow_mark(tmp_path):
    ends = {"asset": "org:cobalt-owl", "kind": "equity"}
    extra = [
        worlds.said("gazette", "Ownership", "ownership:a", owner="org:ember-lens", end="2015",
                    **ends),
        worlds.said("gazette", "Ownership", "ownership:b", owner="org:dune-whisper", **ends),
    ]  # fmt: skip
    drawn = _drawn(worlds.build(tmp_path / "w", extra), "org:cobalt-owl")
    assert drawn.count("bar whole vague") == 1
    assert drawn.count('class="hollow"') == 1


def test_more_lines_than_can_be_read_become_a_number_a_year(tmp_path):
    extra = [
        worlds.said("gazette", "Ownership", f"ownership:many-{one}", owner="org:cobalt-owl",
                    asset=f"org:many-{one}", kind="equity", start="2013")
        for one in range(MOST + 1)
    ]  # fmt: skip
    drawn = _drawn(worlds.build(tmp_path / "w", extra), "org:cobalt-owl")
    assert "by the first year that is known" in drawn
    assert f'class="tick mid">{MOST + 1}<' in drawn


def test_regimes_are_cells_in_the_colours_of_their_classes(world):
    drawn = _drawn(world, "gov:KEN")
    assert drawn.count("cell of-row-2") == 2
    assert drawn.count("cell of-row-1") == 5


def test_nothing_dated_draws_nothing(world):
    assert _drawn(world, "person:hypatia-quill") != ""
    assert _drawn(world, "tech:facial-recognition") != ""
    assert _drawn(world, "programme:us-bis-uvl") == ""
