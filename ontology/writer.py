"""Write RDF as Turtle in the order given, so that the same tables give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from panoptrade.ontology import iris

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A predicate with its objects, all in Turtle already; one without objects is left out.
Pair = tuple[str, "Sequence[str]"]
# Characters with a meaning in an address, and what is percent-encoded already.
KEPT = "%/:?#@!$&'()*+,;=~"
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def literal(text: str, tag: str = "") -> str:
    """Return a literal; `tag` is `@en` or `^^xsd:date`, a plain string has none."""
    return f'"{text.translate(ESCAPES)}"{tag}'


def english(text: str) -> list[str]:
    """Return a text as the one English literal of a predicate; none for a blank."""
    return [literal(text, "@en")] if text else []


def address(url: str) -> str:
    """Return the IRI of a page, with what an IRI may not hold percent-encoded."""
    return f"<{quote(url, safe=KEPT)}>"


def listed(items: Iterable[str]) -> str:
    """Return an RDF list."""
    return f"( {' '.join(items)} )"


def nested(*pairs: Pair) -> str:
    """Return a blank node with its predicates."""
    return f"[ {' ; '.join(_line(pair) for pair in pairs if pair[1])} ]"


def block(subject: str, *pairs: Pair) -> str:
    """Return the statements about one subject, one predicate a line."""
    return f"{subject} " + " ;\n    ".join(_line(pair) for pair in pairs if pair[1]) + " .\n"


def document(comment: str, blocks: Iterable[str]) -> str:
    """Return a whole file: a comment, the prefixes that it uses, the blocks."""
    body = "\n".join(blocks)
    known = sorted(iris.prefixes().items())
    used = [f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in known if f"{prefix}:" in body]
    return f"# {comment}\n\n{''.join(used)}\n{body}"


def _line(pair: Pair) -> str:
    return f"{pair[0]} {', '.join(pair[1])}"
