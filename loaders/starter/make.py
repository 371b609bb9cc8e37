"""Make the starter tables anew: `python -m panoptrade.loaders.starter.make DATA`."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from panoptrade.loaders import load
from panoptrade.ontology import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from panoptrade.ontology.records import Record

# The date on which the copies were taken; the real files say it of themselves.
RETRIEVED = "2026-11-24"


def make(data: Path, target: Path) -> dict[str, int]:
    """Write the selection of selection.toml into `target`, and return the records by source."""
    found, metas = selected(data)
    counts = {}
    for source, meta in sorted(metas.items()):
        folder = target / source
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        mine = [record for record in found if record.source == source]
        counts[source] = len(mine)
        for cls in sorted({record.cls for record in mine}):
            _write(folder / f"{cls}.csv", cls, (one for one in mine if one.cls == cls))
        text = json.dumps(meta, ensure_ascii=False, indent=2, sort_keys=True)
        (folder / "source.json").write_text(f"{text}\n", encoding="utf-8")
    return counts


def selected(data: Path) -> tuple[list[Record], dict[str, dict[str, Any]]]:
    """Return the records of the real files that ship, and the facts about their sources."""
    table = files("panoptrade.loaders.starter").joinpath("selection.toml")
    selection = tomllib.loads(table.read_text(encoding="utf-8"))
    found: list[Record] = []
    metas: dict[str, dict[str, Any]] = {}
    for loader, part in selection.items():
        given = [data / name for name in part["files"]]
        loaded, about = load.read(loader, given, load.Options(retrieved=RETRIEVED))
        found += [record for record in loaded if _in_years(record, part.get("years"))]
        metas |= about
    return _only_sellers(found, selection), metas


def _in_years(record: Record, years: list[int] | None) -> bool:
    return (
        years is None
        or "year" not in record.values
        or (years[0] <= record.values["year"] <= years[1])
    )


def _only_sellers(found: list[Record], selection: Mapping[str, Any]) -> list[Record]:
    for loader, part in selection.items():
        if "only_sellers_of" in part:
            sellers = _sellers(found, part["only_sellers_of"])
            found = [
                one
                for one in found
                if one.source != loader or sellers & {one.id, one.values.get("asset")}
            ]
    return found


def _sellers(found: Iterable[Record], source: str) -> set[str]:
    deals = [one for one in found if one.cls == "Deal" and one.source == source]
    return {seller for deal in deals for seller in deal.values.get("seller") or []}


def _write(path: Path, cls: str, found: Iterable[Record]) -> None:
    rows = records.table(cls, found).to_pylist()
    used = [
        name for name in records.arrow_schema(cls).names if any(_cell(row[name]) for row in rows)
    ]
    used.remove("source")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(used)
        writer.writerows([_cell(row[name]) for name in used] for row in rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        if any("|" in item for item in value):
            msg = f"{value} holds the mark that separates the items of a list"
            raise ValueError(msg)
        return "|".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    here = Path(str(files("panoptrade.loaders.starter")))
    sys.stdout.write(f"{make(Path(sys.argv[1]), here)}\n")
