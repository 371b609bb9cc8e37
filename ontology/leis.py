"""Find organizations by their Legal Entity Identifier (ISO 17442)."""

from __future__ import annotations

from functools import cache

from panoptrade.ontology import names, tables


def organization(lei: str) -> names.Named | None:
    """Return the identity that the alias table knows by an LEI; None where it knows none."""
    return _known().get(lei)


@cache
def _known() -> dict[str, names.Named]:
    return {
        lei: names.Named(f"org:{row['key']}", row["name"], known=True)
        for row in tables.rows("aliases")
        if row["key"]
        for lei in tables.items(row["lei"])
    }
