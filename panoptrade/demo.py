"""Show the starter graph: what flows where, by whose definition, who stands between, a page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from panoptrade import weighing
from panoptrade.graph.report_flows import REMAINDERS
from panoptrade.graph.report_parts import DEFINITIONS, SIZES
from panoptrade.output import write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

    from panoptrade.graph.api import Graph

EXPORTERS = 8
VENDORS = 8
MEANING = """\
  value: the share of the shortest paths between all others that pass through this one; it is
  high for a vendor found in many countries where few other vendors are
  a deal here may be a presence or a detection, not a sale; a high rank may also show where
  researchers looked; ranks run over vendors and countries together"""
SAYS = """\
  a share is that of deals abroad that are dated and classified: most are not, and stand beside it;
  odds: those of China over those of the United States, with their exact 95 percent interval; one
  that holds 1 tells nothing either way; no deals outside the group give inf"""
NEXT = """
Next:
  open {page} in a browser; it asks no network for anything
  panoptrade explain Hikvision                      which source says what of it, and where
  panoptrade flows --all-definitions                every definition, exporter and lag, with odds
  panoptrade view flows -o flows.html               who exports what to which regimes, with a map
  panoptrade view explorer -o explorer.html         the whole network, to search and to filter
  panoptrade report -o report.html                  all of it on one page, with methods and sources
  panoptrade rank --projection exporter-importer --measure pagerank
  panoptrade sources                                files that you can load, and where to get them
  panoptrade template Deal > Deal.csv               a table of your own, for `panoptrade load table`
"""


def run(folder: Path) -> None:
    """Print three answers from the starter graph and write its page into a folder."""
    from panoptrade import opening

    folder.mkdir(parents=True, exist_ok=True)
    _say("Reading the starter graph, which is merged once and then kept …")
    graph = opening.starter()
    _say(_size(graph))
    _flows(graph)
    _headline(graph)
    _vendors(graph)
    page = graph.view(folder / "network.html")
    _say(NEXT.format(page=page))


def by_exporter(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return one row an exporter from a table by exporter and regime: a column a class of regime.

    `dated` is what has a year and a class: the denominator of the classes. Blank is none.
    """
    found: dict[str, dict[str, Any]] = {}
    classes = sorted({one for one in frame["regime"] if not one.startswith("(")})
    names = dict(zip(frame["regime"], frame["regime_name"], strict=True))
    for row in frame.itertuples(index=False):
        blank = dict.fromkeys([names[one] for one in classes] + list(REMAINDERS.values()))
        line = found.setdefault(
            str(row.exporter), {"exporter": row.exporter_name, "dated": row.of, **blank}
        )
        line[REMAINDERS.get(str(row.regime), str(row.regime_name))] = row.deals
    used = {name for line in found.values() for name, value in line.items() if value is not None}
    return [{name: line[name] for name in line if name in used} for line in found.values()]


def headline(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return one row a definition from a table of `conclusions` of two exporters, lag 0, deals."""
    first, base = frame.attrs["versus"]
    rows: dict[str, dict[str, Any]] = {}
    for one in frame.to_dict("records"):
        row = rows.setdefault(one["definition"], {"definition": one["definition"]})
        if one["exporter"] in {first, base}:
            name = str(one["exporter_name"])
            row[name] = f"{one['inside']} of {one['of']}"
            row[f"undated, unclassified ({one['exporter']})"] = (
                f"{one['undated']}, {one['unclassified']}"
            )
        if one["exporter"] == first:
            row["odds"] = weighing.odds(one)
    return [
        {name: row[name] for name in (*(n for n in row if n != "odds"), "odds")}
        for row in rows.values()
    ]


def _headline(graph: Graph) -> None:
    from panoptrade.graph.conclusions import conclusions

    frame = conclusions(
        graph, exporter=("CHN", "USA"), definitions=DEFINITIONS, lags=0, units="deals"
    )
    _title("Deals of China and the United States that went to autocracies and weak democracies")
    notes = frame.attrs["notes"]
    _print(headline(frame), [note for note in notes if note.startswith("China against")])
    _say(SAYS)


def _size(graph: Graph) -> str:
    counts = graph.classes()
    sizes = SIZES | {"Source": "sources"}
    return ", ".join(f"{counts[cls]:,} {word}" for cls, word in sizes.items()) + "."


def _flows(graph: Graph) -> None:
    from panoptrade.graph.flows import flows

    frame = flows(graph, ["exporter", "regime"], regime="row")
    rows = by_exporter(frame)
    _title(
        f"Deals by exporter and by the regime of the importer: {EXPORTERS} of {len(rows)} exporters"
    )
    _print(rows[:EXPORTERS], frame.attrs["notes"])


def _vendors(graph: Graph) -> None:
    from panoptrade.graph.rank import centrality

    frame = centrality(graph, "betweenness", "vendor-country")
    vendors = frame[frame["class"] == "Vendor"]
    wanted = ["rank", "name", "country", "value", "deals", "undated"]
    _title(f"Most central vendors: {VENDORS} of {len(vendors)}")
    rows = [dict(zip(wanted, row, strict=True)) for row in vendors[wanted].head(VENDORS).to_numpy()]
    _print(rows, frame.attrs["notes"][1:])
    _say(MEANING)


def _title(text: str) -> None:
    _say(f"\n{text}")


def _print(rows: list[dict[str, Any]], notes: Iterable[str]) -> None:
    write(rows, format="table")
    _say("\n".join(f"  {note}" for note in notes))


def _say(text: str) -> None:
    # All to stdout, notes too: read from a pipe, the demonstration keeps its order.
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
