"""Tables for people, data for programs, and nothing in either that does harm."""

from __future__ import annotations

import csv
import io
import json
import os
import threading

import numpy as np
import pandas as pd
import pytest

from panoptrade import output

ROWS = [
    {"id": "org:a", "id_name": "Acme", "n": 3, "share": 33.333, "tags": ["x", "y"], "ok": True},
    {"id": "org:b", "id_name": None, "n": 1, "share": float("nan"), "tags": None, "ok": False},
]


def printed(capsys, rows, **how):
    output.write(rows, **how)
    return capsys.readouterr()


def test_json_is_plain_data(capsys):
    found = json.loads(printed(capsys, ROWS, format="json").out)
    assert found[1] == {**ROWS[1], "share": None}


def test_json_is_the_default_where_nobody_looks(capsys):
    assert json.loads(printed(capsys, ROWS).out)[0]["n"] == 3


def test_json_lines_are_one_a_row(capsys):
    lines = printed(capsys, ROWS, format="jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["org:a", "org:b"]


def test_csv_joins_lists_and_leaves_blanks(capsys):
    rows = list(csv.reader(io.StringIO(printed(capsys, ROWS, format="csv").out)))
    assert rows[0] == list(ROWS[0])
    assert rows[1] == ["org:a", "Acme", "3", "33.333", "x|y", "True"]
    assert rows[2] == ["org:b", "", "1", "", "", "False"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_csv_cells_that_a_spreadsheet_would_run_are_defused(capsys, cell):
    text = printed(capsys, [{"a": cell, "b": [cell], "c": -1}], format="csv").out
    row = list(csv.reader(io.StringIO(text, newline="")))[1]
    safe = f"'{cell}".replace("\r", "\n")
    assert row == [safe, safe, "-1"]


def test_an_empty_csv_keeps_its_header(capsys):
    assert printed(capsys, [], format="csv", columns=["a", "b"]).out == "a,b\n"
    assert printed(capsys, [], format="json").out == "[]\n"
    assert printed(capsys, [], format="table").out == "no rows\n"


def test_people_read_names_in_the_place_of_ids(capsys):
    text = printed(capsys, ROWS, format="table", title="Firms").out
    assert "Firms" in text
    assert "Acme" in text
    assert "org:a" not in text
    assert "33.33" in text
    assert "x, y" in text
    assert "nan" not in text.lower()


def test_people_may_be_given_other_rows_than_programs(capsys):
    assert "short" in printed(capsys, ROWS, format="table", people=[{"a": "short"}]).out
    assert "org:a" in printed(capsys, ROWS, format="json", people=[{"a": "short"}]).out
    assert output.only(ROWS, "id", "n") == [{"id": "org:a", "n": 3}, {"id": "org:b", "n": 1}]


@pytest.mark.parametrize("text", ["\x1b[31mred", "bell\x07", "\u202egnp.exe", "a\u2066b", "\x9b1m"])
def test_what_a_terminal_would_obey_is_replaced_in_tables(capsys, text):
    shown = printed(capsys, [{"name": text}], format="table").out
    assert "\N{REPLACEMENT CHARACTER}" in shown
    assert not set("\x1b\x07\u202e\u2066\x9b") & set(shown)


def test_markup_in_a_cell_is_text_and_letters_of_any_script_stay(capsys):
    rows = [{"name": "[bold]</script>"}, {"name": "海康威视"}, {"name": "می\u200cخواهم"}]
    text = printed(capsys, rows, format="table").out
    for row in rows:
        assert row["name"] in text


def test_notes_go_to_stderr(capsys):
    found = printed(capsys, ROWS, notes=["read me"])
    assert found.err == "  read me\n"
    assert "read me" not in found.out


def test_a_frame_brings_its_columns_and_notes(capsys):
    frame = pd.DataFrame({"a": np.array([1, 2]), "b": [np.array(["x"]), None]})
    frame.attrs["notes"] = ["two rows"]
    output.frame(frame, format="json")
    found = capsys.readouterr()
    assert json.loads(found.out) == [{"a": 1, "b": ["x"]}, {"a": 2, "b": None}]
    assert found.err == "  two rows\n"
    output.frame(frame.iloc[:0], format="csv")
    assert capsys.readouterr().out == "a,b\n"


@pytest.mark.parametrize(
    ("name", "first"), [("x.json", "["), ("x.jsonl", "{"), ("x.csv", "i"), ("x.txt", "i")]
)
def test_a_file_is_written_in_the_format_of_its_ending(tmp_path, capsys, name, first):
    found = printed(capsys, ROWS, output=tmp_path / name)
    assert (tmp_path / name).read_text()[0] == first
    assert found.out == ""
    assert found.err == f"2 rows written to {tmp_path / name}\n"


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError), output.whole(path) as file:
        file.write("half" + "\ud800")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_written_as_it_is(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text()))
    reader.start()
    with output.whole(pipe) as file:
        file.write("said")
    reader.join()
    assert heard == ["said"]
    with pytest.raises(RuntimeError), output.whole(tmp_path / "other"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == [pipe]


def test_work_is_shown_on_a_terminal_only(capsys, monkeypatch):
    with output.working("merging"):
        pass
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with output.working("merging"):
        pass
    assert capsys.readouterr().out == ""


def test_a_report_is_written_where_one_is_named(tmp_path):
    output.report([], None)
    output.report([], tmp_path / "none.json")
    assert (tmp_path / "none.json").read_text() == "[]\n"
