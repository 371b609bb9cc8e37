"""Make ties of GLEIF's relationship records: which entity consolidates, manages or is part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.loaders import wide_csv
from panoptrade.ontology import dates, words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.names import Named
    from panoptrade.ontology.records import Record

TABLE = "rr"
CHILD, PARENT = "Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID"
WHOLE = "RELATIONSHIP_PERIOD"
VOID = {"ANNULLED", "DUPLICATE"}
STRANGERS = "relationships of entities that are not asked for (--all)"
UNDATED = "dates before the year 1000 or not there at all in the calendar: not read"


def neighbours(files: Files, known: Container[str]) -> set[str]:
    """Return the LEIs one step away from known ones, up or down."""
    found: set[str] = set()
    for path in files.paths.get(TABLE, []):
        for _, cells in wide_csv.rows(path, files.spec.files[TABLE], files.encoding):
            ends = {cells.get(CHILD, ""), cells.get(PARENT, "")}
            if any(end in known for end in ends):
                found |= ends
    return found


def records(
    files: Files,
    known: Mapping[str, Named],
    wanted: Container[str] | None,
    told: Container[str],
) -> Iterator[Record]:
    """Yield a tie for each relationship of the entities that level 1 told; `known` gives ids.

    Of entities that are only neighbours, ties to others than the known ones are left out.
    """
    one = files.spec.files[TABLE]
    for path in files.paths.get(TABLE, []):
        for number, cells in wide_csv.rows(path, one, files.encoding):
            row = files.row(path, one, number, cells)
            ends = [row.text(PARENT), row.text(CHILD)]
            if wanted is not None and not any(end in known for end in ends):
                files.skip(row, STRANGERS)
            elif why := _left_out(row, ends, told):
                files.skip(row, why)
            else:
                yield from _tie(files, row, [_id(end, known) for end in ends])


def day(files: Files, row: Row, column: str) -> str | None:
    """Return the day of a date or a time; None where there is none or it cannot be."""
    text = row.text(column)[:10]
    try:
        return dates.clean(text) if text else None
    except ValueError:
        files.remark(row, UNDATED)
        return None


def own_id(lei: str) -> str:
    """Return the id of an entity that the alias table does not know."""
    return f"org:lei-{lei.lower()}"


def _left_out(row: Row, ends: list[str], told: Container[str]) -> str:
    """Return why a relationship gives no tie; blank where it gives one."""
    kinds = {row.text(f"{end}Type") for end in (CHILD, PARENT)}
    if kinds != {"LEI"}:
        return "relationships with an end that has no LEI"
    if row.text("Registration.RegistrationStatus") in VOID:
        return "relationships whose entry is annulled or a duplicate"
    if not all(end in told for end in ends):
        return "relationships with an end that the level 1 file does not hold"
    return "relationships of an entity with itself" if ends[0] == ends[1] else ""


def _tie(files: Files, row: Row, ids: list[str]) -> Iterator[Record]:
    relations = files.spec.extra["relations"]
    word = row.text("Relationship.RelationshipType")
    if word not in relations:
        message = words.unknown(word, relations, "type of relationship")
        row.problem("Relationship.RelationshipType", word, message)
        return
    if ids[0] == ids[1]:
        files.skip(row, "relationships within what the alias table takes for one organization")
        return
    start, end = _period(files, row)
    seen = day(files, row, "Registration.LastUpdateDate")
    notes = [relations[word]["says"]]
    inactive = row.text("Relationship.RelationshipStatus") == "INACTIVE"
    if inactive and end is None:
        end = seen
        notes.append("no longer active, says the entry of that date")
    if standard := row.text("Relationship.Qualifiers.1.QualifierCategory"):
        notes.append(f"accounting standard: {standard}")
    kind = relations[word]["kind"]
    key = word.removeprefix("IS_").replace("_", "-").lower()
    lei = [row.text(PARENT).lower(), row.text(CHILD).lower()]
    yield row.record(
        "Ownership",
        f"ownership:gleif:{lei[0]}:{lei[1]}:{key}" + (f":{start}" if start else ""),
        owner=ids[0],
        asset=ids[1],
        kind=kind,
        control=True if kind == "control" else None,
        start=start,
        end=end,
        as_of=None if end else seen,
        note=notes,
        locator=f"{row.text(CHILD)} {word}",
        seen=seen,
    )


def _period(files: Files, row: Row) -> tuple[str | None, str | None]:
    """Return the first and last day of the relationship, where a period says that it is its own."""
    for number in range(1, 6):
        place = f"Relationship.Period.{number}"
        if row.text(f"{place}.periodType") == WHOLE:
            start, end = (day(files, row, f"{place}.{side}Date") for side in ("start", "end"))
            return start, end
    return None, None


def _id(lei: str, known: Mapping[str, Named]) -> str:
    named = known.get(lei)
    return named.id if named else own_id(lei)
