"""The house is in order: files small, generated files current, nothing of others committed."""

from __future__ import annotations

import ast
import hashlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import panoptrade
from panoptrade.loaders import spec
from panoptrade.ontology import turtle

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("graph", "ontology", "loaders", "panoptrade", "tests", "benchmarks", "docs")
MODULES = sorted(
    path
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*.py")
    if not any(one.is_symlink() for one in path.parents if one != ROOT)
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 50
# Binary files, and small ones that many projects share, as an empty file.
SMALL = 200


def _tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, so no file is tracked")
    # Files not yet committed count too, except those that git is told to ignore.
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    found = [ROOT / name for name in said.decode().split("\0") if name]
    return [path for path in found if path.is_file() and not path.is_symlink()]


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_module_is_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_function_is_short(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = {
        one.name: one.end_lineno - one.lineno + 1
        for one in ast.walk(tree)
        if isinstance(one, kinds) and one.end_lineno - one.lineno >= LONGEST_FUNCTION
    }
    assert long == {}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_module_says_what_it_is_for(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "base", "manager"])
def test_no_module_has_a_name_that_says_nothing(name):
    assert [path for path in MODULES if path.stem == name] == []


def test_no_file_of_the_real_data_is_committed(shared):
    theirs = {_sha256(path): path for path in shared.rglob("*") if path.is_file()}
    ours = (path for path in _tracked() if path.stat().st_size > SMALL)
    copied = {_name(path): theirs[_sha256(path)] for path in ours if _sha256(path) in theirs}
    assert copied == {}


def test_no_committed_file_is_large():
    large = {_name(path): size for path in _tracked() if (size := path.stat().st_size) > 2_000_000}
    assert large == {}


def test_text_files_end_their_lines_in_one_way():
    texts = (path for path in _tracked() if path.suffix in {".py", ".csv", ".md", ".toml", ".ttl"})
    assert [_name(path) for path in texts if b"\r" in path.read_bytes()] == []


@pytest.mark.parametrize("name", ["ontology.ttl", "shapes.ttl"])
def test_generated_turtle_is_current(name, tmp_path):
    made = {path.name: path for path in turtle.write(tmp_path)}
    committed = (ROOT / "ontology" / name).read_bytes()
    assert made[name].read_bytes() == committed, f"{name} is stale; run `make ontology`"


def test_the_version_is_one():
    assert PROJECT["project"]["version"] == panoptrade.__version__


def test_every_loader_has_its_module_its_toml_and_its_entry_point():
    named = PROJECT["project"]["entry-points"]["panoptrade.loaders"]
    files = {path.stem for path in (ROOT / "loaders").glob("*.toml")}
    assert {name.replace("-", "_") for name in named} == files
    assert set(spec.loaders()) >= set(named)


def test_the_three_folders_are_linked_into_the_package():
    for name in ("graph", "loaders", "ontology"):
        assert (ROOT / "panoptrade" / name).resolve() == ROOT / name


def test_help_comes_quickly_and_loads_nothing_heavy():
    heavy = ["duckdb", "networkx", "numpy", "openpyxl", "pandas", "pyarrow", "pyoxigraph", "rdflib"]
    code = f"import sys, panoptrade.cli; print([one for one in {heavy} if one in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert said.stdout.strip() == "[]"


def test_the_files_of_the_wheel_are_those_of_the_checkout():
    build = PROJECT["tool"]["hatch"]["build"]
    assert set(build["only-include"]) == {"panoptrade", "graph", "ontology", "loaders"}
    # Without these lines the wheel can come out empty without an error.
    assert build["exclude"] == ["/panoptrade/graph", "/panoptrade/ontology", "/panoptrade/loaders"]


def test_the_makefile_says_what_each_of_its_targets_is_for():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    wanted = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)[1].split()
    assert sorted(re.findall(r"^([a-z]+):.*## \w", text, re.MULTILINE)) == sorted(wanted)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_tests_of_a_file_stay_in_one_process(request):
    group = request.node.get_closest_marker("xdist_group").args[0]
    assert group == request.path.as_posix()
    # The name of a test says its group where xdist has read it.
    shared_out = request.config.getoption("loadgroup", default=False)
    assert request.node.nodeid.endswith(f"@{group}") is shared_out
