"""Make entities of FollowTheMoney of a graph's rows, by what the ontology's tables align.

A property goes into the slot that properties.csv names. What refers to another thing where the
schema has no slot for it becomes a link of its own, an entity between the two. What has no place at
all is written as a remark, `name: value`, so that nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from panoptrade.graph import ftm_texts, ftm_things
from panoptrade.ontology import ftm, schema
from panoptrade.ontology.ftm import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from panoptrade.graph.ftm_things import Row, Things
    from panoptrade.graph.workspace import Workspace
    from panoptrade.ontology.schema import Property

ROLE = Slot("Interest", "role")
NOTE = "note"  # the property of every class for remarks


@dataclass(slots=True)
class Draft:
    """An entity that is being written: what it is, and its values by property."""

    id: str
    schema: str
    values: dict[str, set[str]] = field(default_factory=dict)

    def takes(self, slot: Slot) -> bool:
        """Tell whether the schema of the entity has a slot."""
        return ftm.fits(self.schema, slot.schema)

    def add(self, slot: Slot, texts: Iterable[str]) -> None:
        """Put values into a slot."""
        if found := set(texts):
            self.values.setdefault(slot.name, set()).update(found)

    def data(self, datasets: list[str]) -> dict[str, Any]:
        """Return the entity as FollowTheMoney's JSON holds it."""
        properties = {name: sorted(self.values[name]) for name in sorted(self.values)}
        found = {"id": self.id, "schema": self.schema, "properties": properties}
        return {**found, "datasets": sorted(datasets)}


def entities(graph: Workspace) -> Iterator[dict[str, Any]]:
    """Yield the entities of a graph by class and id, each before the links that start from it."""
    things = ftm_things.gather(graph)
    for cls in schema.classes():
        if ftm.schema_of(cls):
            for row in ftm_things.rows(graph, cls):
                yield from _written(row, cls, things)


def left_out(graph: Workspace) -> dict[str, int]:
    """Return how many things of which class become no entity; what refers to them names them."""
    counts = graph.classes()
    return {cls: count for cls, count in counts.items() if count and not ftm.schema_of(cls)}


def _written(row: Row, cls: str, things: Things) -> Iterator[dict[str, Any]]:
    main = Draft(ftm.encoded(row["id"]), things.schemata[row["id"]])
    listed = [one for one in schema.properties(cls).values() if row[one.name] not in (None, [])]
    links = [link for one in listed for link in _links(main, one, row, things)]
    drafts = [main, *links]
    remarks = [text for one in listed for text in _placed(drafts, one, row, things)]
    remarks += [f"grade: {row['grade']}", *([f"seen: {row['seen']}"] if row["seen"] else [])]
    for source in row["sources"]:
        _told(drafts, f"source:{source}", things)
    _shares(main, cls, row)
    note = next(slot for slot in ftm.slots(schema.properties(cls)[NOTE]) if main.takes(slot))
    main.add(note, remarks)
    for name in ftm.required(main.schema):
        if name not in main.values:
            main.values[name] = {_caption(row, cls, things)}
    for draft in drafts:
        yield draft.data(row["sources"])


def _links(main: Draft, one: Property, row: Row, things: Things) -> Iterator[Draft]:
    """Yield a link for each entity that a property refers to and that has no slot in the main."""
    found = _link(main, one)
    if found is None:
        return
    slot, end = found
    for id_ in ftm_things.ids(row[one.name]):
        if id_ in things.schemata and id_ != row["id"]:
            word = one.name.replace("_", "-")
            link = Draft(f"{main.id}.{word}.{ftm.encoded(id_)}", slot.schema)
            link.add(slot, [ftm.encoded(id_)])
            link.add(Slot(slot.schema, end), [main.id])
            link.add(ROLE, [_word(one)])
            yield link


def _link(main: Draft, one: Property) -> tuple[Slot, str] | None:
    slots = ftm.slots(one) if one.targets else ()
    if any(main.takes(slot) for slot in slots):
        return None
    ends = ((slot, ftm.back(slot, main.schema)) for slot in slots)
    return next(((slot, end) for slot, end in ends if end), None)


