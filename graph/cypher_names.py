"""Find the labels, types and properties of a Cypher text that no graph of ours can have.

An engine answers an unknown name with no rows, or with nulls; here it is an error with the nearest
name. Only what is certain is judged: labels and types wherever they stand, properties of variables
that the text binds with a label or a type and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from panoptrade.graph import lpg
from panoptrade.graph.cypher_text import CypherError, at, tokens
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from panoptrade.graph.cypher_text import Token

# A brace after these holds clauses, not a map.
CLAUSES = frozenset({"EXISTS", "COUNT", "COLLECT", "CALL", "UNION", ")"})
# A bracket after these begins a pattern or an expression; after any other word, a call.
LEADING = frozenset({
    "AND", "AS", "BY", "DISTINCT", "ELSE", "EXISTS", "IN", "MATCH", "NOT", "OR", "RETURN", "THEN",
    "WHEN", "WHERE", "WITH", "XOR",
})  # fmt: skip


class UnknownNameError(CypherError, words.UnknownWordError):
    """A Cypher text names a label, a type or a property that does not exist."""


@dataclass(slots=True)
class _Seen:
    """What a text names: words with their places, and what its variables are."""

    labels: list[Token] = field(default_factory=list)
    types: list[Token] = field(default_factory=list)
    properties: list[tuple[str, Token]] = field(default_factory=list)
    bound: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    loose: set[str] = field(default_factory=set)


def check(text: str) -> None:
    """Raise UnknownNameError with every unknown label, type and property, each with its nearest."""
    seen = _read(tokens(text))
    labels, types = lpg.node_properties(), lpg.relationship_properties()
    wrong = [(one, labels, "label") for one in seen.labels if one.name not in labels]
    wrong += [(one, types, "relationship type") for one in seen.types if one.name not in types]
    found = [(one, words.unknown(one.name, known, what)) for one, known, what in wrong]
    found = found or list(_wrong_properties(seen, {"label": labels, "type": types}))
    if found:
        found.sort(key=lambda one: one[0].start)
        raise UnknownNameError("\n".join(str(at(text, token.start, said)) for token, said in found))


def _wrong_properties(
    seen: _Seen, known: dict[str, dict[str, tuple[str, ...]]]
) -> Iterator[tuple[Token, str]]:
    for variable, token in seen.properties:
        kinds = seen.bound.get(variable)
        if not kinds or variable in seen.loose:
            continue
        names = dict.fromkeys(name for kind, word in sorted(kinds) for name in known[kind][word])
        if token.name not in names:
            owner = " or ".join(sorted(word for _, word in kinds))
            yield token, words.unknown(token.name, names, f"{owner} property")


def _read(found: list[Token]) -> _Seen:
    """Walk through the tokens with the brackets that are open, each with what it belongs to."""
    seen = _Seen()
    opened: list[tuple[str, str]] = []
    for position, token in enumerate(found):
        look = _looker(found, position)
        if token.text in {"(", "[", "{"} and token.kind == "symbol":
            opened.append(_opened(look, opened))
        elif token.text in {")", "]", "}"} and token.kind == "symbol" and opened:
            opened.pop()
        elif token.name:
            _name(seen, look, opened)
    return seen


def _looker(found: list[Token], position: int) -> Callable[[int], Token | None]:
    def look(by: int) -> Token | None:
        there = position + by
        return found[there] if 0 <= there < len(found) else None

    return look


def _opened(look: Callable[[int], Token | None], opened: list[tuple[str, str]]) -> tuple[str, str]:
    """Return what an opening bracket begins, and the variable that it belongs to or is held by."""
    token, before = look(0), look(-1)
    assert token is not None
    text = before.keyword or before.text if before else ""
    owned = before is not None and bool(before.name) and before.keyword not in LEADING
    if token.text == "[":
        return ("relationship", _variable(look)) if text in {"-", "<-"} else ("list", "")
    if token.text == "(":
        return ("call", "") if owned else ("node", _variable(look))
    if text in CLAUSES:
        return "clauses", ""
    if owned and opened and opened[-1][0] in {"node", "relationship"}:
        return "pattern map", opened[-1][1]
    return "map", before.name if owned and before else ""


def _variable(look: Callable[[int], Token | None]) -> str:
    """Return the variable of a pattern's bracket; blank where it has none."""
    inside = look(1)
    return inside.name if inside else ""


def _name(seen: _Seen, look: Callable[[int], Token | None], opened: list[tuple[str, str]]) -> None:
    token, before, after = look(0), look(-1), look(1)
    assert token is not None
    kind, owner = opened[-1] if opened else ("", "")
    previous, following = (one.text if one else "" for one in (before, after))
    if previous in {":", "|", "&", "!"} and before and not kind.endswith("map"):
        _labelled(seen, look, kind, owner)
    elif previous == ".":
        _property(seen, look, kind, owner)
    elif kind == "pattern map" and following == ":" and owner:
        seen.properties.append((owner, token))
    elif _rebinds(before, after):
        seen.loose.add(token.name)


def _labelled(seen: _Seen, look: Callable[[int], Token | None], kind: str, owner: str) -> None:
    """Note a label or a type; `|` in a list comprehension comes before a value, not a name."""
    token, before = look(0), look(-1)
    assert token is not None
    assert before is not None
    if kind == "relationship":
        seen.types.append(token)
        known, sort = lpg.relationship_properties(), "type"
    elif kind in {"list", "call"} and before.text == "|":
        return
    else:
        seen.labels.append(token)
        known, sort = lpg.node_properties(), "label"
    variable = owner if kind in {"node", "relationship"} else ""
    if variable and variable != token.name and token.name in known:
        seen.bound.setdefault(variable, set()).add((sort, token.name))


def _property(seen: _Seen, look: Callable[[int], Token | None], kind: str, owner: str) -> None:
    token, holder, further = look(0), look(-2), look(-3)
    assert token is not None
    if holder and holder.name and (further is None or further.text != "."):
        seen.properties.append((holder.name, token))
    elif kind == "map" and owner and holder and holder.text in {"{", ","}:
        seen.properties.append((owner, token))


def _rebinds(before: Token | None, after: Token | None) -> bool:
    """Whether a variable is given another meaning: `AS d`, `[d IN …]`, `reduce(d = …)`."""
    if before is not None and before.keyword in {"AS", "YIELD"}:
        return True
    inside = before is not None and before.text in {"(", "[", ","}
    return inside and after is not None and (after.keyword == "IN" or after.text == "=")
