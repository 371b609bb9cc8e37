"""Look up what a code of ours is called in another standard, by counterparts.csv."""

from __future__ import annotations

from functools import cache

from panoptrade.ontology import tables


def term(of: str, code: str, standard: str) -> str | None:
    """Return the term for a code of a list; blank where the standard has none, None if not said."""
    return _terms().get((of, code, standard))


@cache
def _terms() -> dict[tuple[str, str, str], str]:
    rows = tables.rows("counterparts")
    return {(row["list"], row["code"], row["standard"]): row["term"] for row in rows}
