"""The questions of docs/sparql.md run, answer something, and say what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import panoptrade as pt
from panoptrade.ontology import iris

PAGE = (Path(__file__).resolve().parent.parent / "docs/sparql.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^([^\n`]+)\n```sparql\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def starter():
    return pt.starter()


def test_there_are_ten():
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize(("question", "text"), QUESTIONS, ids=[one[0][:40] for one in QUESTIONS])
def test_a_question_of_the_page_has_an_answer(starter, question, text):
    found = starter.sparql(text)
    assert len(found) > 0, question
    assert not found.duplicated().any(), question


def test_the_last_question_counts_what_its_source_holds(starter):
    counts = starter.sources()["sii-sales"]["counts"]
    (deals, dated) = starter.sparql(QUESTIONS[-1][1]).iloc[0]
    assert 0 < dated <= deals <= counts["Deal"]


def test_the_prefixes_of_the_page_are_those_of_the_ontology():
    table = PAGE.partition("## Prefixes")[2].partition("## Shape")[0]
    named = set(re.findall(r"`([a-z]+):`", table))
    assert named
    assert named <= set(iris.prefixes())


def test_the_words_of_the_page_exist(starter):
    for word in set(re.findall(r"`pt:(\w+)`", PAGE)):
        starter.sparql(f"ASK {{ ?s pt:{word} ?o }}")
