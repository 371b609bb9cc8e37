"""Make of an entry of a list its party and its restrictions, the same way for every list."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from panoptrade.loaders.problems import Problem
from panoptrade.ontology import names, tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

PEOPLE = "individuals who own no listed body by this file, whom only the option all asks for"
CRAFT = "ships and aircraft"


def everything(files: Files) -> bool:
    """Tell whether the user asked for all that a list holds, not only what touches the trade."""
    return bool(files.options.get("all"))


def alone(files: Files) -> None:
    """Raise LoadError when two files give two states of one list: one would hide the other."""
    given: dict[str, list[str]] = {}
    for table, paths in files.paths.items():
        given.setdefault(files.source(table), []).extend(path.name for path in paths)
    for first, *others in given.values():
        message = f"a second state of the list beside {first}: load one at a time"
        files.problems.found += [Problem(other, message) for other in others]
    files.problems.stop()


def identified(row: Row, number: str, name: str, known: dict[str, int]) -> bool:
    """Tell whether an entry has a number of its own and a name; note as a problem what is wrong."""
    if not names.key(number):
        row.problem("", number, f"an entry without its number in the list ({name or 'no name'})")
    elif known.setdefault(number, row.number) != row.number:
        row.problem("", number, f"{row.unit} {known[number]} has this number too")
    elif not name:
        row.problem("", number, "an entry without a name")
    else:
        return True
    row.taken.update(row.cells)  # it has been said what is wrong with it
    return False


def identity(name: str, number: str, prefix: str) -> names.Named:
    """Return who an entry of a list is: the body that the alias table knows, or one of its own.

    A name alone is no identity: one that the table does not know keeps the list's number, so that
    a restriction never falls on a namesake.
    """
    try:
        named = names.organization(name)
    except ValueError:  # a name without letter or digit is a name all the same
        named = names.Named("", name, known=False)
    return named if named.known else named._replace(id=f"org:{prefix}-{names.slug(number)}")


def body(
    row: Row, name: str, number: str, prefix: str, *, alias: Iterable[str] = (), **found: Any
) -> Record:
    """Return the record of an organization of a list; its name as printed is among the aliases."""
    named = identity(name, number, prefix)
    others = sorted({one for one in (name, *alias) if one and one != named.name})
    return row.record("Organization", named.id, name=named.name, alias=others, **found)


def person(
    row: Row, name: str, number: str, prefix: str, *, alias: Iterable[str] = (), **found: Any
) -> Record:
    """Return the record of a person of a list: of nobody else, whatever the name."""
    others = sorted({one for one in alias if one and one != name})
    key = f"person:{prefix}-{names.slug(number)}"
    return row.record("Person", key, name=name, alias=others, **found)


def countries(files: Files, row: Row, found: Iterable[str]) -> list[str]:
    """Return the ids of countries by their names or codes, each once.

    One that no table knows is told and left away: a restriction must not be lost for want of it.
    """
    ids: list[str] = []
    for name in dict.fromkeys(found):
        code = names.country(name) if name else None
        if name and code is None:
            files.remark(row, f"country {name!r} is not in country_names.csv: left away")
        ids += [f"country:{code}"] if code else []
    return list(dict.fromkeys(ids))


def restriction(row: Row, party: Record, programme: str, number: str, **found: Any) -> Record:
    """Return the restriction of a party under a programme's id; `number` is the list's own.

    `spell` in `found` tells apart restrictions of one party under one programme. `list_id` stands
    for a number that is only our key: None where the list has none.
    """
    code = programme.partition(":")[2]
    spell = f":{found.pop('spell')}" if found.get("spell") else ""
    found.pop("spell", None)
    found.setdefault("list_id", number)
    return row.record(
        "Sanction",
        f"sanction:{row.source}:{names.slug(number)}:{code}{spell}",
        target=party.id,
        programme=programme,
        **found,
    )


def programme(
    files: Files, row: Row, word: str, general: str, *, of: str = ""
) -> tuple[str, list[str]]:
    """Return the programme that a list's word means, and the remark where it is not known.

    A word that programme_tags.csv does not hold gives the list's `general` programme: lists gain
    words every month, and a restriction must not be lost for want of one. `of` names the source
    whose words they are, where another publisher repeats them.
    """
    code = _programmes(of or row.source).get(names.key(word))
    if code is None and word:
        files.remark(row, f"programme {word!r} is not in programme_tags.csv: taken as {general}")
    return f"programme:{code or general}", [f"programme {word}"] if word and not code else []


@cache
def _programmes(source: str) -> dict[str, str]:
    return {
        names.key(row["tag"]): row["programme"]
        for row in tables.rows("programme_tags")
        if row["source"] == source
    }
