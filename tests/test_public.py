"""The public face: what `import panoptrade as pt` gives."""

from __future__ import annotations

import subprocess
import sys

import pytest

import panoptrade as pt


def test_the_public_names_are_sorted_and_all_that_is_exported():
    assert pt.__all__ == sorted(pt._HOMES)


@pytest.mark.parametrize("name", pt.__all__)
def test_every_public_name_can_be_had_and_says_what_it_is(name):
    assert getattr(pt, name).__doc__
    assert name in dir(pt)


def test_a_name_that_is_not_there_is_said():
    with pytest.raises(AttributeError, match="module 'panoptrade' has no attribute 'nothing'"):
        pt.nothing  # noqa: B018


def test_the_import_is_light():
    code = "import sys, panoptrade; print(sorted({'pandas', 'duckdb', 'click'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
