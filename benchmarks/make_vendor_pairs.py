"""Make the part of vendor_pairs.csv anew that comes from the alias table: `python FILE`.

Rows of other sources were read and judged by hand, and are kept as they stand. Half of all rows,
by a hash of what they are about, is to look at while the matcher is made; the other is not.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from panoptrade.ontology import names, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAIRS = Path(__file__).resolve().parent / "vendor_pairs.csv"
COLUMNS = ("left", "left_country", "right", "right_country", "same", "kind", "source", "half")
TABLE = "ontology/aliases.csv"
# So that the firm with fifty spellings does not weigh more than twenty firms.
OF_ONE = 4
NO_NAMES = {"not_a_vendor", "person"}


def rows() -> Iterator[dict[str, str]]:
    """Yield the pairs of names that the alias table holds to be one firm's, some of each firm."""
    by_key: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in tables.rows("aliases"):
        if row["kind"] not in NO_NAMES and not row["note"].startswith("the mark"):
            by_key[row["key"]].append(row)
    for key, said in sorted(by_key.items()):
        pairs = [(a, b) for a, b in combinations(said, 2) if _differ(a["alias"], b["alias"])]
        pairs.sort(key=lambda pair: _hash(pair[0]["alias"] + pair[1]["alias"]))
        for left, right in pairs[:OF_ONE]:
            yield _row(key, left, right)


def _row(key: str, left: Mapping[str, str], right: Mapping[str, str]) -> dict[str, str]:
    kinds = [one["kind"] for one in (left, right) if one["kind"] != "name"]
    said = "|".join(sorted({left["source"], right["source"]}))
    return {
        "left": left["alias"],
        "left_country": left["country"],
        "right": right["alias"],
        "right_country": right["country"],
        "same": "yes",
        "kind": kinds[-1] if kinds else "name",
        "source": f"{TABLE}: {said}",
        "half": half(key),
    }


def half(of: str) -> str:
    """Return the half that a row about something belongs to."""
    return "made on" if int(_hash(of), 16) % 2 else "kept back"


def _differ(left: str, right: str) -> bool:
    return names.key(left).replace(" ", "") != names.key(right).replace(" ", "")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> None:
    """Write the table with its part from the alias table as it is today."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        kept = [row for row in csv.DictReader(file) if not row["source"].startswith(TABLE)]
    with PAIRS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows())
        writer.writerows(kept)


if __name__ == "__main__":
    main()
