"""Say what the ownership rules made of each body on the day of the sources."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from panoptrade.graph import bodies, dossier_tables, ownership_rules
from panoptrade.graph.cascade import solve
from panoptrade.graph.holdings import holdings
from panoptrade.graph.listings import listings
from panoptrade.graph.proof import prove
from panoptrade.graph.reasons import reason
from panoptrade.graph.restricted import NOT_ADVICE

if TYPE_CHECKING:
    from panoptrade.graph.cascade import Solved
    from panoptrade.graph.dossier_read import Book


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules, each worked out for the whole graph on one day, and what bodies are called."""

    day: str
    solved: list[Solved]
    names: dict[str, str]


def rules(book: Book) -> Rules | None:
    """Work the rules out once for all bodies; None where no day of the sources is known."""
    if not book.day:
        return None
    held = holdings(book.graph, book.day)
    known = [ownership_rules.rule(one, book.day) for one in ownership_rules.names()]
    solved = [solve(held, listings(book.graph, one, book.day), one) for one in known]
    return Rules(book.day, solved, bodies.names(book.graph))


def section(book: Book, found: Rules | None, thing: str) -> str:
    """Return what each rule says of a body on that day; an empty text for what is no body."""
    if found is None or book.rows[thing]["cls"] not in bodies.CLASSES:
        return ""
    lines = "".join(_line(one, thing, found.names) for one in found.solved)
    heads = ("rule", "answer", "why")
    shown = dossier_tables.table(heads, [f"<tbody>{lines}</tbody>"], "Ownership rules", "rules")
    return (
        f'<section id="rules"><h2>What the ownership rules say on {found.day}</h2>'
        '<p class="said">Whether it counts as listed by its own name or by who owns it, as far as '
        f"this graph knows holdings and lists; {escape(NOT_ADVICE)}.</p>{shown}</section>"
    )


def _line(one: Solved, thing: str, names: dict[str, str]) -> str:
    why = reason(one, prove(one, thing), thing, names)
    status = one.rule.status.replace("_", " ")
    return (
        f"<tr><td>{escape(one.rule.label)}<small>{escape(status)}</small></td>"
        f"<td>{escape(one.answer(thing))}</td><td>{escape(why)}</td></tr>"
    )
