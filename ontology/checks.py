"""Check the tables of the ontology by the rules of three modules, and report every breach."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from panoptrade.ontology import rules_model, rules_reference, rules_rows, tables

if TYPE_CHECKING:
    from panoptrade.ontology.rules_rows import Rule, Tables

RULES: tuple[Rule, ...] = (*rules_rows.RULES, *rules_model.RULES, *rules_reference.RULES)


def check(given: Tables | None = None) -> list[str]:
    """Return a sentence for each breach of a rule, by the shipped tables or by those given."""
    found = shipped() if given is None else given
    return [f"{rule.__name__}: {sentence}" for rule in RULES for sentence in rule(found)]


def shipped() -> Tables:
    """Return every table that ships, by name."""
    paths = sorted(path.name for path in files("panoptrade.ontology").iterdir())
    return {name[:-4]: tables.rows(name[:-4]) for name in paths if name.endswith(".csv")}
