"""Ask the questions that ship with the graph, each a file of `queries/`, by their names.

A file begins with its question as comments, the first line the question itself. Then comes a line
a parameter: `// param NAME: TYPE = DEFAULT — MEANING`. The type is one of TYPES, or the class of
the thing that is meant, several with `|` between; without a default a value must be given.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from panoptrade.graph import find
from panoptrade.ontology import dates, schema, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from panoptrade.graph.workspace import Workspace

ENDINGS = {"cypher": (".cypher", "//"), "sparql": (".sparql", "#")}
HEAD = re.compile(r"param (?P<name>\w+): (?P<type>[\w|]+)(?: = (?P<default>.*?))? — (?P<says>.*)")
ANYTHING = ""


class QueryError(ValueError):
    """A named question was not given what it needs."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question takes: its type is a word of TYPES, or classes with `|` between."""

    name: str
    type: str
    says: str
    required: bool
    default: Any = None


@dataclass(frozen=True, slots=True)
class Query:
    """A question in one language: in plain words, what to mind, what it takes, and its text."""

    name: str
    language: str
    question: str
    note: str
    text: str
    parameters: dict[str, Parameter] = field(default_factory=dict)


def queries(language: str = "cypher") -> dict[str, Query]:
    """Return the questions that are given in a language, by their names, in alphabetical order."""
    words.choose(language, ENDINGS, "language")
    return dict(_queries(language))


def query(name: str, language: str = "cypher") -> Query:
    """Return one question. Raises UnknownWordError naming the nearest when there is none."""
    known = queries(language)
    return known[words.choose(name, known, f"question in {language}")]


def ask(
    graph: Workspace,
    name: str,
    params: Mapping[str, Any] | None = None,
    *,
    language: str = "cypher",
    on: str = "embedded",
    limit: int | None = None,
    timeout: float | None = 60.0,
) -> pd.DataFrame:
    """Return the rows that answer a named question.

    A parameter that means a thing takes its id, a name or an alias; `attrs["notes"]` of the frame
    says which thing was chosen. `limit`, `timeout` and `on` are as for `graph.cypher.cypher`.
    Raises UnknownWordError for a question or parameter that there is not, QueryError for a value
    that does not fit.
    """
    one = query(name, language)
    given, notes = values(graph, one, params or {})
    if language == "sparql":
        from panoptrade.graph.sparql import sparql

        if on != "embedded":
            msg = f"questions in SPARQL are answered here, not on {on}; leave the one or the other"
            raise QueryError(msg)
        found = sparql(graph, one.text, given, limit=limit, timeout=timeout)
    else:
        from panoptrade.graph.cypher import cypher

        found = cypher(graph, one.text, given, on=on, limit=limit, timeout=timeout)
    found.attrs["notes"] = [*notes, *found.attrs.get("notes", [])]
    return found


def values(
    graph: Workspace, one: Query, params: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """Return a value for each parameter of a question, and sentences about what was chosen."""
    for name in params:
        words.choose(name, one.parameters, f"parameter of {one.name}")
    found, notes = {}, []
    for name, parameter in one.parameters.items():
        if name not in params and parameter.required:
            msg = f"{one.name} needs {name}: {parameter.says}"
            raise QueryError(msg)
        value = params.get(name, parameter.default)
        if parameter.type in TYPES:
            found[name] = _typed(parameter, value)
        else:
            found[name], said = _thing(graph, parameter, value, given=name in params)
            notes += said
    return found, notes


def _thing(
    graph: Workspace, parameter: Parameter, value: Any, *, given: bool
) -> tuple[str, list[str]]:
    if not isinstance(value, str):
        raise QueryError(_wrong(parameter, value, "an id or a name"))
    if value == ANYTHING and not parameter.required and parameter.default == ANYTHING:
        return value, []
    if not given and not graph.rows(parameter.type.partition("|")[0], [value]):
        return value, []  # a default need not be in every graph: there are no rows then
    chosen = _chosen(graph, parameter, value)
    if chosen.how == "id":
        return chosen.id, []
    return chosen.id, [f"{parameter.name}: {chosen.name} ({chosen.id}), by its {chosen.how}"]


def _chosen(graph: Workspace, parameter: Parameter, value: str) -> find.Found:
    classes = parameter.type.split("|")
    try:
        chosen = find.find(graph, value)
    except words.UnknownWordError:
        by_code = _by_code(graph, classes, value)
        if by_code is None:
            raise
        return by_code
    if chosen.cls not in classes:
        # A country's name is also what its government is called.
        if by_code := _by_code(graph, classes, chosen.id.partition(":")[2]):
            return by_code
        wanted = " or ".join(schema.get(cls).label for cls in classes)
        msg = f"{parameter.name}: {value!r} means {chosen.id}, a {chosen.cls}, and no {wanted}"
        raise QueryError(msg)
    return chosen


def _by_code(graph: Workspace, classes: list[str], value: str) -> find.Found | None:
    """Return the thing of a bare code, such as KEN or facial-recognition."""
    for cls in classes:
        for row in graph.rows(cls, [f"{schema.get(cls).prefix}:{value}"]):
            return find.Found(row["id"], cls, row.get("name") or row["id"], "code")
    return None


def _typed(parameter: Parameter, value: Any) -> Any:
    what, fits = TYPES[parameter.type]
    if parameter.type in {"date", "text"} and _whole(value):
        value = str(value)  # a year is read as a number wherever JSON is
    if not fits(value):
        raise QueryError(_wrong(parameter, value, what))
    return float(value) if parameter.type == "number" else value


def _wrong(parameter: Parameter, value: Any, what: str) -> str:
    return f"{parameter.name}: {value!r} is not {what} ({parameter.says})"


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and dates.clean(value) == value
    except ValueError:
        return False


TYPES: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "text": ("a text", lambda value: isinstance(value, str)),
    "integer": ("a whole number", _whole),
    "year": ("a year, as 2019", lambda value: _whole(value) and 0 < value < 10_000),
    "number": ("a number", lambda value: _whole(value) or isinstance(value, float)),
    "boolean": ("true or false", lambda value: isinstance(value, bool)),
    "date": ("a date, as 2019, 2019-10 or 2019-10-09", _is_date),
}


@cache
def _queries(language: str) -> dict[str, Query]:
    ending, mark = ENDINGS[language]
    folder = files("panoptrade.graph").joinpath("queries")
    texts = {
        one.name.removesuffix(ending): one.read_text(encoding="utf-8")
        for one in folder.iterdir()
        if one.name.endswith(ending)
    }
    return {name: _read(name, language, mark, texts[name]) for name in sorted(texts)}


def _read(name: str, language: str, mark: str, text: str) -> Query:
    said: list[str] = []
    parameters = {}
    for line in text.splitlines():
        if not line.startswith(mark):
            break
        words_of_line = line.removeprefix(mark).strip()
        if found := HEAD.fullmatch(words_of_line):
            parameters[found["name"]] = _parameter(found)
        else:
            said.append(words_of_line)
    return Query(name, language, said[0], " ".join(said[1:]), text, parameters)


def _parameter(found: re.Match[str]) -> Parameter:
    kind, default = found["type"], found["default"]
    value = None if default is None else _default(kind, default)
    return Parameter(found["name"], kind, found["says"], required=default is None, default=value)


def _default(kind: str, text: str) -> Any:
    if text == '""':
        return ANYTHING
    return json.loads(text) if kind in {"integer", "year", "number", "boolean"} else text
