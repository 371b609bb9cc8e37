"""Read rows column by column, cleaning each cell and noting what is wrong or left over."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from panoptrade.loaders.problems import Problem, Problems
from panoptrade.ontology import names, schema, tables, values
from panoptrade.ontology.records import Record
from panoptrade.ontology.schema import Property

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SKIP, BLANK = "(skip)", "(blank)"


def _provenance(name: str, kind: str) -> Property:
    return Property("", name, kind, many=False, required=False, unit="", description="", align=())


# What every record has besides its properties; taken with a bare name, as row.value("x", "grade").
PROVENANCE = {
    "id": _provenance("id", "text"),
    "locator": _provenance("locator", "text"),
    "grade": _provenance("grade", "code:grade"),
    "seen": _provenance("seen", "date"),
}
AND = " + "  # joins the columns, and their values, of a lookup about several cells of a row


@dataclass(frozen=True, slots=True)
class Skip:
    """Cells whose rows are left out: the columns looked at, and the reason by their values."""

    columns: tuple[str, ...]
    reasons: Mapping[tuple[str, ...], str]

    def why(self, cells: Mapping[str, str]) -> str | None:
        """Return the reason to leave out a row of these cells; None when it stays."""
        return self.reasons.get(tuple(cells.get(column, "") for column in self.columns))


@dataclass(slots=True)
class Row:
    """One row of an input: take what you read; what is left when you are done is a problem."""

    file: str
    number: int
    cells: dict[str, str]
    lookups: Mapping[tuple[str, str], str]
    problems: Problems
    loader: str
    source: str
    grade: str
    seen: str | None
    label: str = ""
    unit: str = "row"
    taken: set[str] = field(default_factory=set)

    def text(self, column: str) -> str:
        """Take a cell's text, corrected by the reviewed lookups; blank where empty or absent."""
        self.taken.add(column)
        cell = self.cells.get(column, "")
        found = self.lookups.get((column, cell), cell)
        return "" if found in {BLANK, SKIP} else values.text(found)

    def value(self, column: str, of: str) -> Any:
        """Take a cell as the value of a property, written `Class.property`; None where empty.

        A cell that cannot be read is noted as a problem and gives None.
        """
        return self.clean(column, self.text(column), of)

    def values(self, column: str, of: str, separator: str = ",") -> list[Any]:
        """Take a cell that lists several values of a property; an empty cell gives none."""
        parts = [part.strip() for part in self.text(column).split(separator)]
        corrected = [self.lookups.get((column, part), part) for part in parts if part]
        found = [self.clean(column, part, of) for part in corrected if part != BLANK]
        return [value for value in found if value is not None]

    def clean(self, column: str, cell: str, of: str) -> Any:
        """Return a text of a column as the value of a property; None where empty.

        A text that cannot be read is noted as a problem and gives None.
        """
        if not cell:
            return None
        try:
            return _value(_property(of), cell)
        except ValueError as error:
            self.problem(column, cell, str(error))
            return None

    def money(self, column: str, of: str, currency: str, year: int | str | None = None) -> Any:
        """Take an amount whose currency stands in a column of its own; None where empty.

        `year` is that of the prices, where it is known.
        """
        amount, code = self.text(column), self.text(currency)
        if code and not amount:
            self.problem(column, "", f"no amount, but a currency, {code}")
        parts = [code, amount, str(year or "")]
        return self.clean(column, " ".join(filter(None, parts)), of) if amount else None

    def technologies(self, column: str, separator: str = ";") -> list[str]:
        """Take a cell of technology words as ids, by technology_words.csv.

        A word that the table does not know is noted as a problem.
        """
        return self.concepts(column, self.text(column).split(separator))

    def concepts(self, column: str, words: Iterable[str]) -> list[str]:
        """Return the ids of technology words; for tables whose columns are the words."""
        found: list[str] = []
        for word in (part.strip() for part in words):
            codes = _words().get((self.loader, names.key(word)))
            if word and codes is None:
                self.problem(column, word, "unknown word; add it to technology_words.csv")
            found += [f"tech:{code}" for code in codes or []]
        return sorted(set(found))

    def organization(self, name: str) -> names.Named | None:
        """Return the identity of an organization's name; None for a word that names none."""
        if not name or names.is_no_vendor(name):
            return None
        try:
            return names.organization(name)
        except ValueError as error:
            self.problem("", name, str(error))
            return None

    def problem(self, column: str, value: str | None, message: str) -> None:
        """Note what is wrong with this row."""
        self.problems.add(Problem(self.file, message, self.number, column or None, value))

    def record(self, cls: str, id: str, /, **found: Any) -> Record:  # noqa: A002
        """Return a record of this row; `locator`, `grade` and `seen` override the row's own."""
        place = f"{self.label} {self.unit} {self.number}".strip()
        locator = found.pop("locator", None)
        return Record(
            cls,
            id,
            {key: value for key, value in found.items() if key not in {"grade", "seen"}},
            source=self.source,
            locator=f"{place} {locator}" if locator else place,
            grade=found.get("grade") or self.grade,
            seen=found.get("seen") or self.seen,
        )

    def vendor(self, name: str, /, cls: str = "Vendor", **found: Any) -> Record | None:
        """Return the record of a named organization with the name as printed among its aliases.

        None for a blank or a word that names no organization.
        """
        named = self.organization(name)
        if named is None:
            return None
        aliases = [*found.pop("alias", []), *([name] if name != named.name else [])]
        return self.record(cls, named.id, name=named.name, alias=aliases, **found)

    def government(self, country: str, /) -> Record:
        """Return the record of the national government of a country's id."""
        iso3 = country.removeprefix("country:")
        title = f"Government of {names.country_name(iso3)}"
        return self.record("Government", f"gov:{iso3}", name=title, country=[country], kind="state")

    def close(self) -> None:
        """Note the columns that hold something and were not read."""
        left = [name for name, cell in self.cells.items() if cell and name not in self.taken]
        if left:
            self.problem("", None, f"unread columns {', '.join(left)}")


@cache
def lookups(loader: str) -> dict[tuple[str, str], str]:
    """Return a loader's reviewed corrections: (column, value as printed) to what it becomes."""
    return {(row["column"], row["value"]): row["becomes"] for row in _reviewed(loader)}


@cache
def skips(loader: str) -> tuple[Skip, ...]:
    """Return what a loader leaves out: reviewed lookups on one cell, or on several of a row."""
    found: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}
    for row in _reviewed(loader):
        if row["becomes"] == SKIP:
            columns, cells = (tuple(row[one].split(AND)) for one in ("column", "value"))
            found.setdefault(columns, {})[cells] = row["why"]
    return tuple(Skip(columns, reasons) for columns, reasons in found.items())


@cache
def _reviewed(loader: str) -> list[dict[str, str]]:
    text = files("panoptrade.loaders").joinpath("lookups.csv").read_bytes().decode("utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [row for row in rows if row["source"] == loader]


@lru_cache(maxsize=2**16)
def _value(one: Property, cell: str) -> Any:
    return values.clean(one, cell)


@cache
def _property(of: str) -> Property:
    cls, _, name = of.rpartition(".")
    return schema.properties(cls)[name] if cls else PROVENANCE[name]


@cache
def _words() -> dict[tuple[str, str], list[str]]:
    return {
        (row["source"], names.key(row["word"])): tables.items(row["technology"])
        for row in tables.rows("technology_words")
    }
