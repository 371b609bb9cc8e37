"""The computed figures are those of the real files, counted by plain pandas."""

from __future__ import annotations

import pandas as pd
import pytest

import panoptrade as pt
from panoptrade.graph.reproduce import reproduce


@pytest.fixture(scope="module")
def computed():
    found = reproduce(pt.starter())
    return dict(zip(found["id"], found["computed"], strict=True))


def test_the_index_of_2019(shared, computed):
    table = pd.read_csv(shared / "aigs" / "aigs-2019-table.csv")
    ticks = {"smart-city": "smart_city", "facial-recognition": "facial_recog", "us": "us"}
    ticks |= {"policing-table": "smart_policing", "china": "china", "japan": "japan"}
    for name, column in ticks.items():
        assert computed[f"aigs-2019-{name}"] == table[column].sum(), name
    named = table["companies"].fillna("").str.replace("IBMN", "IBM")
    for firm in ("Huawei", "NEC", "IBM", "Palantir", "Cisco", "Hikvision", "ZTE", "Dahua"):
        mine = named.str.split(",").map(lambda cell, firm=firm: firm in [x.strip() for x in cell])
        assert computed[f"aigs-2019-{firm.lower()}"] == mine.sum(), firm
    alone = named.str.strip() == "Huawei"
    assert computed["aigs-2019-huawei-alone"] == alone.sum()


def test_the_columns_that_are_missing_would_give_what_is_published(shared):
    table = pd.read_csv(shared / "aigs" / "aigs-2019-table.csv")
    assert (table["china"] & (table["bri"] == True)).sum() == 36  # noqa: E712 - blank is neither
    assert (pd.to_numeric(table["milrank"], errors="coerce") <= 50).sum() == 40
    assert table["fotn"].notna().sum() == 47
    assert (table["fotn"].notna() & table["china"]).sum() == 42


def test_the_proxy_of_the_second_equation(shared, computed):
    table = pd.read_csv(shared / "aigs" / "aigs-2019-table.csv")
    weak = table["regime"].isin(["CA", "EA"])
    for name, column in (("china", "china"), ("us", "us")):
        a, b = (table[column] & weak).sum(), (~table[column] & weak).sum()
        c, d = (table[column] & ~weak).sum(), (~table[column] & ~weak).sum()
        assert computed[f"aigs-2019-{name}-odds"] == pytest.approx(a * d / (b * c))


def test_the_inventory_of_spyware(shared, computed):
    path = shared / "spyware-inventory" / "spyware-inventory-v10.csv"
    table = pd.read_csv(path, dtype=str)
    country = table["Country of deployment"].str.strip()
    own = table["V-Dem Regime Type 2021"].str.strip()
    assert computed["spyware-governments"] == country.nunique()
    # The inventory's own column of V-Dem's classes, which no loader reads, splits them alike.
    assert computed["spyware-autocracies"] == country[own.isin(["CA", "EA"])].nunique()
    assert computed["spyware-democracies"] == country[own.isin(["ED", "LD"])].nunique()
    israel = table["Country of origin"].fillna("").str.contains("Israel")
    assert computed["spyware-israel"] == country[israel].nunique()
    firms = ["NSO Group", "Cellebrite", "Cytrox", "Candiru"]
    named = table["Commercial Entity"].fillna("").str.strip().isin(firms)
    assert computed["spyware-israel-named"] == country[named].nunique()
