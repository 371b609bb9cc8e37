"""One palette for all pages: regimes and technologies have the same colours everywhere."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest

from panoptrade.graph import drawing, palette
from panoptrade.ontology import tables


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# What a reader without red or green cones sees of linear RGB (Machado, Oliveira, Fernandes 2009).
EYES = {
    "all cones": np.eye(3),
    "no red cones": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no green cones": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def lab(colour, eye):
    """Return a colour's CIELAB coordinates, as an eye sees it."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    line = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(eye @ line, 0, 1) / WHITE
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("group", ["class", "record", "technology", "regime"])
def test_no_two_colours_of_a_group_look_alike_to_anybody(group, eye, theme):
    found = palette.table()[group]
    pairs = found.items() if isinstance(found, dict) else enumerate(found)
    seen = {name: lab(pair[theme], EYES[eye]) for name, pair in pairs}
    near = {
        (one, other): float(np.linalg.norm(seen[one] - seen[other]))
        for one, other in combinations(seen, 2)
    }
    assert min(near.values()) > 11, min(near, key=near.get)


def test_text_is_readable_on_every_ground_light_and_dark():
    surface = palette.table()["surface"]
    for theme in (0, 1):
        for ground in ("page", "ground", "hover"):
            for ink in ("ink", "soft", "link", "good", "warn"):
                found = contrast(surface[ink][theme], surface[ground][theme])
                assert found >= 4.5, (ink, ground, theme, found)


def test_an_index_runs_from_the_first_colour_to_the_last():
    ramp = [tuple(pair) for pair in palette.table()["regime"]]
    assert list(palette.regimes("row").values()) == ramp
    three = palette.regimes("fh")
    assert list(three) == ["fh:NF", "fh:PF", "fh:F"]
    assert (three["fh:NF"], three["fh:F"]) == (ramp[0], ramp[-1])
    assert three["fh:PF"][0] not in {light for light, _ in ramp}
    assert palette.definition() == {"in": ramp[0], "out": ramp[-1]}
    assert palette.regimes("no such index") == {}


def test_a_technology_has_the_colour_of_the_broadest_one_above_it():
    found = palette.technologies()
    assert set(found) == {f"tech:{row['code']}" for row in tables.rows("technologies")}
    assert found["tech:thermal-camera"] == found["tech:video-surveillance"]
    assert palette.family("tech:thermal-camera") == "tech:video-surveillance"
    assert palette.family("(technology not stated)") == "(technology not stated)"
    tops = [row for row in tables.rows("technologies") if not row["broader"]]
    assert len({found[f"tech:{row['code']}"] for row in tops}) == len(tops)


def test_every_mark_of_a_thing_stands_in_the_style():
    style = palette.style()
    for key in ("row:0", "fh:PF", "tech:osint", "Vendor", "Deal", "in", "out", "remainder"):
        rule = rf"^\.{palette.mark(key)}\{{--dye:light-dark\(#[0-9a-f]{{6}},#[0-9a-f]{{6}}\)\}}$"
        assert re.search(rule, style, re.MULTILINE), key
    assert palette.mark("row:0") == "of-row-0"
    assert palette.mark("tech:osint") == "of-osint"


def test_the_quick_view_takes_its_regimes_from_the_palette():
    assert not hasattr(drawing, "REGIMES")
    assert palette.of_class("Vendor") != palette.of_class("Country")
    assert palette.of_class("a class of tomorrow") == palette.of_class("other")
