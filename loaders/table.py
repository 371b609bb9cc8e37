"""Read a user's own table, whose columns are the properties of one class."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from panoptrade.loaders import keys, mentions
from panoptrade.loaders.problems import Problem
from panoptrade.loaders.rows import PROVENANCE
from panoptrade.ontology import names, reference, schema, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.loaders.spec import FileSpec
    from panoptrade.ontology.records import Record
    from panoptrade.ontology.schema import Property

SEPARATOR = "|"


def records(files: Files) -> Iterator[Record]:
    """Yield a record of each row, and one of each thing that only a cell names."""
    specs = {path: _spec(files, path) for path in files.paths.get("table", [])}
    files.problems.stop()
    files.split({path: one for path, one in specs.items() if one})
    own: set[str] = set()
    named: dict[str, Record] = {}
    for table, one in files.spec.files.items():
        made: dict[str, int] = {}
        row = None
        for row in files.rows(table):
            if record := _record(row, one.name, files.spec.extra["keys"], made):
                own.add(record.id)
                for each in mentions.of(row, record):
                    named.setdefault(f"{each.id} {each.cls} {each.values}", each)
                yield record
        if row is None and not files.problems.found:
            files.problems.add(Problem(one.label, "no row under the header"))
    yield from (record for record in named.values() if record.id not in own)


def columns(cls: str) -> list[str]:
    """Return the columns that a table of a class may have, in the order of its template."""
    found = ["id"]
    for name, one in schema.properties(cls).items():
        found += [name, f"{name}_currency", f"{name}_year"] if one.type == "money" else [name]
    return [*found, *(name for name in PROVENANCE if name != "id")]


def _spec(files: Files, path: Path) -> FileSpec | None:
    asked = files.options.get("class") or path.stem
    cls = _class(asked)
    source = _source(files.options.get("as") or path.stem)
    if cls is None:
        message = words.unknown(asked, schema.classes(), "class")
        files.problems.add(Problem(path.name, f"{message}; name the file so, or say --class"))
    if source is None:
        files.problems.add(Problem(path.name, "no letter or digit in the name; say --as NAME"))
    if source == reference.SOURCE:
        message = f"{source!r} is the ontology's own name; say --as NAME"
        files.problems.add(Problem(path.name, message))
    if cls is None or source is None:
        return None
    required = {name for name, one in schema.properties(cls).items() if one.required}
    told = {name: f"{cls}.{name}" for name in columns(cls)}
    return replace(
        files.spec.files["table"],
        name=cls,
        label=path.name,
        title=path.name,
        source=source,
        columns={name: what for name, what in told.items() if name in required},
        optional={name: what for name, what in told.items() if name not in required},
    )


def _source(name: str) -> str | None:
    try:
        return names.slug(name)
    except ValueError:
        return None


def _class(name: str) -> str | None:
    folded = "".join(filter(str.isalpha, name)).casefold()
    forms = {form: cls for cls in schema.classes() for form in _forms(cls.casefold())}
    return forms.get(folded)


def _forms(name: str) -> tuple[str, ...]:
    return (name, f"{name}s", f"{name}es", f"{name.removesuffix('y')}ies")


def _record(
    row: Row, cls: str, key: Mapping[str, Iterable[str]], made: dict[str, int]
) -> Record | None:
    before = len(row.problems.found)
    found = {name: _take(row, one, f"{cls}.{name}") for name, one in schema.properties(cls).items()}
    about = {name: row.value(name, name) for name in PROVENANCE}
    _require(row, cls)
    mentions.nobody(row, cls)
    id_ = keys.checked(row, cls, about.pop("id"))
    if len(row.problems.found) > before:
        return None
    if id_ is None:
        id_ = keys.made(row, cls, found, key)
        found = keys.canonical(cls, found)
        _tell_apart(row, id_, made)
    return row.record(cls, id_, **found, **about) if id_ else None


def _tell_apart(row: Row, id_: str | None, made: dict[str, int]) -> None:
    first = made.setdefault(id_, row.number) if id_ else row.number
    if first != row.number:
        message = f"makes the same id as row {first}, {id_}; give both rows an id, or join them"
        row.problem("id", "", message)


def _require(row: Row, cls: str) -> None:
    for name, one in schema.properties(cls).items():
        if one.required and not row.text(name):
            row.problem(name, "", f"empty; every {cls} needs it: {one.description}")


def _take(row: Row, one: Property, of: str) -> Any:
    if one.type == "money":
        currency, year = f"{one.name}_currency", f"{one.name}_year"
        return row.money(one.name, of, currency, row.text(year))
    return row.values(one.name, of, SEPARATOR) if one.many else row.value(one.name, of)
