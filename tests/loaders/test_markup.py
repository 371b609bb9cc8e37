"""XML that is damaged, cut, hostile or in another encoding is refused, and nothing is lost."""

from __future__ import annotations

import gzip
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load, markup
from tests.loaders.refusals import refused
from tests.loaders.xml_lists import HEAD, UN, written

if TYPE_CHECKING:
    from pathlib import Path

LATIN = UN.replace("\u71c8\u7c60\u5de5\u5ee0", "\u00d6l").replace("\u202e", "")
BODY = UN.removeprefix(HEAD)
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DTD = '<!DOCTYPE x SYSTEM "http://localhost:9/x.dtd">'
HARM = "declares a document type or entities, which can do harm"
PAGE = "a web page (HTML) and no list; fetch it again"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace that holds the good list."""
    good = tmp_path / "good"
    good.mkdir()
    load.load("un", [written(good, "list.xml", UN)], tmp_path / "w", load.Options(part=True))
    return tmp_path / "w"


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", None, "the file is empty"),
        (b" \n \n", None, "the file is empty"),
        (UN[: len(UN) // 2], 42, "cut off here"),
        (UN[:-20], 87, "cut off here"),
        (HEAD + "<CONSOLIDATED_LIST>", 2, "cut off here"),
        (UN.replace("</ENTITY>", "</ENTITIES>", 1), 65, "damaged XML, or none (mismatched tag)"),
        (UN.replace("&amp;", "&"), 40, "damaged XML, or none"),
        (UN.replace("&amp;", "&a;"), 40, "damaged XML, or none (undefined entity)"),
        ("number,name\n1,Acme\n", 1, "damaged XML, or none"),
        ('{"name": "Acme"}', 1, "damaged XML, or none"),
        (HEAD + BOMB + BODY.replace("&amp;", "&b;"), 2, HARM),
        (HEAD + OUTSIDE + BODY.replace("&amp;", "&a;"), 2, HARM),
        (HEAD + DTD + BODY, 2, HARM),
        ("<!DOCTYPE html><html><body>404</body></html>", None, PAGE),
        ("\n<html><head><title>Moved</title></head></html>", None, PAGE),
        (gzip.compress(UN.encode()), None, "a packed file; unpack it first"),
        (LATIN.encode("latin-1"), 44, "not UTF-8 (byte 0xd6)"),
        (UN.encode("utf-16"), 1, "not in the encoding that it declares"),
        (UN.replace("UTF-8", "KLINGON-8"), 1, "cannot be decoded (unknown encoding"),
        (UN.replace("CONSOLIDATED_LIST", "export"), 2, "begins with <export>"),
        (HEAD + "<CONSOLIDATED_LIST><ENTITIES/></CONSOLIDATED_LIST>", None, "no ENTITY or"),
        (UN.replace("JANE", "<A>" * 99 + "</A>" * 99), 7, "more than 64 deep in one another"),
        (UN.replace("JANE", "\0"), 7, "damaged XML, or none"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_lost(
    tmp_path: Path, workspace: Path, content: str | bytes, line: int | None, message: str
) -> None:
    (one, *_) = refused(workspace, written(tmp_path, "list.xml", content), "un")
    assert message in one.message
    assert (one.file, one.row) == ("list.xml", line)


def test_another_encoding_is_read_when_it_is_declared_or_said(tmp_path: Path) -> None:
    declared = LATIN.replace("UTF-8", "ISO-8859-1").encode("latin-1")
    undeclared = LATIN.removeprefix(HEAD).encode("latin-1")
    for content, encoding in ((declared, ""), (undeclared, "latin-1"), (LATIN.encode(), "")):
        given = written(tmp_path, "list.xml", content)
        found = load.read("un", [given], load.Options(part=True, encoding=encoding))[0]
        assert "\u00d6l" in found[0].values["alias"]


def test_an_entry_that_would_fill_the_memory_is_refused(
    tmp_path: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markup, "LARGEST_ENTRY", 1000)
    given = written(tmp_path, "list.xml", UN.replace("JANE", "J" * 2000))
    (one, *_) = refused(workspace, given, "un")
    assert "an entry of more than 1,000 characters" in one.message


def test_what_was_read_is_forgotten(tmp_path: Path) -> None:
    entry = UN[UN.index("<ENTITY>") : UN.index("</ENTITY>") + len("</ENTITY>")]
    wanted = markup.Wanted("CONSOLIDATED_LIST", {"ENTITY"}, around={"ENTITIES"})
    peaks = []
    for times in (100, 3000):
        text = f"<CONSOLIDATED_LIST><ENTITIES>{entry * times}</ENTITIES></CONSOLIDATED_LIST>"
        given = written(tmp_path, "list.xml", text)
        tracemalloc.start()
        assert sum(1 for _ in markup.entries(given, wanted)) == times
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0], "thirty times the entries take no more memory"


def test_the_root_of_a_file_is_told_without_reading_it(tmp_path: Path) -> None:
    name, attributes = markup.root(written(tmp_path, "list.xml", UN))
    assert (name, attributes["dateGenerated"][:10]) == ("CONSOLIDATED_LIST", "2026-02-27")
    assert markup.root(written(tmp_path, "none.xml", "no XML")) == ("", {})
