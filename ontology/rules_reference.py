"""Rules that the reference tables keep: countries, technologies, regimes, definitions, aliases."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from panoptrade.ontology import names, schema, tables, values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from panoptrade.ontology.rules_rows import Rule, Tables
    from panoptrade.ontology.schema import Property

CLASSES = {
    "countries": "Country",
    "technologies": "Technology",
    "programmes": "Programme",
    "regimes": "RegimeClass",
}
OWNERSHIP = {
    "status": ("in_force", "suspended", "scheduled", "not_yet", "unread"),
    "aggregate": ("yes", "no", "joint"),
    "inclusive": ("yes", "no"),
    "control": ("yes", "no"),
}
GROUPS = {"autocracy", "weak democracy", "autocracy and weak democracy"}


def broader_concepts(given: Tables) -> Iterator[str]:
    """Find technologies that are narrower than themselves, in however many steps."""
    broader = {row["code"]: row["broader"] for row in given["technologies"]}
    for code in broader:
        above, steps = broader[code], 0
        while above and above != code and steps < len(broader):
            above, steps = broader.get(above, ""), steps + 1
        if above == code:
            yield f"technology {code!r} is narrower than itself"


def regime_orders(given: Tables) -> Iterator[str]:
    """Find classes of one index with the same order, and cut-offs the wrong way round."""
    orders = Counter((row["index"], row["order"]) for row in given["regimes"])
    for (index, order), count in orders.items():
        if count > 1:
            yield f"index {index!r} has {count} classes of order {order}"
    for row in given["regimes"]:
        low, high = row["score_min"], row["score_max"]
        if bool(low) != bool(high) or (low and float(low) > float(high)):
            yield f"{row['index']}:{row['code']}: no cut-offs are {low!r} to {high!r}"


def definitions(given: Tables) -> Iterator[str]:
    """Find definitions without a condition, with unknown classes, groups, windows or numbers."""
    known = {(row["index"], row["code"]) for row in given["regimes"]}
    for row in given["definitions"]:
        place = f"definition {row['name']!r}"
        codes = tables.items(row["classes"])
        for code in [code for code in codes if (row["index"], code) not in known]:
            yield f"{place}: index {row['index']!r} has no class {code!r}"
        if row["group"] not in GROUPS:
            yield f"{place}: no group {row['group']!r}; there are {', '.join(sorted(GROUPS))}"
        if not (codes or row["score_below"] or row["score_min"] or row["score_max"]):
            yield f"{place} has no condition"
        if bool(row["window_from"]) != bool(row["window_to"]):
            yield f"{place} has half a window"


def score_numbers(given: Tables) -> Iterator[str]:
    """Find limits of definitions that are no numbers, and windows that are no years."""
    for row in given["definitions"]:
        for column in ("score_below", "score_min", "score_max"):
            if row[column]:
                yield from _refused(f"{row['name']}: {column}", values.number, row[column])
        for column in ("window_from", "window_to"):
            if row[column]:
                yield from _refused(f"{row['name']}: {column}", values.year, row[column])


def aliases(given: Tables) -> Iterator[str]:
    """Find keys with several names, and keys whose name is the alias of none or of another."""
    keys = {names.key(row["alias"]): row["key"] for row in given["aliases"]}
    known: dict[str, set[str]] = {}
    for row in given["aliases"]:
        if row["key"]:
            known.setdefault(row["key"], set()).add(row["name"])
    for key, found in known.items():
        if len(found) > 1:
            yield f"alias key {key!r} has several names: {', '.join(sorted(found))}"
        for name in sorted(found):
            if keys.get(names.key(name)) != key:
                yield f"alias key {key!r}: its name {name!r} is no alias of it"


def country_spellings(given: Tables) -> Iterator[str]:
    """Find spellings of a country that are the name or a code of another."""
    codes = {names.key(row[c]): row["iso3"] for c in ("iso2", "iso3") for row in given["countries"]}
    known = codes | {names.key(row["name"]): row["iso3"] for row in given["countries"]}
    for row in given["country_names"]:
        iso3 = known.get(names.key(row["name"]), row["iso3"])
        if iso3 != row["iso3"]:
            yield f"country_names.csv: {row['name']!r} is {iso3}, not {row['iso3']}"


def ownership_periods(given: Tables) -> Iterator[str]:
    """Find rules of ownership whose periods leave a gap or overlap, and those without a source."""
    last: dict[str, str] = {}
    for row in given["ownership_rules"]:
        place = f"rule {row['rule']!r} from {row['start'] or 'ever'}"
        expected = _next_day(last[row["rule"]]) if row["rule"] in last else ""
        if row["start"] != expected:
            yield f"{place} should begin on {expected or 'no day'}"
        last[row["rule"]] = row["end"]
        if not row["source"]:
            yield f"{place} has no source"
    for rule, end in last.items():
        if end:
            yield f"rule {rule!r} ends on {end}, and nothing follows"


def ownership_words(given: Tables) -> Iterator[str]:
    """Find rules of ownership with a wrong word, or with a threshold that is no percentage."""
    for row in given["ownership_rules"]:
        place = f"rule {row['rule']!r} from {row['start'] or 'ever'}"
        for column, known in OWNERSHIP.items():
            if row[column] not in known:
                yield f"{place}: {column} {row[column]!r} is none of {', '.join(known)}"
        yield from _refused(f"{place}: threshold", values.percent, row["threshold"])


def clean_cells(given: Tables) -> Iterator[str]:
    """Find cells of the reference tables that the cleaner of their property does not take."""
    for table, cls in CLASSES.items():
        for one in schema.properties(cls).values():
            for row in given[table]:
                cell = row.get(one.name, "")
                for item in tables.items(cell) if one.many else [cell] if cell else []:
                    yield from _uncleaned(f"{table}.csv: {one.name} {item!r}", one, item)


def _next_day(day: str) -> str:
    if not day:
        return "a day after the end of the row before it, which has none"
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _uncleaned(place: str, one: Property, item: str) -> Iterator[str]:
    return _refused(place, lambda cell: values.clean(one, cell), item)


def _refused(place: str, cleaner: Callable[[str], object], cell: str) -> Iterator[str]:
    try:
        cleaner(cell)
    except ValueError as error:
        yield f"{place}: {error}"


RULES: tuple[Rule, ...] = (
    broader_concepts,
    regime_orders,
    definitions,
    score_numbers,
    aliases,
    country_spellings,
    ownership_periods,
    ownership_words,
    clean_cells,
)
