"""Compare two graphs: what was added, what was removed, what changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd

from panoptrade.graph.workspace import merged_schema
from panoptrade.ontology import schema, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from panoptrade.graph.workspace import Workspace

COLUMNS = ["change", "class", "id", "name", "property", "before", "after"]
CHANGES = ("added", "removed", "changed")
# When and how often something was said is no change of what is said.
PROVENANCE = ("seen", "records")


def diff(
    before: Workspace, after: Workspace, *, classes: Iterable[str] | None = None
) -> pd.DataFrame:
    """Return what differs between two graphs: a row a thing that came or went, or a property.

    Columns: change (added, removed, changed), class, id, name, property, before, after. Things
    that came or went have no property. `sources` and `grade` are compared too, the rest of
    provenance is not. A thing whose class changed went and came. `attrs["notes"]` gives the
    numbers by class. Two equal graphs give no rows. Raises UnknownWordError for a class that the
    ontology does not have.
    """
    wanted = [words.choose(one, schema.classes(), "class") for one in classes or ()]
    with duckdb.connect() as db:
        both = (("before", before), ("after", after))
        names = pd.concat([_names(graph) for _, graph in both]).drop_duplicates("id", keep="last")
        db.register("names", names)
        found = []
        for cls in wanted or list(schema.classes()):
            for side, graph in both:
                db.register(f"{side}_table", graph.arrow(cls))
            found += db.sql(_query(cls)).fetchall()
    rows = [(*row[:5], _plain(row[5]), _plain(row[6])) for row in found]
    frame = pd.DataFrame(rows, columns=COLUMNS, dtype=object)
    order = {change: at for at, change in enumerate(CHANGES)}
    frame = frame.sort_values(
        ["change", "class", "id", "property"],
        key=lambda one: one.map(order) if one.name == "change" else one.fillna(""),
        ignore_index=True,
    )
    frame.attrs["notes"] = _notes(frame)
    return frame


def _query(cls: str) -> str:
    """Return the SQL over both tables of a class that gives its differences."""
    columns = [name for name in merged_schema(cls).names if name not in {"id", *PROVENANCE}]
    sides = {
        side: f"(UNPIVOT (SELECT id, {_as_json(columns)} FROM {side}_table) "  # noqa: S608 - our words
        "ON COLUMNS(* EXCLUDE id) INTO NAME property VALUE value)"
        for side in ("before", "after")
    }
    return (
        f"WITH gone AS (SELECT 'removed' AS change, id FROM before_table ANTI JOIN after_table "  # noqa: S608
        "USING (id)), come AS (SELECT 'added' AS change, id FROM after_table ANTI JOIN "
        "before_table USING (id)), "
        "kept AS (SELECT id FROM before_table SEMI JOIN after_table USING (id)), "
        "differing AS (SELECT 'changed' AS change, id, property, b.value AS before, "
        f"a.value AS after FROM {sides['before']} b FULL JOIN {sides['after']} a "
        "USING (id, property) WHERE b.value IS DISTINCT FROM a.value "
        "AND id IN (SELECT id FROM kept)) "
        f"SELECT change, '{cls}', d.id, n.name, property, before, after FROM "
        "(SELECT change, id, NULL AS property, NULL AS before, NULL AS after FROM gone "
        "UNION ALL SELECT change, id, NULL, NULL, NULL FROM come "
        "UNION ALL SELECT * FROM differing) d LEFT JOIN names n ON n.id = d.id"
    )


def _as_json(columns: Iterable[str]) -> str:
    # Values of every type side by side in one column: as JSON, and read back as they were.
    return ", ".join(
        f'CASE WHEN "{one}" IS NOT NULL THEN CAST(to_json("{one}") AS VARCHAR) END AS "{one}"'
        for one in columns
    )


def _names(graph: Workspace) -> pd.DataFrame:
    """Return the name of every thing: its own, or those of what it must refer to."""
    plain, referring = [], []
    for cls in schema.classes():
        properties = schema.properties(cls)
        refs = [one for one in properties.values() if one.required and one.targets]
        if "name" in properties:
            plain.append(f'SELECT id, name FROM "{cls}"')  # noqa: S608 - our words
        elif refs and not any(one.many for one in refs):
            joined = " || ' → ' || ".join(
                f"coalesce(n{at}.name, {one.name})" for at, one in enumerate(refs)
            )
            joins = " ".join(
                f"LEFT JOIN named n{at} ON n{at}.id = c.{one.name}" for at, one in enumerate(refs)
            )
            referring.append(f'SELECT c.id, {joined} AS name FROM "{cls}" c {joins}')  # noqa: S608
    with graph.connect() as db:
        named = " UNION ALL ".join(plain)
        others = " UNION ALL ".join(referring)
        found: pd.DataFrame = db.sql(
            f"WITH named AS ({named}) SELECT * FROM named UNION ALL {others}"  # noqa: S608
        ).df()
    return found


def _plain(text: str | None) -> Any:
    return None if text is None else json.loads(text)


def _notes(frame: pd.DataFrame) -> list[str]:
    things = frame.drop_duplicates(["change", "class", "id"])
    counts = things.groupby(["class", "change"]).size()
    return [
        f"{cls}: "
        + ", ".join(
            f"{counts.get((cls, one), 0):,} {one}" for one in CHANGES if (cls, one) in counts
        )
        for cls in dict.fromkeys(things["class"])
    ] or ["no difference"]