def _placed(drafts: list[Draft], one: Property, row: Row, things: Things) -> list[str]:
    """Put a property where it goes, and return as remarks what has no place in the main entity."""
    if one.type == "percent":
        return []  # both bounds go into one text
    if one.type == "money":
        return _money(drafts[0], one, row)
    if one.targets:
        found = [_referred(drafts, one, id_, things) for id_ in ftm_things.ids(row[one.name])]
        return [f"{_word(one)}: {text}" for text in found if text]
    said = ftm_texts.texts(one, row[one.name])
    fitting = [text for text in said if ftm_texts.fits(one, text)]
    placed = _put(drafts, ftm.slots(one), fitting)
    return [f"{_word(one)}: {text}" for text in said if not placed or text not in fitting]


def _put(drafts: list[Draft], slots: Iterable[Slot], texts: Iterable[str]) -> bool:
    """Put values into the slots of the main entity, and into slots that only its links have.

    Returns whether the main entity took them.
    """
    main, *links = drafts
    found = [slot for slot in slots if main.takes(slot)]
    for slot in slots:
        for draft in [main] if slot in found else [one for one in links if one.takes(slot)]:
            draft.add(slot, texts)
    return bool(found)


def _referred(drafts: list[Draft], one: Property, id_: str, things: Things) -> str | None:
    """Put a reference where it goes; return a text for a remark where it has no place."""
    main, *links = drafts
    slots = ftm.slots(one)
    name = things.names.get(id_, id_)
    if id_ in things.inside:
        _told(drafts, id_, things)
        code = things.code(id_)
        plain = [slot for slot in slots if ftm.target(slot) is None]
        return None if code and _put(drafts, plain, [code]) else name
    if id_ not in things.schemata:
        return name
    to = ftm.encoded(id_)
    for slot in filter(main.takes, slots):
        if to != main.id:
            main.add(slot, [to if ftm.target(slot) else name])
            return None
    return None if any({to} in link.values.values() for link in links) else name


def _told(drafts: list[Draft], id_: str, things: Things) -> None:
    """Say of a thing that is no entity what the schema of what refers to it has slots for."""
    cls, row = things.inside.get(id_, ("", {}))
    for one in schema.properties(cls).values() if cls else ():
        if row[one.name] in (None, []):
            continue
        if one.targets:
            inside = (each for each in ftm_things.ids(row[one.name]) if each in things.inside)
            said = [code for code in map(things.code, inside) if code]
        else:
            said = ftm_texts.texts(one, row[one.name])
        _put(drafts, ftm.slots(one), [text for text in said if ftm_texts.fits(one, text)])


def _shares(main: Draft, cls: str, row: Row) -> None:
    """Write percentages that share a slot as one: the first of the table is the lower bound."""
    bounds: dict[Slot, list[float | None]] = {}
    for one in schema.properties(cls).values():
        for slot in ftm.slots(one) if one.type == "percent" else ():
            bounds.setdefault(slot, []).append(row[one.name])
    for slot, (low, high) in bounds.items():
        if text := ftm_texts.interval(low, high):
            main.add(slot, [text])


def _money(main: Draft, one: Property, row: Row) -> list[str]:
    """Put an amount and its currency into the two slots that the table names, in this order."""
    currency, year = row[f"{one.name}_currency"], row[f"{one.name}_year"]
    amount = ftm_texts.number(row[one.name])
    slots = [slot for slot in ftm.slots(one) if main.takes(slot)]
    for slot, text in zip(slots, (amount, currency), strict=False):
        main.add(slot, [text])
    whole = f"{_word(one)}: {currency} {amount}" + (f" (prices of {year})" if year else "")
    return [] if slots and not year else [whole]


def _caption(row: Row, cls: str, things: Things) -> str:
    """Return a thing's name, or else what kind it is and whom and what it names."""
    if row.get("name"):
        return str(row["name"])[: ftm_texts.LONGEST_NAME]
    said: list[str] = []
    for one in schema.properties(cls).values():
        if one.name == "kind" and row[one.name]:
            said += ftm_texts.texts(one, row[one.name])
        elif one.targets:
            said += [things.names.get(id_, id_) for id_ in ftm_things.ids(row[one.name])]
    return ", ".join(dict.fromkeys(said))[: ftm_texts.LONGEST_NAME]


def _word(one: Property) -> str:
    return one.name.replace("_", " ")
