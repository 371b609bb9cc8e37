"""Records that come in batches are laid out as if they had come at once."""

from __future__ import annotations

import pytest

from panoptrade.loaders import spool
from panoptrade.ontology import records
from panoptrade.ontology.records import Record


def vendor(number: int, locator: str = "row 1", **found: str) -> Record:
    return Record("Vendor", f"org:{number}", {"name": "Acme", **found}, "gazette", locator, "press")


@pytest.mark.parametrize("batch", [1, 2, 3, 100])
def test_the_size_of_a_batch_does_not_show(monkeypatch, batch):
    monkeypatch.setattr(spool, "BATCH", batch)
    found = [vendor(3), vendor(1), vendor(2), vendor(1), vendor(1, "row 2"), vendor(3)]
    table = spool.Spool().put(found).table("gazette", "Vendor")
    assert table.equals(records.table("Vendor", found))


def test_rows_of_one_place_that_differ_all_stay(monkeypatch):
    monkeypatch.setattr(spool, "BATCH", 1)
    found = [vendor(1, founded="2010"), vendor(1, founded="2011"), vendor(1, founded="2010")]
    table = spool.Spool().put(found).table("gazette", "Vendor")
    assert table["founded"].to_pylist() == ["2010", "2011"]


def test_no_tables_give_an_empty_table_with_every_column():
    assert records.united("Vendor", []).schema == records.arrow_schema("Vendor")
