"""The command `diff`, on workspaces and on two states of a list."""

from __future__ import annotations

import json

import pytest

from tests import world as worlds
from tests.loaders.xml_lists import UN

LIST = '{number},"{name}",-0- ,CYBER2,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n'


@pytest.fixture
def editions(tmp_path):
    names = {"2024-03-04": ("ACME LANTERNS",), "2024-05-03": ("ACME LANTERNS", "BOREALIS GAZE")}
    for date, parties in names.items():
        rows = [LIST.format(number=at, name=name) for at, name in enumerate(parties, start=7)]
        (tmp_path / f"sdn-{date}.csv").write_text("".join(rows))
    return sorted(tmp_path.glob("sdn-*.csv"))


def test_two_states_of_a_list_are_compared(run, editions):
    result = run("diff", *editions, "--list", "ofac")
    found = [(row["change"], row["id"]) for row in json.loads(result.stdout)]
    assert found == [("added", "org:ofac-8"), ("added", "sanction:ofac-sdn:8:cyber2")]
    assert "Sanction: 1 added" in result.stderr


def test_who_left_a_list_in_xml_is_told(run, tmp_path):
    shorter = UN[: UN.index("    <ENTITY>", UN.index("QDe.902"))] + UN[UN.index("  </ENTITIES>") :]
    for name, text in {"before": UN, "after": shorter}.items():
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    result = run("diff", tmp_path / "before.xml", tmp_path / "after.xml", "--list", "un")
    found = [(row["change"], row["id"]) for row in json.loads(result.stdout)]
    assert found == [
        ("removed", "org:un-moe-903"),
        ("removed", "sanction:un-sc:moe-903:un-sc"),
    ]


def test_two_workspaces_are_compared(run, tmp_path, world):
    worlds.build(tmp_path / "more", [worlds.said("gazette", "Vendor", "org:new", name="New")])
    result = run("diff", world.path, tmp_path / "more", "--class", "Vendor", "--format", "csv")
    assert result.stdout.splitlines()[1:] == ["added,Vendor,org:new,New,,,"]


def test_a_file_without_the_name_of_its_list_is_a_wrong_word(run, editions):
    result = run("diff", *editions)
    assert result.exit_code == 2
    assert "--list ofac" in result.stderr


def test_a_folder_without_a_graph_is_said(run, tmp_path, world):
    (tmp_path / "bare").mkdir()
    result = run("diff", tmp_path / "bare", world.path)
    assert result.exit_code != 0
    assert "no graph there" in result.output + str(result.exception)


def test_the_real_lists_differ_by_intellexa(run, shared):
    folder = shared / "sanctions" / "ofac"
    given = [folder / f"sdn-{date}.csv" for date in ("2024-03-04", "2024-05-03")]
    result = run("diff", *given, "--list", "ofac", "--class", "Organization")
    came = {row["id"] for row in json.loads(result.stdout) if row["change"] == "added"}
    assert {"org:intellexa", "org:cytrox", "org:thalestris"} <= came
