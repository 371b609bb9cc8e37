"""Damaged, cut and hostile files of OpenSanctions are refused by line, and nothing is lost."""

from __future__ import annotations

import json

import pytest

from panoptrade.loaders import ftm, load
from panoptrade.loaders.problems import LoadError
from tests.loaders import followed
from tests.loaders.refusals import everything

PART = load.Options(part=True)
GOOD = json.dumps(followed.WORLD[7]).encode() + b"\n"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (GOOD + GOOD[:80], "entities.ftm.json:2: cut or damaged JSON"),
        (GOOD[:80] + b"\n" + GOOD, "entities.ftm.json:1: damaged JSON"),
        (b"[1]\n", ":1: no entity of FollowTheMoney: it is no object"),
        (b'{"id": "a"}\n', ":1: no entity of FollowTheMoney: schema is no text"),
        (b'{"id": "", "schema": "Company"}\n', ":1: no entity of FollowTheMoney: id is no text"),
        (
            b'{"id": "a", "schema": "Company", "properties": {"sanctions": [{"id": "b"}]}}\n',
            "properties are no lists of texts; OpenSanctions' targets.nested.json",
        ),
        (GOOD.replace(b"Acme", b"Acm\xe9"), ":1: not UTF-8 (byte 0xe9)"),
        (b"[" * 100_000 + b"\n", ":1: JSON nested too deeply"),
        (b"", "the file is empty"),
        (
            GOOD.replace(b"1999-01", b"long ago"),
            "'incorporationDate' has 'long ago': not a date",
        ),
    ],
)
def test_a_damaged_line_is_named_and_nothing_is_lost(tmp_path, content, complaint):
    workspace = tmp_path / "w"
    path = followed.lines(tmp_path)
    load.load("opensanctions", [path], workspace, PART)
    before = everything(workspace)
    path.write_bytes(content)
    with pytest.raises(LoadError) as error:
        load.load("opensanctions", [path], workspace, PART)
    assert complaint in str(error.value)
    assert everything(workspace) == before


def test_every_damaged_line_is_named_and_a_file_of_another_kind_ends_early(tmp_path):
    path = tmp_path / "entities.ftm.json"
    path.write_bytes(GOOD + b"x\n" + GOOD + b"y\n")
    with pytest.raises(LoadError) as error:
        load.read("opensanctions", [path], PART)
    assert [one.row for one in error.value.problems] == [2, 4]
    path.write_text("a,b,c\n" * 5000, encoding="utf-8")
    with pytest.raises(LoadError) as error:
        load.read("opensanctions", [path], PART)
    assert len(error.value.problems) == ftm.ENOUGH


def test_a_line_without_an_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(ftm, "LONGEST_LINE", 2**20)
    path = tmp_path / "entities.ftm.json"
    path.write_bytes(b'"' + b"a" * 2**21)
    with pytest.raises(LoadError, match=":1: a line of more than 1 MiB"):
        load.read("opensanctions", [path], PART)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda text: text.replace('"prop"', '"property"', 1), "'prop' missing"),
        (lambda text: text.replace('"lang"', '"moon"', 1), "'moon' no column known"),
        (lambda text: text.replace('"lang"', '"prop"', 1), "'prop' stands twice"),
        (lambda text: text + '"NK-acme","xx","name"\n', "3 cells under 14 columns"),
        (lambda text: text + text.splitlines()[1] + "\n", "'own-1' stand apart; sort the file"),
        (lambda text: text + '"' + text, "damaged CSV"),
    ],
)
def test_damaged_statements_are_named(tmp_path, change, complaint):
    path = followed.statements(tmp_path)
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    with pytest.raises(LoadError) as error:
        load.read("opensanctions", [path], PART)
    assert complaint in str(error.value)
