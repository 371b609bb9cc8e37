"""The queries that the page for Cypher users shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import panoptrade as pt

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cypher.md"
SHOWN = re.findall(r"```cypher\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("text", SHOWN)
def test_a_query_of_the_page_has_an_answer(text):
    assert len(pt.starter().cypher(text)) > 0


def test_the_page_shows_ten_queries():
    assert len(SHOWN) == 10
