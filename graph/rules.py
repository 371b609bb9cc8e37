"""Rules that a merged graph keeps: each a function that finds what breaks it, and how.

A rule reads the views that `check.tables` lays out: one a class, `things` (id, cls), `refs` (cls,
id, property, target), `allowed` (cls, property, target), and the variable `today`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from panoptrade.graph import cycles
from panoptrade.ontology import records, schema

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Broken: TypeAlias = Iterator[tuple[str, str]]
Rule: TypeAlias = Callable[["DuckDBPyConnection"], Broken]

# The first of two columns of a class may not pass the second.
ORDERED = (
    ("start", "end"),
    ("founded", "dissolved"),
    ("share_min", "share_max"),
    ("score_min", "score_max"),
    ("low", "high"),
)
# Laws and listings are published before they take effect.
ANNOUNCED = {"Programme", "Sanction"}


def unique_ids(db: DuckDBPyConnection) -> Broken:
    """Find ids that stand several times, in one class or in two."""
    found = db.execute(
        "SELECT id, string_agg(cls, ', ' ORDER BY cls) FROM things GROUP BY id HAVING count(*) > 1"
    )
    for key, classes in found.fetchall():
        yield key, f"stands several times: {classes}"


def required_values(db: DuckDBPyConnection) -> Broken:
    """Find things that lack a required property."""
    for cls in schema.classes():
        required = [one for one in schema.properties(cls).values() if one.required]
        for one in required:
            empty = f'"{one.name}" IS NULL' + (f' OR len("{one.name}") = 0' if one.many else "")
            found = db.execute(f'SELECT id FROM "{cls}" WHERE {empty}')  # noqa: S608 - names of ours
            for (key,) in found.fetchall():
                yield key, f"{cls} without {one.name}"


def dangling_references(db: DuckDBPyConnection) -> Broken:
    """Find references to what is not in the graph."""
    found = db.execute(
        "SELECT r.id, r.property, r.target FROM refs r ANTI JOIN things t ON t.id = r.target"
    )
    for key, name, target in found.fetchall():
        yield key, f"{name} {target} is not in the graph"


def misplaced_references(db: DuckDBPyConnection) -> Broken:
    """Find references to things of a class that the property does not take."""
    found = db.execute(
        "SELECT r.id, r.cls, r.property, r.target, t.cls "
        "FROM refs r JOIN things t ON t.id = r.target "
        "ANTI JOIN allowed a ON a.cls = r.cls AND a.property = r.property AND a.target = t.cls"
    )
    for key, cls, name, target, is_a in found.fetchall():
        wanted = " or ".join(schema.properties(cls)[name].targets)
        yield key, f"{name} {target} is of class {is_a}, not {wanted}"


def ordered_values(db: DuckDBPyConnection) -> Broken:
    """Find what ends before it starts, and lower bounds above their upper bounds."""
    for cls in schema.classes():
        columns = records.columns(cls)
        for low, high in [pair for pair in ORDERED if columns.keys() >= set(pair)]:
            dated = schema.properties(cls)[low].type == "date"
            passed = _later(low, high) if dated else f'"{low}" > "{high}"'
            found = db.execute(f'SELECT id, "{low}", "{high}" FROM "{cls}" WHERE {passed}')  # noqa: S608
            for key, first, last in found.fetchall():
                yield key, f"{low} {first} is after {high} {last}"


def deals_with_a_party(db: DuckDBPyConnection) -> Broken:
    """Find deals that name neither a seller nor a destination."""
    found = db.execute(
        "SELECT id FROM Deal "
        "WHERE coalesce(len(seller), 0) = 0 AND coalesce(len(destination), 0) = 0"
    )
    for (key,) in found.fetchall():
        yield key, "neither seller nor destination"


def relations_between_two(db: DuckDBPyConnection) -> Broken:
    """Find relations of a thing with itself."""
    for cls, one in schema.edges().items():
        same = f'"{one.source}" = "{one.target}"'
        found = db.execute(f'SELECT id, "{one.source}" FROM "{cls}" WHERE {same}')  # noqa: S608
        for key, end in found.fetchall():
            yield key, f"{one.source} and {one.target} are both {end}"


def hierarchies(db: DuckDBPyConnection) -> Broken:
    """Find what is a part, a narrower concept or a successor of itself, in however many steps."""
    for name, pairs in cycles.relations(db):
        for ring in cycles.cycles(pairs):
            yield ring[0], f"{name} goes round: {' > '.join(ring)}"


def scores_in_class(db: DuckDBPyConnection) -> Broken:
    """Find scores outside the published cut-offs of the class that they are given with."""
    # Cut-offs are printed rounded: a score is in a class until the next one's lowest score.
    found = db.execute("""
        WITH cut AS (
          SELECT *, lead(score_min) OVER (PARTITION BY index ORDER BY "order") AS next_min
          FROM RegimeClass)
        SELECT c.id, c.score, cut.name, cut.score_min, cut.score_max
        FROM Classification c JOIN cut ON cut.id = c.regime
        WHERE c.score < cut.score_min
           OR c.score > cut.score_max AND (cut.next_min IS NULL OR c.score >= cut.next_min)""")
    for key, score, name, low, high in found.fetchall():
        yield key, f"score {score:g} is outside {name}, {low:g} to {high:g}"


def one_class_a_year(db: DuckDBPyConnection) -> Broken:
    """Find countries that an index puts into several classes for a year."""
    found = db.execute("""
        SELECT min(c.id), r.index, c.country, c.year,
               string_agg(DISTINCT c.regime, ', ' ORDER BY c.regime)
        FROM Classification c JOIN RegimeClass r ON r.id = c.regime
        GROUP BY r.index, c.country, c.year HAVING count(DISTINCT c.regime) > 1""")
    for key, index, country, year, regimes in found.fetchall():
        yield key, f"{index} puts {country} into several classes for {year}: {regimes}"


def nothing_to_come(db: DuckDBPyConnection) -> Broken:
    """Find what is dated after today; ends, laws and what is only planned may be."""
    for cls in schema.classes().keys() - ANNOUNCED:
        known = schema.properties(cls)
        settled = "status IS DISTINCT FROM 'planned'" if "status" in known else "TRUE"
        dated = [one.name for one in known.values() if one.type in {"date", "year"}]
        for name in [*(name for name in dated if name != "end"), "seen"]:
            where = f"{_later(name, None)} AND {settled}"
            found = db.execute(f'SELECT id, "{name}" FROM "{cls}" WHERE {where}')  # noqa: S608
            for key, value in found.fetchall():
                yield key, f"{name} {value} lies in the future"


def _later(first: str, second: str | None) -> str:
    """Return the SQL that a date is after another, or today: as exact as the vaguer one is."""
    other = "getvariable('today')" if second is None else f'"{second}"'
    one, two = (f"rtrim(({name})::VARCHAR, 'X')" for name in (f'"{first}"', other))
    length = f"least(length({one}), length({two}))"
    return f"left({one}, {length}) > left({two}, {length})"


# Each rule with the remedy for what breaks it.
RULES: dict[Rule, str] = {
    unique_ids: "build the graph anew; if it stays so, a loader makes one id of two things",
    required_values: "give it the value, or leave the row out by a reviewed lookup",
    dangling_references: "load a source that describes it, or correct the reference",
    misplaced_references: "refer to another thing, or let a source say that it is of that class",
    ordered_values: "look both up in the sources, and correct the one that is wrong",
    deals_with_a_party: "find one of the two, or leave the row out by a reviewed lookup",
    relations_between_two: "tell the two names apart in the alias table, or leave the row out",
    hierarchies: "look the steps up in the sources, and correct one of them",
    scores_in_class: "compare the class and the score with the index's own table",
    one_class_a_year: "load one edition of the index, or correct the row that is wrong",
    nothing_to_come: "look it up in the source; what is only planned has the status planned",
}
