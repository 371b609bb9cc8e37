"""Word what a count of flows rests on: units, dates, regimes, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.graph import regimes
from panoptrade.graph.flow_options import UNITS, Options
from panoptrade.ontology import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from panoptrade.graph.select import Filters

    Totals = Mapping[str, int]


def notes(totals: Totals, by: list[str], chosen: Options, filters: Filters) -> list[str]:
    """Return a sentence on each thing that a reader of the numbers has to know."""
    counted = f"{totals['counted']} deals counted, of {totals['deals']}"
    found = [f"unit: {chosen.unit} ({UNITS[chosen.unit]})"]
    found += [f"{counted} ({totals['records']} records)"]
    found += _regime_notes(totals, chosen)
    found += _date_notes(totals, by, chosen)
    if totals["domestic"]:
        found.append(
            f"{totals['domestic']} deals are domestic (the importer is an exporter too); "
            "exports_only leaves them out"
        )
    return found + _sharing_notes(totals, by, chosen) + _pairing_notes(totals, by, chosen, filters)


def _regime_notes(totals: Totals, chosen: Options) -> list[str]:
    if not (chosen.regime or chosen.definition):
        return []
    when = "in the year of the deal" if chosen.lag == 0 else f"{chosen.lag} year(s) before the deal"
    unclassified = f"{totals['unclassified']} deals have a year and an importer that the index"
    unknown = f"{totals['no_importer']} have no known importer"
    return [
        f"importers classified by {_classifier(chosen)}, {when}",
        f"{unclassified} does not classify, {unknown}",
    ]


def _classifier(chosen: Options) -> str:
    if chosen.definition:
        one = regimes.definition(chosen.definition)
        return f"{one.name} version {one.version}: {one.label} = {one.group}"
    assert chosen.regime is not None
    return tables.terms("regime-index")[chosen.regime]["label"]


def _date_notes(totals: Totals, by: list[str], chosen: Options) -> list[str]:
    other = "disclosed" if chosen.date == "start" else "start"
    rule = f"dated by {chosen.date}"
    if not chosen.strict_date:
        rule += f", else by {other} ({totals['fell_back']} deals)"
    undated = f"{totals['undated']} undated deals are counted as of {chosen.undated_as}"
    left_out = chosen.years is not None and not {"year", "regime"} & set(by)
    if chosen.undated_as is not None:
        found = [f"{rule}; {undated}: an assumption"]
    else:
        where = "left out of a span of years" if left_out else "in no year"
        found = [f"{rule}; {totals['undated']} deals are undated and {where}"]
    if chosen.years:
        span = f"{chosen.years[0]} to {chosen.years[1]}"
        found.append(f"{totals['outside']} deals lie outside {span}")
    return found


def _sharing_notes(totals: Totals, by: list[str], chosen: Options) -> list[str]:
    if chosen.unit != "deals":
        return [f"{totals['no_link']} deals make no link: an end of it is not known"]
    if "exporter" not in by or not totals["several_exporters"]:
        return []
    how = (
        "each stands whole in the row of every exporter and once in a total"
        if chosen.share == "each"
        else "each is divided evenly among its exporters"
    )
    return [f"{totals['several_exporters']} deals have several exporters: {how}"]


def _pairing_notes(totals: Totals, by: list[str], chosen: Options, filters: Filters) -> list[str]:
    ends = {"exporter", "vendor"} & set(by) or chosen.unit != "deals"
    if not totals["not_paired"] or not ("technology" in by or (ends and filters.technology)):
        return []
    found = f"{totals['not_paired']} deals list vendors and technologies without pairing them"
    asked = filters.technology and ends
    return [found + (": a vendor may have brought another technology" if asked else "")]
