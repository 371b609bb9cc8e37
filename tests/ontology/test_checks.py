"""The shipped tables keep every rule, and each rule finds the breach that it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from panoptrade.ontology import checks
from panoptrade.ontology.rules_rows import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable

Rows = list[dict[str, str]]
Tables = dict[str, Rows]


def shipped() -> Tables:
    return {name: [dict(row) for row in rows] for name, rows in checks.shipped().items()}


def put(table: str, where: dict[str, str], **changed: str) -> Callable[[Tables], None]:
    """Return what changes the first row of a table that has these cells."""

    def change(found: Tables) -> None:
        row = next(row for row in found[table] if where.items() <= row.items())
        row.update(changed)

    return change


def add(table: str, **cells: str) -> Callable[[Tables], None]:
    """Return what adds a row to a table; the cells not named are those of its first row."""
    return lambda found: found[table].append({**found[table][0], **cells})


DEAL_SELLER = {"class": "Deal", "name": "seller"}
OWNER = {"class": "Ownership", "name": "owner"}
SPYWARE = {"source": "spyware-inventory", "word": "Spyware"}
EU_NOW = {"rule": "eu", "start": "2024-07-03"}
BELOW_7 = {"name": "polity-below-7"}

BREACHES = [
    ("whole_rows", put("terms", {"code": "leak"}, description=None), "terms.csv:7 has more or"),  # type: ignore[arg-type]
    ("unique_rows", add("classes"), "classes.csv has 'Country' twice"),
    ("unique_rows", add("aliases"), "twice"),
    ("one_meaning", add("country_names", name="ANGOLA, Republic of", iso3="AGO"), None),
    (
        "one_meaning",
        add("country_names", name="republic of ANGOLA!", iso3="KEN"),
        "'republic of angola' means AGO and KEN",
    ),
    (
        "one_meaning",
        add("aliases", alias="HIKVISION", key="acme"),
        "'hikvision' means acme and hikvision",
    ),
    (
        "foreign_cells",
        put("country_names", {}, iso3="XXX"),
        "country_names.csv: iso3 'XXX' is not in countries.csv",
    ),
    (
        "foreign_cells",
        put("technology_words", SPYWARE, technology="commercial-spyware|magic"),
        "technology 'magic' is not in technologies.csv",
    ),
    ("foreign_cells", put("programmes", {}, country="ATL"), "programmes.csv: country 'ATL'"),
    (
        "foreign_cells",
        put("classes", {"name": "Vendor"}, parent="Firm"),
        "classes.csv: parent 'Firm'",
    ),
    (
        "coded_cells",
        put("programmes", {}, scope="blockng"),
        "scope 'blockng' is not in the list restriction-scope",
    ),
    (
        "coded_cells",
        put("programmes", {}, ownership_rule="half"),
        "is not in the list ownership-rule",
    ),
    (
        "foreign_cells",
        put("ownership_rules", {"rule": "bis"}, also="us-bis-lst"),
        "ownership_rules.csv: also 'us-bis-lst' is not in programmes.csv",
    ),
    (
        "ownership_periods",
        put("ownership_rules", EU_NOW, start="2024-07-04"),
        "rule 'eu' from 2024-07-04 should begin on 2024-07-03",
    ),
    (
        "ownership_periods",
        put("ownership_rules", EU_NOW, end="2026-01-01"),
        "rule 'eu' ends on 2026-01-01, and nothing follows",
    ),
    (
        "ownership_periods",
        put("ownership_rules", {"rule": "eu"}, end=""),
        "should begin on a day after the end of the row before it, which has none",
    ),
    ("ownership_periods", put("ownership_rules", EU_NOW, source=""), "has no source"),
    (
        "ownership_words",
        put("ownership_rules", EU_NOW, aggregate="sometimes"),
        "rule 'eu' from 2024-07-03: aggregate 'sometimes' is none of yes, no, joint",
    ),
    (
        "ownership_words",
        put("ownership_rules", EU_NOW, threshold="half"),
        "rule 'eu' from 2024-07-03: threshold",
    ),
    (
        "class_kinds",
        put("classes", {"name": "Deal"}, kind="thing"),
        "Deal is neither a node nor an edge but 'thing'",
    ),
    (
        "class_kinds",
        put("classes", {"name": "Ownership"}, source="holder"),
        "Ownership: the end 'holder'",
    ),
    (
        "class_kinds",
        put("properties", OWNER, many="yes"),
        "Ownership: the end 'owner' is no required single",
    ),
    ("class_kinds", put("properties", OWNER, required=""), "Ownership: the end 'owner'"),
    ("class_kinds", put("properties", OWNER, type="text"), "Ownership: the end 'owner'"),
    (
        "class_kinds",
        put("classes", {"name": "Deal"}, source="seller"),
        "Deal is a node and has ends",
    ),
    (
        "property_types",
        put("properties", DEAL_SELLER, type="ref:Firm"),
        "Deal.seller: no class 'Firm'",
    ),
    (
        "property_types",
        put("properties", DEAL_SELLER, type="code:colours"),
        "Deal.seller: no closed list 'colours'",
    ),
    (
        "property_types",
        put("properties", DEAL_SELLER, type="colour"),
        "Deal.seller: no type 'colour'",
    ),
    (
        "property_types",
        put("properties", {"type": "money"}, many="yes"),
        "several amounts of money",
    ),
    ("property_flags", put("properties", DEAL_SELLER, many="no"), "Deal.seller: many is 'no'"),
    (
        "property_names",
        put("properties", DEAL_SELLER, name="country", type="text"),
        "country is of several kinds: reference, text",
    ),
    (
        "property_names",
        put("properties", DEAL_SELLER, name="value_year", type="year"),
        "value_year is of several kinds",
    ),
    (
        "property_names",
        put("properties", DEAL_SELLER, name="grade"),
        "grade is the name of a column",
    ),
    (
        "aligned_names",
        put("properties", DEAL_SELLER, align="gist:Seller"),
        "Deal seller: no prefix to align with in 'gist:Seller'",
    ),
    (
        "aligned_names",
        put("classes", {"name": "Deal"}, align="xsd:date"),
        "Deal: no prefix to align with in 'xsd:date'",
    ),
    (
        "broader_concepts",
        put("technologies", {"code": "biometrics"}, broader="facial-recognition"),
        "technology 'facial-recognition' is narrower than itself",
    ),
    (
        "broader_concepts",
        put("technologies", {"code": "biometrics"}, broader="biometrics"),
        "technology 'biometrics'",
    ),
    (
        "regime_orders",
        put("regimes", {"index": "row", "code": "1"}, order="0"),
        "index 'row' has 2 classes of order 0",
    ),
    (
        "regime_orders",
        put("regimes", {"code": "autocracy"}, score_min="9"),
        "polity:autocracy: no cut-offs are '9' to '-6'",
    ),
    (
        "regime_orders",
        put("regimes", {"code": "autocracy"}, score_min=""),
        "no cut-offs are '' to '-6'",
    ),
    (
        "definitions",
        put("definitions", {"index": "fh"}, classes="NF|XX"),
        "index 'fh' has no class 'XX'",
    ),
    (
        "definitions",
        put("definitions", BELOW_7, group="bad"),
        "no group 'bad'; there are autocracy",
    ),
    (
        "definitions",
        put("definitions", BELOW_7, score_below=""),
        "definition 'polity-below-7' has no condition",
    ),
    ("definitions", put("definitions", BELOW_7, window_from="2009"), "has half a window"),
    (
        "score_numbers",
        put("definitions", BELOW_7, score_below="seven"),
        "polity-below-7: score_below: not a number",
    ),
    (
        "score_numbers",
        put("definitions", BELOW_7, window_to="now"),
        "polity-below-7: window_to: not a year",
    ),
    (
        "aliases",
        put("aliases", {"alias": "Hikvsion"}, name="Hikvsion"),
        "'hikvision' has several names: Hikvision, Hikvsion",
    ),
    (
        "aliases",
        add("aliases", alias="Acme", key="acme", name="Acme Works"),
        "its name 'Acme Works' is no alias of it",
    ),
    (
        "country_spellings",
        add("country_names", name="Kenya", iso3="UGA"),
        "'Kenya' is KEN, not UGA",
    ),
    ("country_spellings", add("country_names", name="ke", iso3="UGA"), "'ke' is KEN, not UGA"),
    (
        "clean_cells",
        put("programmes", {}, url="htp://x"),
        "programmes.csv: url 'htp://x': not an http or https address",
    ),
    (
        "clean_cells",
        put("countries", {"iso3": "SUN"}, end="tomorrow"),
        "countries.csv: end 'tomorrow': not a date",
    ),
]


def test_the_shipped_tables_keep_every_rule() -> None:
    assert checks.check() == []


@pytest.mark.parametrize(("name", "change", "sentence"), BREACHES)
def test_a_breach_is_found_and_said(
    name: str, change: Callable[[Tables], None], sentence: str | None
) -> None:
    found = shipped()
    change(found)
    (rule,) = [rule for rule in checks.RULES if rule.__name__ == name]
    said = list(rule(found))
    assert bool(said) == (sentence is not None)
    assert sentence is None or any(sentence in line for line in said), said


def test_every_rule_has_a_breach_to_find() -> None:
    assert {rule.__name__ for rule in checks.RULES} == {name for name, _, _ in BREACHES}


def test_a_breach_is_reported_with_the_name_of_its_rule() -> None:
    found = shipped()
    put("regimes", {"index": "row", "code": "1"}, order="0")(found)
    assert checks.check(found) == ["regime_orders: index 'row' has 2 classes of order 0"]


def test_every_table_that_ships_has_a_key() -> None:
    assert set(KEYS) == set(checks.shipped())
