"""Bridge the small differences between Neo4j's Cypher and kglite's, in texts and in values."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING, Any

from panoptrade.graph.cypher_text import all_tokens, at, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from panoptrade.graph.cypher_text import Token

# Words that kglite takes for a clause even as the name of a property, where Neo4j does not.
RESERVED = frozenset({
    "AND", "CASE", "ELSE", "END", "EXISTS", "LIMIT", "MATCH", "OPTIONAL", "OR", "RETURN", "SKIP",
    "THEN", "UNWIND", "WHEN", "WHERE", "WITH",
})  # fmt: skip
# Properties that kglite takes for the ends of a relationship, where it is written `r.start`.
ENDS = frozenset({"start", "end"})
NAMED_END = re.compile(r"\['(start|end)'\]")
# What kglite hands out for a node, a relationship, a path, a duration; what it adds to a node.
NODE = {"id", "labels", "properties"}
RELATIONSHIP = {"id", "start", "end", "type", "properties"}
PATH = {"nodes", "relationships"}
DURATION = {"months", "days", "seconds"}
ADDED = {"title", "type"}


def check(text: str) -> None:
    """Raise CypherError for what kglite answers with null where Neo4j has an answer."""
    found = tokens(text)
    ties = {found[place + 2].name for place in range(len(found) - 2) if _opens_tie(found, place)}
    for token, brace, dot in zip(found, found[1:], found[2:], strict=False):
        if token.name in ties and brace.text == "{" and dot.text == ".":
            name = token.text
            message = f"write {{key: {name}.key}} for {name} {{.key}}, as {name} is a relationship"
            raise at(text, token.start, message)


def adapted(text: str) -> tuple[str, list[int]]:
    """Return the text as kglite reads it, and the places in it of the characters put in.

    Names of properties that are reserved words are quoted (`d.with`), block comments are blanked,
    and `r.start` is written `r['start']`: kglite answers the first with the id of a node.
    """
    made, inserted, done = "", [], 0
    found = tokens(text)
    quoted = {one.start for place, one in enumerate(found) if _is_reserved_name(found, place)}
    ends = dict(_ends(found))
    for token in all_tokens(text):
        made += text[done : token.start]
        done = token.start + len(token.text)
        if token.start in ends:
            made += "["
        elif token.start in ends.values():
            marks = (0, len(token.name) + 1, len(token.name) + 2)
            inserted += [len(made) + one for one in (marks if token.kind == "word" else marks[2:])]
            made += f"'{token.name}']"
        elif token.start in quoted:
            inserted += [len(made), len(made) + len(token.text) + 1]
            made += f"`{token.text}`"
        elif token.text.startswith("/*"):
            made += "".join(one if one in "\r\n" else " " for one in token.text)
        else:
            made += token.text
    return made + text[done:], inserted


def original(place: int, inserted: Iterable[int]) -> int:
    """Return the place in the user's text of a place in the adapted one."""
    return place - sum(1 for one in inserted if one < place)


def columns(text: str, found: Iterable[str]) -> list[str]:
    """Return the names of columns as the text has them, without the quotes that were put in."""
    plain_names = (name if "`" in text else name.replace("`", "") for name in found)
    return [name if "['" in text else NAMED_END.sub(r".\1", name) for name in plain_names]


def plain(value: Any) -> Any:
    """Return a value of kglite's as scalars, lists and maps, as the driver of Neo4j's is returned.

    Nodes and relationships are maps of their properties, a path is the list of both in turn; dates,
    times and durations are texts.
    """
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return _plain_map(value)
    return value.isoformat() if isinstance(value, date | time) else value


def _plain_map(value: dict[str, Any]) -> Any:
    # A user's own map of these keys has a text for an id, kglite's a number.
    if isinstance(value.get("id"), int) and set(value) in (NODE, RELATIONSHIP):
        added = ADDED if set(value) == NODE else ()
        return {name: plain(one) for name, one in value["properties"].items() if name not in added}
    if set(value) == PATH and len(value["nodes"]) == len(value["relationships"]) + 1:
        steps = zip(value["nodes"], value["relationships"], strict=False)
        return [plain(one) for step in steps for one in step] + [plain(value["nodes"][-1])]
    if set(value) == DURATION:
        return _duration(**value)
    return {name: plain(one) for name, one in value.items()}


def _duration(months: int, days: int, seconds: int) -> str:
    minutes, second = int(seconds / 60), seconds - int(seconds / 60) * 60
    hours, minute = int(minutes / 60), minutes - int(minutes / 60) * 60
    year, month = int(months / 12), months - int(months / 12) * 12
    day_parts = ((year, "Y"), (month, "M"), (days, "D"))
    time_parts = ((hours, "H"), (minute, "M"), (second, "S"))
    by_day = "".join(f"{count}{unit}" for count, unit in day_parts if count)
    by_time = "".join(f"{count}{unit}" for count, unit in time_parts if count)
    return f"P{by_day}T{by_time}".removesuffix("T") if by_day or by_time else "PT0S"


def _opens_tie(found: list[Token], place: int) -> bool:
    dash, bracket, variable = found[place : place + 3]
    return dash.text == "-" and bracket.text == "[" and bool(variable.name)


def _ends(found: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield the places of the full stop and of the name wherever a `start` or `end` is asked."""
    for before, dot, token in zip(found, found[1:], found[2:], strict=False):
        if dot.text == "." and token.name in ENDS and (before.name or before.text in {")", "]"}):
            yield dot.start, token.start


def _is_reserved_name(found: list[Token], place: int) -> bool:
    if found[place].keyword not in RESERVED or place == 0:
        return False
    before = found[place - 1].text
    after = found[place + 1].text if place + 1 < len(found) else ""
    if before == ".":
        return found[place - 2].kind != "number"
    return before in {"{", ","} and after == ":"
