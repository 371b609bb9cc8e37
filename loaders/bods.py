"""Read statements of beneficial ownership: Open Ownership's standard, BODS 0.4."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from panoptrade.loaders import bods_dates, bods_interests, bods_parties, json_items, nested, spec
from panoptrade.loaders.bods_parties import Book
from panoptrade.loaders.problems import LoadError, Problem, Problems
from panoptrade.ontology import names, reference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

TABLE = "statements"
NEEDED = ("statementId", "statementDate", "recordId", "recordType", "recordDetails")
TYPES = ("entity", "person", "relationship")
OLD = ("statementType", "statementID")  # what versions before 0.4 call theirs
REPLACED = "statements that a later one of the same record replaces"


def records(files: Files) -> Iterator[Record]:
    """Yield the parties of the files, and who holds what of whom, by each record's last statement.

    The files are read twice: what a relationship points to may stand behind it.
    """
    _name(files)
    book = Book()
    for row, said in _statements(files, Problems()):
        book.note(row, said)
    for at, (row, said) in enumerate(_statements(files, files.problems), start=1):
        _audit(files, row, said)
        if not book.is_last(said["recordId"], at):
            files.skip(row, REPLACED)
        elif said["recordType"] == "relationship":
            yield from bods_interests.records(files, row, said, book)
        else:
            yield from bods_parties.records(files, row, said, book)


def _name(files: Files) -> None:
    """Give the source the name that the user says, to keep publishers apart."""
    if name := files.options.get("as"):
        if names.slug(name) == reference.SOURCE:
            message = f"{name!r} is the ontology's own name; say another --as NAME"
            raise LoadError([Problem("--as", message)])
        one = replace(files.spec.files[TABLE], source=names.slug(name), title=name)
        files.spec = replace(files.spec, files={TABLE: one})


def _statements(files: Files, problems: Problems) -> Iterator[tuple[Row, dict[str, Any]]]:
    """Yield the statements that are whole, each with the row that its problems are noted by."""
    for path in files.paths.get(TABLE, []):
        for number, said in json_items.items(path):
            row = files.row(path, files.spec.files[TABLE], number, {})
            row.problems = problems
            if _is_whole(row, path, said):
                before = bods_dates.rounded(row, said)
                row.seen = bods_dates.date(row, said, "statementDate", "", before)
                row.grade = _grade(row, said) or row.grade
                yield row, said


def _is_whole(row: Row, path: Path, said: Any) -> bool:
    if not isinstance(said, dict):
        row.problem("", str(said), "not a statement; each item of the file is one")
        return False
    _check_version(row, path, said)
    missing = [name for name in NEEDED if not said.get(name)]
    for name in missing:
        row.problem(name, "", "empty; every statement has one")
    wrong = [name for name in NEEDED[:-1] if said.get(name) and not nested.text(row, said, name)]
    if said.get("recordType") and said["recordType"] not in TYPES:
        row.problem("recordType", str(said["recordType"]), f"none of {', '.join(TYPES)}")
        return False
    return not missing and not wrong and bool(nested.one(row, said, "recordDetails"))


def _check_version(row: Row, path: Path, said: dict[str, Any]) -> None:
    """Refuse the whole file at its first statement of another version."""
    wanted = str(_spec().extra["version"])
    details = said.get("publicationDetails")
    version = details.get("bodsVersion") if isinstance(details, dict) else None
    if version is None and any(name in said for name in OLD):
        version = "before 0.4"
    if version not in (None, wanted):
        message = f"statements of BODS {version}; panoptrade reads {wanted}: ask for it in {wanted}"
        raise LoadError([Problem(path.name, message, row.number, "bodsVersion", str(version))])


def _grade(row: Row, said: dict[str, Any]) -> str | None:
    """Return the grade that the type of the statement's source means: the best of several."""
    known = _spec().extra["sources"]
    types = nested.texts(row, nested.one(row, said, "source"), "type")
    found = {known[one] for one in types if one in known}
    return next((grade for grade in dict.fromkeys(known.values()) if grade in found), None)


def _audit(files: Files, row: Row, said: dict[str, Any]) -> None:
    """Remark on fields that the standard does not have."""
    for path in dict.fromkeys(nested.paths(said)):
        if not _is_known(path):
            files.remark(row, f"fields {path!r}, which BODS {_spec().extra['version']} has not")


@cache
def _is_known(path: str) -> bool:
    one = _spec().files[TABLE]
    parts = path.split(".")
    heads = {".".join(parts[:at]) for at in range(1, len(parts) + 1)}
    return path in {*one.columns, *one.optional} or bool(heads & set(one.unread))


def _spec() -> spec.Spec:
    return spec.read("bods")
