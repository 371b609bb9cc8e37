"""Rules that every table keeps: whole rows, no row twice, no cell that points to nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from panoptrade.ontology import names, tables

Tables: TypeAlias = Mapping[str, Sequence[Mapping[str, str]]]
Rule: TypeAlias = Callable[[Tables], Iterator[str]]

# Columns that no two rows of a table share together.
KEYS = {
    "classes": ("name",),
    "properties": ("class", "name"),
    "terms": ("list", "code"),
    "prefixes": ("prefix",),
    "countries": ("iso3",),
    "country_names": ("name",),
    "centroids": ("iso3",),
    "columns": ("column", "beside"),
    "technologies": ("code",),
    "technology_words": ("source", "word"),
    "programmes": ("code",),
    "programme_tags": ("source", "tag"),
    "regimes": ("index", "code"),
    "definitions": ("name",),
    "aliases": ("alias",),
    "name_words": ("word",),
    "memberships": ("union", "iso3"),
    "printed": ("figure", "item"),
    "published": ("id",),
    "restriction_reach": ("scope",),
    "counterparts": ("list", "code", "standard"),
    "ftm_schemata": ("schema",),
    "ownership_rules": ("rule", "start"),
}
# Columns of names that are looked up folded, with what they mean: spellings must agree on it.
MEANINGS = (
    ("country_names", ("name",), ("iso3",)),
    ("technology_words", ("source", "word"), ("technology",)),
    ("aliases", ("alias",), ("key",)),
)
# Columns whose cells, or whose items where `|` parts them, stand in a column of another table.
FOREIGN = (
    ("classes", "parent", "classes", "name"),
    ("properties", "class", "classes", "name"),
    ("country_names", "iso3", "countries", "iso3"),
    ("centroids", "iso3", "countries", "iso3"),
    ("technologies", "broader", "technologies", "code"),
    ("technology_words", "technology", "technologies", "code"),
    ("programmes", "country", "countries", "iso3"),
    ("programme_tags", "programme", "programmes", "code"),
    ("aliases", "country", "countries", "iso3"),
    ("memberships", "union", "countries", "iso3"),
    ("memberships", "iso3", "countries", "iso3"),
    ("ftm_schemata", "extends", "ftm_schemata", "schema"),
    ("ownership_rules", "also", "programmes", "code"),
)
# Columns whose cells are codes of a closed list.
CODED = (
    ("countries", "status", "country-status"),
    ("technology_words", "kind", "supply-kind"),
    ("programmes", "scope", "restriction-scope"),
    ("programmes", "ownership_rule", "ownership-rule"),
    ("restriction_reach", "scope", "restriction-scope"),
    ("ownership_rules", "reaches", "ownership-rule"),
    ("regimes", "index", "regime-index"),
    ("definitions", "index", "regime-index"),
)


def whole_rows(given: Tables) -> Iterator[str]:
    """Find rows with more or fewer cells than the head."""
    for table, rows in given.items():
        for number, row in enumerate(rows, start=2):
            if None in row or None in row.values():
                yield f"{table}.csv:{number} has more or fewer cells than the head"


def unique_rows(given: Tables) -> Iterator[str]:
    """Find rows of one table with the same key."""
    for table, columns in KEYS.items():
        keys = Counter(tuple(row[column] for column in columns) for row in given[table])
        for key in [key for key, count in keys.items() if count > 1]:
            yield f"{table}.csv has {' '.join(key)!r} twice"


def one_meaning(given: Tables) -> Iterator[str]:
    """Find names that are the same when they are looked up, and mean different things."""
    for table, columns, meaning in MEANINGS:
        found: dict[str, set[str]] = {}
        for row in given[table]:
            key = " ".join(names.key(row[column]) for column in columns)
            found.setdefault(key, set()).add(" ".join(row[column] for column in meaning))
        for key, several in found.items():
            if len(several) > 1:
                yield f"{table}.csv: {key!r} means {' and '.join(sorted(several))}"


def foreign_cells(given: Tables) -> Iterator[str]:
    """Find cells that name a row of another table that is not there."""
    for table, column, other, key in FOREIGN:
        known = {row[key] for row in given[other]}
        for row in given[table]:
            for item in tables.items(row[column]):
                if item not in known:
                    yield f"{table}.csv: {column} {item!r} is not in {other}.csv"


def coded_cells(given: Tables) -> Iterator[str]:
    """Find cells that are no code of their closed list."""
    for table, column, of in CODED:
        for row in given[table]:
            if row[column] and row[column] not in terms(given, of):
                yield f"{table}.csv: {column} {row[column]!r} is not in the list {of}"


def terms(given: Tables, of: str) -> set[str]:
    """Return the codes of a closed list."""
    return {row["code"] for row in given["terms"] if row["list"] == of}


RULES: tuple[Rule, ...] = (
    whole_rows,
    unique_rows,
    one_meaning,
    foreign_cells,
    coded_cells,
)
