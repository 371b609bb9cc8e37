"""Read the numbers off the flows page, and hold them against pt.flows."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from panoptrade.graph.flows import flows

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.graph.api import Graph

    Pages = dict[str, tuple[Graph, Path]]


def scales(reader):
    """Return the ids of all indices and definitions that the page offers."""
    return reader.page.eval_on_selector_all("#scale option", "all => all.map(one => one.value)")


def how(scale):
    return {"regime": scale} if ":" not in scale and "-" not in scale else {"definition": scale}


def table(reader):
    """Return the table of flows as the page's own CSV has it."""
    with reader.page.expect_download() as got:
        reader.page.click("#flows-csv")
    return frame(got.value)


def frame(download):
    text = download.path().read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def same(found, wanted, *, ordered=True):
    """Compare the page's CSV with a frame of pt.flows, row by row and in its order.

    Where only some of its rows are chosen, exporters may come in another order.
    """
    rows = [
        (one.exporter, one.regime, one.deals, one.of, None if pd.isna(one.share) else one.share)
        for one in wanted.itertuples()
    ]
    mine = [
        (
            one["exporter"],
            one["regime"],
            int(one["deals"]),
            int(one["of"]),
            float(one["share"]) if one["share"] else None,
        )
        for one in found
    ]
    if not ordered:
        mine, rows = sorted(mine, key=str), sorted(rows, key=str)
    assert [row[:4] for row in mine] == [row[:4] for row in rows]
    assert [row[4] for row in mine] == pytest.approx([row[4] for row in rows])


def nodes(reader, column):
    """Return the deals at each node of a column of the Sankey."""
    script = (
        "(all, column) => all.filter(one => one.dataset.key.startsWith(column + '|'))"
        ".map(one => [one.dataset.key.split('|')[1], Number(one.dataset.deals)])"
    )
    return dict(reader.page.eval_on_selector_all("#sankey .node", script, column))


def summed(graph, by, **options):
    """Return the deals of pt.flows by one dimension."""
    rows = flows(graph, by=by, **options)
    return dict(zip(rows[by], rows["deals"], strict=True))


def unfolded(reader):
    while reader.page.locator("[data-key='exporter|others']").count():
        reader.page.focus("[data-key='exporter|others']")
        reader.page.keyboard.press("Enter")
