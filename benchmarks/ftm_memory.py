"""Measure the memory of loading FollowTheMoney: `python benchmarks/ftm_memory.py 1000000`.

Generates a file of so many invented entities, in about OpenSanctions' proportions, and loads it
in a process of its own: by default, and with --all.
"""

from __future__ import annotations

import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

MIB = 1024 * (1024 if sys.platform == "darwin" else 1)
TEXT = "An invented sentence that stands for the prose of an entity, which is read by nobody. " * 4
# Of twenty entities: persons, companies, ties, restrictions, and what is not read.
KINDS = (
    *["Person"] * 8,
    *["Company"] * 5,
    *["Ownership"] * 2,
    *["Sanction"] * 2,
    *["Address"] * 2,
    "Directorship",
)


def entities(count: int) -> Iterator[dict[str, Any]]:
    """Yield invented entities; one company in four is listed, each with an owner."""
    for at in range(count):
        schema = KINDS[at % len(KINDS)]
        company = f"co-{at // 20 * 20 + 8 + (at % 20 - 13) % 5}"  # of two holdings one is listed
        given: dict[str, list[str]] = {"sourceUrl": [f"https://example.org/{at}"]}
        if schema == "Ownership":
            person = f"pe-{at // 20 * 20 + at % 8}"
            given |= {"owner": [person], "asset": [company], "percentage": [str(at % 100)]}
        elif schema == "Sanction":
            listed = f"co-{at // 20 * 20 + 8}"
            given |= {"entity": [listed], "programId": ["US-BIS-EL"], "startDate": ["2019-10-09"]}
        else:
            name = f"Invented {schema} {at} of the Lantern Trade"
            given |= {"name": [name, f"{name} Ltd"], "country": ["ke"], "notes": [TEXT]}
            given |= {"topics": ["sanction"]} if schema == "Company" and at % 20 == 8 else {}
        prefix = {"Person": "pe", "Company": "co"}.get(schema, "xx")
        yield {
            "id": f"{prefix}-{at}",
            "caption": given.get("name", [schema])[0],
            "schema": schema,
            "datasets": ["xx_lamps"],
            "last_seen": "2026-03-04T05:06:07",
            "properties": given,
        }


def load(path: Path, *, everything: bool) -> None:
    """Load a file into a new workspace and print seconds, memory and records."""
    from panoptrade.loaders import load as loading

    options = loading.Options(part=True, extra={"all": "yes"} if everything else {})
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        counts = loading.load("opensanctions", [path], Path(folder) / "w", options)
    seconds = time.perf_counter() - start
    usage = resource.getrusage(resource.RUSAGE_SELF)
    processor = usage.ru_utime + usage.ru_stime
    records = ", ".join(f"{n:,} {cls}" for cls, n in counts["opensanctions"].items())
    what = "--all" if everything else "by default"
    memory = f"{usage.ru_maxrss / MIB:.0f}"
    print(f"| {what} | {seconds:.0f} | {processor:.0f} | {memory} | {records} |", flush=True)


def main(count: int) -> None:
    """Generate the file, load it twice in processes of their own, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "entities.ftm.json"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(one) + "\n" for one in entities(count))
        size = path.stat().st_size / 2**20
        python = f"Python {platform.python_version()}, {platform.machine()}"
        print(f"{count:,} entities, {size:.0f} MiB, {python}\n")
        head = "| load | seconds | processor seconds | most memory, MiB | records |"
        print(f"{head}\n|---|---:|---:|---:|---|", flush=True)
        for what in ("few", "all"):
            subprocess.run([sys.executable, __file__, "load", str(path), what], check=True)


if __name__ == "__main__":
    if sys.argv[1] == "load":
        load(Path(sys.argv[2]), everything=sys.argv[3] == "all")
    else:
        main(int(sys.argv[1]))
