"""The command that writes dossiers, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest


def test_a_name_or_an_alias_is_taken_and_said(run):
    found = run("view", "dossier", "ALW", "-o", "acme.html")
    assert found.exit_code == 0
    assert found.stderr == (
        "'ALW' is taken as org:acme-lantern-works (Acme Lantern Works, by its alias)\n"
        "written: acme.html\n"
    )
    assert "<h1>Acme Lantern Works</h1>" in Path("acme.html").read_text(encoding="utf-8")


# A folder may have the name of a kind of page, as the one in the help of the command does.
@pytest.mark.parametrize("folder", ["out", "dossiers", "explorer"])
def test_all_fill_a_folder(run, folder):
    found = run("view", "dossier", "--all", folder, "--class", "Vendor,Product")
    assert found.exit_code == 0
    assert found.stderr == f"written: {folder}/index.html\n"
    assert len(list(Path(folder).iterdir())) == 9


def test_words_that_do_not_go_together_are_refused(run):
    for words, said in (
        ((), "give the ID of one thing, or --all and a folder"),
        (("ALW", "--all", "x"), "give the ID of one thing, or --all and a folder"),
        (("--all", "x", "-o", "y"), "--output is for the page of one thing"),
        (("ALW", "--class", "Vendor"), "--class chooses what --all writes"),
        (("Acme Lantern Work",), "near it: Acme Lantern Works (org:acme-lantern-works)"),
        (("--all", "x", "--class", "Vendr"), "did you mean Vendor?"),
    ):
        found = run("view", "dossier", *words)
        assert found.exit_code == 2
        assert said in found.stderr
    assert list(Path().iterdir()) == []


def test_a_folder_that_cannot_be_is_named_with_the_remedy(run):
    Path("file").write_text("")
    found = run("view", "dossier", "--all", "file/out")
    assert found.exit_code == 1
    assert "cannot be written" in found.stderr
    assert found.stderr.endswith("; name another folder with --all\n")
