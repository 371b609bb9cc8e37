"""Measure loading and building of all real files: `python benchmarks/load_all.py DATA [pandas]`.

With `pandas`, measure instead how long plain pandas takes to read the same files into frames.
"""

from __future__ import annotations

import json
import platform
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Loader and its files, as patterns below the folder of real files. The older list of sanctions
# comes first, and what it said is replaced by the newer one.
FILES = {
    "aigs": ("aigs/aigs-2022.xlsx", "aigs/aigs-2019-table.csv"),
    "spyware-inventory": ("spyware-inventory/spyware-inventory-v10.csv",),
    "sii-companies": ("sii/sii_companies_clean.csv",),
    "sii-sales": ("sii/sii_company_sales.csv",),
    "vdem": ("regimes/vdem_v15*.csv",),
    "polity5": ("regimes/polity5*.csv",),
    "freedom-house": ("regimes/FH*.xlsx",),
    "unrest": ("unrest/mm_main_data_subset.csv",),
    "ofac 2024-03": ("sanctions/ofac/sdn-2024-03-04.csv",),
    "ofac": tuple(f"sanctions/ofac/{name}" for name in ("sdn-2024-05-03.csv", "alt*", "cons_*")),
    "us-1260h": ("sanctions/us-restriction-lists/us_dod*.csv",),
    "fcc-covered-list": ("sanctions/us-restriction-lists/us_fcc*.csv",),
    "ndaa-889": ("sanctions/us-restriction-lists/us_special*.csv",),
    "misp": ("misp/surveillance-vendor.json",),
    "curated": ("curated/*.csv",),
}  # fmt: skip
MIB = 1024 * (1024 if sys.platform == "darwin" else 1)


def found(data: Path, part: str) -> list[Path]:
    """Return the files of a part."""
    return sorted(path for pattern in FILES[part] for path in data.glob(pattern))


def ours(data: Path) -> dict[str, float]:
    """Return the seconds of importing, of each loader and of the merge."""
    times: dict[str, float] = {}
    _timed(times, "import", _import)
    from panoptrade.graph import merge
    from panoptrade.loaders import load

    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        for part in FILES:
            loader = part.partition(" ")[0]
            _timed(times, part, partial(load.load, loader, found(data, part), workspace))
        _timed(times, "build", partial(merge.build, workspace))
    return times


def peer(data: Path) -> dict[str, float]:
    """Return the seconds that plain pandas takes to read the same files, and to do nothing more."""
    times: dict[str, float] = {}
    _timed(times, "import", partial(__import__, "pandas"))
    for part in FILES:
        _timed(times, part, partial(_read, found(data, part)))
    return times


def _import() -> None:
    from panoptrade.graph import merge
    from panoptrade.loaders import load

    assert merge
    assert load


def _read(paths: list[Path]) -> list[object]:
    return [_frames(path) for path in paths]


def _frames(path: Path) -> object:
    import pandas as pd

    if path.suffix == ".xlsx":
        return pd.read_excel(path, sheet_name=None)
    if path.suffix == ".json":
        return pd.json_normalize(json.loads(path.read_text(encoding="utf-8")), "values")
    return pd.read_csv(path, dtype=str, on_bad_lines="skip", encoding_errors="replace")


def _timed(times: dict[str, float], name: str, act: Callable[[], object]) -> None:
    start = time.perf_counter()
    act()
    times[name] = time.perf_counter() - start


def main(data: Path, who: str = "panoptrade") -> None:
    """Print a table: seconds by part, their sum, and the most memory that the process held."""
    start = time.process_time()
    times = peer(data) if who == "pandas" else ours(data)
    processor = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    today = datetime.now(tz=UTC).date()
    python = f"Python {platform.python_version()}, {platform.machine()}"
    print(f"{who}, {today}, {python}\n\n| part | seconds |\n|---|---:|")
    for name, seconds in times.items():
        print(f"| {name} | {seconds:.2f} |")
    print(f"| **all** | **{sum(times.values()):.2f}** |\n")
    print(f"processor time {processor:.1f} s, most memory {memory:.0f} MiB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
