"""Hold how flows are to be counted, and refuse what contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass

from panoptrade.graph import dating
from panoptrade.ontology import words

UNITS = {
    "deals": "what the sources report as one deal; several records of one deal count once",
    "vendor-links": "distinct pairs of a vendor and an importing country",
    "country-links": "distinct pairs of an exporting and an importing country",
}
SHARING = ("each", "split")


@dataclass(frozen=True, slots=True)
class Options:
    """How to count; see `flows`."""

    regime: str | None = None
    definition: str | None = None
    lag: int = 0
    years: tuple[int, int] | None = None
    unit: str = "deals"
    share: str = "each"
    date: str = "start"
    strict_date: bool = False
    undated_as: int | None = None
    exports_only: bool = False

    def check(self) -> None:
        """Raise UnknownWordError for a wrong word, ValueError where options contradict."""
        words.choose(self.unit, UNITS, "unit")
        words.choose(self.share, SHARING, "way of sharing")
        words.choose(self.date, dating.DATES, "date of a deal")
        if contradiction := self._contradiction():
            raise ValueError(contradiction)

    def _contradiction(self) -> str:
        if self.regime and self.definition:
            return "give an index (regime) or a definition, not both"
        if self.years and self.years[0] > self.years[1]:
            return f"years run from the first to the last, not {self.years[0]} to {self.years[1]}"
        if self.share == "split" and self.unit != "deals":
            return "links are distinct pairs, which cannot be split; split deals, or count each"
        return ""
