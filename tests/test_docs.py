"""The documents are true: their examples run, their generated parts are current."""

from __future__ import annotations

import doctest
import importlib.util
import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from panoptrade.cli import main
from panoptrade.loaders import spec

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")])


def _generator():
    path = ROOT / "docs" / "generate.py"
    found = importlib.util.spec_from_file_location("generate", path)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def _typed() -> list[tuple[str, str]]:
    text = "".join(_blocks("console"))
    return [
        (line, said) for line, said in re.findall(r"^\$ (.*)\n((?:[^$].*\n)*)", text, re.MULTILINE)
    ]


def _commands(group: click.Group, path: str = "panoptrade") -> list[str]:
    found = []
    for name, one in group.commands.items():
        inner = isinstance(one, click.Group)
        found += _commands(one, f"{path} {name}") if inner else [f"{path} {name}"]
    return sorted(found)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PANOPTRADE_WORKSPACE", raising=False)


@pytest.mark.parametrize("number", range(len(_blocks("python"))))
def test_the_python_of_the_readme_says_what_it_shows(number):
    example = doctest.DocTestParser().get_doctest(
        _blocks("python")[number], {}, "README", "README.md", 0
    )
    assert example.examples
    said = []
    doctest.DocTestRunner(optionflags=FLAGS).run(example, out=said.append)
    assert not said, "".join(said)


@pytest.mark.parametrize(("typed", "shown"), _typed())
def test_the_shell_of_the_readme_says_what_it_shows(typed, shown):
    program, *words = shlex.split(typed)
    assert program == "panoptrade"
    found = CliRunner().invoke(main, words)
    assert found.exit_code == 0, found.output
    assert doctest.OutputChecker().check_output(shown, found.stdout, FLAGS), found.stdout


def test_the_readme_shows_both_faces_of_the_program():
    assert len(_blocks("python")) == 2
    assert len(_typed()) >= 5


@pytest.mark.parametrize("name", _generator().PAGES)
def test_generated_parts_are_current(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert _generator().page(name) == text, f"{name} is stale; run `make docs`"


@pytest.mark.parametrize("command", _commands(main))
def test_every_command_is_documented_with_an_example(command):
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    part = text.partition(f"## {command}\n")[2].partition("\n## ")[0]
    assert f"\n{command}" in part.partition("```sh")[2]


@pytest.mark.parametrize("command", _commands(main))
def test_every_option_of_a_command_says_what_it_does(command):
    one = main
    for word in command.split()[1:]:
        one = one.commands[word]
    silent = [p.name for p in one.params if isinstance(p, click.Option) and not p.help]
    assert not silent


@pytest.mark.parametrize("loader", spec.loaders())
def test_every_loader_is_documented(loader):
    assert f"\n## {loader}\n" in (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_inside_the_documents_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_documents_name_only_make_targets_that_exist():
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    named = set()
    for page in PAGES:
        named |= set(re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8")))
    assert named - targets == set()
