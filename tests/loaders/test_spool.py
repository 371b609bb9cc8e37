"""Records that come in batches are laid out as if they had come at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from panoptrade.loaders import spool
from panoptrade.ontology import records
from panoptrade.ontology.records import Record


def vendor(number: int, locator: str = "row 1", **found: Any) -> Record:
    return Record("Vendor", f"org:{number}", {"name": "Acme", **found}, "gazette", locator, "press")


@pytest.fixture
def written(monkeypatch, tmp_path):
    """Return the table that records become, with batches of a size and so many held in memory."""

    def write(found, batch, held):
        monkeypatch.setattr(spool, "BATCH", batch)
        monkeypatch.setattr(spool, "HELD", held)
        with spool.Spool() as one:
            rows = one.put(found).write("gazette", "Vendor", tmp_path / "Vendor.parquet")
            folder = one.folder
        assert folder is None or not Path(folder.name).exists()
        table = pq.read_table(tmp_path / "Vendor.parquet")
        assert len(table) == rows
        return table

    return write


@pytest.mark.parametrize("held", [0, 3, 100])
@pytest.mark.parametrize("batch", [1, 2, 3, 100])
def test_neither_the_size_of_a_batch_nor_the_way_over_the_disk_shows(written, batch, held):
    hostile = vendor(4, '"; DROP \u202e', name="=1+1 \x00 海康威视")
    found = [vendor(3), vendor(1), hostile, vendor(1), vendor(1, "row 2"), vendor(3), vendor(2)]
    table = written(found, batch, held)
    assert table.equals(records.table("Vendor", found))
    assert table.schema == records.arrow_schema("Vendor")


@pytest.mark.parametrize("held", [0, 100])
def test_rows_of_one_place_that_differ_all_stay(written, held):
    found = [vendor(1, founded="2010"), vendor(1, founded="2011"), vendor(1, founded="2010")]
    table = written(found, 1, held)
    assert table["founded"].to_pylist() == ["2010", "2011"]


def test_the_same_records_over_the_disk_give_the_same_bytes(written, tmp_path):
    found = [vendor(number % 7, f"row {number}", alias=["b", "a"]) for number in range(100)]
    written(found, 10, 20)
    first = (tmp_path / "Vendor.parquet").read_bytes()
    written(list(reversed(found)), 9, 0)
    assert (tmp_path / "Vendor.parquet").read_bytes() == first


def test_no_tables_give_an_empty_table_with_every_column():
    assert records.united("Vendor", []).schema == records.arrow_schema("Vendor")
