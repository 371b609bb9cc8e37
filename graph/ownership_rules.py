"""Look up the rule by which a list reaches what listed parties own, as it stood on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from panoptrade.ontology import tables, words

if TYPE_CHECKING:
    from collections.abc import Mapping

SWITCH = ("dated", "on", "off")
# Whether a rule of this status certainly reaches what is owned, and whether it may.
BY_STATUS = {
    "in_force": (True, True),
    "scheduled": (True, True),
    "suspended": (False, False),
    "not_yet": (False, False),
    "unread": (False, True),
}
AS_TOLD = {"on": (True, True), "off": (False, False)}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule on one day: the share that it asks for, how shares add up, whether control counts.

    `threshold` is in percent. `aggregate` is yes, no, or joint where shares of several listed
    owners add up only by an arrangement between them. `programmes` are those whose parties it
    names. `reaches` tells whether it reaches what they own, `may_reach` whether it may.
    """

    rule: str
    label: str
    status: str
    threshold: float
    inclusive: bool
    aggregate: str
    control: bool
    programmes: tuple[str, ...]
    source: str
    note: str
    switch: str
    reaches: bool
    may_reach: bool

    @property
    def asks(self) -> str:
        """What the rule asks for, in words."""
        share = f"{self.threshold:g} percent or more" if self.inclusive else self._more
        return f"{share}, or control" if self.control else share

    @property
    def _more(self) -> str:
        return f"more than {self.threshold:g} percent"

    @property
    def caution(self) -> str:
        """What to say with every answer that depends on whether the rule is in force."""
        if self.switch != "dated":
            return f"the rule {self.rule} is switched {self.switch} by hand"
        return self.note if self.status in {"scheduled", "unread"} else ""


def names() -> list[str]:
    """Return the names of the rules."""
    return list(dict.fromkeys(row["rule"] for row in tables.rows("ownership_rules")))


def of_list(programme: str) -> str | None:
    """Return the name of the rule that a programme's own row asks for; None for no such rule."""
    codes = {row["code"]: row["ownership_rule"] for row in tables.rows("programmes")}
    rules = {row["reaches"]: row["rule"] for row in tables.rows("ownership_rules")}
    return rules.get(codes.get(programme.removeprefix("programme:"), ""))


def rule(name: str, on: str, *, switch: str = "dated") -> Rule:
    """Return a rule as it stood on a day, `2024-07-03`.

    `switch` says whether it reaches what is owned: as its dates say, on, or off (named parties
    only). A rule that is suspended is off by its dates; one that is scheduled is on, and its
    caution says that this is not verified. Raises UnknownWordError for a wrong rule or switch.
    """
    words.choose(name, names(), "rule")
    words.choose(switch, SWITCH, "switch")
    rows = [row for row in tables.rows("ownership_rules") if row["rule"] == name]
    (found,) = (row for row in rows if row["start"] <= on and (not row["end"] or on <= row["end"]))
    return _rule(found, switch)


def _rule(row: Mapping[str, str], switch: str) -> Rule:
    reaches, may_reach = AS_TOLD.get(switch, BY_STATUS[row["status"]])
    return Rule(
        **{key: row[key] for key in ("rule", "label", "status", "aggregate", "source", "note")},
        threshold=float(row["threshold"]),
        inclusive=row["inclusive"] == "yes",
        control=row["control"] == "yes",
        programmes=_programmes(row),
        switch=switch,
        reaches=reaches,
        may_reach=may_reach,
    )


def _programmes(row: Mapping[str, str]) -> tuple[str, ...]:
    # Whom a sectoral list names is not blocked, and adds nothing to what blocked persons hold.
    own = [
        one["code"]
        for one in tables.rows("programmes")
        if one["ownership_rule"] == row["reaches"] and one["scope"] == "blocking"
    ]
    return tuple(f"programme:{code}" for code in (*own, *tables.items(row["also"])))
