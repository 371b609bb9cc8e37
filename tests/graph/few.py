"""Very small graphs of deals, for known answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.graph import merge
from panoptrade.graph.workspace import Workspace
from panoptrade.loaders import load
from tests import world as worlds
from tests.world import said

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from panoptrade.ontology.records import Record


def build(
    path: Path, records: Iterable[Record] = (), sources: str = "gazette atlas-1"
) -> Workspace:
    """Return a graph of two vendors, Acme (CHN) and Borealis (USA), and of these records."""
    every = [
        *(
            said("gazette", "Vendor", f"org:{key}", name=key, country=[f"country:{iso3}"])
            for key, iso3 in (("acme", "CHN"), ("borealis", "USA"))
        ),
        *records,
    ]
    named = {name: worlds.meta(name) for name in {*sources.split(), *(one.source for one in every)}}
    load.write(path, every, named)
    merge.build(path)
    return Workspace(path)
