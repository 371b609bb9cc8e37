"""Check a merged graph: rules over its tables, and the shapes of the ontology in SHACL."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
from pyarrow import dataset

from panoptrade.graph import merged, rules
from panoptrade.graph.complaints import Complaint
from panoptrade.graph.workspace import merged_schema
from panoptrade.ontology import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

__all__ = ["Complaint", "check", "shacl"]


def check(folder: Path, *, today: date | None = None) -> list[Complaint]:
    """Return every breach of a rule by the graph of a workspace, sorted; today's date is UTC's.

    The folder may also be the workspace's `graph/`. Raises WorkspaceError when it holds no table.
    """
    day = today or datetime.now(tz=UTC).date()
    with tables(folder, day) as db:
        return sorted(
            Complaint(rule.__name__.replace("_", "-"), key, message, remedy)
            for rule, remedy in rules.RULES.items()
            for key, message in rule(db)
        )


def shacl(folder: Path) -> list[Complaint]:
    """Return every breach of shapes.ttl by the graph's RDF, sorted; folder and error as above."""
    from panoptrade.graph.shacl import complaints  # pySHACL is slow to import

    return sorted(complaints(folder))


@contextmanager
def tables(folder: Path, today: date) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a database with the views that rules read: one a class, `things`, `refs`, `allowed`."""
    with duckdb.connect() as db:
        db.execute(f"SET VARIABLE today = '{today.isoformat()}'")
        found = merged.tables(folder)
        for cls in schema.classes():
            # As a data set: DuckDB would read a path with a star or a bracket in it as a pattern.
            table = (
                dataset.dataset(found[cls]) if cls in found else merged_schema(cls).empty_table()
            )
            db.register(cls, table)
        things = (f"SELECT id, '{cls}' AS cls FROM \"{cls}\"" for cls in schema.classes())  # noqa: S608
        db.execute(f"CREATE VIEW things AS {' UNION ALL '.join(things)}")
        db.execute(f"CREATE TEMP TABLE refs AS {' UNION ALL '.join(_references())}")
        db.register("allowed", _allowed())
        yield db


def _references() -> Iterator[str]:
    source = schema.get("Source").prefix
    for cls in schema.classes():
        for name, one in schema.properties(cls).items():
            if one.targets:
                yield _pointing(cls, name, f'unnest("{name}")' if one.many else f'"{name}"')
        yield _pointing(cls, "sources", f"'{source}:' || unnest(sources)")


def _pointing(cls: str, column: str, target: str) -> str:
    return (
        f"SELECT '{cls}' AS cls, id, '{column}' AS property, {target} AS target "  # noqa: S608
        f'FROM "{cls}" WHERE "{column}" IS NOT NULL'
    )


def _allowed() -> pa.Table:
    rows = [
        {"cls": cls, "property": name, "target": other}
        for cls in schema.classes()
        for name, one in schema.properties(cls).items()
        for other in schema.classes()
        if set(one.targets) & set(schema.lineage(other))
    ]
    own = [{"cls": cls, "property": "sources", "target": "Source"} for cls in schema.classes()]
    return pa.Table.from_pylist(rows + own)
