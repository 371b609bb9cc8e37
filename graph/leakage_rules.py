"""Judge deals of subsidiaries of listed parties by the list's rule of ownership, on their day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import ownership_rules
from panoptrade.graph.bodies import names
from panoptrade.graph.cascade import FREE, RESTRICTED, Solved, solve
from panoptrade.graph.holdings import holdings
from panoptrade.graph.listings import listings
from panoptrade.graph.proof import prove
from panoptrade.graph.reaching import BEHIND, NO, OPEN, YES
from panoptrade.graph.reasons import reason
from panoptrade.ontology import dates

if TYPE_CHECKING:
    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

ANSWERS = {RESTRICTED: YES, FREE: NO}


def by_rule(graph: Workspace, rows: list[Row]) -> list[Row]:
    """Return rows with what a rule of ownership says where only an owner of the seller is listed.

    A day that the deal's date leaves open is judged at both its ends, and stays open where the two
    differ. Lists that have no such rule stay as they are.
    """
    solved: dict[tuple[str, str], Solved] = {}
    known: dict[str, str] = {}
    found = []
    for row in rows:
        rule = ownership_rules.of_list(row["programme"])
        if row["why"] != BEHIND or row["way"] != "subsidiary" or rule is None:
            found.append(row)
            continue
        known = known or names(graph)
        said = [
            _said(_solved(graph, solved, rule, day), row["seller"], known)
            for day in dict.fromkeys(dates.bounds(row["date"]))
        ]
        answers = {answer for answer, _ in said}
        answer = answers.pop() if len(answers) == 1 else OPEN
        found.append(row | {"applies": answer, "why": said[-1][1]})
    return found


def _solved(graph: Workspace, solved: dict[tuple[str, str], Solved], rule: str, on: str) -> Solved:
    if (rule, on) not in solved:
        one = ownership_rules.rule(rule, on)
        solved[rule, on] = solve(holdings(graph, on), listings(graph, one, on), one)
    return solved[rule, on]


def _said(solved: Solved, seller: str, known: dict[str, str]) -> tuple[str, str]:
    why = reason(solved, prove(solved, seller), seller, known)
    return ANSWERS.get(solved.answer(seller), OPEN), f"{solved.rule.label}: {why}"
