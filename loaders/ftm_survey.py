"""Decide which entities of a file touch the trade, before any of them is read for its records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from panoptrade.loaders import ftm, listed
from panoptrade.ontology import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.ftm import Entity

# A schema of two ends, and the properties that name them.
TIES = {
    "Ownership": ("owner", "asset"),
    "Succession": ("predecessor", "successor"),
    "UnknownLink": ("subject", "object"),
}
SANCTION = "Sanction"
STRANGERS = "bodies neither listed nor known to the trade, nor tied to one that is: only with --all"


@dataclass(slots=True)
class Survey:
    """Ids of what is listed or known, of what is tied to it, and of all that ties and lists name.

    Ids only: a file may hold millions of entities, and most of them are none of these.
    """

    everything: bool
    core: set[str] = field(default_factory=set)
    near: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)

    def has_body(self, id_: str) -> bool:
        """Tell whether a body enters: listed, known to the trade, or tied to one that is."""
        return self.everything or id_ in self.core or id_ in self.near

    def has_person(self, id_: str) -> bool:
        """Tell whether a person enters: one who owns a body that does."""
        return self.everything or id_ in self.owners


def survey(files: Files) -> Survey:
    """Read the whole file once, note what is wrong with it, and return which entities enter.

    Raises LoadError with every problem of the file.
    """
    found, ties = Survey(listed.everything(files)), []
    known, topics = kinds(files), set(files.spec.extra["listed_topics"])
    skipped = files.skipped.setdefault(files.spec.name, Counter())
    remarks = files.remarks.setdefault(files.spec.name, Counter())
    for entity in ftm.entities(files, checked=False):
        kind = known.get(entity.schema, "")
        remarks.update(_unknown(files, entity, kind))
        if entity.schema in TIES:
            ties += [(entity.schema, *pair) for pair in pairs(entity)]
        elif entity.schema == SANCTION:
            found.core.update(entity.all("entity"))
        elif kind in {"Body", "Person"}:
            is_listed = not topics.isdisjoint(entity.properties.get("topics", ()))
            if is_listed or (kind == "Body" and any(map(is_known, called(entity)))):
                found.core.add(entity.id)
        else:
            skipped[_why(files, entity.schema)] += 1
    files.problems.stop()
    _follow(found, ties)
    for counter, of in ((skipped, files.skipped), (remarks, files.remarks)):
        if not counter:
            del of[files.spec.name]
    return found


def pairs(entity: Entity) -> Iterator[tuple[str, str]]:
    """Yield the two ends of a tie; each with each where it names several."""
    source, target = TIES[entity.schema]
    for one in entity.all(source):
        yield from ((one, other) for other in entity.all(target) if other != one)


def called(entity: Entity) -> list[str]:
    """Return the names of an entity, the one it is shown by first."""
    return list(dict.fromkeys(filter(None, [entity.caption, *entity.all("name")])))


def is_known(name: str) -> bool:
    """Tell whether the alias table knows a name."""
    try:
        return names.organization(name).known
    except ValueError:  # without letter or digit
        return False


def kinds(files: Files) -> Mapping[str, str]:
    """Return how each schema is read: as a Body, a Person, or by its own name."""
    bodies = dict.fromkeys(files.spec.extra["bodies"], "Body")
    return {**bodies, "Person": "Person", SANCTION: SANCTION, **{one: one for one in TIES}}


def _follow(found: Survey, ties: list[tuple[str, str, str]]) -> None:
    for schema, source, target in ties:
        if source in found.core:
            found.near.add(target)
        if target in found.core:
            found.near.add(source)
        if schema == "Ownership" and (source in found.core or target in found.core):
            found.owners.add(source)
        found.ends.update((source, target))
    found.ends |= found.core


def _unknown(files: Files, entity: Entity, kind: str) -> Iterator[str]:
    if kind:
        one = files.spec.files["entities"]
        for name in entity.properties:
            if (of := f"{kind}.{name}") not in one.columns and of not in one.unread:
                yield f"property {name[:40]!r} of {entity.schema} is not known, and not read"


def _why(files: Files, schema: str) -> str:
    reasons: Mapping[str, str] = files.spec.extra["skipped"]
    if schema in reasons:
        return f"{schema}: {reasons[schema]}"
    return f"schema {schema[:40]!r} is not known"
