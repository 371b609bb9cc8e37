"""What the named questions are asked with, wherever they are tested."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from panoptrade.graph import named

if TYPE_CHECKING:
    import pandas as pd

SPYWARE = "tech:commercial-spyware"
MORE: dict[str, tuple[dict[str, Any], ...]] = {
    "between": ({"first": "org:nso-group", "second": "gov:MEX"}, {"hops": 1}),
    "changed-since": ({"date": "2021-06", "about": "org:huawei"}, {"date": "2100"}),
    "countries-of-one-origin": ({"min_deals": 1, "presences": False},),
    "countries-of-one-vendor": ({"min_deals": 1, "presences": False},),
    "countries-with-both-technologies": ({"first": SPYWARE, "second": SPYWARE},),
    "deals-after-designation": ({"months": 60}, {"programme": "programme:us-bis-entity-list"}),
    "deals-to-weak-democracies": (
        {"at_least": 2, "at_most": 2},
        {"technology": "tech:biometrics", "undated_as": 2018, "lag": 0},
        {"index": "fh", "at_most": 1},
        {"index": "polity", "at_most": 2, "lag": 2},
    ),
    "evidence-for-a-country": (
        {"country": "country:MEX", "technology": SPYWARE, "exporter": "country:ISR"},
    ),
    "exporter-shares-by-regime": ({"index": "row", "lag": 1, "presences": False},),
    "government-suppliers": ({"government": "gov:MEX"},),
    "only-intermediaries": ({"programme": "programme:us-bis-entity-list"},),
    "owners-of-several-vendors": ({"technology": "tech:biometrics", "at_least": 3},),
    "presence-without-deal": ({"seller": "org:huawei"}, {"importer": "country:KEN"}),
    "restricted-vendors-of-governments": ({"regime": "fh:NF", "lag": 0},),
    "restrictions-on-a-date": ({"party": "org:huawei", "date": "2019"},),
    "upstream-of-restricted": ({"programme": "programme:us-ofac-cyber2"},),
    "vendor-dossier": ({"vendor": "org:nso-group"},),
    "vendors-on-thin-evidence": ({"at_least": 10},),
    "vendors-that-regimes-depend-on": ({"index": "fh", "at_most": 0, "presences": False},),
    "vendors-without-owner": ({"min_deals": 1},),
}
CASES = [(name, params) for name in named.queries() for params in ({}, *MORE.get(name, ()))]


def comparable(found: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows in their order, what is empty as None."""
    return [{key: _plain(cell) for key, cell in row.items()} for row in found.to_dict("records")]


def _plain(cell: Any) -> Any:
    return None if isinstance(cell, float) and math.isnan(cell) else cell
