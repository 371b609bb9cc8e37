"""Refuse Cypher that would write or reach outside, before it runs.

Words in strings, comments and quoted names do not count, nor do names: `d.set`, `(:Create)`,
`$delete`, `{merge: 1}`. What cannot be told apart is refused; a quoted name always passes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from panoptrade.graph.cypher_text import at, tokens

if TYPE_CHECKING:
    from panoptrade.graph.cypher_text import Token

WRITING = frozenset({
    "ALTER", "CREATE", "DEALLOCATE", "DELETE", "DENY", "DETACH", "DROP", "DRYRUN", "ENABLE",
    "FOREACH", "GRANT", "INSERT", "LOAD", "MERGE", "NODETACH", "REALLOCATE", "REMOVE", "RENAME",
    "REVOKE", "SET", "START", "STOP", "TERMINATE",
})  # fmt: skip
# Procedures may write, read files or ask the network: only those known to read are called.
READING = frozenset({
    "db.labels", "db.propertykeys", "db.relationshiptypes", "db.schema.nodetypeproperties",
    "db.schema.reltypeproperties", "db.schema.visualization",
})  # fmt: skip
# After these a word is a name: a property, a label or type, a parameter, a pattern's variable.
NAMING = frozenset({".", ":", "$", "|", "&", "!", "(", "["})

# Neo4j resolves these before it reads anything else, in and out of strings: an escaped quote would
# end a string for it, and for no other reader.
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
ASCII = 128


def check(text: str) -> None:
    """Raise CypherError, with the place, where a text would do more than read, or is two."""
    for escape in _ESCAPE.finditer(text):
        if int(escape.group(1), 16) < ASCII:
            raise at(
                text,
                escape.start(),
                f"write the character itself for {escape.group()}, or a parameter",
            )
    _check(text)
    _check(_ESCAPE.sub(lambda escape: chr(int(escape.group(1), 16)), text))


def _check(text: str) -> None:
    found = tokens(text)
    if not found or all(token.text == ";" for token in found):
        raise at(text, 0, "there is nothing to ask")
    for position, token in enumerate(found):
        if token.keyword in WRITING and not _is_name(found, position):
            raise at(
                text,
                token.start,
                f"{token.keyword} does not only read, and only reading is allowed here; "
                f"write `{token.text}` in backticks where it is a name",
            )
        if token.keyword == "CALL" and not _is_name(found, position):
            _check_call(text, found, position)
        if token.keyword == "FORMAT" and _word(found, position + 1) == "CSV":
            raise at(text, token.start, "FORMAT CSV is one engine's own; ask for --format csv")
        if token.text == ";" and any(later.text != ";" for later in found[position:]):
            raise at(text, token.start, "two statements; ask one at a time")


def _is_name(found: list[Token], position: int) -> bool:
    before = found[position - 1] if position else None
    after = found[position + 1].text if position + 1 < len(found) else ""
    if before is None:
        return False
    if before.text in NAMING:
        # `1.SET` is a number and a clause to a reader that takes `1.` for a number.
        return before.text != "." or found[position - 2].kind != "number"
    return before.keyword == "AS" or (before.text in {"{", ","} and after == ":")


def _check_call(text: str, found: list[Token], position: int) -> None:
    following = found[position + 1].text if position + 1 < len(found) else ""
    if following in {"{", "("}:
        return
    end = position + 1
    while end < len(found) and (found[end].name or found[end].text == "."):
        if end > position + 1 and found[end].name and found[end - 1].text != ".":
            break
        end += 1
    called = "".join(token.name or token.text for token in found[position + 1 : end])
    if called.lower() not in READING:
        raise at(
            text,
            found[position].start,
            f"no procedure {called} that only reads; there are: {', '.join(sorted(READING))}",
        )


def _word(found: list[Token], position: int) -> str:
    return found[position].keyword if position < len(found) else ""
