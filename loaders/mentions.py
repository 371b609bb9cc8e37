"""Give the things that a row only names a record of their own, so that nothing dangles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.ontology import names, schema, tables, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record


def of(row: Row, record: Record) -> Iterator[Record]:
    """Yield a record of each organization, government and known person that a row's cells name.

    Countries, technologies and programmes stand in the ontology. What needs more than a name,
    as a product needs its maker, is left to a table of its own; so is what a cell gives by id.
    """
    for name, one in schema.properties(record.cls).items():
        for cell in tables.items(row.text(name)) if one.targets else []:
            if found := _named(row, cell, one.targets):
                yield found


def nobody(row: Row, cls: str) -> None:
    """Note as a problem each cell that refers to an organization by a word that names none."""
    for name, one in schema.properties(cls).items():
        for cell in tables.items(row.text(name)) if one.targets else []:
            if "org" in _prefixes(one.targets) and names.is_no_vendor(cell):
                row.problem(name, cell, "names no organization; leave the cell empty")


def _named(row: Row, cell: str, targets: tuple[str, ...]) -> Record | None:
    found = values.reference(cell, targets)
    head, _, rest = found.partition(":")
    if known := names.person(cell):
        return row.record("Person", found, name=known.name, alias=[cell])
    if head == schema.get("Government").prefix:
        return row.government(f"country:{rest}") if names.country(rest) == rest else None
    if head == schema.get("Organization").prefix and found != cell:
        return row.vendor(cell, cls=targets[0])
    return None


def _prefixes(targets: tuple[str, ...]) -> set[str]:
    return {schema.get(target).prefix for target in targets}
