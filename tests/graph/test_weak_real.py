"""Flows toward weak democracies in the real files, against counts that know nothing of ours."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from panoptrade.graph import merge
from panoptrade.graph.changes import EVERY, changes
from panoptrade.graph.conclusions import conclusions
from panoptrade.graph.flows import flows
from panoptrade.graph.panel import panel
from panoptrade.graph.regress import regress
from panoptrade.graph.workspace import Workspace
from panoptrade.loaders import load
from tests.missing import give_up

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "aigs": ["aigs/aigs-2022.xlsx", "aigs/aigs-2019-table.csv"],
    "sii-sales": ["sii/sii_company_sales.csv"],
    "vdem": ["regimes/vdem_v15_regime_country_year_1990_2024.csv"],
    "unrest": ["unrest/mm_main_data_subset.csv"],
}

# Gaza, Somaliland and Zanzibar, which have no code of ISO 3166.
NOT_LOADED = ["PSG", "SML", "ZZB"]


@pytest.fixture(scope="module")
def graph(shared, tmp_path_factory):
    path: Path = tmp_path_factory.mktemp("real")
    for source, names in FILES.items():
        load.load(source, [shared / name for name in names], path)
    merge.build(path)
    return Workspace(path)


def test_the_ai_surveillance_index_gives_the_counts_of_its_table(graph):
    found = conclusions(
        graph, exporter=["CHN", "USA"], definitions="aigs-autocracy", lags=0, units="deals",
        source="aigs-2019", undated_as=2018, domestic=True,
    ).set_index("exporter")  # fmt: skip
    # Counted by hand from the printed table: 28 of the 63 countries with Chinese technology are
    # autocracies, 9 of the 32 with American; 27 have both.
    assert found.loc["CHN", ["inside", "of", "both"]].tolist() == [28, 63, 27]
    assert found.loc["USA", ["inside", "of"]].tolist() == [9, 32]


@pytest.mark.parametrize("definition", ["row-autocracy", "row-not-liberal"])
@pytest.mark.parametrize("lag", [0, 1])
def test_deals_by_exporter_are_those_that_flows_counts(graph, definition, lag):
    frame = flows(graph, ["exporter", "regime"], definition=definition, lag=lag, exports_only=True)
    counted = frame.set_index(["exporter", "regime"])["deals"]
    found = conclusions(graph, definitions=definition, lags=lag, units="deals")
    for one in found[found["exporter"].isin(["CHN", "USA", "ISR"])].to_dict("records"):
        theirs = counted.loc[f"country:{one['exporter']}"]
        assert one["inside"] == theirs.get("in", 0)
        assert one["of"] - one["inside"] == theirs.get("out", 0)
        assert one["undated"] == theirs.get("(undated)", 0)
        assert one["unclassified"] == theirs.get("(not classified)", 0)


def test_protests_are_those_of_the_file(graph, shared):
    rows = pd.read_csv(shared / FILES["unrest"][0])
    kenya = rows[(rows["country"] == "Kenya") & rows["year"].between(2008, 2018)]
    expected = kenya.groupby("year")["protest"].sum().to_dict()
    found = panel(graph, exporter=None, years=(2008, 2018), definition="row-autocracy")
    ours = found[found["country"] == "country:KEN"].set_index("year")["unrest"].to_dict()
    assert ours == expected
    assert found["standard"].mean() == pytest.approx(0, abs=1e-9)
    assert found["standard"].std(ddof=0) == pytest.approx(1)
    assert not found.duplicated(["country", "year"]).any()


def test_base_rates_of_change_are_those_of_the_file(graph, shared):
    classes = pd.read_csv(shared / FILES["vdem"][0])
    wide = classes.pivot_table(index="country_text_id", columns="year", values="v2x_regime")
    wide = wide.drop(index=NOT_LOADED)
    dated = changes(graph, within=1, source="sii-sales", domestic=True)
    with graph.connect() as db:
        span = 'SELECT min(left("start", 4)), max(left("start", 4)) FROM Deal WHERE '
        first, last = db.sql(span + "list_contains(sources, 'sii-sales')").fetchall()[0]
    up = down = 0
    for year in range(int(first), int(last) + 1):
        both = wide[[year, year + 1]].dropna()
        up += int((both[year + 1] > both[year]).sum())
        down += int((both[year + 1] < both[year]).sum())
    base = dated.iloc[-1]
    assert (base["up"], base["down"]) == (up, down)
    assert dated.set_index("exporter").loc[EVERY, "deals"] > 100


def test_regressions_of_the_real_deals_rest_on_what_they_say(graph):
    if find_spec("pyfixest") is None:
        give_up("pyfixest is not installed: pip install 'panoptrade[regression]'")
    options = {"exporter": None, "definition": "row-not-liberal", "years": (2005, 2016)}
    whole = panel(graph, **options)
    inside = whole[whole["sample"] == "in"].dropna(subset=["before_2", "after_2"])
    linear = regress(graph, "event-study", **options)
    assert set(linear["rows"]) == {len(inside)}
    assert set(linear["ones"]) == {int(inside["bought"].sum())}
    buyers = inside.loc[inside["deals"] > 0, "country"].nunique()
    counts = regress(graph, "event-study-poisson", **options)
    assert set(counts["clusters"]) == {buyers}
    stacked = regress(graph, "study-when", **options)
    assert stacked["at"].tolist() == [-2, 0, 1, 2]
    for found in (linear, counts, stacked):
        assert "not the deal list of the study" in found.attrs["notes"][0]
        assert (found["low"] < found["high"]).all()
