"""Choose the pairs of parties that are worth comparing, out of all that there are."""

from __future__ import annotations

import logging
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from panoptrade.graph import matching
from panoptrade.graph.alike import consonants
from panoptrade.graph.name_forms import forms
from panoptrade.graph.parties import kind
from panoptrade.ontology import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from panoptrade.graph.parties import Party

    Pair = tuple[str, str]

# A key that more parties share than this tells nothing about any of them.
MOST = 60
# Keys shorter than this tell nothing either.
SHORTEST = 3
# Of nomenklatura's pairs, so many for each party, the most telling first.
OF_EACH = 5


def pairs(found: Sequence[Party]) -> list[Pair]:
    """Return the pairs of ids that share something telling, in order; of one kind each.

    They are those of nomenklatura's index, by words, symbols and identifiers, and those that share
    a key of ours: a sound, a short form, a known identity.
    """
    kinds = {one.id: kind(one.cls) for one in found}
    taken = {_ordered(*pair) for pair in (*_indexed(found), *_keyed(found))}
    return sorted(pair for pair in taken if kinds[pair[0]] == kinds[pair[1]])


def keys(party: Party) -> Iterator[str]:
    """Yield what a party shares with those that may be the same: ours, beside nomenklatura's."""
    for name in party.names:
        said = names.said(name)
        if said is not None and said["key"]:
            yield f"table:{said['key']}"
        for form in forms(name):
            yield f"core:{form.joined}"
            yield f"sound:{consonants(form.joined)[:6]}"
            yield from (f"core:{letters}" for letters in form.initials)
            if form.han:
                # The first sounds of syllables are all that a Latin brand may keep of them.
                yield f"sound:{consonants(''.join(word[0] for word in form.core))[:6]}"
    yield from (f"{one}:{value}" for one, value in party.identifiers)


def _keyed(found: Iterable[Party]) -> Iterator[Pair]:
    sharing: dict[str, list[str]] = defaultdict(list)
    for party in found:
        for key in set(keys(party)):
            if len(key.partition(":")[2]) >= SHORTEST:
                sharing[key].append(party.id)
    for ids in sharing.values():
        if len(ids) <= MOST:
            yield from combinations(ids, 2)


def _indexed(found: Sequence[Party]) -> Iterator[Pair]:
    """Yield the pairs of nomenklatura's index over the parties as entities in memory."""
    from followthemoney import Dataset, StatementEntity
    from nomenklatura.blocker import Index
    from nomenklatura.resolver import Linker
    from nomenklatura.store import MemoryStore

    logging.getLogger("nomenklatura").setLevel(logging.WARNING)
    dataset = Dataset.make({"name": "panoptrade", "title": "panoptrade"})
    store: MemoryStore[Dataset, StatementEntity] = MemoryStore(dataset, Linker({}))
    ids = {}
    with store.writer() as writer:
        for party in found:
            entity = matching.entity(party)
            ids[entity.id] = party.id
            writer.add_entity(StatementEntity.from_data(dataset, entity.to_dict()))
    with TemporaryDirectory(prefix="panoptrade-") as folder:
        index = Index(store.default_view(), Path(folder))
        try:
            index.build()
            for (left, right), _ in index.pairs(max_pairs=OF_EACH * len(found)):
                yield ids[left.id], ids[right.id]
        finally:
            index.close()


def _ordered(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)
