"""Flows of the real files, against a few lines of pandas that know nothing of ours."""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd
import pytest

from panoptrade.graph import merge
from panoptrade.graph.flows import flows
from panoptrade.graph.workspace import Workspace
from panoptrade.loaders import load

# Names in the two files that V-Dem writes otherwise.
VDEM_NAMES = {
    "Costa rica": "Costa Rica",
    "Cote d'ivoire": "Ivory Coast",
    "Czech Republic": "Czechia",
    "Côte d'Ivoire": "Ivory Coast",
    "Democratic Republic of Congo": "Democratic Republic of the Congo",
    "Dominican republic": "Dominican Republic",
    "Gambia": "The Gambia",
    "Hong kong": "Hong Kong",
    "Italia": "Italy",
    "Macedonia": "North Macedonia",
    "Myanmar": "Burma/Myanmar",
    "Solomon islands": "Solomon Islands",
    "South africa": "South Africa",
    "Swaziland": "Eswatini",
    "Turkey": "Türkiye",
    "United States": "United States of America",
    "United kingdom": "United Kingdom",
}
# V-Dem has no Bermuda, Brunei and Monaco, and two Palestines instead of one.
NOT_IN_VDEM = {"Bermuda", "Brunei", "Monaco", "Palestine"}
LABELS = ["closed autocracy", "electoral autocracy", "electoral democracy", "liberal democracy"]
FILES = {
    "spyware-inventory": "spyware-inventory/spyware-inventory-v10.csv",
    "sii-sales": "sii/sii_company_sales.csv",
    "vdem": "regimes/vdem_v15_regime_country_year_1990_2024.csv",
}


@pytest.fixture(scope="module")
def graph(shared, tmp_path_factory):
    path = tmp_path_factory.mktemp("real")
    for source, name in FILES.items():
        load.load(source, [shared / name], path)
    merge.build(path)
    return Workspace(path)


def vdem(shared):
    frame = pd.read_csv(shared / FILES["vdem"])
    keys = zip(frame["vdem_country_name"], frame["year"], strict=True)
    return dict(zip(keys, frame["v2x_regime"], strict=True))


def expected(deals, shared):
    """Count (country, year) pairs by the class that V-Dem gives the country in the year."""
    classes = vdem(shared)
    found = Counter()
    for country, year in deals:
        if year is None:
            found["(undated)"] += 1
        elif country in NOT_IN_VDEM:
            found["(not classified)"] += 1
        else:
            found[LABELS[int(classes[VDEM_NAMES.get(country, country), year])]] += 1
    return found


def counted(graph, source, **options):
    options = {"regime": "row", "lag": 0, "date": "disclosed", **options}
    frame = flows(graph, "regime", source=source, **options)
    return dict(zip(frame["regime_name"], frame["deals"], strict=True)), frame.attrs["totals"]


def test_the_spyware_inventory_by_regime(graph, shared):
    frame = pd.read_csv(shared / FILES["spyware-inventory"], dtype=str)
    assert len(frame) == 193
    assert frame["Country of deployment"].str.strip().nunique() == 74
    years = [min(re.findall(r"\d{4}", text)) for text in frame["Year of disclosure"]]
    deals = zip(frame["Country of deployment"].str.strip(), map(int, years), strict=True)
    found, totals = counted(graph, "spyware-inventory")
    assert found == expected(deals, shared)
    assert (totals["deals"], totals["undated"], totals["fell_back"]) == (193, 0, 0)
    buyers = {one for buyer in graph.table("Deal")["buyer"].dropna() for one in buyer}
    assert len(buyers) == 74


def test_the_surveillance_industry_index_by_regime(graph, shared):
    frame = pd.read_csv(shared / FILES["sii-sales"], dtype=str)
    assert len(frame) == 349
    assert frame["year"].notna().sum() == 160
    sales = frame.drop_duplicates("sale_id")
    assert len(sales) == 337
    named = sales[sales["recipient"].notna()]
    years = [None if pd.isna(year) else int(year) for year in named["year"]]
    deals = zip(named["recipient"].str.strip(), years, strict=True)
    found, totals = counted(graph, "sii-sales")
    assert found == {**expected(deals, shared), "(importer not known)": 1}
    assert (totals["deals"], totals["records"], totals["no_importer"]) == (337, 349, 1)


def test_the_lag_looks_a_year_back(graph, shared):
    frame = pd.read_csv(shared / FILES["spyware-inventory"], dtype=str)
    years = [int(min(re.findall(r"\d{4}", text))) - 1 for text in frame["Year of disclosure"]]
    deals = zip(frame["Country of deployment"].str.strip(), years, strict=True)
    assert counted(graph, "spyware-inventory", lag=1)[0] == expected(deals, shared)


def test_the_ai_surveillance_index_gives_its_published_counts(shared, tmp_path):
    given = [shared / "aigs" / "aigs-2022.xlsx", shared / "aigs" / "aigs-2019-table.csv"]
    load.load("aigs", given, tmp_path)
    merge.build(tmp_path)
    graph = Workspace(tmp_path)
    by_edition = flows(graph, "source").set_index("source")["deals"]
    assert by_edition.to_dict() == {"aigs-2022": 97, "aigs-2019": 75}
    found = flows(graph, "technology", source="aigs-2019").set_index("technology")["deals"]
    assert found.to_dict() == {
        "tech:facial-recognition": 64,
        "tech:safe-city-platform": 56,
        "tech:smart-policing": 53,
    }
    origins = flows(graph, "exporter", source="aigs-2019").set_index("exporter")["deals"]
    assert (origins["country:CHN"], origins["country:USA"]) == (63, 32)
