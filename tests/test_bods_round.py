"""What we state in BODS 0.4 is what our own loader reads of it: owners, assets, shares, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from panoptrade.graph import export_bods, merge
from panoptrade.graph.workspace import Workspace
from panoptrade.loaders import load
from panoptrade.ontology import values
from tests import stated
from tests import world as worlds

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SHARES = st.none() | st.floats(0, 100, allow_nan=False).map(lambda share: round(share, 4))
BOUNDS = st.tuples(SHARES, SHARES).map(
    lambda two: two if None in two else tuple(sorted(two))  # type: ignore[type-var]
)
STARTS = st.sampled_from([None, "2014", "2014-03", "2014-03-02", "201X"])
ENDS = st.sampled_from([None, "2019", "2019-02", "2020-02-29"])
NAMES = st.lists(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1)
    .map(lambda name: values.text(f"Invented {name}"))
    .filter(str.isprintable),
    min_size=10,
    max_size=10,
    unique_by=lambda name: name.casefold(),
)
HOLDINGS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(6, 9), BOUNDS, STARTS, ENDS, STARTS),
    min_size=1,
    max_size=25,
    unique_by=lambda one: one[:2],
)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(HOLDINGS, NAMES)
def test_owners_assets_shares_and_dates_come_back(
    tmp_path_factory: pytest.TempPathFactory, holdings: list[Any], names: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    first = _graph(folder / "first", holdings, names)
    path = folder / "owners.json"
    export_bods.export(first, path)
    assert stated.faults(path) == []
    load.load("bods", [path], folder / "second", load.Options(part=True))
    merge.build(folder / "second")
    assert _told(Workspace(folder / "second")) == _told(first)


def _graph(folder: Path, holdings: list[Any], names: list[str]) -> Workspace:
    said = [
        worlds.said("gazette", _cls(number), _id(number), name=name)
        for number, name in enumerate(names)
    ]
    for owner, asset, (low, high), start, end, as_of in holdings:
        found = {"owner": _id(owner), "asset": _id(asset), "start": start, "end": end}
        found |= {"share_min": low, "share_max": high, "as_of": None if end else as_of}
        id_ = f"ownership:{owner}:{asset}"
        said.append(worlds.said("gazette", "Ownership", id_, kind="equity", **found))
    load.write(folder, said, {"gazette": worlds.meta("gazette")})
    merge.build(folder)
    return Workspace(folder)


def _told(graph: Workspace) -> set[tuple[Any, ...]]:
    """Return each holding by the names of its ends; who has no date of saying is told by `seen`."""
    names = {
        row["id"]: row["name"]
        for cls in ("Organization", "Vendor", "Person")
        for row in graph.arrow(cls).to_pylist()
    }
    return {
        (
            names[row["owner"]],
            names[row["asset"]],
            row["kind"],
            row["share_min"],
            row["share_max"],
            row["start"],
            row["end"],
            None if row["end"] else row["as_of"] or row["seen"],
        )
        for row in graph.arrow("Ownership").to_pylist()
    }


def _cls(number: int) -> str:
    return "Person" if number < 3 else "Organization"


def _id(number: int) -> str:
    return f"person:p{number}" if number < 3 else f"org:t{number}"
